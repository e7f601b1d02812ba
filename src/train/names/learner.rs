//! The structured averaged perceptron with a margin.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::sample::Sample;
use crate::language::names::decode::{Decoder, Scores, Transitions, follows};
use crate::language::names::labels::{ANY, LABELS, LabelSet};
use crate::train::perceptron::Shuffle;

/// Settings of the training.
#[derive(Clone, Copy, Debug)]
pub(super) struct Settings {
    /// Rounds over the data.
    pub(super) rounds: usize,
    /// Margin of the right labels over others.
    pub(super) margin: i32,
    /// The share of tokens, in percent, whose features that tell the word itself are hidden.
    pub(super) hidden: usize,
    /// Features that occur less often are left out from the start.
    pub(super) least: u32,
}

/// Features are hashes already.
#[derive(Default)]
struct Identity(u64);

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

/// A feature's mean weights.
pub(super) type Row = (u32, Vec<(u8, f64)>);

/// Weights while they are learnt: for each feature a row of weights, and of weights times the step they came at.
pub(super) struct Learner {
    samples: Vec<Sample>,
    settings: Settings,
    features: Vec<u32>,
    weights: Vec<[i32; LABELS]>,
    moments: Vec<[i64; LABELS]>,
    now: i64,
}

impl Learner {
    /// Numbers the features of the samples: their hashes are replaced.
    pub(super) fn new(mut samples: Vec<Sample>, settings: Settings) -> Learner {
        let mut counts: Index = HashMap::default();
        for feature in samples.iter().flat_map(|s| &s.features) {
            *counts.entry(*feature).or_default() += 1;
        }
        let mut features: Vec<u32> = (0..=LABELS).map(follows).collect();
        let frequent = counts.iter().filter(|(_, n)| **n >= settings.least);
        let mut frequent: Vec<u32> = frequent.map(|(feature, _)| *feature).collect();
        frequent.sort_unstable();
        features.extend(frequent);
        let index: Index = features.iter().enumerate().map(|(i, f)| (*f, i as u32)).collect();
        for sample in &mut samples {
            number(sample, &index);
        }
        let tokens: usize = samples.iter().map(|s| s.ends.len()).sum();
        eprintln!(
            "{} sentences, {tokens} tokens, {} features",
            samples.len(),
            features.len()
        );
        Learner {
            samples,
            settings,
            weights: vec![[0; LABELS]; features.len()],
            moments: vec![[0; LABELS]; features.len()],
            features,
            now: 1,
        }
    }

    /// Goes over the samples, each time in another order; the mean weights.
    pub(super) fn learn(&mut self) -> Vec<Row> {
        let mut shuffle = Shuffle::new(7);
        for round in 1..=self.settings.rounds {
            let samples = self.samples.iter().enumerate();
            let mut order: Vec<usize> = samples.flat_map(|(i, s)| std::iter::repeat_n(i, s.weight)).collect();
            shuffle.order(&mut order);
            let wrong = self.round(&order, &mut shuffle);
            eprintln!("round {round}: {wrong} sentences wrong");
        }
        self.means()
    }

    fn round(&mut self, order: &[usize], shuffle: &mut Shuffle) -> usize {
        let samples = std::mem::take(&mut self.samples);
        let (mut decoder, mut guess, mut truth) = (Decoder::default(), Vec::new(), Vec::new());
        let (mut scores, mut rows) = (Vec::<Scores>::new(), Vec::new());
        let mut wrong = 0;
        for &i in order {
            let sample = &samples[i];
            scores.clear();
            rows.clear();
            let mut start = 0;
            for (token, &(itself, end)) in sample.ends.iter().enumerate() {
                let hidden = self.settings.hidden > 0 && shuffle.below(100) < self.settings.hidden;
                let row = if hidden { itself..end } else { start..end };
                let row = &sample.features[row.start as usize..row.end as usize];
                scores.push(self.score(row, sample.allowed[token]));
                rows.push(row);
                start = end;
            }
            let transitions = Transitions(std::array::from_fn(|i| self.weights[i]));
            decoder.decode(&scores, &transitions, |_| ANY, &mut guess);
            let mut labels = guess.iter().zip(&sample.allowed);
            if labels.any(|(label, set)| set >> label & 1 == 0) {
                wrong += 1;
                decoder.decode(&scores, &transitions, |i| sample.allowed[i], &mut truth);
                self.correct(&rows, &truth, &guess);
            }
            self.now += 1;
        }
        self.samples = samples;
        wrong
    }

    /// The scores of a token, where the labels that are wrong get the margin for nothing.
    fn score(&self, row: &[u32], right: LabelSet) -> Scores {
        let mut scores = [0; LABELS];
        for &feature in row {
            for (score, weight) in scores.iter_mut().zip(&self.weights[feature as usize]) {
                *score += weight;
            }
        }
        for (label, score) in scores.iter_mut().enumerate() {
            *score += if right >> label & 1 == 0 {
                self.settings.margin
            } else {
                0
            };
        }
        scores
    }

    fn correct(&mut self, rows: &[&[u32]], truth: &[u8], guess: &[u8]) {
        let (mut truth_before, mut guess_before) = (LABELS, LABELS);
        for ((row, &truth), &guess) in rows.iter().zip(truth).zip(guess) {
            let (truth, guess) = (usize::from(truth), usize::from(guess));
            if truth != guess {
                for &feature in *row {
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

    fn means(&self) -> Vec<Row> {
        let mean = |row: usize, label: usize| {
            f64::from(self.weights[row][label]) - self.moments[row][label] as f64 / self.now as f64
        };
        let rows = self.features.iter().enumerate().map(|(row, &feature)| {
            let means = (0..LABELS).map(|label| (label as u8, mean(row, label)));
            (feature, means.filter(|(_, w)| *w != 0.0).collect())
        });
        rows.filter(|(_, row): &Row| !row.is_empty()).collect()
    }
}

/// Replaces the hashes of features by their numbers; rare ones are left out.
fn number(sample: &mut Sample, index: &Index) {
    let mut kept = Vec::with_capacity(sample.features.len());
    let mut start = 0;
    for (itself, end) in &mut sample.ends {
        let old = (start, *itself as usize, *end as usize);
        kept.extend(sample.features[old.0..old.1].iter().filter_map(|f| index.get(f)));
        *itself = kept.len() as u32;
        kept.extend(sample.features[old.1..old.2].iter().filter_map(|f| index.get(f)));
        *end = kept.len() as u32;
        start = old.2;
    }
    kept.shrink_to_fit();
    sample.features = kept;
}
