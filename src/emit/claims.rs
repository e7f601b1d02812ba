//! Claims: one flat row per event, figure and quote, for tables, databases and `grep`.
//!
//! Participants have three columns: as written (`who`, "He"), by id (`who_id`) and by name (`who_name`), so that a
//! table needs no look-up in the record. Several values in one field are separated by `; `, sources of an attribution
//! by ` < `, outermost first. Rows are in order of date, undated ones after them in order of text. Facts of other
//! stories are left out unless [`View::related`](super::View) is set.

use std::cmp::Reverse;
use std::collections::HashMap;

#[cfg(test)]
use schemars::JsonSchema;
use serde::Serialize;

use super::View;
use super::aside::Aside;
use super::record::{AttributionRecord, EventRecord, FigureRecord, Number, QuoteRecord, Record};
use crate::model::date::Precision;
use crate::model::facts::{Aspect, Comparator, Confidence, DateBasis, EventClass, Role, Status};
use crate::parse::SectionKind;

/// One row. The order of the fields is the order of the columns.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[cfg_attr(test, schemars(title = "Claim"))]
pub struct Claim<'r> {
    /// Id of the document; together with `id` unique in a collection.
    pub doc: &'r str,
    /// Id of the fact in its record.
    pub id: &'r str,
    /// `event`, `figure` or `quote`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Class of an event.
    pub class: Option<EventClass>,
    /// Trigger of an event: the verb or noun that tells it.
    pub trigger: Option<&'r str>,
    /// The fact as written: the clause of an event, the words of a figure, the whole of a quote.
    pub text: &'r str,
    /// Reported words of a quote, without cue and source.
    pub content: Option<String>,
    /// First code point of `text` in the article.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// First day of an event or quote, ISO 8601.
    pub date: Option<&'r str>,
    /// Last day, ISO 8601, inclusive.
    pub date_end: Option<&'r str>,
    /// Precision with which the days are stated.
    pub date_precision: Option<Precision>,
    /// Basis of the days.
    pub date_basis: Option<DateBasis>,
    /// Agents of an event, as written.
    pub who: Option<String>,
    /// The ids of those actors.
    pub who_id: Option<String>,
    /// Their names; the words as written where no actor is known.
    pub who_name: Option<String>,
    /// Patients and recipients of an event, as written.
    pub whom: Option<String>,
    /// The ids of those actors.
    pub whom_id: Option<String>,
    /// Their names; the words as written where no actor is known.
    pub whom_name: Option<String>,
    /// Place of an event.
    pub place: Option<&'r str>,
    /// Number of a figure; empty for ranges and vague amounts.
    pub value: Option<Number>,
    /// Lower bound of a figure, inclusive.
    pub low: Option<Number>,
    /// Upper bound of a figure, inclusive.
    pub high: Option<Number>,
    /// Way in which the stated number bounds the real one.
    pub comparator: Option<Comparator>,
    /// Unit of a figure: UCUM code, ISO 4217 currency, or `%`.
    pub unit: Option<&'r str>,
    /// The unit as people write it behind the number.
    pub unit_name: Option<&'r str>,
    /// The counted or measured noun phrase.
    pub counted: Option<&'r str>,
    /// Part that the amount plays: total, part, change, rate.
    pub aspect: Option<Aspect>,
    /// Time at which a figure held, as a TIMEX3 value.
    pub as_of: Option<&'r str>,
    /// Speaker of a quote: the name, or the source as written.
    pub speaker: Option<&'r str>,
    /// Status of an event, or of a figure's event: whether it happened.
    pub status: Option<Status>,
    /// Sources to which it is attributed, outermost first.
    pub attribution: Option<String>,
    /// Id of the section.
    pub section: Option<&'r str>,
    /// Kind of the section.
    pub section_kind: Option<SectionKind>,
    /// Importance of an event for the story of the article, 0 to 1.
    pub importance: Option<f64>,
    /// Confidence in the fact.
    pub confidence: Confidence,
    /// Name of the rule that found it; `newsx explain RULE` describes it.
    pub rule: &'r str,
    /// Headline of the article.
    pub title: Option<&'r str>,
    /// Address of the article.
    pub url: Option<&'r str>,
    /// Name of the site.
    pub site: Option<&'r str>,
    /// Publication date, ISO 8601.
    pub published: Option<&'r str>,
}

impl Claim<'_> {
    /// The names of the columns.
    #[rustfmt::skip]
    pub const COLUMNS: [&'static str; 41] = [
        "doc", "id", "type", "class", "trigger", "text", "content", "start", "end",
        "date", "date_end", "date_precision", "date_basis",
        "who", "who_id", "who_name", "whom", "whom_id", "whom_name", "place",
        "value", "low", "high", "comparator", "unit", "unit_name", "counted", "aspect", "as_of",
        "speaker", "status", "attribution", "section", "section_kind", "importance", "confidence", "rule",
        "title", "url", "site", "published",
    ];
}

/// The claims of a record as JSON lines.
pub(crate) fn lines(record: &Record, view: &View) -> Vec<u8> {
    let mut out = Vec::new();
    for claim in of(record, view) {
        serde_json::to_writer(&mut out, &claim).expect("claims are flat and written to memory");
        out.push(b'\n');
    }
    out
}

/// The claims of a record.
pub(crate) fn of<'r>(record: &'r Record, view: &View) -> Vec<Claim<'r>> {
    let names = Names::new(record);
    let aside = Aside::of(record);
    let shown = |section: &Option<String>| view.related || !aside.holds(section);
    let events = record
        .events
        .iter()
        .filter(|e| shown(&e.section))
        .map(|e| names.event(e));
    let figures = record
        .figures
        .iter()
        .filter(|f| shown(&f.section))
        .map(|f| names.figure(f));
    let quotes = record
        .quotes
        .iter()
        .filter(|q| shown(&q.section))
        .map(|q| names.quote(q));
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

/// The JSON Schema of a row.
pub fn schema() -> serde_json::Value {
    super::schema::CLAIM.read()
}

/// Looks up what ids stand for.
struct Names<'r> {
    record: &'r Record,
    actors: HashMap<&'r str, &'r str>,
    events: HashMap<&'r str, &'r EventRecord>,
    times: HashMap<&'r str, &'r super::record::TimeRecord>,
    sections: HashMap<&'r str, SectionKind>,
}

impl<'r> Names<'r> {
    fn new(record: &'r Record) -> Names<'r> {
        Names {
            record,
            actors: record.actors.iter().map(|a| (&*a.id, &*a.name)).collect(),
            events: record.events.iter().map(|e| (&*e.id, e)).collect(),
            times: record.times.iter().map(|t| (&*t.id, t)).collect(),
            sections: record.sections.iter().map(|s| (&*s.id, s.kind)).collect(),
        }
    }

    /// The actor's name, or the words that mention somebody unknown.
    fn actor(&self, id: Option<&String>, words: &'r str) -> &'r str {
        id.and_then(|id| self.actors.get(&**id)).copied().unwrap_or(words)
    }

    /// The columns of the participants in these roles: their words, ids and names, each once.
    fn participants(&self, event: &'r EventRecord, roles: &[Role]) -> [Option<String>; 3] {
        let parts = || event.participants.iter().filter(|p| roles.contains(&p.role));
        [
            join(parts().map(|p| &*p.text), "; "),
            join(parts().filter_map(|p| p.actor.as_deref()), "; "),
            join(parts().map(|p| self.actor(p.actor.as_ref(), &p.text)), "; "),
        ]
    }

    fn attribution(&self, chain: &'r [AttributionRecord]) -> Option<String> {
        join(chain.iter().map(|a| self.actor(a.actor.as_ref(), &a.text)), " < ")
    }

    /// A row that holds what every fact has.
    fn blank(&self, kind: &'static str, rule: &'r str, confidence: Confidence, section: Option<&'r str>) -> Claim<'r> {
        let document = &self.record.document;
        Claim {
            doc: &document.id,
            id: "",
            kind,
            class: None,
            trigger: None,
            text: "",
            content: None,
            start: 0,
            end: 0,
            date: None,
            date_end: None,
            date_precision: None,
            date_basis: None,
            who: None,
            who_id: None,
            who_name: None,
            whom: None,
            whom_id: None,
            whom_name: None,
            place: None,
            value: None,
            low: None,
            high: None,
            comparator: None,
            unit: None,
            unit_name: None,
            counted: None,
            aspect: None,
            as_of: None,
            speaker: None,
            status: None,
            attribution: None,
            section,
            section_kind: section.and_then(|id| self.sections.get(id)).copied(),
            importance: None,
            confidence,
            rule,
            title: document.title.as_deref(),
            url: document.url.as_deref(),
            site: document.site.as_deref(),
            published: document.published.as_ref().map(|p| &*p.value),
        }
    }

    fn event(&self, event: &'r EventRecord) -> Claim<'r> {
        let [who, who_id, who_name] = self.participants(event, &[Role::Agent]);
        let [whom, whom_id, whom_name] = self.participants(event, &[Role::Patient, Role::Recipient]);
        let date = event.date.as_ref();
        Claim {
            id: &event.id,
            class: Some(event.class),
            trigger: Some(&event.trigger.text),
            text: &event.text,
            start: event.start,
            end: event.end,
            date: date.map(|d| &*d.start),
            date_end: date.map(|d| &*d.end),
            date_precision: date.map(|d| d.precision),
            date_basis: date.map(|d| d.basis),
            who,
            who_id,
            who_name,
            whom,
            whom_id,
            whom_name,
            place: event.place.as_ref().map(|p| self.actor(p.actor.as_ref(), &p.text)),
            status: Some(event.status),
            attribution: self.attribution(&event.attribution),
            importance: Some((f64::from(event.importance) * 100.0).round() / 100.0),
            ..self.blank("event", &event.rule, event.confidence, event.section.as_deref())
        }
    }

    fn figure(&self, figure: &'r FigureRecord) -> Claim<'r> {
        let event = figure.event.as_ref().and_then(|id| self.events.get(&**id));
        let date = event.and_then(|e| e.date.as_ref());
        let time = figure.as_of.as_ref().and_then(|id| self.times.get(&**id)).copied();
        // A figure's own time, where it is a single day, goes before that of its event.
        let day = time.filter(|t| crate::model::date::Date::parse_iso(&t.value).is_some() && t.value.len() == 10);
        let own_basis = |anchor: &Option<String>| match anchor {
            Some(_) => DateBasis::Relative,
            None => DateBasis::Explicit,
        };
        Claim {
            id: &figure.id,
            text: &figure.text,
            start: figure.start,
            end: figure.end,
            date: day.map(|t| &*t.value).or(date.map(|d| &*d.start)),
            date_end: day.map(|t| &*t.value).or(date.map(|d| &*d.end)),
            date_precision: day.map(|_| Precision::Day).or(date.map(|d| d.precision)),
            date_basis: day.map(|t| own_basis(&t.anchor)).or(date.map(|d| d.basis)),
            value: figure.value,
            low: figure.low,
            high: figure.high,
            comparator: Some(figure.comparator),
            unit: figure.unit.as_deref(),
            unit_name: figure.unit_name.as_deref(),
            counted: figure.counted.as_ref().map(|c| &*c.text),
            aspect: Some(figure.aspect),
            as_of: time.map(|t| &*t.value),
            status: event.map(|e| e.status),
            attribution: self.attribution(&figure.attribution),
            ..self.blank("figure", &figure.rule, figure.confidence, figure.section.as_deref())
        }
    }

    fn quote(&self, quote: &'r QuoteRecord) -> Claim<'r> {
        let content: Vec<&str> = quote.content.iter().map(|c| &*c.text).collect();
        let date = quote.date.as_ref();
        Claim {
            id: &quote.id,
            text: &quote.text,
            content: Some(content.join(" … ")),
            start: quote.start,
            end: quote.end,
            date: date.map(|d| &*d.start),
            date_end: date.map(|d| &*d.end),
            date_precision: date.map(|d| d.precision),
            speaker: self.speaker(quote),
            ..self.blank("quote", &quote.rule, quote.confidence, quote.section.as_deref())
        }
    }

    /// The speaker's name, or the source as written.
    fn speaker(&self, quote: &'r QuoteRecord) -> Option<&'r str> {
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
    fn the_columns_are_the_fields_and_the_schema_knows_them() {
        let record = Record::failed("x".to_owned(), &crate::model::error::Error::new("io", "nothing"));
        let claim = Names::new(&record).blank("event", "r", Confidence::High, None);
        let value = serde_json::to_string(&claim).unwrap();
        let mut rest = &*value;
        for column in Claim::COLUMNS {
            let at = rest.find(&format!("\"{column}\":")).expect(column);
            rest = &rest[at..];
        }
        let fields: serde_json::Value = serde_json::from_str(&value).unwrap();
        assert_eq!(fields.as_object().unwrap().len(), Claim::COLUMNS.len());
        let schema = schema();
        assert_eq!(schema["properties"].as_object().unwrap().len(), Claim::COLUMNS.len());
        assert_eq!(schema["required"].as_array().unwrap().len(), Claim::COLUMNS.len());
    }
}
