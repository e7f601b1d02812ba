//! Actors: finds every [`Mention`] of a person, organization, place or group. `link` makes actors of them.

use super::corpus::{Extractor, rendered};
use crate::facts::Mention;
use crate::language::Document;

/// The mentions of a document, in order of position.
pub fn extract(_doc: &Document) -> Vec<Mention> {
    Vec::new()
}

/// This extractor, for the corpora.
pub const EXTRACTOR: Extractor = Extractor {
    name: "actor",
    corpus: include_str!("corpus.txt"),
    render: |_, report| rendered(&report.actors, |a| format!("{:?} {}", a.kind, a.name)),
};
