//! An article's report: its text with marks, and beside it the lists of facts.

use std::fmt::Write;

use super::escape::{Text, json};
use super::marks::{Marker, marks};
use super::report::Report;
use super::{cards, filter, put, short};
use crate::emit::blocks::{Block, Role};
use crate::emit::{digest, words};

/// The whole report.
pub(super) fn write(report: &Report, out: &mut String) {
    let document = &report.record.document;
    let (p, title) = (&report.prefix, Text(document.title.as_deref().unwrap_or(&document.id)));
    let site = Text(words::origin(document));
    let day = report
        .published
        .map(|day| format!(", {}", words::long_day(day)))
        .unwrap_or_default();
    put!(
        out,
        "<article class=\"doc\" id=\"{p}top\" data-p=\"{p}\" aria-labelledby=\"{p}title\" data-cite=\"{site}{day}\">\n"
    );
    put!(out, "<header class=\"head\"><p class=\"eyebrow\">{site}</p>\n");
    let marks = marks(report.record, &report.blocks, &report.slices);
    let mut marker = Marker::new(&report.slices, &marks, p);
    let headline = report.blocks.0.first().filter(|b| b.role == Role::Headline);
    put!(out, "<h1 class=\"title\" id=\"{p}title\" data-rove>");
    match headline {
        Some(block) => sentences(report, out, block, &mut marker),
        None => put!(out, "{title}"),
    }
    put!(
        out,
        "</h1></header>\n<section class=\"side\" aria-label=\"Facts{}\">\n",
        report.which()
    );
    short::write(report, out);
    if report.record.error.is_none() {
        facts(report, out);
    }
    put!(
        out,
        "</section>\n<section class=\"text\" id=\"{p}text\" aria-label=\"Text{}\" data-rove>\n",
        report.which()
    );
    text(report, out, headline.is_some(), &mut marker);
    put!(
        out,
        "</section>\n<script type=\"application/json\" class=\"data\">{}</script>\n</article>\n",
        json(report.record)
    );
}

fn facts(report: &Report, out: &mut String) {
    let p = &report.prefix;
    put!(
        out,
        "<div class=\"facts sheet\" id=\"{p}facts\">\n<div class=\"bar\"><nav aria-label=\"Kinds of facts{}\">",
        report.which()
    );
    let own = |n: usize, other: usize| n - other;
    let figures = report
        .record
        .figures
        .iter()
        .filter(|f| !report.aside.holds(&f.section))
        .count();
    let quotes = report
        .record
        .quotes
        .iter()
        .filter(|q| !report.aside.holds(&q.section))
        .count();
    let actors = digest::actors(report.record, &report.aside);
    for (id, title, kind, n) in [
        (
            "timeline",
            "Timeline",
            "e",
            own(report.record.events.len(), report.events.other.len()),
        ),
        ("people", "People", "a", actors.first.len() + actors.rest.len()),
        ("figures", "Figures", "f", figures),
        ("quotes", "Quotes", "q", quotes),
    ] {
        let name = if kind == "a" { " name" } else { "" };
        put!(
            out,
            "<a href=\"#{p}{id}\" data-n=\"{kind}\"><span class=\"m {kind}{name}\">{title}</span> <span class=\"c\">{n}</span></a>"
        );
    }
    out.push_str("</nav>\n");
    filter::write(report, out);
    out.push_str("</div>\n");
    cards::timeline::write(report, out);
    cards::people::write(report, out, &actors);
    cards::figures::write(report, out);
    cards::quotes::write(report, out);
    cards::times::write(report, out);
    out.push_str("</div>\n");
}

fn text(report: &Report, out: &mut String, skip_first: bool, marker: &mut Marker<'_>) {
    if report.record.text.is_none() && report.record.error.is_none() {
        out.push_str("<p class=\"mut\">The record was written without the article’s text.</p>\n");
    }
    let mut other = false;
    for block in report.blocks.0.iter().skip(usize::from(skip_first)) {
        if block.other != other {
            out.push_str(if block.other {
                "<div class=\"other\">\n"
            } else {
                "</div>\n"
            });
            other = block.other;
        }
        let close = match block.role {
            Role::Heading | Role::Headline => {
                out.push_str("<h2>");
                "</h2>\n"
            }
            Role::Paragraph(n) => {
                let class = if block.boilerplate {
                    " class=\"boilerplate\""
                } else {
                    ""
                };
                put!(
                    out,
                    "<p{class} id=\"{}p{n}\"><span class=\"n\" aria-hidden=\"true\">{n}</span>",
                    report.prefix
                );
                "</p>\n"
            }
            Role::Line(kind) => {
                put!(out, "<p class=\"{}\">", format!("{kind:?}").to_lowercase());
                "</p>\n"
            }
        };
        sentences(report, out, block, marker);
        out.push_str(close);
    }
    if other {
        out.push_str("</div>\n");
    }
}

fn sentences(report: &Report, out: &mut String, block: &Block, marker: &mut Marker<'_>) {
    let mut at = block.span.start;
    for sentence in &block.sentences {
        put!(out, "{}<span class=\"s\">", Text(report.slice(at, sentence.start)));
        marker.write(out, sentence);
        out.push_str("</span>");
        at = sentence.end;
    }
}
