//! The order of day and month in "03/04/2020": set by the user, else by another date of the article that has one reading,
//! else by a past tense that only one reading agrees with.

use super::tense;
use crate::language::Document;
use crate::link::Report;
use crate::model::date::Date;
use crate::model::error::Warning;
use crate::model::facts::TimeExpression;
use crate::model::timex::{Base, Form, Point, Sub};
use crate::source::DateOrder;

/// Turns numeric dates into points where their order is known. What stays ambiguous stays unresolved, with a warning.
pub(super) fn order(doc: &Document, report: &mut Report) {
    let published = doc.article.metadata.published.map(|p| p.date);
    let evidence = || {
        one_reading(&report.times)
            .or_else(|| known_day(&report.times, published))
            .or_else(|| past_day(doc, &report.times, published?))
    };
    let order = doc.article.metadata.date_order.or_else(evidence);
    let mut ambiguous = None;
    for time in &mut report.times {
        let Form::Numeric(date) = time.form else { continue };
        let (first, second, year) = (date.first, date.second, date.year);
        let point = |month, day| {
            Date::new(year, u32::from(month), u32::from(day))?;
            Form::Point(Point::new(Base::Year(year), Sub::Day(month, day))).at(date.clock)
        };
        let form = match order {
            _ if first == second => point(first, second),
            _ if first > 12 => point(second, first),
            _ if second > 12 => point(first, second),
            Some(DateOrder::DayFirst) => point(second, first),
            Some(DateOrder::MonthFirst) => point(first, second),
            None => None,
        };
        match form {
            Some(form) => time.form = form,
            None => {
                ambiguous = ambiguous.or(Some(time.span));
            }
        }
    }
    if let Some(span) = ambiguous {
        let text = span.of(doc.text());
        report.warnings.push(Warning {
            code: "date.ambiguous_order",
            message: format!("{text:?} is not resolved: day or month may come first; say which with --date-order"),
        });
    }
}

/// The order of a date with a number above twelve.
fn one_reading(times: &[TimeExpression]) -> Option<DateOrder> {
    times.iter().find_map(|time| match time.form {
        Form::Numeric(date) if date.first > 12 => Some(DateOrder::DayFirst),
        Form::Numeric(date) if date.second > 12 => Some(DateOrder::MonthFirst),
        _ => None,
    })
}

/// The order of a date that is a known day in one reading only: a day of the week of publication, or one that is
/// written out.
fn known_day(times: &[TimeExpression], published: Option<Date>) -> Option<DateOrder> {
    let written = |time: &TimeExpression| match time.form {
        Form::Point(Point {
            base: Base::Year(year),
            sub: Sub::Day(month, day),
            ..
        }) => Date::new(year, u32::from(month), u32::from(day)),
        _ => None,
    };
    let of_news = |day: Date| published.is_some_and(|p| p.days_since(day).abs() <= NEWS);
    let is_known = |day: Date| of_news(day) || times.iter().any(|time| written(time) == Some(day));
    times
        .iter()
        .filter(|time| matches!(time.form, Form::Numeric(_)))
        .take(MOST)
        .find_map(|time| {
            let Form::Numeric(date) = time.form else { return None };
            let known = |month: u8, day: u8| Date::new(date.year, month.into(), day.into()).is_some_and(is_known);
            match (known(date.first, date.second), known(date.second, date.first)) {
                (true, false) => Some(DateOrder::MonthFirst),
                (false, true) => Some(DateOrder::DayFirst),
                _ => None,
            }
        })
}

/// The order of a date in the past tense that lies ahead of the publication in the other reading: "was signed on
/// 03/04/2025", told in March.
fn past_day(doc: &Document, times: &[TimeExpression], published: Date) -> Option<DateOrder> {
    let numeric = times.iter().filter(|time| matches!(time.form, Form::Numeric(_)));
    numeric.take(MOST).find_map(|time| {
        let Form::Numeric(date) = time.form else { return None };
        let over = |month: u8, day: u8| Some(Date::new(date.year, month.into(), day.into())? <= published);
        let order = match (over(date.first, date.second)?, over(date.second, date.first)?) {
            (true, false) => DateOrder::MonthFirst,
            (false, true) => DateOrder::DayFirst,
            _ => return None,
        };
        let told = || tense::of(doc, time.tokens, tense::has_trees(doc));
        (told() == tense::Tense::Past).then_some(order)
    })
}

/// Maximum number of dates compared with the known days, so that the search stays linear.
const MOST: usize = 20;

/// Distance from the publication date, in days, of dates in news.
const NEWS: i64 = 7;
