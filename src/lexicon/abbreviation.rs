//! Words for the tokenizer and the sentence splitter: abbreviations, bound prefixes, units written without blank, fused
//! words, and first words of sentences.

use rustc_hash::FxHashMap as HashMap;
use std::sync::LazyLock;

use super::list::{Words, load};
use serde::Deserialize;

/// Relation of an abbreviation to what follows it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// Goes with the name that follows ("Sen."): never ends a sentence.
    Title,
    /// An abbreviation only before a number ("No. 5").
    Number,
    /// An abbreviation only with a capital ("Jan."), which may end a sentence.
    Name,
    /// Keeps its full stop and may end a sentence ("Inc.").
    Plain,
}

/// The lists of `tokens.tsv`, described there.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum List {
    Title,
    Number,
    Name,
    Plain,
    Prefix,
    Begin,
    Hour,
    Cue,
    Unit,
    Fused,
}

#[derive(Default)]
struct Lists {
    abbreviations: HashMap<&'static str, Kind>,
    prefixes: HashMap<&'static str, ()>,
    units: HashMap<&'static str, ()>,
    fused: HashMap<&'static str, usize>,
    begin: HashMap<&'static str, ()>,
    hour: HashMap<&'static str, ()>,
    cue: HashMap<&'static str, ()>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut lists = Lists::default();
    for (list, words) in load::<(List, Words)>("tokens.tsv", include_str!("tokens.tsv")) {
        for word in words {
            match list {
                List::Title => _ = lists.abbreviations.insert(word, Kind::Title),
                List::Number => _ = lists.abbreviations.insert(word, Kind::Number),
                List::Name => _ = lists.abbreviations.insert(word, Kind::Name),
                List::Plain => _ = lists.abbreviations.insert(word, Kind::Plain),
                List::Prefix => _ = lists.prefixes.insert(word, ()),
                List::Begin => _ = lists.begin.insert(word, ()),
                List::Hour => _ = lists.hour.insert(word, ()),
                List::Cue => _ = lists.cue.insert(word, ()),
                List::Unit => _ = lists.units.insert(word, ()),
                List::Fused => {
                    let (first, second) = word.split_once('|').unwrap_or((word, ""));
                    let whole: String = [first, second].concat();
                    lists.fused.insert(whole.leak(), first.len());
                }
            }
        }
    }
    lists
});

/// Length of the longest entry, in bytes; longer words are not looked up.
const LONGEST: usize = 12;

fn look<V: Copy>(list: &HashMap<&'static str, V>, word: &str) -> Option<V> {
    if word.is_empty() || word.len() > LONGEST || !word.is_ascii() {
        return None;
    }
    let mut lower = [0; LONGEST];
    let lower = &mut lower[..word.len()];
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    list.get(std::str::from_utf8(lower).ok()?).copied()
}

/// The kind of an abbreviation, given without its full stop.
pub(crate) fn kind(word: &str) -> Option<Kind> {
    look(&LISTS.abbreviations, word)
}

/// Returns whether a word is a prefix that stays with the word behind its hyphen.
pub(crate) fn is_prefix(word: &str) -> bool {
    look(&LISTS.prefixes, word).is_some()
}

/// Returns whether a word is a unit or day half that is cut from the number before it.
pub(crate) fn is_unit(word: &str) -> bool {
    LISTS.units.contains_key(word)
}

/// The length of the first of two words written as one ("cannot"); 0 for all other words.
pub(crate) fn fused(word: &str) -> usize {
    look(&LISTS.fused, word).unwrap_or(0)
}

/// Returns whether a word with a capital begins a sentence rather than continues a name.
pub(crate) fn begins_sentence(word: &str) -> bool {
    look(&LISTS.begin, word).is_some()
}

/// Returns whether a word may follow "a.m.": a time zone, a weekday, a month.
pub(crate) fn follows_hour(word: &str) -> bool {
    look(&LISTS.hour, word).is_some()
}

/// Returns whether a word is a verb of saying that may follow a quotation that ends with "?" or "!".
pub(crate) fn is_cue(word: &str) -> bool {
    look(&LISTS.cue, word).is_some()
}
