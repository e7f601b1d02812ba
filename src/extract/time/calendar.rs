//! Dates by name and number: days, months, seasons, quarters, years, decades, centuries, holidays.

use super::found::{Found, Rule, first, longer, longest};
use super::words::Words;
use super::{guard, numeric, years};
use crate::lexicon::time::{Class, holiday};
use crate::model::ids::TokenId;
use crate::model::timex::{Base, Form, Lean, Origin, Season, Sub, Unit};

const OPEN: Base = Base::Open(Lean::Tense);

/// Families of rules; the longest expression is taken.
#[rustfmt::skip]
pub(super) static CALENDAR: &[Rule] = &[
    Rule { name: "date by name", read: by_name },
    Rule { name: "holiday", read: feast },
    Rule { name: "date by number", read: by_number },
];

/// Rules; the first that reads an expression decides.
#[rustfmt::skip]
pub(super) static BY_NAME: &[Rule] = &[
    Rule { name: "weekday", read: weekday },
    Rule { name: "month", read: month },
    Rule { name: "season", read: season },
    Rule { name: "decade by name", read: named_decade },
];

/// Rules; the first that reads an expression decides.
#[rustfmt::skip]
pub(super) static BY_NUMBER: &[Rule] = &[
    Rule { name: "numeric date", read: numeric::find },
    Rule { name: "day and month", read: day_month },
    Rule { name: "decade", read: decade },
    Rule { name: "century", read: century },
    Rule { name: "quarter", read: quarter },
    Rule { name: "fiscal year", read: fiscal },
    Rule { name: "year", read: year },
];

/// The calendar expression that begins at a word.
pub(super) fn find(w: &Words, i: TokenId) -> Option<Found> {
    if w.is_a(i, Class::The) {
        return after_the(w, i);
    }
    longest(CALENDAR, w, i)
}

/// A date by name: "Tuesday", "March 5", "spring", "the sixties".
fn by_name(w: &Words, i: TokenId) -> Option<Found> {
    first(BY_NAME, w, i)
}

/// A date behind "the": "the 5th of May", "the third quarter", "the 1990s", "the summer of 2019", "the year 2000", "the
/// 2019/20 fiscal year".
fn after_the(w: &Words, the: TokenId) -> Option<Found> {
    let i = the + 1;
    // "the third-quarter loss": the article is the loss's.
    if w.hyphen(i + 1) > i + 1 && w.is(i + 2, &["quarter"]) {
        return None;
    }
    if w.is(i, &["year"]) {
        let (end, year) = w.year(w.skip(i + 1, &["of"]))?;
        return Some(Found::date(end, Base::Year(year), Sub::Whole, "time.date.year"));
    }
    if let Some((end, year)) = w.year(i).filter(|_| !w.is_a(i, Class::Unit))
        && let Some(period) = year_period(w, end, Base::Year(year))
    {
        return Some(period);
    }
    let season = season(w, i).filter(|s| w.lower(i) != "fall" || w.lower(s.end - 1) != "fall" || !w.is(s.end, &["of"]));
    longer(
        longer(season, named_decade(w, i)),
        longer(by_number(w, i).filter(|f| !f.is_year()), fiscal(w, i)),
    )
    .or_else(|| feast(w, i).filter(|f| f.end > i + 1))
    .or_else(|| day_of_month(w, i))
}

/// A period behind its year: "the 1988 third quarter", "the 2019 season".
fn year_period(w: &Words, end: TokenId, base: Base) -> Option<Found> {
    if let Some(quarter) = quarter(w, end) {
        let Form::Point(point) = quarter.form else { return None };
        return Some(Found::date(quarter.end, base, point.sub, "time.date.quarter"));
    }
    if let Some(season) = year_season(w, end, base) {
        return Some(season);
    }
    if w.is(end, &["period", "quarter"]) {
        return Some(Found::date(end + 1, base, Sub::Compared, "time.date.compared"));
    }
    None
}

/// A season behind its year: "(2019) winter".
fn year_season(w: &Words, end: TokenId, base: Base) -> Option<Found> {
    let season = w.season(end).filter(|_| !w.is(end, &["fall"]))?;
    Some(Found::date(end + 1, base, Sub::Season(season), "time.date.season"))
}

/// A date by number: "5 June", "2019", "1990s", "21st century", "third quarter", "2019-03-12".
fn by_number(w: &Words, i: TokenId) -> Option<Found> {
    first(BY_NUMBER, w, i)
}

/// Reads a year behind a month, season or quarter: a number, or relative ("of last year", "that year").
fn year_after(w: &Words, i: TokenId) -> Option<(TokenId, Base)> {
    let j = w.skip(w.comma(i), &["of", "in"]);
    if let Some((end, year)) = w.year(j) {
        let spelled = w.cardinal(j).is_some_and(|n| (17.0..=20.0).contains(&n));
        let of = j > i || spelled || w.digits(j).is_some() || w.lower(j).starts_with(['\'', '’']);
        let told = of && !guard::counts(w, j, end);
        return told.then_some((end, Base::Year(year)));
    }
    relative_year(w, j).or_else(|| if j == i { None } else { relative_year(w, w.comma(i)) })
}

fn relative_year(w: &Words, i: TokenId) -> Option<(TokenId, Base)> {
    let the = w.skip(i, &["the"]);
    let after = w.skip(the + 1, &["same"]);
    if !w.is(after, &["year"]) || w.is(after + 1, &["ago", "earlier", "later"]) && the == i {
        if w.is(the, &["year"]) && the > i && !w.is(the + 1, &["before", "after"]) {
            return Some((the + 1, Base::Shift(0, Unit::Year, Origin::Focus)));
        }
        return None;
    }
    let (n, origin) = match w.lower(the) {
        "this" => (0, Origin::Published),
        "last" => (-1, Origin::Published),
        "next" => (1, if the > i { Origin::Focus } else { Origin::Published }),
        "that" | "same" => (0, Origin::Focus),
        "previous" | "preceding" => (-1, Origin::Focus),
        "following" => (1, Origin::Focus),
        _ => return None,
    };
    Some((after + 1, Base::Shift(n, Unit::Year, origin)))
}

/// A weekday with its date: "Friday, February 1, 2019", "Monday the 5th".
pub(super) fn weekday_date(w: &Words, i: TokenId) -> Option<Found> {
    w.weekday(i).filter(|_| !w.is_a(i, Class::PluralDay))?;
    let next = w.comma(i + 1);
    let next = w.skip(w.skip(next, &["the"]), &["on"]);
    if let Some(date) = month(w, next)
        .or_else(|| day_month(w, next))
        .or_else(|| numeric::find(w, next))
        && date.is_day()
        && (w.lower(next) != "may" || date.end > next + 1)
    {
        return Some(Found {
            rule: "time.date.weekday_date",
            ..date
        });
    }
    None
}

/// A weekday, perhaps with its date or week: "Wednesday", "Friday, February 1, 2019", "Monday of last week".
fn weekday(w: &Words, i: TokenId) -> Option<Found> {
    let day = w.weekday(i).filter(|_| !w.is_a(i, Class::PluralDay))?;
    if let Some(date) = weekday_date(w, i) {
        return Some(date);
    }
    if guard::weekday(w, i) {
        return None;
    }
    let of = w.skip(i + 1, &["of", "in"]);
    let week = match (w.lower(of), w.lower(of + 1)) {
        ("last", "week") => Some((-1, Origin::Published)),
        ("this", "week") => Some((0, Origin::Published)),
        ("next", "week") => Some((1, Origin::Published)),
        ("that", "week") => Some((0, Origin::Focus)),
        _ => None,
    };
    Some(match week {
        Some((n, origin)) => Found::date(
            of + 2,
            Base::Shift(n, Unit::Week, origin),
            Sub::Weekday(day),
            "time.date.weekday_of_week",
        ),
        None => Found::date(i + 1, OPEN, Sub::Weekday(day), "time.date.weekday"),
    })
}

/// A month, perhaps with day and year: "March", "March 5", "March 5, 2019", "March 2019", "March of last year".
fn month(w: &Words, i: TokenId) -> Option<Found> {
    let month = w.month(i)?;
    if let Some(found) = numeric::month_first(w, i) {
        return Some(found);
    }
    let after = w.skip(i + 1, &["the"]);
    let after = w.hyphen(after);
    if let Some((end, day)) = w.day(after).filter(|(end, _)| !guard::counts(w, after, *end)) {
        if guard::names_event(w, i, end, month, day) {
            return None;
        }
        let (end, base, rule) = match year_after(w, end) {
            Some((end, base)) => (end, base, "time.date.month_day_year"),
            None => (end, OPEN, "time.date.month_day"),
        };
        return Some(Found::date(end, base, Sub::Day(month, day), rule));
    }
    let found = month_named(w, i, month);
    let with_year = found.end > i + 1;
    (with_year || !guard::month(w, i)).then_some(found)
}

/// A month without day, with its year if there is one.
pub(super) fn month_named(w: &Words, i: TokenId, month: u8) -> Found {
    match year_after(w, i + 1) {
        Some((end, base)) => Found::date(end, base, Sub::Month(month), "time.date.month_year"),
        None => Found::date(i + 1, OPEN, Sub::Month(month), "time.date.month"),
    }
}

/// A season, with its year if there is one.
pub(super) fn season_named(w: &Words, i: TokenId, season: Season) -> Found {
    let season = Sub::Season(season);
    match year_after(w, i + 1) {
        Some((end, base)) => Found::date(end, base, season, "time.date.season_year"),
        None => Found::date(i + 1, OPEN, season, "time.date.season"),
    }
}

/// A day before its month: "5 March", "5th of March, 2019", "the eighth of March".
fn day_month(w: &Words, i: TokenId) -> Option<Found> {
    let (end, day) = w.day(i)?;
    let of = w.skip(end, &["of", "-"]);
    let month = w.month(of)?;
    if of > end && w.digits(i).is_some() && w.is(end, &["of"]) {
        return None;
    }
    let (end, base, rule) = match year_after(w, of + 1) {
        Some((end, base)) => (end, base, "time.date.day_month_year"),
        None => (of + 1, OPEN, "time.date.day_month"),
    };
    Some(Found::date(end, base, Sub::Day(month, day), rule))
}

/// A day of an unnamed month: "the 5th", with no noun behind it that the ordinal may count.
fn day_of_month(w: &Words, i: TokenId) -> Option<Found> {
    let figures = w.lower(i).starts_with(|c: char| c.is_ascii_digit());
    let (end, day) = w.day(i).filter(|_| figures && w.digits(i).is_none())?;
    let on = w.is(i - 2, &["on", "until", "by", "since", "till"]);
    let alone = !super::guard::noun(w, end);
    (on && alone).then(|| Found::date(end, OPEN, Sub::DayOfMonth(day), "time.date.day"))
}

/// A season: "summer 2019", "the fall of 2007", "in spring". Bare "fall" and "spring" need a preposition.
fn season(w: &Words, i: TokenId) -> Option<Found> {
    let found = season_named(w, i, w.season(i)?);
    let with_year = found.end > i + 1;
    (with_year || !guard::season(w, i)).then_some(found)
}

/// A quarter or half of a year, with its year if there is one: "third quarter", "third-quarter", "Q3", "first half".
pub(super) fn quarter(w: &Words, i: TokenId) -> Option<Found> {
    let (mut end, sub) = quarter_name(w, i)?;
    let (base, rule) = match year_after(w, end) {
        Some((after, base)) => {
            end = after;
            (base, "time.date.quarter_year")
        }
        None if matches!(sub, Sub::Half(_)) => return None,
        None => (OPEN, "time.date.quarter"),
    };
    Some(Found::date(end, base, sub, rule))
}

fn quarter_name(w: &Words, i: TokenId) -> Option<(TokenId, Sub)> {
    let i = i + u32::from(w.is_a(i, Class::Fiscal));
    if let Some(number) = w.lower(i).strip_prefix('q').and_then(|n| n.parse::<u8>().ok()) {
        return (1..=4).contains(&number).then_some((i + 1, Sub::Quarter(number)));
    }
    let (number, after) = match w.ordinal(i) {
        Some((end, number)) => (number, end),
        None if w.is(i, &["last", "final", "latter"]) => (-1, i + 1),
        None => return None,
    };
    let after = w.hyphen(after);
    let after = after + u32::from(w.is_a(after, Class::Fiscal) || w.is(after, &["calendar"]));
    match w.lower(after) {
        "quarter" if (1..=4).contains(&number) => Some((after + 1, Sub::Quarter(number as u8))),
        "quarter" if number == -1 && w.is(after + 1, &["of", "in"]) => Some((after + 1, Sub::Quarter(4))),
        "half" if matches!(number, 1 | 2) => Some((after + 1, Sub::Half(number as u8))),
        "half" if number == -1 => Some((after + 1, Sub::Half(2))),
        _ => None,
    }
}

/// A financial year: "fiscal 1989", "fiscal year 2019", "2019/20 fiscal year", "2019/20".
fn fiscal(w: &Words, i: TokenId) -> Option<Found> {
    if w.is_a(i, Class::Fiscal) {
        let (end, year) = w.year(w.skip(i + 1, &["year"]))?;
        return Some(Found::date(end, Base::Year(year), Sub::Whole, "time.date.fiscal_year"));
    }
    let (first, second) = w.lower(i).split_once('/')?;
    let (from, to): (i32, i32) = (first.parse().ok()?, second.parse().ok()?);
    let next = first.len() == 4 && years::FISCAL.contains(&from) && (to == (from + 1) % 100 || to == from + 1);
    let year = w.is_a(i + 1, Class::Fiscal) && w.is(i + 2, &["year"]);
    let end = i + if year { 3 } else { 1 };
    next.then(|| Found::date(end, Base::Fiscal(from), Sub::Whole, "time.date.fiscal_year"))
}

/// A year: "2019", "480 BC", "'99", "nineteen ninety-six".
fn year(w: &Words, i: TokenId) -> Option<Found> {
    let (end, year) = w.year(i)?;
    if guard::year(w, i, end) {
        return None;
    }
    let found = Found::date(end, Base::Year(year), Sub::Whole, "time.date.year");
    longer(Some(found), year_season(w, end, Base::Year(year)))
}

/// A decade in digits: "1990s", "'90s", "1990's".
fn decade(w: &Words, i: TokenId) -> Option<Found> {
    let text = w.lower(i);
    let (digits, end) = match text.strip_suffix('s') {
        Some(digits) => (digits, i + 1),
        None if w.possessive(i + 1) && w.joined_to_prev(i + 1) && w.is_a(i - 1, Class::The) => (text, i + 2),
        None => return None,
    };
    let short = digits.strip_prefix(['\'', '’']);
    let number: i32 = short.unwrap_or(digits).parse().ok()?;
    let start = match (short.unwrap_or(digits).len(), number % 10) {
        (4, 0) => number,
        (2, 0) if short.is_some() || guard::after_the(w, i) => 1900 + number,
        _ => return None,
    };
    // "the 1900s" are a century to most, "the 1800s" to all.
    if start % 100 == 0 && start < 2000 {
        return Some(Found::date(
            end,
            Base::Century(start / 100),
            Sub::Whole,
            "time.date.century",
        ));
    }
    Some(Found::date(end, Base::Decade(start), Sub::Whole, "time.date.decade"))
}

/// A decade in words: "the sixties", "the nineteen-sixties".
fn named_decade(w: &Words, i: TokenId) -> Option<Found> {
    let century = w.cardinal(i).filter(|n| (17.0..=20.0).contains(n));
    let at = if century.is_some() { w.hyphen(i + 1) } else { i };
    let decade = w.get(at, Class::Decade)?;
    let base = match century {
        Some(century) => Base::Decade(century as i32 * 100 + decade),
        None if guard::after_the(w, i) => Base::Decade(1900 + decade),
        None => return None,
    };
    Some(Found::date(at + 1, base, Sub::Whole, "time.date.decade"))
}

/// A century: "21st century", "eighteenth-century", "fifth century BC".
fn century(w: &Words, i: TokenId) -> Option<Found> {
    let (end, number) = w.ordinal(i)?;
    let at = w.hyphen(end);
    if !w.is(at, &["century", "centuries"]) || number < 1 {
        return None;
    }
    let era = w.get(at + 1, Class::Era);
    let century = if era == Some(-1) { -number } else { number - 1 };
    let end = at + 1 + u32::from(era.is_some());
    Some(Found::date(
        end,
        Base::Century(century),
        Sub::Whole,
        "time.date.century",
    ))
}

/// A holiday, with its year if there is one: "Christmas", "Labor Day 2019", "the Fourth of July".
fn feast(w: &Words, i: TokenId) -> Option<Found> {
    let capital = |n: TokenId| w.form(n).starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let (number, len) = holiday(|n| w.ahead(i, n)).filter(|(_, len)| capital(i) && capital(i + *len - 1))?;
    if guard::holiday(w, i, i + len) {
        return None;
    }
    let (end, base) = year_after(w, i + len).unwrap_or((i + len, OPEN));
    Some(Found::date(end, base, Sub::Holiday(number), "time.date.holiday"))
}
