//! Words of grammar: modal verbs, negations, and the words that a clause stands under.

use rustc_hash::FxHashMap as HashMap;
use std::sync::LazyLock;

use super::list::{Words, load};
use serde::Deserialize;

/// What a modal verb says.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Modality {
    /// "will", "shall".
    Future,
    /// "would".
    Conditional,
    /// "can", "could", "may", "might".
    Possible,
    /// "must", "should", "ought".
    Necessary,
}

/// How a word negates.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Negator {
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

/// What a governor says of the clause or noun below it. `governors.tsv` tells what each means.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the names of the list
pub enum Sense {
    Reported,
    Known,
    Denied,
    Wanted,
    Planned,
    Proposed,
    Demanded,
    Threatened,
    Expected,
    Possible,
    Attempted,
    Prevented,
    Done,
    Begun,
}

/// The part of speech of a governor.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum GovernorKind {
    Verb,
    Noun,
    Adjective,
}

static MODALS: LazyLock<HashMap<String, Modality>> =
    LazyLock::new(|| load("modals.tsv", include_str!("modals.tsv")).into_iter().collect());

static NEGATIONS: LazyLock<HashMap<String, Negator>> = LazyLock::new(|| {
    load("negations.tsv", include_str!("negations.tsv"))
        .into_iter()
        .collect()
});

static GOVERNORS: LazyLock<HashMap<GovernorKind, HashMap<String, Sense>>> = LazyLock::new(|| {
    let mut governors: HashMap<GovernorKind, HashMap<String, Sense>> = HashMap::default();
    for (sense, kind, lemmas) in load::<(Sense, GovernorKind, Words)>("governors.tsv", include_str!("governors.tsv")) {
        let entries = lemmas.0.into_iter().map(|lemma| (lemma, sense));
        governors.entry(kind).or_default().extend(entries);
    }
    governors
});

/// The class of a modal verb, by its lower-cased form.
pub fn modality(lower: &str) -> Option<Modality> {
    MODALS.get(lower.trim_start_matches(['\'', '’'])).copied()
}

/// How a word negates, by its lower-cased form.
pub fn negator(lower: &str) -> Option<Negator> {
    NEGATIONS.get(lower).copied()
}

/// What a word says of the clause below it.
pub fn governor(kind: GovernorKind, lemma: &str) -> Option<Sense> {
    GOVERNORS.get(&kind)?.get(lemma).copied()
}
