//! The meaning of time expressions: points of the calendar, complete, partial, or relative to another time.
//!
//! `extract` reads a [`Point`] from the words, underspecified as they are ("Tuesday" is a weekday, "the year before" a
//! year less). `link` finds the time from which it is reckoned and makes a [`Calendar`] period of it, which has a
//! TIMEX3 value and days.

mod value;

use std::fmt;

use crate::model::date::{Date, DateRange, Precision};
pub(crate) use value::{Length, Part, Partial, Reference, Value};

words!(
    /// TIMEX3 `mod`.
    "SCREAMING_SNAKE_CASE" TimeMod {
        /// "before June", "more than a year ago".
        Before,
        /// "after June", "less than a year ago".
        After,
        /// "no later than".
        OnOrBefore,
        /// "no earlier than".
        OnOrAfter,
        /// "under a year".
        LessThan,
        /// "over a year".
        MoreThan,
        /// "up to a year".
        EqualOrLess,
        /// "at least a year".
        EqualOrMore,
        /// "early June".
        Start,
        /// "mid-June".
        Mid,
        /// "late June".
        End,
        /// "about a year".
        Approx,
    }
);

impl std::fmt::Display for TimeMod {
    /// The modifier as TIMEX3 spells it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            TimeMod::Before => "BEFORE",
            TimeMod::After => "AFTER",
            TimeMod::OnOrBefore => "ON_OR_BEFORE",
            TimeMod::OnOrAfter => "ON_OR_AFTER",
            TimeMod::LessThan => "LESS_THAN",
            TimeMod::MoreThan => "MORE_THAN",
            TimeMod::EqualOrLess => "EQUAL_OR_LESS",
            TimeMod::EqualOrMore => "EQUAL_OR_MORE",
            TimeMod::Start => "START",
            TimeMod::Mid => "MID",
            TimeMod::End => "END",
            TimeMod::Approx => "APPROX",
        })
    }
}

/// A unit of time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Unit {
    /// A second.
    Second,
    /// A minute.
    Minute,
    /// An hour.
    Hour,
    /// A calendar day.
    Day,
    /// A night.
    Night,
    /// A Saturday and Sunday.
    Weekend,
    /// An ISO week, Monday to Sunday.
    Week,
    /// Two weeks.
    Fortnight,
    /// A calendar month.
    Month,
    /// Three calendar months from January, April, July or October.
    Quarter,
    /// A calendar year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
    /// A thousand years.
    Millennium,
}

/// A season of the year, as TIMEX3 writes it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Season {
    /// March to May: `SP`.
    Spring,
    /// June to August: `SU`.
    Summer,
    /// September to November: `FA`.
    Autumn,
    /// December to February: `WI`.
    Winter,
}

/// A part of the day, as TIMEX3 writes it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum DayPart {
    /// Morning: `MO`.
    Morning,
    /// Midday: `MI`.
    Midday,
    /// Afternoon: `AF`.
    Afternoon,
    /// Evening: `EV`.
    Evening,
    /// Night: `NI`.
    Night,
}

impl DayPart {
    /// `MO`, `MI`, `AF`, `EV`, `NI`.
    pub(crate) fn code(self) -> &'static str {
        match self {
            DayPart::Morning => "MO",
            DayPart::Midday => "MI",
            DayPart::Afternoon => "AF",
            DayPart::Evening => "EV",
            DayPart::Night => "NI",
        }
    }
}

/// The time from which a relative time is reckoned.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Origin {
    /// The publication date ("two weeks ago", "this year").
    Published,
    /// The time in focus ("two weeks later", "that year").
    Focus,
    /// The time in focus if it is near in the text, else the publication date ("the year").
    Near,
}

/// Choice among several days that fit ("Friday").
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Lean {
    /// Towards the past or the future, by the tense of the sentence.
    Tense,
    /// "last", "past".
    Last,
    /// "next", "coming".
    Next,
    /// "this".
    This,
    /// "that", "the same", or a part of the period in focus ("in July of that year").
    Focus,
    /// "the following".
    Following,
    /// "the previous".
    Previous,
}

/// The larger period in which [`Sub`] lies.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Base {
    /// Not named: the near period.
    Open(Lean),
    /// A year, in astronomical numbering (1 BC is 0).
    Year(i32),
    /// The first year of ten.
    Decade(i32),
    /// The first two digits of a hundred years, as TIMEX3 counts them ("the 19th century" is 18).
    Century(i32),
    /// A financial year by the year in which it begins.
    Fiscal(i32),
    /// A number of units after (before, if negative) a time, at the unit's precision.
    Shift(i32, Unit, Origin),
    /// A number of days, weeks and so on after a point ("two weeks ago").
    Distance(i32, Unit, Origin),
}

/// A part of the larger period.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Sub {
    /// The whole.
    Whole,
    /// A month, 1 to 12.
    Month(u8),
    /// A day of a month.
    Day(u8, u8),
    /// A day of the month in focus.
    DayOfMonth(u8),
    /// The ISO week of a day: month, day ("the week of May 5").
    WeekOf(u8, u8),
    /// A week of a month, 1 to 5, or the last, -1: the ISO week that has most of its days in that part of the month.
    WeekOfMonth(u8, i8),
    /// A weekday, Monday = 1.
    Weekday(u8),
    /// A weekday of a month: month, weekday, which one, -1 for the last ("the first Saturday in May").
    WeekdayOfMonth(u8, u8, i8),
    /// A quarter, 1 to 4.
    Quarter(u8),
    /// The first or second half.
    Half(u8),
    /// A season.
    Season(Season),
    /// A holiday, by its number in the lexicon.
    Holiday(u16),
    /// The weekend.
    Weekend,
    /// The period that corresponds to the reported one ("the 1988 period", "last year's quarter").
    Compared,
}

/// The time of day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Clock {
    /// None.
    None,
    /// A part of the day.
    Part(DayPart),
    /// Hour, minute, and second if given.
    At(u8, u8, Option<u8>),
    /// A number of minutes or hours from the focus.
    Shift(i32, Unit),
    /// Some time of the day.
    Some,
}

/// A point or period of the calendar, underspecified as the words are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Point {
    /// The larger period.
    pub base: Base,
    /// The part of it.
    pub sub: Sub,
    /// The time of day.
    pub clock: Clock,
}

impl Point {
    /// A point without a time of day.
    pub(crate) fn new(base: Base, sub: Sub) -> Point {
        Point {
            base,
            sub,
            clock: Clock::None,
        }
    }

    /// The kind of reference. "March of last year" and "9 a.m." have a calendar or clock expression of their own.
    fn told_by(self) -> ToldBy {
        match self.base {
            Base::Open(Lean::Last | Lean::Next | Lean::This) => ToldBy::Deictic,
            Base::Open(Lean::Focus | Lean::Following | Lean::Previous) => ToldBy::Anaphoric,
            Base::Shift(0, Unit::Day, Origin::Focus) if matches!(self.clock, Clock::At(..)) => ToldBy::Calendar,
            Base::Shift(_, _, origin) | Base::Distance(_, _, origin)
                if matches!(self.sub, Sub::Whole | Sub::Weekend | Sub::Compared) =>
            {
                match origin {
                    Origin::Published => ToldBy::Deictic,
                    Origin::Focus | Origin::Near => ToldBy::Anaphoric,
                }
            }
            _ => ToldBy::Calendar,
        }
    }
}

/// The meaning of an expression before resolution.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Form {
    /// A value that needs no resolution: lengths, sets, `PRESENT_REF`.
    Value(Value),
    /// A distance from the publication that is too far for a calendar year ("66 million years ago").
    Distant(Length),
    /// A point to be resolved.
    Point(Point),
    /// A day and a month in unknown order.
    Numeric(Numeric),
}

/// A numeric date ("03/04/2020").
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Numeric {
    /// The first number, a day or a month.
    pub first: u8,
    /// The second number, a month or a day.
    pub second: u8,
    /// The year.
    pub year: i32,
    /// The time of day.
    pub clock: Clock,
}

/// The kind of reference of a time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum ToldBy {
    /// The calendar or the clock: "June 5", "Tuesday", "9 a.m.".
    Calendar,
    /// The publication date: "yesterday", "last week", "two years ago".
    Deictic,
    /// Another time of the text: "the following day", "a year later".
    Anaphoric,
}

impl Form {
    /// The value by the words alone.
    pub(crate) fn value(self) -> Value {
        match self {
            Form::Value(value) => value,
            Form::Distant(length) => Value::Length(length),
            Form::Point(point) => Value::unresolved(point),
            Form::Numeric(date) => Value::Partial(
                Partial {
                    year: Some(date.year),
                    part: Part::Day(None, None),
                },
                date.clock,
            ),
        }
    }

    /// The form with another time of day; `None` if it is no point of the calendar.
    pub(crate) fn at(self, clock: Clock) -> Option<Form> {
        match self {
            Form::Value(_) | Form::Distant(_) => None,
            Form::Point(point) => Some(Form::Point(Point { clock, ..point })),
            Form::Numeric(date) => Some(Form::Numeric(Numeric { clock, ..date })),
        }
    }

    /// The kind of reference.
    pub(crate) fn told_by(self) -> ToldBy {
        match self {
            Form::Point(point) => point.told_by(),
            Form::Distant(_) => ToldBy::Deictic,
            Form::Value(_) | Form::Numeric(_) => ToldBy::Calendar,
        }
    }
}

/// A period of the calendar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Calendar {
    /// One day.
    Day(Date),
    /// An ISO week: year, week.
    Week(i32, u32),
    /// Saturday and Sunday of an ISO week.
    Weekend(i32, u32),
    /// Year, month.
    Month(i32, u32),
    /// Year, quarter.
    Quarter(i32, u32),
    /// Year, half.
    Half(i32, u32),
    /// Year, season; winter is named by the year in which it begins.
    Season(i32, Season),
    /// A year.
    Year(i32),
    /// The year in which a financial year begins.
    Fiscal(i32),
    /// The first year of ten.
    Decade(i32),
    /// The first two digits.
    Century(i32),
}

impl Calendar {
    /// Its days; `None` if there is no such period.
    pub(crate) fn days(self) -> Option<DateRange> {
        let months = |year: i32, first: u32, count: u32, precision| {
            let start = Date::new(year, first, 1)?;
            Some(DateRange {
                start,
                end: start.plus_months(count as i32).plus_days(-1),
                precision,
            })
        };
        match self {
            Calendar::Day(day) => Some(DateRange::day(day)),
            Calendar::Week(year, week) | Calendar::Weekend(year, week) => {
                let monday = Date::of_iso_week(year, week)?;
                let first = if matches!(self, Calendar::Weekend(..)) { 5 } else { 0 };
                Some(DateRange {
                    start: monday.plus_days(first),
                    end: monday.plus_days(6),
                    precision: Precision::Week,
                })
            }
            Calendar::Month(year, month) => months(year, month, 1, Precision::Month),
            Calendar::Quarter(year, quarter) => months(year, quarter * 3 - 2, 3, Precision::Quarter),
            Calendar::Half(year, half) => months(year, half * 6 - 5, 6, Precision::Range),
            Calendar::Season(year, season) => months(year, season.first_month(), 3, Precision::Season),
            Calendar::Year(year) => months(year, 1, 12, Precision::Year),
            Calendar::Fiscal(year) => months(year, 7, 12, Precision::Year),
            Calendar::Decade(year) => months(year, 1, 120, Precision::Decade),
            Calendar::Century(century) => months(century * 100, 1, 1200, Precision::Range),
        }
    }

    /// The year it begins in.
    pub(crate) fn year(self) -> i32 {
        match self {
            Calendar::Day(day) => day.year(),
            Calendar::Week(year, _)
            | Calendar::Weekend(year, _)
            | Calendar::Month(year, _)
            | Calendar::Quarter(year, _)
            | Calendar::Half(year, _)
            | Calendar::Season(year, _)
            | Calendar::Year(year)
            | Calendar::Fiscal(year)
            | Calendar::Decade(year) => year,
            Calendar::Century(century) => century * 100,
        }
    }

    /// The month, if the period lies in one.
    pub(crate) fn month(self) -> Option<u32> {
        match self {
            Calendar::Day(day) => Some(day.month()),
            Calendar::Month(_, month) => Some(month),
            _ => None,
        }
    }

    /// The period that holds a day.
    pub(crate) fn around(day: Date, unit: Unit) -> Calendar {
        let (year, month) = (day.year(), day.month());
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day | Unit::Night => Calendar::Day(day),
            Unit::Week | Unit::Fortnight => {
                let (year, week) = day.iso_week();
                Calendar::Week(year, week)
            }
            Unit::Weekend => {
                let (year, week) = day.iso_week();
                Calendar::Weekend(year, week)
            }
            Unit::Month => Calendar::Month(year, month),
            Unit::Quarter => Calendar::Quarter(year, month.div_ceil(3)),
            Unit::Year => Calendar::Year(year),
            Unit::Decade => Calendar::Decade(year.div_euclid(10) * 10),
            Unit::Century | Unit::Millennium => Calendar::Century(year.div_euclid(100)),
        }
    }

    /// Its days, narrowed by a TIMEX3 `mod`: the first, middle or last third of a month.
    pub(crate) fn modified_days(self, modifier: Option<TimeMod>) -> Option<DateRange> {
        let days = self.days()?;
        let Calendar::Month(..) = self else { return Some(days) };
        let (first, last) = match modifier {
            Some(TimeMod::Start) => (0, Some(9)),
            Some(TimeMod::Mid) => (10, Some(19)),
            Some(TimeMod::End) => (20, None),
            _ => return Some(days),
        };
        Some(DateRange {
            start: days.start.plus_days(first),
            end: last.map_or(days.end, |last| days.start.plus_days(last)),
            precision: Precision::PartOfMonth,
        })
    }
}

impl Season {
    fn first_month(self) -> u32 {
        match self {
            Season::Spring => 3,
            Season::Summer => 6,
            Season::Autumn => 9,
            Season::Winter => 12,
        }
    }

    /// `SP`, `SU`, `FA`, `WI`.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Season::Spring => "SP",
            Season::Summer => "SU",
            Season::Autumn => "FA",
            Season::Winter => "WI",
        }
    }
}

/// A year as TIMEX3 writes it: four digits, with `BC` before Christ.
struct Year(i32);

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            year @ 1.. => write!(f, "{year:04}"),
            year => write!(f, "BC{:04}", 1 - year),
        }
    }
}

impl fmt::Display for Calendar {
    /// The TIMEX3 value.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Calendar::Day(day) => write!(f, "{}-{:02}-{:02}", Year(day.year()), day.month(), day.day()),
            Calendar::Week(year, week) => write!(f, "{}-W{week:02}", Year(year)),
            Calendar::Weekend(year, week) => write!(f, "{}-W{week:02}-WE", Year(year)),
            Calendar::Month(year, month) => write!(f, "{}-{month:02}", Year(year)),
            Calendar::Quarter(year, quarter) => write!(f, "{}-Q{quarter}", Year(year)),
            Calendar::Half(year, half) => write!(f, "{}-H{half}", Year(year)),
            Calendar::Season(year, season) => write!(f, "{}-{}", Year(year), season.code()),
            Calendar::Year(year) => write!(f, "{}", Year(year)),
            Calendar::Fiscal(year) => write!(f, "{}/{}", Year(year), Year(year + 1)),
            Calendar::Decade(year) if year > 0 => write!(f, "{:03}", year / 10),
            Calendar::Decade(year) => write!(f, "BC{:03}", -year / 10),
            Calendar::Century(century) if century >= 0 => write!(f, "{century:02}"),
            Calendar::Century(century) => write!(f, "BC{:02}", -century - 1),
        }
    }
}
