//! The timeline as comma-separated values: a row a happening.

use super::words::{Index, best, chain};
use crate::ledger::types::Ledger;
use crate::model::facts::Role;

const COLUMNS: [&str; 20] = [
    "story",
    "event",
    "date",
    "date_end",
    "date_precision",
    "class",
    "status",
    "who",
    "whom",
    "place",
    "what",
    "trigger",
    "figures",
    "importance",
    "sources",
    "copies",
    "document",
    "start",
    "end",
    "story_title",
];

/// A value of a list of words, as records write it.
fn word(value: impl serde::Serialize) -> String {
    let json = serde_json::to_value(value).unwrap_or_default();
    json.as_str().unwrap_or_default().to_owned()
}

/// The happenings of a ledger, in order.
pub fn csv(ledger: &Ledger) -> Vec<u8> {
    let index = Index::new(ledger);
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS).expect("written to memory");
    for event in &ledger.events {
        let telling = best(event);
        let date = event.date.as_ref();
        let story = event.story.clone().unwrap_or_default();
        let title = index.story(&story).map_or("", |s| &*s.title);
        let figures: Vec<String> = index.series(&event.id).into_iter().map(chain).collect();
        let row: [&str; COLUMNS.len()] = [
            &story,
            &event.id,
            date.map_or("", |d| &*d.start),
            date.map_or("", |d| &*d.end),
            &date.map_or(String::new(), |d| word(d.precision)),
            &word(event.class),
            &word(event.status),
            &index.who(event, &[Role::Agent]),
            &index.who(event, &[Role::Patient, Role::Recipient]),
            event.place.as_ref().map_or("", |p| &*p.text),
            &telling.text,
            &telling.trigger.text,
            &figures.join("; "),
            &event.importance.to_string(),
            &event.sources.to_string(),
            &event.copies.to_string(),
            &telling.document,
            &telling.start.to_string(),
            &telling.end.to_string(),
            title,
        ];
        writer.write_record(row).expect("written to memory");
    }
    writer.into_inner().expect("written to memory")
}
