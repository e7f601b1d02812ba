//! Mentions → actors: one per real-world entity, with its names, roles and country.
//!
//! First names: all forms of all names of the article are linked by the words that they share (`form`, `name`), with
//! the roles that stand beside them. Then one walk over the nouns and pronouns (`resolve`, `nominal`, `pronoun`). What comes
//! out is written down as actors (`build`); unnamed ones only if they take part in a fact (`fact`). "I" and "we" inside
//! quotations wait until quotes have speakers (`speaker`).
//!
//! No step compares each mention with each other: names meet in tables of their words, nouns and pronouns look back over
//! a bounded window.

mod build;
mod chain;
mod fact;
mod form;
mod group;
mod index;
mod kind;
mod name;
mod nominal;
mod pronoun;
mod resolve;
mod speaker;
mod walk;
mod words;

pub(super) use chain::EntityId;
pub use index::ActorIndex;
pub(super) use index::Heads;

use super::Report;
use crate::language::Document;
use crate::model::facts::Mention;
use chain::Chains;

/// The mentions of an article, linked, before ids are given.
pub(super) struct Linked {
    chains: Chains,
    /// The entities that become actors, by the head words of their mentions.
    pub(super) heads: Heads<EntityId>,
}

/// Links mentions. Times are resolved; quotes, events and figures are as extracted.
pub(super) fn link(doc: &Document, report: &Report, mut mentions: Vec<Mention>) -> Linked {
    mentions.extend(fact::counted(doc, report));
    mentions.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
    mentions.dedup_by_key(|m| m.head);
    let mut chains = Chains::new(doc, &mentions);
    name::link(doc, &mut chains);
    chains.stand_ins.sort_unstable();
    let chains = resolve::link(doc, report, chains);
    let heads = build::heads(&chains, &fact::heads(doc, report));
    Linked { chains, heads }
}

/// Gives "I" and "we" inside quotations to their speakers and makes the actors of the report: ids are given here, once.
pub(super) fn finish(doc: &Document, report: &mut Report, linked: Linked, speakers: &[Option<EntityId>]) {
    let Linked { mut chains, heads } = linked;
    let heads = heads.with(speaker::link(doc, &mut chains, &report.quotes, speakers));
    let made = build::actors(doc, &chains, &heads);
    for (quote, speaker) in report.quotes.iter_mut().zip(speakers) {
        quote.speaker = speaker.and_then(|entity| made.of_entity[entity.0 as usize]);
    }
    report.actors = made.actors;
    report.index = made.index;
}
