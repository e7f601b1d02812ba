//! Kinds of clauses, as far as they decide whether the status of the word above is theirs, too.

use crate::language::{Deprel, Document, Xpos};
use crate::lexicon::event::{self, Scope};
use crate::model::ids::TokenId;

/// Returns whether a clause goes with the main clause: "before leaving", "by selling it", ", meeting the king". "after
/// losing" came before it.
pub(super) fn is_attendant(doc: &Document, clause: TokenId) -> bool {
    let with = |mark: TokenId| event::has_scope(doc.lower(mark), Scope::Attends);
    doc.token(clause).deprel == Deprel::Advcl
        && doc.token(clause).xpos == Xpos::Vbg
        && doc.child(clause, Deprel::Mark).is_none_or(with)
}

/// Returns whether a participle joins a further event to the first: "followed by talks".
pub(super) fn is_joining(doc: &Document, verb: TokenId) -> bool {
    doc.token(verb).xpos == Xpos::Vbn && event::has_scope(doc.lemma(verb), Scope::Joins)
}

/// A clause that tells what the noun before it is about: "the claim that he left", "the plan to leave", also where the tree
/// takes "that" for a relative clause.
pub(super) fn is_content(doc: &Document, clause: TokenId) -> bool {
    match doc.token(clause).deprel {
        Deprel::Acl | Deprel::Ccomp => true,
        Deprel::AclRelcl => doc.child(clause, Deprel::Mark).is_some_and(|m| doc.lower(m) == "that"),
        _ => false,
    }
}

/// Returns whether a verb is a participle behind a noun: "introduced in May", not "to be introduced".
pub(super) fn is_participle(doc: &Document, verb: TokenId) -> bool {
    doc.token(verb).xpos == Xpos::Vbn && doc.child(verb, Deprel::Mark).is_none()
}
