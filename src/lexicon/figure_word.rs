//! Words around numbers that decide how a number is read, from `figure_words.tsv`.

use rustc_hash::FxHashMap as HashMap;
use std::sync::LazyLock;

use super::list::{Words, load};
use serde::Deserialize;

/// A list of words, described in the file.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum List {
    Label,
    Month,
    Clock,
    Up,
    Down,
    Change,
    Rising,
    Falling,
    Index,
    Quake,
    Match,
    Vote,
    Within,
    Price,
    State,
    Amount,
    Portion,
    Heat,
    Worth,
    Modifier,
    Vague,
    Bound,
    Half,
    Nearly,
    Extent,
    Back,
    Moved,
    Share,
    Hyphenated,
    Grade,
    BeforeYear,
    OfZero,
    OneDay,
    NotOne,
    HalfOf,
    PartOf,
    Sum,
    Approximate,
    PersonBefore,
    BeforeArticle,
    TakenOver,
    Topic,
    Lasted,
    BeforeOver,
    Parallel,
    Copula,
    Preposition,
    Closing,
    Loses,
    Gains,
    More,
    Less,
    Including,
    Fallen,
    Depth,
    Street,
    Model,
    Product,
    Compares,
    OfAge,
    Star,
    Child,
    Crowd,
    Reaches,
    Piece,
    NeedVerb,
    Behind,
    PoundsOf,
    Weekday,
    People,
    Toll,
    World,
    Order,
    Other,
    Definite,
    PhraseEnd,
    Lasting,
    Rejects,
    Added,
}

/// The lists that each word is on, one bit per list.
static WORDS: LazyLock<HashMap<&str, u128>> = LazyLock::new(|| {
    let mut words = HashMap::default();
    for (list, entries) in load::<(List, Words)>("figure_words.tsv", include_str!("figure_words.tsv")) {
        for word in entries {
            *words.entry(word).or_default() |= 1 << list as u128;
        }
    }
    words
});

/// Returns whether the lower-cased word is on the list.
pub(crate) fn is(lower: &str, list: List) -> bool {
    WORDS.get(lower).is_some_and(|lists| lists & (1 << list as u128) != 0)
}

/// The words of a list.
pub(crate) fn all(list: List) -> impl Iterator<Item = &'static str> {
    let words = WORDS
        .iter()
        .filter(move |(_, lists)| **lists & (1 << list as u128) != 0);
    words.map(|(word, _)| *word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_may_be_on_several_lists() {
        assert!(is("rise", List::Up) && is("rise", List::Rising) && !is("rise", List::Down));
        assert!(is("category", List::Label) && !is("table-top", List::Label));
    }
}
