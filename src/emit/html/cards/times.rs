//! Times as written and as resolved, folded away.

use std::collections::HashMap;
use std::fmt::Write;

use super::super::escape::Text;
use super::super::put;
use super::super::report::Report;
use super::{attributes, fold};
use crate::emit::record::TimeRecord;
use crate::emit::words::{self, many};
use crate::model::facts::TimeMod;

pub(in crate::emit::html) fn write(report: &Report, out: &mut String) {
    let times = &report.record.times;
    if times.is_empty() {
        return;
    }
    let words: HashMap<&str, &str> = times.iter().map(|t| (&*t.id, &*t.text)).collect();
    put!(out, "<section id=\"{}dates\" class=\"list\">", report.prefix);
    let title = format!("{} as written, and how read", many(times.len(), "date"));
    fold(out, &title, "", |out| {
        super::list("<ul class=\"dates\">", times, out, |time, out| {
            card(report, time, &words, out)
        });
    });
    out.push_str("</section>\n");
}

fn card(report: &Report, time: &TimeRecord, written: &HashMap<&str, &str>, out: &mut String) {
    let attributes = attributes(report, "t", "", None, std::iter::empty());
    put!(
        out,
        "<li class=\"card time\" id=\"c-{}{}\" {attributes}><div><p class=\"line\">“{}” <span class=\"note\">→</span> {}",
        report.prefix,
        Text(&time.id),
        Text(&time.text),
        Text(&read(time))
    );
    match time.anchor.as_deref() {
        None => {}
        Some("published") => out.push_str(" <span class=\"mut\">counted from the day of publication</span>"),
        Some(id) => {
            if let Some(text) = written.get(id) {
                put!(out, " <span class=\"mut\">counted from “{}”</span>", Text(text));
            }
        }
    }
    put!(out, " {}</p></div></li>\n", report.reference(&time.id, time.start));
}

/// A TIMEX3 value in words, where it is a day; else as it is.
fn read(time: &TimeRecord) -> String {
    let early = match time.modifier {
        Some(TimeMod::Start) => "early ",
        Some(TimeMod::Mid) => "mid-",
        Some(TimeMod::End) => "late ",
        _ => "",
    };
    match &*time.value {
        "PRESENT_REF" => "now".to_owned(),
        "PAST_REF" => "some time before".to_owned(),
        "FUTURE_REF" => "some time to come".to_owned(),
        value if value.len() == 10 => words::long_day(value),
        value => format!("{early}{value}"),
    }
}
