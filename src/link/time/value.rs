//! TIMEX3 values of points: resolved, and with `X` for what is not known.

use crate::model::timex::{Base, Calendar, Clock, Point, Season, Sub, Unit};

/// The value of a resolved point, and the day it is after the clock has moved it. `focus` is the time of day that the
/// text speaks of, in minutes from midnight.
pub(super) fn of(point: Point, calendar: Calendar, focus: Option<u32>) -> (Calendar, String) {
    match (point.clock, calendar) {
        (Clock::None, _) => (calendar, calendar.to_string()),
        // Midnight, told after a time of the evening, is the one that comes.
        (Clock::At(0, 0, None), Calendar::Day(day))
            if matches!(point.base, Base::Shift(0, Unit::Day, crate::model::timex::Origin::Told))
                && focus.is_some_and(|m| m > 12 * 60) =>
        {
            let next = Calendar::Day(day.plus_days(1));
            (next, format!("{next}T00:00"))
        }
        (Clock::At(24, 0, _), Calendar::Day(day)) => {
            let next = Calendar::Day(day.plus_days(1));
            (next, format!("{next}T00:00"))
        }
        (Clock::Shift(n, unit), Calendar::Day(day)) => {
            let seconds = i64::from(n)
                * if unit == Unit::Hour {
                    3600
                } else if unit == Unit::Minute {
                    60
                } else {
                    1
                };
            match focus {
                Some(minutes) => {
                    let at = i64::from(minutes) * 60 + seconds;
                    let day = Calendar::Day(day.plus_days(at.div_euclid(86_400)));
                    let minutes = at.rem_euclid(86_400) / 60;
                    (day, format!("{day}T{:02}:{:02}", minutes / 60, minutes % 60))
                }
                None => (calendar, format!("{calendar}TXX")),
            }
        }
        (clock, _) => (calendar, format!("{calendar}{}", suffix(clock))),
    }
}

/// What a time of day adds to the value of its day.
fn suffix(clock: Clock) -> String {
    match clock {
        Clock::None => String::new(),
        Clock::Part(part) => format!("T{}", part.code()),
        Clock::At(hour, minute, None) => format!("T{hour:02}:{minute:02}"),
        Clock::At(hour, minute, Some(second)) => format!("T{hour:02}:{minute:02}:{second:02}"),
        Clock::Shift(..) | Clock::Some => "TXX".to_owned(),
    }
}

/// The minutes from midnight in a value that has a clock time.
pub(super) fn clock(value: &str) -> Option<u32> {
    let (_, time) = value.split_once('T')?;
    let (hour, minute) = time.split_once(':')?;
    Some(hour.parse::<u32>().ok()? * 60 + minute.get(..2)?.parse::<u32>().ok()?)
}

/// The value of a point that is not resolved: what is known of it.
pub(super) fn unresolved(point: Point) -> String {
    let season = |season: Season| season.code();
    let year = match point.base {
        Base::Year(year) => Calendar::Year(year).to_string(),
        _ => "XXXX".to_owned(),
    };
    let day = match (point.sub, point.base) {
        (Sub::Month(month), _) => format!("{year}-{month:02}"),
        // A day that its month does not have.
        (Sub::Day(month, _), Base::Year(_)) => format!("{year}-{month:02}-XX"),
        (Sub::Day(month, day), _) => format!("{year}-{month:02}-{day:02}"),
        (Sub::DayOfMonth(day), _) => format!("{year}-XX-{day:02}"),
        (Sub::Weekday(day), _) => format!("{year}-WXX-{day}"),
        (Sub::Weekend, _) => format!("{year}-WXX-WE"),
        (Sub::Quarter(quarter), _) => format!("{year}-Q{quarter}"),
        (Sub::Half(half), _) => format!("{year}-H{half}"),
        (Sub::Season(s), _) => format!("{year}-{}", season(s)),
        (Sub::Holiday(_), _) => format!("{year}-XX-XX"),
        (Sub::Whole, Base::Shift(_, unit, _) | Base::Distance(_, unit, _)) => match unit {
            Unit::Year => year,
            Unit::Decade => "XXX".to_owned(),
            Unit::Century | Unit::Millennium => "XX".to_owned(),
            Unit::Week | Unit::Fortnight => "XXXX-WXX".to_owned(),
            Unit::Weekend => "XXXX-WXX-WE".to_owned(),
            Unit::Month => "XXXX-XX".to_owned(),
            Unit::Quarter => "XXXX-QX".to_owned(),
            Unit::Half => "XXXX-HX".to_owned(),
            _ => "XXXX-XX-XX".to_owned(),
        },
        (Sub::Whole | Sub::Compared, _) => year,
    };
    day + &suffix(point.clock)
}
