//! Joined dates that share a month or year: "May 16 and 18", "12–14 July", "between March and June 2019".

use super::found::Found;
use super::guard;
use super::words::Words;
use super::years;
use crate::model::facts::TimeExpression;
use crate::model::ids::TokenId;
use crate::model::timex::{Base, Clock, Form, Lean, Origin, Point, Sub, Unit};

/// Returns whether a word may stand between two joined dates.
fn joint(w: &Words, i: TokenId) -> bool {
    w.is(
        i,
        &[
            "and", "or", "to", "-", "–", "—", "through", "until", "till", ",", "/", "&",
        ],
    )
}

/// The first day of "12–14 July" and "6 and 7 March"; the last of "May 16-18" and "May 16 and 18".
pub(super) fn bare_day(w: &Words, i: TokenId) -> Option<Found> {
    let (end, day) = w.day(i)?;
    w.digits(i)
        .or(w.lower(i).starts_with(|c: char| c.is_ascii_digit()).then_some(0))?;
    if joint(w, end)
        && let Some((after, _)) = w.day(end + 1)
        && let Some(month) = w.month(w.skip(after, &["of"]))
    {
        return Some(Found::date(
            end,
            Base::Open(Lean::Tense),
            Sub::Day(month, day),
            "time.date.joined",
        ));
    }
    // Behind a month and a day, which `read` has just found.
    let name = i - 3;
    let month = w.month(name).filter(|_| {
        let joined = joint(w, i - 1) && !w.is(i - 1, &[","]);
        joined && w.day(name + 1).is_some_and(|(end, _)| end == i - 1)
    })?;
    let open = !guard::noun(w, end);
    (open || !guard::counts(w, i, end) && w.year(end).is_some()).then(|| {
        let (end, base) = match w.year(w.comma(end)).filter(|(_, year)| *year > 1000) {
            Some((end, year)) => (end, Base::Year(year)),
            None => (end, Base::Open(Lean::Tense)),
        };
        Found::date(end, base, Sub::Day(month, day), "time.date.joined")
    })
}

/// The second of two years, written with its last two digits: "1915-17", "2008–09".
pub(super) fn short_year(w: &Words, i: TokenId) -> Option<Found> {
    let short = w.digits(i).filter(|_| w.lower(i).len() == 2)?;
    let first = w
        .digits(i - 2)
        .filter(|_| w.lower(i - 2).len() == 4 && w.hyphen(i - 1) == i)?;
    let year = (first / 100 * 100 + short) as i32;
    let range = years::PLAUSIBLE.contains(&first) && year > first as i32 && !w.is(w.hyphen(i + 1), &["-"]);
    (range && !guard::code(w, i - 2)).then(|| Found::date(i + 1, Base::Year(year), Sub::Whole, "time.date.joined"))
}

/// The first of two years that share an era: "499–493 BC", "264 to 241 BC", "from 14 to 37 AD".
pub(super) fn year_of_era(w: &Words, i: TokenId) -> Option<Found> {
    let first = w.digits(i).map(|n| n as i32).filter(|n| years::WITH_ERA.contains(n))?;
    let second = w.digits(i + 2).filter(|_| joint(w, i + 1) && !w.is(i + 1, &[","]))? as i32;
    let (_, year) = w.year(i + 2).filter(|(end, _)| *end == i + 4)?;
    let before = year < 1;
    let told = if before { first > second } else { first < second };
    told.then(|| {
        Found::date(
            i + 1,
            Base::Year(if before { 1 - first } else { first }),
            Sub::Whole,
            "time.date.joined",
        )
    })
}

/// Copies the year of the second of two joined dates to the first: "from May to July 2019".
pub(super) fn complete(w: &Words, times: &mut [TimeExpression], first: usize) {
    for n in (first + 1..times.len()).rev() {
        let (earlier, later) = times.split_at_mut(n);
        let (Some(a), b) = (earlier.last_mut(), &later[0]) else {
            continue;
        };
        let joined = b.tokens.start == a.tokens.end + 1 && joint(w, a.tokens.end);
        let near = b.tokens.start - a.tokens.end < NEAR;
        if let (Form::Point(x), Form::Point(y)) = (&mut a.form, &b.form) {
            if joined {
                share(x, y);
            }
            // "at 7:15 p.m. BST (1815 UTC) on August 14"
            let introduced = w.is(b.tokens.start - 1, &["on", ")"]) || y.clock != Clock::None;
            if near && introduced && x.base == TOLD && matches!(x.clock, Clock::At(..)) && is_day(y) {
                (x.base, x.sub) = (y.base, y.sub);
            }
        }
    }
}

/// Distance, in tokens, below which a clock time shares the day of the next one.
const NEAR: u32 = 8;
/// Base of a clock time without a day: the day in focus.
const TOLD: Base = Base::Shift(0, Unit::Day, Origin::Focus);

fn is_day(point: &Point) -> bool {
    point.base != TOLD
        && (matches!(
            point.sub,
            Sub::Day(..) | Sub::Weekday(_) | Sub::WeekdayOfMonth(..) | Sub::Holiday(_)
        ) || matches!(point.base, Base::Shift(_, Unit::Day, _)))
}

fn share(first: &mut Point, second: &Point) {
    let calendar = |sub: Sub| match sub {
        Sub::Month(month) | Sub::Day(month, _) => Some(month),
        Sub::Quarter(quarter) => Some(quarter),
        _ => None,
    };
    if let (Base::Open(Lean::Tense), Some(a), Some(b)) = (first.base, calendar(first.sub), calendar(second.sub)) {
        match second.base {
            Base::Year(year) => first.base = Base::Year(if a > b { year - 1 } else { year }),
            Base::Shift(..) => first.base = second.base,
            _ => {}
        }
    }
}
