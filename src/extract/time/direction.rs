//! Times told by a direction: "last week", "this June", "the following day", "the past three years".

use super::found::Found;
use super::length;
use super::words::Words;
use crate::lexicon::time::{Class, holiday};
use crate::model::ids::TokenId;
use crate::model::timex::{Base, Clock, DayPart, Form, Lean, Origin, Point, Reference, Sub, Unit};

/// The time that begins with a direction.
pub(super) fn find(w: &Words, i: TokenId) -> Option<Found> {
    direction(w, i).and_then(|d| directed(w, d))
}

/// A direction ("last", "this past", "the following"): number of periods, and origin.
#[derive(Clone, Copy)]
struct Direction {
    end: TokenId,
    n: i32,
    lean: Lean,
    origin: Origin,
    /// True with an article: "the last two years", "the next day".
    the: bool,
    /// True for "past" and "recent", which give lengths rather than points.
    past: bool,
}

fn direction(w: &Words, i: TokenId) -> Option<Direction> {
    let the = w.is_a(i, Class::The);
    let at = i + u32::from(the);
    let make = |end, n, lean, origin| Direction {
        end,
        n,
        lean,
        origin,
        the,
        past: false,
    };
    let told = if the { Origin::Focus } else { Origin::Published };
    if w.is_a(at, Class::This) && !the {
        return Some(match w.lower(at + 1) {
            "past" => make(at + 2, -1, Lean::Last, Origin::Published),
            "coming" | "upcoming" | "next" => make(at + 2, 1, Lean::Next, Origin::Published),
            "same" | "very" => make(at + 2, 0, Lean::Focus, Origin::Focus),
            "last" => make(at + 2, -1, Lean::Last, Origin::Published),
            _ => make(at + 1, 0, Lean::This, Origin::Published),
        });
    }
    if w.is_a(at, Class::That) && !the {
        return Some(match w.lower(at + 1) {
            "same" | "very" => make(at + 2, 0, Lean::Focus, Origin::Focus),
            _ => make(at + 1, 0, Lean::Focus, Origin::Focus),
        });
    }
    let found = |class| w.is_a(at, class);
    if found(Class::Last) {
        // "the last week" of a story is still reckoned from today.
        Some(make(at + 1, -1, Lean::Last, Origin::Published))
    } else if found(Class::Past) {
        let past = make(at + 1, -1, Lean::Last, Origin::Published);
        Some(Direction { past: true, ..past })
    } else if found(Class::Next) {
        Some(make(at + 1, 1, if the { Lean::Following } else { Lean::Next }, told))
    } else if found(Class::Coming) {
        Some(make(at + 1, 1, Lean::Next, Origin::Published))
    } else if found(Class::Previous) {
        Some(make(at + 1, -1, Lean::Previous, Origin::Focus))
    } else if found(Class::Latest) {
        Some(make(at + 1, -1, Lean::Last, Origin::Published))
    } else if found(Class::Following) && the {
        Some(make(at + 1, 1, Lean::Following, Origin::Focus))
    } else if found(Class::Same) && the {
        Some(make(at + 1, 0, Lean::Focus, Origin::Focus))
    } else if found(Class::Current) {
        Some(make(at + 1, 0, Lean::This, Origin::Published))
    } else {
        None
    }
}

/// The time behind a direction.
fn directed(w: &Words, d: Direction) -> Option<Found> {
    let at = d.end;
    if let Some(length) = stretch(w, d) {
        return Some(length);
    }
    let at = at + u32::from(w.is_a(at, Class::Fiscal) || w.is(at, &["full"]) || w.is(at, &["calendar"]));
    if let Some(part) = w.part(at) {
        return Some(directed_part(w, d, at, part));
    }
    if w.is_a(d.end - 1, Class::Latest) {
        // The reported period; of a quarter without number, the last.
        let unit = length::unit(w, at).filter(|u| !w.is_a(at, Class::Plural) && *u > Unit::Day);
        let unit = unit.or(w.is(at, &["period"]).then_some(Unit::Quarter))?;
        return Some(Found::date(
            at + 1,
            Base::Shift(0, unit, Origin::Focus),
            Sub::Whole,
            "time.anaphoric.unit",
        ));
    }
    if w.is(at, &["weekend", "weekends"]) {
        let base = Base::Shift(d.n, Unit::Week, d.origin);
        return Some(Found::date(at + 1, base, Sub::Weekend, "time.relative.weekend"));
    }
    if let Some(unit) = length::unit(w, at).filter(|_| !w.is_a(at, Class::Plural)) {
        return directed_unit(w, d, at, unit);
    }
    let base = Base::Open(d.lean);
    if let Some(day) = w.weekday(at) {
        // "this coming Sunday, March 8"
        let dated = super::calendar::weekday_date(w, at);
        return Some(dated.unwrap_or_else(|| Found::date(at + 1, base, Sub::Weekday(day), "time.relative.weekday")));
    }
    if let Some(month) = w.month(at).filter(|_| !modal(w, at)) {
        let (end, sub) = match w.day(at + 1) {
            Some((end, day)) => (end, Sub::Day(month, day)),
            None => (at + 1, Sub::Month(month)),
        };
        return Some(
            day_in_month(w, d, end, month).unwrap_or_else(|| Found::date(end, base, sub, "time.relative.month")),
        );
    }
    if let Some(season) = w.season(at) {
        return Some(Found::date(at + 1, base, Sub::Season(season), "time.relative.season"));
    }
    if let Some((number, len)) = holiday(|n| w.ahead(at, n)) {
        let capital = w.form(at).starts_with(|c: char| c.is_ascii_uppercase());
        return capital.then(|| Found::date(at + len, base, Sub::Holiday(number), "time.relative.holiday"));
    }
    None
}

/// A day within a month: "(that March) day in 2009".
fn day_in_month(w: &Words, d: Direction, i: TokenId, month: u8) -> Option<Found> {
    let day = d.lean == Lean::Focus && (w.is(i, &["day", "weekend"]) || w.is_a(i, Class::Part));
    let (end, year) = w.year(w.skip(i + 1, &["in", "of"])).filter(|_| day)?;
    Some(Found::date(
        end,
        Base::Year(year),
        Sub::Month(month),
        "time.date.month_year",
    ))
}

/// The corresponding period of another year: "(the same month) a year ago", "(the same quarter) last year".
fn of_other_year(w: &Words, i: TokenId, unit: Unit) -> Option<Found> {
    let (end, years) = if w.is(i, &["last"]) && w.is(i + 1, &["year"]) {
        (i + 2, 1)
    } else {
        let amount = length::amount(w, i).filter(|a| a.length.unit == Unit::Year)?;
        let years = amount.length.count.filter(|n| n.fract() == 0.0 && *n < 100.0)?;
        let back = w.is(amount.end, &["ago", "earlier", "before", "previously"]);
        back.then_some((amount.end + 1, years as i32))?
    };
    let in_year = match unit {
        Unit::Month => 12,
        Unit::Quarter => 4,
        _ => return None,
    };
    let base = Base::Shift(-in_year * years, unit, Origin::Focus);
    Some(Found::date(end, base, Sub::Whole, "time.anaphoric.unit"))
}

/// Returns whether "may" is a modal and no month: "that may".
fn modal(w: &Words, i: TokenId) -> bool {
    w.is(i, &["may"]) && w.xpos(i) == crate::language::Xpos::Md
}

/// A length of time behind a direction: "the last two months", "the past few years", "the next 10 days", "these four
/// days", "the coming weeks".
fn stretch(w: &Words, d: Direction) -> Option<Found> {
    let at = d.end;
    let forward = d.n > 0 && d.origin == Origin::Published && w.is_a(at - 1, Class::Coming);
    if let Some(amount) = length::amount(w, at).filter(|a| a.length.count != Some(1.0) || a.counted) {
        let mut found = length::found(amount, "time.duration.stretch");
        if w.is_a(at - 1, Class::Coming) && amount.length.count.is_none() {
            found = Found::reference(amount.end, Reference::Future, "time.reference");
        }
        return (d.the || d.past || d.n != 0).then_some(found);
    }
    if w.is_a(at, Class::Plural) && length::unit(w, at).is_some() {
        // "in past years"
        let back = d.n < 0 && (d.origin == Origin::Focus || d.past && !d.the);
        let reference = match (forward, back) {
            (true, _) => Reference::Future,
            (_, true) => Reference::Past,
            _ => {
                let amount = length::bare(w, at)?;
                return Some(length::found(amount, "time.duration.stretch"));
            }
        };
        return Some(Found::reference(at + 1, reference, "time.reference"));
    }
    // "over the next year", "for the last decade"
    let during = d.the
        && length::unit(w, at).is_some_and(|u| u > Unit::Day)
        && matches!(w.lower(at - 3), "for" | "over" | "within");
    let beyond = w.is_a(at - 1, Class::Next) || w.is_a(at - 1, Class::Last);
    if (d.past || during && beyond) && length::unit(w, at).is_some() {
        return Some(length::found(length::one(w, at)?, "time.duration.stretch"));
    }
    None
}

/// A part of the day behind a direction: "this morning", "last night", "the following evening".
fn directed_part(w: &Words, d: Direction, at: TokenId, part: DayPart) -> Found {
    let rush = if w.is(at + 1, &["rush"]) && w.is(at + 2, &["hour"]) {
        2
    } else {
        0
    };
    let point = Point {
        base: Base::Shift(d.n, Unit::Day, d.origin),
        sub: Sub::Whole,
        clock: Clock::Part(part),
    };
    Found::point(at + 1 + rush, point, "time.relative.part")
}

/// A calendar unit behind a direction: "last week", "this quarter", "the previous day", "last year's third quarter".
fn directed_unit(w: &Words, d: Direction, at: TokenId, unit: Unit) -> Option<Found> {
    // "this second", "that minute", "this hour" and "last century" as ways to say now and long ago.
    if unit < Unit::Day {
        return None;
    }
    // "the last week of October" is a length, "the year ended March 31" too.
    let of = w.is(at + 1, &["of"]) && d.the && !w.is(at + 2, &["that", "this", "last"]);
    if of && d.n < 0 && d.origin == Origin::Published {
        return Some(length::found(length::one(w, at)?, "time.duration.stretch"));
    }
    if d.n == 0
        && d.lean == Lean::Focus
        && let Some(found) = of_other_year(w, at + 1, unit)
    {
        return Some(found);
    }
    let base = Base::Shift(d.n, unit, d.origin);
    if unit == Unit::Year && w.possessive(at + 1) {
        let next = at + 2;
        if w.is(next, &["quarter", "period"]) {
            return Some(Found::date(next + 1, base, Sub::Compared, "time.date.compared"));
        }
        if let Some(quarter) = super::calendar::quarter(w, next) {
            let Form::Point(point) = quarter.form else { return None };
            return Some(Found::date(quarter.end, base, point.sub, "time.relative.quarter"));
        }
    }
    Some(Found::date(at + 1, base, Sub::Whole, "time.relative.unit"))
}
