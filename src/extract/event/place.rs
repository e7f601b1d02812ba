//! The place of an event, from a preposition ("in Kesh").

use super::participants::without_time;
use crate::language::{Deprel, Document, NameKind, Upos, clause};
use crate::lexicon::event::{self, Scope};
use crate::model::facts::{EventClass, Place, TimeExpression};
use crate::model::ids::{TokenId, TokenRange};

/// The place of an event, by its own phrases, then those of the verb that helps it, of the object, and of what it did ("A
/// flood killed ten people in Kesh").
pub(super) fn place(
    doc: &Document,
    trigger: TokenId,
    helper: Option<TokenId>,
    times: &[TimeExpression],
) -> Option<Place> {
    own(doc, trigger, times)
        .or_else(|| own(doc, helper?, times))
        .or_else(|| {
            own(doc, clause::object(doc, helper.unwrap_or(trigger))?, times)
                .filter(|_| doc.token(trigger).upos == Upos::Verb)
        })
        .or_else(|| place(doc, harm(doc, trigger)?, None, times))
}

/// The verb of harm whose subject a noun is.
fn harm(doc: &Document, noun: TokenId) -> Option<TokenId> {
    let verb = doc.head(noun).filter(|_| doc.token(noun).deprel == Deprel::Nsubj)?;
    let harms = |class| {
        matches!(
            class,
            EventClass::Death | EventClass::Injury | EventClass::Disaster | EventClass::Accident
        )
    };
    event::verb(doc.lemma(verb))
        .iter()
        .any(|sense| harms(sense.class))
        .then_some(verb)
}

fn own(doc: &Document, word: TokenId, times: &[TimeExpression]) -> Option<Place> {
    let stated = |child: &TokenId| {
        matches!(doc.token(*child).deprel, Deprel::Obl | Deprel::Nmod)
            && clause::preposition(doc, *child).is_some_and(|p| event::has_scope(doc.lower(p), Scope::Where))
    };
    let mut best: Option<(u8, TokenRange)> = None;
    for child in doc.children(word).filter(stated) {
        let range = without_time(doc, child, times);
        let preposition = clause::preposition(doc, child).map_or("", |p| doc.lower(p));
        let direction = matches!(preposition, "from" | "into" | "to");
        if !names_place(doc, range) {
            continue;
        }
        let rank = u8::from(!direction);
        if best.is_none_or(|(r, _)| rank > r) {
            best = Some((rank, range));
        }
    }
    best.map(|(_, range)| Place {
        span: doc.span(range),
        actor: None,
    })
}

fn names_place(doc: &Document, range: TokenRange) -> bool {
    let names = doc.names();
    let first = names.partition_point(|n| n.tokens.end <= range.start);
    names[first..]
        .iter()
        .take_while(|n| n.tokens.start < range.end)
        .any(|n| n.kind == NameKind::Place)
}
