//! Weeks told by a day or a month: "the week of May 5", "the first week of January", "the last week of March 2019".

use super::calendar;
use super::found::Found;
use super::words::Words;
use crate::lexicon::time::Class;
use crate::model::ids::TokenId;
use crate::model::timex::{Form, Point, Sub};

/// The week that begins at a word.
pub(super) fn find(w: &Words, i: TokenId) -> Option<Found> {
    let at = i + u32::from(w.is_a(i, Class::The));
    if w.is(at, &["week"]) {
        of_day(w, at + 1)
    } else {
        of_month(w, at)
    }
}

/// A week by one of its days: "(the week) of May 5", "(the week) beginning Monday, May 5".
fn of_day(w: &Words, i: TokenId) -> Option<Found> {
    let at = w.skip(i, &["of", "beginning", "starting"]);
    let at = w.skip(at, &["on"]);
    let found = calendar::find(w, at).filter(|_| at > i)?;
    let Form::Point(Point {
        base,
        sub: Sub::Day(month, day),
        ..
    }) = found.form
    else {
        return None;
    };
    Some(Found::date(
        found.end,
        base,
        Sub::WeekOf(month, day),
        "time.date.week_of_day",
    ))
}

/// A week by its number in a month: "(the) first week of January", "(the) last week of March 2019".
fn of_month(w: &Words, i: TokenId) -> Option<Found> {
    let (at, number) = match w.ordinal(i) {
        Some((end, number)) => (end, number),
        None => (i + 1, if w.is_a(i, Class::Final) { -1 } else { return None }),
    };
    let of = w.skip(at + 1, &["of", "in"]);
    let number = i8::try_from(number).ok().filter(|n| *n <= 5)?;
    let month = w.month(of).filter(|_| w.is(at, &["week"]) && of > at + 1)?;
    let found = calendar::month_named(w, of, month);
    let Form::Point(Point { base, .. }) = found.form else {
        return None;
    };
    let sub = Sub::WeekOfMonth(month, number);
    Some(Found::date(found.end, base, sub, "time.date.week_of_month"))
}
