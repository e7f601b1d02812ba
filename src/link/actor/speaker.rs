//! Coreference of "I" and "we" inside quotations, by the speakers of the quotes.

use std::collections::BTreeMap;

use super::chain::{Chains, EntityId};
use crate::extract::actor::pronoun::Person;
use crate::language::Document;
use crate::lexicon::actor_word::List;
use crate::model::facts::{ActorKind, Quote, QuoteKind};
use crate::model::ids::TokenId;
use crate::model::span::Span;

/// Links the first persons in direct speech to its speaker and returns them. `speakers` has an entry for each quote.
pub(super) fn link(
    doc: &Document,
    chains: &mut Chains,
    quotes: &[Quote],
    speakers: &[Option<EntityId>],
) -> Vec<(TokenId, EntityId)> {
    // A quotation within a quotation comes later and is shorter: its "I" is its own speaker's.
    let mut taken: BTreeMap<usize, EntityId> = BTreeMap::new();
    for (quote, speaker) in quotes.iter().zip(speakers) {
        let Some(speaker) = speaker.filter(|_| quote.kind != QuoteKind::Indirect) else {
            continue;
        };
        // "we" of a person is its side, which has no name but for a spokesman's; that of a body or group is itself.
        let person = chains.entity(speaker).kind() == ActorKind::Person;
        let side = quote
            .source
            .filter(|_| person)
            .and_then(|source| body(doc, chains, source));
        for span in &quote.content {
            let tokens = doc.tokens_in(*span);
            let first = chains.nodes.partition_point(|n| n.mention.span.start < span.start);
            let inside = chains.nodes[first..]
                .iter()
                .take_while(|n| n.mention.span.start < span.end);
            for (number, node) in (first..).zip(inside) {
                let own = node
                    .pronoun
                    .filter(|p| p.person == Person::First && tokens.contains(node.mention.head));
                let side = side.filter(|_| own.is_some_and(|p| p.plural));
                if let Some(entity) = side.or(own.is_some_and(|p| p.plural != person).then_some(speaker)) {
                    taken.insert(number, entity);
                }
            }
        }
    }
    let mut heads = Vec::new();
    for (node, speaker) in taken {
        chains.assign(node, speaker);
        heads.push((chains.nodes[node].mention.head, speaker));
    }
    heads
}

/// The organization that a spokesman speaks for: "A Kesh Police spokesman", "Ann Lee, spokeswoman for Kesh Air".
fn body(doc: &Document, chains: &Chains, source: Span) -> Option<EntityId> {
    let speaks = |t: TokenId| List::Spokesman.has(doc.lower(t));
    let spokesman = doc.tokens_in(source).iter().any(speaks);
    let first = chains.nodes.partition_point(|n| n.mention.span.start < source.start);
    let inside = chains.nodes[first..]
        .iter()
        .take_while(|n| n.mention.span.end <= source.end);
    let is_body = |id: &EntityId| chains.entity(*id).kind() == ActorKind::Organization;
    inside.filter_map(|n| n.entity).find(is_body).filter(|_| spokesman)
}
