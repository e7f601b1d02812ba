//! Words that show the function of a line or clause of an article, from `article_words.tsv`.

use rustc_hash::FxHashMap as HashMap;
use std::sync::LazyLock;

use super::list::{Words, load};
use serde::Deserialize;

/// A list of words.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum List {
    /// Before a date, in its sentence: the date is not the day of the news.
    Away,
    /// Beside the date on a line of its own.
    BesideDate,
    /// Before "by" at the beginning of a byline.
    Byline,
    /// Small words of names.
    NameParticle,
    /// End the names of a byline, before their employer.
    AfterAuthor,
    /// Words that make up a quarter of English news, and little of anything else.
    Function,
    /// Begin a clause of their own.
    Subordinator,
    /// Placeholders for an unknown author.
    Nobody,
    /// In the class of an element beside the author's name.
    BesideAuthor,
}

/// Words, with one bit for each list that they are on.
static WORDS: LazyLock<HashMap<&str, u16>> = LazyLock::new(|| {
    let mut words: HashMap<&str, u16> = HashMap::default();
    for (list, list_words) in load::<(List, Words)>("article_words.tsv", include_str!("article_words.tsv")) {
        for word in list_words {
            *words.entry(word).or_default() |= 1 << list as u8;
        }
    }
    words
});

/// Returns whether the lower-cased word is on the list.
pub(crate) fn is(lower: &str, list: List) -> bool {
    WORDS.get(lower).is_some_and(|lists| lists & (1 << list as u8) != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_may_be_on_several_lists() {
        assert!(is("that", List::Away) && is("that", List::Function) && is("that", List::Subordinator));
        assert!(is("van", List::NameParticle) && !is("van", List::Byline));
    }
}
