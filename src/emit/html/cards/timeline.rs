//! Events by date, with a line at the day of publication; then undated events; less important ones folded.

use std::fmt::Write;

use super::super::put;
use super::super::report::Report;
use super::{event_card, fold, open};
use crate::emit::record::EventRecord;
use crate::emit::words::{self, many};

pub(in crate::emit::html) fn write(report: &Report, out: &mut String) {
    let events = &report.events;
    open(report, "timeline", "Timeline", out);
    if !events.dated.is_empty() {
        dated(report, out);
    }
    if !events.undated.is_empty() {
        out.push_str("<h3>Told without a date</h3>\n");
        list(report, &events.undated, out);
    }
    if !events.small.is_empty() {
        fold(out, &many(events.small.len(), "smaller event"), " less", |out| {
            list(report, &events.small, out)
        });
    }
    if !events.other.is_empty() {
        let title = format!("{} in teasers of other stories", many(events.other.len(), "event"));
        fold(out, &title, "", |out| list(report, &events.other, out));
    }
    out.push_str("</section>\n");
}

fn dated(report: &Report, out: &mut String) {
    let start = |e: &EventRecord| e.date.as_ref().map(|d| d.start.clone()).unwrap_or_default();
    // What begins that day and ends later is still to come, too.
    let to_come = |e: &EventRecord, day: &str| e.date.as_ref().is_some_and(|d| &*d.start >= day && &*d.end > day);
    let events = &report.events.dated;
    // The line stands between past and future events, where there are both.
    let today = report
        .published
        .filter(|day| events.first().is_some_and(|e| *start(e) <= **day));
    let mut to_pass = today;
    let mut last = String::new();
    super::list("<ol class=\"events dated\">", events, out, |event, out| {
        if let Some(day) = to_pass.filter(|day| to_come(event, day)) {
            to_pass = None;
            let day = words::long_day(day);
            put!(
                out,
                "<li class=\"today\"><span>article of {day}; below: still to come</span></li>\n"
            );
        }
        let label = event
            .date
            .as_ref()
            .map_or(String::new(), |date| super::when(report, date, true));
        event_card(report, event, label == last, out);
        last = label;
    });
}

fn list(report: &Report, events: &[&EventRecord], out: &mut String) {
    super::list("<ol class=\"events\">", events, out, |event, out| {
        event_card(report, event, false, out)
    });
}
