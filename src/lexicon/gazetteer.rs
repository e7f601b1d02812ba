//! Gazetteers: lists of well-known names, for the tagger of names.
//!
//! One table of 127,000 names, made by `newsx-train gazetteer`. It holds hashes of the lower-cased tokens joined by
//! single spaces, not the names themselves, and for each the lists that the name is on.
//!
//! Sources: GeoNames (places, CC BY 4.0, <https://www.geonames.org>), mledoze/countries (countries and demonyms, ODbL 1.0),
//! US Census 1990 first and last names (public domain, through the MIT package `names`), popular names by country (CC0),
//! S&P 500 and Nasdaq listings (PDDL), congress-legislators (CC0), world universities and the Phoenix dictionaries of
//! leaders and international organizations (MIT).

use std::sync::LazyLock;

use super::table::{START, Table, feed, finish};

static BYTES: &[u8] = include_bytes!("gazetteer.bin");
static TABLE: LazyLock<Table<'static>> =
    LazyLock::new(|| Table::view(BYTES).unwrap_or_else(|e| panic!("the embedded gazetteer is unusable: {e}")));

/// Maximum length of a name that is looked up, in tokens.
pub(crate) const LONGEST: usize = 6;

/// The number of lists.
pub(crate) const LISTS: usize = 10;

/// The lists that a name is on, one bit each: places, countries, demonyms, first names, last names, universities,
/// people in office, US states, organizations, large cities.
pub(crate) type Lists = u16;

/// A running key: the tokens so far.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Key(u64);

impl Key {
    /// The key of no token.
    pub(crate) const EMPTY: Key = Key(START);

    /// The key with one more lower-cased token.
    #[must_use]
    pub(crate) fn with(self, lower: &str) -> Key {
        let separator: &[u8] = if self.0 == START { b"" } else { b" " };
        Key(feed(feed(self.0, separator), lower.as_bytes()))
    }

    /// The hash under which the table stores it.
    pub(crate) fn hash(self) -> u32 {
        finish(self.0)
    }
}

/// The lists that a name is on; 0 if on none.
pub(crate) fn lists(key: Key) -> Lists {
    TABLE.get(key.hash()).unwrap_or(0) as Lists
}

/// Returns whether a lower-case word is a first or last name of persons.
pub(crate) fn is_person(lower: &str) -> bool {
    lists(Key::EMPTY.with(lower)) & 0b1_1000 != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_on_their_lists() {
        let key = |words: &str| words.split(' ').fold(Key::EMPTY, Key::with);
        assert_ne!(lists(key("new zealand")) & 2, 0);
        assert_ne!(lists(key("norwegian")) & 4, 0);
        assert_ne!(lists(key("maria")) & 8, 0);
        assert_eq!(lists(key("new zealand zealand")), 0);
        assert!(is_person("hamilton") && !is_person("congress"));
    }
}
