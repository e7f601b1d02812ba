//! Properties of every text, however broken.

#[path = "../fuzz/check.rs"]
mod check;
#[path = "properties/hostile.rs"]
mod hostile;
#[path = "properties/pieces.rs"]
mod pieces;
#[path = "properties/schema.rs"]
mod schema;

use std::sync::LazyLock;

use newsx::internals::{Format, List, Page, Selection, View, is_control, verify};
use newsx::record::Confidence;
use newsx::{Date, Options, Record};
use pieces::PIECES;
use proptest::prelude::*;
use schema::Schema;
use serde_json::Value;

static SCHEMA: LazyLock<Schema> = LazyLock::new(|| Schema(newsx::schema()));

fn page(text: &str) -> Page {
    page_by(1, text)
}

/// The page of a text whose sentences so many threads share.
fn page_by(threads: usize, text: &str) -> Page {
    let mut options = Options::default();
    options.id = "p".to_owned();
    options.lang = Some("en".to_owned());
    options.published = Date::new(2024, 6, 13);
    options.threads = threads;
    newsx::internals::page(text, &options).expect("English")
}

fn news() -> impl Strategy<Value = String> {
    let piece = (0..PIECES.len(), any::<bool>());
    prop::collection::vec(piece, 0..60).prop_map(|pieces| {
        let mut text = String::new();
        for (piece, glued) in pieces {
            text.push_str(PIECES[piece]);
            if !glued {
                text.push(' ');
            }
        }
        text
    })
}

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![3 => news(), 1 => any::<String>()]
}

/// Checks the properties of a page.
fn check(page: &Page) {
    let record = &page.record;
    assert_eq!(verify(record), Vec::<String>::new());
    let line = Format::Jsonl.write(page, &View::default());
    let value: Value = serde_json::from_slice(&line).expect("JSON");
    assert_eq!(SCHEMA.differences(&value), Vec::<String>::new());
    let read: Record = serde_json::from_slice(&line).expect("a record");
    assert_eq!(verify(&read), Vec::<String>::new());
    for format in [
        Format::Json,
        Format::Claims,
        Format::Md,
        Format::Csv,
        Format::Tsv,
        Format::Html,
        Format::Brat,
        Format::LabelStudio,
        Format::WebAnnotation,
    ] {
        let bytes = format.write(page, &View::default());
        let text = String::from_utf8(bytes).expect("UTF-8");
        assert!(!text.contains('\0'));
        let table = matches!(format, Format::Csv | Format::Tsv);
        assert!(!table || !text.contains(is_control), "{text:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn every_fact_is_grounded_in_any_text(text in texts()) {
        check(&page(&text));
    }

    #[test]
    fn a_selection_of_a_record_is_a_record(text in news(), only in 0..5usize, confidence in 0..3usize) {
        let mut page = page(&text);
        let selection = Selection {
            kinds: vec![List::ALL[only], List::Events],
            min_confidence: [Confidence::Low, Confidence::Medium, Confidence::High][confidence],
            ..Selection::default()
        };
        selection.apply(&mut page.record);
        check(&page);
    }

    #[test]
    fn line_breaks_of_windows_change_no_fact(text in news()) {
        let unix = text.replace("\r\n", "\n").replace('\r', "\n");
        let windows = unix.replace('\n', "\r\n");
        prop_assert_eq!(facts(&page(&unix).record), facts(&page(&windows).record));
    }
}

#[test]
fn the_schema_refuses_what_is_no_record() {
    let page = page("Ten people died in Lyon on Monday, police said.");
    let record = serde_json::to_value(&page.record).expect("JSON");
    let differences = |change: fn(&mut Value)| {
        let mut record = record.clone();
        change(&mut record);
        SCHEMA.differences(&record)
    };
    assert_eq!(differences(|_| ()), Vec::<String>::new());
    let wrong: [fn(&mut Value); 5] = [
        |record| drop(record["events"][0].as_object_mut().map(|event| event.remove("class"))),
        |record| record["events"][0]["class"] = "WAR".into(),
        |record| record["figures"][0]["start"] = (-1).into(),
        |record| record["document"]["title"] = 3.into(),
        |record| record["actors"][0]["colour"] = "red".into(),
    ];
    for change in wrong {
        assert_eq!(differences(change).len(), 1);
    }
}

#[test]
fn any_number_of_threads_makes_the_same_record() {
    let fixtures = std::fs::read_dir("fixtures").expect("fixtures");
    let mut paths: Vec<_> = fixtures.map(|entry| entry.expect("a file").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ext| ext == "txt"));
    paths.sort();
    let texts = paths.iter().map(|path| std::fs::read_to_string(path).expect("a text"));
    let text = texts.collect::<Vec<_>>().join("\n\n");
    let alone = Format::Json.write(&page(&text), &View::default());
    for threads in [2, 3, 8] {
        assert!(
            Format::Json.write(&page_by(threads, &text), &View::default()) == alone,
            "{threads} threads"
        );
    }
}

/// Everything but positions, with line breaks alike.
fn facts(record: &Record) -> Vec<String> {
    let mut facts = Vec::new();
    let mut say = |fact: String| facts.push(fact.replace("\r\n", "\n"));
    record
        .times
        .iter()
        .for_each(|t| say(format!("{:?} {} {:?}", t.kind, t.text, t.value)));
    record
        .actors
        .iter()
        .for_each(|a| say(format!("{} {:?} {}", a.name, a.roles, a.mentions.len())));
    record
        .figures
        .iter()
        .for_each(|f| say(format!("{} {:?} {:?}", f.text, f.value, f.unit)));
    record
        .quotes
        .iter()
        .for_each(|q| say(format!("{} {:?} {:?}", q.text, q.kind, q.speaker)));
    record
        .events
        .iter()
        .for_each(|e| say(format!("{} {:?} {:?}", e.text, e.class, e.status)));
    facts
}
