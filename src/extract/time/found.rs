//! Rules of the time grammar: their results and their combination.

use super::words::Words;
use crate::model::facts::{Quant, TimeKind, TimeMod};
use crate::model::ids::TokenId;
use crate::model::timex::{Base, Clock, Form, Point, Reference, Sub, ToldBy, Unit, Value};

/// A time expression that begins at a known word.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// One past its last word.
    pub(super) end: TokenId,
    pub(super) kind: TimeKind,
    pub(super) form: Form,
    pub(super) modifier: Option<TimeMod>,
    pub(super) quant: Option<Quant>,
    pub(super) freq: Option<f64>,
    pub(super) rule: &'static str,
}

impl Found {
    /// An expression of a form.
    pub(super) fn new(end: TokenId, kind: TimeKind, form: Form, rule: &'static str) -> Found {
        Found {
            end,
            kind,
            form,
            modifier: None,
            quant: None,
            freq: None,
            rule,
        }
    }

    /// A point: a TIME if it has a time of day, else a DATE.
    pub(super) fn point(end: TokenId, point: Point, rule: &'static str) -> Found {
        let kind = if point.clock == Clock::None {
            TimeKind::Date
        } else {
            TimeKind::Time
        };
        Found::new(end, kind, Form::Point(point), rule)
    }

    /// A calendar period, such as a day or month.
    pub(super) fn date(end: TokenId, base: Base, sub: Sub, rule: &'static str) -> Found {
        Found::point(end, Point::new(base, sub), rule)
    }

    /// A value that needs no resolution.
    pub(super) fn value(end: TokenId, kind: TimeKind, value: Value, rule: &'static str) -> Found {
        Found::new(end, kind, Form::Value(value), rule)
    }

    /// A reference to present, past or future.
    pub(super) fn reference(end: TokenId, reference: Reference, rule: &'static str) -> Found {
        Found::value(end, TimeKind::Date, Value::Reference(reference), rule)
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

    /// Returns whether it is a quarter or half of a year.
    pub(super) fn is_quarter(&self) -> bool {
        self.day()
            .is_some_and(|p| matches!(p.sub, Sub::Quarter(_) | Sub::Half(_)))
    }

    /// Returns whether it is a calendar date or a holiday, not a time by distance or direction.
    pub(super) fn is_calendar(&self) -> bool {
        let Form::Point(point) = self.form else { return false };
        self.form.told_by() == ToldBy::Calendar || matches!(point.sub, Sub::Holiday(_))
    }

    /// Returns whether it is a whole year.
    pub(super) fn is_year(&self) -> bool {
        self.day()
            .is_some_and(|p| matches!((p.base, p.sub), (Base::Year(_), Sub::Whole)))
    }

    /// Returns whether it is a century.
    pub(super) fn is_century(&self) -> bool {
        self.day().is_some_and(|p| matches!(p.base, Base::Century(_)))
    }

    /// The day with a time of day, up to a token.
    pub(super) fn at(&self, end: TokenId, clock: Clock, rule: &'static str) -> Option<Found> {
        Some(Found::new(end, TimeKind::Time, self.form.at(clock)?, rule))
    }

    /// Returns whether the point is a day, so that it may have a time of day.
    pub(super) fn is_day(&self) -> bool {
        if let Form::Numeric(date) = self.form {
            return date.clock == Clock::None;
        }
        self.day().is_some_and(|p| {
            matches!(
                p.sub,
                Sub::Day(..) | Sub::DayOfMonth(_) | Sub::Weekday(_) | Sub::WeekdayOfMonth(..) | Sub::Holiday(_)
            ) || (p.sub == Sub::Whole && matches!(p.base, Base::Shift(_, Unit::Day, _)))
        })
    }
}

/// A rule, which reads the expression that begins at a word.
pub(super) struct Rule {
    /// Short description of what it reads, for users.
    pub(super) name: &'static str,
    pub(super) read: fn(&Words, TokenId) -> Option<Found>,
}

/// The longest expression that any of the rules reads; of equals, that of the earlier rule.
pub(super) fn longest(rules: &[Rule], w: &Words, i: TokenId) -> Option<Found> {
    rules.iter().map(|rule| (rule.read)(w, i)).fold(None, longer)
}

/// The expression of the first rule that reads one.
pub(super) fn first(rules: &[Rule], w: &Words, i: TokenId) -> Option<Found> {
    rules.iter().find_map(|rule| (rule.read)(w, i))
}

/// The names of the rules, in order of precedence.
pub(super) fn names(rules: &[Rule]) -> Vec<&'static str> {
    rules.iter().map(|rule| rule.name).collect()
}

/// The longer of two expressions; the first of equals.
pub(super) fn longer(a: Option<Found>, b: Option<Found>) -> Option<Found> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if b.end > a.end { b } else { a }),
        (a, b) => a.or(b),
    }
}
