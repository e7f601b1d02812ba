//! Events: finds every [`Event`] of a document.

use super::corpus::{Extractor, rendered};
use crate::facts::Event;
use crate::language::Document;

/// The events of a document, in order of position.
pub fn extract(_doc: &Document, _facts: &super::Facts) -> Vec<Event> {
    Vec::new()
}

/// This extractor, for the corpora.
pub const EXTRACTOR: Extractor = Extractor {
    name: "event",
    corpus: include_str!("corpus.txt"),
    render: |_, report| rendered(&report.events, |e| format!("{:?} {:?}", e.class, e.status)),
};
