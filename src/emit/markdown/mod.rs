//! A report for people in Markdown: a summary, then timeline, people, figures and quotes.
//!
//! Less important facts are folded away in `<details>`, which GitHub folds and pandoc and terminals show open. Every
//! line ends with its paragraph (¶4); the paragraphs that lines refer to are at the end. Facts in teasers of other
//! stories and in boilerplate are left out: they are not the article's own.

pub(super) mod escape;

use std::collections::BTreeSet;
use std::fmt::Write;

use super::blocks::{Place, Role};
use super::cast::called;
use super::digest::{self, Actors};
use super::line::{Around, Piece};
use super::reading::Reading;
use super::record::{ActorRecord, DateRecord, EventRecord, FigureRecord, QuoteRecord};
use super::words::{self, many};
use super::{Page, View};
use crate::model::facts::{Confidence, QuoteKind};
use escape::{cell, escape, escape_start};

const MEMORY: &str = "written to memory";
/// Number of actors and speakers that are not folded.
const OPEN: usize = 9;

/// Legend of the marks in a report.
const LEGEND: &str = "*≈: told by no words of the event itself · \\[ \\]: added by newsx · ¶: paragraph, at the end*";

macro_rules! line {
    ($out:expr) => { $out.push('\n') };
    ($out:expr, $($arg:tt)*) => { writeln!($out, $($arg)*).expect(MEMORY) };
}

/// The report of an article.
pub(super) fn report(page: &Page, view: &View) -> String {
    let reading = Reading::of(page, view);
    let document = &reading.record.document;
    let mut out = String::new();
    line!(out, "# {}\n", escape(document.title.as_deref().unwrap_or(&document.id)));
    if let Some(error) = &reading.record.error {
        line!(
            out,
            "**Could not be read:** {} ({})\n",
            escape(&error.message),
            escape(&error.code)
        );
        return out;
    }
    line!(out, "{}\n", source_line(&reading));
    for warning in &reading.record.warnings {
        line!(
            out,
            "> **Warning:** {} ({})\n",
            escape(&warning.message),
            escape(&warning.code)
        );
    }
    let mut report = Report {
        reading,
        cited: BTreeSet::new(),
        out,
    };
    report.in_short();
    report.timeline();
    report.people();
    report.figures();
    report.quotes();
    report.paragraphs();
    report.out
}

fn source_line(reading: &Reading) -> String {
    let document = &reading.record.document;
    let day = document
        .published
        .as_ref()
        .map_or("no date of publication".to_owned(), |p| {
            format!("{} ({})", words::long_day(&p.value), words::published_basis(p.basis))
        });
    let authors = (!document.authors.is_empty()).then(|| format!("by {}", document.authors.join(", ")));
    let place = document
        .url
        .clone()
        .or(document.title.is_some().then(|| document.id.clone()));
    let parts = [Some(day), authors, document.site.clone(), place];
    let parts: Vec<String> = parts.into_iter().flatten().map(|part| escape(&part)).collect();
    parts.join(" · ")
}

struct Report<'p> {
    reading: Reading<'p>,
    /// The blocks that lines refer to.
    cited: BTreeSet<usize>,
    out: String,
}

impl<'p> Report<'p> {
    /// The paragraph of a position; nothing for a record without text.
    fn mark(&mut self, at: u32) -> String {
        if self.reading.blocks.0.is_empty() {
            return String::new();
        }
        self.cited.insert(self.reading.blocks.index(at));
        self.reading.blocks.place(at).to_string()
    }

    /// The paragraph of a position, with the blank that parts it from a line.
    fn mark_in_line(&mut self, at: u32) -> String {
        let mark = self.mark(at);
        match self.reading.blocks.place(at) {
            _ if mark.is_empty() => mark,
            Place::Paragraph(_) => format!(" {mark}"),
            Place::Word(_) => format!(" ({mark})"),
        }
    }

    fn own(&self, section: &Option<String>) -> bool {
        !self.reading.aside.holds(section)
    }

    fn fold(&mut self, title: &str, write: impl FnOnce(&mut Self)) {
        line!(self.out, "<details><summary>{title}</summary>\n");
        write(self);
        line!(self.out, "\n</details>\n");
    }

    fn in_short(&mut self) {
        let lines = self.reading.events.key();
        if lines.is_empty() {
            return;
        }
        line!(self.out, "## In short\n");
        for key in lines {
            let dates: Vec<String> = key.dates.iter().map(|date| self.when(date)).collect();
            let dates = match dates.is_empty() {
                true => String::new(),
                false => format!("**{}:** ", dates.join(", ")),
            };
            let line = self.event(key.event);
            line!(self.out, "- {dates}{line}");
        }
        line!(self.out, "\n{LEGEND}\n");
    }

    fn timeline(&mut self) {
        let dated = std::mem::take(&mut self.reading.events.dated);
        let undated = std::mem::take(&mut self.reading.events.undated);
        let small = std::mem::take(&mut self.reading.events.small);
        if dated.len() + undated.len() + small.len() == 0 {
            return;
        }
        line!(self.out, "## Timeline\n");
        if !dated.is_empty() {
            line!(self.out, "| When | What | |\n|---|---|---|");
            for event in dated {
                let date = event.date.as_ref();
                let when = date.map_or_else(|| escape(self.reading.time_told(event)), |date| self.when(date));
                let what = cell(&format!("{}{}", self.clause(event), self.how(event)));
                let mark = self.mark(event.trigger.start);
                line!(self.out, "| {when} | {what} | {mark} |");
            }
            line!(self.out);
        }
        if !undated.is_empty() {
            line!(self.out, "Told without a date:\n");
            self.events(&undated);
            line!(self.out);
        }
        if !small.is_empty() {
            self.fold(&many(small.len(), "smaller event"), |report| report.events(&small));
        }
    }

    fn events(&mut self, events: &[&EventRecord]) {
        for event in events {
            let when = event
                .date
                .as_ref()
                .map_or(String::new(), |date| format!("{}: ", self.when(date)));
            let line = self.event(event);
            let line = if when.is_empty() { escape_start(&line) } else { line };
            line!(self.out, "- {when}{line}");
        }
    }

    /// A line with its paragraph.
    fn event(&mut self, event: &EventRecord) -> String {
        let mark = self.mark_in_line(event.trigger.start);
        format!("{}{}{mark}", self.clause(event), self.how(event))
    }

    /// The event's clause with its trigger in bold.
    fn clause(&self, event: &EventRecord) -> String {
        let mut out = String::new();
        for piece in self.reading.line(event) {
            match piece {
                Piece::Around(words) => out.push_str(&escape(&words)),
                Piece::Text(text) => out.push_str(&escape(text)),
                Piece::Trigger(text) => write!(out, "**{}**", escape(text)).expect(MEMORY),
                Piece::Note(note) => out.push_str(&escape(&note)),
            }
        }
        out.trim().to_owned()
    }

    /// The status and attribution of an event, unless it is asserted by the article.
    fn how(&self, event: &EventRecord) -> String {
        let how = words::how(event, &self.reading.cast);
        let low = (event.confidence == Confidence::Low).then(|| "low confidence".to_owned());
        let status = how.status.map(|status| format!("*{}*", escape(&status)));
        let says = how.says.iter().map(|says| escape(says));
        let parts: Vec<String> = status.into_iter().chain(says).chain(low).collect();
        if parts.is_empty() {
            String::new()
        } else {
            format!(" — {}", parts.join(" · "))
        }
    }

    fn when(&self, date: &DateRecord) -> String {
        let said = words::short_date(date, self.reading.published);
        let weekday = said.weekday.map_or(String::new(), |day| format!("{day} "));
        let sign = if words::inferred(date) { "≈ " } else { "" };
        format!("{sign}{weekday}{}", escape(&said.text))
    }

    fn people(&mut self) {
        let Actors { first, rest, .. } = digest::actors(self.reading.record, &self.reading.aside);
        if first.len() + rest.len() == 0 {
            return;
        }
        line!(self.out, "## People and organizations\n");
        let (top, more) = first.split_at(OPEN.min(first.len()));
        self.actors(top);
        line!(self.out);
        let folded: Vec<&ActorRecord> = more.iter().chain(&rest).copied().collect();
        if !folded.is_empty() {
            self.fold(&format!("{} more", folded.len()), |report| report.actors(&folded));
        }
    }

    fn actors(&mut self, actors: &[&ActorRecord]) {
        for actor in actors {
            let members: Vec<&str> = (actor.members.iter())
                .filter_map(|id| self.reading.cast.get(Some(id)))
                .map(called)
                .collect();
            let roles = match (actor.roles.is_empty(), members.is_empty()) {
                (false, _) => words::roles(actor),
                (true, false) => members.join(" and "),
                (true, true) => words::kind(actor.kind).to_owned(),
            };
            let also = match actor.aliases.is_empty() {
                true => String::new(),
                false => format!("; also {}", escape(&actor.aliases.join(", "))),
            };
            let mentions = many(actor.mentions.len(), "mention");
            let low = if words::is_doubtful(actor) {
                ", low confidence"
            } else {
                ""
            };
            line!(
                self.out,
                "- **{}**: {}{also} ({mentions}{low})",
                escape(&actor.name),
                escape(&roles)
            );
        }
    }

    fn figures(&mut self) {
        let mut figures: Vec<&FigureRecord> = self.reading.record.figures.iter().collect();
        figures.retain(|f| self.own(&f.section));
        if figures.is_empty() {
            return;
        }
        line!(
            self.out,
            "## Figures\n\n| Figure | Of what | As written | |\n|---:|---|---|---|"
        );
        for figure in figures {
            let amount = words::amount(figure);
            let sign = if amount.sign.is_empty() {
                String::new()
            } else {
                format!("{} ", amount.sign)
            };
            let number = escape(format!("{sign}{} {}", amount.value, amount.unit).trim_end());
            let counted = figure.counted.as_ref().map_or("", |c| &c.text);
            let low = if figure.confidence == Confidence::Low {
                " (low confidence)"
            } else {
                ""
            };
            let says: String = figure
                .attribution
                .iter()
                .map(|a| format!(" · {}", words::says(a, &self.reading.cast)))
                .collect();
            let mark = self.mark(figure.start);
            let written = format!("{}{}{low}", self.written(figure), escape(&says));
            line!(
                self.out,
                "| {} | {} | {} | {mark} |",
                cell(&number),
                cell(&escape(counted)),
                cell(&written)
            );
        }
        line!(self.out);
    }

    /// A figure as written; where nothing is named as counted, among the words around it.
    fn written(&self, figure: &FigureRecord) -> String {
        let text = escape(&figure.text);
        if figure.counted.is_some() {
            return text;
        }
        let Around { before, after } = self.reading.around(&(figure.start..figure.end));
        format!("{}**{text}**{}", escape(&before), escape(&after))
    }

    fn quotes(&mut self) {
        let mut quotes: Vec<&QuoteRecord> = self.reading.record.quotes.iter().collect();
        quotes.retain(|q| self.own(&q.section));
        if quotes.is_empty() {
            return;
        }
        line!(self.out, "## Who says what\n");
        let speakers = self.reading.by_speaker(&quotes);
        let (top, more) = speakers.split_at(OPEN.min(speakers.len()));
        self.speakers(top);
        if !more.is_empty() {
            self.fold(&many(more.len(), "more speaker"), |report| report.speakers(more));
        }
    }

    fn speakers(&mut self, speakers: &[(&str, Vec<&QuoteRecord>)]) {
        for (name, quotes) in speakers {
            line!(self.out, "**{}**\n", escape(name));
            for quote in quotes {
                let line = self.quote(quote);
                line!(self.out, "- {line}");
            }
            line!(self.out);
        }
    }

    /// The words of a quote: direct ones in quotation marks, others behind their cue.
    fn quote(&mut self, quote: &QuoteRecord) -> String {
        let words = escape(&words::quoted(quote, true));
        let line = match words::quote_cue(quote) {
            Some(cue) => format!("{}: {words}", escape(cue)),
            None => words,
        };
        let date = quote
            .date
            .as_ref()
            .filter(|d| d.start == d.end && Some(&*d.start) != self.reading.published);
        let date = date.map_or(String::new(), |d| format!(" ({})", words::long_day(&d.start)));
        let partly = if quote.kind == QuoteKind::Mixed {
            " — partly word for word"
        } else {
            ""
        };
        let low = if quote.confidence == Confidence::Low {
            " — low confidence"
        } else {
            ""
        };
        let mark = self.mark_in_line(quote.content.first().map_or(quote.start, |c| c.start));
        format!("{}{date}{partly}{low}{mark}", escape_start(&line))
    }

    /// The paragraphs that lines refer to.
    fn paragraphs(&mut self) {
        let cited = std::mem::take(&mut self.cited);
        let numbered = |block: &usize| match self.reading.blocks.0.get(*block)?.role {
            Role::Paragraph(number) => Some((*block, number)),
            _ => None,
        };
        let cited: Vec<(usize, usize)> = cited.iter().filter_map(numbered).collect();
        if cited.is_empty() {
            return;
        }
        self.fold("The paragraphs that tell it", |report| {
            for (block, number) in cited {
                let span = &report.reading.blocks.0[block].span;
                let text = escape(report.reading.slice(span.start, span.end));
                line!(report.out, "{} {}\n", Place::Paragraph(number), text);
            }
        });
    }
}
