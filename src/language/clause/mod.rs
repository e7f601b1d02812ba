//! Grammar as the extractors ask for it: every question about the words around a token or about a clause is answered here.
//!
//! [`Cursor`] looks at neighbours. [`VerbGroup`] tells voice, tense, aspect, modality, negation and governor of a verb and is
//! computed once ([`Document::verb_group`](super::Document::verb_group)). [`Arguments`] tells subject, object and the other
//! arguments, stated or understood. `noun_phrase` tells where a noun's phrase ends and what belongs to it.

mod arguments;
mod cursor;
mod governor;
mod noun_phrase;
mod relation;
mod verb_group;
mod voice;

pub(crate) use super::verb_group::{Form, Governor, Negation, Tense, VerbGroup};
pub(crate) use crate::lexicon::clause::Modality;
pub(crate) use arguments::{Argument, Arguments, Found, agent, antecedent, object, subject};
pub(crate) use cursor::Cursor;
pub(crate) use governor::above as governor;
pub(crate) use noun_phrase::{
    conjuncts, first_conjunct, is_same_noun, noun_phrase, owner, predicate_of, preposition, purpose_before,
};
pub(crate) use verb_group::find;
pub(crate) use verb_group::is_none;
pub(crate) use voice::is_past;

use super::{Deprel, Document};
use crate::model::ids::TokenId;

/// Number of steps along which control, conjunction and government are followed; deeper nesting is a sign of a wrong tree.
const DEPTH: usize = 6;

/// Returns whether a verb is in the passive: "was attacked", "the attacked base", "the base attacked by rebels".
pub(crate) fn is_passive(doc: &Document, verb: TokenId) -> bool {
    doc.is_passive(verb)
}

impl Document {
    /// Returns whether a token carries tense by its tag: "attacks", "attacked", "would".
    pub(crate) fn is_tensed(&self, token: TokenId) -> bool {
        relation::is_tensed(self.token(token).xpos)
    }

    /// Returns whether a verb has tense, of its own or of an auxiliary: "said", "has said", "is saying", but not "saying"
    /// and "to say".
    pub(crate) fn is_finite(&self, verb: TokenId) -> bool {
        let group = self.verb_group(verb).map(|g| g.form == Form::Finite);
        group.unwrap_or_else(|| self.is_tensed(verb))
    }

    /// The words that a predicate or a noun stands under, the nearest first: "agreed" and "said" above "leave" in "said they
    /// had agreed to leave".
    pub(crate) fn governors(&self, token: TokenId) -> impl Iterator<Item = Governor> + '_ {
        // A verb of saying beside its clause is the last: its own head is that clause.
        let next = |g: &Governor| {
            let up = g.relation != Deprel::Parataxis;
            up.then(|| governor(self, g.token)).flatten()
        };
        std::iter::successors(governor(self, token), next)
    }

    /// The arguments of a verb, stated or understood.
    pub(crate) fn arguments(&self, verb: TokenId) -> Arguments {
        Arguments::of(self, verb)
    }
}
