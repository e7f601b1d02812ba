//! Times told from where the text stands: today, by direction, by distance, or as present, past and future.

use super::found::{Found, longer};
use super::words::Words;
use super::{direction, distance, reference};
use crate::lexicon::time::Class;
use crate::model::timex::{Base, Clock, DayPart, Origin, Point, Sub, Unit};

/// The relative expression that begins at a word.
pub(super) fn find(w: &Words, i: usize) -> Option<Found> {
    let found = longer(deictic(w, i), direction::find(w, i));
    longer(longer(found, distance::find(w, i)), reference::find(w, i))
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
