//! A ledger as a report for people: for each story its ten most important happenings, the timeline with sources, the
//! figures, the contradictions and the actors. Every line names its articles.

use super::words::{Index, amount, best, chain, count, days, question, relation, reports, sources, status, title};
use crate::emit::markdown_text as escape;
use crate::ledger::types::{Happening, Ledger, Series, Story};

/// Maximum length of a clause, in characters.
const CLAUSE: usize = 200;

/// The report.
pub(crate) fn markdown(ledger: &Ledger) -> String {
    let index = Index::new(ledger);
    let mut report = Report {
        index: &index,
        out: String::new(),
    };
    for story in index.stories() {
        report.story(story);
    }
    report.warnings();
    report.out
}

struct Report<'l> {
    index: &'l Index<'l>,
    out: String,
}

impl Report<'_> {
    fn line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    fn story(&mut self, story: &Story) {
        let dates = match (&story.start, &story.end) {
            (Some(start), Some(end)) if start == end => format!(" · {start}"),
            (Some(start), Some(end)) => format!(" · {start} – {end}"),
            _ => String::new(),
        };
        let head = format!(
            "# {}\n\n{} · {}{dates}\n",
            escape(&story.title),
            story.id,
            reports(story, self.index)
        );
        self.line(&head);
        self.line("## In short\n");
        for event in self.index.short(story) {
            let line = format!("- {}{}{}", when(event), self.what(event), self.tail(event));
            self.line(&line);
        }
        self.line("");
        self.timeline(story);
        self.figures(story);
        self.conflicts(story);
        self.quotes(story);
        self.reports(story);
    }

    /// The clause of a happening with its trigger in bold.
    fn what(&self, event: &Happening) -> String {
        let telling = best(event);
        let place = (telling.trigger.start.saturating_sub(telling.start)) as usize;
        let length = (telling.trigger.end - telling.trigger.start) as usize;
        let chars: Vec<char> = telling.text.chars().collect();
        let slice = |from: usize, to: usize| {
            chars
                .get(from.min(chars.len())..to.min(chars.len()))
                .unwrap_or_default()
                .iter()
                .collect::<String>()
        };
        let after = slice(place + length, chars.len());
        let short: String = after.chars().take(CLAUSE).collect();
        let cut = if short.len() < after.len() { "…" } else { "" };
        format!(
            "{}**{}**{}{cut}",
            escape(&slice(0, place)),
            escape(&slice(place, place + length)),
            escape(&short)
        )
    }

    /// Status, figures and sources of a happening.
    fn tail(&self, event: &Happening) -> String {
        let figures = self
            .index
            .series(&event.id)
            .into_iter()
            .map(chain)
            .filter(|c| c.contains('→'));
        let said = best(event)
            .attribution
            .first()
            .map(|a| format!("according to {}", escape(&a.text)));
        let status = Some(status(event.status).to_owned()).filter(|s| !s.is_empty());
        let parts: Vec<String> = status
            .into_iter()
            .chain(said)
            .chain(figures)
            .chain([sources(event)])
            .collect();
        format!(" ({})", parts.join("; "))
    }

    fn timeline(&mut self, story: &Story) {
        self.line("## Timeline\n\n| Date | What | Status | Told by |\n|---|---|---|---|");
        for event in self.index.events(story) {
            let documents: Vec<&str> = event.tellings.iter().map(|t| &*t.document).collect();
            let mut told: Vec<String> = Vec::new();
            for document in documents {
                let called = escape(document);
                if !told.contains(&called) {
                    told.push(called);
                }
            }
            let date = event.date.as_ref().map_or(String::new(), days);
            let row = format!(
                "| {date} | {} | {} | {} |",
                self.what(event),
                status(event.status),
                told.join(", ")
            );
            self.line(&row);
        }
        self.line("");
    }

    fn figures(&mut self, story: &Story) {
        let events = self.index.events(story);
        let mut all: Vec<&Series> = events.iter().flat_map(|e| self.index.series(&e.id)).collect();
        all.extend(self.index.loose(&story.id));
        if all.is_empty() {
            return;
        }
        self.line("## Figures\n");
        for series in all {
            let head = format!(
                "### {}: {}\n\n| As of | Amount | | Source | Report |\n|---|---|---|---|---|",
                escape(&title(series)),
                chain(series)
            );
            self.line(&head);
            for (place, point) in series.points.iter().enumerate() {
                let day = point.as_of.as_ref().or(point.published.as_ref());
                let source = point.attribution.first().map_or("", |a| &a.text);
                let latest = if place == series.latest as usize {
                    " (latest)"
                } else {
                    ""
                };
                let row = format!(
                    "| {} | {} | {}{latest} | {} | {} |",
                    day.map_or("", |d| d),
                    escape(&amount(point)),
                    relation(series, place),
                    escape(source),
                    escape(&point.document)
                );
                self.line(&row);
            }
            self.line("");
        }
    }

    fn conflicts(&mut self, story: &Story) {
        let conflicts = self.index.conflicts(&story.id);
        if conflicts.is_empty() {
            return;
        }
        self.line("## Contradictions\n");
        for conflict in conflicts {
            let sides = conflict
                .sides
                .iter()
                .map(|s| format!("“{}” ({})", escape(&s.text), escape(&self.index.called(&s.document))));
            let line = format!(
                "- **{}** {}",
                question(conflict.kind),
                sides.collect::<Vec<_>>().join(" ≠ ")
            );
            self.line(&line);
        }
        self.line("");
    }

    fn quotes(&mut self, story: &Story) {
        let quotes = self.index.quotes(&story.id);
        if quotes.is_empty() {
            return;
        }
        self.line("## Quotes in several reports\n");
        for quote in quotes {
            let speaker = quote.speaker.as_deref().map_or("", |a| self.index.name(a));
            let line = format!(
                "- {}: “{}” ({})",
                escape(speaker),
                escape(&quote.variants[0]),
                count(quote.tellings.len(), "report", "reports")
            );
            self.line(&line);
        }
        self.line("");
    }

    fn reports(&mut self, story: &Story) {
        self.line("## Reports\n");
        for id in &story.documents {
            let Some(article) = self.index.document(id) else {
                continue;
            };
            let copy = article
                .copy_of
                .as_ref()
                .map_or(String::new(), |of| format!(" · copy of {}", escape(of)));
            let title = article.title.as_deref().unwrap_or_default();
            let line = format!(
                "- {} · {} · {}{copy}",
                article.published.as_deref().unwrap_or("no date"),
                escape(id),
                escape(title)
            );
            self.line(&line);
        }
        self.line("");
    }

    fn warnings(&mut self) {
        if self.index.ledger.warnings.is_empty() {
            return;
        }
        self.line("# Warnings\n");
        for notice in &self.index.ledger.warnings {
            let line = format!(
                "- {}: {} ({})",
                escape(&notice.document),
                escape(&notice.message),
                notice.code
            );
            self.line(&line);
        }
    }
}

fn when(event: &Happening) -> String {
    event.date.as_ref().map_or(String::new(), |d| format!("{}: ", days(d)))
}
