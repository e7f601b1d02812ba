//! Times told from where the text stands: today, by direction, by distance, or as present, past and future.

use super::found::{Found, longest};
use super::words::Words;
use super::{direction, distance, reference};
use crate::lexicon::time::{Class, speaks};
use crate::model::timex::{Base, Clock, DayPart, Origin, Point, Reference, Sub, Unit};

/// The relative expression that begins at a word.
pub(super) fn find(w: &Words, i: usize) -> Option<Found> {
    // Of two as long, "(to) this day" is now.
    longest(&[deictic, reference::find, direction::find, distance::find], w, i)
}

pub(super) fn part(w: &Words, at: usize) -> Option<DayPart> {
    let code = w.get(at, Class::Part).or(w.get(at, Class::Dawn))?;
    Some(day_part(code))
}

pub(super) fn day_part(code: i32) -> DayPart {
    match code {
        1 => DayPart::Morning,
        2 => DayPart::Midday,
        3 => DayPart::Afternoon,
        4 => DayPart::Evening,
        _ => DayPart::Night,
    }
}

/// "today's world", "the children of today": these days.
fn nowadays(w: &Words, i: usize) -> bool {
    if w.possessive(i + 1) {
        return speaks(w.lower(i + 2), "nowadays");
    }
    i >= 2 && w.is(i - 1, "of") && speaks(w.lower(i - 2), "nowadays")
}

/// "today", "yesterday morning", "tonight", "the day before yesterday".
fn deictic(w: &Words, i: usize) -> Option<Found> {
    if w.has(i, Class::Tonight) {
        let point = Point {
            base: Base::Shift(0, Unit::Day, Origin::Published),
            sub: Sub::Whole,
            clock: Clock::Part(DayPart::Night),
        };
        return Some(Found::point(i + 1, point, "time.deictic.part"));
    }
    if w.is(i, "today") && nowadays(w, i) {
        return Some(Found::reference(i + 1, Reference::Present, "time.reference"));
    }
    if let Some(n) = w.get(i, Class::Deictic) {
        let base = Base::Shift(n, Unit::Day, Origin::Published);
        if let Some(part) = part(w, i + 1) {
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
