//! Times: finds every [`TimeExpression`] of a document, as TIMEX3 has them.
//!
//! The grammar reads a sentence from left to right. Where a word may begin a time (the lexicon knows the word, or it
//! begins with a digit), every family of rules is asked for the longest expression that begins there; the longest of
//! all is taken, and reading goes on behind it. So the time is linear in the text, and no expression lies in another.
//!
//! - `calendar`: dates by name and number · `numeric`: numeric dates · `week`: weeks of a month or a day
//! - `clock`: times of day · `definite`: the time in focus ("the week")
//! - `relative`: deictic words, and times by `direction`, by `distance`, or as `reference` to present, past and future
//! - `length`: durations · `set`: recurring times · `modifier`: words around a time that change it
//! - `guard`: words that look like a time and are none · `joined`: dates that share a month or a year
//!
//! An expression is underspecified in its `Form` as the words are; `link` resolves it.

mod calendar;
mod clock;
mod definite;
mod direction;
mod distance;
mod found;
mod guard;
mod joined;
mod length;
mod modifier;
mod numeric;
mod reference;
mod relative;
mod set;
mod week;
mod words;
mod years;

use crate::language::Document;
use crate::model::facts::TimeExpression;
use crate::model::ids::{TokenId, TokenRange};
use found::{Found, Rule, longest, names};
use words::Words;

/// The times of a document, in order of position.
pub(crate) fn extract(doc: &Document) -> Vec<TimeExpression> {
    let mut times = Vec::new();
    let mut words = Words::new(doc);
    for sentence in doc.sentences() {
        if words.fill(sentence.tokens) {
            let first = times.len();
            read(&words, &mut times);
            joined::complete(&words, &mut times, first);
        }
    }
    times
}

/// The times of one sentence.
fn read(w: &Words, times: &mut Vec<TimeExpression>) {
    let mut i = w.tokens.start;
    while w.has(i) {
        match find(w, i) {
            Some(found) => {
                let end = found.end.max(i + 1);
                times.push(expression(w, i, found));
                i = end;
            }
            None => i += 1,
        }
    }
}

/// The families of rules. The longest expression is taken; of two as long, that of the earlier family.
#[rustfmt::skip]
static FAMILIES: &[Rule] = &[
    Rule { name: "calendar", read: calendar::find },
    Rule { name: "relative", read: relative::find },
    Rule { name: "clock", read: clock::find },
    Rule { name: "week", read: week::find },
    Rule { name: "modified", read: modifier::find },
    Rule { name: "set", read: set::find },
    Rule { name: "length", read: length::find },
    Rule { name: "unit-long", read: length::long },
    Rule { name: "day that shares its month", read: joined::bare_day },
    Rule { name: "hour that shares its half of the day", read: clock::first_of_range },
    Rule { name: "year that shares its century", read: joined::short_year },
    Rule { name: "year that shares its era", read: joined::year_of_era },
];

/// The decisions made at each word, with the names of their rules, in order of precedence.
pub(crate) fn decisions() -> [(&'static str, Vec<&'static str>); 8] {
    [
        ("which family reads it, the longest", names(FAMILIES)),
        (
            "which calendar expression it begins, the longest",
            names(calendar::CALENDAR),
        ),
        ("which date by name, the first", names(calendar::BY_NAME)),
        ("which date by number, the first", names(calendar::BY_NUMBER)),
        ("which relative expression, the longest", names(relative::RELATIVE)),
        ("which time of day, the longest", names(clock::CLOCK)),
        ("which modifier, the longest", names(modifier::MODIFIED)),
        ("which set, the first", names(set::SETS)),
    ]
}

/// The expression that begins at a word. Definite times ("the week") are tried only where nothing else begins.
fn find(w: &Words, i: TokenId) -> Option<Found> {
    if let Some(found) = modifier::mid_word(w, i) {
        return Some(found);
    }
    if !w.begins(i) || guard::inside(w, i) {
        return None;
    }
    let found = longest(FAMILIES, w, i).or_else(|| definite::find(w, i))?;
    // "the 21st Century" is of the calendar, "the Seven Years' War" has a length; "This Week", "The Last Days" and "60
    // Minutes" are titles.
    let counted = w.digits(i).is_none() && (w.number(i).is_some() || w.number(i + 1).is_some());
    let plain = found.end > i + 1 && (counted || found.is_calendar());
    (plain || !guard::title(w, found.end - 1)).then_some(found)
}

fn expression(w: &Words, i: TokenId, found: Found) -> TimeExpression {
    let tokens = TokenRange::new(i, found.end);
    TimeExpression {
        span: w.doc.span(tokens),
        tokens,
        kind: found.kind,
        value: found.form.value(),
        modifier: found.modifier,
        quant: found.quant,
        freq: found.freq,
        anchor: None,
        days: None,
        form: found.form,
        rule: found.rule,
    }
}
