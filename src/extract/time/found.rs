//! What a rule of the grammar gives.

use crate::model::facts::{TimeKind, TimeMod};
use crate::model::timex::{Base, Clock, Form, Point, Sub};

/// A time expression that begins at a known word.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// One past its last word.
    pub(super) end: usize,
    pub(super) kind: TimeKind,
    pub(super) form: Form,
    /// The value, for forms that have no other.
    pub(super) value: String,
    pub(super) modifier: Option<TimeMod>,
    pub(super) quant: Option<&'static str>,
    pub(super) freq: Option<String>,
    pub(super) rule: &'static str,
}

impl Found {
    /// A point: a TIME if it tells a time of day, else a DATE.
    pub(super) fn point(end: usize, point: Point, rule: &'static str) -> Found {
        let kind = if point.clock == Clock::None {
            TimeKind::Date
        } else {
            TimeKind::Time
        };
        Found {
            end,
            kind,
            form: Form::Point(point),
            value: String::new(),
            modifier: None,
            quant: None,
            freq: None,
            rule,
        }
    }

    /// A day, month and so on.
    pub(super) fn date(end: usize, base: Base, sub: Sub, rule: &'static str) -> Found {
        Found::point(end, Point::new(base, sub), rule)
    }

    /// What needs no resolution.
    pub(super) fn value(end: usize, kind: TimeKind, value: impl Into<String>, rule: &'static str) -> Found {
        Found {
            end,
            kind,
            form: Form::Value,
            value: value.into(),
            modifier: None,
            quant: None,
            freq: None,
            rule,
        }
    }

    pub(super) fn modified(mut self, modifier: TimeMod) -> Found {
        self.modifier = self.modifier.or(Some(modifier));
        self
    }

    /// Its point, if it is one without a time of day.
    pub(super) fn day(&self) -> Option<Point> {
        match self.form {
            Form::Point(point) if point.clock == Clock::None => Some(point),
            _ => None,
        }
    }

    /// True if the point is a day, so that it may have a time of day.
    pub(super) fn is_day(&self) -> bool {
        use crate::model::timex::Unit;
        self.day().is_some_and(|p| {
            matches!(
                p.sub,
                Sub::Day(..) | Sub::DayOfMonth(_) | Sub::Weekday(_) | Sub::Holiday(_)
            ) || (p.sub == Sub::Whole && matches!(p.base, Base::Shift(_, Unit::Day, _)))
        })
    }
}

/// The longer of two; the first if they are equal.
pub(super) fn longer(a: Option<Found>, b: Option<Found>) -> Option<Found> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if b.end > a.end { b } else { a }),
        (a, b) => a.or(b),
    }
}
