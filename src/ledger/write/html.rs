//! A ledger as one page for people, without scripts or network: summaries of the stories, the timeline with every
//! telling, the figures as small charts with tables, the contradictions side by side, the articles.
//!
//! A telling links to its article in the list below, and a happening in the summary to its place in the timeline.

use std::fmt::Write;

use super::words::{Index, amount, best, chain, days, question, relation, reports, sources, status, title};
use crate::emit::html_text as escape;
use crate::ledger::types::{Happening, Ledger, Point, Series, Story, Telling};

const MEMORY: &str = "written to memory";
/// Width and height of a chart, in pixels.
const CHART: (f64, f64) = (320.0, 48.0);

/// The page.
pub(crate) fn html(ledger: &Ledger) -> String {
    let index = Index::new(ledger);
    let stories = index.stories();
    let name = stories.first().map_or("Ledger", |s| &*s.title);
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<meta name=\"viewport\" content=\"width=device-width, \
         initial-scale=1\">\n<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n<main>\n",
        escape(name),
        include_str!("ledger.css")
    );
    for story in stories {
        Page {
            index: &index,
            out: &mut out,
        }
        .story(story);
    }
    for notice in &ledger.warnings {
        let line = format!("{}: {} ({})", notice.document, notice.message, notice.code);
        writeln!(out, "<p class=\"mut\">{}</p>", escape(&line)).expect(MEMORY);
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

struct Page<'p> {
    index: &'p Index<'p>,
    out: &'p mut String,
}

impl Page<'_> {
    fn line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    fn story(&mut self, story: &Story) {
        let stretch = match (&story.start, &story.end) {
            (Some(start), Some(end)) if start != end => format!(" · {start} – {end}"),
            (Some(day), _) | (_, Some(day)) => format!(" · {day}"),
            _ => String::new(),
        };
        let head = format!(
            "<article id=\"{0}\">\n<h1>{1}</h1>\n<p class=\"mut\">{2}{stretch}</p>\n<h2>In short</h2>\n<ol>",
            story.id,
            escape(&story.title),
            reports(story, self.index)
        );
        self.line(&head);
        for event in self.index.short(story) {
            let line = format!(
                "<li><a href=\"#{}\">{}</a> {}</li>",
                event.id,
                when(event),
                self.summary(event)
            );
            self.line(&line);
        }
        self.line("</ol>\n<h2>Timeline</h2>\n<ul>");
        for event in self.index.events(story) {
            self.event(event, event.story.as_ref() == Some(&story.id));
        }
        self.line("</ul>");
        self.figures(story);
        self.conflicts(story);
        self.reports(story);
        self.line("</article>");
    }

    /// The best clause of a happening, with its status, figures and sources.
    fn summary(&self, event: &Happening) -> String {
        let mut notes: Vec<String> = Vec::new();
        notes.extend(Some(status(event.status).to_owned()).filter(|s| !s.is_empty()));
        notes.extend(
            self.index
                .series(&event.id)
                .into_iter()
                .map(chain)
                .filter(|c| c.contains('→')),
        );
        notes.push(sources(event));
        format!(
            "{} <span class=\"mut\">{}</span>",
            clause(best(event)),
            escape(&notes.join(" · "))
        )
    }

    /// A happening in the timeline; only its own story has its anchor.
    fn event(&mut self, event: &Happening, own: bool) {
        let anchor = if own {
            format!(" id=\"{}\"", event.id)
        } else {
            String::new()
        };
        let head = format!(
            "<li{anchor}><details><summary>{} {}</summary>\n<ul>",
            when(event),
            self.summary(event)
        );
        self.line(&head);
        for telling in event.tellings.iter().filter(|t| t.trigger.lemma.is_some()) {
            let said = telling
                .attribution
                .first()
                .map_or(String::new(), |a| format!("{} · ", escape(&a.text)));
            let line = format!(
                "<li>{} <span class=\"mut\">{said}<a href=\"#d-{}\">{}</a></span></li>",
                clause(telling),
                escape(&telling.document),
                escape(&self.index.called(&telling.document))
            );
            self.line(&line);
        }
        self.line("</ul></details></li>");
    }

    fn figures(&mut self, story: &Story) {
        let events = self.index.events(story);
        let mut all: Vec<&Series> = events.iter().flat_map(|e| self.index.series(&e.id)).collect();
        all.extend(self.index.loose(&story.id));
        if !all.is_empty() {
            self.line("<h2>Figures</h2>");
        }
        for series in all {
            let head = format!(
                "<h3 id=\"{}\">{}: {}</h3>",
                series.id,
                escape(&title(series)),
                escape(&chain(series))
            );
            self.line(&head);
            let chart = chart(&series.points);
            self.line(&chart);
            self.line("<table><tr><th>As of</th><th>Amount</th><th>Change</th><th>Source</th><th>Report</th></tr>");
            for (place, point) in series.points.iter().enumerate() {
                let day = point.as_of.as_ref().or(point.published.as_ref());
                let cells = [
                    day.map_or("", |d| d).to_owned(),
                    amount(point),
                    relation(series, place).to_owned(),
                    point.attribution.first().map_or(String::new(), |a| a.text.clone()),
                    self.index.called(&point.document),
                ];
                let cells: String = cells.iter().map(|c| format!("<td>{}</td>", escape(c))).collect();
                self.line(&format!("<tr>{cells}</tr>"));
            }
            self.line("</table>");
        }
    }

    fn conflicts(&mut self, story: &Story) {
        let conflicts = self.index.conflicts(&story.id);
        if !conflicts.is_empty() {
            self.line("<h2>Contradictions</h2>");
        }
        for conflict in conflicts {
            let head = format!(
                "<h3 id=\"{}\">{}</h3>\n<div class=\"sides\">",
                conflict.id,
                question(conflict.kind)
            );
            self.line(&head);
            for side in &conflict.sides {
                let called = escape(&self.index.called(&side.document));
                self.line(&format!(
                    "<p>{}<br><span class=\"mut\">{called}</span></p>",
                    escape(&side.text)
                ));
            }
            self.line("</div>");
        }
    }

    fn reports(&mut self, story: &Story) {
        self.line("<h2>Reports</h2>\n<ul>");
        for id in &story.documents {
            let Some(article) = self.index.document(id) else {
                continue;
            };
            let copy = article
                .copy_of
                .as_ref()
                .map_or(String::new(), |of| format!(" · copy of {of}"));
            let about = format!("{} · {id}{copy}", article.published.as_deref().unwrap_or("no date"));
            let name = article.title.as_deref().unwrap_or(id);
            let line = format!(
                "<li id=\"d-{}\">{} <span class=\"mut\">{}</span></li>",
                escape(id),
                escape(name),
                escape(&about)
            );
            self.line(&line);
        }
        self.line("</ul>");
    }
}

fn when(event: &Happening) -> String {
    let date = event.date.as_ref().map_or("undated".to_owned(), days);
    format!("<time>{}</time>", escape(&date))
}

/// A clause with its trigger in bold.
fn clause(telling: &Telling) -> String {
    let chars: Vec<char> = telling.text.chars().collect();
    let from = (telling.trigger.start.saturating_sub(telling.start) as usize).min(chars.len());
    let to = (from + telling.trigger.text.chars().count()).min(chars.len());
    let text = |part: &[char]| escape(&part.iter().collect::<String>());
    format!(
        "{}<b>{}</b>{}",
        text(&chars[..from]),
        text(&chars[from..to]),
        text(&chars[to..])
    )
}

/// A chart of the amounts of points from left to right; empty for fewer than three.
fn chart(points: &[Point]) -> String {
    let amounts: Vec<f64> = points
        .iter()
        .filter_map(|p| p.value.or(p.low).or(p.high))
        .map(|n| n.0)
        .collect();
    let (low, high) = amounts
        .iter()
        .fold((f64::MAX, f64::MIN), |(low, high), n| (low.min(*n), high.max(*n)));
    if amounts.len() < 3 || high <= low {
        return String::new();
    }
    let (width, height) = CHART;
    let place = |(n, amount): (usize, &f64)| {
        let x = 4.0 + n as f64 * (width - 8.0) / (amounts.len() - 1) as f64;
        (x, 4.0 + (high - amount) * (height - 8.0) / (high - low))
    };
    let places: Vec<(f64, f64)> = amounts.iter().enumerate().map(place).collect();
    let line: Vec<String> = places.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
    let dots: String = places
        .iter()
        .map(|(x, y)| format!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3\"/>"))
        .collect();
    format!(
        "<svg width=\"{width}\" height=\"{height}\" role=\"img\" aria-label=\"The amounts in order\"><polyline points=\"{}\"/>{dots}</svg>",
        line.join(" ")
    )
}
