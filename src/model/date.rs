//! Calendar dates: newsx's own [`Date`] and the closed ranges of days that events and times resolve to.

pub(crate) mod read;

use std::fmt;

use chrono::{Datelike, Days, Months, NaiveDate};

/// A day of the proleptic Gregorian calendar. Displays as ISO 8601 (`2025-07-21`).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Date(NaiveDate);

impl Date {
    /// The day, or `None` if the calendar has no such day ("February 30").
    pub fn new(year: i32, month: u32, day: u32) -> Option<Date> {
        NaiveDate::from_ymd_opt(year, month, day).map(Date)
    }

    /// Monday of an ISO 8601 week, or `None` if the year has no such week.
    pub(crate) fn of_iso_week(year: i32, week: u32) -> Option<Date> {
        NaiveDate::from_isoywd_opt(year, week, chrono::Weekday::Mon).map(Date)
    }

    /// Reads `YYYY-MM-DD`, also when a time of day follows after `T` or a space. Years before 0 and after 9999 have a
    /// sign, as [`Date`] displays them: `-0299-01-01` is in 300 BC.
    pub fn parse_iso(text: &str) -> Option<Date> {
        let text = text.trim();
        let unsigned = text.trim_start_matches(['+', '-']);
        let digits = unsigned.find('-')?;
        let signed = text.len() - unsigned.len();
        if !matches!((signed, digits), (0, 4) | (1, 4..=6)) {
            return None;
        }
        let (year, rest) = text.split_at(signed + digits);
        let day = rest.get(..6)?;
        if !matches!(rest.as_bytes().get(6), None | Some(b'T' | b't' | b' ')) {
            return None;
        }
        let (month, day) = day.strip_prefix('-')?.split_once('-')?;
        Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// The year, astronomical numbering.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> u32 {
        self.0.day()
    }

    /// The ISO weekday, Monday = 1 to Sunday = 7.
    pub(crate) fn weekday(self) -> u32 {
        self.0.weekday().number_from_monday()
    }

    /// The ISO 8601 year and week that the day is in.
    pub(crate) fn iso_week(self) -> (i32, u32) {
        let week = self.0.iso_week();
        (week.year(), week.week())
    }

    /// The day `n` days later (earlier if negative); saturates at the ends of the calendar.
    pub(crate) fn plus_days(self, n: i64) -> Date {
        let days = Days::new(n.unsigned_abs());
        let moved = if n < 0 {
            self.0.checked_sub_days(days)
        } else {
            self.0.checked_add_days(days)
        };
        Date(moved.unwrap_or(if n < 0 { NaiveDate::MIN } else { NaiveDate::MAX }))
    }

    /// The same day `n` months later, or the month's last day where it is shorter; saturates.
    pub(crate) fn plus_months(self, n: i32) -> Date {
        let months = Months::new(n.unsigned_abs());
        let moved = if n < 0 {
            self.0.checked_sub_months(months)
        } else {
            self.0.checked_add_months(months)
        };
        Date(moved.unwrap_or(if n < 0 { NaiveDate::MIN } else { NaiveDate::MAX }))
    }

    /// The number of days from `earlier` to this day; negative if `earlier` is later.
    pub(crate) fn days_since(self, earlier: Date) -> i64 {
        self.0.signed_duration_since(earlier.0).num_days()
    }

    /// The last day of the month of `year`.
    pub(crate) fn last_of_month(year: i32, month: u32) -> Option<Date> {
        Some(Date::new(year, month, 1)?.plus_months(1).plus_days(-1))
    }

    /// The `which`-th of a weekday (Monday = 1) in a month, -1 for the last; `None` if the month has fewer.
    pub(crate) fn weekday_of_month(year: i32, month: u32, weekday: u32, which: i32) -> Option<Date> {
        let day = if which < 0 {
            let last = Date::last_of_month(year, month)?;
            last.plus_days(-i64::from((last.weekday() + 7 - weekday) % 7))
        } else {
            let first = Date::new(year, month, 1)?;
            first.plus_days(i64::from((weekday + 7 - first.weekday()) % 7) + 7 * i64::from(which - 1))
        };
        (day.month() == month).then_some(day)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The precision of a date.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, serde::Serialize, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Precision {
    /// One day.
    Day,
    /// An ISO week, or "the weekend".
    Week,
    /// A calendar month.
    Month,
    /// "early June": a third of a month.
    PartOfMonth,
    /// A meteorological season.
    Season,
    /// A calendar quarter.
    Quarter,
    /// A calendar year.
    Year,
    /// Ten years.
    Decade,
    /// Any other stretch from one day to another.
    Range,
}

/// A closed range of days with its precision.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) struct DateRange {
    /// First day, inclusive.
    pub start: Date,
    /// Last day, inclusive.
    pub end: Date,
    /// Its precision.
    pub precision: Precision,
}

impl DateRange {
    /// A single day.
    pub(crate) fn day(day: Date) -> DateRange {
        DateRange {
            start: day,
            end: day,
            precision: Precision::Day,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_they_are_written() {
        for (year, written) in [
            (2025, "2025-07-21"),
            (79, "0079-07-21"),
            (0, "0000-07-21"),
            (-299, "-0299-07-21"),
            (-12_000, "-12000-07-21"),
            (12_000, "+12000-07-21"),
        ] {
            let day = Date::new(year, 7, 21).unwrap();
            assert_eq!(day.to_string(), written);
            assert_eq!(Date::parse_iso(written), Some(day));
            assert_eq!(Date::parse_iso(&format!("{written}T10:00")), Some(day));
        }
        for wrong in [
            "25-07-21",
            "2025-7-21",
            "2025-07-211",
            "--2025-07-21",
            "2025-02-30",
            "2025",
            "",
            "-",
            "2025-07-é1",
        ] {
            assert_eq!(Date::parse_iso(wrong), None, "{wrong}");
        }
    }
}
