//! Units of figures: typed until the record is written.

use std::borrow::Cow;
use std::fmt;

/// A currency, or a family of currencies where the text writes only "$" or "pounds".
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Currency {
    /// ISO 4217 code.
    Known(&'static str),
    /// Name of a family ("dollar"), from which `link` chooses a member by the countries of the article.
    Open(&'static str),
}

/// The unit of a figure.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Unit {
    /// Money, perhaps per unit of something: "$1.20 a barrel".
    Money {
        /// Its currency.
        currency: Currency,
        /// UCUM code of the denominator.
        per: Option<Cow<'static, str>>,
    },
    /// `%`, or newsx's `[pct_pt]` (percentage points) and `[bp]` (basis points).
    Percent(&'static str),
    /// UCUM code of a measure.
    Measure(Cow<'static, str>),
    /// UCUM code of a unit of time.
    Duration(&'static str),
    /// UCUM code of the unit of time of an age.
    Age(&'static str),
    /// Points of an index or a game.
    Point,
}

impl Unit {
    /// An amount of a currency, without denominator.
    pub(crate) fn money(currency: Currency) -> Unit {
        Unit::Money { currency, per: None }
    }

    /// Returns true for money.
    pub(crate) fn is_money(&self) -> bool {
        matches!(self, Unit::Money { .. })
    }

    /// The family of a currency that is not chosen yet.
    pub(crate) fn open_family(&self) -> Option<&'static str> {
        match self {
            Unit::Money {
                currency: Currency::Open(family),
                ..
            } => Some(family),
            _ => None,
        }
    }

    /// Code of a measure or of a unit of time.
    pub(crate) fn ucum(&self) -> Option<&str> {
        match self {
            Unit::Measure(code) => Some(code),
            Unit::Duration(code) | Unit::Age(code) => Some(code),
            _ => None,
        }
    }
}

impl fmt::Display for Unit {
    /// The code in records: ISO 4217 (`XXX` for a currency that was not chosen), UCUM, or newsx's own.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unit::Money { currency, per } => {
                f.write_str(match currency {
                    Currency::Known(code) => code,
                    Currency::Open(_) => "XXX",
                })?;
                per.as_ref().map_or(Ok(()), |per| write!(f, "/{per}"))
            }
            Unit::Percent(code) | Unit::Duration(code) | Unit::Age(code) => f.write_str(code),
            Unit::Measure(code) => f.write_str(code),
            Unit::Point => f.write_str("point"),
        }
    }
}
