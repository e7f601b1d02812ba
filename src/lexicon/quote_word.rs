//! Words around quotations and reporting verbs, from `quote_words.tsv`.

use rustc_hash::FxHashSet as HashSet;
use std::sync::LazyLock;

use super::list::{Words, load};
use serde::Deserialize;

/// The lists of `quote_words.tsv`, described there.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum List {
    /// Cues before a quotation that is no whole sentence.
    BeforeFragment,
    /// Verbs whose participle before a noun is no past tense.
    Naming,
    /// Verbs whose infinitive is told as done.
    Phase,
    /// Media in which one speaks.
    Medium,
    /// Words that begin with an apostrophe.
    Elision,
    /// Cues whose addressee stands behind "to".
    Addressing,
    /// Nouns with a complement behind "to".
    Aimed,
}

impl List {
    /// Returns whether a lower-case word is in the list.
    pub(crate) fn has(self, word: &str) -> bool {
        WORDS.contains(&(self, word))
    }
}

static WORDS: LazyLock<HashSet<(List, &str)>> = LazyLock::new(|| {
    let lists = load::<(List, Words)>("quote_words.tsv", include_str!("quote_words.tsv"));
    let words = lists.flat_map(|(list, words)| words.into_iter().map(move |word| (list, word)));
    words.collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_looked_up_by_list() {
        assert!(List::Phase.has("continue") && !List::Naming.has("continue"));
    }
}
