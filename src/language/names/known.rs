//! Scores of words by themselves, kept from one sentence to the next and from one text to the next: half of a token's features
//! speak of one word of its window alone, and most words of a text have been seen before.
//!
//! What is kept are sums of whole numbers, so that it makes no difference whether a word was known.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHashMap as HashMap;

use super::decode::Scores;
use super::features::{Own, PLACES};
use super::labels::LABELS;

/// Words that are kept; then it begins anew.
const MOST: usize = 4096;

/// A known word.
struct Entry {
    /// True at the places of a window for which there are scores.
    known: [bool; PLACES],
    scores: [Scores; PLACES],
}

/// The words that were seen, by what their features read.
#[derive(Default)]
pub(super) struct Known {
    numbers: HashMap<Own, u32>,
    entries: Vec<Entry>,
}

/// Number of a known word, until [`Known::make_room`] is called.
#[derive(Clone, Copy)]
pub(super) struct Number(u32);

impl Known {
    /// Makes room for so many words.
    pub(super) fn make_room(&mut self, words: usize) {
        if self.entries.len() + words > MOST {
            self.numbers.clear();
            self.entries.clear();
        }
    }

    /// Returns the number of a word.
    pub(super) fn number(&mut self, word: Own) -> Number {
        let entries = &mut self.entries;
        let number = self.numbers.entry(word).or_insert_with(|| {
            entries.push(Entry {
                known: [false; PLACES],
                scores: [[0; LABELS]; PLACES],
            });
            entries.len() as u32 - 1
        });
        Number(*number)
    }

    /// Adds the scores that a word gives at a place of the window; `work_out` finds them if they are not known.
    pub(super) fn add(
        &mut self,
        Number(word): Number,
        place: usize,
        sums: &mut Scores,
        work_out: impl FnOnce(&mut Scores),
    ) {
        let entry = &mut self.entries[word as usize];
        if !entry.known[place] {
            work_out(&mut entry.scores[place]);
            entry.known[place] = true;
        }
        for (sum, score) in sums.iter_mut().zip(&entry.scores[place]) {
            *sum += score;
        }
    }
}

impl Hash for Own {
    // The rest differs hardly ever.
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.lower.hash(state);
    }
}
