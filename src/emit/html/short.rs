//! "In short": the origin of the article, its warnings, and the most important events in eight lines.

use std::fmt::Write;

use super::cards::{line, tail, when};
use super::escape::Text;
use super::put;
use super::report::Report;
use crate::emit::words;

pub(super) fn write(report: &Report, out: &mut String) {
    out.push_str("<section class=\"short\">\n<h2>In short</h2>\n");
    source(report, out);
    let record = report.record;
    if let Some(error) = &record.error {
        put!(
            out,
            "<p class=\"warn\"><b>Could not be read</b> {} <code>{}</code></p>\n",
            Text(&error.message),
            Text(&error.code)
        );
    }
    for warning in &record.warnings {
        put!(
            out,
            "<p class=\"warn\"><b>Warning</b> {} <code>{}</code></p>\n",
            Text(&warning.message),
            Text(&warning.code)
        );
    }
    let lines = report.events.key();
    if !lines.is_empty() {
        out.push_str("<ol class=\"key\">\n");
        for key in lines {
            let dates: Vec<String> = key.dates.iter().map(|date| when(report, date, false)).collect();
            let dates = match dates.is_empty() {
                true => "<span class=\"mut\">no date</span>".to_owned(),
                false => dates.join("<br>"),
            };
            put!(
                out,
                "<li data-go=\"{}{}\"><span class=\"when\">{dates}</span><div><p class=\"line\">",
                report.prefix,
                Text(&key.event.id)
            );
            line(report, key.event, out);
            tail(report, key.event, out);
            out.push_str("</p></div></li>\n");
        }
        out.push_str("</ol>\n<p class=\"how\"><a href=\"#legend\">How to read the marks</a></p>\n");
    }
    out.push_str("</section>\n");
}

fn source(report: &Report, out: &mut String) {
    let document = &report.record.document;
    let from = Text(words::site(document).unwrap_or(&document.id));
    put!(out, "<dl class=\"meta\">\n<div><dt>Source</dt><dd>");
    // An address is followed only where it leads to a page.
    match document
        .url
        .as_deref()
        .filter(|url| url.starts_with("https://") || url.starts_with("http://"))
    {
        Some(url) => put!(out, "<a href=\"{}\" rel=\"noreferrer\">{from}</a>", Text(url)),
        None => put!(out, "{from}"),
    }
    match document.authors.is_empty() {
        true => out.push_str(" <span class=\"mut\">· no author named</span>"),
        false => put!(out, ", by {}", Text(&document.authors.join(", "))),
    }
    out.push_str("</dd></div>\n<div><dt>Published</dt><dd>");
    match &document.published {
        Some(published) => put!(
            out,
            "<time datetime=\"{}\">{}</time> <span class=\"mut\">· {}</span>",
            Text(&published.value),
            Text(&words::long_day(&published.value)),
            words::published_basis(published.basis)
        ),
        None => out.push_str("unknown <span class=\"mut\">· “Wednesday” and the like stay open</span>"),
    }
    out.push_str("</dd></div>\n</dl>\n");
}
