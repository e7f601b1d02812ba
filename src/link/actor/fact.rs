//! Which mentions take part in facts: sources of quotes, participants and places of events.
//!
//! Unnamed actors are listed only for them. Some of them are no noun phrases of persons by their form ("three were
//! killed", "some say", "the dead"): these become mentions here.

use super::chain::head_of;
use crate::extract::actor::nominal;
use crate::language::{Deprel, Document, Upos, phrase};
use crate::lexicon::actor_word::List;
use crate::link::Report;
use crate::model::facts::{EventClass, Mention, MentionKind, Role};
use crate::model::ids::TokenId;

/// The head words of all that takes part in a fact, in order.
pub(super) fn heads(doc: &Document, report: &Report) -> Vec<TokenId> {
    let sources = report.quotes.iter().filter_map(|q| head_of(doc, q.source?));
    let mut heads: Vec<TokenId> = sources.flat_map(|head| phrase::conjuncts(doc, head)).collect();
    for event in &report.events {
        let acting = event.participants.iter().filter(|p| p.role != Role::Instrument);
        heads.extend(acting.map(|p| p.head));
        heads.extend(event.place.and_then(|p| head_of(doc, p.span)));
    }
    heads.sort_unstable();
    heads.dedup();
    heads
}

/// Mentions of persons by a number or a pronoun of quantity, among what takes part in facts.
pub(super) fn counted(doc: &Document, report: &Report) -> Vec<Mention> {
    let mut heads: Vec<TokenId> = Vec::new();
    for event in &report.events {
        // Numbers may be prices or scores elsewhere.
        let persons = matches!(
            event.class,
            EventClass::Death
                | EventClass::Injury
                | EventClass::Assault
                | EventClass::Coerce
                | EventClass::Crime
                | EventClass::Aid
        );
        let taking_part = event
            .participants
            .iter()
            .filter(|p| p.role != Role::Instrument)
            .map(|p| p.head);
        heads.extend(taking_part.filter(|h| stands_for_persons(doc, *h, persons)));
    }
    let sources = report.quotes.iter().filter_map(|q| head_of(doc, q.source?));
    heads.extend(sources.filter(|h| stands_for_persons(doc, *h, true)));
    heads.sort_unstable();
    heads.dedup();
    let mention = |head: TokenId| Mention {
        span: doc.span(nominal::span(doc, head)),
        head,
        kind: MentionKind::Nominal,
    };
    heads.into_iter().map(mention).collect()
}

fn stands_for_persons(doc: &Document, head: TokenId, numbers: bool) -> bool {
    match doc.token(head).upos {
        Upos::Num => numbers,
        // "Both he and she": a conjunction.
        _ if doc.token(head).deprel == Deprel::CcPreconj => false,
        Upos::Det | Upos::Pron | Upos::Adj | Upos::Noun => List::Quantity.has(doc.lower(head)),
        _ => false,
    }
}
