//! Properties of any input.

use std::io::Cursor;
use std::sync::Arc;

use newsx::emit::{Format, Page, Record, View, verify};
use newsx::parse;
use newsx::source::{Kind, Options, read};

/// Maximum length of a text from a page or a record that is analysed as well, in bytes: the stages behind reading are
/// the same for all kinds of inputs, and take most of the time.
const ANALYSED: usize = 800;

/// Reads bytes as inputs of a kind, cuts every article into its parts, analyses plain and short ones, and checks
/// their records.
///
/// # Panics
/// If a part or a fact is not grounded.
pub(crate) fn check(bytes: &[u8], kind: Kind) {
    let options = Arc::new(Options {
        kind,
        lang: Some("en".to_owned()),
        limit: 1 << 20,
        ..Options::default()
    });
    let items = read("input", Cursor::new(bytes.to_vec()), &options).items;
    for item in items {
        let source = match item.source {
            Ok(source) => source,
            Err(error) => {
                verified(&Page::failed(item.id, &error));
                continue;
            }
        };
        let article = match parse::article(&source) {
            Ok(article) => article,
            Err(error) => {
                verified(&Page::refused(&source, &error));
                continue;
            }
        };
        let mut end = 0;
        for paragraph in &article.paragraphs {
            assert!(end <= paragraph.span.start && !paragraph.span.of(&article.text).is_empty());
            assert!((paragraph.section as usize) < article.sections.len());
            end = paragraph.span.end;
        }
        for section in &article.sections {
            let _within = section.span.of(&article.text);
        }
        if kind != Kind::Text && article.text.len() > ANALYSED {
            continue;
        }
        if let Ok((doc, report)) = newsx::analyse(&source) {
            verified(&Page::new(&source, &doc, &report));
        }
    }
}

/// Writes a record, reads it as `newsx verify` does, and checks it.
fn verified(page: &Page) {
    let line = Format::Jsonl.write(page, &View::default());
    let record: Record = serde_json::from_slice(&line).expect("a record");
    assert_eq!(verify::check(&record), Vec::<String>::new());
}
