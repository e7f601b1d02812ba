//! The best sequence of labels by Viterbi: a label's score, and how well it follows the one before.

use super::labels::{KINDS, LABELS, LabelSet, OUTSIDE, begin, inside};
use crate::language::tables::{Feature, Weights};

/// A score for every label.
pub(crate) type Scores = [i32; LABELS];

/// Worse than every score that can occur.
const NEVER: i32 = i32::MIN / 4;

/// The feature of a label that follows another, or (`LABELS`) begins the sentence.
pub(crate) fn follows(before: usize) -> u32 {
    Feature::new(1).with(before as u32).hash()
}

/// Score of each label behind each other one; the last row is for the beginning of a sentence.
pub(crate) struct Transitions(pub(crate) [Scores; LABELS + 1]);

impl Transitions {
    /// Reads the weights.
    pub(crate) fn new(weights: &impl Weights) -> Transitions {
        let mut rows = [[0; LABELS]; LABELS + 1];
        for (before, row) in rows.iter_mut().enumerate() {
            weights.add(follows(before), row);
        }
        Transitions(rows)
    }
}

/// Buffers, kept between sentences.
#[derive(Default)]
pub(crate) struct Decoder {
    back: Vec<[u8; LABELS]>,
}

impl Decoder {
    /// The best labels for tokens of these scores, where each token's label is one of those allowed.
    pub(crate) fn decode(
        &mut self,
        scores: &[Scores],
        transitions: &Transitions,
        allowed: impl Fn(usize) -> LabelSet,
        labels: &mut Vec<u8>,
    ) {
        labels.clear();
        self.back.clear();
        let mut best = [NEVER; LABELS];
        for (i, token) in scores.iter().enumerate() {
            let mut back = [0; LABELS];
            let mut now = [NEVER; LABELS];
            let set = allowed(i);
            let may = |label: usize| set >> label & 1 == 1;
            // Only the labels that begin or leave a name look at all labels before.
            for label in std::iter::once(OUTSIDE).chain((0..KINDS.len()).map(begin)) {
                if !may(label) {
                    continue;
                }
                let (from, score) = if i == 0 {
                    (0, transitions.0[LABELS][label])
                } else {
                    let mut top = (0, NEVER);
                    for (from, score) in best.iter().enumerate() {
                        let score = score + transitions.0[from][label];
                        if score > top.1 {
                            top = (from, score);
                        }
                    }
                    top
                };
                (back[label], now[label]) = (from as u8, score.max(NEVER) + token[label]);
            }
            for kind in 0..KINDS.len() {
                let label = inside(kind);
                if i == 0 || !may(label) {
                    continue;
                }
                let (first, more) = (begin(kind), label);
                let first_score = best[first] + transitions.0[first][label];
                let more_score = best[more] + transitions.0[more][label];
                let (from, score) = match more_score > first_score {
                    true => (more, more_score),
                    false => (first, first_score),
                };
                (back[label], now[label]) = (from as u8, score.max(NEVER) + token[label]);
            }
            self.back.push(back);
            best = now;
        }
        let last = (0..LABELS).rev().max_by_key(|l| best[*l]).unwrap_or(OUTSIDE);
        let mut label = last as u8;
        for back in self.back.iter().rev() {
            labels.push(label);
            label = back[usize::from(label)];
        }
        labels.reverse();
    }
}
