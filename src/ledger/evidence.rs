//! Evidence for and against two tellings being of one happening: named features, each with a weight.
//!
//! The weights are in `lexicon/ledger_evidence.tsv`: a logistic regression gave them. Their sum with the features is the
//! logarithm of the odds that both tell one happening.

use std::sync::LazyLock;

use super::look::{Look, Party};
use super::neighbours::Alike;
use super::words::Bags;
use crate::lexicon::list::load;

/// The names of the features, in the order of [`features`].
pub(super) const NAMES: [&str; 56] = [
    "bias",
    "trigger.same",
    "trigger.family",
    "trigger.kindred",
    "trigger.other",
    "trigger.only",
    "trigger.many",
    "class.same",
    "status.differs",
    "day.same",
    "days.overlap",
    "days.apart",
    "days.sure_apart",
    "days.told_apart",
    "days.too_early",
    "days.news_apart",
    "days.unknown",
    "year.same",
    "year.differs",
    "order.same",
    "order.differs",
    "numbers.same",
    "numbers.differ",
    "agents.same",
    "agents.differ",
    "agents.other_people",
    "patients.same",
    "patients.differ",
    "patients.other_people",
    "who.words",
    "people.same",
    "people.differ",
    "places.same",
    "places.differ",
    "names.foreign",
    "clause",
    "clause.bare",
    "clause.inside",
    "articles.alike",
    "articles.names",
    "articles.strangers",
    "articles.other_people",
    "articles.far",
    "articles.unanchored",
    "articles.bare",
    "patients.foreign",
    "article.same",
    "own.family",
    "own.other",
    "own.days_differ",
    "own.days_apart",
    "own.agents_differ",
    "own.patients_differ",
    "own.people_differ",
    "own.places_differ",
    "news.far",
];

/// Places in [`NAMES`].
#[derive(Clone, Copy, PartialEq, Debug)]
enum Name {
    Bias,
    TriggerSame,
    TriggerFamily,
    TriggerKindred,
    TriggerOther,
    TriggerOnly,
    TriggerMany,
    ClassSame,
    StatusDiffers,
    DaySame,
    DaysOverlap,
    DaysApart,
    DaysSureApart,
    DaysToldApart,
    DaysTooEarly,
    DaysNewsApart,
    DaysUnknown,
    YearSame,
    YearDiffers,
    OrderSame,
    OrderDiffers,
    NumbersSame,
    NumbersDiffer,
    AgentsSame,
    AgentsDiffer,
    AgentsOtherPeople,
    PatientsSame,
    PatientsDiffer,
    PatientsOtherPeople,
    WhoWords,
    PeopleSame,
    PeopleDiffer,
    PlacesSame,
    PlacesDiffer,
    NamesForeign,
    Clause,
    ClauseBare,
    ClauseInside,
    ArticlesAlike,
    ArticlesNames,
    ArticlesStrangers,
    ArticlesOtherPeople,
    ArticlesFar,
    ArticlesUnanchored,
    ArticlesBare,
    PatientsForeign,
    ArticleSame,
    OwnFamily,
    OwnOther,
    OwnDaysDiffer,
    OwnDaysApart,
    OwnAgentsDiffer,
    OwnPatientsDiffer,
    OwnPeopleDiffer,
    OwnPlacesDiffer,
    NewsFar,
}

/// Maximum number of days between articles of which both give a happening as news.
const FAR: i32 = 14;

/// The features of a pair.
pub(super) type Features = [f32; NAMES.len()];

static WEIGHTS: LazyLock<Features> = LazyLock::new(|| {
    let mut weights = [0.0; NAMES.len()];
    let list = include_str!("../lexicon/ledger_evidence.tsv");
    for (name, weight, _meaning) in load::<(&str, f64, &str)>("ledger_evidence.tsv", list) {
        let place = NAMES.iter().position(|known| *known == name);
        let place = place.unwrap_or_else(|| panic!("src/lexicon/ledger_evidence.tsv: no feature is called {name}"));
        weights[place] = weight as f32;
    }
    weights
});

/// The weight of each feature.
pub(super) fn weights() -> &'static Features {
    &WEIGHTS
}

/// Similarity of articles below which other people make other happenings, and nothing in common does.
const NEAR: f32 = 0.2;

/// Returns whether two tellings are worth a look: the same word tells them, words of one kind of happening, or, in two
/// articles, kindred words. One article has told its kindred words apart or together already.
pub(super) fn comparable(one: &Look, other: &Look) -> bool {
    let kindred = || one.kindred.iter().any(|sense| other.kindred.contains(sense));
    one.stem == other.stem || is_family(one, other) || one.article != other.article && kindred()
}

fn is_family(one: &Look, other: &Look) -> bool {
    one.family.is_some() && one.family == other.family
}

/// The features of two tellings with their words, of articles with this similarity.
pub(super) fn features(one: &Look, other: &Look, bags: &Bags, articles: Alike) -> Features {
    let mut found = [0.0; NAMES.len()];
    let mut set = |name: Name, value: f32| found[name as usize] = value;
    set(Name::Bias, 1.0);
    trigger(one, other, &mut set);
    set(Name::ClassSame, f32::from(one.class == other.class));
    set(Name::StatusDiffers, f32::from(one.asserted != other.asserted));
    days(one, other, &mut set);
    set(
        Name::DaysTooEarly,
        f32::from(too_early(one, other) || too_early(other, one)),
    );
    set(Name::WhoWords, bags.cosine(one.parts, other.parts));
    for (same, differs, one, other) in named(one, other) {
        if let Some(shared) = bags.lists.in_common(one, other) {
            set(if shared { same } else { differs }, 1.0);
        }
    }
    for (name, [one, other]) in [Name::AgentsOtherPeople, Name::PatientsOtherPeople]
        .into_iter()
        .zip(parties(one, other))
    {
        set(
            name,
            f32::from(bags.lists.in_common(one.people, other.people) == Some(false)),
        );
    }
    set(Name::Clause, bags.cosine(one.clause, other.clause));
    match bags.inside((one.clause, one.stem), (other.clause, other.stem)) {
        Some(share) => set(Name::ClauseInside, share),
        None => set(Name::ClauseBare, 1.0),
    }
    if one.article == other.article {
        within(one, other, &mut found);
    } else {
        across(one, other, bags, articles, &mut found);
    }
    found
}

/// Evidence from one article, which knows its people and places, and its days.
fn within(one: &Look, other: &Look, found: &mut Features) {
    found[Name::ArticleSame as usize] = 1.0;
    found[Name::OwnFamily as usize] = f32::from(one.stem != other.stem);
    found[Name::OwnOther as usize] = f32::from(one.is_other != other.is_other);
    found[Name::OwnDaysDiffer as usize] = found[Name::DaysApart as usize];
    found[Name::OwnDaysApart as usize] = f32::from(told_days_apart(one, other));
    for (own, general) in [
        (Name::OwnAgentsDiffer, Name::AgentsDiffer),
        (Name::OwnPatientsDiffer, Name::PatientsDiffer),
        (Name::OwnPeopleDiffer, Name::PeopleDiffer),
        (Name::OwnPlacesDiffer, Name::PlacesDiffer),
    ] {
        found[own as usize] = found[general as usize];
    }
}

/// Features of which one ties tellings of two articles together, whatever else the articles tell.
const ANCHORS: [Name; 7] = [
    Name::AgentsSame,
    Name::PatientsSame,
    Name::PeopleSame,
    Name::PlacesSame,
    Name::DaySame,
    Name::YearSame,
    Name::OrderSame,
];

/// Evidence from two articles.
fn across(one: &Look, other: &Look, bags: &Bags, articles: Alike, found: &mut Features) {
    let news = one.news && other.news;
    let anchored = ANCHORS.iter().any(|anchor| found[*anchor as usize] > 0.0);
    let bare = found[Name::ClauseBare as usize] > 0.0;
    let mut set = |name: Name, value: f32| found[name as usize] = value;
    set(Name::TriggerOther, f32::from(one.is_other != other.is_other));
    set(Name::DaysNewsApart, f32::from(news && told_days_apart(one, other)));
    set(Name::ArticlesAlike, articles.words);
    set(Name::ArticlesNames, articles.names);
    set(Name::ArticlesStrangers, f32::from(articles.names == 0.0));
    set(Name::ArticlesOtherPeople, f32::from(articles.other_people));
    set(
        Name::ArticlesFar,
        f32::from(articles.other_people && articles.words < NEAR),
    );
    let unanchored = !anchored && articles.words < NEAR;
    set(Name::ArticlesUnanchored, f32::from(unanchored));
    // "The pandemic" is one everywhere, "the accident" is not.
    let lasting = one.lasting && other.lasting;
    set(Name::ArticlesBare, f32::from(unanchored && bare && !lasting));
    let foreign = [(one, other), (other, one)].map(|(a, b)| {
        let [_, patients] = a.named;
        bags.lists.missing(patients.people, b.article_names) == 1.0
    });
    set(Name::PatientsForeign, f32::from(foreign.contains(&true)));
    let [here, there] = [(one, other), (other, one)].map(|(a, b)| bags.lists.missing(a.names, b.article_names));
    set(Name::NamesForeign, here.max(there));
    let apart = one
        .published
        .zip(other.published)
        .map(|(here, there)| (here - there).abs());
    set(Name::NewsFar, f32::from(news && apart.is_some_and(|days| days > FAR)));
}

/// Returns whether days are more than one apart, and those of one are told of this very event.
fn told_days_apart(one: &Look, other: &Look) -> bool {
    let told = one.days.zip(other.days).filter(|(here, there)| here.sure || there.sure);
    told.is_some_and(|(here, there)| here.gap(there) > 1)
}

fn trigger(one: &Look, other: &Look, set: &mut impl FnMut(Name, f32)) {
    if one.stem != other.stem {
        let family = is_family(one, other);
        return set(
            if family {
                Name::TriggerFamily
            } else {
                Name::TriggerKindred
            },
            1.0,
        );
    }
    set(Name::TriggerSame, 1.0);
    let most = one.alike.max(other.alike);
    set(Name::TriggerOnly, f32::from(most == 1));
    set(Name::TriggerMany, f32::from(most).ln());
}

fn days(one: &Look, other: &Look, set: &mut impl FnMut(Name, f32)) {
    let (Some(here), Some(there)) = (one.days, other.days) else {
        return set(Name::DaysUnknown, 1.0);
    };
    match here.gap(there) {
        0 if here.single() && there.single() => set(Name::DaySame, 1.0),
        0 => set(Name::DaysOverlap, 1.0),
        1 => {}
        _ => set(Name::DaysApart, 1.0),
    }
    if here.sure && there.sure && here.gap(there) > 0 {
        set(Name::DaysSureApart, 1.0);
        // The day of a plan may change, that of an asserted event does not.
        let told = one.asserted && other.asserted && here.gap(there) > 1;
        set(Name::DaysToldApart, f32::from(told));
    }
}

/// What both clauses may name: the features for something in common and for nothing, and the lists of both.
fn named(one: &Look, other: &Look) -> [(Name, Name, u32, u32); 7] {
    let [agents, patients] = parties(one, other);
    [
        (Name::YearSame, Name::YearDiffers, one.years, other.years),
        (Name::OrderSame, Name::OrderDiffers, one.order, other.order),
        (Name::NumbersSame, Name::NumbersDiffer, one.numbers, other.numbers),
        (Name::PeopleSame, Name::PeopleDiffer, one.people, other.people),
        (Name::PlacesSame, Name::PlacesDiffer, one.places, other.places),
        (Name::AgentsSame, Name::AgentsDiffer, agents[0].all, agents[1].all),
        (
            Name::PatientsSame,
            Name::PatientsDiffer,
            patients[0].all,
            patients[1].all,
        ),
    ]
}

/// The agents and the patients of both.
fn parties(one: &Look, other: &Look) -> [[Party; 2]; 2] {
    [0, 1].map(|role| [one.named[role], other.named[role]])
}

/// Returns whether one, told as having happened, is in an article from before the days of the other.
fn too_early(one: &Look, other: &Look) -> bool {
    let days = one.published.zip(other.days);
    one.asserted && one.article != other.article && days.is_some_and(|(published, days)| days.start > published + 1)
}

/// The sum of the features with their weights.
pub(super) fn score(features: &Features) -> f32 {
    features
        .iter()
        .zip(weights())
        .map(|(value, weight)| value * weight)
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_agree_with_the_enum() {
        assert_eq!(NAMES.len(), Name::NewsFar as usize + 1);
        for (name, text) in [
            (Name::Bias, "bias"),
            (Name::DaysUnknown, "days.unknown"),
            (Name::Clause, "clause"),
            (Name::NewsFar, "news.far"),
        ] {
            assert_eq!(NAMES[name as usize], text);
        }
        assert!(weights().iter().any(|weight| *weight != 0.0));
    }
}
