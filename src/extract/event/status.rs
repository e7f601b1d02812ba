//! Whether an event happened: modals, negation, and the verbs, nouns and conjunctions that it stands under.
//!
//! The walk goes from the trigger towards the root. The first word that says anything decides, but for two cases:
//! a negation or a modal of the governing word bends what that word says ("did not plan to attack").

use crate::facts::Status;
use crate::language::{Deprel, Document, TokenId, Upos, Xpos, phrase};
use crate::lexicon::event::{CueKind, status_cue};

/// How many governing words are asked.
const DEPTH: usize = 5;

/// The status of an event told by `trigger`, with the light verb that helps it.
pub(super) fn status(doc: &Document, trigger: TokenId, helper: Option<TokenId>) -> Status {
    if let Some(own) = own_words(doc, trigger) {
        return own;
    }
    let mut at = trigger;
    if let Some(helper) = helper {
        if let Some(own) = own_words(doc, helper) {
            return own;
        }
        at = helper;
    }
    for _ in 0..DEPTH {
        let Some(head) = doc.head(at) else { break };
        if let Some(status) = governed(doc, at, head) {
            return bend(doc, head, status);
        }
        if !passes(doc, at) {
            break;
        }
        at = head;
    }
    Status::Asserted
}

/// Relations through which the status of the governor still concerns the event.
fn passes(doc: &Document, token: TokenId) -> bool {
    matches!(
        doc.token(token).deprel,
        Deprel::Xcomp
            | Deprel::Ccomp
            | Deprel::Conj
            | Deprel::Obj
            | Deprel::Nmod
            | Deprel::Obl
            | Deprel::NsubjPass
            | Deprel::Acl
            | Deprel::Advcl
    )
}

/// What the words right beside an event say: its auxiliaries, adverbs, adjectives and conjunctions.
fn own_words(doc: &Document, token: TokenId) -> Option<Status> {
    let mut found = None;
    for child in doc.children(token) {
        let lower = doc.lower(child);
        let said = match doc.token(child).deprel {
            Deprel::Aux => modal(doc, token, child),
            Deprel::Advmod if matches!(lower, "not" | "n't" | "never") => return Some(Status::Negated),
            Deprel::Advmod | Deprel::Amod | Deprel::Case => status_cue(lower, CueKind::Modifier),
            Deprel::Det if lower == "no" => return Some(Status::Negated),
            Deprel::Mark => status_cue(lower, CueKind::Mark).or_else(|| purpose(doc, token, lower)),
            Deprel::Advcl if is_condition(doc, child) => None,
            _ => None,
        };
        if said == Some(Status::Negated) {
            return said;
        }
        found = found.or(said);
    }
    found
}

/// "a force to protect the town": a purpose is not yet an event.
fn purpose(doc: &Document, token: TokenId, mark: &str) -> Option<Status> {
    let infinitive = mark == "to" && doc.token(token).xpos == Xpos::Vb;
    (infinitive && doc.token(token).deprel == Deprel::Advcl).then_some(Status::Planned)
}

fn modal(doc: &Document, verb: TokenId, aux: TokenId) -> Option<Status> {
    let lemma = doc.lower(aux);
    let status = status_cue(lemma.trim_start_matches(['\'', '’']), CueKind::Modal)?;
    // "would" after a condition, and "will" of things that nobody decides.
    let conditional = doc
        .children(verb)
        .any(|c| doc.token(c).deprel == Deprel::Advcl && is_condition(doc, c));
    if conditional {
        return Some(Status::Conditional);
    }
    if matches!(lemma, "could" | "might" | "may" | "can") {
        return Some(Status::Possible);
    }
    Some(status)
}

fn is_condition(doc: &Document, clause: TokenId) -> bool {
    doc.child(clause, Deprel::Mark)
        .is_some_and(|m| matches!(doc.lower(m), "if" | "unless"))
}

/// What the governor says of the event below it.
fn governed(doc: &Document, at: TokenId, head: TokenId) -> Option<Status> {
    let relation = doc.token(at).deprel;
    match doc.token(head).upos {
        Upos::Verb => {
            let below = matches!(
                relation,
                Deprel::Xcomp | Deprel::Ccomp | Deprel::Obj | Deprel::NsubjPass | Deprel::Obl | Deprel::Csubj
            );
            let lemma = doc.lemma(head);
            let status = status_cue(lemma, CueKind::Verb).filter(|_| below)?;
            // "for" and "on" lead to the thing wanted; other phrases are circumstances.
            if relation == Deprel::Obl {
                let wanted = phrase::preposition(doc, at)
                    .is_some_and(|p| matches!(doc.lower(p), "for" | "to" | "against" | "from"));
                return (wanted && !matches!(status, Status::Planned)).then_some(status);
            }
            // "He believes that …" and "expected that" only where the clause is not a plain past.
            if relation == Deprel::Ccomp && is_past(doc, at) {
                return None;
            }
            Some(status)
        }
        Upos::Noun if matches!(relation, Deprel::Acl | Deprel::Nmod) => {
            let lemma = doc.lemma(head);
            status_cue(lemma, CueKind::Noun)
        }
        Upos::Adj
            if matches!(
                relation,
                Deprel::Xcomp | Deprel::Ccomp | Deprel::Csubj | Deprel::Advcl | Deprel::Nsubj
            ) =>
        {
            status_cue(doc.lower(head), CueKind::Modifier)
        }
        _ => None,
    }
}

fn is_past(doc: &Document, verb: TokenId) -> bool {
    doc.token(verb).xpos == Xpos::Vbd
        || doc.children(verb).any(|c| {
            matches!(doc.token(c).deprel, Deprel::Aux | Deprel::AuxPass)
                && matches!(doc.lower(c), "had" | "was" | "were" | "has" | "have")
        })
}

/// A negated or merely possible governor changes what it says: "did not agree to leave" → negated.
fn bend(doc: &Document, governor: TokenId, status: Status) -> Status {
    match (own_words(doc, governor), status) {
        (Some(Status::Negated), Status::Negated) => Status::Asserted,
        (Some(Status::Negated), Status::Planned | Status::Possible | Status::Predicted) => Status::Negated,
        (Some(Status::Possible), Status::Planned) => Status::Possible,
        _ => status,
    }
}
