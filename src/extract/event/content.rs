//! Events whose class is that of what they are about: announcing an agreement is AGREE, deciding to close a plant BUSINESS.

use crate::language::{Deprel, Document, phrase};
use crate::lexicon::event as lexicon;
use crate::model::facts::{Event, EventClass};
use crate::model::ids::TokenId;

/// Gives the events of one sentence that carry no class of their own the class of the event they are about.
pub(super) fn classify(doc: &Document, events: &mut [Event]) {
    for number in 0..events.len() {
        if !lexicon::frame(doc.lemma(events[number].trigger.head)).content {
            continue;
        }
        if let Some(class) = content(doc, events[number].trigger.head)
            .into_iter()
            .find_map(|token| class_at(events, token))
        {
            events[number].class = class;
        }
    }
}

fn class_at(events: &[Event], token: TokenId) -> Option<EventClass> {
    let i = events.binary_search_by_key(&token, |e| e.trigger.head).ok()?;
    (events[i].class != EventClass::Other).then_some(events[i].class)
}

/// What an event is about, nearest first: its complements, and what these are about.
fn content(doc: &Document, head: TokenId) -> Vec<TokenId> {
    let mut all = Vec::new();
    let direct = |token: TokenId| {
        doc.children(token).filter(|c| {
            matches!(
                doc.token(*c).deprel,
                Deprel::Obj | Deprel::Ccomp | Deprel::Xcomp | Deprel::Acl | Deprel::NsubjPass
            ) || doc.token(*c).deprel == Deprel::Nmod
                && phrase::preposition(doc, *c).is_some_and(|p| matches!(doc.lower(p), "of" | "on" | "for"))
        })
    };
    for child in direct(head) {
        all.push(child);
        all.extend(direct(child));
    }
    all
}
