//! Events that are played, practised or invented: "In the film, a spy shoots the president" tells no happening.

use super::trigger::Candidate;
use crate::language::{Deprel, Document, Upos, clause};
use crate::lexicon::event::{self, Scope};
use crate::model::facts::EventClass;
use crate::model::ids::TokenId;

/// Maximum number of words climbed from an event to the clause whose setting it shares.
const DEPTH: usize = 5;

/// Returns whether an event happens only in a film, a drill or the like that its sentence opens with. In a series of
/// matches teams do win and lose.
pub(super) fn is_made_up(doc: &Document, candidate: &Candidate) -> bool {
    let mut around = std::iter::successors(Some(candidate.token), |t| doc.head(*t)).take(DEPTH + 1);
    let set = |verb: TokenId| doc.children(verb).any(|c| c < verb && is_setting(doc, c));
    candidate.class != EventClass::Sport && around.any(set)
}

/// Returns whether a phrase is the setting of something made up: "in the film", "in Monday's simulation"; not "in the
/// series of attacks".
fn is_setting(doc: &Document, phrase: TokenId) -> bool {
    doc.token(phrase).deprel == Deprel::Obl
        && doc.token(phrase).upos == Upos::Noun
        && event::has_scope(doc.lemma(phrase), Scope::MadeUp)
        && clause::preposition(doc, phrase).is_some_and(|p| doc.lower(p) == "in")
        && doc.child(phrase, Deprel::Nmod).is_none()
}
