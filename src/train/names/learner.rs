//! The structured averaged perceptron.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::data::Text;
use crate::language::model;
use crate::language::names::KIND;
use crate::language::names::decode::{Decoder, Scores, Transitions, follows};
use crate::language::names::features::Words;
use crate::language::names::labels::{ANY, LABELS, LabelSet};
use crate::train::perceptron::Shuffle;

/// Features that occur less often are left out from the start.
const LEAST: u32 = 2;
/// Mean weights below this are left out of the model.
const FLOOR: f64 = 0.02;

/// Features are hashes already.
#[derive(Default)]
pub(super) struct Identity(u64);

impl Hasher for Identity {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &b in bytes {
            self.0 = self.0 << 8 | u64::from(b);
        }
    }

    fn write_u32(&mut self, n: u32) {
        self.0 = u64::from(n).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

type Index = HashMap<u32, u32, BuildHasherDefault<Identity>>;

/// A sentence as the learner sees it.
struct Example {
    /// Rows of the features, one slice a token.
    rows: Vec<Vec<u32>>,
    allowed: Vec<LabelSet>,
    weight: usize,
}

/// Weights while they are learnt: for each feature a row of weights, and of weights times the step they came at.
pub(super) struct Learner {
    examples: Vec<Example>,
    features: Vec<u32>,
    weights: Vec<[i32; LABELS]>,
    moments: Vec<[i64; LABELS]>,
    now: i64,
    shuffle: Shuffle,
}

impl Learner {
    /// Collects the features of all sentences.
    pub(super) fn new(texts: &[(Text, usize)]) -> Learner {
        let mut examples = Vec::new();
        let mut counts: Index = HashMap::default();
        let mut words = Words::default();
        for (text, weight) in texts {
            let allowed = text.allowed();
            for sentence in &text.sentences {
                let range = sentence.tokens.range();
                let forms = text.tokens[range.clone()].iter();
                words.read(forms.map(|t| (t.span.of(&text.text), t.lower.of(&text.words))));
                let mut rows = Vec::new();
                for i in 0..range.len() {
                    let mut row = Vec::with_capacity(72);
                    words.features(i, |feature| row.push(feature));
                    for feature in &row {
                        *counts.entry(*feature).or_default() += 1;
                    }
                    rows.push(row);
                }
                examples.push(Example {
                    rows,
                    allowed: allowed[range].to_vec(),
                    weight: *weight,
                });
            }
        }
        let mut features: Vec<u32> = (0..=LABELS).map(follows).collect();
        let mut frequent: Vec<u32> = counts.iter().filter(|(_, n)| **n >= LEAST).map(|(f, _)| *f).collect();
        frequent.sort_unstable();
        features.extend(frequent);
        let index: Index = features.iter().enumerate().map(|(i, f)| (*f, i as u32)).collect();
        let mut tokens = 0;
        for row in examples.iter_mut().flat_map(|e| &mut e.rows) {
            tokens += 1;
            *row = row.iter().filter_map(|f| index.get(f).copied()).collect();
            row.shrink_to_fit();
        }
        eprintln!(
            "{} sentences, {tokens} tokens, {} features",
            examples.len(),
            features.len()
        );
        Learner {
            examples,
            weights: vec![[0; LABELS]; features.len()],
            moments: vec![[0; LABELS]; features.len()],
            features,
            now: 1,
            shuffle: Shuffle::new(7),
        }
    }

    /// Goes over the sentences once, in a new order; the number of labels that were wrong.
    pub(super) fn round(&mut self) -> usize {
        let weights = self.examples.iter().map(|e| e.weight).enumerate();
        let mut order: Vec<usize> = weights.flat_map(|(i, n)| std::iter::repeat_n(i, n)).collect();
        self.shuffle.order(&mut order);
        let examples = std::mem::take(&mut self.examples);
        let (mut decoder, mut guess, mut truth) = (Decoder::default(), Vec::new(), Vec::new());
        let mut wrong = 0;
        for &i in &order {
            let example = &examples[i];
            let scores: Vec<Scores> = example.rows.iter().map(|row| self.score(row)).collect();
            let rows: [Scores; LABELS + 1] = std::array::from_fn(|i| self.weights[i]);
            let transitions = Transitions(rows);
            decoder.decode(&scores, &transitions, |_| ANY, &mut guess);
            let right = |set: LabelSet, label: u8| set >> label & 1 == 1;
            let errors = guess
                .iter()
                .zip(&example.allowed)
                .filter(|(label, set)| !right(**set, **label))
                .count();
            if errors > 0 {
                wrong += errors;
                decoder.decode(&scores, &transitions, |i| example.allowed[i], &mut truth);
                self.learn(&example.rows, &truth, &guess);
            }
            self.now += 1;
        }
        self.examples = examples;
        wrong
    }

    fn score(&self, row: &[u32]) -> Scores {
        let mut scores = [0; LABELS];
        for &feature in row {
            for (score, weight) in scores.iter_mut().zip(&self.weights[feature as usize]) {
                *score += weight;
            }
        }
        scores
    }

    fn learn(&mut self, rows: &[Vec<u32>], truth: &[u8], guess: &[u8]) {
        let (mut truth_before, mut guess_before) = (LABELS, LABELS);
        for ((row, &truth), &guess) in rows.iter().zip(truth).zip(guess) {
            let (truth, guess) = (usize::from(truth), usize::from(guess));
            if truth != guess {
                for &feature in row {
                    self.change(feature as usize, truth, 1);
                    self.change(feature as usize, guess, -1);
                }
            }
            if (truth_before, truth) != (guess_before, guess) {
                self.change(truth_before, truth, 1);
                self.change(guess_before, guess, -1);
            }
            (truth_before, guess_before) = (truth, guess);
        }
    }

    fn change(&mut self, row: usize, label: usize, by: i32) {
        self.weights[row][label] += by;
        self.moments[row][label] += i64::from(by) * self.now;
    }

    /// The bytes of the model: the mean weights.
    pub(super) fn finish(&self) -> Vec<u8> {
        let mean = |row: usize, label: usize| {
            f64::from(self.weights[row][label]) - self.moments[row][label] as f64 / self.now as f64
        };
        let mut rows: Vec<(u32, Vec<(u8, f64)>)> = Vec::new();
        for (row, &feature) in self.features.iter().enumerate() {
            let means = (0..LABELS).map(|label| (label as u8, mean(row, label)));
            let kept: Vec<(u8, f64)> = means.filter(|(_, w)| w.abs() >= FLOOR).collect();
            if !kept.is_empty() {
                rows.push((feature, kept));
            }
        }
        let mut sizes: Vec<f64> = rows.iter().flat_map(|(_, row)| row).map(|(_, w)| w.abs()).collect();
        sizes.sort_unstable_by(f64::total_cmp);
        // One weight in 5,000 is cut off at the top, so that the many small ones keep their differences.
        let top = sizes
            .len()
            .checked_sub(1 + sizes.len() / 5000)
            .map_or(1.0, |i| sizes[i]);
        eprintln!("{} features, {} weights, the largest {top:.1}", rows.len(), sizes.len());
        let byte = |w: f64| (w * 127.0 / top).round().clamp(-127.0, 127.0) as i8;
        let rows: Vec<(u32, Vec<(u8, i8)>)> = rows
            .into_iter()
            .map(|(feature, row)| {
                (
                    feature,
                    row.into_iter()
                        .map(|(l, w)| (l, byte(w)))
                        .filter(|(_, w)| *w != 0)
                        .collect(),
                )
            })
            .filter(|(_, row): &(u32, Vec<(u8, i8)>)| !row.is_empty())
            .collect();
        model::write(KIND, LABELS, &rows)
    }
}
