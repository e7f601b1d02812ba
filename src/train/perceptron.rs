//! The averaged perceptron: weights that are learnt from mistakes.
//!
//! A tagger scores its classes with [`Perceptron`] as it would with a finished model (both are [`Weights`]); where the
//! best class is wrong, [`Perceptron::update`] moves the features' weights from the guess to the truth. What is
//! shipped is the mean of the weights over all steps, rounded to one byte ([`Perceptron::finish`]). Whole numbers all
//! along, and no randomness but [`Shuffle`]'s: the same data give the same bytes.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::language::model::{self, Weights};

/// Features are hashes already.
#[derive(Default)]
pub struct Identity(u64);

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

#[derive(Clone, Copy)]
struct Cell {
    class: u16,
    weight: i32,
    total: i64,
    stamp: u32,
}

#[derive(Default)]
struct Row {
    cells: Vec<Cell>,
    updates: u32,
}

impl Row {
    fn change(&mut self, class: usize, by: i32, now: u32) {
        let class = class as u16;
        let cell = match self.cells.iter().position(|c| c.class == class) {
            Some(i) => &mut self.cells[i],
            None => {
                let cell = Cell {
                    class,
                    weight: 0,
                    total: 0,
                    stamp: now,
                };
                self.cells.push(cell);
                self.cells.last_mut().expect("just pushed")
            }
        };
        cell.total += i64::from(cell.weight) * i64::from(now - cell.stamp);
        cell.stamp = now;
        cell.weight += by;
    }
}

/// Weights while they are learnt.
pub struct Perceptron {
    rows: HashMap<u32, Row, BuildHasherDefault<Identity>>,
    classes: usize,
    now: u32,
}

impl Perceptron {
    /// Knows nothing yet.
    pub fn new(classes: usize) -> Perceptron {
        Perceptron {
            rows: HashMap::default(),
            classes,
            now: 0,
        }
    }

    /// Counts one decision; to be called once for each, right or wrong.
    pub fn step(&mut self) {
        self.now += 1;
    }

    /// Moves the weights of the features from class `guess` to class `truth`.
    pub fn update(&mut self, features: &[u32], truth: usize, guess: usize) {
        if truth == guess {
            return;
        }
        for &feature in features {
            let row = self.rows.entry(feature).or_default();
            row.updates += 1;
            row.change(truth, 1, self.now);
            row.change(guess, -1, self.now);
        }
    }

    /// The bytes of the model. Left out are features that were moved fewer than `least` times and weights under
    /// `floor` (the mean weight, 1 = one update that stayed from the first step to the last).
    pub fn finish(&self, kind: [u8; 4], least: u32, floor: f64) -> Vec<u8> {
        let mut features: Vec<u32> = self.rows.keys().copied().collect();
        features.sort_unstable();
        let mean = |cell: &Cell| {
            let total = cell.total + i64::from(cell.weight) * i64::from(self.now - cell.stamp);
            total as f64 / f64::from(self.now.max(1))
        };
        let mut sizes: Vec<f64> = Vec::new();
        for feature in &features {
            let row = &self.rows[feature];
            if row.updates >= least {
                sizes.extend(row.cells.iter().map(|c| mean(c).abs()).filter(|w| *w >= floor));
            }
        }
        sizes.sort_unstable_by(f64::total_cmp);
        // One weight in 2,000 is cut off at the top, so that the many small ones keep their differences.
        let top = sizes
            .get(sizes.len().saturating_sub(1 + sizes.len() / 2000))
            .copied()
            .unwrap_or(1.0);
        let scale = 127.0 / top;
        let mut kept = Vec::new();
        for feature in features {
            let row = &self.rows[&feature];
            if row.updates < least {
                continue;
            }
            let mut weights: Vec<(u8, i8)> = Vec::new();
            for cell in &row.cells {
                let weight = mean(cell);
                let rounded = (weight * scale).round().clamp(-127.0, 127.0) as i8;
                if weight.abs() >= floor && rounded != 0 {
                    weights.push((cell.class as u8, rounded));
                }
            }
            weights.sort_unstable();
            if !weights.is_empty() {
                kept.push((feature, weights));
            }
        }
        eprintln!(
            "{} features kept of {}, largest mean weight {top:.2}",
            kept.len(),
            self.rows.len()
        );
        model::write(kind, self.classes, &kept)
    }
}

impl Weights for Perceptron {
    fn add(&self, feature: u32, scores: &mut [i32]) {
        if let Some(row) = self.rows.get(&feature) {
            for cell in &row.cells {
                scores[usize::from(cell.class)] += cell.weight;
            }
        }
    }
}

/// The class with the best score among those allowed; the first of equals.
pub fn best(scores: &[i32], allowed: impl Fn(usize) -> bool) -> Option<usize> {
    let mut best: Option<usize> = None;
    for (class, score) in scores.iter().enumerate() {
        if allowed(class) && best.is_none_or(|b| *score > scores[b]) {
            best = Some(class);
        }
    }
    best
}

/// A reproducible source of order (xorshift).
pub struct Shuffle(u64);

impl Shuffle {
    /// The same seed gives the same order on every machine.
    pub fn new(seed: u64) -> Shuffle {
        Shuffle(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// The next number.
    pub fn number(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        (self.number() % bound.max(1) as u64) as usize
    }

    /// Puts items into another order.
    pub fn order<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i + 1));
        }
    }
}
