//! Figures as they are compared with others, and the evidence that two are of one quantity.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap as HashMap;

use super::actors::Actors;
use super::digest::{Digest, Told, number};
use super::look::Look;
use super::measure::{is_toll, measure, noun};
use super::neighbours::{Alike, Neighbours};
use super::points::{amount, can_be_one, holds};
use super::surroundings::{Pair, Surroundings};
use super::types::{Member, Point};
use super::words::{Bag, Word, hash, stem};
use crate::model::facts::{Aspect, Comparator, FigureKind, Role};

/// Earlier decisions that the series depend on.
pub(super) struct Known<'k> {
    pub(super) digests: &'k [Digest],
    pub(super) neighbours: &'k Neighbours,
    pub(super) actors: &'k Actors,
    pub(super) looks: &'k [Look],
    /// The happening of each telling.
    pub(super) happening: &'k [u32],
    /// The telling of an article's event.
    pub(super) telling: &'k HashMap<(u32, u32), u32>,
}

/// Features of a figure for comparison.
pub(super) struct Amount {
    pub(super) article: u32,
    /// The figure without what it is not compared by.
    pub(super) point: Point,
    /// The telling that it belongs to.
    pub(super) event: Option<u32>,
    counted: Option<Word>,
    /// The family of words for what it measures.
    measure: Option<u32>,
    context: Bag,
    about: Bag,
    /// The surname that stands nearest before it in its sentence.
    subject: Option<Word>,
    /// The place it holds for.
    scope: Option<u32>,
    pair: Option<Pair>,
    /// The entities that take part in its event.
    who: Box<[(Role, u32)]>,
    /// The source that gives it.
    source: Option<Word>,
    /// True if it is said not to hold: "not 17".
    pub(super) rejected: bool,
    /// True if it adds to an earlier count: "five new deaths".
    adds: bool,
}

/// The figures of all articles.
pub(super) fn amounts(known: &Known) -> Vec<Amount> {
    let mut amounts = Vec::new();
    for (article, digest) in (0..).zip(known.digests) {
        if digest.points.len() == 0 {
            continue;
        }
        let actors: Vec<Member> = digest.actors.iter().collect();
        let events: Vec<Told> = digest.events.iter().collect();
        for point in digest.points.iter() {
            let event = point.event.as_ref().map(|id| number(id));
            let told = event.and_then(|event| {
                events
                    .iter()
                    .find(|told| told.telling.event.as_deref().map(number) == Some(event))
            });
            let event = event.and_then(|event| known.telling.get(&(article, event)).copied());
            amounts.push(Amount::of(article, point, event, told, &actors, known.actors));
        }
    }
    amounts
}

impl Amount {
    fn of(
        article: u32,
        point: Point,
        event: Option<u32>,
        told: Option<&Told>,
        actors: &[Member],
        known: &Actors,
    ) -> Amount {
        let around = Surroundings::of(&point);
        let count = point.kind == FigureKind::Count;
        let entity = |id: &str| known.entity(article, id);
        let participants = told.into_iter().flat_map(|told| &told.telling.participants);
        let who = participants.filter_map(|p| Some((p.role, entity(p.actor.as_deref()?)?)));
        let who = who.collect::<BTreeSet<_>>().into_iter().collect();
        let told = told.map(|told| {
            let telling = &told.telling;
            let lemma = telling.trigger.lemma.as_deref().unwrap_or_default();
            (lemma, telling.participants.iter().map(|p| &*p.text))
        });
        Amount {
            article,
            event,
            counted: point.counted.as_deref().map(|phrase| stem(&noun(phrase))),
            measure: measure(&point.text, point.counted.as_deref(), told).or_else(|| around.toll().filter(|_| count)),
            context: Bag::new([&*point.context]),
            about: Bag::new([point.counted.as_deref().unwrap_or_default()]),
            subject: around.subject(actors),
            scope: around.scope(actors, entity),
            pair: around.pair(),
            who,
            rejected: around.rejected(),
            adds: count && around.adds(point.counted.as_deref()),
            source: point.attribution.first().map(|source| hash(&source.text)),
            point: Point {
                document: String::new(),
                figure: String::new(),
                event: None,
                text: String::new(),
                counted: None,
                context: String::new(),
                attribution: Vec::new(),
                ..point
            },
        }
    }

    /// The key of the figures that it is compared with.
    pub(super) fn kind(&self) -> Word {
        let point = &self.point;
        hash(&format!("{:?} {:?} {}", point.kind, point.unit, change(point.aspect)))
    }

    /// Returns whether two figures may be of one thing.
    fn comparable(&self, other: &Amount) -> bool {
        let (a, b) = (&self.point, &other.point);
        let exact = matches!(a.kind, FigureKind::Duration | FigureKind::Measure);
        a.kind == b.kind
            && a.unit == b.unit
            && change(a.aspect) == change(b.aspect)
            && self.adds == other.adds
            && (!exact || self.counted == other.counted)
    }

    /// Returns whether both count people to whom the same happened.
    fn is_toll_of(&self, other: &Amount) -> bool {
        is_toll(self.measure) && self.measure == other.measure
    }

    /// Returns whether it counts people of any kind, or does not say whom.
    fn is_general(&self) -> bool {
        self.counted.is_none_or(|counted| counted == stem("people"))
    }
}

impl Known<'_> {
    /// The score of two figures; `None` if they cannot be of one thing.
    pub(super) fn compared(&self, one: &Amount, other: &Amount, alike: Alike) -> Option<f32> {
        one.comparable(other).then(|| self.one(one, other, alike))
    }

    /// The evidence that two figures are of one thing.
    fn one(&self, one: &Amount, other: &Amount, alike: Alike) -> f32 {
        let own = one.article == other.article;
        let toll = one.is_toll_of(other);
        let articles = if own { 0.0 } else { 2.0 * (alike.words - 0.2) };
        let context = if own { 0.5 } else { 2.5 } * one.context.cosine(&other.context);
        -2.5 + articles
            + context
            + counted(one, other, self.tell_one(one, other))
            + self.value(one, other)
            + setting(one, other)
            + self.events(one, other, toll)
            + match (toll, own) {
                (true, true) => 1.0,
                (true, false) => 0.5,
                (false, _) => bound(one, other),
            }
    }

    /// Returns whether both figures belong to one kind of happening.
    fn tell_one(&self, one: &Amount, other: &Amount) -> bool {
        let look = |amount: &Amount| Some(&self.looks[amount.event? as usize]);
        one.is_toll_of(other) || look(one).zip(look(other)).is_some_and(|(x, y)| tell_one(x, y))
    }

    fn value(&self, one: &Amount, other: &Amount) -> f32 {
        let (a, b) = (&one.point, &other.point);
        let large = a.value.is_some_and(|v| v.0 >= 20.0 || v.0.fract() != 0.0);
        if a.value.is_some() && a.value == b.value {
            return if large { 2.0 } else { 0.8 };
        }
        if one.article != other.article {
            return near(a, b);
        }
        // One article gives one amount of one quantity, except for parts, changes and rival sources.
        let rivals = one.source.zip(other.source).is_some_and(|(here, there)| here != there);
        if rivals && one.is_toll_of(other) {
            return near(a, b);
        }
        let part = a.aspect == Aspect::Part || b.aspect == Aspect::Part;
        let tell_one = self.tell_one(one, other);
        let part = part || tell_one && one.is_general() != other.is_general();
        let same_day = holds(a) == holds(b);
        match (can_be_one(a, b), part) {
            (false, _) if same_day && a.kind != FigureKind::Count => -2.5,
            (false, false) => -2.0,
            _ if same_day && !tell_one => -1.0,
            _ => near(a, b),
        }
    }

    /// Evidence from the events of two figures, which may be told by many words where both are of one toll.
    fn events(&self, one: &Amount, other: &Amount, toll: bool) -> f32 {
        let (Some(a), Some(b)) = (one.event, other.event) else {
            return 0.0;
        };
        let (x, y) = (&self.looks[a as usize], &self.looks[b as usize]);
        let mut sum = 0.0;
        if self.happening[a as usize] == self.happening[b as usize] {
            sum += 2.0;
        } else if tell_one(x, y) {
            sum += 1.5;
        } else if x.class != y.class && !toll && !(one.pair.is_some() && one.pair == other.pair) {
            sum -= 0.7;
        }
        if x.days
            .zip(y.days)
            .is_some_and(|(d, e)| d.sure && e.sure && d.gap(e) > 1)
        {
            sum -= 0.5;
        }
        let shared = one.who.iter().filter(|part| other.who.contains(part)).count();
        // Who leads and who trails in a poll says nothing of the poll.
        let paired = one.pair.is_some() && other.pair.is_some();
        let differ = !one.who.is_empty() && !other.who.is_empty() && shared == 0 && !paired && !toll;
        sum + 0.7 * shared.min(2) as f32 - if differ { 1.0 } else { 0.0 }
    }
}

fn tell_one(one: &Look, other: &Look) -> bool {
    one.stem == other.stem || one.family.is_some() && one.family == other.family
}

/// Evidence from what is counted and measured.
fn counted(one: &Amount, other: &Amount, tell_one: bool) -> f32 {
    let measure = one.measure.zip(other.measure).map(|(a, b)| a == b);
    let counted = match (one.counted, other.counted) {
        (Some(x), Some(y)) if x == y => 1.2 + one.about.cosine(&other.about),
        (Some(_), Some(_)) if measure == Some(true) => 0.0,
        (Some(_), Some(_)) if tell_one => -0.3,
        (Some(_), Some(_)) => -1.5,
        _ => 0.0,
    };
    counted
        + match measure {
            Some(true) => 0.6,
            Some(false) => -2.0,
            None => 0.0,
        }
}

/// Evidence from whose figures they are, and where they hold.
fn setting(one: &Amount, other: &Amount) -> f32 {
    fn same<T: PartialEq>(one: Option<T>, other: Option<T>, yes: f32, no: f32) -> f32 {
        one.zip(other).map_or(0.0, |(a, b)| if a == b { yes } else { no })
    }
    let paired = one.pair.is_some() && other.pair.is_some();
    // Who stands before a toll may be who gives it.
    let subjects = !paired && !is_toll(one.measure);
    // The dead of two countries are two tolls, however alike their numbers.
    let elsewhere = if one.is_toll_of(other) { -4.5 } else { -1.5 };
    same(one.pair, other.pair, 1.2, -3.0)
        + same(one.scope, other.scope, 0.8, elsewhere)
        + same(one.subject.filter(|_| subjects), other.subject, 1.6, -2.0)
}

/// Evidence from one of two different amounts being what is needed: "at least 1,991 delegates", where somebody has 60.
fn bound(one: &Amount, other: &Amount) -> f32 {
    let (a, b) = (&one.point, &other.point);
    let least = |point: &Point| point.comparator == Comparator::AtLeast;
    let differ = least(a) != least(b) && amount(a) != amount(b);
    if differ { -1.5 } else { 0.0 }
}

/// Evidence from two different amounts being close, as those of one quantity on two days are.
fn near(one: &Point, other: &Point) -> f32 {
    match (amount(one), amount(other)) {
        (Some(a), Some(b)) if a > 0.0 && b > 0.0 => 0.6 - 6.0 * (a / b).ln().abs().min(0.1) as f32,
        _ => 0.0,
    }
}

fn change(aspect: Aspect) -> u8 {
    match aspect {
        Aspect::Increase => 1,
        Aspect::Decrease => 2,
        Aspect::Rate => 3,
        Aspect::Total | Aspect::Part | Aspect::ChangeFrom | Aspect::ChangeTo => 0,
    }
}
