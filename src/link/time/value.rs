//! Values of points that are resolved.

use crate::model::timex::{Base, Calendar, Clock, Origin, Point, Unit};

/// The value of a resolved point. `focus` is the time of day that the text speaks of, in minutes from midnight; it may
/// move a clock time to the next day.
pub(super) fn of(point: Point, calendar: Calendar, focus: Option<u32>) -> (Calendar, Clock) {
    let Calendar::Day(day) = calendar else {
        return (calendar, point.clock);
    };
    let later = |days| Calendar::Day(day.plus_days(days));
    let same_day = matches!(point.base, Base::Shift(0, Unit::Day, Origin::Focus));
    match point.clock {
        // Midnight behind a time of the evening is the following one.
        Clock::At(0, 0, None) if same_day && focus.is_some_and(|m| m > NOON) => (later(1), point.clock),
        Clock::At(24, 0, _) => (later(1), Clock::At(0, 0, None)),
        Clock::Shift(n, unit) => {
            let Some(minutes) = focus else {
                return (calendar, Clock::Some);
            };
            let at = i64::from(minutes) * 60 + i64::from(n) * seconds(unit);
            let minutes = at.rem_euclid(DAY) / 60;
            let clock = Clock::At((minutes / 60) as u8, (minutes % 60) as u8, None);
            (later(at.div_euclid(DAY)), clock)
        }
        clock => (calendar, clock),
    }
}

/// Noon, in minutes from midnight.
const NOON: u32 = 12 * 60;

/// Seconds of a day.
const DAY: i64 = 86_400;

fn seconds(unit: Unit) -> i64 {
    match unit {
        Unit::Hour => 3600,
        Unit::Minute => 60,
        _ => 1,
    }
}
