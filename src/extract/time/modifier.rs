//! Modifiers of times: "early June", "the end of 1990", "later this week", "about two weeks".

use super::found::{Found, Rule, longer, longest};
use super::words::{self, Words};
use super::{calendar, clock, definite, distance, length, relative};
use crate::lexicon::time::{Class, Context, speaks};
use crate::model::facts::{TimeKind, TimeMod};
use crate::model::ids::TokenId;
use crate::model::timex::{Base, Clock, Form, Lean, Origin, Point, Sub, Unit, Value};

/// Expressions that may be modified; the longest is taken.
#[rustfmt::skip]
static PLAIN: &[Rule] = &[
    Rule { name: "calendar", read: calendar::find },
    Rule { name: "relative", read: relative::find },
    Rule { name: "clock", read: clock::find },
];

/// Rules; the longest expression is taken.
#[rustfmt::skip]
pub(super) static MODIFIED: &[Rule] = &[
    Rule { name: "part of a period", read: part_of },
    Rule { name: "earlier and later", read: earlier },
    Rule { name: "bound or approximation", read: bounded },
    Rule { name: "end of a period", read: possessive_end },
];

/// A calendar date or clock time without modifier.
fn plain(w: &Words, i: TokenId) -> Option<Found> {
    longest(PLAIN, w, i)
}

/// The modified time that begins at a word.
pub(super) fn find(w: &Words, i: TokenId) -> Option<Found> {
    longest(MODIFIED, w, i)
}

/// A part of a period: "early June", "late on Monday", "mid-2019", "the end of the year", "the early 1990s", "the
/// latter part of 2008".
fn part_of(w: &Words, i: TokenId) -> Option<Found> {
    let the = u32::from(w.is_a(i, Class::The));
    let at = i + the;
    let (modifier, next) = edge(w, at, the > 0)?;
    let of = w.hyphen(w.skip(next, &["of", "in", "on"]));
    let start = if w.is(at, &["mid"]) || w.lower(at).starts_with("mid-") {
        // Also with blanks around the hyphen.
        w.skip(next, &["-", "‐", "–"])
    } else {
        of
    };
    let inner = plain(w, start)
        .or_else(|| definite::find(w, start))
        .or_else(|| bare_part(w, start));
    let inner = inner.filter(|f| match f.form {
        Form::Point(point) => fits(point, the > 0 && next == start),
        Form::Numeric(..) => true,
        Form::Value(_) | Form::Distant(_) => false,
    })?;
    Some(inner.modified(modifier))
}

/// Returns whether a modifier such as "early" may stand before a point: "late yesterday", but hardly "the late Monday".
fn fits(point: Point, the: bool) -> bool {
    !the || !matches!(point.clock, Clock::At(..))
}

/// A modified part of the day: "early morning", "late evening".
fn bare_part(w: &Words, i: TokenId) -> Option<Found> {
    let part = w.get(i, Class::Part)?;
    Some(part_of_day(w, i, Clock::Part(words::day_part(part))))
}

/// A part of the day, of the day behind it ("morning of June 5"), else of the day in focus.
fn part_of_day(w: &Words, i: TokenId, clock: Clock) -> Found {
    let at = w.skip(i + 1, &["of", "on"]);
    let day = longer(calendar::find(w, at), relative::find(w, at)).filter(Found::is_day);
    if let Some(found) = day.and_then(|day| day.at(day.end, clock, "time.part.of_day")) {
        return found;
    }
    let base = Base::Shift(0, Unit::Day, Origin::Focus);
    Found::point(
        i + 1,
        Point {
            base,
            sub: Sub::Whole,
            clock,
        },
        "time.part",
    )
}

/// The modifier for a part of a period ("early", "the end of"), and one past its last word.
fn edge(w: &Words, i: TokenId, the: bool) -> Option<(TimeMod, TokenId)> {
    let part = w.is(i + 1, &["part", "half", "days", "stages", "portion"]) && w.is(i + 2, &["of"]);
    let end = if part { i + 2 } else { i + 1 };
    if w.is(i, &["very"])
        && (w.is_a(i + 1, Class::Early)
            || w.is_a(i + 1, Class::Late)
            || w.is_a(i + 1, Class::Begin)
            || w.is_a(i + 1, Class::Close))
    {
        return edge(w, i + 1, the);
    }
    if w.is_a(i, Class::Early) {
        return Some((TimeMod::Start, end));
    }
    if w.is_a(i, Class::Late) {
        return Some((TimeMod::End, end));
    }
    if w.is(i, &["mid"]) || w.is(i, &["middle"]) && w.is(i + 1, &["of"]) {
        return Some((TimeMod::Mid, i + 1));
    }
    let half = w.is(i + 1, &["half"]) && w.is(i + 2, &["of"]);
    if (w.is(i, &["first", "latter", "second", "last", "later", "earlier"]))
        && part
        && the
        && (w.is(i + 1, &["part"]) || half)
    {
        let start = w.is(i, &["first", "earlier"]);
        return Some((if start { TimeMod::Start } else { TimeMod::End }, end));
    }
    let of = w.is(i + 1, &["of"]);
    if of && w.is_a(i, Class::Begin) {
        return Some((TimeMod::Start, i + 1));
    }
    if of && w.is_a(i, Class::Close) {
        return Some((TimeMod::End, i + 1));
    }
    None
}

/// A period in one token with "mid-": "mid-November", "mid-afternoon".
pub(super) fn mid_word(w: &Words, i: TokenId) -> Option<Found> {
    let rest = w.lower(i).strip_prefix("mid-")?;
    let capital = w.form(i).get(4..)?.starts_with(|c: char| c.is_ascii_uppercase());
    let word = |class| {
        let entry = crate::lexicon::time::entry(rest);
        entry.iter().find(|(c, _)| *c == class).map(|(_, value)| *value)
    };
    if let Some(month) = word(Class::Month).filter(|_| capital) {
        let found = calendar::month_named(w, i, month as u8);
        return Some(found.modified(TimeMod::Mid));
    }
    if let Some(season) = word(Class::Season) {
        return Some(calendar::season_named(w, i, words::season(season)).modified(TimeMod::Mid));
    }
    let part = word(Class::Part)?;
    let found = part_of_day(w, i, Clock::Part(words::day_part(part)));
    Some(found.modified(TimeMod::Mid))
}

/// A period behind "earlier" or "later": "earlier today", "later this week", "later that year", "earlier in the month",
/// "later in 1792"; but not "earlier Friday" and "later in the day".
fn earlier(w: &Words, i: TokenId) -> Option<Found> {
    if !w.is_a(i, Class::Earlier) && !w.is_a(i, Class::Later) {
        return None;
    }
    let at = w.skip(i + 1, &["in", "on"]);
    let inner = if at > i + 1 {
        plain(w, at)
            .filter(|_| w.is(i + 1, &["in"]))
            .or_else(|| definite::find(w, at))
            .filter(|f| f.kind == TimeKind::Date && !f.is_day())
    } else {
        relative::find(w, at)
            .filter(|_| distance::amount(w, at).is_none())
            .or_else(|| clock::find(w, at).filter(|_| w.weekday(at).is_none()))
    };
    inner.filter(|f| matches!(f.form, Form::Point(_)))
}

/// A time behind a bound or approximation: "about two weeks", "more than a year ago", "nearly midnight", "shortly
/// before 19:00", "at least 72 hours".
fn bounded(w: &Words, i: TokenId) -> Option<Found> {
    let (modifier, at) = bound(w, i)?;
    let of_clock = || {
        clock::find(w, at).filter(|f| {
            matches!(
                f.form,
                Form::Point(Point {
                    clock: Clock::At(..),
                    ..
                })
            )
        })
    };
    if matches!(modifier, TimeMod::Before | TimeMod::After) {
        return of_clock().map(|f| f.modified(modifier));
    }
    let known = w.number(at).is_some() || w.is_a(at, Class::Article) || w.is_a(at, Class::Half) || w.is(at, &["the"]);
    let length = || length::find(w, at).filter(|f| f.kind == TimeKind::Duration && known && !w.is(at, &["the"]));
    let distance = || distance::amount(w, at).filter(|f| !matches!(f.form, Form::Value(Value::Reference(_))));
    let inner = longer(length(), distance());
    if let Some(inner) = inner {
        let back = match inner.form {
            Form::Point(Point {
                base: Base::Distance(n, ..),
                ..
            }) => Some(n),
            _ => None,
        };
        let modifier = back.map_or(modifier, |n| distance::distance_modifier(modifier, n));
        return Some(inner.modified(modifier));
    }
    let approx = modifier == TimeMod::Approx || modifier == TimeMod::LessThan && w.is(i, &["nearly", "almost"]);
    if !approx {
        return None;
    }
    let circa = || {
        calendar::find(w, at).filter(|f| {
            // "to get around Wednesday's ruling"
            w.is(i, &["circa", "around", "ca.", "c.", "about"])
                && !w.possessive(f.end)
                && !f.is_quarter()
                && !f.is_century()
        })
    };
    Some(of_clock().or_else(circa)?.modified(TimeMod::Approx))
}

/// The modifier of a bound or an approximation ("more than", "about"), and one past its last word.
fn bound(w: &Words, i: TokenId) -> Option<(TimeMod, TokenId)> {
    let pair = (w.lower(i), w.lower(i + 1));
    let than = w.is(i + 2, &["than"]);
    Some(match pair {
        ("more", "than") | ("well", "over") | ("just", "over") | ("slightly", "over") => (TimeMod::MoreThan, i + 2),
        ("little" | "slightly", "more") if than => (TimeMod::MoreThan, i + 3),
        ("just" | "slightly", "under") | ("less" | "fewer", "than") => (TimeMod::LessThan, i + 2),
        ("no", "more") if than => (TimeMod::EqualOrLess, i + 3),
        ("no" | "not", "less" | "fewer") if than => (TimeMod::EqualOrMore, i + 3),
        ("little" | "slightly", "less") if than => (TimeMod::LessThan, i + 3),
        ("at", "least") | ("as", "long") if !w.is(i + 1, &["long"]) || w.is(i + 2, &["as"]) => {
            (TimeMod::EqualOrMore, i + 2 + u32::from(w.is(i + 1, &["long"])))
        }
        ("close", "to") => (TimeMod::LessThan, i + 2),
        ("at", "most") | ("up", "to") => (TimeMod::EqualOrLess, i + 2),
        ("shortly" | "just" | "right", "before") if !w.is_a(i + 2, Class::Reference) => (TimeMod::Before, i + 2),
        ("shortly" | "just" | "right", "after") => (TimeMod::After, i + 2),
        _ if w.is_a(i, Class::Approx) => (TimeMod::Approx, i + 1),
        _ if w.is_a(i, Class::More) && (bounds(w, i) || ago(w, i + 1)) => (TimeMod::MoreThan, i + 1),
        _ if w.is_a(i, Class::Almost) => (TimeMod::LessThan, i + 1),
        _ if w.is_a(i, Class::Less) && (bounds(w, i) || ago(w, i + 1)) => (TimeMod::LessThan, i + 1),
        _ => return None,
    })
}

/// Returns whether a distance from today begins at a word ("two years ago"), which only a bound can modify.
fn ago(w: &Words, i: TokenId) -> bool {
    distance::amount(w, i).is_some()
}

/// Returns whether "over" is a bound ("for over two years") and does not mean "during" ("built over two years").
fn bounds(w: &Words, i: TokenId) -> bool {
    use crate::language::Upos;
    !w.has(i - 1)
        || matches!(w.upos(i - 1), Upos::Adp | Upos::Aux | Upos::Det | Upos::Sconj)
        || speaks(w.lower(i - 1), Context::Bounded)
}

/// The end of a period: "year-end", "the year's end", "month's end", "fiscal year-end".
fn possessive_end(w: &Words, i: TokenId) -> Option<Found> {
    let at = w.skip(i, &["the"]);
    let at = at + u32::from(w.is_a(at, Class::Fiscal));
    let unit = length::unit(w, at).filter(|u| *u >= Unit::Week && !w.is_a(at, Class::Plural))?;
    let next = if w.possessive(at + 1) { at + 2 } else { w.hyphen(at + 1) };
    let end = next > at + 1 && w.is(next, &["end"]) || w.is(next, &["end"]) && unit == Unit::Year;
    if !end {
        return None;
    }
    if unit == Unit::Year && !w.possessive(at + 1) && !(at > i && w.is_a(at - 1, Class::Fiscal)) {
        let base = Base::Open(Lean::Tense);
        return Some(Found::date(next + 1, base, Sub::Day(12, 31), "time.date.year_end"));
    }
    let base = Base::Shift(0, unit, Origin::Near);
    Some(Found::date(next + 1, base, Sub::Whole, "time.anaphoric.unit").modified(TimeMod::End))
}
