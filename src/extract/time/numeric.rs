//! Numeric dates: "2019-03-12", "03/04/2020", "12.3.2019", and dates with the name of the month between hyphens or
//! slashes: "3-Jan-2019", "22/Nov/2021", "Jan-03-2019".

use super::found::Found;
use super::words::Words;
use super::{guard, years};
use crate::model::facts::TimeKind;
use crate::model::ids::TokenId;
use crate::model::timex::{Base, Clock, Form, Numeric, Sub};

/// The date that begins at a number.
pub(super) fn find(w: &Words, i: TokenId) -> Option<Found> {
    one_word(w, i).or_else(|| day_first(w, i))
}

/// A date with the day first: "3-Jan-2019", "7-May-08", "22/Nov/2021".
fn day_first(w: &Words, i: TokenId) -> Option<Found> {
    let (at, day) = w.day(i).filter(|_| w.digits(i).is_some())?;
    let month = w.month(separator(w, at)?)?;
    let (end, year) = year(w, at + 2, w.lower(at))?;
    Some(day_of(end, year, u32::from(month), u32::from(day)))
}

/// A date with the month first: "Jan-03-2019".
pub(super) fn month_first(w: &Words, i: TokenId) -> Option<Found> {
    let month = w.month(i)?;
    let at = separator(w, i + 1)?;
    let (next, day) = w.day(at).filter(|_| w.digits(at).is_some())?;
    let (end, year) = year(w, next, w.lower(i + 1))?;
    Some(day_of(end, year, u32::from(month), u32::from(day)))
}

/// Returns one past a hyphen or slash without blanks.
fn separator(w: &Words, at: TokenId) -> Option<TokenId> {
    let glued = |i| w.joined_to_prev(i);
    (w.is(at, &["-", "/", "‐", "–"]) && glued(at) && glued(at + 1)).then_some(at + 1)
}

/// The year behind the second separator, which is the same as the first.
fn year(w: &Words, at: TokenId, first: &str) -> Option<(TokenId, i32)> {
    let next = separator(w, at).filter(|_| w.lower(at) == first)?;
    let number = w.digits(next)? as i32;
    let year = match w.lower(next).len() {
        2 => years::of_figures(number),
        4 if years::IN_FIGURES.contains(&number) => number,
        _ => return None,
    };
    Some((next + 1, year))
}

/// A date of one token: "2019-03-12", "03/04/2020", "12.3.2019", "7/8/07".
fn one_word(w: &Words, i: TokenId) -> Option<Found> {
    let text = w.lower(i);
    let separator = text
        .chars()
        .find(|c| !c.is_ascii_digit())
        .filter(|c| matches!(c, '-' | '/' | '.'))?;
    let mut parts = text.split(separator);
    let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
    let plain = |part: &str| !part.is_empty() && part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit());
    if parts.next().is_some() || ![a, b, c].into_iter().all(plain) || guard::code(w, i) {
        return None;
    }
    let number = |part: &str| part.parse::<u32>().unwrap_or(0);
    if a.len() == 4 && b.len() <= 2 && c.len() <= 2 {
        return iso(i, number(a) as i32, number(b), number(c));
    }
    let year = match c.len() {
        4 => number(c) as i32,
        2 if separator == '/' => years::of_figures(number(c) as i32),
        _ => return None,
    };
    let (first, second) = (number(a), number(b));
    let fits = a.len() <= 2 && b.len() <= 2 && years::IN_FIGURES.contains(&year);
    let possible = (1..=31).contains(&first) && (1..=31).contains(&second) && (first <= 12 || second <= 12);
    if !fits || !possible {
        return None;
    }
    if separator == '.' {
        // Only languages that put the day first write full stops.
        return (second <= 12).then(|| day_of(i + 1, year, second, first));
    }
    let form = Form::Numeric(Numeric {
        first: first as u8,
        second: second as u8,
        year,
        clock: Clock::None,
    });
    Some(Found::new(i + 1, TimeKind::Date, form, "time.date.numeric"))
}

fn iso(i: TokenId, year: i32, month: u32, day: u32) -> Option<Found> {
    let real = years::IN_FIGURES.contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    real.then(|| day_of(i + 1, year, month, day))
}

fn day_of(end: TokenId, year: i32, month: u32, day: u32) -> Found {
    Found::date(
        end,
        Base::Year(year),
        Sub::Day(month as u8, day as u8),
        "time.date.numeric",
    )
}
