//! Properties of any input.

use newsx::Record;
use newsx::internals::{Format, Kind, Page, View, pages, verify};

/// Maximum length of a text from a page or a record that is analysed as well, in bytes: the stages behind reading are
/// the same for all kinds of inputs, and take most of the time.
const ANALYSED: usize = 800;

/// Reads bytes as inputs of a kind, cuts every article into its parts, analyses plain and short ones, and checks
/// their records.
///
/// # Panics
/// If a part or a fact is not grounded.
pub(crate) fn check(bytes: &[u8], kind: Kind) {
    pages(bytes, kind, ANALYSED).for_each(|page| verified(&page));
}

/// Writes a record, reads it as `newsx verify` does, and checks it.
fn verified(page: &Page) {
    let line = Format::Jsonl.write(page, &View::default());
    let record: Record = serde_json::from_slice(&line).expect("a record");
    assert_eq!(verify(&record), Vec::<String>::new());
}
