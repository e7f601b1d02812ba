//! Times told by a distance from another time: "two weeks ago", "a year earlier", "the day before", "year-ago".

use super::found::{Found, Rule, longest};
use super::length::{self, Amount};
use super::words::Words;
use super::years;
use crate::lexicon::time::Class;
use crate::model::facts::{TimeKind, TimeMod};
use crate::model::ids::TokenId;
use crate::model::timex::{Base, Clock, Form, Origin, Point, Reference, Sub, Unit};

/// Rules; the longest expression is taken.
#[rustfmt::skip]
pub(super) static DISTANCES: &[Rule] = &[
    Rule { name: "amount of time", read: amount },
    Rule { name: "the day before", read: day_before },
    Rule { name: "year-ago", read: year_ago },
];

/// The time by distance that begins at a word.
pub(super) fn find(w: &Words, i: TokenId) -> Option<Found> {
    longest(DISTANCES, w, i)
}

/// A day or year before or after, with no complement behind it: "the day before", "the year after".
fn day_before(w: &Words, i: TokenId) -> Option<Found> {
    let at = w.skip(i, &["the"]);
    let unit = length::unit(w, at).filter(|u| *u >= Unit::Day && at > i && !w.is_a(at, Class::Plural))?;
    let n = match w.lower(at + 1) {
        "before" => -1,
        "after" | "following" => 1,
        _ => return None,
    };
    let alone = matches!(
        w.lower(at + 2),
        "" | "." | "," | ";" | ":" | "and" | "but" | ")" | "in" | "at" | "on" | "with" | "by"
    );
    alone.then(|| {
        Found::date(
            at + 2,
            Base::Shift(n, unit, Origin::Focus),
            Sub::Whole,
            "time.anaphoric.unit",
        )
    })
}

/// A length and a direction: "two weeks ago", "a year earlier", "three days later", "an hour after", "years ago",
/// "year-earlier".
pub(super) fn amount(w: &Words, i: TokenId) -> Option<Found> {
    if let Some(short) = short_time(w, i) {
        return Some(short);
    }
    let amount = length::amount(w, i).or_else(|| length::bare(w, i))?;
    let so = w.is(amount.end, &["or"]) && w.is(amount.end + 1, &["so", "two"]);
    let end = amount.end + if so { 2 } else { 0 };
    let at = w.hyphen(end);
    if at > end && !amount.hyphen {
        return None;
    }
    // "took 20 minutes earlier in the day"
    let took = w.lemma(i - 1) == "take" && w.is(at + 1, &["in"]);
    let (sign, origin, end) = match w.lower(at) {
        "earlier" if took => return None,
        "ago" => (-1, Origin::Published, at + 1),
        "earlier" | "previously" | "prior" | "beforehand" if !w.is(at + 1, &["than"]) && !w.is(at + 1, &["to"]) => {
            (-1, Origin::Focus, at + 1)
        }
        "later" | "afterwards" | "afterward" | "hence" if !w.is(at + 1, &["than"]) => (1, Origin::Focus, at + 1),
        "before" | "after" if ends_clause(w, at + 1) => {
            (if w.is(at, &["before"]) { -1 } else { 1 }, Origin::Focus, at + 1)
        }
        "from" if w.is(at + 1, &["now", "today"]) => (1, Origin::Published, at + 2),
        "into" => return None,
        _ => return None,
    };
    Some(distant(w, amount, sign, origin, end))
}

/// A short time later: "a short time later", "a short while later".
fn short_time(w: &Words, i: TokenId) -> Option<Found> {
    let at = w.skip(w.skip(i, &["a"]), &["short"]);
    let later = at > i && w.is(at, &["time", "while"]) && w.is(at + 1, &["later", "afterwards"]);
    let point = Point {
        base: Base::Shift(0, Unit::Day, Origin::Focus),
        sub: Sub::Whole,
        clock: Clock::Some,
    };
    later.then(|| Found::point(at + 2, point, "time.anaphoric.distance"))
}

/// A period of the year before: "the year-ago quarter", "the year-earlier period", "year-earlier" before a noun.
fn year_ago(w: &Words, i: TokenId) -> Option<Found> {
    let the = w.is_a(i, Class::The);
    let at = w.skip(i + u32::from(the), &["comparable", "same"]);
    let hyphen = w.hyphen(at + 1);
    if !w.is(at, &["year"]) || hyphen == at + 1 || !w.is(hyphen, &["ago", "earlier"]) {
        return None;
    }
    let end = hyphen + 1;
    let quarter = Base::Shift(-4, Unit::Quarter, Origin::Focus);
    let base = Base::Shift(-1, Unit::Year, Origin::Focus);
    let rule = "time.anaphoric.year_ago";
    if w.is(end, &["quarter"]) {
        return Some(Found::date(end + 1, quarter, Sub::Whole, rule));
    }
    if w.is(end, &["period"]) {
        return Some(Found::date(end + 1, base, Sub::Compared, rule));
    }
    if let Some(found) = super::calendar::quarter(w, end) {
        return Some(Found::date(found.end, quarter, Sub::Whole, rule));
    }
    if let Some(amount) = length::amount(w, end).filter(|_| the) {
        return Some(length::found(amount, rule));
    }
    (!the).then(|| Found::date(end, base, Sub::Compared, rule))
}

pub(super) fn ends_clause(w: &Words, at: TokenId) -> bool {
    matches!(w.lower(at), "" | "." | "," | ";" | ")")
}

fn distant(w: &Words, amount: Amount, sign: i32, origin: Origin, end: TokenId) -> Found {
    let rule = match origin {
        Origin::Published => "time.relative.distance",
        Origin::Focus | Origin::Near => "time.anaphoric.distance",
    };
    let end = if origin == Origin::Published && w.is(end, &["today"]) {
        end + 1
    } else {
        end
    };
    let Some(count) = amount.length.count else {
        if amount.length.unit < Unit::Day {
            return Found::point(
                end,
                Point {
                    base: Base::Shift(0, Unit::Day, origin),
                    sub: Sub::Whole,
                    clock: Clock::Some,
                },
                rule,
            );
        }
        let reference = if sign < 0 { Reference::Past } else { Reference::Future };
        return Found::reference(end, reference, rule);
    };
    if is_far(count, amount.length.unit) {
        return Found::new(
            end,
            TimeKind::Duration,
            Form::Distant(amount.length),
            "time.relative.far",
        );
    }
    let (count, unit) = length::whole(count, amount.length.unit);
    let n = sign * count;
    if unit < Unit::Day {
        let point = Point {
            base: Base::Shift(0, Unit::Day, origin),
            sub: Sub::Whole,
            clock: Clock::Shift(n, unit),
        };
        return Found::point(end, point, rule);
    }
    Found::date(end, Base::Distance(n, unit, origin), Sub::Whole, rule)
}

/// Returns whether a distance is too long for a year of the calendar: "66 million years ago".
fn is_far(count: f64, unit: Unit) -> bool {
    let years = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => 1.0 / 8_766.0,
        Unit::Day | Unit::Night => 1.0 / 365.0,
        Unit::Week | Unit::Weekend => 1.0 / 52.0,
        Unit::Fortnight => 1.0 / 26.0,
        Unit::Month => 1.0 / 12.0,
        Unit::Quarter => 0.25,
        Unit::Year => 1.0,
        Unit::Decade => 10.0,
        Unit::Century => 100.0,
        Unit::Millennium => 1000.0,
    };
    count * years >= years::FAR
}

/// The TIMEX3 `mod` of a distance, from that of its length: "more than a year ago" is before that day.
pub(super) fn distance_modifier(modifier: TimeMod, n: i32) -> TimeMod {
    match (modifier, n < 0) {
        (TimeMod::MoreThan | TimeMod::EqualOrMore, true) | (TimeMod::LessThan | TimeMod::EqualOrLess, false) => {
            TimeMod::Before
        }
        (TimeMod::LessThan | TimeMod::EqualOrLess, true) | (TimeMod::MoreThan | TimeMod::EqualOrMore, false) => {
            TimeMod::After
        }
        (other, _) => other,
    }
}
