//! Quotes: finds every [`Quote`] of a document.

use super::corpus::{Extractor, rendered};
use crate::facts::Quote;
use crate::language::Document;

/// The quotes of a document, in order of position.
pub fn extract(_doc: &Document, _facts: &super::Facts) -> Vec<Quote> {
    Vec::new()
}

/// This extractor, for the corpora.
pub const EXTRACTOR: Extractor = Extractor {
    name: "quote",
    corpus: include_str!("corpus.txt"),
    render: |_, report| rendered(&report.quotes, |q| format!("{:?}", q.kind)),
};
