//! The merge of many articles: the same bytes for any order and division of the inputs, every entry grounded, similar
//! stories kept apart.

#[path = "properties/schema.rs"]
mod schema;

use std::fs;

use newsx::Record;
use newsx::internals::{Kind, Ledger, Merged, Merger, ledger_schema, pages};

const STORIES: [&str; 4] = ["count", "crimes", "quake", "talks"];

/// The records of the articles of a story in `fixtures/stories/`.
fn records(story: &str) -> Vec<Record> {
    let file = fs::read(format!("fixtures/stories/{story}.jsonl")).expect("a fixture");
    let records = pages(&file, Kind::Json, usize::MAX).map(|page| page.record);
    records.inspect(|record| assert_eq!(record.error, None)).collect()
}

fn merged<'r>(records: impl IntoIterator<Item = &'r Record>) -> Merged {
    let mut merger = Merger::new();
    records.into_iter().for_each(|record| merger.record(record));
    merger.merge()
}

fn merge<'r>(records: impl IntoIterator<Item = &'r Record>) -> Ledger {
    merged(records).ledger()
}

#[test]
fn entries_that_are_written_one_by_one_are_those_of_the_ledger() {
    let all: Vec<Record> = STORIES.into_iter().flat_map(records).collect();
    let merged = merged(&all);
    let whole = merged.ledger();
    assert_eq!(merged.count_stories(), whole.stories.len());
    assert_eq!(merged.count_events(), whole.events.len());
    let json = serde_json::to_value(&merged).expect("JSON");
    assert!(serde_json::to_vec(&merged).expect("JSON") == serde_json::to_vec(&whole).expect("JSON"));
    let schema = schema::Schema(ledger_schema());
    assert_eq!(schema.differences(&json), Vec::<String>::new());
}

#[test]
fn order_and_parts_do_not_change_the_ledger() {
    let all: Vec<Record> = STORIES.into_iter().flat_map(records).collect();
    let whole = merge(&all);
    assert_eq!(whole.documents.len(), all.len());
    assert!(whole == merge(all.iter().rev()), "another order gives another ledger");

    let (odd, even): (Vec<_>, Vec<_>) = all.iter().enumerate().partition(|(n, _)| n % 2 == 1);
    let mut merger = Merger::new();
    merger.ledger(merge(even.into_iter().map(|(_, r)| r)));
    merger.ledger(merge(odd.into_iter().map(|(_, r)| r)));
    let parts = merger.finish();
    assert!(whole == parts, "ledgers merged again give another ledger");

    let json = serde_json::to_vec(&whole).expect("a ledger is JSON");
    let read: Ledger = serde_json::from_slice(&json).expect("a ledger is read again");
    assert!(read == whole);
}

#[test]
fn every_entry_is_grounded() {
    let all: Vec<Record> = STORIES.into_iter().flat_map(records).collect();
    let ledger = merge(&all);
    let slice = |document: &str, start: u32, end: u32| {
        let record = all
            .iter()
            .find(|r| r.document.id == document)
            .expect("a document of the ledger");
        let text = record.text.as_deref().unwrap_or_default();
        text.chars()
            .skip(start as usize)
            .take((end - start) as usize)
            .collect::<String>()
    };
    for telling in ledger.events.iter().flat_map(|e| &e.tellings) {
        assert_eq!(slice(&telling.document, telling.start, telling.end), telling.text);
        let trigger = &telling.trigger;
        assert_eq!(slice(&telling.document, trigger.start, trigger.end), trigger.text);
    }
    for point in ledger.series.iter().flat_map(|s| &s.points) {
        assert_eq!(slice(&point.document, point.start, point.end), point.text);
    }
    // Every event of a record is told once; further mentions of it have no lemma.
    let told: usize = all.iter().map(|r| r.events.len()).sum();
    let tellings = ledger.events.iter().flat_map(|e| &e.tellings);
    let own = tellings.filter(|t| t.trigger.lemma.is_some() && t.event.is_some());
    assert_eq!(own.count(), told);
}

#[test]
fn different_stories_and_crimes_stay_apart() {
    let all: Vec<Record> = STORIES.into_iter().flat_map(records).collect();
    let ledger = merge(&all);
    let story = |id: &str| id.split('-').next().unwrap_or_default().to_owned();
    for event in &ledger.events {
        let of = story(&event.tellings[0].document);
        assert!(event.tellings.iter().all(|t| story(&t.document) == of), "{event:?}");
    }
    let copy = ledger.documents.iter().find(|d| d.id == "quake-2").expect("a document");
    assert_eq!(copy.copy_of.as_deref(), Some("quake-1"));
}

#[test]
fn a_folder_without_files_is_said_to_be_empty() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_newsx"));
    let out = command.arg("merge").arg(folder.path()).output().expect("newsx");
    assert!(out.status.success());
    let said = String::from_utf8(out.stderr).expect("text");
    assert!(said.contains("the folder has no files (io.empty)"), "{said}");
    let ledger: Ledger = serde_json::from_slice(&out.stdout).expect("a ledger");
    assert_eq!(ledger.warnings.len(), 1);
}
