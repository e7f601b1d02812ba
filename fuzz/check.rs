//! What must hold for any input.

use std::io::Cursor;
use std::sync::Arc;

use newsx::emit::{Page, verify};
use newsx::source::{Kind, Options, read};

/// Reads bytes as inputs of a kind, analyses every article, and checks its record.
///
/// # Panics
/// If a fact is not grounded.
pub(crate) fn check(bytes: &[u8], kind: Kind) {
    let options = Arc::new(Options {
        kind,
        lang: Some("en".to_owned()),
        limit: 1 << 20,
        ..Options::default()
    });
    let items = read("input", Cursor::new(bytes.to_vec()), &options).items;
    for source in items.filter_map(|item| item.source.ok()) {
        if let Ok((doc, report)) = newsx::analyse(&source) {
            let page = Page::new(&source, &doc, &report);
            assert_eq!(verify::check(&page.record), Vec::<String>::new());
        }
    }
}
