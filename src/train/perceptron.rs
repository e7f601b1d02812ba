//! The averaged perceptron: weights that are learnt from mistakes.
//!
//! A tagger scores its classes with [`Perceptron`] as it would with a finished model (both are [`Weights`]); where the
//! best class is wrong, [`Perceptron::update`] moves the features' weights from the guess to the truth. What is
//! shipped is the mean of the weights over all steps, rounded to one byte ([`Perceptron::finish`]). Whole numbers all
//! along, and no randomness but [`Shuffle`]'s: the same data give the same bytes.

use crate::language::tables::{self as model, Weights};

/// Position of a feature's cells.
#[derive(Clone, Copy, Default)]
struct Slot {
    feature: u32,
    start: u32,
    cells: u16,
    room: u16,
    /// Number of updates of the feature; 0 if the slot is free.
    updates: u32,
}

/// The weight of a feature for a class.
#[derive(Clone, Copy, Default)]
struct Cell {
    class: u32,
    weight: i32,
}

/// Weights while they are learnt: an open-addressed table of features, and their cells side by side, so that scoring
/// reads two places per feature. What only an update needs, lies apart.
pub(crate) struct Perceptron {
    slots: Vec<Slot>,
    used: usize,
    cells: Vec<Cell>,
    /// Sum of (change × step) of each cell, from which the mean of the weight follows.
    moments: Vec<i64>,
    classes: usize,
    /// Number of updates of each feature before it got a slot, by the high bits of its hash; empty without a gate.
    tries: Vec<u8>,
    gate: u8,
    now: u32,
}

/// The bits of a hash that tries are counted by.
const TRIES: u32 = 24;

impl Perceptron {
    /// Knows nothing yet.
    pub(crate) fn new(classes: usize) -> Perceptron {
        Perceptron {
            slots: vec![Slot::default(); 1 << 16],
            used: 0,
            cells: Vec::new(),
            moments: Vec::new(),
            classes,
            tries: Vec::new(),
            gate: 0,
            now: 0,
        }
    }

    /// Learns a feature only from the time on that it would have been moved `gate` times (Goldberg & Elhadad 2011):
    /// what is too rare to be kept shall not take over what others have to learn. It also keeps the table small.
    #[must_use]
    pub(crate) fn gated(self, gate: u8) -> Perceptron {
        let tries = vec![0; if gate > 1 { 1 << TRIES } else { 0 }];
        Perceptron { gate, tries, ..self }
    }

    /// Counts one decision; to be called once for each, right or wrong.
    pub(crate) fn step(&mut self) {
        self.now += 1;
    }

    /// Moves the weights of the features from class `guess` to class `truth`.
    pub(crate) fn update(&mut self, features: &[u32], truth: usize, guess: usize) {
        if truth == guess {
            return;
        }
        for &feature in features {
            if self.used * 2 >= self.slots.len() {
                self.grow();
            }
            let slot = self.find(feature);
            let entry = &mut self.slots[slot];
            if entry.updates == 0 {
                if let Some(tries) = self.tries.get_mut((feature >> (32 - TRIES)) as usize) {
                    *tries = tries.saturating_add(1);
                    if *tries < self.gate {
                        continue;
                    }
                }
                self.used += 1;
                entry.feature = feature;
            }
            entry.updates += 1;
            self.change(slot, truth, 1);
            self.change(slot, guess, -1);
        }
    }

    /// The slot of a feature, or the free one where it would be.
    #[inline]
    fn find(&self, feature: u32) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = place(feature, mask);
        while self.slots[slot].updates > 0 && self.slots[slot].feature != feature {
            slot = (slot + 1) & mask;
        }
        slot
    }

    fn grow(&mut self) {
        let double = vec![Slot::default(); self.slots.len() * 2];
        let old = std::mem::replace(&mut self.slots, double);
        for entry in old.into_iter().filter(|entry| entry.updates > 0) {
            let slot = self.find(entry.feature);
            self.slots[slot] = entry;
        }
    }

    fn change(&mut self, slot: usize, class: usize, by: i32) {
        let entry = &mut self.slots[slot];
        let start = entry.start as usize;
        let known = self.cells[start..start + usize::from(entry.cells)]
            .iter()
            .position(|cell| cell.class as usize == class);
        let place = match known {
            Some(i) => start + i,
            None => {
                if entry.cells == entry.room {
                    // Moves to the end, with more room; what is left behind stays unused.
                    let (old, count) = (start..start + usize::from(entry.cells), usize::from(entry.cells));
                    entry.start = self.cells.len() as u32;
                    entry.room = (entry.room * 2).max(2);
                    self.cells.extend_from_within(old.clone());
                    self.moments.extend_from_within(old);
                    let room = usize::from(entry.room) - count;
                    self.cells.resize(self.cells.len() + room, Cell::default());
                    self.moments.resize(self.cells.len(), 0);
                }
                let place = entry.start as usize + usize::from(entry.cells);
                entry.cells += 1;
                self.cells[place].class = class as u32;
                place
            }
        };
        self.cells[place].weight += by;
        self.moments[place] += i64::from(by) * i64::from(self.now);
    }

    /// The bytes of the model. Left out are features that were moved fewer than `least` times and weights under
    /// `floor` (the mean weight, 1 = one update that stayed from the first step to the last).
    pub(crate) fn finish(&self, kind: [u8; 4], least: u32, floor: f64) -> Vec<u8> {
        let mut features: Vec<&Slot> = self.slots.iter().filter(|s| s.updates >= least.max(1)).collect();
        features.sort_unstable_by_key(|s| s.feature);
        let means = |slot: &Slot| {
            let cells = slot.start as usize..slot.start as usize + usize::from(slot.cells);
            let pairs = self.cells[cells.clone()].iter().zip(&self.moments[cells]);
            let now = f64::from(self.now.max(1));
            pairs
                .map(|(cell, moment)| (cell.class as u8, f64::from(cell.weight) - *moment as f64 / now))
                .filter(|(_, mean)| mean.abs() >= floor)
                .collect::<Vec<(u8, f64)>>()
        };
        let sizes = features.iter().flat_map(|s| means(s)).map(|(_, mean)| mean.abs());
        let top = sizes.fold(f64::MIN_POSITIVE, f64::max);
        let code = |mean: f64| ((mean.abs() / top).sqrt() * 127.0).round().copysign(mean) as i8;
        let mut kept = Vec::new();
        for slot in features {
            let mut weights: Vec<(u8, i8)> = means(slot)
                .into_iter()
                .map(|(class, mean)| (class, code(mean)))
                .filter(|(_, weight)| *weight != 0)
                .collect();
            weights.sort_unstable();
            if !weights.is_empty() {
                kept.push((slot.feature, weights));
            }
        }
        eprintln!(
            "{} features kept of {}, largest mean weight {top:.2}",
            kept.len(),
            self.used
        );
        model::write(kind, self.classes, &kept)
    }
}

#[inline]
fn place(feature: u32, mask: usize) -> usize {
    (u64::from(feature).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & mask
}

impl Weights for Perceptron {
    #[inline]
    fn add<const CLASSES: usize>(&self, feature: u32, scores: &mut [i32; CLASSES]) {
        let slot = self.slots[self.find(feature)];
        let start = slot.start as usize;
        for cell in &self.cells[start..start + usize::from(slot.cells)] {
            scores[cell.class as usize] += cell.weight;
        }
    }

    #[inline]
    fn add_all<const N: usize, const CLASSES: usize>(&self, features: &[u32; N], scores: &mut [i32; CLASSES]) {
        let mask = self.slots.len() - 1;
        let mut slots = features.map(|feature| self.slots[place(feature, mask)]);
        for (slot, &feature) in slots.iter_mut().zip(features) {
            if slot.updates > 0 && slot.feature != feature {
                *slot = self.slots[self.find(feature)];
            }
        }
        // Reads the beginning of each row, so that the reads go on side by side.
        let starts = slots.map(|slot| self.cells.get(slot.start as usize).map_or(0, |cell| cell.class));
        std::hint::black_box(starts);
        for slot in slots {
            let start = slot.start as usize;
            for cell in &self.cells[start..start + usize::from(slot.cells)] {
                scores[cell.class as usize] += cell.weight;
            }
        }
    }
}

/// A reproducible source of order (xorshift).
pub(crate) struct Shuffle(u64);

impl Shuffle {
    /// The same seed gives the same order on every machine.
    pub(crate) fn new(seed: u64) -> Shuffle {
        Shuffle(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// The next number.
    pub(crate) fn number(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number below `bound`.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        (self.number() % bound.max(1) as u64) as usize
    }

    /// Puts items into another order.
    pub(crate) fn order<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i + 1));
        }
    }
}
