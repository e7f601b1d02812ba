//! Mentions → actors, by coreference: one actor per real-world entity, with its names, roles and country.
//!
//! Names first: their forms are linked by common words (`form`, `name`), with the roles beside them. Then one walk over
//! the nouns and pronouns (`resolve`, `nominal`, `pronoun`). The entities become actors (`build`), unnamed ones only if
//! they take part in a fact (`fact`). "I" and "we" inside quotations wait until quotes have speakers (`speaker`).
//!
//! The work is linear in the mentions: names are looked up in tables of their words, nouns and pronouns look back over
//! a bounded window.

mod antecedent;
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
pub(crate) use index::ActorIndex;
pub(super) use index::Heads;

use super::Report;
use crate::language::Document;
use crate::language::scorer::Trace;
use crate::model::facts::Mention;
use chain::Chains;

/// The linked mentions of an article, before actors have ids.
pub(super) struct Linked {
    chains: Chains,
    /// The entities that become actors, by the heads of their mentions.
    pub(super) heads: Heads<EntityId>,
}

/// Links mentions. Times are resolved; quotes, events and figures are as extracted.
pub(super) fn link(doc: &Document, report: &Report, mut mentions: Vec<Mention>, trace: &mut Trace) -> Linked {
    mentions.extend(fact::counted(doc, report));
    mentions.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
    mentions.dedup_by_key(|m| m.head);
    let mut chains = Chains::new(doc, &mentions);
    name::link(doc, &mut chains);
    chains.stand_ins.sort_unstable();
    let chains = resolve::link(doc, report, chains, trace);
    let heads = build::heads(&chains, &fact::heads(doc, report));
    Linked { chains, heads }
}

/// Links "I" and "we" inside quotations to their speakers and makes the actors of the report, which gives them their
/// ids.
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
