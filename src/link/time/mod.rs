//! Resolves times: against which date, forward or back.
//!
//! Two dates are reckoned from: the publication date, and the time that the text has come to speak of (the focus), which
//! every resolved time moves. Deictic times ("last week", "two years ago") are reckoned from the first, anaphoric ones
//! ("the following day", "a year later") from the second. A month, a season or a weekday alone lies near the publication
//! date, before or after it by the tense of its verb. Only in articles that tell history, whose dates are years away from
//! their publication, or right behind a date of an earlier year, is it taken from the focus.
//!
//! Without a publication date what is reckoned from it stays unresolved, and a warning says so. The clock is never read.

mod numeric;
mod resolve;
mod tense;
mod value;

use super::Report;
use crate::date::Date;
use crate::error::Warning;
use crate::facts::{Anchor, TimeExpression, TimeId, TimeKind};
use crate::language::Document;
use crate::timex::{Base, Calendar, Clock, Form, Origin, Point};
use resolve::{Context, Focus};

/// Gives every time of the report its value, its anchor and its days.
pub(super) fn link(doc: &Document, report: &mut Report) {
    let published = doc.article.metadata.published.map(|p| p.date);
    numeric::order(doc, report);
    let mut context = Context::new(doc, published, tells_history(&report.times, published));
    let mut unresolved = false;
    for number in 0..report.times.len() {
        let time = &mut report.times[number];
        let Form::Point(point) = time.form else {
            if time.kind == TimeKind::Date && time.value == "PRESENT_REF" {
                time.days = published.map(crate::date::DateRange::day);
                time.anchor = published.map(|_| Anchor::Published);
            }
            continue;
        };
        let resolved = context.resolve(point, time.tokens);
        match resolved {
            Some((calendar, anchor)) => settle(time, point, calendar, anchor, &context),
            None => {
                time.value = value::unresolved(point);
                unresolved |= published.is_none() && needs_reference(point);
            }
        }
        if let Some((calendar, _)) = resolved {
            context.turn_to(Focus {
                time: TimeId(number as u32),
                calendar,
                told_year: matches!(point.base, Base::Year(_)),
                at: report.times[number].tokens.start,
                clock: value::clock(&report.times[number].value),
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

fn settle(time: &mut TimeExpression, point: Point, calendar: Calendar, anchor: Option<Anchor>, context: &Context) {
    let (calendar, text) = value::of(point, calendar, context.focus_clock());
    time.value = text;
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

/// True if an article tells history: most of its years are long past when it is published, and little in it is told by
/// weekday or by its distance from today.
fn tells_history(times: &[TimeExpression], published: Option<Date>) -> bool {
    let (mut then, mut now) = (0, 0);
    for time in times {
        let Form::Point(point) = time.form else { continue };
        match point.base {
            Base::Year(year) if published.is_none_or(|p| year < p.year() - 1) => then += 1,
            Base::Decade(_) | Base::Century(_) => {}
            Base::Year(_) | Base::Shift(_, _, Origin::Published) | Base::Distance(_, _, Origin::Published) => now += 1,
            Base::Open(_) if matches!(point.sub, crate::timex::Sub::Weekday(_)) => now += 1,
            _ => {}
        }
    }
    then >= 3 && then > 3 * now
}
