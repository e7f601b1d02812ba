//! Figures: finds every [`Figure`] of a document.

use super::corpus::{Extractor, rendered};
use crate::facts::Figure;
use crate::language::Document;

/// The figures of a document, in order of position.
pub fn extract(_doc: &Document, _facts: &super::Facts) -> Vec<Figure> {
    Vec::new()
}

/// This extractor, for the corpora.
pub const EXTRACTOR: Extractor = Extractor {
    name: "figure",
    corpus: include_str!("corpus.txt"),
    render: |_, report| rendered(&report.figures, |f| format!("{:?} {:?}", f.kind, f.value)),
};
