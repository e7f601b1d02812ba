//! The index of a folder of pages: a line for each article, with its numbers of facts.

use std::fmt::Write;
use std::sync::LazyLock;

use super::escape::Text;
use super::page::{Asset, STYLE, Shell, end};
use super::put;
use crate::emit::aside::Aside;
use crate::emit::digest::{Events, KeyLine};
use crate::emit::record::{Generator, Record};
use crate::emit::words;

static SCRIPT: LazyLock<Asset> = LazyLock::new(|| Asset::new(&[include_str!("index.js")]));

/// A line of the index.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    title: String,
    site: String,
    published: Option<String>,
    /// The clause of the most important event.
    news: Option<String>,
    events: usize,
    figures: usize,
    quotes: usize,
    warnings: Vec<String>,
}

impl Entry {
    /// The line of an article.
    pub(crate) fn of(record: &Record) -> Entry {
        let document = &record.document;
        let aside = Aside::of(record);
        let own = |section: &Option<String>| !aside.holds(section);
        let key = Events::of(record, &aside).key();
        let title = document.title.clone().unwrap_or_else(|| document.id.clone());
        // A clause that begins with its verb does not say who.
        let whole = |line: &&KeyLine| line.event.start < line.event.trigger.start;
        let new = || key.iter().filter(|line| !title.contains(&*line.event.text));
        let order = |a: &&KeyLine, b: &&KeyLine| a.event.importance.total_cmp(&b.event.importance);
        let first = new().filter(whole).max_by(order).or_else(|| new().max_by(order));
        let warnings = record.warnings.iter().map(|w| w.message.clone());
        Entry {
            title,
            site: words::origin(document).to_owned(),
            published: document.published.as_ref().map(|p| p.value.clone()),
            news: first.map(|line| line.event.text.clone()),
            events: record.events.iter().filter(|e| own(&e.section)).count(),
            figures: record.figures.iter().filter(|f| own(&f.section)).count(),
            quotes: record.quotes.iter().filter(|q| own(&q.section)).count(),
            warnings: warnings.chain(record.error.iter().map(|e| e.message.clone())).collect(),
        }
    }
}

/// The index of pages: (address relative to the index, its line). The latest come first, those without a day last.
pub(crate) fn page(mut entries: Vec<(String, Entry)>) -> String {
    entries.sort_by(|(_, a), (_, b)| b.published.cmp(&a.published));
    let title = words::many(entries.len(), "article");
    let shell = Shell {
        title: &title,
        kind: "index",
        skips: &[],
        style: &STYLE,
        script: &SCRIPT,
        generator: &Generator::current(Vec::new()),
    };
    let mut out = shell.begin();
    put!(
        out,
        "<h1>{title}</h1>\n<form class=\"find\" role=\"search\" hidden><div class=\"row\"><input type=\"search\" name=\"text\" aria-label=\"Search the articles\" placeholder=\"Search the articles\" autocomplete=\"off\"><kbd aria-hidden=\"true\">/</kbd></div><p class=\"found\" role=\"status\" hidden></p></form>\n"
    );
    out.push_str("<table>\n<thead><tr><th scope=\"col\">Published</th><th scope=\"col\">Article</th><th scope=\"col\" class=\"num\">Events</th><th scope=\"col\" class=\"num\">Figures</th><th scope=\"col\" class=\"num\">Quotes</th></tr></thead>\n<tbody>\n");
    for (href, entry) in &entries {
        row(&mut out, href, entry);
    }
    out.push_str("</tbody>\n</table>\n");
    out.push_str(&end("", &SCRIPT));
    out
}

fn row(out: &mut String, href: &str, entry: &Entry) {
    let day = entry.published.as_deref().unwrap_or("");
    put!(
        out,
        "<tr><td data-v=\"{}\">{}</td>",
        Text(if day.is_empty() { "9999" } else { day }),
        if day.is_empty() {
            "no date".to_owned()
        } else {
            Text(day).to_string()
        }
    );
    put!(
        out,
        "<td class=\"what\"><a href=\"{}\">{}</a><p class=\"how\">{}</p>",
        Text(href),
        Text(&entry.title),
        Text(&entry.site)
    );
    if let Some(news) = &entry.news {
        put!(out, "<p>{}</p>", Text(news));
    }
    for warning in &entry.warnings {
        put!(out, "<p class=\"how\"><b>Warning</b> {}</p>", Text(warning));
    }
    out.push_str("</td>");
    for (n, what) in [
        (entry.events, "events"),
        (entry.figures, "figures"),
        (entry.quotes, "quotes"),
    ] {
        put!(out, "<td class=\"num\" data-what=\"{what}\">{n}</td>");
    }
    out.push_str("</tr>\n");
}
