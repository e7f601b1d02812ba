//! Number words, from `numbers.tsv`.

use rustc_hash::FxHashMap as HashMap;
use std::sync::LazyLock;

use super::list::load;
use serde::Deserialize;

/// Kind of a number word: the way it combines with others, as the list defines it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    Unit,
    Ten,
    Hundred,
    Scale,
    Each,
    Many,
    Part,
    Parts,
    Letters,
}

/// Word, kind, value, and the greatest value of a plural.
type Row = (&'static str, Kind, f64, Option<f64>);

fn list() -> impl Iterator<Item = Row> {
    load("numbers.tsv", include_str!("numbers.tsv"))
}

static WORDS: LazyLock<HashMap<&str, (Kind, f64)>> = LazyLock::new(|| {
    let words = list().filter(|row| row.1 != Kind::Letters);
    words.map(|(word, kind, value, _)| (word, (kind, value))).collect()
});

/// Scale letters with their factors.
static LETTERS: LazyLock<HashMap<&str, f64>> = LazyLock::new(|| {
    let letters = list().filter(|row| row.1 == Kind::Letters);
    letters.map(|(word, _, value, _)| (word, value)).collect()
});

/// The greatest values of plurals, as multiples of the least.
static MOST: LazyLock<HashMap<&str, f64>> = LazyLock::new(|| {
    let most = |(word, _, least, most): Row| Some((word, most? / least));
    list().filter_map(most).collect()
});

/// Kind and value of a lower-cased number word.
#[inline]
pub(crate) fn word(lower: &str) -> Option<(Kind, f64)> {
    // All are between these lengths: most words need no look-up.
    if !(2..=11).contains(&lower.len()) {
        return None;
    }
    WORDS.get(lower).copied()
}

/// The greatest value of a plural as a multiple of the least, where it has one: "dozens" are fewer than a hundred.
pub(crate) fn most(lower: &str) -> Option<f64> {
    MOST.get(lower).copied()
}

/// Factor of lower-cased scale letters right behind an amount of money: "m", "bn", "mil".
pub(crate) fn letters(lower: &str) -> Option<f64> {
    let scale = || word(lower).filter(|(kind, _)| *kind == Kind::Scale && lower.len() <= 3);
    LETTERS.get(lower).copied().or_else(|| Some(scale()?.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_of_the_expected_length() {
        assert!(WORDS.keys().all(|w| (2..=11).contains(&w.len())));
    }
}
