//! Finds the [`Governor`] of a clause or noun: the word that a clause or an event noun stands under, and what it says of it.

use super::noun_phrase::{first_conjunct, preposition};
use crate::language::verb_group::Governor;
use crate::language::{Deprel, Document, Upos, Xpos};
use crate::lexicon::clause::{GovernorKind, Sense, governor};
use crate::model::ids::TokenId;

/// The governor of a predicate or noun; a conjunct has that of the first.
pub(crate) fn above(doc: &Document, token: TokenId) -> Option<Governor> {
    let first = first_conjunct(doc, token);
    // "urged them to leave and met his team": a past tense is not joined to an infinitive.
    let strayed = first != token && doc.token(token).xpos == Xpos::Vbd && doc.token(first).xpos != Xpos::Vbd;
    let at = if strayed { token } else { first };
    beside(doc, at).or_else(|| before(doc, at)).or_else(|| over(doc, at))
}

/// The verb of saying that stands beside what is said: "The bridge is safe, officials said".
fn beside(doc: &Document, token: TokenId) -> Option<Governor> {
    let saying = |c: &TokenId| {
        doc.token(*c).deprel == Deprel::Parataxis
            && doc.token(*c).upos == Upos::Verb
            && governor(GovernorKind::Verb, doc.lemma(*c)) == Some(Sense::Reported)
    };
    let token = doc.children(token).find(saying)?;
    Some(Governor {
        token,
        relation: Deprel::Parataxis,
        sense: Some(Sense::Reported),
    })
}

/// The noun right before an infinitive that the tree attaches to the verb: "announced plans to leave".
fn before(doc: &Document, token: TokenId) -> Option<Governor> {
    let to = doc
        .child(token, Deprel::Mark)
        .filter(|m| doc.token(*m).xpos == Xpos::To)?;
    let noun = to.prev().filter(|noun| doc.token(*noun).deprel == Deprel::Obj)?;
    let loose = doc.token(token).deprel == Deprel::Advcl && doc.head(noun) == doc.head(token);
    Some(Governor {
        token: noun,
        relation: Deprel::Acl,
        sense: Some(governor(GovernorKind::Noun, doc.lemma(noun)).filter(|_| loose)?),
    })
}

fn over(doc: &Document, token: TokenId) -> Option<Governor> {
    let (head, relation) = (doc.head(token)?, doc.token(token).deprel);
    let kind = match doc.token(head).upos {
        Upos::Verb | Upos::Aux => GovernorKind::Verb,
        Upos::Noun => GovernorKind::Noun,
        Upos::Adj => GovernorKind::Adjective,
        _ => return None,
    };
    let governs = match relation {
        Deprel::Ccomp | Deprel::Xcomp | Deprel::Csubj | Deprel::CsubjPass | Deprel::Obj => true,
        Deprel::NsubjPass => kind == GovernorKind::Verb,
        // "prevented them from leaving", "called for talks"; other clauses and phrases are circumstances.
        Deprel::Advcl | Deprel::Obl => kind != GovernorKind::Noun && leads(doc, token),
        Deprel::Acl | Deprel::Nmod => kind == GovernorKind::Noun && doc.token(token).xpos != Xpos::Vbn,
        _ => false,
    };
    governs.then(|| Governor {
        token: head,
        relation,
        sense: governor(kind, doc.lemma(head)),
    })
}

/// Returns whether a word that leads to the thing wanted or prevented stands before a phrase or clause.
fn leads(doc: &Document, token: TokenId) -> bool {
    let word = preposition(doc, token).or_else(|| doc.child(token, Deprel::Mark));
    word.is_some_and(|w| matches!(doc.lower(w), "for" | "to" | "against" | "from" | "of"))
}
