//! "I" and "we" inside quotations, once quotes have their speakers.

use std::collections::BTreeMap;

use super::build;
use super::index::ActorIndex;
use crate::extract::actor::pronoun::{self, Person};
use crate::language::Document;
use crate::link::Report;
use crate::model::facts::{Actor, ActorKind, Mention, MentionKind, QuoteKind};
use crate::model::ids::ActorId;
use crate::model::span::Span;

/// Gives first persons in direct speech to the speaker. Actors are put in order again, since "I" may come before the
/// first mention of who says it.
pub(super) fn link(doc: &Document, report: &mut Report) {
    let mut added = false;
    // A quotation within a quotation comes later and is shorter: its "I" is its own speaker's.
    let mut taken: BTreeMap<Span, ActorId> = BTreeMap::new();
    for quote in report.quotes.iter().filter(|q| q.kind != QuoteKind::Indirect) {
        let Some(speaker) = quote.speaker else { continue };
        for span in &quote.content {
            for token in doc.tokens_in(*span).iter() {
                let own = pronoun::pronoun(doc.lower(token)).filter(|p| p.person == Person::First);
                let Some(own) = own else { continue };
                let kind = report.actors.get(speaker.0 as usize).map(|a| a.kind);
                // "we" of a person is its side, which has no name; that of a body or group is itself.
                let person = kind == Some(ActorKind::Person);
                if !own.plural && person || own.plural && !person {
                    taken.insert(doc.token(token).span, speaker);
                }
            }
        }
    }
    for (span, speaker) in taken {
        if let (Some(head), Some(actor)) = (doc.token_at(span.start), report.actors.get_mut(speaker.0 as usize)) {
            actor.mentions.push(Mention {
                span,
                head,
                kind: MentionKind::Pronoun,
            });
            added = true;
        }
    }
    if added {
        renumber(doc, report);
    }
}

/// Puts the actors in order, and the quotes' speakers and the index with them.
fn renumber(doc: &Document, report: &mut Report) {
    // A mention's head word tells its actor from all others.
    let first = |actor: &Actor| actor.mentions.first().map(|m| m.head);
    let before: Vec<_> = report.actors.iter().map(first).collect();
    build::order(doc, &mut report.actors);
    let now = ActorIndex::new(&report.actors, Vec::new());
    let moved = |id: ActorId| now.at(before[id.0 as usize]?);
    for quote in &mut report.quotes {
        quote.speaker = quote.speaker.and_then(moved);
    }
    let stand_ins = report.index.stand_ins().iter();
    let stand_ins = stand_ins.filter_map(|(word, id)| Some((*word, moved(*id)?))).collect();
    report.index = ActorIndex::new(&report.actors, stand_ins);
}
