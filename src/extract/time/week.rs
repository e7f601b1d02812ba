//! Weeks told by a day or a month, and weekdays told by a month: "the week of May 5", "the last week of March 2019",
//! "the first Saturday in May".

use super::calendar;
use super::found::Found;
use super::words::Words;
use crate::lexicon::time::Class;
use crate::model::facts::TimeKind;
use crate::model::ids::TokenId;
use crate::model::timex::{Base, Form, Length, Point, Sub, Unit, Value};

/// The week or numbered weekday that begins at a word.
pub(super) fn find(w: &Words, i: TokenId) -> Option<Found> {
    let at = i + u32::from(w.is_a(i, Class::The));
    if w.is(at, &["week"]) {
        return of_day(w, at + 1);
    }
    // "last Friday" alone is one by its direction.
    let (at, number) = which(w, at).filter(|(_, number)| *number > 0 || at > i)?;
    if w.is(at, &["week"]) {
        of_month(w, at, number)
    } else {
        weekday(w, at, number)
    }
}

/// The number of a week or weekday in its month, -1 for the last, and one past its last word.
fn which(w: &Words, i: TokenId) -> Option<(TokenId, i8)> {
    let (end, number) = match w.ordinal(i) {
        Some(found) => found,
        None => (i + 1, if w.is_a(i, Class::Final) { -1 } else { return None }),
    };
    Some((end, i8::try_from(number).ok().filter(|n| *n <= 5)?))
}

/// A weekday by its number in a month: "(the first) Saturday in May", "(the last) Friday of March 2019", "(the second)
/// Sunday of every month".
fn weekday(w: &Words, i: TokenId, number: i8) -> Option<Found> {
    let weekday = w.weekday(i)?;
    let of = w.skip(i + 1, &["of", "in"]);
    let every = w.is(of, &["each", "every"]) && w.is(of + 1, &["month"]);
    if every && w.is(i + 1, &["of"]) {
        let monthly = Value::Length(Length::new(Some(1.0), Unit::Month));
        return Some(Found::value(of + 2, TimeKind::Set, monthly, "time.set.weekday"));
    }
    let month = w.month(of).filter(|_| of > i + 1)?;
    let (end, base) = named(w, of, month)?;
    let sub = Sub::WeekdayOfMonth(month, weekday, number);
    Some(Found::date(end, base, sub, "time.date.weekday_of_month"))
}

/// The base of a month with its year, if there is one, and one past its last word.
fn named(w: &Words, i: TokenId, month: u8) -> Option<(TokenId, Base)> {
    let found = calendar::month_named(w, i, month);
    match found.form {
        Form::Point(Point { base, .. }) => Some((found.end, base)),
        _ => None,
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

/// A week by its number in a month: "(the first) week of January", "(the last) week of March 2019".
fn of_month(w: &Words, i: TokenId, number: i8) -> Option<Found> {
    let of = w.skip(i + 1, &["of", "in"]);
    let month = w.month(of).filter(|_| of > i + 1)?;
    let (end, base) = named(w, of, month)?;
    let sub = Sub::WeekOfMonth(month, number);
    Some(Found::date(end, base, sub, "time.date.week_of_month"))
}
