//! The period that business news reports on and compares with the same one of another year: "net rose to $3 million
//! from $2 million a year earlier" compares two quarters where a quarter is reported, two years where nine months are.

use crate::language::Document;
use crate::model::facts::{TimeExpression, TimeKind};
use crate::model::ids::{TimeId, TokenId};
use crate::model::timex::{Calendar, Unit};

/// The period that an article reports on.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Reported {
    quarter: Option<Quarter>,
    /// First token of the last longer period behind the quarter.
    longer: Option<TokenId>,
}

/// A quarter of a year and its place in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quarter {
    pub(super) time: TimeId,
    pub(super) year: i32,
    pub(super) number: u32,
    at: TokenId,
}

/// Maximum number of sentences between a quarter and a comparison with it ("a year earlier").
const REACH: u32 = 4;

impl Reported {
    /// Records a quarter, unless it is one of last year told for comparison.
    pub(super) fn record_quarter(&mut self, time: TimeId, year: i32, number: u32, at: TokenId) {
        if self.quarter.is_none_or(|q| (year, number) >= (q.year, q.number)) {
            self.quarter = Some(Quarter { time, year, number, at });
            self.longer = None;
        }
    }

    /// Records a length: half a year and more are reported on together ("for the nine months").
    pub(super) fn record_length(&mut self, doc: &Document, time: &TimeExpression) {
        let is = |count, unit| time.value.length().is_some_and(|length| length.is(count, unit));
        let months = [6, 9, 12].into_iter().any(|n| is(n, Unit::Month));
        let weeks = [26, 39, 52].into_iter().any(|n| is(n, Unit::Week));
        let end = time.tokens.end;
        let next = if doc.whole().contains(end) { doc.lower(end) } else { "" };
        let year = is(1, Unit::Year) && matches!(next, "ended" | "ending");
        if time.kind == TimeKind::Duration && (months || weeks || year) {
            self.longer = Some(time.tokens.start);
        }
    }

    /// The last quarter of the text so far.
    pub(super) fn quarter(&self) -> Option<Quarter> {
        self.quarter
    }

    /// The period of another year that corresponds to the one reported on, as far as that is known.
    pub(super) fn in_year(&self, year: i32) -> Calendar {
        match self.quarter.filter(|_| self.longer.is_none()) {
            Some(quarter) => Calendar::Quarter(year, quarter.number),
            None => Calendar::Year(year),
        }
    }

    /// The year of the period reported on and its time; `None` if `at` is given and that time is not near it.
    pub(super) fn year(&self, doc: &Document, at: Option<TokenId>) -> Option<(i32, TimeId)> {
        let quarter = self.quarter?;
        let told = self.longer.unwrap_or(quarter.at);
        let near = |at: TokenId| doc.sentence_of(at).0 - doc.sentence_of(told).0 <= REACH;
        at.is_none_or(near).then_some((quarter.year, quarter.time))
    }
}
