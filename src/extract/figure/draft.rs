//! A figure while its parts are decided, and the view of its sentence.

use std::ops::Deref;

use super::amount::Amount;
use crate::extract::number::Form;
use crate::language::Document;
use crate::language::clause::Cursor;
use crate::model::facts::{Aspect, Comparator, FigureKind};
use crate::model::ids::{TokenId, TokenRange};
use crate::model::unit::Unit;

/// Sort of amount: finer than the kind of figure, and named in the record as its rule.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Sort {
    Count,
    Money,
    Percent,
    Measure,
    Duration,
    /// "aged 49"
    Age,
    /// Points of an index or a game.
    Points,
    /// "half of the seats": 50 %
    Half,
    /// "a third of the seats"
    Part,
    /// "one in five"
    Ratio,
    /// "3-1", "52 to 48"
    Score,
    /// Strength of an earthquake.
    Magnitude,
    /// Level of an index.
    Index,
}

impl Sort {
    fn of(unit: Option<&Unit>) -> Sort {
        match unit {
            None => Sort::Count,
            Some(Unit::Money { .. }) => Sort::Money,
            Some(Unit::Percent(_)) => Sort::Percent,
            Some(Unit::Measure(_)) => Sort::Measure,
            Some(Unit::Duration(_)) => Sort::Duration,
            Some(Unit::Age(_)) => Sort::Age,
            Some(Unit::Point) => Sort::Points,
        }
    }

    pub(super) fn kind(self) -> FigureKind {
        match self {
            Sort::Count => FigureKind::Count,
            Sort::Money => FigureKind::Money,
            Sort::Percent | Sort::Half => FigureKind::Percent,
            Sort::Measure => FigureKind::Measure,
            Sort::Duration | Sort::Age => FigureKind::Duration,
            Sort::Part | Sort::Ratio => FigureKind::Rate,
            Sort::Points | Sort::Score | Sort::Magnitude | Sort::Index => FigureKind::Score,
        }
    }

    /// The name of the rule in the record.
    pub(super) fn rule(self) -> &'static str {
        match self {
            Sort::Count => "figure.count",
            Sort::Money => "figure.money",
            Sort::Percent => "figure.percent",
            Sort::Measure => "figure.measure",
            Sort::Duration => "figure.duration",
            Sort::Age => "figure.age",
            Sort::Points => "figure.points",
            Sort::Half | Sort::Part => "figure.part",
            Sort::Ratio => "figure.ratio",
            Sort::Score => "figure.score",
            Sort::Magnitude => "figure.magnitude",
            Sort::Index => "figure.index",
        }
    }
}

/// A figure while its parts are decided.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// The tokens from the comparator to the counted phrase, as far as known.
    pub(super) tokens: TokenRange,
    /// The tokens of the amount alone, or of both amounts of a range.
    pub(super) core: TokenRange,
    /// The last word of the number.
    pub(super) head: TokenId,
    pub(super) value: f64,
    /// The upper end of a range, or the second side of a score.
    pub(super) other: Option<f64>,
    pub(super) form: Form,
    pub(super) unit: Option<Unit>,
    pub(super) sort: Sort,
    pub(super) comparator: Comparator,
    pub(super) counted: Option<TokenRange>,
    /// The predicate of a number of people: "dead".
    pub(super) measure_of: Option<TokenRange>,
    pub(super) aspect: Aspect,
    /// True for a conversion of the figure before it, in brackets: "30 inches (76 cm)".
    pub(super) conversion: bool,
}

impl Draft {
    /// The draft of an amount alone. A half is 50 %, other parts are rates.
    pub(super) fn new(amount: Amount) -> Draft {
        let vague = amount.number.form == Form::Many;
        let part = amount.number.form == Form::Fraction && amount.unit.is_none();
        let (sort, value, unit) = match part {
            true if amount.value == 0.5 => (Sort::Half, 50.0, Some(Unit::Percent("%"))),
            true => (Sort::Part, amount.value, None),
            false => (Sort::of(amount.unit.as_ref()), amount.value, amount.unit),
        };
        Draft {
            tokens: amount.tokens,
            core: amount.tokens,
            head: amount.number.tokens.end - 1,
            value,
            other: None,
            form: amount.number.form,
            unit,
            sort,
            comparator: if vague { Comparator::Vague } else { Comparator::Exact },
            counted: None,
            measure_of: None,
            aspect: if amount.rate { Aspect::Rate } else { Aspect::Total },
            conversion: false,
        }
    }

    pub(super) fn kind(&self) -> FigureKind {
        self.sort.kind()
    }

    /// Returns whether it is a plain number without unit, whose counted phrase is still to be found.
    pub(super) fn is_bare(&self) -> bool {
        self.sort == Sort::Count && self.unit.is_none()
    }

    /// Returns whether it is the amount of a rise or fall, or the level before or after.
    pub(super) fn tells_change(&self) -> bool {
        self.is_level() || matches!(self.aspect, Aspect::Increase | Aspect::Decrease)
    }

    /// Returns whether it is the level before or after a change.
    pub(super) fn is_level(&self) -> bool {
        matches!(self.aspect, Aspect::ChangeTo | Aspect::ChangeFrom)
    }

    /// Widens the figure to the left.
    pub(super) fn from(&mut self, start: TokenId) {
        self.tokens.start = self.tokens.start.min(start);
    }

    /// Widens the figure to the right.
    pub(super) fn to(&mut self, end: TokenId) {
        self.tokens.end = self.tokens.end.max(end);
    }
}

/// A [`Cursor`] over one sentence with the times in it.
#[derive(Clone, Copy)]
pub(super) struct Line<'d> {
    cursor: Cursor<'d>,
    /// The dates and clock times from this sentence on, in order.
    pub(super) dates: &'d [TokenRange],
}

impl<'d> Line<'d> {
    pub(super) fn new(doc: &'d Document, tokens: TokenRange, dates: &'d [TokenRange]) -> Line<'d> {
        let cursor = Cursor::new(doc, tokens);
        Line { cursor, dates }
    }

    /// Returns whether the token is inside a date or clock time.
    pub(super) fn is_date(&self, at: TokenId) -> bool {
        self.dates.iter().take_while(|d| d.start <= at).any(|d| d.contains(at))
    }
}

impl<'d> Deref for Line<'d> {
    type Target = Cursor<'d>;

    fn deref(&self) -> &Cursor<'d> {
        &self.cursor
    }
}
