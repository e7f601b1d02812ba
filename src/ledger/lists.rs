//! Lists of names in one piece of memory, by number: what clauses name, and what articles name.

use rustc_hash::FxHashMap as HashMap;

/// A word's hash.
pub(super) type Word = u32;

/// The number of the list without names.
const NOTHING: u32 = u32::MAX;

/// A word with the number of its name in the list.
type Entry = (Word, u16);

/// Lists of names of one or several words.
#[derive(Default, Debug)]
pub(super) struct Lists {
    /// The words of all lists, those of each in order.
    words: Vec<Entry>,
    /// The end of each list in `words`.
    ends: Vec<u32>,
    /// The numbers of lists that may come again.
    known: HashMap<Vec<Entry>, u32>,
}

impl Lists {
    /// Takes a list of names, and gives its number; the same names have one.
    pub(super) fn names(&mut self, mut names: Vec<Vec<Word>>) -> u32 {
        names.iter_mut().for_each(|name| name.sort_unstable());
        names.sort_unstable();
        names.dedup();
        let numbered = (0..).zip(&names);
        let mut list: Vec<Entry> = numbered
            .flat_map(|(number, name)| name.iter().map(move |word| (*word, number)))
            .collect();
        if list.is_empty() {
            return NOTHING;
        }
        list.sort_unstable();
        list.dedup();
        if let Some(number) = self.known.get(&list) {
            return *number;
        }
        self.words.extend(&list);
        self.ends.push(self.words.len() as u32);
        let number = self.ends.len() as u32 - 1;
        self.known.insert(list, number);
        number
    }

    /// Takes a list of single words.
    pub(super) fn words(&mut self, words: Vec<Word>) -> u32 {
        self.names(words.into_iter().map(|word| vec![word]).collect())
    }

    /// Expects other lists from now on: those of another article.
    pub(super) fn forget(&mut self) {
        self.known.clear();
    }

    fn list(&self, number: u32) -> &[Entry] {
        if number == NOTHING {
            return &[];
        }
        let number = number as usize;
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.words[start as usize..self.ends[number] as usize]
    }

    /// Returns whether two lists have a name in common: more than half of the words of the shorter, so that "Holm" is
    /// Vera Holm and no ministry of health is an organisation of health. `None` if one list is empty.
    pub(super) fn in_common(&self, one: u32, other: u32) -> Option<bool> {
        let (here, there) = (self.list(one), self.list(other));
        let mut shared: Vec<(u16, u16)> = Vec::new();
        for (word, name) in here {
            let namesakes = with(there, *word).iter();
            shared.extend(namesakes.map(|(_, namesake)| (*name, *namesake)));
        }
        let length = |list: &[Entry], name: u16| list.iter().filter(|(_, of)| *of == name).count();
        let enough = |pair: &(u16, u16)| {
            let words = shared.iter().filter(|other| *other == pair).count();
            2 * words > length(here, pair.0).min(length(there, pair.1))
        };
        (!here.is_empty() && !there.is_empty()).then(|| shared.iter().any(enough))
    }

    /// The share of the words of a list that are not in another, 0 to 1; 0 if there are none.
    pub(super) fn missing(&self, list: u32, from: u32) -> f32 {
        let (list, from) = (self.list(list), self.list(from));
        let missing = list.iter().filter(|(word, _)| with(from, *word).is_empty()).count();
        missing as f32 / list.len().max(1) as f32
    }
}

/// The entries of a word.
fn with(list: &[Entry], word: Word) -> &[Entry] {
    let start = list.partition_point(|(other, _)| *other < word);
    let length = list[start..].partition_point(|(other, _)| *other == word);
    &list[start..start + length]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_one_by_one() {
        let mut lists = Lists::default();
        let [vera, holm, luis, health, world, ministry] = [1, 2, 3, 4, 5, 6];
        let full = lists.names(vec![vec![vera, holm]]);
        let short = lists.names(vec![vec![holm], vec![luis]]);
        let namesake = lists.names(vec![vec![luis, holm]]);
        assert_eq!(lists.in_common(full, short), Some(true));
        assert_eq!(lists.in_common(full, namesake), Some(false));
        let (one, two) = (
            lists.names(vec![vec![health, world]]),
            lists.names(vec![vec![ministry, health]]),
        );
        assert_eq!(lists.in_common(one, two), Some(false));
        let nothing = lists.words(Vec::new());
        assert_eq!(lists.in_common(one, nothing), None);
        assert_eq!(lists.words(vec![holm]), lists.words(vec![holm, holm]));
        assert_eq!((lists.missing(full, short), lists.missing(nothing, full)), (0.5, 0.0));
    }
}
