//! Lengths of time: "seven weeks", "three-and-a-half-year", "a year and a half", "hours", "month-long".

use super::found::Found;
use super::words::Words;
use crate::language::Xpos;
use crate::lexicon::time::{Class, Context, speaks};
use crate::model::facts::{TimeKind, TimeMod};
use crate::model::ids::TokenId;
use crate::model::timex::{Length, Reference, Unit, Value};

/// A length of time as written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Amount {
    /// One past its last word.
    pub(super) end: TokenId,
    /// Its length, without count for "several" and for a bare plural.
    pub(super) length: Length,
    /// True if joined by a hyphen ("five-day").
    pub(super) hyphen: bool,
    /// True with a number, not with an article alone.
    pub(super) counted: bool,
    /// True for a range, of which the larger number counts.
    pub(super) range: bool,
}

/// The unit that a word names.
pub(super) fn unit(w: &Words, i: TokenId) -> Option<Unit> {
    Some(match w.get(i, Class::Unit)? {
        1 => Unit::Second,
        2 => Unit::Minute,
        3 => Unit::Hour,
        4 => Unit::Day,
        5 => Unit::Week,
        6 => Unit::Month,
        7 => Unit::Quarter,
        8 => Unit::Year,
        9 => Unit::Decade,
        10 => Unit::Century,
        11 => Unit::Millennium,
        12 => Unit::Fortnight,
        13 => Unit::Weekend,
        _ => Unit::Night,
    })
}

/// A length that begins at a word: "seven weeks", "a month", "half an hour", "several years", "five-day", "a year and a
/// half".
pub(super) fn amount(w: &Words, i: TokenId) -> Option<Amount> {
    half(w, i)
        .or_else(|| vague(w, i))
        .or_else(|| article(w, i))
        .or_else(|| counted(w, i))
}

fn make(end: TokenId, count: Option<f64>, unit: Unit) -> Amount {
    Amount {
        end,
        length: Length::new(count, unit),
        hyphen: false,
        counted: true,
        range: false,
    }
}

/// A length with a number: "seven weeks", "five-day", "18 months", "two hours and thirty minutes".
fn counted(w: &Words, i: TokenId) -> Option<Amount> {
    let (end, count) = w.number(i)?;
    if super::guard::money(w, i) {
        return None;
    }
    let (end, count, range) = match range(w, end) {
        Some((end, count)) => (end, count, true),
        None => (end, count, false),
    };
    let hyphen = w.hyphen(end);
    let at = w.skip_in(hyphen, Context::UnitAdjective);
    let unit = unit(w, at)?;
    // "2 second-half goals", "three quarter finals"
    let ordinal = w.is(at, &["second"]) && (count != 1.0 && hyphen == end || w.is(at + 1, &["-"]));
    if ordinal
        || w.is(at, &["quarter"]) && hyphen == end && count != 1.0
        || w.is(at, &["quarters"]) && w.is(at + 1, &["of"]) && !speaks(w.lower(i - 1), Context::PartOfLength)
    {
        return None;
    }
    let amount = Amount {
        hyphen: hyphen > end,
        range,
        ..make(at + 1, Some(count), unit)
    };
    Some(and_smaller(w, and_a_half(w, amount)))
}

/// The larger number of a range and one past its last token: "(15) to 20", "(two) or three", "(10)–12".
fn range(w: &Words, i: TokenId) -> Option<(TokenId, f64)> {
    let next = if w.is(i, &["to", "or"]) { i + 1 } else { w.hyphen(i) };
    if next == i {
        return None;
    }
    let (end, count) = w.number(next)?;
    let unit = w.hyphen(end);
    unit_follows(w, unit).then_some((end, count))
}

fn unit_follows(w: &Words, i: TokenId) -> bool {
    unit(w, i).is_some() && !w.is(i, &["second"])
}

/// A length with an article: "a month", "an hour", "a year and a half", "one year".
fn article(w: &Words, i: TokenId) -> Option<Amount> {
    if !w.is_a(i, Class::Article) {
        return None;
    }
    let at = w.skip_in(i + 1, Context::SingleAdjective);
    let unit = unit(w, at).filter(|_| !w.is_a(at, Class::Plural))?;
    // "a second chance", "a quarter of"
    if w.is(at, &["second"]) || w.is(at, &["quarter"]) && !w.is(at + 1, &["ago", "earlier", "later"]) {
        return None;
    }
    let amount = Amount {
        counted: false,
        ..make(at + 1, Some(1.0), unit)
    };
    Some(and_a_half(w, amount))
}

/// Half a unit: "half an hour", "half a century", "half-hour", "a half hour".
fn half(w: &Words, i: TokenId) -> Option<Amount> {
    let at = w.skip(i, &["a"]);
    if !w.is_a(at, Class::Half) {
        return None;
    }
    let next = w.hyphen(at + 1);
    let next = w.hyphen(w.skip(next, &["a", "an"]));
    let unit = unit(w, next).filter(|u| !w.is_a(next, Class::Plural) && *u >= Unit::Minute && *u != Unit::Quarter)?;
    let hyphen = w.hyphen(at + 1) > at + 1;
    if hyphen && at > i {
        return None;
    }
    Some(Amount {
        hyphen,
        ..make(next + 1, Some(0.5), unit)
    })
}

/// A length without exact number: "several years", "a few days", "many months", "a number of years", "dozens of years".
fn vague(w: &Words, i: TokenId) -> Option<Amount> {
    let at = match (w.lower(i), w.lower(i + 1)) {
        ("a", "few") => i + 2,
        ("a" | "any", "number") if w.is(i + 2, &["of"]) => i + 3,
        ("a", "couple") if !w.is(i + 2, &["of"]) && w.is_a(i + 2, Class::Plural) => {
            return Some(make(i + 3, Some(2.0), unit(w, i + 2)?));
        }
        ("a", "matter") if w.is(i + 2, &["of"]) => i + 3,
        ("couple", "of") => return Some(make(i + 3, Some(2.0), unit(w, i + 2)?)),
        ("dozens" | "hundreds" | "thousands" | "scores" | "tens" | "millions", "of") => i + 2,
        ("first", "few") => return None,
        // "a several-year term"
        _ if w.is_a(i, Class::Several) && w.hyphen(i + 1) > i + 1 => {
            let unit = unit(w, i + 2)?;
            let amount = make(i + 3, None, unit);
            return Some(Amount { hyphen: true, ..amount });
        }
        _ if w.is_a(i, Class::Several) => i + 1,
        _ => return None,
    };
    let at = w.skip_in(at, Context::VagueAdjective);
    let unit = unit(w, at).filter(|_| w.is_a(at, Class::Plural))?;
    Some(make(at + 1, None, unit))
}

/// A plural without number: "years", "hours", "decades".
pub(super) fn bare(w: &Words, i: TokenId) -> Option<Amount> {
    let unit = unit(w, i).filter(|_| w.is_a(i, Class::Plural) && w.lower(i).len() > 3)?;
    Some(make(i + 1, None, unit))
}

/// A unit without number or article: "(the past) year", "(the past) year and a half".
pub(super) fn one(w: &Words, i: TokenId) -> Option<Amount> {
    let unit = unit(w, i).filter(|_| !w.is_a(i, Class::Plural))?;
    Some(and_a_half(w, make(i + 1, Some(1.0), unit)))
}

/// Adds "and a half": "a year and a half", "a year-and-a-half".
fn and_a_half(w: &Words, amount: Amount) -> Amount {
    let and = w.hyphen(amount.end);
    let a = w.hyphen(and + 1);
    let half = w.hyphen(a + 1);
    if w.is(and, &["and"]) && w.is_a(a, Class::Article) && w.is_a(half, Class::Half) {
        return Amount {
            end: half + 1,
            length: Length {
                count: amount.length.count.map(|c| c + 0.5),
                ..amount.length
            },
            ..amount
        };
    }
    amount
}

/// Adds a smaller unit: "two hours and thirty minutes", "3 years, 6 months".
fn and_smaller(w: &Words, amount: Amount) -> Amount {
    let next = w.skip(w.comma(amount.end), &["and"]);
    let smaller = || {
        let (end, count) = w.number(next)?;
        let unit = unit(w, end).filter(|u| *u < amount.length.unit)?;
        Some((end + 1, count, unit))
    };
    match smaller().filter(|_| next > amount.end || w.digits(next).is_some()) {
        Some((end, count, unit)) => Amount {
            end,
            length: Length {
                rest: Some((count, unit)),
                ..amount.length
            },
            ..amount
        },
        None => amount,
    }
}

/// A fraction of a unit as a whole number of smaller ones: a year and a half is eighteen months.
pub(super) fn whole(count: f64, unit: Unit) -> (i32, Unit) {
    if count.fract() == 0.0 {
        return (count as i32, unit);
    }
    let (factor, smaller) = match unit {
        Unit::Minute => (60.0, Unit::Second),
        Unit::Hour => (60.0, Unit::Minute),
        Unit::Day => (24.0, Unit::Hour),
        Unit::Week => (7.0, Unit::Day),
        Unit::Month => (30.0, Unit::Day),
        Unit::Year => (12.0, Unit::Month),
        Unit::Decade => (10.0, Unit::Year),
        Unit::Century => (100.0, Unit::Year),
        _ => (1.0, unit),
    };
    ((count * factor).round() as i32, smaller)
}

/// The length as a DURATION.
pub(super) fn found(amount: Amount, rule: &'static str) -> Found {
    let found = Found::value(amount.end, TimeKind::Duration, Value::Length(amount.length), rule);
    if amount.range {
        found.modified(TimeMod::Approx)
    } else {
        found
    }
}

/// The length that begins at a word.
pub(super) fn find(w: &Words, i: TokenId) -> Option<Found> {
    let start = i;
    let the = w.is_a(i, Class::The) || w.is_a(i, Class::These);
    let i = i + u32::from(the);
    let nth = the && speaks(w.lower(i), Context::PartOfLength);
    let i = i + u32::from(nth);
    let amount = match amount(w, i) {
        Some(amount) => amount,
        None if the && nth => bare(w, i)?,
        None if the => return None,
        None => bare(w, i)?,
    };
    // "the five-day siege": the article is the siege's.
    if the && (!amount.counted || amount.hyphen) {
        return None;
    }
    if i == start && some_day(w, i, amount.end) {
        let ahead = w.xpos(i - 1) == Xpos::Md;
        return ahead.then(|| Found::reference(amount.end, Reference::Future, "time.reference"));
    }
    let mut amount = amount;
    if amount.length.count.is_none()
        && !amount.hyphen
        && i == start
        && !w.is_a(i, Class::Several)
        && super::guard::bare_plural(w, i, amount.end)
    {
        return None;
    }
    // "a 20-year-long war", "decades-long" are lengths; "43 years old", "a five-year-old" are ages.
    let tail = w.hyphen(amount.end);
    if w.is(tail, &["old", "olds", "younger", "older"]) {
        return None;
    }
    // "a month-long strike": the article is the strike's.
    if tail > amount.end && !amount.counted {
        return None;
    }
    if tail > amount.end && w.is(tail, &["long"]) {
        amount.end = tail + 1;
    } else if tail > amount.end && (amount.hyphen || w.is(tail, &["earlier", "ago"])) {
        return None;
    }
    Some(or_so(w, found(amount, "time.duration")))
}

/// Returns whether "one day" is an indefinite day and no length: "will one day succeed", "One day, a letter came".
fn some_day(w: &Words, i: TokenId, end: TokenId) -> bool {
    let apart = !w.has(i - 1) || w.is(i - 1, &[","]) || matches!(w.xpos(i - 1), Xpos::Md | Xpos::Prp);
    let reckoned = w.is(end, &["after", "before", "later", "earlier", "ago", "of", "from", "to"]);
    w.is(i, &["one"]) && w.is(i + 1, &["day"]) && end == i + 2 && apart && !reckoned
}

/// Extends a length over "or so" and "or two".
pub(super) fn or_so(w: &Words, mut found: Found) -> Found {
    if w.is(found.end, &["or"]) && w.is(found.end + 1, &["so", "two"]) {
        found.end += 2;
        found.modifier = found.modifier.or(Some(TimeMod::Approx));
    }
    found
}

/// A unit before "long": "month-long", "year-long", "day-long".
pub(super) fn long(w: &Words, i: TokenId) -> Option<Found> {
    let amount = one(w, i).or_else(|| bare(w, i))?;
    let hyphen = w.hyphen(amount.end);
    (hyphen > amount.end && w.is(hyphen, &["long"])).then(|| {
        found(
            Amount {
                end: hyphen + 1,
                ..amount
            },
            "time.duration",
        )
    })
}
