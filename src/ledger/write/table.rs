//! The timeline as a table: a row a happening, as comma-separated values or Parquet.

use std::io::{self, Write};

use serde_json::Value;

use super::words::{Index, best, chain};
use crate::emit::clean::for_cell;
use crate::emit::parquet::{Kind, Writer};
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

/// The happenings of a ledger in order, a row each, in the order of the columns.
fn rows(ledger: &Ledger) -> impl Iterator<Item = [String; COLUMNS.len()]> {
    let index = Index::new(ledger);
    ledger.events.iter().map(move |event| {
        let telling = best(event);
        let date = event.date.as_ref();
        let story = event.story.clone().unwrap_or_default();
        let title = index.story(&story).map_or("", |s| &*s.title).to_owned();
        let figures: Vec<String> = index.series(&event.id).into_iter().map(chain).collect();
        [
            story,
            event.id.clone(),
            date.map_or(String::new(), |d| d.start.clone()),
            date.map_or(String::new(), |d| d.end.clone()),
            date.map_or(String::new(), |d| word(d.precision)),
            word(event.class),
            word(event.status),
            index.who(event, &[Role::Agent]),
            index.who(event, &[Role::Patient, Role::Recipient]),
            event.place.as_ref().map_or(String::new(), |p| p.text.clone()),
            telling.text.clone(),
            telling.trigger.text.clone(),
            figures.join("; "),
            event.importance.to_string(),
            event.sources.to_string(),
            event.copies.to_string(),
            telling.document.clone(),
            telling.start.to_string(),
            telling.end.to_string(),
            title,
        ]
    })
}

/// The happenings of a ledger as comma-separated values. What a spreadsheet would run as a formula is marked as text.
pub(crate) fn csv(ledger: &Ledger) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS).expect("written to memory");
    for row in rows(ledger) {
        let cells = row.iter().map(|cell| for_cell(cell));
        cells.for_each(|cell| writer.write_field(&*cell).expect("written to memory"));
        writer.write_record(None::<&[u8]>).expect("written to memory");
    }
    writer.into_inner().expect("written to memory")
}

/// The happenings of a ledger as a Parquet table.
///
/// # Errors
/// Any error of writing.
pub(crate) fn parquet(ledger: &Ledger, out: impl Write) -> io::Result<()> {
    let mut table = Writer::new(out, "timeline", &COLUMNS)?;
    for row in rows(ledger) {
        let known = COLUMNS.into_iter().zip(row).filter(|(_, cell)| !cell.is_empty());
        let row: serde_json::Map<String, Value> = known
            .map(|(column, cell)| (column.to_owned(), value(column, cell)))
            .collect();
        table.row(&Value::Object(row))?;
    }
    table.finish().map(drop)
}

/// A cell as its column holds it.
fn value(column: &str, cell: String) -> Value {
    match Kind::of(column) {
        Kind::Whole | Kind::Number => serde_json::from_str(&cell).unwrap_or_default(),
        Kind::Text | Kind::Day => Value::String(cell),
    }
}
