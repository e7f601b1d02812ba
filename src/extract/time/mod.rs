//! Times: finds every [`TimeExpression`] of a document, as TIMEX3 has them.
//!
//! The grammar reads a sentence from left to right. Where a word may begin a time (the lexicon knows the word, or it
//! begins with a digit), every family of rules is asked for the longest expression that begins there; the longest of
//! all is taken, and reading goes on behind it. So the time is linear in the text, and no expression lies in another.
//!
//! - `calendar`: dates by name and number · `figures`: dates in figures · `week`: weeks of a month or a day · `clock`: times of day · `relative`: times told from where the text stands,
//!   by `direction`, by `distance`, or as `reference` to present, past and future · `definite`: the one spoken of
//! - `length`: durations · `set`: what recurs · `modifier`: what stands around a time and changes it
//! - `guard`: what looks like a time and is none · `joined`: dates that share a month or a year
//!
//! What an expression leaves open stays open in its `Form`; `link` resolves it.

mod calendar;
mod clock;
mod definite;
mod direction;
mod distance;
mod figures;
mod found;
mod guard;
mod joined;
mod length;
mod modifier;
mod reference;
mod relative;
mod set;
mod week;
mod words;
mod years;

use crate::language::Document;
use crate::model::facts::TimeExpression;
use crate::model::ids::TokenRange;
use found::{Found, Rule, longest};
use words::Words;

/// The times of a document, in order of position.
pub fn extract(doc: &Document) -> Vec<TimeExpression> {
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
    let mut i = 0;
    while i < w.len() {
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
const FAMILIES: &[Rule] = &[
    calendar::find,
    relative::find,
    clock::find,
    week::find,
    modifier::find,
    set::find,
    length::find,
    length::long,
    joined::bare_day,
    clock::first_of_range,
    joined::short_year,
    joined::year_of_era,
];

/// The expression that begins at a word. "The week" of a story is asked for only where nothing else begins.
fn find(w: &Words, i: usize) -> Option<Found> {
    if let Some(found) = modifier::mid_word(w, i) {
        return Some(found);
    }
    if !w.begins(i) || guard::inside(w, i) {
        return None;
    }
    let found = longest(FAMILIES, w, i).or_else(|| definite::find(w, i))?;
    // "the 21st Century" is of the calendar, "the Seven Years' War" has a length; "This Week" and "The Last Days" are titles.
    let counted = w.number(i).is_some() || w.number(i + 1).is_some();
    let plain = found.end > i + 1 && (counted || found.is_calendar());
    (plain || !guard::title(w, found.end - 1)).then_some(found)
}

fn expression(w: &Words, i: usize, found: Found) -> TimeExpression {
    let tokens = TokenRange {
        start: w.id(i),
        end: w.id(found.end),
    };
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
