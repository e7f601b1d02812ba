//! The sort of a plain number without unit, by the words around it: the magnitude of an earthquake, an age, a length of
//! time, the level of an index.
//!
//! The sorts are values in [`READINGS`]; the first that reads a number decides. Levels of an index are recognised
//! later, by [`levels`]: they depend on the counted phrase and the aspect.

use super::draft::{Draft, Line, Sort};
use crate::extract::number::{self, Form};
use crate::language::{Deprel, NameKind, Upos, Xpos};
use crate::lexicon::figure_word::{List, is};
use crate::lexicon::{actor, unit};
use crate::model::facts::{ActorKind, Comparator};
use crate::model::ids::{TokenId, TokenRange};
use crate::model::unit::Unit;

/// A plain number as an amount of another sort.
struct Read {
    sort: Sort,
    unit: Option<Unit>,
    /// Factor of the unit: 10 for decades.
    factor: f64,
    /// The number with the words that tell its sort.
    tokens: TokenRange,
    counted: Option<TokenRange>,
}

/// A way to read a plain number.
struct Reading {
    name: &'static str,
    read: fn(Line, &[Draft], usize) -> Option<Read>,
}

#[rustfmt::skip]
static READINGS: &[Reading] = &[
    Reading { name: "magnitude", read: magnitude },
    Reading { name: "age", read: age },
    Reading { name: "stretch of time", read: stretch },
];

/// The names of the readings, in order of precedence.
pub(super) fn names() -> Vec<&'static str> {
    READINGS.iter().map(|reading| reading.name).collect()
}

/// Gives the plain numbers of a sentence the sorts that their words tell.
pub(super) fn decide(line: Line, drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        if !drafts[i].is_bare() {
            continue;
        }
        let read = READINGS.iter().find_map(|reading| (reading.read)(line, drafts, i));
        let Some(read) = read else { continue };
        let draft = &mut drafts[i];
        (draft.sort, draft.unit, draft.counted) = (read.sort, read.unit, read.counted);
        draft.value *= read.factor;
        draft.from(read.tokens.start);
        draft.to(read.tokens.end);
        match draft.sort {
            Sort::Duration => draft.core.end = draft.tokens.end, // with its unit
            Sort::Age => bound_age(line, draft),
            _ => {}
        }
    }
}

/// Sets the bound of a small age, before which "under" is no place: "children under 5".
fn bound_age(line: Line, draft: &mut Draft) {
    let word = draft.tokens.start - 1;
    let bound = match line.lower(word) {
        "under" | "below" => Comparator::LessThan,
        "over" | "above" => Comparator::MoreThan,
        _ => return,
    };
    draft.comparator = bound;
    draft.from(word);
}

/// The magnitude of an earthquake: "magnitude 6.3", "a magnitude of 4.0", "a 7.0-magnitude quake", "a 5.0 earthquake",
/// "6.3 on the Richter scale".
fn magnitude(line: Line, drafts: &[Draft], i: usize) -> Option<Read> {
    const SCALE: i32 = 5;
    let draft = &drafts[i];
    if !(0.0..10.0).contains(&draft.value) {
        return None;
    }
    let hyphen = line.is_hyphen(draft.core.end);
    let after = draft.core.end.step(i32::from(hyphen));
    let (before, of) = (draft.tokens.start - 1, draft.tokens.start - 2);
    let named_before = line.is(before, &["magnitude"]);
    let named_of = line.is(before, &["of"]) && line.is(of, &["magnitude"]);
    let named_after = line.is(after, &["magnitude"]);
    let scale = line.is(after, &["on"]) && (1..SCALE).any(|i| line.is(after.step(i), &["scale", "richter"]));
    let quake = line.form(draft.core.start).contains('.') && is(line.lower(after), List::Quake);
    if !(named_before || named_of || named_after || scale || quake || was_magnitude(line, before)) {
        return None;
    }
    let mut tokens = draft.tokens;
    if named_before {
        tokens.start = before;
    } else if named_of {
        tokens.start = of;
    }
    let noun = after.step(i32::from(named_after));
    if named_after {
        tokens.end = noun;
    }
    let beside = is(line.lower(noun), List::Quake);
    if beside {
        tokens.end = noun + 1;
    }
    let quake = if beside {
        Some(noun)
    } else {
        quake_before(line, draft.tokens.start)
    };
    Some(Read {
        sort: Sort::Magnitude,
        unit: None,
        factor: 1.0,
        tokens,
        counted: quake.map(TokenRange::one),
    })
}

/// The word for an earthquake before a number, also in the sentence before: "a strong tremor with an estimated
/// magnitude 5.7".
fn quake_before(line: Line, number: TokenId) -> Option<TokenId> {
    const FARTHEST: u32 = 60;
    let mut earlier = (1..FARTHEST).map_while(|i| number.before(i));
    earlier.find(|t| is(line.doc.lower(*t), List::Quake))
}

/// Returns whether "magnitude" is the subject of the words before a number: "the tremor's magnitude was 5.9", "its
/// magnitude at 6.4".
fn was_magnitude(line: Line, before: TokenId) -> bool {
    const FARTHEST: i32 = 8;
    // "Wednesday's earthquake, at 6.3, was the strongest"
    let quake = is(line.lower(before - 2), List::Quake) && line.is(before - 1, &[","]);
    line.is(before, &["at"]) && quake
        || line.is(before, &["was", "is", "at", "as", "measured", "to"])
            && (1..FARTHEST).any(|i| line.is(before.step(-i), &["magnitude"]))
}

/// An age: "Andrew Kinsman, 49, was", "aged nine, ten and 49", "when she was about 57", "at the age of fifteen".
fn age(line: Line, drafts: &[Draft], i: usize) -> Option<Read> {
    let draft = &drafts[i];
    let before = i.checked_sub(1).map(|i| &drafts[i]);
    let listed = before.is_some_and(|d| d.sort == Sort::Age && !is_apposition(line, d))
        && line.is(draft.tokens.start - 1, &[",", "and", "or"])
        && !(line.has(draft.core.end) && line.doc.token(draft.core.end).upos == Upos::Adp)
        && !counts(line, draft);
    (is_age(line, draft) || listed).then_some(Read {
        sort: Sort::Age,
        unit: Some(Unit::Age("a")),
        factor: 1.0,
        tokens: draft.tokens,
        counted: None,
    })
}

/// The greatest age of a person, in years, beside a word for ages.
const OLDEST: f64 = 120.0;
/// The greatest age of a person, in years, by the sentence alone.
const OLD: f64 = 110.0;
/// The least age of a person, in years, in a sentence such as "Johnson was 68."
const YOUNG: f64 = 14.0;

/// Returns whether a noun or another word follows that makes it a number of things: "two aged fourteen".
fn counts(line: Line, draft: &Draft) -> bool {
    let after = draft.core.end;
    line.has(after)
        && matches!(
            line.doc.token(after).upos,
            Upos::Noun | Upos::Adj | Upos::Verb | Upos::Propn
        )
}

fn is_age(line: Line, draft: &Draft) -> bool {
    if draft.form == Form::Fraction || !(0.0..OLDEST).contains(&draft.value) {
        return false;
    }
    let before = draft.tokens.start - 1;
    // "the 18-to-24 age group"
    if draft.other.is_some() && line.is(draft.core.end, &["age"]) {
        return true;
    }
    match line.lower(before) {
        "aged" => true,
        "age" | "ages" => !counts(line, draft) && !line.is(before - 1, &["average"]) || line.is(before - 1, &["at"]),
        "of" => {
            line.is(before - 1, &["age", "ages"]) || is(line.lower(before - 1), List::OfAge) && !counts(line, draft)
        }
        // "in ages from nine to 60"
        "from" => line.is(before - 1, &["age", "ages"]) && !counts(line, draft),
        "was" | "is" | "turned" | "turns" | "turning" | "am" | "were" => ends_sentence_of_person(line, draft, before),
        // "At 34, she won the title."
        "at" if before == line.tokens.start => begins_clause_of_person(line, draft),
        _ => is_apposition(line, draft) || is_limit_of_age(line, draft),
    }
}

/// Returns whether a comma and a name or pronoun follow: "(At) 34, Orr won".
fn begins_clause_of_person(line: Line, draft: &Draft) -> bool {
    let comma = draft.core.end;
    let subject = comma + 1;
    let person = line.has(subject) && matches!(line.doc.token(subject).upos, Upos::Propn | Upos::Pron);
    let plain = draft.core.len() == 1 && draft.value.fract() == 0.0 && (1.0..OLD).contains(&draft.value);
    line.is(comma, &[","]) && person && plain
}

/// Returns whether the number bounds the age of people: "children under 5", "people over 65", "children 12 and under".
fn is_limit_of_age(line: Line, draft: &Draft) -> bool {
    const BOUNDS: &[&str] = &["under", "over", "above", "below"];
    const BEHIND: &[&str] = &["under", "over", "up", "above", "below", "older", "younger"];
    let start = draft.tokens.start;
    let after = draft.core.end;
    let behind = line.is(after - 1, BEHIND) && line.is(after - 2, &["and", "or"]);
    let bound = if line.is(start, BOUNDS) || behind {
        start
    } else {
        start - 1
    };
    let people = bound - 1;
    let persons = line.has(people)
        && (line.doc.token(people).xpos == Xpos::Nns || line.is(people, &["people"]))
        && actor::noun(line.doc.lemma(people)).is_some_and(|n| matches!(n.kind, ActorKind::Person | ActorKind::Group));
    let counted = line.has(after) && matches!(line.doc.token(after).upos, Upos::Noun | Upos::Propn | Upos::Adj);
    let plain = draft.core.len() == 1 && draft.value.fract() == 0.0 && (1.0..OLD).contains(&draft.value);
    (line.is(bound, BOUNDS) && plain || behind) && persons && !counted && !line.is_hyphen(after)
}

/// Returns whether the number ends a clause about a person and counts nothing: "when he was 12", "she turned 90 at
/// home".
fn ends_sentence_of_person(line: Line, draft: &Draft, verb: TokenId) -> bool {
    let end = draft.core.end;
    let ends = line.is(end, &["when", "at"])
        || !line.has(end)
        || matches!(
            line.doc.token(end).upos,
            Upos::Punct | Upos::Adp | Upos::Cconj | Upos::Sconj
        );
    let said = line.is(verb, &["was", "is", "turned", "turns"]) && is_said_of_person(line, draft);
    let person = is(line.lower(verb - 1), List::PersonBefore) || said;
    ends && person && draft.value < OLD && !line.is(end, &["of"])
}

/// Returns whether the number is the predicate of one person: "Johnson was 68.", "The singer, a widow, was 91."
fn is_said_of_person(line: Line, draft: &Draft) -> bool {
    let doc = line.doc;
    let ends = !line.has(draft.core.end) || line.is(draft.core.end, &[".", ",", "when"]);
    let plain = draft.core.len() == 1 && draft.value.fract() == 0.0 && (YOUNG..OLD).contains(&draft.value);
    let subject = doc
        .children(draft.head)
        .chain(doc.head(draft.head).into_iter().flat_map(|verb| doc.children(verb)))
        .find(|child| doc.token(*child).deprel == Deprel::Nsubj && line.has(*child));
    let person = |noun: TokenId| {
        let names = doc.names();
        let at = names.partition_point(|n| n.tokens.end <= noun);
        let named = names.get(at).filter(|n| n.tokens.contains(noun));
        named.is_some_and(|n| n.kind == NameKind::Person) || named.is_none() && is_person(line, noun)
    };
    ends && plain && subject.is_some_and(person)
}

/// Returns whether the number is an apposition to a name: ", 49,", "(49)", ", now 49,".
fn is_apposition(line: Line, draft: &Draft) -> bool {
    let before = draft.tokens.start - 1;
    let now = line.is(before, &["now", "then"]);
    let before = before.step(-i32::from(now));
    let form = line.form(draft.core.start);
    let whole = form.starts_with(|c: char| c.is_ascii_digit()) && !form.contains('.') && draft.value.fract() == 0.0;
    let noun = before - 1;
    let name = line.has(noun) && (line.doc.token(noun).upos == Upos::Propn || is_person(line, noun));
    let closed = !line.has(draft.core.end) || line.is(draft.core.end, &[",", ")", ".", ";"]);
    whole
        && line.is(before, &[",", "("])
        && name
        && closed
        && (1.0..115.0).contains(&draft.value)
        && !is_in_list(line, draft)
}

/// Returns whether a noun stands for one person: "the boy", "her sister".
fn is_person(line: Line, noun: TokenId) -> bool {
    let person = || actor::noun(line.doc.lemma(noun)).is_some_and(|noun| noun.kind == ActorKind::Person);
    line.doc.token(noun).xpos == Xpos::Nn && person()
}

/// Returns whether the number is in a list of numbers ("Smith, 49, 50, 51"), which holds no ages.
fn is_in_list(line: Line, draft: &Draft) -> bool {
    line.form(draft.core.end + 1).starts_with(|c: char| c.is_ascii_digit())
}

/// A length of time with adjectives before its unit: "three straight weeks", "50 previous years".
fn stretch(line: Line, drafts: &[Draft], i: usize) -> Option<Read> {
    let draft = &drafts[i];
    let adjective =
        |t: TokenId| line.has(t) && line.doc.token(t).upos == Upos::Adj && !line.is(t, &["last", "next", "this"]);
    let mut at = draft.core.end;
    while adjective(at) && unit::word(line.lower(at)).is_none() {
        at += 1;
    }
    let named = unit::word(line.lower(at)).filter(|named| at > draft.core.end && named.is_duration())?;
    Some(Read {
        sort: Sort::Duration,
        unit: Some(named.unit),
        factor: named.factor,
        tokens: TokenRange {
            end: at + 1,
            ..draft.tokens
        },
        counted: None,
    })
}

/// Turns plain numbers into levels of an index: "rose to 61.8 from 58", "the index closed at 1,478".
pub(super) fn levels(line: Line, drafts: &mut [Draft]) {
    // "rose 31.25 points to 2,210.40": the level is in points, too.
    let points = drafts.iter().any(|d| d.unit == Some(Unit::Point));
    for draft in drafts.iter_mut().filter(|d| is_index(line, d)) {
        draft.sort = Sort::Index;
        if points {
            draft.unit = Some(Unit::Point);
        }
    }
    // "to 61.8 from 58": the other level of the same.
    for i in 1..drafts.len() {
        let (left, right) = drafts.split_at_mut(i);
        let (left, right) = (&mut left[i - 1], &mut right[0]);
        let pair = left.is_level() && right.is_level() && left.aspect != right.aspect;
        let (model, other) = if left.sort == Sort::Index {
            (left, right)
        } else {
            (right, left)
        };
        if pair && model.sort == Sort::Index && other.is_bare() && other.counted.is_none() {
            (other.sort, other.unit) = (model.sort, model.unit.clone());
        }
    }
}

fn is_index(line: Line, draft: &Draft) -> bool {
    /// Distance before a level, in tokens, within which its index may be named.
    const FARTHEST: i32 = 25;
    if !draft.is_bare() || draft.counted.is_some() {
        return false;
    }
    // "2.1 million" is no level, nor is "1.2 per woman", but "151.2 per dollar" is one.
    let under = unit::word(line.lower(draft.core.end + 1));
    let rate = line.is(draft.core.end, &["per"]) && !under.is_some_and(|named| named.unit.is_money());
    let form = line.form(draft.core.start);
    let unscaled = form.contains('.') && number::digits(form) == Some(draft.value);
    let decimal = (unscaled || !form.contains('.') && draft.value.fract() != 0.0) && !rate;
    let indexed = || (1..FARTHEST).any(|n| is(line.lower(draft.tokens.start.step(-n)), List::Index));
    let level = draft.is_level();
    level && decimal || (level || decimal) && indexed()
}
