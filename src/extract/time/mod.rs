//! Times: finds every [`TimeExpression`] of a document.

use super::corpus::{Extractor, rendered};
use crate::facts::TimeExpression;
use crate::language::Document;

/// The times of a document, in order of position.
pub fn extract(_doc: &Document) -> Vec<TimeExpression> {
    Vec::new()
}

/// This extractor, for the corpora.
pub const EXTRACTOR: Extractor = Extractor {
    name: "time",
    corpus: include_str!("corpus.txt"),
    render: |_, report| rendered(&report.times, |t| format!("{:?} {}", t.kind, t.value)),
};
