//! Words that bound numbers, from `comparators.tsv`.

use rustc_hash::FxHashMap as HashMap;
use std::sync::LazyLock;

use super::list::load;
use serde::Deserialize;

/// Bound that a phrase puts on a number. [`Bound::Same`] phrases are part of a figure and set no bound.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Bound {
    /// "at least 340".
    AtLeast,
    /// "over 340".
    MoreThan,
    /// "up to 340".
    AtMost,
    /// "under 340".
    LessThan,
    /// "about 340".
    About,
    /// No bound: "a total of 340".
    Same,
}

/// A phrase with its bound.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Phrase {
    /// Its text, lower case.
    pub(crate) text: &'static str,
    /// Its words.
    pub(crate) words: Vec<&'static str>,
    /// Its bound.
    pub(crate) bound: Bound,
}

/// The side of the number on which a phrase stands.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Side {
    Before,
    After,
}

/// The phrases by the word that is next to the number (before) or first (after).
#[derive(Default)]
struct Lists {
    before: HashMap<&'static str, Vec<Phrase>>,
    after: HashMap<&'static str, Vec<Phrase>>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut lists = Lists::default();
    for (text, bound, side) in load::<(&str, Bound, Side)>("comparators.tsv", include_str!("comparators.tsv")) {
        let words = text.split(' ').collect();
        let phrase = Phrase { text, words, bound };
        let (list, key) = match side {
            Side::Before => (&mut lists.before, phrase.words.last()),
            Side::After => (&mut lists.after, phrase.words.first()),
        };
        list.entry(key.copied().unwrap_or_default()).or_default().push(phrase);
    }
    for phrases in lists.before.values_mut().chain(lists.after.values_mut()) {
        phrases.sort_by_key(|p| std::cmp::Reverse(p.words.len()));
    }
    lists
});

/// The phrases that end with a word and stand before a number, the longest first.
pub(crate) fn ending_with(word: &str) -> &'static [Phrase] {
    LISTS.before.get(word).map_or(&[], Vec::as_slice)
}

/// The phrases that begin with a word and stand behind a number, the longest first.
pub(crate) fn beginning_with(word: &str) -> &'static [Phrase] {
    LISTS.after.get(word).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_comes_first() {
        let than = ending_with("than");
        assert!(than.windows(2).all(|pair| pair[0].words.len() >= pair[1].words.len()));
        assert!(
            than.iter()
                .any(|p| p.words == ["more", "than"] && p.bound == Bound::MoreThan)
        );
        assert_eq!(beginning_with("or")[0].words[0], "or");
    }
}
