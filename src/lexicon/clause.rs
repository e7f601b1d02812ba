//! Words of grammar: modal verbs, negations, and governors of clauses.

use rustc_hash::FxHashMap as HashMap;
use std::sync::LazyLock;

use super::list::{Words, load};
use serde::Deserialize;

/// Class of a modal verb.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Modality {
    /// "will", "shall".
    Future,
    /// "would".
    Conditional,
    /// "can", "could", "may", "might".
    Possible,
    /// "must", "should", "ought".
    Necessary,
}

/// Kind of a negating word.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Negator {
    /// Beside a verb: "not", "never".
    Particle,
    /// Before a noun: "no", "neither".
    Determiner,
    /// In the place of a noun: "nobody".
    Pronoun,
    /// Before a participle: "without".
    Preposition,
    /// Behind a particle, which it takes back: "not only".
    Restriction,
    /// Behind "no", which then limits a number: "no fewer than".
    Quantity,
}

/// Meaning of a governor for the clause or noun below it, as `governors.tsv` defines it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Sense {
    /// A source says it.
    Reported,
    /// It may happen whatever becomes of the governor: "did not know that it left".
    Free,
    /// It does not happen if the governor does not: "did not agree to leave".
    Linked,
    /// Somebody asks another for it: "urged them to leave".
    Demanded,
    /// It does not happen: "failed to", "prevented from".
    Prevented,
}

/// The part of speech of a governor.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum GovernorKind {
    /// "said".
    Verb,
    /// "claim".
    Noun,
    /// "ready".
    Adjective,
}

static MODALS: LazyLock<HashMap<&str, Modality>> =
    LazyLock::new(|| load("modals.tsv", include_str!("modals.tsv")).collect());

static NEGATIONS: LazyLock<HashMap<&str, Negator>> =
    LazyLock::new(|| load("negations.tsv", include_str!("negations.tsv")).collect());

static GOVERNORS: LazyLock<HashMap<GovernorKind, HashMap<&str, Sense>>> = LazyLock::new(|| {
    let mut governors: HashMap<GovernorKind, HashMap<&str, Sense>> = HashMap::default();
    for (sense, kind, lemmas) in load::<(Sense, GovernorKind, Words)>("governors.tsv", include_str!("governors.tsv")) {
        let entries = lemmas.into_iter().map(|lemma| (lemma, sense));
        governors.entry(kind).or_default().extend(entries);
    }
    governors
});

/// The class of a modal verb, by its lower-cased form.
pub(crate) fn modality(lower: &str) -> Option<Modality> {
    MODALS.get(lower.trim_start_matches(['\'', '’'])).copied()
}

/// Kind of a negating word, by its lower-cased form.
pub(crate) fn negator(lower: &str) -> Option<Negator> {
    NEGATIONS.get(lower).copied()
}

/// Meaning of a governor for what is below it, by its lemma.
pub(crate) fn governor(kind: GovernorKind, lemma: &str) -> Option<Sense> {
    GOVERNORS.get(&kind)?.get(lemma).copied()
}
