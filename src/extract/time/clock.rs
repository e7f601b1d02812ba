//! Times of day: "9:30 a.m.", "18:00 UTC", "noon", "Friday night", "8 p.m. on Sunday", "the morning of July 4".

use super::found::{Found, Rule, longer, longest};
use super::words::{self, Words};
use super::{calendar, relative};
use crate::lexicon::time::{Class, Context, speaks};
use crate::model::facts::TimeKind;
use crate::model::ids::TokenId;
use crate::model::timex::{Base, Clock, DayPart, Form, Length, Origin, Part, Point, Sub, Unit, Value};

/// A time of day read from words.
#[derive(Clone, Copy, Debug)]
struct Read {
    end: TokenId,
    clock: Clock,
    /// True for a plain time of day, false for a number that could be one.
    sure: bool,
    /// True if a.m. or p.m. is known.
    half: bool,
}

/// Families of rules; the longest expression is taken.
#[rustfmt::skip]
pub(super) static CLOCK: &[Rule] = &[
    Rule { name: "clock time", read: by_clock },
    Rule { name: "part of a day", read: part },
    Rule { name: "day with a time of day", read: by_day },
];

/// The time of day that begins at a word, with its day if there is one.
pub(super) fn find(w: &Words, i: TokenId) -> Option<Found> {
    taken(w, i).or_else(|| longest(CLOCK, w, i))
}

/// A time of day with the day behind it: "8 p.m. on Sunday".
fn by_clock(w: &Words, i: TokenId) -> Option<Found> {
    on_day(w, clock(w, i)?)
}

/// A day with the time of day behind it: "Sunday at 8 p.m.", "Friday night".
fn by_day(w: &Words, i: TokenId) -> Option<Found> {
    at_time(w, day(w, i)?)
}

/// A duration in hours, minutes and seconds: "(finished in) 2:58:14".
fn taken(w: &Words, i: TokenId) -> Option<Found> {
    let (end, hours, minutes, seconds, _) = figures(w, i).filter(|_| speaks(w.lower(i - 1), Context::Took))?;
    let minutes = f64::from(minutes) + f64::from(seconds?) / 60.0;
    let length = Length {
        rest: Some((minutes, Unit::Minute)),
        ..Length::new(f64::from(hours), Unit::Hour)
    };
    let alone = hours < 10 && !w.is_a(end, Class::AmPm) && !zoned(w, end);
    alone.then(|| Found::value(end, TimeKind::Duration, Value::Length(length), "time.duration"))
}

/// A day, by the calendar or relative.
fn day(w: &Words, i: TokenId) -> Option<Found> {
    longer(calendar::find(w, i), relative::find(w, i)).filter(Found::is_day)
}

/// A clock time as it is spoken: "half past nine", "a quarter to ten", "ten past six".
fn spoken(w: &Words, i: TokenId) -> Option<Read> {
    let at = w.skip(i, &["a"]);
    let minutes = w.cardinal(i).filter(|n| *n < 60.0).map(|n| n as u8);
    let (minute, end) = match w.lower(at) {
        "half" => (30, at + 1),
        "quarter" => (15, at + 1),
        _ => (minutes?, w.skip(i + 1, &["minutes"])),
    };
    let to = w.is(end, &["to"]);
    // "ten to twelve" may be a range.
    let sure = w.is(end, &["past"]) || to && (minute == 15 || w.is(end - 1, &["minutes"]));
    let hour = w.cardinal(end + 1).filter(|h| sure && (1.0..=12.0).contains(h))? as u8;
    let after = end + 2;
    // "a quarter to one half of them"
    let counts = w.is_a(after, Class::Unit) || w.is_a(after, Class::Half) || w.hyphen(after) > after;
    let (hour, minute) = if to {
        (if hour == 1 { 12 } else { hour - 1 }, 60 - minute)
    } else {
        (hour, minute)
    };
    let half = w.get(after, Class::AmPm);
    let hour = half.map_or(hour, |add| hour % 12 + add as u8);
    let read = Read {
        end: after + u32::from(half.is_some()),
        clock: Clock::At(hour, minute, None),
        sure: true,
        half: half.is_some(),
    };
    (!counts).then(|| in_part(w, read))
}

/// A clock time: "9:30 a.m.", "18:00", "1800 UTC", "10 o'clock", "noon", "half past nine".
fn clock(w: &Words, i: TokenId) -> Option<Read> {
    if let Some(read) = spoken(w, i) {
        return Some(read);
    }
    if let Some(hour) = w.get(i, Class::Noon).filter(|_| !super::guard::named(w, i)) {
        // "midnight tonight" ends the day.
        let ends = hour == 0 && w.is_a(w.comma(i + 1), Class::Tonight);
        return Some(zone(
            w,
            Read {
                end: i + 1,
                clock: Clock::At(if ends { 24 } else { hour as u8 }, 0, None),
                sure: true,
                half: true,
            },
        ));
    }
    let (mut end, hour, minute, second, colon) = figures(w, i)?;
    let mut hour = hour;
    let (mut sure, mut half) = (colon, colon);
    let spelled = w.cardinal(i).is_some() && w.form(end).chars().all(|c| c.is_ascii_uppercase());
    if let Some(add) = w.get(end, Class::AmPm).filter(|_| (1..=12).contains(&hour) && !spelled) {
        hour = hour % 12 + add as u8;
        end += 1;
        (sure, half) = (true, true);
    } else if w.is(end, &["o'clock", "o’clock"]) {
        end += 1;
        sure = true;
    } else if !colon
        && w.digits(i).is_some()
        && let Some(read) = before_part(w, i, read_at(end, hour, minute, second))
    {
        return Some(read);
    }
    let read = zone(
        w,
        Read {
            end,
            clock: Clock::At(hour, minute, second),
            sure,
            half,
        },
    );
    let zoned = read.end > end;
    let read = in_part(
        w,
        Read {
            sure: sure || zoned,
            ..read
        },
    );
    (read.sure && hour <= 24).then_some(read)
}

/// A reading of numbers as a time of day, which is not sure yet.
fn read_at(end: TokenId, hour: u8, minute: u8, second: Option<u8>) -> Read {
    Read {
        end,
        clock: Clock::At(hour, minute, second),
        sure: false,
        half: false,
    }
}

/// Hour, minute and second in digits: "9", "9:30", "9.30" before am or pm, "1800" before a zone.
fn figures(w: &Words, i: TokenId) -> Option<(TokenId, u8, u8, Option<u8>, bool)> {
    let text = w.lower(i);
    if let Some(number) = w.digits(i) {
        return match text.len() {
            1 | 2 if number <= 24 => Some((i + 1, number as u8, 0, None, false)),
            4 if number / 100 < 24 && number % 100 < 60 && zoned(w, i + 1) => {
                Some((i + 1, (number / 100) as u8, (number % 100) as u8, None, false))
            }
            _ => None,
        };
    }
    if let Some(hour) = w.cardinal(i).filter(|n| (1.0..=12.0).contains(n)) {
        return Some((i + 1, hour as u8, 0, None, false));
    }
    let separator = text.chars().find(|c| !c.is_ascii_digit())?;
    let stop = separator == '.';
    if !matches!(separator, ':' | '.') || stop && !w.is_a(i + 1, Class::AmPm) && !zoned(w, i + 1) {
        return None;
    }
    let mut parts = text.split(separator);
    let two = |part: &str| {
        (part.len() == 2)
            .then(|| part.parse::<u8>().ok())
            .flatten()
            .filter(|n| *n < 60)
    };
    let hour: u8 = parts.next()?.parse().ok().filter(|h| *h <= 24)?;
    let minute = two(parts.next()?)?;
    let second = match parts.next() {
        Some(part) => Some(two(part)?),
        None => None,
    };
    (parts.next().is_none() && !super::guard::score(w, i)).then_some((i + 1, hour, minute, second, true))
}

/// Returns whether a zone, "hours" or "local time" follows.
fn zoned(w: &Words, i: TokenId) -> bool {
    w.is_a(i, Class::Zone) && w.form(i).chars().all(|c| c.is_ascii_uppercase())
        || w.is(i, &["local", "hours", "hrs"]) && (w.is(i, &["hours"]) || w.is(i + 1, &["time"]))
        || w.is(i, &["("]) && w.is_a(i + 1, Class::Zone)
}

/// Extends a reading over its time zone: "UTC", "(EST)", "local time", "Eastern time", "(GMT +8)", "GMT+2".
fn zone(w: &Words, read: Read) -> Read {
    let mut end = read.end;
    let open = w.is(end, &["("]);
    let mut at = end + u32::from(open);
    if w.is_a(at, Class::Zone) && w.form(at).chars().all(|c| c.is_ascii_uppercase()) {
        at += 1;
        if w.is(at, &["+", "-"]) && w.digits(at + 1).is_some() {
            at += 2;
        } else if w.lower(at).starts_with('+') && w.lower(at).len() <= 3 {
            at += 1;
        }
    } else if speaks(w.lower(at), Context::ZonePlace) {
        at = w.skip(at + 1, &["standard", "daylight"]);
        if !w.is(at, &["time"]) {
            return read;
        }
        at += 1;
    } else if w.is(at, &["hours", "hrs"]) && w.digits(end - 1).is_some() && w.lower(end - 1).len() == 4 {
        at += 1;
    } else {
        return read;
    }
    if open {
        if !w.is(at, &[")"]) {
            return read;
        }
        at += 1;
    }
    end = at;
    Read { end, ..read }
}

/// Extends a reading over the part of the day, which decides between a.m. and p.m.: "4 in the morning", "nine at
/// night".
fn in_part(w: &Words, read: Read) -> Read {
    let Clock::At(hour, minute, second) = read.clock else {
        return read;
    };
    let at = read.end;
    let part = match (w.lower(at), w.lower(at + 1)) {
        ("in", "the") => w.get(at + 2, Class::Part).map(|p| (at + 3, p)),
        ("at", "night") => Some((at + 2, 5)),
        _ => None,
    };
    let Some((end, part)) = part else { return read };
    let hour = if read.half {
        hour
    } else {
        within(hour, words::day_part(part))
    };
    Read {
        end,
        clock: Clock::At(hour, minute, second),
        sure: true,
        ..read
    }
}

/// The hour, 0 to 23, of a number from 1 to 12 in a part of the day.
fn within(hour: u8, part: DayPart) -> u8 {
    let later = matches!(part, DayPart::Afternoon | DayPart::Evening | DayPart::Night) && hour < 12;
    if later && !(part == DayPart::Night && hour < 5) {
        hour + 12
    } else {
        hour
    }
}

/// A bare number as an hour, before a deictic part of the day: "(at) 9 last night", "(between 7 and) 9 this evening".
fn before_part(w: &Words, i: TokenId, read: Read) -> Option<Read> {
    let Clock::At(hour @ 1..=12, minute, None) = read.clock else {
        return None;
    };
    let introduced = speaks(w.lower(i - 1), Context::Hour)
        && (!w.is(i - 1, &["and", "to", "-", "–"]) || speaks(w.lower(i - 3), Context::Hours));
    let Form::Point(Point {
        clock: Clock::Part(part),
        ..
    }) = part_of_day(w, read.end).filter(|_| introduced)?.form
    else {
        return None;
    };
    Some(Read {
        clock: Clock::At(within(hour, part), minute, None),
        sure: true,
        half: true,
        ..read
    })
}

/// The first of two hours that share a part of the day or "p.m.": "(between) 7 (and 9 last night)".
pub(super) fn first_of_range(w: &Words, i: TokenId) -> Option<Found> {
    let first = w.digits(i).filter(|n| (1..=12).contains(n))? as u8;
    let range = speaks(w.lower(i - 1), Context::Hours) && w.is(i + 1, &["and", "to", "-", "–"]);
    let second = clock(w, i + 2).filter(|_| range)?;
    let Clock::At(hour, _, _) = second.clock else {
        return None;
    };
    let half = hour >= 12 && first < 12 && first + 12 <= hour;
    let clock = Clock::At(if half { first + 12 } else { first }, 0, None);
    (second.half && hour > 0)
        .then(|| on_day(w, second))??
        .at(i + 1, clock, "time.clock.range")
}

/// A clock time with the day behind it, if there is one: "8 p.m. on Sunday", "9 a.m. today", "noon, May 5".
fn on_day(w: &Words, read: Read) -> Option<Found> {
    let bare = || {
        let point = Point {
            base: Base::Shift(0, Unit::Day, Origin::Focus),
            sub: Sub::Whole,
            clock: read.clock,
        };
        Found::point(read.end, point, "time.clock")
    };
    let comma = w.comma(read.end);
    let on = w.skip(comma, &["on", "of"]);
    let with_day = |at: TokenId| {
        let day = longer(longer(day(w, at), part_of_day(w, at)), day_part(w, at))?;
        let mut found = day.at(day.end, read.clock, "time.clock.day")?;
        // "2053 Wednesday night, UTC"
        let tail = zone(
            w,
            Read {
                end: w.comma(day.end),
                ..read
            },
        );
        if tail.end > w.comma(day.end) {
            found.end = tail.end;
        }
        Some(found)
    };
    Some(with_day(on).unwrap_or_else(bare))
}

/// A part of a day as the day of a clock time: "Friday night", "this morning", "yesterday evening".
fn part_of_day(w: &Words, i: TokenId) -> Option<Found> {
    let found = longer(relative::find(w, i), part(w, i))?;
    match found.form {
        Form::Point(Point {
            clock: Clock::Part(_), ..
        }) => Some(found),
        _ => None,
    }
}

/// A day with its part as the day of a clock time: "Thursday morning".
fn day_part(w: &Words, i: TokenId) -> Option<Found> {
    let day = day(w, i)?;
    w.is_a(day.end, Class::Part).then(|| at_time(w, day)).flatten()
}

/// A day with the time of day behind it: "Friday night", "Sunday at 9 p.m.", "June 5, 10:30 a.m.".
fn at_time(w: &Words, day: Found) -> Option<Found> {
    let next = day.end;
    if let Some(part) = w.get(next, Class::Part).or(w.get(next, Class::Dawn)) {
        let plural = w.is_a(next, Class::PluralDay);
        let clock = Clock::Part(words::day_part(part));
        let told = !plural && !w.is(next + 1, &["show", "live", "football"]);
        return day.at(next + 1, clock, "time.part").filter(|_| told);
    }
    let at = w.skip(w.comma(next), &["at"]);
    let read = clock(w, at)?;
    let figures = w.lower(at).starts_with(|c: char| c.is_ascii_digit()) || w.is_a(at, Class::Noon);
    day.at(read.end, read.clock, "time.clock.day").filter(|_| figures)
}

/// The night that begins on the first of two days: "(the night of) 3–4 May".
fn over_midnight(w: &Words, i: TokenId, clock: Clock) -> Option<Found> {
    let (dash, first) = w.day(i).filter(|_| clock == Clock::Part(DayPart::Night))?;
    let (_, second) = w.day(dash + 1).filter(|_| w.is(dash, &["-", "–", "/"]))?;
    let found = calendar::find(w, dash + 1).filter(|_| second == first + 1)?;
    let Form::Point(Point {
        base,
        sub: Sub::Day(month, _),
        ..
    }) = found.form
    else {
        return None;
    };
    let sub = Sub::Day(month, first);
    Some(Found::point(found.end, Point { base, sub, clock }, "time.part.of_day"))
}

/// A part of a day: "the morning of July 4", "the night of 12 March", "midnight on Friday", "dawn".
fn part(w: &Words, i: TokenId) -> Option<Found> {
    let at = w.skip(i, &["the"]);
    let at = at + u32::from(w.is(at, &["early", "late", "mid"]) && at > i);
    // "the early hours of Tuesday"
    let small = at > i && w.is(at, &["hours"]) && w.is(at - 1, &["early"]);
    let code = if small {
        1
    } else {
        w.get(at, Class::Part).or(w.get(at, Class::Dawn))?
    };
    let clock = Clock::Part(words::day_part(code));
    let hours = w.skip(at + 1, &["hours"]);
    let of = w.skip(hours, &["of", "on"]);
    if of > hours
        && let Some(night) = over_midnight(w, of, clock)
    {
        return Some(night);
    }
    if of > hours
        && let Some(day) = day(w, of)
    {
        // "the early hours of Friday morning"
        let end = day.end + u32::from(w.is_a(day.end, Class::Part));
        return day.at(end, clock, "time.part.of_day");
    }
    let before = w.lower(i - 1);
    // "at night": any night.
    if at == i && before == "at" && w.is(at, &["night"]) {
        let night = Value::of_any_year(Part::Day(None, None), Clock::Part(DayPart::Night));
        return Some(Found::value(at + 1, TimeKind::Time, night, "time.part"));
    }
    let dawn = w.is_a(at, Class::Dawn) && at == i;
    let told = matches!((before, w.lower(at)), ("by", "night" | "evening" | "morning"))
        || dawn && matches!(before, "at" | "before" | "by" | "until" | "after" | "since");
    let point = Point {
        base: Base::Shift(0, Unit::Day, Origin::Focus),
        sub: Sub::Whole,
        clock,
    };
    (told && at == i).then(|| Found::point(at + 1, point, "time.part"))
}
