//! A report for people: timeline, actors, figures, quotes, and under them the sentences they were found in.
//!
//! Every line ends with the number of its evidence, a sentence of the article that is printed once, in order, at the
//! end. What was found in teasers of other stories and in boilerplate is left out: it is not what the article says.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write;

use super::Page;
use super::claims::Names;
use super::record::{EventRecord, FigureRecord, Number, QuoteRecord, Record};
use super::slices::Slices;
use crate::model::facts::{Comparator, Confidence, FigureKind, QuoteKind, Role, Status};
use crate::parse::SectionKind;

/// The longest clause shown in the timeline, in characters.
const CLAUSE: usize = 160;

/// The report of an article.
pub(super) fn report(page: &Page) -> String {
    let record = &page.record;
    let document = &record.document;
    let mut out = format!("# {}\n\n", escape(document.title.as_deref().unwrap_or(&document.id)));
    if let Some(error) = &record.error {
        writeln!(out, "Could not be read: {} ({})\n", escape(&error.message), error.code).expect(MEMORY);
        return out;
    }
    writeln!(out, "{}\n", source_line(record)).expect(MEMORY);
    let mut report = Report {
        page,
        names: Names::new(record),
        slices: Slices::new(record.text.as_deref().unwrap_or_default()),
        aside: aside(record),
        evidence: BTreeMap::new(),
        out,
    };
    report.timeline();
    report.actors();
    report.figures();
    report.quotes();
    report.evidence();
    report.warnings();
    report.out
}

const MEMORY: &str = "written to memory";

fn source_line(record: &Record) -> String {
    let document = &record.document;
    let date = match &document.published {
        Some(published) => published.value.clone(),
        None => "no date".to_owned(),
    };
    let authors = (!document.authors.is_empty()).then(|| document.authors.join(", "));
    let place = document
        .url
        .clone()
        .or((document.title.is_some()).then(|| document.id.clone()));
    let parts = [Some(date), authors, document.site.clone(), place];
    let parts: Vec<String> = parts.into_iter().flatten().map(|part| escape(&part)).collect();
    parts.join(" · ")
}

fn aside(record: &Record) -> HashSet<&str> {
    let aside = |kind| matches!(kind, SectionKind::Related | SectionKind::Boilerplate);
    let sections = record.sections.iter().filter(|s| aside(s.kind));
    sections.map(|s| &*s.id).collect()
}

struct Report<'p> {
    page: &'p Page,
    names: Names<'p>,
    slices: Slices<'p>,
    /// The sections that are not the article's own.
    aside: HashSet<&'p str>,
    /// The number that each sentence has in the list of evidence, by its index. Numbered when first pointed to.
    evidence: BTreeMap<usize, usize>,
    out: String,
}

impl<'p> Report<'p> {
    fn line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    /// True if the fact is the article's own.
    fn own(&self, section: Option<&String>) -> bool {
        section.is_none_or(|id| !self.aside.contains(&**id))
    }

    /// The mark of the sentence at a place.
    fn mark(&mut self, start: u32) -> String {
        let sentence = self.page.sentences.partition_point(|s| s.end <= start);
        if sentence >= self.page.sentences.len() {
            return String::new();
        }
        let next = self.evidence.len() + 1;
        format!("[{}]", self.evidence.entry(sentence).or_insert(next))
    }

    fn timeline(&mut self) {
        let mut events: Vec<&EventRecord> = self.page.record.events.iter().collect();
        events.retain(|e| self.own(e.section.as_ref()));
        // What newsx is least sure of is in the records; a reader is shown it only where it has a date.
        events.retain(|e| e.confidence != Confidence::Low || e.date.is_some());
        if events.is_empty() {
            return;
        }
        events.sort_by_key(|e| {
            let date = e.date.as_ref().map(|d| (&d.start, &d.end));
            let before = self.page.record.years_before_christ(e).map(std::cmp::Reverse);
            (before.is_none(), before, date.is_none(), date, e.trigger.start)
        });
        self.line("## Timeline\n\n| Date | Who | What | Status | |\n|---|---|---|---|---|");
        for event in events {
            let time = || {
                self.page
                    .record
                    .times
                    .iter()
                    .find(|t| Some(&t.id) == event.time.as_ref())
            };
            let words = || time().map_or(String::new(), |t| escape(&t.text));
            let date = event.date.as_ref().map_or_else(words, |d| days(&d.start, &d.end));
            let who = self.names.participants(event, &[Role::Agent]).unwrap_or_default();
            let what = self.clause(event);
            let status = self.status(event);
            let mark = self.mark(event.trigger.start);
            let row = format!("| {date} | {} | {what} | {status} | {mark} |", escape(&who));
            self.line(&row);
        }
        self.line("");
    }

    /// The event's clause with its trigger in bold, cut around it if long, and its place if that is elsewhere.
    fn clause(&self, event: &EventRecord) -> String {
        let trigger = &event.trigger;
        let before = self.slices.get(event.start, trigger.start).unwrap_or_default();
        let after = self.slices.get(trigger.end, event.end).unwrap_or_default();
        let before = keep_end(before, CLAUSE / 3);
        let after = keep_start(after, CLAUSE - CLAUSE / 3);
        let mut clause = format!("{}**{}**{}", escape(&before), escape(&trigger.text), escape(&after));
        if let Some(place) = event
            .place
            .as_ref()
            .filter(|p| !(event.start..event.end).contains(&p.start))
        {
            write!(clause, " ({})", escape(&place.text)).expect(MEMORY);
        }
        clause
    }

    /// What is not simply told as a fact, and by whom it is told.
    fn status(&self, event: &EventRecord) -> String {
        let status = match event.status {
            Status::Asserted => "happened".to_owned(),
            Status::Negated => "did not happen".to_owned(),
            status => format!("{status:?}").to_lowercase(),
        };
        match self.names.attribution(&event.attribution) {
            Some(source) => format!("{status}, says {}", escape(&source)),
            None => status,
        }
    }

    fn actors(&mut self) {
        let mut actors: Vec<_> = self.page.record.actors.iter().collect();
        if actors.is_empty() {
            return;
        }
        actors.sort_by(|a, b| b.salience.total_cmp(&a.salience));
        self.line("## Actors\n\n| Actor | What | Roles | Also | Mentions |\n|---|---|---|---|---:|");
        for actor in actors {
            let kind = format!("{:?}", actor.kind).to_lowercase();
            let kind = actor.country.as_ref().map_or(kind.clone(), |c| format!("{kind}, {c}"));
            let row = format!(
                "| {} | {kind} | {} | {} | {} |",
                escape(&actor.name),
                escape(&actor.roles.join("; ")),
                escape(&actor.aliases.join("; ")),
                actor.mentions.len()
            );
            self.line(&row);
        }
        self.line("");
    }

    fn figures(&mut self) {
        let mut figures: Vec<&FigureRecord> = self.page.record.figures.iter().collect();
        figures.retain(|f| self.own(f.section.as_ref()));
        if figures.is_empty() {
            return;
        }
        self.line("## Figures\n\n| Figure | Of what | As written | |\n|---:|---|---|---|");
        for figure in figures {
            let counted = figure.counted.as_ref().map_or("", |c| &c.text);
            let mark = self.mark(figure.start);
            let row = format!(
                "| {} | {} | {} | {mark} |",
                escape(&amount(figure)),
                escape(counted),
                escape(&figure.text)
            );
            self.line(&row);
        }
        self.line("");
    }

    fn quotes(&mut self) {
        let mut quotes: Vec<&QuoteRecord> = self.page.record.quotes.iter().collect();
        quotes.retain(|q| self.own(q.section.as_ref()));
        if quotes.is_empty() {
            return;
        }
        self.line("## Quotes\n");
        for quote in quotes {
            let content: Vec<&str> = quote.content.iter().map(|c| &*c.text).collect();
            let content = escape(&content.join(" … "));
            let content = match quote.kind {
                QuoteKind::Direct => format!("“{content}”"),
                QuoteKind::Indirect | QuoteKind::Mixed => content,
            };
            let speaker = escape(self.names.speaker(quote).unwrap_or("Unknown"));
            let cue = quote
                .cue
                .as_ref()
                .map_or(String::new(), |c| format!(" *{}*", escape(&c.text)));
            let date = quote
                .date
                .as_ref()
                .map_or(String::new(), |d| format!(" ({})", days(&d.start, &d.end)));
            let mark = self.mark(quote.start);
            self.line(&format!("- **{speaker}**{cue}{date}: {content} {mark}"));
        }
        self.line("");
    }

    fn evidence(&mut self) {
        let mut sentences: Vec<(usize, usize)> = self.evidence.iter().map(|(s, n)| (*n, *s)).collect();
        if sentences.is_empty() {
            return;
        }
        sentences.sort_unstable();
        self.line("## Evidence\n");
        for (number, sentence) in sentences {
            let span = &self.page.sentences[sentence];
            let text = escape(self.slices.get(span.start, span.end).unwrap_or_default());
            self.line(&format!("{number}. {}", escape_start(&text)));
        }
        self.line("");
    }

    fn warnings(&mut self) {
        for warning in &self.page.record.warnings {
            let line = format!("*{}* ({})\n", escape(&warning.message), escape(&warning.code));
            self.line(&line);
        }
    }
}

/// A day, or the first and last of several.
fn days(start: &str, end: &str) -> String {
    match start == end {
        true => start.to_owned(),
        false => format!("{start} – {end}"),
    }
}

/// A figure as a formula: `> 340`, `20–30 %`, `≈ 300,000,000 USD`.
fn amount(figure: &FigureRecord) -> String {
    let number = match (figure.value, figure.low, figure.high) {
        (Some(value), ..) => grouped(value),
        (None, Some(low), Some(high)) => format!("{}–{}", grouped(low), grouped(high)),
        (None, Some(low), None) => format!("≥ {}", grouped(low)),
        (None, None, Some(high)) => format!("≤ {}", grouped(high)),
        (None, None, None) => return "?".to_owned(),
    };
    let sign = match figure.comparator {
        _ if figure.value.is_none() => "",
        Comparator::AtLeast => "≥ ",
        Comparator::MoreThan => "> ",
        Comparator::AtMost => "≤ ",
        Comparator::LessThan => "< ",
        Comparator::About | Comparator::Vague => "≈ ",
        Comparator::Exact | Comparator::Between => "",
    };
    let unit = match (figure.kind, figure.unit.as_deref()) {
        (FigureKind::Duration, Some(unit)) => duration(unit),
        (_, unit) => unit.unwrap_or_default(),
    };
    format!("{sign}{number} {unit}").trim_end().to_owned()
}

/// UCUM's letters for times are not everybody's.
fn duration(unit: &str) -> &str {
    match unit {
        "a" => "years",
        "mo" => "months",
        "wk" => "weeks",
        "d" => "days",
        "h" => "hours",
        "min" => "minutes",
        "s" => "seconds",
        other => other,
    }
}

/// A number with commas between thousands.
fn grouped(number: Number) -> String {
    let text = number.0.to_string();
    let (whole, fraction) = text.split_once('.').map_or((&*text, None), |(w, f)| (w, Some(f)));
    let digits = whole.trim_start_matches('-').len();
    let mut out = String::new();
    for (i, c) in whole.chars().rev().enumerate() {
        if i > 0 && i % 3 == 0 && i < digits {
            out.push(',');
        }
        out.push(c);
    }
    let mut out: String = out.chars().rev().collect();
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// The last words of a text, at most so many characters.
fn keep_end(text: &str, most: usize) -> String {
    let excess = text.chars().count().saturating_sub(most);
    if excess == 0 {
        return text.to_owned();
    }
    let rest: String = text.chars().skip(excess).collect();
    let rest = rest.split_once(' ').map_or("", |(_, words)| words);
    format!("… {rest}")
}

/// The first words of a text, at most so many characters.
fn keep_start(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let rest: String = text.chars().take(most).collect();
    let rest = rest.rsplit_once(' ').map_or("", |(words, _)| words);
    format!("{rest} …")
}

/// Text as text: nothing in it is taken for Markdown or HTML, and it stays on its line.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '|' | '*' | '_' | '`' | '[' | ']' | '<' | '>' => out.extend(['\\', c]),
            '&' => out.push_str("&amp;"),
            c if c.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Also nothing that only means something at the start of a block: lists, headings.
fn escape_start(text: &str) -> String {
    let text = text.trim_start();
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    if digits > 0 && text[digits..].starts_with(['.', ')']) {
        return format!("{}\\{}", &text[..digits], &text[digits..]);
    }
    match text.starts_with(['#', '-', '+', '=', '~']) {
        true => format!("\\{text}"),
        false => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_commas() {
        for (number, text) in [
            (1.0, "1"),
            (-1234.5, "-1,234.5"),
            (-123.0, "-123"),
            (1e9, "1,000,000,000"),
        ] {
            assert_eq!(grouped(Number(number)), text);
        }
    }

    #[test]
    fn text_stays_text() {
        assert_eq!(escape("a|b\r\n<i>*c*"), "a\\|b \\<i\\>\\*c\\*");
        assert_eq!(escape_start("2025. The year"), "2025\\. The year");
        assert_eq!(escape_start("- one"), "\\- one");
        assert_eq!(escape_start("3 of them"), "3 of them");
    }

    #[test]
    fn long_clauses_are_cut_at_words() {
        assert_eq!(keep_start(" one two three", 9), " one two …");
        assert_eq!(keep_end("one two three ", 10), "… three ");
        assert_eq!(keep_end("short ", 10), "short ");
    }
}
