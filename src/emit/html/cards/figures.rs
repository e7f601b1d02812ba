//! Figures: bound, number and unit, what is counted, and the words as written.

use std::fmt::Write;

use super::super::escape::Text;
use super::super::put;
use super::super::report::Report;
use super::{LOW, actors, attributes, fold, open};
use crate::emit::line::Around;
use crate::emit::record::FigureRecord;
use crate::emit::words::{self, many};
use crate::model::facts::Confidence;

pub(in crate::emit::html) fn write(report: &Report, out: &mut String) {
    let (other, own): (Vec<&FigureRecord>, Vec<_>) = report
        .record
        .figures
        .iter()
        .partition(|f| report.aside.holds(&f.section));
    if own.is_empty() && other.is_empty() {
        return;
    }
    open(report, "figures", "Figures", out);
    list(report, &own, out);
    if !other.is_empty() {
        let title = format!("{} in teasers of other stories", many(other.len(), "figure"));
        fold(out, &title, "", |out| list(report, &other, out));
    }
    out.push_str("</section>\n");
}

fn list(report: &Report, figures: &[&FigureRecord], out: &mut String) {
    super::list("<ul class=\"figures\">", figures, out, |figure, out| {
        card(report, figure, out)
    });
}

fn card(report: &Report, figure: &FigureRecord, out: &mut String) {
    let event = report.event(figure.event.as_deref());
    let sources = figure.attribution.iter().filter_map(|a| a.actor.as_deref());
    let who = sources.chain(event.into_iter().flat_map(actors));
    let attributes = attributes(report, "f", "", Some(figure.confidence), who);
    put!(
        out,
        "<li class=\"card figure\" id=\"c-{}{}\" {attributes}><span class=\"value\">",
        report.prefix,
        Text(&figure.id)
    );
    let amount = words::amount(figure);
    if !amount.sign.is_empty() {
        let (sign, bound) = (Text(amount.sign), amount.bound);
        put!(
            out,
            "<span class=\"sign\" title=\"{bound}\"><span class=\"sr\">{bound} </span><span aria-hidden=\"true\">{sign}</span></span>\u{2009}"
        );
    }
    put!(out, "{}", Text(&amount.value));
    if !amount.unit.is_empty() {
        put!(out, "<span class=\"unit\"> {}</span>", Text(&amount.unit));
    }
    out.push_str("</span><div>");
    let written = figure.counted.iter().map(|_| format!("“{}”", Text(&figure.text)));
    let says = figure
        .attribution
        .iter()
        .map(|a| Text(&words::says(a, &report.cast)).to_string());
    let low = (figure.confidence == Confidence::Low).then(|| LOW.to_owned());
    let notes: Vec<String> = written.chain(says).chain(low).collect();
    let reference = report.reference(&figure.id, figure.start);
    out.push_str("<p class=\"line");
    match &figure.counted {
        Some(counted) => {
            put!(out, "\">{}", Text(&counted.text));
            // The event of the counted things: "drones, deployed".
            if let Some(event) = event.filter(|e| !counted.text.contains(&*e.trigger.text)) {
                put!(out, ", {}", Text(&event.trigger.text));
            }
        }
        None => {
            out.push_str(" around\">");
            around(report, figure, out);
        }
    }
    match notes.is_empty() {
        true => put!(out, "\u{a0}{reference}</p></div></li>\n"),
        false => put!(
            out,
            "</p><p class=\"how\">{}\u{a0}{reference}</p></div></li>\n",
            notes.join(" · ")
        ),
    }
}

/// A figure without counted phrase, among the words around it.
fn around(report: &Report, figure: &FigureRecord, out: &mut String) {
    let Around { before, after } = report.around(&(figure.start..figure.end));
    put!(out, "{}<b>{}</b>{}", Text(&before), Text(&figure.text), Text(&after));
}
