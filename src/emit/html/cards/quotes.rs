//! Quotes by speaker, those with most quotes first; only direct quotes have quotation marks.

use std::fmt::Write;

use super::super::escape::Text;
use super::super::put;
use super::super::report::Report;
use super::{LOW, RUN, attributes, fold, later, open};
use crate::emit::record::QuoteRecord;
use crate::emit::words::{self, many};
use crate::model::facts::{Confidence, QuoteKind};

/// Number of speakers that are not folded.
const OPEN: usize = 6;

/// A speaker's name and quotes.
type Speaker<'r> = (&'r str, Vec<&'r QuoteRecord>);

pub(in crate::emit::html) fn write(report: &Report, out: &mut String) {
    let (other, own): (Vec<&QuoteRecord>, Vec<_>) = report
        .record
        .quotes
        .iter()
        .partition(|q| report.aside.holds(&q.section));
    if own.is_empty() && other.is_empty() {
        return;
    }
    open(report, "quotes", "Who says what", out);
    out.push_str("<p class=\"how\">Paraphrased, unless in quotation marks.</p>\n");
    let speakers: Vec<Speaker> = report.by_speaker(&own);
    let (top, more) = speakers.split_at(OPEN.min(speakers.len()));
    for (name, quotes) in top {
        put!(out, "<h3>{}</h3>\n", Text(name));
        list(report, quotes, out);
    }
    if !more.is_empty() {
        fold(out, &many(more.len(), "more speaker"), "", |out| {
            speakers_of(report, more, out)
        });
    }
    if !other.is_empty() {
        let title = format!("{} in teasers of other stories", many(other.len(), "statement"));
        fold(out, &title, "", |out| list(report, &other, out));
    }
    out.push_str("</section>\n");
}

/// The other speakers, in runs if they are many.
fn speakers_of(report: &Report, speakers: &[Speaker], out: &mut String) {
    for (number, speakers) in speakers.chunks(RUN).enumerate() {
        let write = |out: &mut String| {
            for (name, quotes) in speakers {
                put!(out, "<h3>{}</h3>\n<ul class=\"quotes\">\n", Text(name));
                quotes.iter().for_each(|quote| card(report, quote, out));
                out.push_str("</ul>\n");
            }
        };
        match number {
            0 => write(out),
            _ => later(out, write),
        }
    }
}

fn list(report: &Report, quotes: &[&QuoteRecord], out: &mut String) {
    super::list("<ul class=\"quotes\">", quotes, out, |quote, out| {
        card(report, quote, out)
    });
}

fn card(report: &Report, quote: &QuoteRecord, out: &mut String) {
    let exact = quote.kind == QuoteKind::Direct;
    let attributes = attributes(
        report,
        "q",
        "",
        Some(quote.confidence),
        quote.speaker.as_deref().into_iter(),
    );
    let class = if exact { " exact" } else { "" };
    put!(
        out,
        "<li class=\"card quote{class}\" id=\"c-{}{}\" {attributes}><div><p class=\"line\">",
        report.prefix,
        Text(&quote.id)
    );
    let cue = words::quote_cue(quote);
    if let Some(cue) = cue {
        put!(out, "<span class=\"cue\">{}</span> ", Text(cue));
    }
    put!(out, "{}", Text(&words::quoted(quote, cue.is_none())));
    let partly = (quote.kind == QuoteKind::Mixed).then_some("partly word for word");
    let notes: Vec<&str> = partly
        .into_iter()
        .chain((quote.confidence == Confidence::Low).then_some(LOW))
        .collect();
    let dash = if notes.is_empty() { "" } else { " — " };
    let at = quote.content.first().map_or(quote.start, |c| c.start);
    put!(
        out,
        "<span class=\"how\">{dash}{}\u{a0}{}</span></p></div></li>\n",
        notes.join(" · "),
        report.reference(&quote.id, at)
    );
}
