//! Days as numbers, for subtraction and comparison.

use crate::emit::record::DateRecord;
use crate::model::date::{Date, Precision};
use crate::model::facts::DateBasis;

/// Days as numbers, both inclusive.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Days {
    pub(super) start: i32,
    pub(super) end: i32,
    /// True for a single day that the text gives for this very event.
    pub(super) sure: bool,
}

/// The number of a day, as days are subtracted.
pub(super) fn day(iso: &str) -> Option<i32> {
    let epoch = Date::new(2000, 1, 1)?;
    i32::try_from(Date::parse_iso(iso)?.days_since(epoch)).ok()
}

/// The days on which articles were published.
pub(super) struct Published(Vec<Option<i32>>);

impl Published {
    /// The days of articles, in ISO 8601.
    pub(super) fn new<'d>(days: impl Iterator<Item = Option<&'d str>>) -> Published {
        Published(days.map(|iso| day(iso?)).collect())
    }

    /// Returns whether two articles were published within so many days, as those may have been whose day is unknown.
    pub(super) fn within(&self, days: i32, one: u32, other: u32) -> bool {
        match (self.0[one as usize], self.0[other as usize]) {
            (Some(one), Some(other)) => (one - other).abs() <= days,
            _ => true,
        }
    }
}

/// The day of a number, in ISO 8601.
pub(super) fn iso(day: i32) -> Option<String> {
    Some(Date::new(2000, 1, 1)?.plus_days(day.into()).to_string())
}

impl Days {
    pub(super) fn of(date: &DateRecord) -> Option<Days> {
        let own = matches!(date.basis, DateBasis::Explicit | DateBasis::Relative);
        Some(Days {
            start: day(&date.start)?,
            end: day(&date.end)?,
            sure: own && date.precision == Precision::Day,
        })
    }

    /// The days between two stretches; 0 where they touch or overlap.
    pub(super) fn gap(self, other: Days) -> i32 {
        (self.start - other.end).max(other.start - self.end).max(0)
    }

    pub(super) fn single(self) -> bool {
        self.start == self.end
    }
}
