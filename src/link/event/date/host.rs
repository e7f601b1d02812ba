//! The event that a time is attached to in the tree.

use crate::language::{Deprel, Document, Upos, clause};
use crate::lexicon::event as lexicon;
use crate::model::facts::Event;
use crate::model::ids::TokenId;

use super::DEPTH;

/// The events by their trigger tokens.
#[derive(Debug)]
pub(super) struct Triggers(Vec<u32>);

impl Triggers {
    pub(super) fn new(doc: &Document, events: &[Event]) -> Triggers {
        let mut index = vec![u32::MAX; doc.tokens().len()];
        for (number, event) in (0u32..).zip(events) {
            index[event.trigger.head.0 as usize] = number;
        }
        Triggers(index)
    }

    /// The event that a token triggers.
    pub(super) fn at(&self, token: TokenId) -> Option<usize> {
        self.0
            .get(token.0 as usize)
            .filter(|e| **e != u32::MAX)
            .map(|e| *e as usize)
    }
}

/// The event that a time is attached to.
pub(super) fn host(doc: &Document, triggers: &Triggers, time: TokenId) -> Option<usize> {
    if let Some(event) = clause::purpose_before(doc, time).and_then(|t| triggers.at(t)) {
        return Some(event);
    }
    let Some(first) = doc.head(time) else {
        return below(doc, triggers, time);
    };
    // "the 2019 prize": the year tells which, not when.
    let modifier = matches!(
        doc.token(time).deprel,
        Deprel::Nummod | Deprel::Compound | Deprel::Amod | Deprel::NmodUnmarked
    );
    if modifier && time < first && doc.token(time).upos == Upos::Num && triggers.at(first).is_none() {
        return None;
    }
    let mut at = time;
    for _ in 0..DEPTH {
        let head = doc.head(at)?;
        if let Some(event) = triggers.at(head) {
            return Some(event);
        }
        // "the blaze, which began on Monday": the day of nothing that is done to the blaze.
        if doc.token(at).deprel == Deprel::AclRelcl {
            return None;
        }
        if doc.token(head).upos == Upos::Verb {
            let frame = lexicon::frame(doc.lemma(head));
            let helped = helped(doc, triggers, head)
                .filter(|_| frame.light || frame.aspectual || frame.occur || !frame.reporting);
            if helped.is_some() || frame.reporting {
                return helped;
            }
        }
        at = head;
    }
    None
}

/// The event noun that a light or occurrence verb, or a verb that tells nothing, passes its dates to.
fn helped(doc: &Document, triggers: &Triggers, verb: TokenId) -> Option<usize> {
    doc.children(verb)
        .filter(|c| match doc.token(*c).deprel {
            Deprel::Obj | Deprel::Nsubj | Deprel::NsubjPass => true,
            Deprel::Obl => clause::preposition(doc, *c).is_some_and(|p| doc.lower(p) == "in"),
            _ => false,
        })
        .find_map(|noun| {
            triggers
                .at(noun)
                .or_else(|| contained(doc, noun).find_map(|t| triggers.at(t)))
        })
}

/// The event nearest below a time that the tree makes the root of its sentence ("On Sunday, …").
fn below(doc: &Document, triggers: &Triggers, time: TokenId) -> Option<usize> {
    let depth = |token: TokenId| {
        let mut at = token;
        (1..=DEPTH).find(|_| {
            at = doc.head(at).unwrap_or(at);
            at == time
        })
    };
    let tokens = doc.sentence(doc.sentence_of(time)).tokens;
    let events = tokens.iter().filter_map(|t| Some((t, triggers.at(t)?)));
    events
        .filter_map(|(t, event)| Some((depth(t)?, event)))
        .min()
        .map(|(_, event)| event)
}

/// The event noun behind one that only counts: "two rounds of talks".
fn contained(doc: &Document, noun: TokenId) -> impl Iterator<Item = TokenId> + '_ {
    let container = lexicon::frame(doc.lemma(noun)).container;
    doc.children(noun)
        .filter(move |c| container && doc.token(*c).deprel == Deprel::Nmod)
}
