//! Random and damaged files of every kind: every record passes `verify`.
//!
//! `NEWSX_FUZZ=html:600 cargo test --test properties -- --ignored` does the same with one kind for ten minutes.

use std::time::{Duration, Instant};

use newsx::internals::Kind;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::check::check;
use crate::pieces::PIECES;

/// Names and values of fields, attributes and headers.
const FIELDS: &[(&str, &[&str])] = &[
    ("id", &["a", "..", "/etc/x", "", "\u{1b}[31m", "\u{202e}x"]),
    (
        "date",
        &["2024-06-13", "03/04/2020", "soon", "-0300-01-01", "99999-01-01"],
    ),
    ("title", &["Ferry sinks", "=1+1", "", "A\nB"]),
    ("url", &["http://x.org/1", "javascript:x", " "]),
    ("authors", &["Ana Prates", "By\tLev Orlov, and others"]),
    ("lang", &["en", "de", "\0"]),
];

/// The kinds, by their names.
const KINDS: [(&str, Kind); 6] = [
    ("text", Kind::Text),
    ("html", Kind::Html),
    ("jsonl", Kind::Json),
    ("warc", Kind::Warc),
    ("csv", Kind::Csv),
    ("tsv", Kind::Tsv),
];

/// Marks of the formats, put where they do not belong.
const MARKS: &[&str] = &[
    "\"",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\\",
    "\n",
    "\r\n\r\n",
    "<p>",
    "</p>",
    "<h1>",
    "<b",
    "<!--",
    "-->",
    "&lt;",
    "&#0;",
    "<table><tr><td>",
    "<script>",
    "WARC/1.0\r\n",
    "Content-Length: 5\r\n",
    "\t",
    "\u{feff}",
    "null",
    "1e999",
    "\\ud800",
];

fn words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![12 => prop::sample::select(PIECES), 1 => prop::sample::select(MARKS)];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.join(" "))
}

/// An article: its text and its fields.
fn article() -> impl Strategy<Value = (String, Vec<(usize, usize)>)> {
    let field = (0..FIELDS.len(), 0..8usize);
    (words(), prop::collection::vec(field, 0..4))
}

/// A file of articles of a kind.
fn file(kind: Kind) -> impl Strategy<Value = Vec<u8>> {
    let articles = prop::collection::vec(article(), 1..4);
    let damage = prop::option::of((any::<prop::sample::Index>(), prop::sample::select(MARKS), 0..40usize));
    (articles, any::<bool>(), damage).prop_map(move |(articles, list, damage)| {
        let mut bytes = written(&articles, kind, list).into_bytes();
        if let Some((at, mark, lost)) = damage {
            let start = at.index(bytes.len() + 1);
            let end = bytes.len().min(start + lost);
            bytes.splice(start..end, mark.bytes());
        }
        bytes
    })
}

fn written(articles: &[(String, Vec<(usize, usize)>)], kind: Kind, list: bool) -> String {
    let named = |fields: &[(usize, usize)]| -> Vec<(&str, &str)> {
        let field = |(name, value): &(usize, usize)| {
            let (name, values) = FIELDS[*name];
            (name, values[value % values.len()])
        };
        fields.iter().map(field).collect()
    };
    let object = |(text, fields): &(String, Vec<(usize, usize)>)| {
        let mut object = serde_json::Map::new();
        for (name, value) in named(fields) {
            object.insert(name.to_owned(), value.into());
        }
        object.insert("text".to_owned(), text.clone().into());
        serde_json::Value::Object(object).to_string()
    };
    let page = |(text, fields): &(String, Vec<(usize, usize)>)| {
        let meta = named(fields)
            .into_iter()
            .map(|(name, value)| format!("<meta name={name} content=\"{value}\">"));
        format!(
            "<html><head>{}</head><body><h1>News</h1><p>{text}</p></body></html>",
            meta.collect::<String>()
        )
    };
    match kind {
        Kind::Html => page(&articles[0]),
        Kind::Json => {
            let objects: Vec<String> = articles.iter().map(object).collect();
            if list {
                format!("[{}]", objects.join(", "))
            } else {
                objects.join("\n")
            }
        }
        Kind::Csv | Kind::Tsv => {
            let delimiter = if kind == Kind::Csv { "," } else { "\t" };
            let cell = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
            let row = |(text, fields): &(String, Vec<(usize, usize)>)| {
                let named = named(fields);
                let value = |name: &str| {
                    named
                        .iter()
                        .find(|(known, _)| *known == name)
                        .map_or("", |(_, value)| value)
                };
                ["id", "date", "title"].map(|name| cell(value(name))).join(delimiter) + delimiter + &cell(text)
            };
            let header = ["id", "date", "title", "text"].join(delimiter);
            format!("{header}\n{}", articles.iter().map(row).collect::<Vec<_>>().join("\n"))
        }
        Kind::Warc => {
            let record = |article| {
                let page = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{}", page(article));
                format!(
                    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://x.org/\r\nContent-Type: \
                     application/http\r\nContent-Length: {}\r\n\r\n{page}\r\n\r\n",
                    page.len()
                )
            };
            articles.iter().map(record).collect()
        }
        _ => articles[0].0.clone(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn every_record_of_a_hostile_file_verifies(
        (kind, bytes) in (0..KINDS.len()).prop_flat_map(|kind| (Just(KINDS[kind].1), file(KINDS[kind].1)))
    ) {
        check(&bytes, kind);
    }
}

#[test]
#[ignore = "runs as long as NEWSX_FUZZ says"]
fn for_long() {
    let told = std::env::var("NEWSX_FUZZ").expect("NEWSX_FUZZ=KIND:SECONDS");
    let (name, seconds) = told.split_once(':').expect("KIND:SECONDS");
    let (_, kind) = KINDS.into_iter().find(|(known, _)| *known == name).expect("a kind");
    let end = Instant::now() + Duration::from_secs(seconds.parse().expect("seconds"));
    let mut runner = TestRunner::new(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let mut files = 0u64;
    while Instant::now() < end {
        let bytes = file(kind).new_tree(&mut runner).expect("a file").current();
        let held = std::panic::catch_unwind(|| check(&bytes, kind));
        assert!(held.is_ok(), "{:?}", String::from_utf8_lossy(&bytes));
        files += 1;
    }
    println!("{files} files of kind {name}");
}
