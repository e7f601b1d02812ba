//! Words for the linking of actors, by list.

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};
use std::sync::LazyLock;

use super::list::{Words, load};
use serde::Deserialize;

/// The lists of `actor_words.tsv`, described there.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum List {
    Body,
    Paper,
    LegalForm,
    Suffix,
    LeftOut,
    KindOfCompany,
    Particle,
    Apart,
    Abroad,
    AnyCompany,
    AnyPerson,
    Spokesman,
    AnyCountry,
    AnyCity,
    Settlement,
    Locative,
    Quantity,
    ShortForm,
    Appoint,
    ActAs,
    Opine,
    OfPlaces,
    OfBodies,
    Match,
    Accused,
    Identify,
    Anybody,
    Indefinite,
    Definite,
    Side,
    Expletive,
    Small,
    JoinedArticle,
    BehindName,
    BareBody,
    KindOfPlace,
    Loose,
}

impl List {
    /// Returns whether a lower-case word is in the list.
    pub(crate) fn has(self, word: &str) -> bool {
        WORDS.contains(&(self, word))
    }
}

static WORDS: LazyLock<HashSet<(List, &str)>> = LazyLock::new(|| {
    let lists = load::<(List, Words)>("actor_words.tsv", include_str!("actor_words.tsv"));
    let words = lists.flat_map(|(list, words)| words.into_iter().map(move |word| (list, word)));
    words.collect()
});

static SYNONYMS: LazyLock<HashMap<String, Vec<String>>> = LazyLock::new(|| {
    let mut synonyms: HashMap<String, Vec<String>> = HashMap::default();
    for (words,) in load::<(Words,)>("role_synonyms.tsv", include_str!("role_synonyms.tsv")) {
        let words: Vec<String> = words.into_iter().map(|w| w.replace('_', " ")).collect();
        for word in &words {
            synonyms.insert(word.clone(), words.iter().filter(|w| *w != word).cloned().collect());
        }
    }
    synonyms
});

static SHORT: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| load::<(&str, &str)>("body_abbreviations.tsv", include_str!("body_abbreviations.tsv")).collect());

/// The full form of an abbreviated word in an organization's name: "department" for "dept".
pub(crate) fn in_full(short: &str) -> Option<&'static str> {
    SHORT.get(short).copied()
}

/// Other nouns for the office that a noun or a pair of words names ("chief executive" for "ceo"), in lower case.
pub(crate) fn synonyms(office: &str) -> &'static [String] {
    SYNONYMS.get(office).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_synonyms_are_found() {
        assert!(List::Particle.has("van") && !List::Particle.has("berg"));
        assert!(synonyms("ceo").iter().any(|s| s == "chief executive"));
    }
}
