//! [`VerbGroup`]: what a verb with its auxiliaries says beside its meaning. `clause` finds them, once per verb.

use super::Deprel;
use crate::lexicon::clause::{Modality, Sense};
use crate::model::ids::TokenId;

/// Voice: whether the subject acts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Voice {
    /// "attacked the base".
    Active,
    /// "was attacked", "the attacked base", "the base attacked by rebels".
    Passive,
}

/// The tense of a finite verb group.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Tense {
    /// "attacked", "was attacking", "had attacked".
    Past,
    /// "attacks", "has attacked", "may attack".
    Present,
    /// "will attack", "is going to attack".
    Future,
}

/// Form: finite, or one of the non-finite shapes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Form {
    /// With a tense: "attacks", "had attacked", "would attack".
    Finite,
    /// "to attack", "to have attacked".
    Infinitive,
    /// The bare form: "made them leave", "demanded that he leave".
    Bare,
    /// "attacking", "having attacked".
    Present,
    /// "attacked" without an auxiliary.
    Past,
}

/// Kind of a negation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Negation {
    /// "not", "never" beside the verb.
    Particle,
    /// "no" at a subject or object, or "nobody", "nothing".
    Argument,
    /// "without leaving".
    Preposition,
    /// The negation of the verb that it is joined to, or whose subject it shares.
    Conjunct,
    /// The word that it stands under: "failed to leave", "did not agree to leave".
    Governor,
    /// "did not leave until May": it left in May.
    Until,
}

/// A verb with its auxiliaries, or a predicate with its copula.
#[derive(Clone, Copy, Debug)]
pub(crate) struct VerbGroup {
    /// The verb that carries the meaning; for a copula the noun or adjective.
    pub head: TokenId,
    /// The first auxiliary, or the head: where the group begins.
    pub start: TokenId,
    /// Voice: whether the subject acts.
    pub voice: Voice,
    /// Finite or non-finite form.
    pub form: Form,
    /// The tense; `None` if it is not finite.
    pub tense: Option<Tense>,
    /// "has attacked", "had attacked".
    pub perfect: bool,
    /// "is attacking", "was attacking".
    pub progressive: bool,
    /// Class of its modal verb.
    pub modality: Option<Modality>,
    /// Kind of its negation; `None` if it is not negated.
    pub negation: Option<Negation>,
    /// The word that it stands under.
    pub governor: Option<Governor>,
}

impl VerbGroup {
    /// Returns whether the group says that it does not happen. "Did not leave until May" does not.
    pub(crate) fn is_negated(&self) -> bool {
        !matches!(self.negation, None | Some(Negation::Until))
    }

    /// Returns whether the group is in the passive.
    pub(crate) fn is_passive(&self) -> bool {
        self.voice == Voice::Passive
    }
}

/// The word that a predicate or noun stands under.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Governor {
    /// The verb, noun or adjective above.
    pub token: TokenId,
    /// The relation by which it governs. [`Deprel::Parataxis`] stands for a verb of saying beside the clause ("…, she said").
    pub relation: Deprel,
    /// Meaning for what is below, if the lexicon lists the word.
    pub sense: Option<Sense>,
}

/// The verb groups of a document and where each token's is.
#[derive(Debug, Default)]
pub(crate) struct VerbGroups {
    groups: Vec<VerbGroup>,
    /// For each head its number in `groups`, for others `NONE`.
    numbers: Vec<u32>,
}

const NONE: u32 = u32::MAX;

impl VerbGroups {
    /// Stores groups, in the order of their heads, for a document of so many `tokens`.
    pub(crate) fn new(groups: Vec<VerbGroup>, tokens: usize) -> VerbGroups {
        let mut numbers = vec![NONE; tokens];
        for (number, group) in (0..).zip(&groups) {
            numbers[group.head.0 as usize] = number;
        }
        VerbGroups { groups, numbers }
    }

    /// The group with this head.
    pub(crate) fn get(&self, head: TokenId) -> Option<&VerbGroup> {
        self.groups.get(*self.numbers.get(head.0 as usize)? as usize)
    }

    /// All groups, in the order of their heads.
    pub(crate) fn all(&self) -> &[VerbGroup] {
        &self.groups
    }

    /// Sets what negates a group.
    pub(crate) fn negate(&mut self, number: usize, negation: Option<Negation>) {
        self.groups[number].negation = negation;
    }
}
