//! Grammar as the extractors ask for it: every question about the words around a token or about a clause is answered here.
//!
//! [`Cursor`] looks at neighbours. [`VerbGroup`] tells voice, tense, aspect, modality, negation and governor of a verb and is
//! computed once ([`Document::verb_group`](super::Document::verb_group)). [`Arguments`] tells subject, object and the other
//! arguments, stated or understood. `noun_phrase` tells where a noun's phrase ends and what belongs to it.

mod arguments;
mod cursor;
mod governor;
mod noun_phrase;
mod verb_group;

pub use crate::lexicon::clause::{Modality, Sense};
pub use arguments::{Argument, Arguments, Found, Oblique, agent, antecedent, object, subject};
pub use cursor::Cursor;
pub use governor::{Governor, above as governor};
pub use noun_phrase::{
    clause, conjuncts, first_conjunct, is_same_noun, noun_phrase, owner, preposition, purpose_before,
};
pub(crate) use verb_group::VerbGroups;
pub use verb_group::{Form, Negation, Tense, VerbGroup, Voice, is_none, is_predicate, is_subject, is_tensed};

/// How far control, conjunction and government are followed; deeper nesting is a sign of a wrong tree.
const DEPTH: usize = 6;

/// Returns whether a verb is in the passive: "was attacked", "the attacked base", "the base attacked by rebels".
pub fn is_passive(doc: &super::Document, verb: crate::model::ids::TokenId) -> bool {
    doc.is_passive(verb)
}
