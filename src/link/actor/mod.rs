//! Mentions → actors: one per real-world entity, with its names, roles and country.
//!
//! First names: all forms of all names of the article are linked by the words that they share (`form`, `name`), with
//! the roles that stand beside them. Then one walk over the nouns and pronouns (`walk`, `nominal`, `pronoun`). What comes
//! out is written down as actors (`build`); unnamed ones only if they take part in a fact (`fact`). "I" and "we" inside
//! quotations wait until quotes have speakers (`speaker`).
//!
//! No step compares each mention with each other: names meet in tables of their words, nouns and pronouns look back over
//! a bounded window.

mod build;
mod chain;
mod fact;
mod form;
mod index;
mod name;
mod nominal;
mod pronoun;
mod speaker;
mod walk;
mod words;

pub use index::ActorIndex;

use super::Report;
use crate::language::Document;
use crate::model::facts::Mention;

/// Fills the report's actors. Times are resolved; quotes, events and figures are as extracted.
pub(super) fn link(doc: &Document, report: &mut Report, mut mentions: Vec<Mention>) {
    mentions.extend(fact::counted(doc, report));
    mentions.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
    mentions.dedup_by_key(|m| m.head);
    let mut chains = chain::Chains::new(doc, &mentions);
    name::link(doc, &mut chains);
    chains.stand_ins.sort_unstable();
    let chains = walk::link(doc, report, chains);
    let (actors, stand_ins) = build::actors(doc, &chains, &fact::heads(doc, report));
    report.actors = actors;
    report.index = ActorIndex::new(&report.actors, stand_ins);
}

/// Gives "I" and "we" inside quotations to their speakers, once quotes have them.
pub(super) fn link_speakers(doc: &Document, report: &mut Report) {
    speaker::link(doc, report);
}
