//! Sets of recurring times: "every Tuesday", "twice a month", "annual", "on Sundays", "$5 million a year".

use super::found::{Found, Rule, first};
use super::words::{self, Words};
use super::{guard, length};
use crate::language::{Upos, Xpos};
use crate::lexicon::time::Class;
use crate::model::facts::{Quant, TimeKind};
use crate::model::ids::TokenId;
use crate::model::timex::{Clock, DayPart, Length, Part, Unit, Value};

/// Rules; the first that reads an expression decides.
#[rustfmt::skip]
pub(super) static SETS: &[Rule] = &[
    Rule { name: "every", read: every },
    Rule { name: "adverb", read: adverb },
    Rule { name: "times a", read: times_a },
    Rule { name: "rate", read: rate },
    Rule { name: "plural", read: plural },
];

/// The set that begins at a word.
pub(super) fn find(w: &Words, i: TokenId) -> Option<Found> {
    first(SETS, w, i)
}

fn set(end: TokenId, value: Value, rule: &'static str) -> Found {
    Found::value(end, TimeKind::Set, value, rule)
}

/// A set by the length of its period.
fn period(end: TokenId, length: Length, rule: &'static str) -> Found {
    set(end, Value::Length(length), rule)
}

/// A part of every year, with a time of day.
fn part(end: TokenId, part: Part, clock: Clock, rule: &'static str) -> Found {
    set(end, Value::of_any_year(part, clock), rule)
}

/// A set with "every" or "each": "every Tuesday", "each year", "every two weeks", "every other day", "every morning".
fn every(w: &Words, i: TokenId) -> Option<Found> {
    let quant = match (w.is_a(i, Class::Every), w.is_a(i, Class::Each)) {
        (true, _) => Quant::Every,
        (_, true) => Quant::Each,
        _ => return None,
    };
    let quantified = |found: Found| Found {
        quant: Some(quant),
        ..found
    };
    let rule = "time.set.every";
    if let Some(found) = recurring(w, i + 1, rule) {
        return Some(quantified(found));
    }
    let (at, factor) = match w.ordinal(i + 1) {
        Some((end, n)) => (end, f64::from(n)),
        None if w.is(i + 1, &["other"]) => (i + 2, 2.0),
        None if w.is(i + 1, &["single", "passing", "few"]) => (i + 2, 1.0),
        None => (i + 1, 1.0),
    };
    // "every other Tuesday"
    if factor > 1.0 && w.weekday(at).is_some() {
        return Some(quantified(period(at + 1, Length::new(Some(factor), Unit::Week), rule)));
    }
    if let Some(unit) = length::unit(w, at) {
        let length = Length::new((!w.is(i + 1, &["few"])).then_some(factor), unit);
        return Some(quantified(period(at + 1, length, rule)));
    }
    let amount = length::amount(w, i + 1).filter(|a| a.counted)?;
    Some(quantified(period(amount.end, amount.length, rule)))
}

/// A weekday, month, season or part of the day that recurs.
fn recurring(w: &Words, at: TokenId, rule: &'static str) -> Option<Found> {
    if let Some(day) = w.weekday(at) {
        let part_of_day = w.get(at + 1, Class::Part).map(words::day_part);
        let end = at + 1 + u32::from(part_of_day.is_some());
        return Some(part(
            end,
            Part::Weekday(day),
            part_of_day.map_or(Clock::None, Clock::Part),
            rule,
        ));
    }
    if let Some(month) = w.month(at) {
        return Some(part(at + 1, Part::Month(Some(month)), Clock::None, rule));
    }
    if let Some(season) = w.season(at) {
        return Some(part(at + 1, Part::Season(season), Clock::None, rule));
    }
    let part_of_day = words::day_part(w.get(at, Class::Part)?);
    Some(part(at + 1, ANY_DAY, Clock::Part(part_of_day), rule))
}

/// Any day of any month.
const ANY_DAY: Part = Part::Day(None, None);

/// A set in one word: "daily", "weekly", "annual", "annually".
fn adverb(w: &Words, i: TokenId) -> Option<Found> {
    let (count, unit) = match w.get(i, Class::FixedSet)? {
        3 => (1.0, Unit::Hour),
        4 => (1.0, Unit::Day),
        5 => (1.0, Unit::Week),
        6 => (1.0, Unit::Month),
        7 => (3.0, Unit::Month),
        8 => (1.0, Unit::Year),
        14 => (1.0, Unit::Night),
        20 => (2.0, Unit::Year),
        _ => (2.0, Unit::Week),
    };
    let value = match unit {
        Unit::Night => Value::of_any_year(ANY_DAY, Clock::Part(DayPart::Night)),
        _ => Value::Length(Length::new(count, unit)),
    };
    let none = guard::in_name(w, i) || guard::newspaper(w, i) || guard::account(w, i);
    (!none).then(|| set(i + 1, value, "time.set.adverb"))
}

/// A set with a frequency: "twice a month", "once every four years", "three times a day", "five days a week".
fn times_a(w: &Words, i: TokenId) -> Option<Found> {
    let (at, times) = match w.get(i, Class::Times) {
        Some(times) => (i + 1, f64::from(times)),
        None => {
            let (end, count) = w.number(i)?;
            if !w.is(end, &["times"]) {
                return None;
            }
            (end + 1, count)
        }
    };
    let freq = Some(times);
    if let Some(every) = every(w, at) {
        return Some(Found { freq, ..every });
    }
    if !w.is(at, &["a", "an", "per", "each"]) {
        return None;
    }
    let amount = length::one(w, at + 1)?;
    Some(Found {
        freq,
        ..period(amount.end, amount.length, "time.set.times")
    })
}

/// The period of a rate: "per day", and "a year" behind an amount ("$5 million a year", "40 people a day").
fn rate(w: &Words, i: TokenId) -> Option<Found> {
    let per = w.is_a(i, Class::Per);
    if !per && !w.is_a(i, Class::Article) {
        return None;
    }
    let unit = length::unit(w, i + 1).filter(|u| *u >= Unit::Day && !w.is_a(i + 1, Class::Plural))?;
    let amount = length::one(w, i + 1).filter(|a| a.end == i + 2)?;
    if !per {
        let before = i - 1;
        let number = w.xpos(before) == Xpos::Cd
            || w.lower(before).ends_with(|c: char| c.is_ascii_digit())
            || w.cardinal(before).is_some()
            || w.is(before, &["million", "billion", "thousand", "hundred", "percent", "%"]);
        let counted = w.upos(before) == Upos::Noun && w.xpos(before) == Xpos::Nns && unit != Unit::Century;
        let alone = !w.is(
            i + 2,
            &["ago", "earlier", "later", "before", "after", "and", "-", "old"],
        );
        if !(number || counted) || !alone {
            return None;
        }
    }
    Some(period(i + 2, amount.length, "time.set.rate"))
}

/// A plural of days or parts of the day: "on Sundays", "weekends", "Friday nights".
fn plural(w: &Words, i: TokenId) -> Option<Found> {
    let rule = "time.set.plural";
    if let Some(day) = w.weekday(i)
        && w.is_a(i + 1, Class::PluralDay)
    {
        let clock = Clock::Part(words::day_part(w.get(i + 1, Class::Part)?));
        return Some(part(i + 2, Part::Weekday(day), clock, rule));
    }
    if !w.is_a(i, Class::PluralDay) {
        return None;
    }
    let before = w.lower(i - 1);
    let on = matches!(
        before,
        "on" | "at" | "in" | "most" | "and" | "during" | "for" | "only" | "," | "or" | "through" | "to"
    );
    if let Some(day) = w.weekday(i).filter(|_| on) {
        return Some(part(i + 1, Part::Weekday(day), Clock::None, rule));
    }
    let (days, clock) = match w.lower(i) {
        "weekends" => (Part::Weekend, Clock::None),
        "weekdays" => (Part::Workdays, Clock::None),
        "mornings" => (ANY_DAY, Clock::Part(DayPart::Morning)),
        "afternoons" => (ANY_DAY, Clock::Part(DayPart::Afternoon)),
        "evenings" => (ANY_DAY, Clock::Part(DayPart::Evening)),
        _ => return None,
    };
    on.then(|| part(i + 1, days, clock, rule))
}
