//! TIMEX3 values, typed from the extractor to the output: calendar periods, lengths of time, references to present,
//! past and future, and partly known periods. A [`Value`] displays in the syntax of TIMEX3.

use std::fmt;

use super::{Base, Calendar, Clock, Point, Season, Sub, Unit, Year};

/// The value of a time expression.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Value {
    /// Present, past or future without a date: "now", "recently".
    Reference(Reference),
    /// A length of time: "seven weeks", "years".
    Length(Length),
    /// A period of the calendar, with a time of day.
    Calendar(Calendar, Clock),
    /// A partly known or recurring period, with a time of day.
    Partial(Partial, Clock),
}

/// Present, past and future.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Reference {
    /// "now": `PRESENT_REF`.
    Present,
    /// "recently": `PAST_REF`.
    Past,
    /// "the future": `FUTURE_REF`.
    Future,
}

/// A length of time: a number of units.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Length {
    /// Number of units; `None` without number ("years").
    pub count: Option<f64>,
    /// The unit.
    pub unit: Unit,
    /// Number and unit of a smaller part: "two hours and thirty minutes".
    pub rest: Option<(f64, Unit)>,
}

/// A partly known period; TIMEX3 writes `X` for the unknown digits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Partial {
    /// The year in astronomical numbering.
    pub year: Option<i32>,
    /// The part of the year, or the longer period.
    pub part: Part,
}

/// The part of a [`Partial`] period.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Part {
    /// The whole year.
    Year,
    /// An unknown decade.
    Decade,
    /// An unknown century.
    Century,
    /// A month, 1 to 12.
    Month(Option<u8>),
    /// A month and a day of it.
    Day(Option<u8>, Option<u8>),
    /// A week.
    Week,
    /// A weekday, Monday = 1.
    Weekday(u8),
    /// A Saturday and Sunday.
    Weekend,
    /// A Monday to Friday.
    Workdays,
    /// A quarter, 1 to 4.
    Quarter(Option<u8>),
    /// A half of the year, 1 or 2.
    Half(Option<u8>),
    /// A season.
    Season(Season),
}

impl Value {
    /// A part of any year, with a time of day.
    pub(crate) fn of_any_year(part: Part, clock: Clock) -> Value {
        Value::Partial(Partial { year: None, part }, clock)
    }

    /// The known part of a point without the time from which it is reckoned.
    pub(crate) fn unresolved(point: Point) -> Value {
        let year = match point.base {
            Base::Year(year) => Some(year),
            _ => None,
        };
        let part = match (point.sub, point.base) {
            (Sub::Month(month), _) => Part::Month(Some(month)),
            // A day that its month does not have.
            (Sub::Day(month, _), Base::Year(_)) => Part::Day(Some(month), None),
            (Sub::Day(month, day), _) => Part::Day(Some(month), Some(day)),
            (Sub::DayOfMonth(day), _) => Part::Day(None, Some(day)),
            (Sub::Weekday(day), _) => Part::Weekday(day),
            (Sub::Weekend, _) => Part::Weekend,
            (Sub::Quarter(quarter), _) => Part::Quarter(Some(quarter)),
            (Sub::Half(half), _) => Part::Half(Some(half)),
            (Sub::Season(season), _) => Part::Season(season),
            (Sub::WeekdayOfMonth(month, ..), _) => Part::Day(Some(month), None),
            (Sub::Holiday(_), _) => Part::Day(None, None),
            (Sub::WeekOf(..) | Sub::WeekOfMonth(..), _) => Part::Week,
            (Sub::Whole, Base::Shift(_, unit, _) | Base::Distance(_, unit, _)) => Part::of_unit(unit),
            (Sub::Whole | Sub::Compared, _) => Part::Year,
        };
        Value::Partial(Partial { year, part }, point.clock)
    }

    /// The length, if it is one.
    pub(crate) fn length(&self) -> Option<Length> {
        match self {
            Value::Length(length) => Some(*length),
            _ => None,
        }
    }

    /// Minutes from midnight, if the value is a clock time of a known day.
    pub(crate) fn minutes(&self) -> Option<u32> {
        match self {
            Value::Calendar(_, Clock::At(hour, minute, _)) => Some(u32::from(*hour) * 60 + u32::from(*minute)),
            _ => None,
        }
    }
}

impl Part {
    /// An unknown period of a unit.
    fn of_unit(unit: Unit) -> Part {
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day | Unit::Night => Part::Day(None, None),
            Unit::Weekend => Part::Weekend,
            Unit::Week | Unit::Fortnight => Part::Week,
            Unit::Month => Part::Month(None),
            Unit::Quarter => Part::Quarter(None),
            Unit::Year => Part::Year,
            Unit::Decade => Part::Decade,
            Unit::Century | Unit::Millennium => Part::Century,
        }
    }
}

impl Length {
    /// A number of units.
    pub(crate) fn new(count: impl Into<Option<f64>>, unit: Unit) -> Length {
        Length {
            count: count.into(),
            unit,
            rest: None,
        }
    }

    /// The length in whole days and months, by which a date can be moved; `None` if it has other parts.
    pub(crate) fn days_and_months(&self) -> Option<(i32, i32)> {
        let (letter, factor, clock) = self.unit.letter();
        let count = self.count? * factor;
        let whole = count.fract() == 0.0 && (1.0..=MAX_MOVE).contains(&count) && self.rest.is_none();
        let count = count as i32;
        match letter {
            _ if clock || !whole => None,
            "D" => Some((count, 0)),
            "W" => Some((7 * count, 0)),
            "M" => Some((0, count)),
            "Y" => Some((0, 12 * count)),
            _ => None,
        }
    }

    /// Returns whether it is this number of this unit.
    pub(crate) fn is(&self, count: u32, unit: Unit) -> bool {
        self.unit == unit && self.count == Some(f64::from(count)) && self.rest.is_none()
    }
}

/// Maximum number of units by which a date is moved.
const MAX_MOVE: f64 = 10_000.0;

impl Unit {
    /// The TIMEX3 letter, the number of its units in this unit, and whether it stands behind `T`.
    fn letter(self) -> (&'static str, f64, bool) {
        match self {
            Unit::Second => ("S", 1.0, true),
            Unit::Minute => ("M", 1.0, true),
            Unit::Hour => ("H", 1.0, true),
            Unit::Day => ("D", 1.0, false),
            Unit::Night => ("NI", 1.0, false),
            Unit::Weekend => ("WE", 1.0, false),
            Unit::Week => ("W", 1.0, false),
            Unit::Fortnight => ("W", 2.0, false),
            Unit::Month => ("M", 1.0, false),
            Unit::Quarter => ("Q", 1.0, false),
            Unit::Year => ("Y", 1.0, false),
            Unit::Decade => ("Y", 10.0, false),
            Unit::Century => ("Y", 100.0, false),
            Unit::Millennium => ("Y", 1000.0, false),
        }
    }
}

/// A count of a unit as whole numbers of it and of the next smaller one, where the calendar has a fixed relation.
fn split(count: f64, unit: Unit) -> [Option<(f64, &'static str, bool)>; 2] {
    let (letter, factor, clock) = unit.letter();
    let count = count * factor;
    let smaller = match letter {
        "Y" => Some((12.0, "M", false)),
        "D" => Some((24.0, "H", true)),
        "H" => Some((60.0, "M", true)),
        "M" if clock => Some((60.0, "S", true)),
        _ => None,
    };
    match smaller.filter(|_| count.fract() != 0.0) {
        Some((per, small, small_clock)) if ((count.fract() * per).round() - count.fract() * per).abs() < 0.01 => {
            let whole = (count.trunc() > 0.0).then_some((count.trunc(), letter, clock));
            [whole, Some(((count.fract() * per).round(), small, small_clock))]
        }
        _ => [Some((count, letter, clock)), None],
    }
}

impl fmt::Display for Length {
    /// `P7W`, `P3Y6M`, `PT5H30M`; `PXY`, `PXDE` without a number.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(count) = self.count else {
            return match (self.unit, self.unit.letter()) {
                (Unit::Decade, _) => f.write_str("PXDE"),
                (Unit::Century, _) => f.write_str("PXC"),
                (Unit::Millennium, _) => f.write_str("PXL"),
                (_, (letter, _, clock)) => write!(f, "P{}X{letter}", if clock { "T" } else { "" }),
            };
        };
        let rest = self.rest.map_or([None, None], |(count, unit)| split(count, unit));
        let (mut behind_t, parts) = (false, split(count, self.unit).into_iter().chain(rest));
        f.write_str("P")?;
        for (count, letter, clock) in parts.flatten() {
            if clock && !behind_t {
                f.write_str("T")?;
                behind_t = true;
            }
            write!(f, "{count}{letter}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Clock {
    /// The suffix of a time of day behind the value of its day: `T15:00`, `TEV`, `TXX`; empty without a time of day.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Clock::None => Ok(()),
            Clock::Part(part) => write!(f, "T{}", part.code()),
            Clock::At(hour, minute, None) => write!(f, "T{hour:02}:{minute:02}"),
            Clock::At(hour, minute, Some(second)) => write!(f, "T{hour:02}:{minute:02}:{second:02}"),
            Clock::Shift(..) | Clock::Some => f.write_str("TXX"),
        }
    }
}

/// A number of two digits, or `XX`.
struct Two(Option<u8>);

impl fmt::Display for Two {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(number) => write!(f, "{number:02}"),
            None => f.write_str("XX"),
        }
    }
}

/// A number of one digit, or `X`.
struct One(Option<u8>);

impl fmt::Display for One {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(number) => write!(f, "{number}"),
            None => f.write_str("X"),
        }
    }
}

impl fmt::Display for Partial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.part {
            Part::Decade => return f.write_str("XXX"),
            Part::Century => return f.write_str("XX"),
            _ => {}
        }
        match self.year {
            Some(year) => write!(f, "{}", Year(year))?,
            None => f.write_str("XXXX")?,
        }
        match self.part {
            Part::Year | Part::Decade | Part::Century => Ok(()),
            Part::Month(month) => write!(f, "-{}", Two(month)),
            Part::Day(month, day) => write!(f, "-{}-{}", Two(month), Two(day)),
            Part::Week => f.write_str("-WXX"),
            Part::Weekday(day) => write!(f, "-WXX-{day}"),
            Part::Weekend => f.write_str("-WXX-WE"),
            Part::Workdays => f.write_str("-WXX-WD"),
            Part::Quarter(quarter) => write!(f, "-Q{}", One(quarter)),
            Part::Half(half) => write!(f, "-H{}", One(half)),
            Part::Season(season) => write!(f, "-{}", season.code()),
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Reference(Reference::Present) => f.write_str("PRESENT_REF"),
            Value::Reference(Reference::Past) => f.write_str("PAST_REF"),
            Value::Reference(Reference::Future) => f.write_str("FUTURE_REF"),
            Value::Length(length) => write!(f, "{length}"),
            Value::Calendar(calendar, clock) => write!(f, "{calendar}{clock}"),
            Value::Partial(partial, clock) => write!(f, "{partial}{clock}"),
        }
    }
}
