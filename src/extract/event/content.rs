//! Events whose class is that of what they are about: announcing an agreement is AGREE, deciding to close a plant BUSINESS.

use crate::language::{Deprel, Document, Upos, clause};
use crate::lexicon::event as lexicon;
use crate::model::facts::EventClass;
use crate::model::ids::TokenId;

/// The listed class of what an event is about, if its word has no class of its own.
pub(super) fn class(doc: &Document, head: TokenId) -> Option<EventClass> {
    if !lexicon::frame(doc.lemma(head)).content {
        return None;
    }
    content(doc, head).into_iter().find_map(|token| listed(doc, token))
}

fn listed(doc: &Document, token: TokenId) -> Option<EventClass> {
    let lemma = doc.lemma(token);
    let class = if doc.token(token).upos == Upos::Verb {
        lexicon::verb(lemma).last().map(|s| s.class)
    } else {
        lexicon::noun(lemma).last().map(|s| s.class)
    };
    class.filter(|c| *c != EventClass::Other)
}

/// Content of an event, nearest first: its complements, and the complements of these.
fn content(doc: &Document, head: TokenId) -> Vec<TokenId> {
    let mut all = Vec::new();
    let direct = |token: TokenId| {
        doc.children(token).filter(|c| {
            matches!(
                doc.token(*c).deprel,
                Deprel::Obj | Deprel::Ccomp | Deprel::Xcomp | Deprel::Acl | Deprel::NsubjPass
            ) || doc.token(*c).deprel == Deprel::Nmod
                && clause::preposition(doc, *c).is_some_and(|p| matches!(doc.lower(p), "of" | "on" | "for"))
        })
    };
    for child in direct(head) {
        all.push(child);
        all.extend(direct(child));
    }
    all
}
