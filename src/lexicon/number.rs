//! Number words, from `numbers.tsv`.

use rustc_hash::FxHashMap as HashMap;
use std::sync::LazyLock;

use super::rows;

/// How a number word combines with others. The list tells what each means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
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
    let entry = |row: Vec<&'static str>| {
        let kind = match *row.get(1)? {
            "unit" => Kind::Unit,
            "ten" => Kind::Ten,
            "hundred" => Kind::Hundred,
            "scale" => Kind::Scale,
            "each" => Kind::Each,
            "many" => Kind::Many,
            "part" => Kind::Part,
            "parts" => Kind::Parts,
            _ => return None,
        };
        Some((row[0], (kind, row.get(2)?.parse().ok()?)))
    };
    rows(include_str!("numbers.tsv")).filter_map(entry).collect()
});

/// What a lower-cased word is worth, and how it combines.
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
    fn every_line_is_read() {
        let lines = rows(include_str!("numbers.tsv")).count();
        assert_eq!(WORDS.len(), lines);
        assert!(WORDS.keys().all(|w| (2..=11).contains(&w.len())));
    }
}
