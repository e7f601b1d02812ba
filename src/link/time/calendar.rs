//! Arithmetic of the calendar: days moved by units of time, parts of a year.

use crate::lexicon::time::holiday_in;
use crate::model::date::Date;
use crate::model::timex::{Calendar, Season, Sub, Unit};

/// A day moved by a number of units.
pub(super) fn moved(from: Date, n: i32, unit: Unit) -> Date {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day | Unit::Night => from.plus_days(i64::from(n)),
        Unit::Week | Unit::Weekend => from.plus_days(7 * i64::from(n)),
        Unit::Fortnight => from.plus_days(14 * i64::from(n)),
        Unit::Month => from.plus_months(n),
        Unit::Quarter => from.plus_months(n.saturating_mul(3)),
        Unit::Year => from.plus_months(n.saturating_mul(12)),
        Unit::Decade => from.plus_months(n.saturating_mul(120)),
        Unit::Century => from.plus_months(n.saturating_mul(1200)),
        Unit::Millennium => from.plus_months(n.saturating_mul(12_000)),
    }
}

/// The ISO week of a day.
fn week(day: Date) -> Calendar {
    Calendar::around(day, Unit::Week)
}

/// The part of a year that a point names; `None` if the year has no such day, or the part is none of a year.
pub(super) fn within_year(year: i32, sub: Sub) -> Option<Calendar> {
    Some(match sub {
        Sub::Whole => Calendar::Year(year),
        Sub::Month(month) => Calendar::Month(year, u32::from(month)),
        Sub::Day(month, day) => Calendar::Day(Date::new(year, u32::from(month), u32::from(day))?),
        Sub::Quarter(quarter) => Calendar::Quarter(year, u32::from(quarter)),
        Sub::Half(half) => Calendar::Half(year, u32::from(half)),
        Sub::Season(Season::Winter) => Calendar::Season(year, Season::Winter),
        Sub::Season(season) => Calendar::Season(year, season),
        Sub::Holiday(number) => Calendar::Day(holiday_in(number, year)?),
        Sub::WeekdayOfMonth(month, weekday, which) => Calendar::Day(Date::weekday_of_month(
            year,
            month.into(),
            weekday.into(),
            which.into(),
        )?),
        Sub::WeekOf(month, day) => week(Date::new(year, u32::from(month), u32::from(day))?),
        Sub::WeekOfMonth(month, -1) => week(Date::last_of_month(year, u32::from(month))?.plus_days(-3)),
        Sub::WeekOfMonth(month, number) => {
            week(Date::new(year, u32::from(month), 1)?.plus_days(7 * i64::from(number) - 4))
        }
        Sub::DayOfMonth(_) | Sub::Weekday(_) | Sub::Weekend | Sub::Compared => return None,
    })
}
