//! Relative times: deictic words, directions, distances, and references to present, past and future.

use super::found::{Found, Rule, longest};
use super::words::Words;
use super::{direction, distance, reference};
use crate::lexicon::time::{Class, Context, speaks};
use crate::model::ids::TokenId;
use crate::model::timex::{Base, Clock, DayPart, Origin, Point, Reference, Sub, Unit};

/// Families of rules; the longest expression is taken, and of equals "(to) this day" as the present.
#[rustfmt::skip]
pub(super) static RELATIVE: &[Rule] = &[
    Rule { name: "today", read: deictic },
    Rule { name: "present, past and future", read: reference::find },
    Rule { name: "direction", read: direction::find },
    Rule { name: "distance", read: distance::find },
];

/// The relative expression that begins at a word.
pub(super) fn find(w: &Words, i: TokenId) -> Option<Found> {
    longest(RELATIVE, w, i)
}

/// Returns whether "today" means the present age: "today's world", "the children of today".
fn nowadays(w: &Words, i: TokenId) -> bool {
    if w.possessive(i + 1) {
        return speaks(w.lower(i + 2), Context::Nowadays);
    }
    w.is(i - 1, &["of"]) && speaks(w.lower(i - 2), Context::Nowadays)
}

/// A deictic word: "today", "yesterday morning", "tonight", "the day before yesterday".
fn deictic(w: &Words, i: TokenId) -> Option<Found> {
    if super::guard::named(w, i) {
        return None;
    }
    if w.is_a(i, Class::Tonight) {
        let point = Point {
            base: Base::Shift(0, Unit::Day, Origin::Published),
            sub: Sub::Whole,
            clock: Clock::Part(DayPart::Night),
        };
        return Some(Found::point(i + 1, point, "time.deictic.part"));
    }
    if w.is(i, &["today"]) && nowadays(w, i) {
        return Some(Found::reference(i + 1, Reference::Present, "time.reference"));
    }
    if let Some(n) = w.get(i, Class::Deictic) {
        let base = Base::Shift(n, Unit::Day, Origin::Published);
        if let Some(part) = w.part(i + 1) {
            let point = Point {
                base,
                sub: Sub::Whole,
                clock: Clock::Part(part),
            };
            return Some(Found::point(i + 2, point, "time.deictic.part"));
        }
        return Some(Found::date(i + 1, base, Sub::Whole, "time.deictic.day"));
    }
    let at = w.skip(i, &["the"]);
    let two = match (w.lower(at), w.lower(at + 1), w.lower(at + 2)) {
        ("day", "before", "yesterday") => -2,
        ("day", "after", "tomorrow") => 2,
        _ => return None,
    };
    let base = Base::Shift(two, Unit::Day, Origin::Published);
    Some(Found::date(at + 3, base, Sub::Whole, "time.deictic.day"))
}
