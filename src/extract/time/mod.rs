//! Times: finds every [`TimeExpression`] of a document.

use crate::facts::TimeExpression;
use crate::language::Document;

/// The times of a document, in order of position.
pub fn extract(_doc: &Document) -> Vec<TimeExpression> {
    Vec::new()
}
