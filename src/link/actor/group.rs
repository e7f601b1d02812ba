//! Groups that stand for actors named before: "both sides", "the two countries", "the pair".
//!
//! The phrase gives the number of members and often their kind. It is resolved only where exactly one reading fits: the
//! sentences before mention just that many actors of the kind, or "and" joins just one such group.

use super::chain::{EntityId, Node, Position};
use super::walk::Walk;
use crate::extract::actor::nominal;
use crate::language::{Deprel, Document, clause};
use crate::lexicon::actor_word::List;
use crate::lexicon::country::{self, Form};
use crate::model::facts::ActorKind;
use crate::model::ids::TokenId;

/// Number of sentences back in which members are looked for.
const SENTENCES: u32 = 2;

/// The actors that a noun phrase stands for; empty where it is no such group, or not exactly one reading fits.
pub(super) fn members(walk: &Walk<'_>, number: usize) -> Vec<EntityId> {
    let node = &walk.chains.nodes[number];
    let Some(size) = size(walk.doc, node.mention.head) else {
        return Vec::new();
    };
    let fits = |n: &usize| {
        let other = &walk.chains.nodes[*n];
        let named = other.entity.is_some_and(|id| walk.chains.entity(id).named);
        named && !node.tokens.contains(other.mention.head) && is_member(walk, node, other)
    };
    let before: Vec<usize> = walk.before(number, SENTENCES).filter(fits).collect();
    let taking_part = |n: &&usize| walk.chains.nodes[**n].position != Position::Other;
    let acting = distinct(walk, before.iter().filter(taking_part));
    let all = distinct(walk, before.iter());
    match (acting.len() == size, all.len() == size) {
        (_, true) => all,
        (true, _) => acting,
        _ => joined(walk, &before, size),
    }
}

/// The number of members that a phrase gives.
fn size(doc: &Document, head: TokenId) -> Option<usize> {
    let before = || doc.children(head).filter(|c| *c < head);
    if before().any(|c| doc.lower(c) == "both") {
        return Some(2);
    }
    let definite = before().any(|c| matches!(doc.lower(c), "the" | "these" | "those"));
    let number = before().find(|c| doc.token(*c).deprel == Deprel::Nummod);
    match number.map_or(doc.lemma(head), |n| doc.lower(n)) {
        "two" | "2" | "pair" | "duo" if definite => Some(2),
        "three" | "3" | "trio" if definite => Some(3),
        "four" | "4" if definite => Some(4),
        _ => None,
    }
}

/// Returns whether an actor fits the noun of the phrase.
fn is_member(walk: &Walk<'_>, group: &Node, other: &Node) -> bool {
    let doc = walk.doc;
    let lemma = doc.lemma(group.mention.head);
    let Some(entity) = other.entity.map(|id| walk.chains.entity(id)) else {
        return false;
    };
    let is_country = || {
        let form = country::lookup(other.mention.span.of(doc.text())).map(|c| c.form);
        form == Some(Form::Name)
    };
    let kind = entity.kind();
    if List::AnyCountry.has(lemma) {
        return is_country();
    }
    if List::AnyCompany.has(lemma) {
        return kind == ActorKind::Organization;
    }
    if List::Side.has(lemma) {
        // A mere location is no side.
        return kind != ActorKind::Place || is_country() && other.position != Position::Other || is_joined(doc, other);
    }
    let told = nominal::noun(doc, group.mention.head).map(|n| n.kind);
    told == Some(kind) && kind == ActorKind::Person && !entity.plural
}

/// Returns whether a mention is joined to another by "and".
fn is_joined(doc: &Document, node: &Node) -> bool {
    clause::conjuncts(doc, clause::first_conjunct(doc, node.place)).len() > 1
}

/// The entities of some mentions, each once.
fn distinct<'n>(walk: &Walk<'_>, nodes: impl Iterator<Item = &'n usize>) -> Vec<EntityId> {
    let mut found: Vec<EntityId> = nodes.filter_map(|n| walk.chains.nodes[*n].entity).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The members of the only group of this size that "and" joins.
fn joined(walk: &Walk<'_>, before: &[usize], size: usize) -> Vec<EntityId> {
    let first = |n: usize| clause::first_conjunct(walk.doc, walk.chains.nodes[n].place);
    let mut groups: Vec<Vec<EntityId>> = Vec::new();
    for n in before {
        let same: Vec<usize> = before.iter().copied().filter(|o| first(*o) == first(*n)).collect();
        let group = distinct(walk, same.iter());
        if group.len() == size && !groups.contains(&group) {
            groups.push(group);
        }
    }
    match &groups[..] {
        [one] => one.clone(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    /// The names of the members of each group in a text.
    fn members(text: &str) -> Vec<Vec<String>> {
        let (_, report) = crate::corpus::report(text, None);
        let groups = report.actors.iter().filter(|a| !a.members.is_empty());
        let name = |id: &crate::model::ids::ActorId| report.actors[id.0 as usize].name.clone();
        groups.map(|a| a.members.iter().map(name).collect()).collect()
    }

    #[test]
    fn a_group_has_the_members_that_fit() {
        let text = "Norway and Sweden signed the treaty on Friday. Both sides praised the talks.";
        assert_eq!(members(text), [["Norway", "Sweden"]]);
        let text = "Norway met Sweden in Oslo on Friday. The two countries signed a treaty.";
        assert_eq!(members(text), [["Norway", "Sweden"]]);
    }

    #[test]
    fn ambiguous_groups_have_no_members() {
        let text = "Norway, Sweden and Denmark met on Friday. The two countries signed a treaty.";
        assert_eq!(members(text), [[""; 0]; 0]);
    }
}
