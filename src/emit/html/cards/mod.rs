//! The cards of facts, in a list for each kind: a fact at a glance, with a link to its sentence.

pub(super) mod figures;
pub(super) mod people;
pub(super) mod quotes;
pub(super) mod timeline;
pub(super) mod times;

use std::collections::BTreeSet;
use std::fmt::Write;

use super::escape::Text;
use super::put;
use super::report::Report;
use crate::emit::line::Piece;
use crate::emit::record::{DateRecord, EventRecord};
use crate::emit::words;
use crate::model::facts::{Confidence, Status};

/// A date for readers: inferred dates are marked, the weekday is apart so that a narrow column can hide it.
pub(in crate::emit) fn when(report: &Report, date: &DateRecord, weekday: bool) -> String {
    let said = words::short_date(date, report.published);
    let sign = match words::inferred(date) {
        true => {
            "<span class=\"inf\" title=\"inferred date\"><span class=\"sr\">inferred: </span><span aria-hidden=\"true\">≈</span></span>\u{2009}"
        }
        false => "",
    };
    let weekday = said.weekday.filter(|_| weekday);
    let weekday = weekday.map_or(String::new(), |day| format!("<span class=\"wd\">{day}\u{a0}</span>"));
    format!(
        "{sign}<time datetime=\"{}\">{weekday}{}</time>",
        Text(&date.start),
        Text(&said.text)
    )
}

/// The line of an event.
pub(in crate::emit) fn line(report: &Report, event: &EventRecord, out: &mut String) {
    for piece in report.line(event) {
        match piece {
            Piece::Around(words) => put!(out, "<span class=\"around\">{}</span>", Text(&words)),
            Piece::Text(text) => put!(out, "{}", Text(text)),
            Piece::Trigger(text) => put!(out, "<b>{}</b>", Text(text)),
            Piece::Note(note) => put!(out, "<span class=\"note\">{}</span>", Text(&note)),
        }
    }
}

/// The end of an event's line: its status and attribution, unless it is asserted by the article, and its paragraph.
pub(in crate::emit) fn tail(report: &Report, event: &EventRecord, out: &mut String) {
    let how = words::how(event, &report.cast);
    let status = how
        .status
        .map(|status| format!("<span class=\"st\">{}</span>", Text(&status)));
    let says = how.says.iter().map(|says| Text(says).to_string());
    let low = (event.confidence == Confidence::Low).then(|| LOW.to_owned());
    let parts: Vec<String> = status.into_iter().chain(says).chain(low).collect();
    let dash = if parts.is_empty() { "" } else { " — " };
    let reference = report.reference(&event.id, event.trigger.start);
    put!(
        out,
        "<span class=\"how\">{dash}{}\u{a0}{reference}</span>",
        parts.join(" · ")
    );
}

const LOW: &str = "<span class=\"low\">low confidence</span>";

/// The attributes by which cards are filtered.
fn attributes<'r>(
    report: &Report,
    kind: &str,
    status: &str,
    confidence: Option<Confidence>,
    who: impl Iterator<Item = &'r str>,
) -> String {
    let who: BTreeSet<String> = who.map(|id| format!("{}{}", report.prefix, Text(id))).collect();
    let who: Vec<String> = who.into_iter().collect();
    let sure = confidence.map_or(String::new(), |c| format!("{c:?}").to_lowercase());
    format!(
        "data-k=\"{kind}\" data-st=\"{status}\" data-cf=\"{sure}\" data-who=\"{}\"",
        who.join(" ")
    )
}

/// All actors of an event.
fn actors(event: &EventRecord) -> impl Iterator<Item = &str> {
    let participants = event.participants.iter().filter_map(|p| p.actor.as_deref());
    let sources = event.attribution.iter().filter_map(|a| a.actor.as_deref());
    participants
        .chain(sources)
        .chain(event.place.iter().filter_map(|p| p.actor.as_deref()))
}

fn event_card(report: &Report, event: &EventRecord, again: bool, out: &mut String) {
    let (p, id) = (&report.prefix, Text(&event.id));
    let status = format!("{:?}", event.status).to_lowercase();
    let weight = match event.status {
        Status::Asserted => "did",
        Status::Negated | Status::Denied => "not",
        _ => "yet",
    };
    let attributes = attributes(report, "e", &status, Some(event.confidence), actors(event));
    put!(
        out,
        "<li class=\"card\" id=\"c-{p}{id}\" data-w=\"{weight}\" {attributes}>"
    );
    let date = event
        .date
        .as_ref()
        .map_or(String::new(), |date| when(report, date, true));
    let again = if again { " again" } else { "" };
    put!(out, "<span class=\"when{again}\">{date}</span><div><p class=\"line\">");
    line(report, event, out);
    tail(report, event, out);
    out.push_str("</p></div></li>\n");
}

/// Maximum number of cards in a list that is not divided into runs.
const LONG: usize = 200;
/// Number of cards in a run.
const RUN: usize = 100;

/// A list of cards inside a tag such as `<ol class="events">`. A long one is divided into runs, of which only the first
/// is rendered at once.
fn list<T>(tag: &str, cards: &[T], out: &mut String, mut card: impl FnMut(&T, &mut String)) {
    let run = if cards.len() > LONG { RUN } else { LONG };
    for (number, cards) in cards.chunks(run).enumerate() {
        let mut write = |out: &mut String| {
            put!(out, "{tag}\n");
            cards.iter().for_each(|one| card(one, out));
            put!(out, "</{}>\n", &tag[1..3]);
        };
        match number {
            0 => write(out),
            _ => later(out, write),
        }
    }
}

/// Wraps cards that the script renders on demand, since a page of a hundred thousand elements opens slowly. Without
/// script they are rendered at once.
fn later(out: &mut String, cards: impl FnOnce(&mut String)) {
    out.push_str("<div class=\"later\"><noscript>");
    cards(out);
    out.push_str("</noscript></div>\n");
}

/// A list that is folded away under its title.
fn fold(out: &mut String, title: &str, class: &str, list: impl FnOnce(&mut String)) {
    put!(out, "<details class=\"fold{class}\"><summary>{title}</summary>\n");
    list(out);
    out.push_str("</details>\n");
}

/// Opens the section of a list.
fn open(report: &Report, id: &str, title: &str, out: &mut String) {
    put!(
        out,
        "<section id=\"{}{id}\" class=\"list\"><h2>{title}</h2>\n",
        report.prefix
    );
}
