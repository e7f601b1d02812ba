//! Abbreviations, bound prefixes, units that stick to numbers, fused words, and what begins sentences: what the
//! tokenizer and the sentence splitter know of words.

use rustc_hash::FxHashMap as HashMap;
use std::sync::LazyLock;

use super::rows;

/// How an abbreviation stands to what follows it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Goes with the name that follows ("Sen."): never ends a sentence.
    Title,
    /// Is an abbreviation only before a number ("No. 5").
    Number,
    /// Is an abbreviation only with a capital ("Jan."), and may end a sentence.
    Name,
    /// Keeps its full stop and may end a sentence ("Inc.").
    Plain,
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
    for row in rows(include_str!("tokens.tsv")) {
        let words = row.get(1).into_iter().flat_map(|words| words.split(' '));
        for word in words {
            match row[0] {
                "title" => _ = lists.abbreviations.insert(word, Kind::Title),
                "number" => _ = lists.abbreviations.insert(word, Kind::Number),
                "name" => _ = lists.abbreviations.insert(word, Kind::Name),
                "plain" => _ = lists.abbreviations.insert(word, Kind::Plain),
                "prefix" => _ = lists.prefixes.insert(word, ()),
                "begin" => _ = lists.begin.insert(word, ()),
                "hour" => _ = lists.hour.insert(word, ()),
                "cue" => _ = lists.cue.insert(word, ()),
                "unit" => _ = lists.units.insert(word, ()),
                "fused" => {
                    let (first, second) = word.split_once('|').unwrap_or((word, ""));
                    let whole: String = [first, second].concat();
                    lists.fused.insert(whole.leak(), first.len());
                }
                other => debug_assert!(false, "unknown list {other}"),
            }
        }
    }
    lists
});

/// The longest entry, in bytes: what is longer need not be lower-cased to know that it is not listed.
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
pub fn kind(word: &str) -> Option<Kind> {
    look(&LISTS.abbreviations, word)
}

/// True for a prefix that stays with the word behind its hyphen.
pub fn is_prefix(word: &str) -> bool {
    look(&LISTS.prefixes, word).is_some()
}

/// True for a unit or day half that is cut from the number before it.
pub fn is_unit(word: &str) -> bool {
    LISTS.units.contains_key(word)
}

/// The length of the first of two words written as one ("cannot"); 0 for all other words.
pub fn fused(word: &str) -> usize {
    look(&LISTS.fused, word).unwrap_or(0)
}

/// True for a word that, with a capital, begins a sentence rather than goes on with a name.
pub fn begins_sentence(word: &str) -> bool {
    look(&LISTS.begin, word).is_some()
}

/// True for what may follow "a.m.": a time zone, a weekday, a month.
pub fn follows_hour(word: &str) -> bool {
    look(&LISTS.hour, word).is_some()
}

/// True for a verb of saying that may follow a quotation that ends with "?" or "!".
pub fn is_cue(word: &str) -> bool {
    look(&LISTS.cue, word).is_some()
}
