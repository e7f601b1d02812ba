//! Definite times that refer to the time in focus: "the week", "the evening", "the year", behind a preposition.

use super::found::Found;
use super::length;
use super::words::Words;
use crate::lexicon::time::Class;
use crate::model::ids::TokenId;
use crate::model::timex::{Base, Clock, Origin, Point, Sub, Unit};

/// The definite time that begins at a word: "the week", "the evening", "the year", behind a preposition.
pub(super) fn find(w: &Words, i: TokenId) -> Option<Found> {
    if !w.is_a(i, Class::The) {
        return None;
    }
    let at = i + 1;
    let before = w.lower(i - 1);
    let preposition = matches!(
        before,
        "in" | "during"
            | "for"
            | "of"
            | "through"
            | "over"
            | "throughout"
            | "on"
            | "until"
            | "by"
            | "earlier"
            | "later"
            | "late"
            | "early"
    );
    if let Some(part) = w.part(at) {
        let point = Point {
            base: Base::Shift(0, Unit::Day, Origin::Focus),
            sub: Sub::Whole,
            clock: Clock::Part(part),
        };
        return preposition.then(|| Found::point(at + 1, point, "time.anaphoric.part"));
    }
    if w.is(at, &["weekend"]) && (preposition || before == "at" || w.possessive(at + 1)) {
        let base = Base::Shift(0, Unit::Week, Origin::Focus);
        return Some(Found::date(at + 1, base, Sub::Weekend, "time.anaphoric.unit"));
    }
    let at = at + u32::from(w.is_a(at, Class::Fiscal) || w.is(at, &["full", "calendar"]));
    let unit = length::unit(w, at).filter(|u| !w.is_a(at, Class::Plural) && (Unit::Day..=Unit::Year).contains(u))?;
    let of = w.is(at + 1, &["of"]) || w.is(at + 1, &["that", "when"]);
    if unit == Unit::Year && w.is(at + 1, &["ended", "ending"]) {
        return Some(length::found(length::one(w, at)?, "time.duration"));
    }
    let wanted = match unit {
        Unit::Quarter | Unit::Year => {
            preposition && !(before == "of" && w.form(i - 2).starts_with(|c: char| c.is_ascii_uppercase()))
        }
        Unit::Week | Unit::Month => preposition && before != "on",
        // "earlier in the day", not "back in the day"
        Unit::Day => {
            let part = || matches!(w.lower(i - 2), "early" | "earlier" | "late" | "later");
            matches!(before, "earlier" | "later") || before == "in" && part()
        }
        _ => false,
    };
    let origin = match unit {
        // The day in focus, or the reported quarter.
        Unit::Day | Unit::Quarter => Origin::Focus,
        _ => Origin::Near,
    };
    (wanted && !of && before != "on")
        .then(|| Found::date(at + 1, Base::Shift(0, unit, origin), Sub::Whole, "time.anaphoric.unit"))
}
