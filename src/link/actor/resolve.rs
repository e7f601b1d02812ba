//! Nouns and pronouns → entities, in one walk from the first mention to the last.
//!
//! Nouns pass sieves, the most precise first (`nominal`): the same description again, a title or description of a named
//! actor, the kind of an actor. Pronouns take the best candidate that agreement and binding leave (`pronoun`).

use super::chain::Chains;
use super::walk::Walk;
use super::{nominal, pronoun};
use crate::language::Document;
use crate::language::scorer::Trace;
use crate::link::Report;
use crate::model::facts::MentionKind;

/// Links all nouns and pronouns.
pub(super) fn link(doc: &Document, report: &Report, chains: Chains, trace: &mut Trace) -> Chains {
    let mut walk = Walk::new(doc, report, chains);
    let mut order: Vec<usize> = (0..walk.chains.nodes.len()).collect();
    order.sort_by_key(|n| walk.chains.nodes[*n].mention.head);
    for number in order {
        let found = match walk.chains.nodes[number].mention.kind {
            MentionKind::Name => walk.chains.nodes[number].entity,
            MentionKind::Nominal => nominal::resolve(&mut walk, number),
            MentionKind::Pronoun => pronoun::resolve(&walk, number, trace),
        };
        if let Some(entity) = found {
            walk.note(number, entity);
        }
    }
    walk.chains
}
