//! Number words, from `numbers.tsv`.

use rustc_hash::FxHashMap as HashMap;
use std::sync::LazyLock;

use super::list::load;
use serde::Deserialize;

/// Kind of a number word: the way it combines with others, as the list defines it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Kind {
    Unit,
    Ten,
    Hundred,
    Scale,
    Each,
    Many,
    Part,
    Parts,
}

static WORDS: LazyLock<HashMap<&str, (Kind, f64)>> = LazyLock::new(|| {
    let rows = load("numbers.tsv", include_str!("numbers.tsv"));
    rows.map(|(word, kind, value): (&str, Kind, f64)| (word, (kind, value)))
        .collect()
});

/// Kind and value of a lower-cased number word.
pub fn word(lower: &str) -> Option<(Kind, f64)> {
    // All are between these lengths: most words need no look-up.
    if !(2..=11).contains(&lower.len()) {
        return None;
    }
    WORDS.get(lower).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_of_the_expected_length() {
        assert!(WORDS.keys().all(|w| (2..=11).contains(&w.len())));
    }
}
