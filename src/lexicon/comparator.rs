//! Words that bound numbers, from `comparators.tsv`.

use rustc_hash::FxHashMap as HashMap;
use std::sync::LazyLock;

use super::rows;

/// How the phrase bounds the number. [`Bound::Same`] phrases are part of a figure and say nothing of its bound.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub enum Bound {
    AtLeast,
    MoreThan,
    AtMost,
    LessThan,
    About,
    Same,
}

/// A phrase with what it says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Phrase {
    /// Its words, lower case.
    pub words: Vec<&'static str>,
    /// What it says.
    pub bound: Bound,
}

struct Lists {
    before: HashMap<&'static str, Vec<Phrase>>,
    after: HashMap<&'static str, Vec<Phrase>>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut lists = Lists {
        before: HashMap::default(),
        after: HashMap::default(),
    };
    for row in rows(include_str!("comparators.tsv")) {
        let read = add(&mut lists, &row);
        debug_assert!(read.is_some(), "{row:?}");
    }
    for phrases in lists.before.values_mut().chain(lists.after.values_mut()) {
        phrases.sort_by_key(|p| std::cmp::Reverse(p.words.len()));
    }
    lists
});

fn add(lists: &mut Lists, row: &[&'static str]) -> Option<()> {
    let bound = match *row.get(1)? {
        "at_least" => Bound::AtLeast,
        "more_than" => Bound::MoreThan,
        "at_most" => Bound::AtMost,
        "less_than" => Bound::LessThan,
        "about" => Bound::About,
        "same" => Bound::Same,
        _ => return None,
    };
    let words: Vec<&str> = row[0].split(' ').collect();
    let (list, key) = match *row.get(2)? {
        "before" => (&mut lists.before, *words.last()?),
        "after" => (&mut lists.after, words[0]),
        _ => return None,
    };
    list.entry(key).or_default().push(Phrase { words, bound });
    Some(())
}

/// The phrases that end with a word and stand before a number, the longest first.
pub fn ending_with(word: &str) -> &'static [Phrase] {
    LISTS.before.get(word).map_or(&[], Vec::as_slice)
}

/// The phrases that begin with a word and stand behind a number, the longest first.
pub fn beginning_with(word: &str) -> &'static [Phrase] {
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
