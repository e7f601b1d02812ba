//! The parser's network while it learns: the same sums as in use, with fractions, and how to move the weights.
//!
//! Trained by gradients (Adam: Kingma & Ba 2015) with dropout. Every sum is taken in a fixed order, so that the same data
//! give the same bytes. [`Network::finish`] rounds the weights to the 16-bit numbers that the program works with.

use super::matrix::{TILE, multiply, outer, turned};
use super::perceptron::Shuffle;
use crate::language::tree::inputs::{NO_TAG, Rows, TAG, UNKNOWN, WORD, WORDS};
use crate::language::tree::network::{self, FRACTION, HIDDEN, LAYERS, LIMIT, SHIFTS, TAGS, WIDTH};
use crate::language::tree::{PLACES, ROWS, Step};

/// Columns of the tags' and steps' matrices, filled up to whole [`TILE`]s.
const TAG_COLUMNS: usize = TAGS.next_multiple_of(TILE);
pub(super) const STEP_COLUMNS: usize = Step::CLASSES.next_multiple_of(TILE);
const WIDE: usize = PLACES * HIDDEN;

/// Settings of the training.
#[derive(Clone, Copy)]
pub(super) struct Rates {
    pub(super) learning: f32,
    /// Dropout of a token's vector.
    pub(super) input_dropout: f32,
    /// Dropout of the layers' output.
    pub(super) layer_dropout: f32,
    /// Dropout of the hidden layer.
    pub(super) hidden_dropout: f32,
    /// Share of the words seen once that are hidden.
    pub(super) word_dropout: f32,
    /// Share of the first tags that are hidden.
    pub(super) tag_dropout: f32,
    /// Weight of the tags' loss against the steps'.
    pub(super) tags: f32,
    pub(super) decay: f32,
}

/// A matrix of weights, row by row, with what Adam remembers of each.
struct Param {
    columns: usize,
    weights: Vec<f32>,
    gradient: Vec<f32>,
    mean: Vec<f32>,
    square: Vec<f32>,
}

const MEAN: f32 = 0.9;
const SQUARE: f32 = 0.99;

impl Param {
    fn new(rows: usize, columns: usize, range: f32, shuffle: &mut Shuffle) -> Param {
        let mut weights = vec![0.0; rows * columns];
        for weight in &mut weights {
            *weight = range * ((shuffle.number() >> 40) as f32 / (1u32 << 23) as f32 - 1.0);
        }
        let zeros = vec![0.0; rows * columns];
        Param {
            columns,
            weights,
            gradient: zeros.clone(),
            mean: zeros.clone(),
            square: zeros,
        }
    }

    fn row(&self, row: usize) -> &[f32] {
        &self.weights[row * self.columns..][..self.columns]
    }

    /// Moves a range of the weights and forgets its gradient.
    fn step(&mut self, range: std::ops::Range<usize>, rate: f32, decay: f32) {
        let weights = self.weights[range.clone()].iter_mut();
        let gradient = self.gradient[range.clone()].iter_mut();
        let (mean, square) = (self.mean[range.clone()].iter_mut(), self.square[range].iter_mut());
        for (((weight, gradient), mean), square) in weights.zip(gradient).zip(mean).zip(square) {
            *mean = MEAN * *mean + (1.0 - MEAN) * *gradient;
            *square = SQUARE * *square + (1.0 - SQUARE) * *gradient * *gradient;
            *weight -= rate * (*mean / (square.sqrt() + 1e-6) + decay * *weight);
            *gradient = 0.0;
        }
    }

    fn step_all(&mut self, rate: f32, decay: f32) {
        self.step(0..self.weights.len(), rate, decay);
    }
}

/// The weights.
pub(super) struct Network {
    embedding: Param,
    touched: Vec<bool>,
    layers: Vec<(Param, Param)>,
    tags: Param,
    tag_bias: Param,
    places: Param,
    unreal: Param,
    rows: Param,
    bias: Param,
    steps: Param,
    step_bias: Param,
    updates: i32,
    rates: Rates,
    /// Transposes of the layers (one for each of the three tokens), tags, places and steps.
    turned: Turned,
}

#[derive(Default)]
struct Turned {
    layers: Vec<[Vec<f32>; 3]>,
    tags: Vec<f32>,
    places: Vec<f32>,
    steps: Vec<f32>,
}

/// Activations of a sentence and their gradients.
#[derive(Default)]
pub(super) struct Pass {
    rows: Vec<Rows>,
    /// Vectors of each layer, with one of zeros on both sides.
    vectors: Vec<Vec<f32>>,
    /// Dropout factors of the input and of each layer's output.
    masks: Vec<Vec<f32>>,
    gradient: Vec<f32>,
    /// The tokens of the words.
    words: Vec<u32>,
    word_vectors: Vec<f32>,
    at_places: Vec<f32>,
    at_places_gradient: Vec<f32>,
    hidden: Vec<f32>,
    step_gradient: Vec<f32>,
    looks: Vec<([u32; PLACES], Vec<u16>)>,
}

impl Network {
    pub(super) fn new(vocabulary: usize, rates: Rates, seed: u64) -> Network {
        let mut shuffle = Shuffle::new(seed);
        for _ in 0..100 {
            shuffle.number();
        }
        let mut param = |rows, columns, range| Param::new(rows, columns, range, &mut shuffle);
        let range = |inputs: usize| (3.0 / inputs as f32).sqrt();
        let embedding = param(WORDS as usize + vocabulary, WIDTH, 0.3);
        let touched = vec![false; WORDS as usize + vocabulary];
        let layers = (0..LAYERS).map(|_| (param(3 * WIDTH, WIDTH, range(3 * WIDTH)), param(1, WIDTH, 0.0)));
        let layers = layers.collect();
        Network {
            embedding,
            touched,
            layers,
            tags: param(WIDTH, TAG_COLUMNS, range(WIDTH)),
            tag_bias: param(1, TAG_COLUMNS, 0.0),
            places: param(WIDTH, WIDE, range(WIDTH * 6)),
            unreal: param(2, WIDE, 0.1),
            rows: param(ROWS, HIDDEN, 0.1),
            bias: param(1, HIDDEN, 0.0),
            steps: param(HIDDEN, STEP_COLUMNS, range(HIDDEN)),
            step_bias: param(1, STEP_COLUMNS, 0.0),
            updates: 0,
            rates,
            turned: Turned::default(),
        }
    }

    /// Refreshes what depends on the weights; to be called after each update.
    pub(super) fn turn(&mut self) {
        let part = |p: &Param, o: usize| turned(&p.weights[o * WIDTH * WIDTH..][..WIDTH * WIDTH], WIDTH);
        self.turned = Turned {
            layers: self
                .layers
                .iter()
                .map(|(p, _)| [part(p, 0), part(p, 1), part(p, 2)])
                .collect(),
            tags: turned(&self.tags.weights, TAG_COLUMNS),
            places: turned(&self.places.weights, WIDE),
            steps: turned(&self.steps.weights, STEP_COLUMNS),
        };
    }

    /// Works out the vectors of a sentence, hiding some of what there is. `counts` tells how often each word of the
    /// vocabulary was seen.
    pub(super) fn encode(&self, pass: &mut Pass, rows: &[Rows], counts: &[u32], shuffle: &mut Shuffle) {
        let n = rows.len();
        pass.rows.clear();
        pass.rows.extend_from_slice(rows);
        for row in &mut pass.rows {
            if chance(shuffle) < self.rates.tag_dropout {
                row[TAG] = NO_TAG as u16;
            }
            let known = u32::from(row[WORD]).checked_sub(WORDS);
            if let Some(word) = known {
                let share = self.rates.word_dropout / counts[word as usize].max(1) as f32;
                if chance(shuffle) < share + 0.02 {
                    row[WORD] = UNKNOWN as u16;
                }
            }
        }
        pass.vectors.resize(LAYERS + 1, Vec::new());
        pass.masks.resize(LAYERS + 1, Vec::new());
        for vectors in &mut pass.vectors {
            vectors.clear();
            vectors.resize((n + 2) * WIDTH, 0.0);
        }
        for (number, mask) in pass.masks.iter_mut().enumerate() {
            let dropout = if number == 0 {
                self.rates.input_dropout
            } else {
                self.rates.layer_dropout
            };
            fill(mask, n * WIDTH, dropout, shuffle);
        }
        for (t, rows) in pass.rows.iter().enumerate() {
            let vector = &mut pass.vectors[0][(t + 1) * WIDTH..][..WIDTH];
            for &row in rows {
                for (sum, weight) in vector.iter_mut().zip(self.embedding.row(usize::from(row))) {
                    *sum += weight;
                }
            }
            for (value, mask) in vector.iter_mut().zip(&pass.masks[0][t * WIDTH..]) {
                *value *= mask;
            }
        }
        let mut found = Vec::new();
        for (number, (layer, bias)) in self.layers.iter().enumerate() {
            found.clear();
            for _ in 0..n {
                found.extend_from_slice(&bias.weights);
            }
            let (before, after) = pass.vectors.split_at_mut(number + 1);
            let (before, after) = (&before[number], &mut after[0]);
            multiply(
                (before, WIDTH),
                n,
                3 * WIDTH,
                (&layer.weights, WIDTH),
                (&mut found, WIDTH),
            );
            for (i, (found, mask)) in found.iter().zip(&mut pass.masks[number + 1]).enumerate() {
                if *found <= 0.0 {
                    *mask = 0.0;
                }
                after[WIDTH + i] = before[WIDTH + i] + *mask * found;
            }
        }
        pass.gradient.clear();
        pass.gradient.resize((n + 2) * WIDTH, 0.0);
    }

    /// Learns the tags of the sentence; returns how many were wrong.
    pub(super) fn learn_tags(&mut self, pass: &mut Pass, truth: &[u8]) -> usize {
        let n = truth.len();
        let vectors = &pass.vectors[LAYERS][WIDTH..];
        let mut scores: Vec<f32> = self.tag_bias.weights.repeat(n);
        multiply(
            (vectors, WIDTH),
            n,
            WIDTH,
            (&self.tags.weights, TAG_COLUMNS),
            (&mut scores, TAG_COLUMNS),
        );
        let mut wrong = 0;
        for (scores, &truth) in scores.chunks_exact_mut(TAG_COLUMNS).zip(truth) {
            let truth = usize::from(truth);
            let scores_of = &mut scores[..TAGS];
            let best = scores_of.iter().copied().fold(f32::MIN, f32::max);
            wrong += usize::from(scores_of[truth] < best);
            let mut sum = 0.0;
            for score in scores_of.iter_mut() {
                *score = exp(*score - best);
                sum += *score;
            }
            for score in scores_of.iter_mut() {
                *score *= self.rates.tags / sum;
            }
            scores_of[truth] -= self.rates.tags;
            scores[TAGS..].fill(0.0);
            for (bias, gradient) in self.tag_bias.gradient.iter_mut().zip(&*scores) {
                *bias += gradient;
            }
        }
        outer(
            (vectors, WIDTH),
            n,
            WIDTH,
            (&scores, TAG_COLUMNS),
            &mut self.tags.gradient,
        );
        let gradient = &mut pass.gradient[WIDTH..];
        multiply(
            (&scores, TAG_COLUMNS),
            n,
            TAG_COLUMNS,
            (&self.turned.tags, WIDTH),
            (gradient, WIDTH),
        );
        wrong
    }

    /// Makes ready for the steps of the words, given their tokens.
    pub(super) fn begin_steps(&self, pass: &mut Pass, words: &[u32]) {
        pass.words.clear();
        pass.words.extend_from_slice(words);
        pass.word_vectors.clear();
        for &token in words {
            let vector = &pass.vectors[LAYERS][(token as usize + 1) * WIDTH..][..WIDTH];
            pass.word_vectors.extend_from_slice(vector);
        }
        let n = words.len();
        pass.at_places.clear();
        pass.at_places.resize(n * WIDE, 0.0);
        let weights = (&self.places.weights[..], WIDE);
        multiply(
            (&pass.word_vectors, WIDTH),
            n,
            WIDTH,
            weights,
            (&mut pass.at_places, WIDE),
        );
        pass.at_places_gradient.clear();
        pass.at_places_gradient.resize(n * WIDE, 0.0);
        pass.hidden.clear();
        pass.step_gradient.clear();
        pass.looks.clear();
    }

    /// The scores of the next step.
    pub(super) fn scores(
        &self,
        pass: &mut Pass,
        places: [u32; PLACES],
        rows: &[u16],
        shuffle: &mut Shuffle,
    ) -> Vec<f32> {
        let count = pass.words.len();
        let mut hidden: Vec<f32> = self.bias.weights.clone();
        for (place, &word) in places.iter().enumerate() {
            let word = word as usize;
            let values = match word.checked_sub(count) {
                None => &pass.at_places[word * WIDE + place * HIDDEN..],
                Some(unreal) => &self.unreal.weights[unreal * WIDE + place * HIDDEN..],
            };
            for (sum, value) in hidden.iter_mut().zip(values) {
                *sum += value;
            }
        }
        for &row in rows {
            for (sum, value) in hidden.iter_mut().zip(self.rows.row(usize::from(row))) {
                *sum += value;
            }
        }
        let mut mask = Vec::new();
        fill(&mut mask, HIDDEN, self.rates.hidden_dropout, shuffle);
        for (value, mask) in hidden.iter_mut().zip(&mask) {
            *value = if *value > 0.0 { *value * mask } else { 0.0 };
        }
        let mut scores = self.step_bias.weights.clone();
        for (i, &value) in hidden.iter().enumerate() {
            if value > 0.0 {
                for (score, weight) in scores.iter_mut().zip(self.steps.row(i)) {
                    *score += value * weight;
                }
            }
        }
        pass.hidden.extend_from_slice(&hidden);
        pass.looks.push((places, rows.to_vec()));
        scores
    }

    /// Takes the gradient of the scores of the step that was scored last.
    pub(super) fn note(pass: &mut Pass, gradient: &[f32; STEP_COLUMNS]) {
        pass.step_gradient.extend_from_slice(gradient);
    }

    /// Brings the gradients back to the weights.
    pub(super) fn back(&mut self, pass: &mut Pass) {
        self.steps_back(pass);
        let n = pass.rows.len();
        let mut found = vec![0.0; n * WIDTH];
        for (number, (layer, bias)) in self.layers.iter_mut().enumerate().rev() {
            let mask = &pass.masks[number + 1];
            for ((found, gradient), mask) in found.iter_mut().zip(&pass.gradient[WIDTH..]).zip(mask) {
                *found = gradient * mask;
            }
            for row in found.chunks_exact(WIDTH) {
                for (sum, value) in bias.gradient.iter_mut().zip(row) {
                    *sum += value;
                }
            }
            outer(
                (&pass.vectors[number], WIDTH),
                n,
                3 * WIDTH,
                (&found, WIDTH),
                &mut layer.gradient,
            );
            for (offset, turned) in self.turned.layers[number].iter().enumerate() {
                let gradient = &mut pass.gradient[offset * WIDTH..];
                multiply((&found, WIDTH), n, WIDTH, (turned, WIDTH), (gradient, WIDTH));
            }
            pass.gradient[..WIDTH].fill(0.0);
            pass.gradient[(n + 1) * WIDTH..].fill(0.0);
        }
        for (t, rows) in pass.rows.iter().enumerate() {
            let gradient = &pass.gradient[(t + 1) * WIDTH..][..WIDTH];
            let mask = &pass.masks[0][t * WIDTH..][..WIDTH];
            for &row in rows {
                let row = usize::from(row);
                self.touched[row] = true;
                let sums = &mut self.embedding.gradient[row * WIDTH..][..WIDTH];
                for ((sum, gradient), mask) in sums.iter_mut().zip(gradient).zip(mask) {
                    *sum += gradient * mask;
                }
            }
        }
    }

    fn steps_back(&mut self, pass: &mut Pass) {
        let steps = pass.looks.len();
        let count = pass.words.len();
        let gradient = (&pass.step_gradient[..], STEP_COLUMNS);
        outer(
            (&pass.hidden, HIDDEN),
            steps,
            HIDDEN,
            gradient,
            &mut self.steps.gradient,
        );
        for row in pass.step_gradient.chunks_exact(STEP_COLUMNS) {
            for (sum, value) in self.step_bias.gradient.iter_mut().zip(row) {
                *sum += value;
            }
        }
        let mut hidden = vec![0.0; steps * HIDDEN];
        multiply(
            gradient,
            steps,
            STEP_COLUMNS,
            (&self.turned.steps, HIDDEN),
            (&mut hidden, HIDDEN),
        );
        let scale = 1.0 / (1.0 - self.rates.hidden_dropout);
        for (gradient, value) in hidden.iter_mut().zip(&pass.hidden) {
            *gradient = if *value > 0.0 { *gradient * scale } else { 0.0 };
        }
        for ((places, rows), gradient) in pass.looks.iter().zip(hidden.chunks_exact(HIDDEN)) {
            let give = |sums: &mut [f32]| {
                for (sum, value) in sums.iter_mut().zip(gradient) {
                    *sum += value;
                }
            };
            give(&mut self.bias.gradient);
            for (place, &word) in places.iter().enumerate() {
                let word = word as usize;
                match word.checked_sub(count) {
                    None => give(&mut pass.at_places_gradient[word * WIDE + place * HIDDEN..][..HIDDEN]),
                    Some(unreal) => give(&mut self.unreal.gradient[unreal * WIDE + place * HIDDEN..][..HIDDEN]),
                }
            }
            for &row in rows {
                give(&mut self.rows.gradient[usize::from(row) * HIDDEN..][..HIDDEN]);
            }
        }
        let gradient = (&pass.at_places_gradient[..], WIDE);
        outer(
            (&pass.word_vectors, WIDTH),
            count,
            WIDTH,
            gradient,
            &mut self.places.gradient,
        );
        let mut vectors = vec![0.0; count * WIDTH];
        multiply(
            gradient,
            count,
            WIDE,
            (&self.turned.places, WIDTH),
            (&mut vectors, WIDTH),
        );
        for (&token, vector) in pass.words.iter().zip(vectors.chunks_exact(WIDTH)) {
            let sums = &mut pass.gradient[(token as usize + 1) * WIDTH..][..WIDTH];
            for (sum, value) in sums.iter_mut().zip(vector) {
                *sum += value;
            }
        }
    }

    /// Moves all weights; `left` is the share of the training that is still to come.
    pub(super) fn update(&mut self, left: f32) {
        self.updates += 1;
        // The memory is empty at first, so that its mean is too small.
        let correct = |keep: f32| 1.0 - keep.powi(self.updates.min(10_000));
        let warm = (self.updates as f32 / 500.0).min(1.0);
        let rate = self.rates.learning * left * warm * correct(SQUARE).sqrt() / correct(MEAN);
        let decay = self.rates.decay;
        for row in 0..self.touched.len() {
            if std::mem::take(&mut self.touched[row]) {
                self.embedding.step(row * WIDTH..(row + 1) * WIDTH, rate, decay);
            }
        }
        for (layer, bias) in &mut self.layers {
            layer.step_all(rate, decay);
            bias.step_all(rate, 0.0);
        }
        for param in [
            &mut self.tags,
            &mut self.places,
            &mut self.unreal,
            &mut self.rows,
            &mut self.steps,
        ] {
            param.step_all(rate, decay);
        }
        for param in [&mut self.tag_bias, &mut self.bias, &mut self.step_bias] {
            param.step_all(rate, 0.0);
        }
        self.turn();
    }

    /// The bytes of the network in use.
    pub(super) fn finish(&self, kind: [u8; 4], vocabulary: &[u8]) -> Vec<u8> {
        let mut numbers: Vec<i16> = Vec::new();
        let value = |x: f32| (x * (1 << FRACTION) as f32).round().clamp(-32768.0, 32767.0) as i16;
        let plain = |numbers: &mut Vec<i16>, param: &Param, count: usize| {
            numbers.extend(param.weights[..count].iter().map(|x| value(*x)));
        };
        let mut shifts = Vec::new();
        plain(&mut numbers, &self.embedding, self.embedding.weights.len());
        for (layer, bias) in &self.layers {
            shifts.push(matrix(&mut numbers, &turned(&layer.weights, WIDTH), 3 * WIDTH, LIMIT));
            plain(&mut numbers, bias, WIDTH);
        }
        let tags = turned(&self.tags.weights, TAG_COLUMNS);
        shifts.push(matrix(&mut numbers, &tags[..TAGS * WIDTH], WIDTH, LIMIT));
        plain(&mut numbers, &self.tag_bias, TAGS);
        // All places have one shift; each is whole blocks, one behind the other.
        shifts.push(matrix(&mut numbers, &turned(&self.places.weights, WIDE), WIDTH, LIMIT));
        plain(&mut numbers, &self.unreal, 2 * WIDE);
        plain(&mut numbers, &self.rows, ROWS * HIDDEN);
        plain(&mut numbers, &self.bias, HIDDEN);
        let steps = turned(&self.steps.weights, STEP_COLUMNS);
        let limit = i32::from(i16::MAX);
        shifts.push(matrix(&mut numbers, &steps[..Step::CLASSES * HIDDEN], HIDDEN, limit));
        plain(&mut numbers, &self.step_bias, Step::CLASSES);
        let shifts: [u32; SHIFTS] = shifts.try_into().unwrap_or([0; SHIFTS]);
        eprintln!("shifts {shifts:?}");
        network::write(kind, vocabulary, &numbers, shifts)
    }
}

/// Adds a matrix as 16-bit numbers and returns its shift: the greatest with which no sum of a row can leave 32 bits.
fn matrix(numbers: &mut Vec<i16>, weights: &[f32], columns: usize, limit: i32) -> u32 {
    let row = |row: &[f32]| row.iter().map(|w| w.abs()).sum::<f32>();
    let greatest = weights.chunks_exact(columns).map(row).fold(0.0, f32::max);
    let single = weights.iter().fold(0.0f32, |a, w| a.max(w.abs()));
    let fits = |shift: u32| {
        let scale = (1u64 << shift) as f32;
        greatest * scale * limit as f32 <= (1u64 << 31) as f32 * 0.99 && single * scale <= 32767.0
    };
    let shift = (1..16).rev().find(|shift| fits(*shift)).unwrap_or(0);
    let scale = (1u32 << shift) as f32;
    let rounded = |w: &f32| (w * scale).round().clamp(-32768.0, 32767.0) as i16;
    let rows: Vec<i16> = weights.iter().map(rounded).collect();
    numbers.extend(network::in_blocks(&rows, columns));
    shift
}

/// e to the power of a number that is not positive; the same on every machine, which that of the library is not.
pub(super) fn exp(x: f32) -> f32 {
    let power = (x * std::f32::consts::LOG2_E).max(-126.0);
    let whole = power.floor();
    let part = (power - whole) * std::f32::consts::LN_2;
    // The series of e^x for 0 ≤ x < ln 2.
    let mut sum = 1.0;
    for n in (1..9u8).rev() {
        sum = 1.0 + sum * part / f32::from(n);
    }
    sum * f32::from_bits(((whole as i32 + 127) as u32) << 23)
}

fn chance(shuffle: &mut Shuffle) -> f32 {
    (shuffle.number() >> 40) as f32 / (1u32 << 24) as f32
}

/// Fills a mask: 0 for the share that is dropped, else what keeps the mean.
fn fill(mask: &mut Vec<f32>, count: usize, dropout: f32, shuffle: &mut Shuffle) {
    mask.clear();
    let (bound, keep) = ((dropout * 65536.0) as u64, 1.0 / (1.0 - dropout));
    if bound == 0 {
        mask.resize(count, 1.0);
        return;
    }
    let mut bits = 0;
    for i in 0..count {
        if i % 4 == 0 {
            bits = shuffle.number().wrapping_mul(0x9e37_79b9_7f4a_7c15);
        }
        mask.push(if bits & 0xFFFF < bound { 0.0 } else { keep });
        bits >>= 16;
    }
}
