//! Claims: one flat row per event, figure and quote, for tables, databases and `grep`.
//!
//! Names stand where the record has ids. Several names in one field are separated by `; `, a chain of attribution by
//! ` < ` (who says it first, then on whose word). Rows are in order of date, undated ones after them in order of text.

use std::cmp::Reverse;
use std::collections::HashMap;

use serde::Serialize;

use super::record::{AttributionRecord, EventRecord, FigureRecord, Number, QuoteRecord, Record};
use crate::model::facts::{Comparator, Confidence, Role, Status};

/// One row. The order of the fields is the order of the columns.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs)]
pub struct Claim<'r> {
    pub doc: &'r str,
    pub id: &'r str,
    /// `event`, `figure` or `quote`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub text: &'r str,
    pub start: u32,
    pub end: u32,
    pub date: Option<&'r str>,
    pub date_end: Option<&'r str>,
    /// Who does.
    pub who: Option<String>,
    /// To whom it is done or given.
    pub whom: Option<String>,
    pub place: Option<&'r str>,
    pub value: Option<Number>,
    pub low: Option<Number>,
    pub high: Option<Number>,
    pub comparator: Option<Comparator>,
    pub unit: Option<&'r str>,
    pub counted: Option<&'r str>,
    pub speaker: Option<&'r str>,
    pub status: Option<Status>,
    pub attribution: Option<String>,
    pub section: Option<&'r str>,
    pub confidence: Confidence,
    pub rule: &'r str,
}

impl Claim<'_> {
    /// The names of the columns.
    pub const COLUMNS: [&'static str; 23] = [
        "doc",
        "id",
        "type",
        "text",
        "start",
        "end",
        "date",
        "date_end",
        "who",
        "whom",
        "place",
        "value",
        "low",
        "high",
        "comparator",
        "unit",
        "counted",
        "speaker",
        "status",
        "attribution",
        "section",
        "confidence",
        "rule",
    ];
}

/// The claims of a record as JSON lines.
pub(super) fn lines(record: &Record) -> Vec<u8> {
    let mut out = Vec::new();
    for claim in of(record) {
        serde_json::to_writer(&mut out, &claim).expect("claims are flat and written to memory");
        out.push(b'\n');
    }
    out
}

/// The claims of a record.
pub fn of(record: &Record) -> Vec<Claim<'_>> {
    let names = Names::new(record);
    let events = record.events.iter().map(|e| names.event(e));
    let figures = record.figures.iter().map(|f| names.figure(f));
    let quotes = record.quotes.iter().map(|q| names.quote(q));
    let mut claims: Vec<Claim> = events.chain(figures).chain(quotes).collect();
    let early = record
        .events
        .iter()
        .filter_map(|e| Some((&*e.id, Reverse(record.years_before_christ(e)?))));
    let early: HashMap<&str, Reverse<u64>> = early.collect();
    claims.sort_by_key(|c| {
        let before = early.get(c.id).copied();
        (before.is_none(), before, c.date.is_none(), c.date, c.start, c.end)
    });
    claims
}

/// Looks up what ids stand for.
pub(super) struct Names<'r> {
    record: &'r Record,
    actors: HashMap<&'r str, &'r str>,
    events: HashMap<&'r str, &'r EventRecord>,
    times: HashMap<&'r str, &'r str>,
}

impl<'r> Names<'r> {
    pub(super) fn new(record: &'r Record) -> Names<'r> {
        Names {
            record,
            actors: record.actors.iter().map(|a| (&*a.id, &*a.name)).collect(),
            events: record.events.iter().map(|e| (&*e.id, e)).collect(),
            times: record.times.iter().map(|t| (&*t.id, &*t.value)).collect(),
        }
    }

    /// The actor's name, or the words that mention somebody unknown.
    pub(super) fn actor(&self, id: Option<&String>, words: &'r str) -> &'r str {
        id.and_then(|id| self.actors.get(&**id)).copied().unwrap_or(words)
    }

    /// The names of those who take part in these roles, each once.
    pub(super) fn participants(&self, event: &'r EventRecord, roles: &[Role]) -> Option<String> {
        let taking_part = event.participants.iter().filter(|p| roles.contains(&p.role));
        join(taking_part.map(|p| self.actor(p.actor.as_ref(), &p.text)), "; ")
    }

    pub(super) fn attribution(&self, chain: &'r [AttributionRecord]) -> Option<String> {
        join(chain.iter().map(|a| self.actor(a.actor.as_ref(), &a.text)), " < ")
    }

    fn blank(&self, kind: &'static str, rule: &'r str, confidence: Confidence) -> Claim<'r> {
        Claim {
            doc: &self.record.document.id,
            id: "",
            kind,
            text: "",
            start: 0,
            end: 0,
            date: None,
            date_end: None,
            who: None,
            whom: None,
            place: None,
            value: None,
            low: None,
            high: None,
            comparator: None,
            unit: None,
            counted: None,
            speaker: None,
            status: None,
            attribution: None,
            section: None,
            confidence,
            rule,
        }
    }

    fn event(&self, event: &'r EventRecord) -> Claim<'r> {
        Claim {
            id: &event.id,
            text: &event.text,
            start: event.start,
            end: event.end,
            date: event.date.as_ref().map(|d| &*d.start),
            date_end: event.date.as_ref().map(|d| &*d.end),
            who: self.participants(event, &[Role::Agent]),
            whom: self.participants(event, &[Role::Patient, Role::Recipient]),
            place: event.place.as_ref().map(|p| self.actor(p.actor.as_ref(), &p.text)),
            status: Some(event.status),
            attribution: self.attribution(&event.attribution),
            section: event.section.as_deref(),
            ..self.blank("event", &event.rule, event.confidence)
        }
    }

    fn figure(&self, figure: &'r FigureRecord) -> Claim<'r> {
        let event = figure.event.as_ref().and_then(|id| self.events.get(&**id));
        let date = event.and_then(|e| e.date.as_ref());
        // A figure's own time, where it is a plain day, tells more than its event.
        let day = figure.as_of.as_ref().and_then(|id| self.times.get(&**id)).copied();
        let day = day.filter(|value| crate::model::date::Date::parse_iso(value).is_some() && value.len() == 10);
        Claim {
            id: &figure.id,
            text: &figure.text,
            start: figure.start,
            end: figure.end,
            date: day.or(date.map(|d| &*d.start)),
            date_end: day.or(date.map(|d| &*d.end)),
            value: figure.value,
            low: figure.low,
            high: figure.high,
            comparator: Some(figure.comparator),
            unit: figure.unit.as_deref(),
            counted: figure.counted.as_ref().map(|c| &*c.text),
            status: event.map(|e| e.status),
            attribution: self.attribution(&figure.attribution),
            section: figure.section.as_deref(),
            ..self.blank("figure", &figure.rule, figure.confidence)
        }
    }

    fn quote(&self, quote: &'r QuoteRecord) -> Claim<'r> {
        Claim {
            id: &quote.id,
            text: &quote.text,
            start: quote.start,
            end: quote.end,
            date: quote.date.as_ref().map(|d| &*d.start),
            date_end: quote.date.as_ref().map(|d| &*d.end),
            speaker: self.speaker(quote),
            section: quote.section.as_deref(),
            ..self.blank("quote", &quote.rule, quote.confidence)
        }
    }

    /// The speaker's name, or the source as written.
    pub(super) fn speaker(&self, quote: &'r QuoteRecord) -> Option<&'r str> {
        let source = quote.source.as_ref().map(|s| &*s.text);
        let name = quote.speaker.as_ref().and_then(|id| self.actors.get(&**id)).copied();
        name.or(source)
    }
}

/// Joins what differs from what came before; `None` if there is nothing.
fn join<'a>(items: impl Iterator<Item = &'a str>, separator: &str) -> Option<String> {
    let mut all: Vec<&str> = Vec::new();
    for item in items {
        if !all.contains(&item) {
            all.push(item);
        }
    }
    (!all.is_empty()).then(|| all.join(separator))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_are_the_fields() {
        let record = Record::failed("x".to_owned(), &crate::model::error::Error::new("io", "nothing"));
        let claim = Names::new(&record).blank("event", "r", Confidence::High);
        let value = serde_json::to_string(&claim).unwrap();
        let mut rest = &*value;
        for column in Claim::COLUMNS {
            let at = rest.find(&format!("\"{column}\":")).expect(column);
            rest = &rest[at..];
        }
        let fields: serde_json::Value = serde_json::from_str(&value).unwrap();
        assert_eq!(fields.as_object().unwrap().len(), Claim::COLUMNS.len());
    }
}
