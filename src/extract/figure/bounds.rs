//! Comparators: the words around an amount that bound it ("more than 20", "500 or more").
//!
//! The phrases are in `comparators.tsv`. [`OTHER_USES`] holds their other readings: a phrase sets no bound if one of
//! them fires.

use super::draft::{Draft, Line, Sort};
use crate::extract::number::{Form, product};
use crate::language::{Deprel, Document, Upos, Xpos};
use crate::lexicon::comparator::{self, Bound, Phrase};
use crate::lexicon::figure_word::{List, is};
use crate::lexicon::number;
use crate::model::facts::{Comparator, FigureKind};
use crate::model::ids::{TokenId, TokenRange};

/// Maximum number of phrases before one amount: "only about", "up to an estimated".
const PHRASES: usize = 3;

/// The least count that a preposition of place bounds: not "under two presidents".
const LEAST_BOUNDED: f64 = 10.0;

/// Gives the figures of a sentence the bounds beside their amounts. A conversion has those of the amount it converts.
pub(super) fn decide(line: Line, drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        bound(line, &mut drafts[i]);
        if let (Some(before), true) = (i.checked_sub(1), drafts[i].conversion) {
            drafts[i].comparator = drafts[before].comparator;
        }
    }
}

/// Looks for bounds before and behind an amount.
fn bound(line: Line, draft: &mut Draft) {
    if draft.kind() == FigureKind::Duration && within_next(line, draft) {
        return;
    }
    let mut at = draft.tokens.start;
    let article = line.is(at - 1, &["the", "a", "an"]) && !line.is(at - 2, &["than"]);
    // "the 50 miles" is bounded by nothing before the article but "over the 50 miles", "an over 300-page report"
    if !article || is(line.lower(at - 2), List::BeforeArticle) {
        for _ in 0..PHRASES {
            let Some(phrase) = phrase_before(line, at) else { break };
            let start = at.step(-(phrase.words.len() as i32));
            if has_other_use(line, draft, phrase, start) {
                break;
            }
            at = start;
            if phrase.bound != Bound::Same {
                set(draft, phrase.bound);
                draft.from(start);
            }
        }
        sub(line, draft);
        of_extreme(line, draft);
    }
    behind(line, draft);
}

fn phrase_before(line: Line, at: TokenId) -> Option<&'static Phrase> {
    let matches = |p: &&Phrase| {
        let start = p.words.len() as i32;
        p.words
            .iter()
            .enumerate()
            .all(|(i, word)| line.lower(at.step(i as i32 - start)) == *word)
    };
    comparator::ending_with(line.lower(at - 1)).iter().find(matches)
}

/// Sets a bound. The first one is nearest to the number; it stays, unless a farther one is stronger.
fn set(draft: &mut Draft, bound: Bound) {
    let new = match bound {
        Bound::AtLeast => Comparator::AtLeast,
        Bound::MoreThan => Comparator::MoreThan,
        Bound::AtMost => Comparator::AtMost,
        Bound::LessThan => Comparator::LessThan,
        Bound::About => Comparator::About,
        Bound::Same => return,
    };
    let weak = matches!(draft.comparator, Comparator::Exact | Comparator::About);
    if weak {
        draft.comparator = new;
    }
}

/// A reading of a comparator phrase in which it sets no bound.
struct OtherUse {
    name: &'static str,
    /// The phrases that can have this reading; empty for all.
    phrases: &'static [&'static str],
    fires: fn(&Site) -> bool,
}

/// A comparator phrase before an amount.
struct Site<'a> {
    line: Line<'a>,
    draft: &'a Draft,
    /// First and last word of the phrase.
    start: TokenId,
    last: TokenId,
}

impl Site<'_> {
    /// The word before the phrase.
    fn before(&self) -> &str {
        self.line.lower(self.start - 1)
    }

    fn is_small_count(&self) -> bool {
        self.draft.kind() == FigureKind::Count && self.draft.value < LEAST_BOUNDED
    }

    fn is_duration(&self) -> bool {
        self.draft.kind() == FigureKind::Duration
    }
}

#[rustfmt::skip]
static OTHER_USES: &[OtherUse] = &[
    OtherUse { name: "particle of a verb", phrases: &[], fires: is_particle },
    OtherUse { name: "verb", phrases: &["estimated"], fires: is_estimate },
    OtherUse { name: "taken over", phrases: &["over"], fires: |site| !site.is_duration() && is(site.before(), List::TakenOver) },
    OtherUse { name: "during", phrases: &["over"], fires: is_during },
    // "some 200 people", but not "some two"
    OtherUse { name: "certain", phrases: &["some"], fires: |site| site.draft.value < LEAST_BOUNDED && site.draft.unit.is_none() },
    OtherUse { name: "place", phrases: &["under", "below", "above", "beyond", "near"], fires: |site| site.is_small_count() },
    OtherUse { name: "inside", phrases: &["within"], fires: |site| !matches!(site.draft.kind(), FigureKind::Duration | FigureKind::Measure) },
    // "talked about 20 people"
    OtherUse { name: "topic", phrases: &["about"], fires: |site| is(site.before(), List::Topic) },
    OtherUse { name: "way up", phrases: &["up to"], fires: is_way_up },
    OtherUse { name: "limit of a thing", phrases: &["maximum", "minimum"], fires: |site| site.draft.kind() == FigureKind::Count },
    // read with the hyphen that follows it
    OtherUse { name: "prefix", phrases: &["sub-"], fires: |_| true },
];

/// The names of the readings that set no bound.
pub(super) fn names() -> Vec<&'static str> {
    OTHER_USES.iter().map(|other| other.name).collect()
}

fn has_other_use(line: Line, draft: &Draft, phrase: &Phrase, start: TokenId) -> bool {
    let site = Site {
        line,
        draft,
        start,
        last: start.step(phrase.words.len() as i32 - 1),
    };
    OTHER_USES
        .iter()
        .any(|other| (other.phrases.is_empty() || other.phrases.contains(&phrase.text)) && (other.fires)(&site))
}

/// Returns whether "estimated" is a verb behind its subject: "the website estimated 120 people were inside", but not
/// "with an estimated 120 people".
fn is_estimate(site: &Site) -> bool {
    let (doc, subject) = (site.line.doc, site.start - 1);
    let noun = site.line.has(subject) && matches!(doc.token(subject).upos, Upos::Noun | Upos::Propn);
    noun || doc.token(site.last).xpos == Xpos::Vbd
}

/// Returns whether the phrase is the particle of a verb: "takes over about 7000 employees".
fn is_particle(site: &Site) -> bool {
    let doc = site.line.doc;
    let word = doc.token(site.last);
    let of_verb = doc
        .head(site.last)
        .is_some_and(|head| doc.token(head).upos == Upos::Verb);
    !site.is_duration() && word.xpos == Xpos::Rp && (word.deprel == Deprel::CompoundPrt || of_verb)
}

/// Returns whether "up to" is the goal of a rise ("went up to 5%", "back up to 5%") and no bound ("can reach up to 90
/// km/h").
fn is_way_up(site: &Site) -> bool {
    let before = site.before();
    let moves = is(before, List::Up) || is(before, List::Change) && !is(before, List::Reaches);
    moves || before == "back"
}

/// Returns whether "over" means "during" ("over 18 months", "over two weeks of talks") and is no bound ("for over two
/// years").
fn is_during(site: &Site) -> bool {
    let (line, before) = (site.line, site.start - 1);
    let lasted = line.has(before) && line.doc.token(before).upos == Upos::Verb && is(site.before(), List::Lasted);
    let first = is_punctuation(line, before) && site.start == line.tokens.start;
    site.is_duration() && site.draft.sort != Sort::Age && !(is(site.before(), List::BeforeOver) || lasted || first)
}

fn is_punctuation(line: Line, at: TokenId) -> bool {
    !line.has(at) || line.doc.token(at).upos == Upos::Punct
}

/// Sets the bound of "minimum" and "maximum" before "of": "a minimum term of 25 years", "a maximum speed of 90 km/h".
fn of_extreme(line: Line, draft: &mut Draft) {
    let of = draft.tokens.start - 1;
    let bound = match line.lower(of - 2) {
        "minimum" | "mandatory-minimum" => Bound::AtLeast,
        "maximum" => Bound::AtMost,
        _ => return,
    };
    if line.is(of, &["of"]) && draft.comparator == Comparator::Exact && line.has(of - 1) {
        set(draft, bound);
        draft.counted = Some(TokenRange::new(of - 1, of));
        draft.from(of - 2);
    }
}

/// Sets the bound of "within the next 10 days".
fn within_next(line: Line, draft: &mut Draft) -> bool {
    let (next, the, within) = (draft.tokens.start - 1, draft.tokens.start - 2, draft.tokens.start - 3);
    let found = line.is(next, &["next", "first", "coming", "following", "past", "last"])
        && line.is(the, &["the", "its", "his", "her", "their"])
        && line.is(within, &["within"]);
    if found {
        set(draft, Bound::AtMost);
        draft.from(within);
    }
    found
}

/// Sets the bound of the prefix "sub-": "sub-300 m", "a sub-two-hour marathon".
fn sub(line: Line, draft: &mut Draft) {
    let hyphen = draft.tokens.start - 1;
    if line.is_hyphen(hyphen) && line.is(hyphen - 1, &["sub"]) {
        set(draft, Bound::LessThan);
        draft.from(hyphen - 1);
    }
}

/// Sets the bound of a phrase behind the amount: "500 or more", "20-plus", "30 people or so".
pub(super) fn behind(line: Line, draft: &mut Draft) {
    for end in [draft.core.end, draft.tokens.end] {
        let at = if line.is_hyphen(end) { end + 1 } else { end };
        let matches = |p: &&Phrase| {
            p.words
                .iter()
                .enumerate()
                .all(|(i, word)| line.lower(at.step(i as i32)) == *word)
        };
        let Some(phrase) = comparator::beginning_with(line.lower(at)).iter().find(matches) else {
            continue;
        };
        let next = at.step(phrase.words.len() as i32);
        let adjective = line.has(next) && line.doc.token(next).xpos == Xpos::Jj;
        // "20 odd numbers", "one or more of", "two plus three"
        let reads_on = match phrase.words[..] {
            ["plus" | "+"] => line.has(next) && line.form(next).starts_with(|c: char| c.is_ascii_digit()),
            ["odd"] => adjective,
            // "above 1000 and below 1500"
            ["and", _] => line.has(next) && line.doc.token(next).upos == Upos::Num,
            ["at", "least" | "most" | "minimum"] | ["roughly"] | ["approximately"] => {
                line.has(next) && !is_punctuation(line, next)
            }
            _ => false,
        };
        if !reads_on {
            set(draft, phrase.bound);
            draft.to(next);
            draft.core.end = draft
                .core
                .end
                .max(if end == draft.core.end { next } else { draft.core.end });
            return;
        }
    }
}

/// The bounds that a comparator gives a value.
pub(super) fn limits(doc: &Document, draft: &Draft) -> (Option<f64>, Option<f64>, Option<f64>) {
    let value = draft.value;
    if let Some(other) = draft.other {
        return (None, Some(value.min(other)), Some(value.max(other)));
    }
    if draft.form == Form::Many {
        let most = number::most(doc.lower(draft.core.start)).map(|ratio| product(value, ratio));
        return (None, Some(value), most);
    }
    match draft.comparator {
        Comparator::AtLeast | Comparator::MoreThan => (Some(value), Some(value), None),
        Comparator::AtMost | Comparator::LessThan => (Some(value), None, Some(value)),
        Comparator::Vague => (None, Some(value), None),
        _ => (Some(value), None, None),
    }
}
