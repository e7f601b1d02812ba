//! A figure in the making: what the rules below add to an amount, one after the other.

use super::amount::{Amount, Unit};
use crate::extract::number::Form;
use crate::language::Document;
use crate::model::facts::{Aspect, Comparator, FigureKind};
use crate::model::ids::{TokenId, TokenRange};

/// A figure in the making.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// From the comparator to the counted phrase, as far as known.
    pub(super) tokens: TokenRange,
    /// The amount alone, or both amounts of a range.
    pub(super) core: TokenRange,
    /// The last word of the number.
    pub(super) head: TokenId,
    pub(super) value: f64,
    /// The other end of a range, or the other side of a score.
    pub(super) other: Option<f64>,
    pub(super) form: Form,
    pub(super) unit: Unit,
    pub(super) rate: bool,
    pub(super) kind: FigureKind,
    pub(super) comparator: Comparator,
    pub(super) counted: Option<TokenRange>,
    pub(super) aspect: Aspect,
    /// The conversion of the figure before it, in brackets: "30 inches (76 cm)".
    pub(super) conversion: bool,
    pub(super) rule: &'static str,
}

impl Draft {
    pub(super) fn new(amount: Amount) -> Draft {
        let (kind, rule) = match amount.unit {
            Unit::None => (FigureKind::Count, "figure.count"),
            Unit::Money(_) => (FigureKind::Money, "figure.money"),
            Unit::Percent(_) => (FigureKind::Percent, "figure.percent"),
            Unit::Measure(_) => (FigureKind::Measure, "figure.measure"),
            Unit::Duration(_) => (FigureKind::Duration, "figure.duration"),
            Unit::Age(_) => (FigureKind::Duration, "figure.age"),
            Unit::Point => (FigureKind::Score, "figure.points"),
        };
        Draft {
            tokens: amount.tokens,
            core: amount.tokens,
            head: TokenId(amount.number.tokens.end.0 - 1),
            value: amount.value,
            other: None,
            form: amount.number.form,
            unit: amount.unit,
            rate: amount.rate,
            kind,
            comparator: if amount.number.form == Form::Many {
                Comparator::Vague
            } else {
                Comparator::Exact
            },
            counted: None,
            aspect: if amount.rate { Aspect::Rate } else { Aspect::Total },
            conversion: false,
            rule,
        }
    }

    /// True for a plain number without unit: what it counts is still to be found.
    pub(super) fn is_bare(&self) -> bool {
        self.unit == Unit::None && self.kind == FigureKind::Count
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

/// A view of one sentence: every look beyond its ends finds nothing.
#[derive(Clone, Copy)]
pub(super) struct Line<'d> {
    pub(super) doc: &'d Document,
    pub(super) tokens: TokenRange,
    /// The dates and clock times from this sentence on, in order.
    pub(super) dates: &'d [TokenRange],
}

impl<'d> Line<'d> {
    /// True inside a date or clock time.
    pub(super) fn is_date(&self, at: TokenId) -> bool {
        self.dates.iter().take_while(|d| d.start <= at).any(|d| d.contains(at))
    }

    /// The lower-cased word at a token, or nothing outside the sentence.
    pub(super) fn lower(&self, at: TokenId) -> &'d str {
        if self.tokens.contains(at) {
            self.doc.lower(at)
        } else {
            ""
        }
    }

    pub(super) fn form(&self, at: TokenId) -> &'d str {
        if self.tokens.contains(at) {
            self.doc.form(at)
        } else {
            ""
        }
    }

    pub(super) fn is(&self, at: TokenId, words: &[&str]) -> bool {
        self.tokens.contains(at) && words.contains(&self.doc.lower(at))
    }

    /// True if a token stands to the right and no blank is between.
    pub(super) fn glued(&self, left: TokenId) -> bool {
        let right = TokenId(left.0.saturating_add(1));
        self.tokens.contains(left)
            && self.tokens.contains(right)
            && self.doc.token(left).span.end == self.doc.token(right).span.start
    }

    pub(super) fn is_hyphen(&self, at: TokenId) -> bool {
        self.is(at, &["-", "‐", "‑"])
    }

    pub(super) fn has(&self, at: TokenId) -> bool {
        self.tokens.contains(at)
    }
}

/// `steps` to the right; left of the text's beginning nothing is in any sentence.
pub(super) fn step(token: TokenId, steps: i32) -> TokenId {
    TokenId(token.0.wrapping_add_signed(steps))
}
