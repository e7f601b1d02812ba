//! Times told by their distance: "last week", "this June", "two weeks ago", "the following day", "now".

use super::found::{Found, longer};
use super::length::{self, Amount};
use super::words::Words;
use crate::facts::{TimeKind, TimeMod};
use crate::lexicon::time::{Class, holiday};
use crate::timex::{Base, Clock, DayPart, Form, Lean, Origin, Point, Season, Sub, Unit};

/// The relative expression that begins at a word.
pub(super) fn find(w: &Words, i: usize) -> Option<Found> {
    let by_direction = direction(w, i).and_then(|d| directed(w, d));
    let a = longer(longer(deictic(w, i), by_direction), distance(w, i));
    longer(longer(longer(a, day_before(w, i)), reference(w, i)), year_ago(w, i))
}

/// "last", "this past", "the following": which one, and from where it is reckoned.
#[derive(Clone, Copy)]
struct Direction {
    end: usize,
    n: i32,
    lean: Lean,
    origin: Origin,
    /// With an article: "the last two years", "the next day".
    the: bool,
    /// "past", "recent": lengths rather than points.
    past: bool,
}

fn direction(w: &Words, i: usize) -> Option<Direction> {
    let the = w.has(i, Class::The);
    let at = i + usize::from(the);
    let make = |end, n, lean, origin| Direction {
        end,
        n,
        lean,
        origin,
        the,
        past: false,
    };
    let told = if the { Origin::Told } else { Origin::Published };
    if w.has(at, Class::This) && !the {
        return Some(match w.lower(at + 1) {
            "past" => make(at + 2, -1, Lean::Last, Origin::Published),
            "coming" | "upcoming" | "next" => make(at + 2, 1, Lean::Next, Origin::Published),
            "same" | "very" => make(at + 2, 0, Lean::Told, Origin::Told),
            "last" => make(at + 2, -1, Lean::Last, Origin::Published),
            _ => make(at + 1, 0, Lean::This, Origin::Published),
        });
    }
    if w.has(at, Class::That) && !the {
        return Some(match w.lower(at + 1) {
            "same" | "very" => make(at + 2, 0, Lean::Told, Origin::Told),
            _ => make(at + 1, 0, Lean::Told, Origin::Told),
        });
    }
    let found = |class| w.has(at, class);
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
        Some(make(at + 1, -1, Lean::Previous, Origin::Told))
    } else if found(Class::Latest) {
        Some(make(at + 1, -1, Lean::Last, Origin::Published))
    } else if found(Class::Following) && the {
        Some(make(at + 1, 1, Lean::Following, Origin::Told))
    } else if found(Class::Same) && the {
        Some(make(at + 1, 0, Lean::Told, Origin::Told))
    } else if found(Class::Current) {
        Some(make(at + 1, 0, Lean::This, Origin::Published))
    } else {
        None
    }
}

/// What a direction directs.
fn directed(w: &Words, d: Direction) -> Option<Found> {
    let at = d.end;
    if let Some(length) = stretch(w, d) {
        return Some(length);
    }
    let at = at + usize::from(w.has(at, Class::Fiscal) || w.is(at, "full") || w.is(at, "calendar"));
    if let Some(part) = part(w, at) {
        return Some(directed_part(w, d, at, part));
    }
    if w.has(d.end - 1, Class::Latest) {
        // The one that is reported: of a quarter that is not named, the last.
        let unit = length::unit(w, at).filter(|u| !w.has(at, Class::Plural) && *u > Unit::Day);
        let unit = unit.or(w.is(at, "period").then_some(Unit::Quarter))?;
        return Some(Found::date(
            at + 1,
            Base::Shift(0, unit, Origin::Told),
            Sub::Whole,
            "time.anaphoric.unit",
        ));
    }
    if w.any(at, &["weekend", "weekends"]) {
        let base = Base::Shift(d.n, Unit::Week, d.origin);
        return Some(Found::date(at + 1, base, Sub::Weekend, "time.relative.weekend"));
    }
    if let Some(unit) = length::unit(w, at).filter(|_| !w.has(at, Class::Plural)) {
        return directed_unit(w, d, at, unit);
    }
    let base = Base::Open(d.lean);
    if let Some(day) = w.weekday(at) {
        // "this coming Sunday, March 8"
        let dated = super::calendar::find(w, at).filter(|f| f.rule == "time.date.weekday_date");
        return Some(dated.unwrap_or_else(|| Found::date(at + 1, base, Sub::Weekday(day), "time.relative.weekday")));
    }
    if let Some(month) = w.month(at).filter(|_| !modal(w, at)) {
        let (end, sub) = match w.day(at + 1) {
            Some((end, day)) => (end, Sub::Day(month, day)),
            None => (at + 1, Sub::Month(month)),
        };
        return Some(Found::date(end, base, sub, "time.relative.month"));
    }
    if let Some(season) = w.get(at, Class::Season) {
        let season = match season {
            1 => Season::Spring,
            2 => Season::Summer,
            3 => Season::Autumn,
            _ => Season::Winter,
        };
        return Some(Found::date(at + 1, base, Sub::Season(season), "time.relative.season"));
    }
    if let Some((number, len)) = holiday(|n| w.at(at + n).map(|word| word.lower)) {
        let capital = w.form(at).starts_with(|c: char| c.is_ascii_uppercase());
        return capital.then(|| Found::date(at + len, base, Sub::Holiday(number), "time.relative.holiday"));
    }
    None
}

/// "that may": a modal, not a month.
fn modal(w: &Words, i: usize) -> bool {
    w.is(i, "may") && w.at(i).is_some_and(|x| x.xpos == crate::language::Xpos::Md)
}

/// "the last two months", "the past few years", "the next 10 days", "these four days", "the coming weeks".
fn stretch(w: &Words, d: Direction) -> Option<Found> {
    let at = d.end;
    let forward = d.n > 0 && d.origin == Origin::Published && w.has(at - 1, Class::Coming);
    if let Some(amount) = length::amount(w, at).filter(|a| a.count != Some(1.0) || a.counted) {
        let mut found = length::found(amount, "time.duration.stretch");
        if w.has(at - 1, Class::Coming) && amount.count.is_none() {
            found = Found::value(amount.end, TimeKind::Date, "FUTURE_REF", "time.reference");
        }
        return (d.the || d.past || d.n != 0).then_some(found);
    }
    if w.has(at, Class::Plural) && length::unit(w, at).is_some() {
        let back = d.n < 0 && d.origin == Origin::Told;
        let value = match (forward, back) {
            (true, _) => "FUTURE_REF",
            (_, true) => "PAST_REF",
            _ => {
                let amount = length::bare(w, at)?;
                return Some(length::found(amount, "time.duration.stretch"));
            }
        };
        return Some(Found::value(at + 1, TimeKind::Date, value, "time.reference"));
    }
    // "over the next year", "for the last decade"
    let during = d.the
        && length::unit(w, at).is_some_and(|u| u > Unit::Day)
        && w.before(at - 2)
            .is_some_and(|b| matches!(b.lower, "for" | "over" | "within"));
    let beyond = w.has(at - 1, Class::Next) || w.has(at - 1, Class::Last);
    if (d.past || during && beyond) && length::unit(w, at).is_some() {
        return Some(length::found(length::one(w, at)?, "time.duration.stretch"));
    }
    None
}

fn part(w: &Words, at: usize) -> Option<DayPart> {
    let code = w.get(at, Class::Part).or(w.get(at, Class::Dawn))?;
    Some(day_part(code))
}

pub(super) fn day_part(code: i32) -> DayPart {
    match code {
        1 => DayPart::Morning,
        2 => DayPart::Midday,
        3 => DayPart::Afternoon,
        4 => DayPart::Evening,
        _ => DayPart::Night,
    }
}

/// "this morning", "last night", "the following evening".
fn directed_part(w: &Words, d: Direction, at: usize, part: DayPart) -> Found {
    let rush = if w.is(at + 1, "rush") && w.is(at + 2, "hour") {
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

/// "last week", "this quarter", "the previous day", "last year's third quarter".
fn directed_unit(w: &Words, d: Direction, at: usize, unit: Unit) -> Option<Found> {
    // "this second", "that minute", "this hour" and "last century" as ways to say now and long ago.
    if unit < Unit::Day {
        return None;
    }
    // "the last week of October" is a length, "the year ended March 31" too.
    let of = w.is(at + 1, "of") && d.the && !w.any(at + 2, &["that", "this", "last"]);
    if of && d.n < 0 && d.origin == Origin::Published {
        return Some(length::found(length::one(w, at)?, "time.duration.stretch"));
    }
    let base = Base::Shift(d.n, unit, d.origin);
    if unit == Unit::Year && w.possessive(at + 1) {
        let next = at + 2;
        if w.any(next, &["quarter", "period"]) {
            return Some(Found::date(next + 1, base, Sub::Compared, "time.date.compared"));
        }
        if let Some(quarter) = super::calendar::find(w, next).filter(|q| q.rule == "time.date.quarter") {
            let Form::Point(point) = quarter.form else { return None };
            return Some(Found::date(quarter.end, base, point.sub, "time.relative.quarter"));
        }
    }
    Some(Found::date(at + 1, base, Sub::Whole, "time.relative.unit"))
}

/// "today", "yesterday morning", "tonight", "the day before yesterday".
fn deictic(w: &Words, i: usize) -> Option<Found> {
    if w.has(i, Class::Tonight) {
        let point = Point {
            base: Base::Shift(0, Unit::Day, Origin::Published),
            sub: Sub::Whole,
            clock: Clock::Part(DayPart::Night),
        };
        return Some(Found::point(i + 1, point, "time.deictic.part"));
    }
    if let Some(n) = w.get(i, Class::Deictic) {
        let base = Base::Shift(n, Unit::Day, Origin::Published);
        if let Some(part) = part(w, i + 1) {
            let point = Point {
                base,
                sub: Sub::Whole,
                clock: Clock::Part(part),
            };
            return Some(Found::point(i + 2, point, "time.deictic.part"));
        }
        return Some(Found::date(i + 1, base, Sub::Whole, "time.deictic.day"));
    }
    let at = w.skip(i, &["the"]);
    let two = match (w.lower(at), w.lower(at + 1), w.lower(at + 2)) {
        ("day", "before", "yesterday") => -2,
        ("day", "after", "tomorrow") => 2,
        _ => return None,
    };
    let base = Base::Shift(two, Unit::Day, Origin::Published);
    Some(Found::date(at + 3, base, Sub::Whole, "time.deictic.day"))
}

/// "the day before", "the year after", "the day after", with nothing behind it that it is before.
fn day_before(w: &Words, i: usize) -> Option<Found> {
    let at = w.skip(i, &["the"]);
    let unit = length::unit(w, at).filter(|u| *u >= Unit::Day && at > i && !w.has(at, Class::Plural))?;
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
            Base::Shift(n, unit, Origin::Told),
            Sub::Whole,
            "time.anaphoric.unit",
        )
    })
}

/// "two weeks ago", "a year earlier", "three days later", "an hour after", "years ago", "year-earlier".
fn distance(w: &Words, i: usize) -> Option<Found> {
    if let Some(short) = short_time(w, i) {
        return Some(short);
    }
    let amount = length::amount(w, i).or_else(|| length::bare(w, i))?;
    let so = w.is(amount.end, "or") && w.any(amount.end + 1, &["so", "two"]);
    let end = amount.end + if so { 2 } else { 0 };
    let at = w.hyphen(end);
    if at > end && !amount.hyphen {
        return None;
    }
    let (sign, origin, end) = match w.lower(at) {
        "ago" => (-1, Origin::Published, at + 1),
        "earlier" | "previously" | "prior" | "beforehand" if !w.is(at + 1, "than") && !w.is(at + 1, "to") => {
            (-1, Origin::Told, at + 1)
        }
        "later" | "afterwards" | "afterward" | "hence" if !w.is(at + 1, "than") => (1, Origin::Told, at + 1),
        "before" | "after" if ends_clause(w, at + 1) => (if w.is(at, "before") { -1 } else { 1 }, Origin::Told, at + 1),
        "from" if w.any(at + 1, &["now", "today"]) => (1, Origin::Published, at + 2),
        "into" => return None,
        _ => return None,
    };
    Some(distant(w, amount, sign, origin, end))
}

/// "a short time later", "a short while later".
fn short_time(w: &Words, i: usize) -> Option<Found> {
    let at = w.skip(w.skip(i, &["a"]), &["short"]);
    let later = at > i && w.any(at, &["time", "while"]) && w.any(at + 1, &["later", "afterwards"]);
    let point = Point {
        base: Base::Shift(0, Unit::Day, Origin::Told),
        sub: Sub::Whole,
        clock: Clock::Some,
    };
    later.then(|| Found::point(at + 2, point, "time.anaphoric.distance"))
}

/// "the year-ago quarter", "the year-earlier period", "year-earlier" before what it compares with.
fn year_ago(w: &Words, i: usize) -> Option<Found> {
    let the = w.has(i, Class::The);
    let at = w.skip(i + usize::from(the), &["comparable", "same"]);
    let hyphen = w.hyphen(at + 1);
    if !w.is(at, "year") || hyphen == at + 1 || !w.any(hyphen, &["ago", "earlier"]) {
        return None;
    }
    let end = hyphen + 1;
    let quarter = Base::Shift(-4, Unit::Quarter, Origin::Told);
    let base = Base::Shift(-1, Unit::Year, Origin::Told);
    let rule = "time.anaphoric.year_ago";
    if w.is(end, "quarter") {
        return Some(Found::date(end + 1, quarter, Sub::Whole, rule));
    }
    if w.is(end, "period") {
        return Some(Found::date(end + 1, base, Sub::Compared, rule));
    }
    if let Some(found) = super::calendar::find(w, end).filter(|q| q.rule == "time.date.quarter") {
        return Some(Found::date(found.end, quarter, Sub::Whole, rule));
    }
    if let Some(amount) = length::amount(w, end).filter(|_| the) {
        return Some(length::found(amount, rule));
    }
    (!the).then(|| Found::date(end, base, Sub::Compared, rule))
}

fn ends_clause(w: &Words, at: usize) -> bool {
    matches!(w.lower(at), "" | "." | "," | ";" | ")")
}

fn distant(w: &Words, amount: Amount, sign: i32, origin: Origin, end: usize) -> Found {
    let rule = match origin {
        Origin::Published => "time.relative.distance",
        Origin::Told => "time.anaphoric.distance",
    };
    let end = if origin == Origin::Published && w.is(end, "today") {
        end + 1
    } else {
        end
    };
    let Some(count) = amount.count else {
        if amount.unit < Unit::Day {
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
        let value = if sign < 0 { "PAST_REF" } else { "FUTURE_REF" };
        return Found::value(end, TimeKind::Date, value, rule);
    };
    let (count, unit) = length::whole(count, amount.unit);
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

/// "now", "recently", "the future", "to date", "at the time".
fn reference(w: &Words, i: usize) -> Option<Found> {
    let value = |end, value: &str| Some(Found::value(end, TimeKind::Date, value, "time.reference"));
    let the = usize::from(w.has(i, Class::The));
    let at = i + the;
    match w.lower(at) {
        "now" | "currently" | "presently" | "nowadays" if the == 0 => value(at + 1, "PRESENT_REF"),
        "right" if w.is(at + 1, "now") => value(at + 2, "PRESENT_REF"),
        "current" => value(at + 1, "PRESENT_REF").filter(|_| the == 0),
        "present" if the == 1 && ends_clause(w, at + 1) => value(at + 1, "PRESENT_REF"),
        "time" if the == 1 && i > 0 && w.is(i - 1, "at") && !w.any(at + 1, &["of", "when", "that", "-"]) => {
            value(at + 1, "PAST_REF")
        }
        "that" if w.is(at + 1, "time") && i > 0 && w.any(i - 1, &["at", "by", "since", "until"]) => {
            value(at + 2, "PAST_REF")
        }
        "moment" if the == 1 && i > 0 && w.any(i - 1, &["at", "for"]) && !w.any(at + 1, &["of", "when", "that"]) => {
            value(at + 1, "PRESENT_REF")
        }
        "this"
            if w.any(at + 1, &["time", "moment", "point"])
                && i > 0
                && w.any(i - 1, &["at", "by"])
                && !w.is(at + 2, "of") =>
        {
            value(at + 2, "PRESENT_REF")
        }
        "these" if w.is(at + 1, "days") => value(at + 2, "PRESENT_REF"),
        "to" if w.is(at + 1, "date") && the == 0 => value(at + 2, "PRESENT_REF"),
        "shortly"
            if the == 0
                && (at == 0 || !w.any(at + 1, &["before", "after", "afterwards", "afterward", "thereafter"]))
                && w.is(at.wrapping_sub(1), "very") =>
        {
            value(at + 1, "FUTURE_REF")
        }
        "very" if w.is(at + 1, "shortly") && !w.any(at + 2, &["before", "after", "afterwards", "thereafter"]) => {
            value(at + 2, "FUTURE_REF")
        }
        "recently" | "lately" if the == 0 => value(at + 1, "PAST_REF"),
        "more" if w.is(at + 1, "recently") => value(at + 2, "PAST_REF"),
        "recent" if w.has(at + 1, Class::Plural) && length::unit(w, at + 1).is_some() => value(at + 2, "PAST_REF"),
        "recent" if the == 0 && w.tagged && noun(w, at + 1) => value(at + 1, "PAST_REF"),
        "past" if the == 1 && !w.known(at + 1) && !noun(w, at + 1) => value(at + 1, "PAST_REF"),
        "near" | "distant" | "foreseeable" | "immediate" if w.is(at + 1, "future") => value(at + 2, "FUTURE_REF"),
        "future" if i > 0 && w.form(at) != "future" => None,
        "future" if !w.is(at + 1, "of") && !w.is(at + 1, "-") && (the == 1 || before_noun(w, at)) => {
            value(at + 1, "FUTURE_REF")
        }
        _ => None,
    }
}

fn noun(w: &Words, i: usize) -> bool {
    use crate::language::Upos;
    w.at(i)
        .is_some_and(|x| matches!(x.upos, Upos::Noun | Upos::Propn | Upos::Adj))
}

fn before_noun(w: &Words, i: usize) -> bool {
    w.tagged && noun(w, i + 1) || w.before(i).is_some_and(|b| matches!(b.lower, "in" | "near"))
}

/// "the week", "the evening", "the year": the one that is spoken of, behind a preposition.
pub(super) fn definite(w: &Words, i: usize) -> Option<Found> {
    if !w.has(i, Class::The) {
        return None;
    }
    let at = i + 1;
    let before = w.before(i).map_or("", |b| b.lower);
    let preposition = matches!(
        before,
        "in" | "during"
            | "for"
            | "of"
            | "through"
            | "over"
            | "throughout"
            | "on"
            | "until"
            | "by"
            | "earlier"
            | "later"
            | "late"
            | "early"
    );
    if let Some(part) = part(w, at) {
        let point = Point {
            base: Base::Shift(0, Unit::Day, Origin::Told),
            sub: Sub::Whole,
            clock: Clock::Part(part),
        };
        return preposition.then(|| Found::point(at + 1, point, "time.anaphoric.part"));
    }
    if w.any(at, &["weekend"]) && preposition {
        let base = Base::Shift(0, Unit::Week, Origin::Told);
        return Some(Found::date(at + 1, base, Sub::Weekend, "time.anaphoric.unit"));
    }
    let at = at + usize::from(w.has(at, Class::Fiscal) || w.any(at, &["full", "calendar"]));
    let unit = length::unit(w, at).filter(|u| !w.has(at, Class::Plural) && (Unit::Day..=Unit::Year).contains(u))?;
    let of = w.is(at + 1, "of") || w.any(at + 1, &["that", "when"]);
    if unit == Unit::Year && w.any(at + 1, &["ended", "ending"]) {
        return Some(length::found(length::one(w, at)?, "time.duration"));
    }
    let wanted = match unit {
        Unit::Quarter | Unit::Year => {
            preposition
                && !(before == "of"
                    && w.before(i - 1)
                        .is_some_and(|b| b.form.starts_with(|c: char| c.is_ascii_uppercase())))
        }
        Unit::Week | Unit::Month => preposition && before != "on",
        Unit::Day => matches!(before, "in" | "earlier" | "later" | "for"),
        _ => false,
    };
    let of_year = before != "on";
    (wanted && !of && of_year).then(|| {
        Found::date(
            at + 1,
            Base::Shift(0, unit, Origin::Told),
            Sub::Whole,
            "time.anaphoric.unit",
        )
    })
}

/// The `mod` of a distance, from that of its length: "more than a year ago" is before that day.
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
