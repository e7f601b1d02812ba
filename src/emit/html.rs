//! One self-contained page: each article with its facts highlighted, beside the lists of them.
//!
//! No script, no network: everything is in the page, and its policy forbids the rest. Everything that comes from the
//! article is escaped. Facts overlap (a figure inside a quote), so the text is cut wherever one begins or ends and
//! every piece carries the classes of all the facts that it belongs to.

use std::fmt::Write;

use super::claims::Names;
use super::record::{DateRecord, Record};
use super::slices::Slices;
use crate::model::facts::Role;

/// What opens the page.
pub(super) const BEGIN: &str = concat!(
    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n",
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n",
    "<meta name=\"viewport\" content=\"width=device-width\">\n<title>newsx</title>\n<style>\n",
    include_str!("page.css"),
    "</style>\n</head>\n<body>\n"
);

/// What closes the page.
pub(super) const END: &str = "</body>\n</html>\n";

const MEMORY: &str = "written to memory";

/// An article and its lists.
pub(super) fn article(record: &Record) -> String {
    let document = &record.document;
    let title = escape(document.title.as_deref().unwrap_or(&document.id));
    let mut out = format!("<article>\n<h1>{title}</h1>\n");
    let published = document.published.as_ref().map_or("no date", |p| &p.value);
    writeln!(
        out,
        "<p class=\"meta\">{} · {}</p>",
        escape(published),
        escape(&document.id)
    )
    .expect(MEMORY);
    if let Some(error) = &record.error {
        writeln!(
            out,
            "<p class=\"error\">{} ({})</p>",
            escape(&error.message),
            escape(&error.code)
        )
        .expect(MEMORY);
    }
    let prefix = prefix(record);
    out.push_str("<div class=\"columns\">\n<div class=\"text\">");
    out.push_str(&highlighted(record, &prefix));
    out.push_str("</div>\n<div class=\"lists\">\n");
    lists(&mut out, record, &prefix);
    out.push_str("</div>\n</div>\n</article>\n");
    out
}

/// Keeps the anchors of several articles on one page apart.
fn prefix(record: &Record) -> String {
    let hash = record.document.sha256.as_deref().unwrap_or_default();
    format!("x{}-", hash.get(..12).unwrap_or(hash))
}

/// A stretch of text to highlight.
struct Mark<'r> {
    start: u32,
    end: u32,
    class: &'static str,
    /// The fact, if this is the place that its line in the lists leads to.
    id: Option<&'r str>,
}

fn marks(record: &Record) -> Vec<Mark<'_>> {
    let mark = |start, end, class, id| Mark { start, end, class, id };
    let mut marks = Vec::new();
    for heading in record
        .sections
        .iter()
        .filter(|s| s.kind == crate::parse::SectionKind::Headline)
    {
        marks.push(mark(heading.start, heading.end, "headline", None));
    }
    marks.extend(record.times.iter().map(|t| mark(t.start, t.end, "time", Some(&*t.id))));
    for actor in &record.actors {
        let first = |i: usize| (i == 0).then_some(&*actor.id);
        marks.extend(
            (0..)
                .zip(&actor.mentions)
                .map(|(i, m)| mark(m.start, m.end, "actor", first(i))),
        );
    }
    for event in &record.events {
        marks.push(mark(event.trigger.start, event.trigger.end, "event", Some(&event.id)));
    }
    marks.extend(
        record
            .figures
            .iter()
            .map(|f| mark(f.start, f.end, "figure", Some(&*f.id))),
    );
    for quote in &record.quotes {
        let first = |i: usize| (i == 0).then_some(&*quote.id);
        marks.extend(
            (0..)
                .zip(&quote.content)
                .map(|(i, c)| mark(c.start, c.end, "quote", first(i))),
        );
    }
    marks.retain(|m| m.start < m.end);
    marks.sort_by_key(|m| (m.start, m.end));
    marks
}

/// The text, cut at every end of a mark.
fn highlighted(record: &Record, prefix: &str) -> String {
    let Some(text) = &record.text else { return String::new() };
    let slices = Slices::new(text);
    let marks = marks(record);
    let mut cuts: Vec<u32> = marks.iter().flat_map(|m| [m.start, m.end]).collect();
    cuts.extend([0, slices.len()]);
    cuts.sort_unstable();
    cuts.dedup();
    let (mut out, mut open, mut next) = (String::new(), Vec::<&Mark>::new(), 0);
    for pair in cuts.windows(2) {
        open.retain(|m| m.end > pair[0]);
        let first = next;
        while next < marks.len() && marks[next].start <= pair[0] {
            open.push(&marks[next]);
            next += 1;
        }
        for id in marks[first..next].iter().filter_map(|m| m.id) {
            write!(out, "<a id=\"{prefix}{}\"></a>", escape(id)).expect(MEMORY);
        }
        let piece = escape(slices.get(pair[0], pair[1]).unwrap_or_default());
        if open.is_empty() {
            out.push_str(&piece);
        } else {
            let mut classes: Vec<&str> = open.iter().map(|m| m.class).collect();
            classes.sort_unstable();
            classes.dedup();
            write!(out, "<span class=\"{}\">{piece}</span>", classes.join(" ")).expect(MEMORY);
        }
    }
    out
}

fn lists(out: &mut String, record: &Record, prefix: &str) {
    let names = Names::new(record);
    let date = |d: &Option<DateRecord>| d.as_ref().map_or(String::new(), |d| d.start.clone());
    list(
        out,
        prefix,
        "Events",
        record.events.iter().map(|e| {
            let who = names.participants(e, &[Role::Agent]).unwrap_or_default();
            let whom = names
                .participants(e, &[Role::Patient, Role::Recipient])
                .unwrap_or_default();
            let status = format!("{:?}", e.status).to_lowercase();
            (&*e.id, vec![date(&e.date), who, e.trigger.text.clone(), whom, status])
        }),
    );
    list(
        out,
        prefix,
        "Actors",
        record.actors.iter().map(|a| {
            let kind = format!("{:?}", a.kind).to_lowercase();
            (&*a.id, vec![a.name.clone(), kind, a.roles.join("; ")])
        }),
    );
    list(
        out,
        prefix,
        "Figures",
        record.figures.iter().map(|f| {
            let unit = f.unit.clone().unwrap_or_default();
            let value = f.value.map_or(String::new(), |v| v.0.to_string());
            (&*f.id, vec![f.text.clone(), value, unit])
        }),
    );
    list(
        out,
        prefix,
        "Quotes",
        record.quotes.iter().map(|q| {
            let speaker = names.speaker(q).unwrap_or_default().to_owned();
            let content: Vec<&str> = q.content.iter().map(|c| &*c.text).collect();
            (&*q.id, vec![speaker, content.join(" … ")])
        }),
    );
    list(
        out,
        prefix,
        "Times",
        record
            .times
            .iter()
            .map(|t| (&*t.id, vec![t.text.clone(), t.value.clone()])),
    );
}

/// A table whose first column leads to the place in the text.
fn list<'r>(out: &mut String, prefix: &str, title: &str, rows: impl Iterator<Item = (&'r str, Vec<String>)>) {
    let mut rows = rows.peekable();
    if rows.peek().is_none() {
        return;
    }
    writeln!(out, "<h2>{title}</h2>\n<table>").expect(MEMORY);
    for (id, cells) in rows {
        let id = escape(id);
        write!(out, "<tr><td><a href=\"#{prefix}{id}\">{id}</a></td>").expect(MEMORY);
        for cell in cells {
            write!(out, "<td>{}</td>", escape(&cell)).expect(MEMORY);
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</table>\n");
}

/// Text as text.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            // Not allowed in HTML, not even as references.
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_escaped() {
        assert_eq!(
            escape("<b onclick='x'>\"&\0"),
            "&lt;b onclick=&#39;x&#39;&gt;&quot;&amp;"
        );
    }
}
