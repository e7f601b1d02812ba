//! Resolution of times: the date from which each is reckoned, and the direction.
//!
//! Two dates are reckoned from: the publication date, and the time that the text has come to speak of (the focus), which
//! every resolved time moves. Deictic times ("last week", "two years ago") are reckoned from the first, anaphoric ones
//! ("the following day", "a year later") from the second. A month, a season or a weekday alone lies near the publication
//! date, before or after it by the tense of its verb. Only in articles that tell history, whose dates are years away from
//! their publication, or right behind a date of an earlier year, is it taken from the focus.
//!
//! Without a publication date what is reckoned from it stays unresolved, and a warning says so. The clock is never read.

mod calendar;
mod numeric;
mod reported;
mod resolve;
mod tense;
mod value;

use super::Report;
use crate::language::clause::Cursor;
use crate::language::{Deprel, Document, Upos};
use crate::lexicon::figure_word::{List, is};
use crate::model::date::{Date, DateRange, Precision};
use crate::model::error::Warning;
use crate::model::facts::{Anchor, TimeExpression, TimeKind};
use crate::model::ids::{TimeId, TokenId, TokenRange};
use crate::model::timex::{Base, Calendar, Clock, Form, Origin, Point, Reference, Sub, Value};
use resolve::{Context, Focus};
pub(in crate::link) use tense::is_as_of;

/// Sets value, anchor and days of every time of the report.
pub(super) fn link(doc: &Document, report: &mut Report) {
    let published = doc.article.metadata.published.map(|p| p.date);
    numeric::order(doc, report);
    let mut context = Context::new(doc, published, &report.times);
    let mut unresolved = false;
    for number in 0..report.times.len() {
        let time = &mut report.times[number];
        let Form::Point(point) = time.form else {
            context.record_length(time);
            if time.value == Value::Reference(Reference::Present) {
                time.days = published.map(DateRange::day);
                time.anchor = published.map(|_| Anchor::Published);
            }
            continue;
        };
        let resolved = context.resolve(point, time.tokens);
        match resolved {
            Some((calendar, anchor)) => settle(time, point, calendar, anchor, &context),
            None => {
                time.value = Value::unresolved(point);
                unresolved |= published.is_none() && needs_reference(point);
            }
        }
        // In history, a time relative to the publication does not move the focus.
        let ago = matches!(point.base, Base::Distance(n, ..) if n < 0);
        let aside = context.tells_history() && (ago || matches!(resolved, Some((_, Some(Anchor::Published)))));
        let aside = aside || context.tells_history() && in_passing(doc, point, report.times[number].tokens);
        let limit = limits_a_stretch(doc, report.times[number].tokens) || looks_back(point);
        if let Some((calendar, _)) = resolved.filter(|_| !aside && !limit) {
            context.turn_to(Focus {
                time: TimeId(number as u32),
                calendar,
                explicit_year: context.has_explicit_year(point, &report.times[number]),
                at: report.times[number].tokens.start,
                clock: report.times[number].value.minutes(),
            });
        }
    }
    if unresolved {
        report.warnings.push(Warning {
            code: "date.no_reference",
            message: "relative times are not resolved: the article has no publication date; give one with --date"
                .to_owned(),
        });
    }
}

/// Returns whether a point is told for comparison, so that the focus stays: "a year earlier", "the previous day".
fn looks_back(point: Point) -> bool {
    matches!(point.base, Base::Distance(n, _, Origin::Focus) | Base::Shift(n, _, Origin::Focus) if n < 0)
}

/// The days of the event at a time: none for a time of comparison; for "until Friday" the days from the publication on.
pub(super) fn days_of_event(doc: &Document, time: &TimeExpression, published: Option<Date>) -> Option<DateRange> {
    let days = time
        .days
        .filter(|_| matches!(time.kind, TimeKind::Date | TimeKind::Time))?;
    if is_comparison(doc, time) {
        return None;
    }
    match published {
        Some(start) if tense::runs_until(doc, time.tokens) => (start < days.end).then_some(DateRange {
            start,
            end: days.end,
            precision: Precision::Range,
        }),
        _ => Some(days),
    }
}

/// Returns whether a time is what something is compared with, and not when it happened: "fell 4% from a year ago", "up on
/// last year", "compared with 2021", "against 2022".
fn is_comparison(doc: &Document, time: &TimeExpression) -> bool {
    /// Maximum number of tokens between a word of change and the time: "rose 9 percent from last year".
    const NEAR: u32 = 6;
    /// Length, in days, of the longest period on which something may begin.
    const SHORT: i64 = 7;
    let (cursor, before) = (Cursor::sentence(doc, time.tokens.start), time.tokens.start - 1);
    let changes = |t| [List::Up, List::Down].into_iter().any(|list| is(cursor.lower(t), list));
    let period = time.days.is_some_and(|days| days.end.days_since(days.start) > SHORT);
    let changed = || period && (1..=NEAR).any(|n| changes(before - n));
    match cursor.lower(before) {
        "against" | "versus" | "vs" | "vs." => period && cursor.upos(time.tokens.end) != Upos::Noun,
        "with" | "to" => cursor.is(before - 1, &["compared"]),
        "from" => changed() && !cursor.is(time.tokens.end, &["to", "until", "till", "through", "-", "–"]),
        "over" | "on" => changed() && looks_back_a_period(time),
        _ => false,
    }
}

/// Returns whether a time is the period before the present one: "last year", "the prior quarter".
fn looks_back_a_period(time: &TimeExpression) -> bool {
    matches!(time.form, Form::Point(Point { base: Base::Shift(n, ..) | Base::Distance(n, ..), .. }) if n < 0)
}

/// Returns whether a time stands behind "as" or "than": "as in 1614", "than in 1968".
fn is_compared(doc: &Document, tokens: TokenRange) -> bool {
    let before = |n: u32| tokens.start.before(n).map_or("", |t| doc.lower(t));
    matches!(before(2), "as" | "than") && before(1) == "in"
}

/// Returns whether a time dates a thing and not the event of the sentence: "a planned campaign in 1976", "a paper
/// released in 2005, however, shows".
fn is_planned(doc: &Document, tokens: TokenRange) -> bool {
    let Some(head) = doc.head(tokens.start) else {
        return false;
    };
    let planned = |t: TokenId| tense::is_planning(doc, t);
    let noun = tokens.start.before(2);
    let noun = noun.filter(|t| doc.token(*t).upos == Upos::Noun && doc.token(*t + 1).upos == Upos::Adp);
    if noun.is_some_and(|noun| doc.children(noun).any(|c| c < noun && planned(c))) {
        return true;
    }
    matches!(doc.token(head).deprel, Deprel::Acl | Deprel::AclRelcl)
        || doc.token(head).upos == Upos::Noun && (planned(head) || doc.children(head).any(planned))
}

/// Returns whether a year stands in brackets inside a sentence: "the Convention (1793)". At the end of a heading it
/// dates the text below.
fn in_passing(doc: &Document, point: Point, tokens: TokenRange) -> bool {
    let sentence = doc.sentence(doc.sentence_of(tokens.start)).tokens;
    let bare = matches!(point.base, Base::Year(_)) && point.sub == Sub::Whole;
    if bare && (is_compared(doc, tokens) || is_planned(doc, tokens)) {
        return true;
    }
    let open = tokens.start.prev().is_some_and(|t| doc.lower(t) == "(");
    let close = tokens.end.next() < sentence.end && doc.lower(tokens.end) == ")";
    open && close
}

/// Returns whether a time limits a period: behind "until", "since" or "before", or in the noun phrase behind "until"
/// ("lasted until the fall of the city in February"). Such a limit does not move the focus.
fn limits_a_stretch(doc: &Document, tokens: TokenRange) -> bool {
    let before = tokens.start.before(1).map_or("", |t| doc.lower(t));
    let sentence = doc.sentence(doc.sentence_of(tokens.start)).tokens;
    let phrase = TokenRange::new(sentence.start, tokens.start).iter().rev().take(PHRASE);
    let mut phrase = phrase.take_while(|t| !matches!(doc.token(*t).upos, Upos::Verb | Upos::Aux | Upos::Punct));
    matches!(before, "until" | "till" | "since" | "before") || phrase.any(|t| matches!(doc.lower(t), "until" | "till"))
}

/// Maximum number of tokens between "until" and a time in its noun phrase.
const PHRASE: usize = 8;

fn settle(time: &mut TimeExpression, point: Point, calendar: Calendar, anchor: Option<Anchor>, context: &Context) {
    let (calendar, clock) = value::of(point, calendar, context.focus_clock());
    time.value = Value::Calendar(calendar, clock);
    time.anchor = anchor;
    time.days = calendar.modified_days(time.modifier);
}

fn needs_reference(point: Point) -> bool {
    match point.base {
        Base::Open(_) => true,
        Base::Shift(_, _, origin) | Base::Distance(_, _, origin) => {
            origin == Origin::Published || point.clock != Clock::None
        }
        _ => false,
    }
}

/// Returns whether an article is about history: most of its years are long past when it is published, and few of its
/// times are weekdays or distances from today.
fn tells_history(times: &[TimeExpression], published: Option<Date>) -> bool {
    /// Least number of past years, where they are many times the other times.
    const FEW: usize = 3;
    /// Least ratio of past years to other times where they are few.
    const RATIO: usize = 3;
    /// Least number of past years that need only be more than the other times.
    const MANY: usize = 20;
    let (mut then, mut now) = (0usize, 0);
    for time in times {
        let Form::Point(point) = time.form else { continue };
        match point.base {
            Base::Year(year) if published.is_none_or(|p| year < p.year() - 1) => then += 1,
            Base::Decade(_) | Base::Century(_) => {}
            Base::Year(_) | Base::Shift(_, _, Origin::Published) | Base::Distance(_, _, Origin::Published) => now += 1,
            Base::Open(_) if matches!(point.sub, Sub::Weekday(_)) => now += 1,
            _ => {}
        }
    }
    then >= FEW && then > RATIO * now || then >= MANY && then > now
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::corpus::report;
    use crate::model::date::Date;
    use crate::model::facts::TimeExpression;

    #[test]
    fn times_of_comparison_are_not_days_of_events() {
        let published = Date::parse_iso("2024-06-13");
        let days = |text: &str| {
            let (doc, report) = report(text, published);
            let days = super::days_of_event(&doc, &report.times[0], published);
            days.map(|days| format!("{}/{}", days.start, days.end))
        };
        for compared in [
            "Sales fell four percent from a year ago.",
            "Thefts rose nine percent from last year.",
            "Exports dropped twelve percent against 2022.",
            "Turnover rose three percent over the prior year.",
            "Profit doubled compared with 2021.",
        ] {
            assert_eq!(days(compared), None, "{compared}");
        }
        assert_eq!(
            days("Exports dropped in 2022.").as_deref(),
            Some("2022-01-01/2022-12-31")
        );
        assert_eq!(
            days("The ban ran from 2022 to 2023.").as_deref(),
            Some("2022-01-01/2022-12-31")
        );
        assert_eq!(days("Sales fell on Monday.").as_deref(), Some("2024-06-10/2024-06-10"));
        let until = "The road will stay closed until June 20.";
        assert_eq!(days(until).as_deref(), Some("2024-06-13/2024-06-20"));
        assert_eq!(days("The army held the town until 2022."), None);
    }

    /// Times that are told by nothing but their distance from the publication date, in days or weeks.
    const RELATIVE: &[&str] = &[
        "yesterday",
        "today",
        "the day before yesterday",
        "three days ago",
        "ten days ago",
        "last week",
        "two weeks ago",
        "last Friday",
        "last Monday",
        "last night",
        "yesterday morning",
        "on Thursday",
        "on Sunday evening",
        "last weekend",
        "this week",
    ];

    /// Times of every other kind.
    const OTHER: &[&str] = &[
        "in March",
        "on February 29",
        "on February 30",
        "on 31 November 2019",
        "in early June",
        "last month",
        "a month ago",
        "eighteen months ago",
        "in the third quarter",
        "a year earlier",
        "the following day",
        "last Easter",
        "on Labor Day 2019",
        "on Election Day",
        "last winter",
        "in 480 BC",
        "two centuries ago",
        "at midnight",
        "an hour later",
        "on the 31st",
        "at 11:59 p.m. on December 31",
        "next Thanksgiving",
        "on 04/05/2019",
    ];

    fn day() -> impl Strategy<Value = Date> {
        (1900i32..2100, 1u32..13, 1u32..29).prop_map(|(year, month, day)| Date::new(year, month, day).unwrap())
    }

    /// The times of a sentence that tells all the given ones, each in a clause of its own.
    fn times(phrases: &[&str], published: Date) -> Vec<TimeExpression> {
        let clauses: Vec<String> = phrases
            .iter()
            .map(|p| format!("The storm hit the coast {p}."))
            .collect();
        report(&clauses.join(" "), Some(published)).1.times
    }

    /// The first day that a TIMEX3 value without unknown parts names, read off its text.
    fn first_day(value: &str) -> Option<Date> {
        let value = value.split('T').next()?;
        match value.split_once("-W") {
            Some((year, week)) => Date::of_iso_week(year.parse().ok()?, week.get(..2)?.parse().ok()?),
            None => Date::parse_iso(value),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn every_resolved_value_is_of_the_calendar(
            published in day(),
            mut phrases in proptest::sample::subsequence([RELATIVE, OTHER].concat(), 1..12).prop_shuffle()
        ) {
            phrases.push("yesterday");
            for time in times(&phrases, published) {
                let value = time.value.to_string();
                let season = value.ends_with("-WI");
                let whole = !season && (value.len() >= 10 || value.contains("-W"));
                let known = value.starts_with(|c: char| c.is_ascii_digit()) && !value.contains('X');
                if known && whole {
                    let first = first_day(&value);
                    prop_assert!(first.is_some(), "{} {phrases:?}", value);
                    let days = time.days.expect("a resolved time has days");
                    prop_assert!(days.start <= days.end);
                    if value.len() >= 10 && !value.contains("-W") {
                        prop_assert_eq!(Some(days.start), first);
                    }
                }
                // "TXX" is some time of a day that is known.
                if value.split('T').next().is_some_and(|day| day.contains('X')) {
                    prop_assert!(time.days.is_none(), "{} {phrases:?}", value);
                }
            }
        }

        #[test]
        fn a_week_later_relative_values_are_a_week_later(published in day()) {
            let now = times(RELATIVE, published);
            let then = times(RELATIVE, published.plus_days(7));
            prop_assert_eq!(now.len(), RELATIVE.len());
            for (a, b) in now.iter().zip(&then) {
                let (first, second) = (first_day(&a.value.to_string()), first_day(&b.value.to_string()));
                prop_assert_eq!(first.map(|d| d.plus_days(7)), second, "{} and {}", a.value, b.value);
            }
        }
    }

    #[test]
    fn without_a_publication_date_there_is_a_warning() {
        let (_, found) = report("The storm hit the coast last Friday.", None);
        assert_eq!(
            found.warnings.iter().map(|w| w.code).collect::<Vec<_>>(),
            ["date.no_reference"]
        );
        let (_, found) = report(
            "The storm hit the coast on June 3, 2019. A day later it was over.",
            None,
        );
        assert!(found.warnings.is_empty(), "{:?}", found.warnings);
    }

    #[test]
    fn an_ambiguous_order_gives_a_warning() {
        let (_, found) = report("It was sold on 03/04/2020.", None);
        assert_eq!(
            found.warnings.iter().map(|w| w.code).collect::<Vec<_>>(),
            ["date.ambiguous_order"]
        );
    }

    #[test]
    fn parts_of_a_month_are_thirds() {
        let (_, found) = report("It fell in early June 2025, mid-June 2025 and late June 2025.", None);
        let days: Vec<String> = found
            .times
            .iter()
            .filter_map(|t| t.days.map(|d| format!("{} {}", d.start, d.end)))
            .collect();
        let expected = [
            "2025-06-01 2025-06-10",
            "2025-06-11 2025-06-20",
            "2025-06-21 2025-06-30",
        ];
        assert_eq!(days, expected);
    }
}
