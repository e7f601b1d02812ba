//! The network that scores the parser's steps: whole numbers all along.
//!
//! 1. *Embedding*: a token's vector is the sum of the rows that [`inputs`](super::inputs) names.
//! 2. *Layers*: each adds to a token's vector what it finds in the vectors of the token and its two neighbours, so that
//!    after [`LAYERS`] layers a vector knows of that many tokens on both sides (a convolution with residual).
//! 3. *Tags*: the vector scores the part-of-speech tags once more, now that it knows the context. The tagger's own points
//!    are added: two that err differently err less together.
//! 4. *Steps*: for each place that the parser looks at ([`PLACES`]) the vector of the word there goes through that
//!    place's matrix. Their sum, with the rows for what is no word, is the hidden layer, and this scores the steps. What a
//!    word gives at a place is worked out once and kept, so that a step costs few more than its last layer.
//!
//! Values are fixed-point numbers with [`FRACTION`] bits behind the point; a matrix has its own shift. Sums stay within
//! 32 bits, because values are held under [`LIMIT`] and the trainer chooses the shifts by the rows' sums. So every machine
//! gives the same tree.
//!
//! A matrix lies in blocks of [`BLOCK`] outputs, and in these by pairs of inputs, so that the sums of a block stay in the
//! processor's registers while the inputs pass by, and one instruction adds the products of four pairs.
//!
//! The file, all little-endian: header (magic `NXNN`, kind, version, checksum, shape, bytes of the vocabulary, shifts), the
//! vocabulary (a [`Table`] from a word's key to its number), then the matrices as 16-bit numbers in the order of
//! [`Network`]. It is viewed in place.

use wide::{i16x8, i32x4};
use zerocopy::little_endian::{I16, U32};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

use super::features::{PLACES, ROWS, View};
use super::inputs::{Rows, WORDS};
use super::state::Step;
use crate::language::tables::{self as model, ModelError, checksum};
use crate::language::tag::tagger::{PAIRS, Ranking};
use crate::lexicon::table::Table;

/// Numbers in a token's vector.
pub(crate) const WIDTH: usize = 96;
/// Layers between embedding and parser.
pub(crate) const LAYERS: usize = 3;
/// Numbers in the hidden layer of a step.
pub(crate) const HIDDEN: usize = 128;
/// Classes of the tags.
pub(crate) const TAGS: usize = PAIRS.len();
/// Outputs of a matrix that are worked out together.
pub(crate) const BLOCK: usize = 32;
/// Rows of the tags' and the steps' matrices, filled up to whole blocks.
pub(crate) const TAG_ROWS: usize = TAGS.next_multiple_of(BLOCK);
pub(crate) const STEP_ROWS: usize = Step::CLASSES.next_multiple_of(BLOCK);
/// Bits behind the point.
pub(crate) const FRACTION: u32 = 10;
/// Points of the tagger that count as much as one of the network. From 3 to 10 the tags are nearly as good.
const VOTE: i32 = 4;
/// No value is greater.
pub(crate) const LIMIT: i32 = 16 << FRACTION;

const MAGIC: [u8; 4] = *b"NXNN";
/// Changes whenever the layout or the meaning of rows changes.
const VERSION: u32 = 2;
/// The matrices that have a shift: layers, tags, places, steps.
pub(crate) const SHIFTS: usize = LAYERS + 3;

#[derive(FromBytes, IntoBytes, KnownLayout, Immutable, Unaligned, Clone, Copy)]
#[repr(C)]
struct Header {
    magic: [u8; 4],
    kind: [u8; 4],
    version: U32,
    checksum: U32,
    shape: U32,
    vocabulary: U32,
    shifts: [U32; SHIFTS],
}

/// The sizes that a file must be made for.
const SHAPE: u32 = (WIDTH + 512 * LAYERS + 4096 * PLACES + (HIDDEN << 16) + (Step::CLASSES << 24)) as u32;

/// Words that have a row of their own, by their keys.
pub(crate) type Vocabulary<'b> = Table<'b>;

/// A network viewed in the bytes of its file.
pub(crate) struct Network<'b> {
    pub(crate) vocabulary: Vocabulary<'b>,
    embedding: &'b [[I16; WIDTH]],
    layers: [Layer<'b>; LAYERS],
    tags: &'b [Pair],
    tag_bias: &'b [I16],
    /// One matrix per position.
    places: &'b [Pair],
    /// Contribution of a position without a word: of the imaginary root, or of nothing.
    unreal: &'b [[I16; HIDDEN]],
    rows: &'b [[I16; HIDDEN]],
    bias: &'b [I16],
    steps: &'b [Pair],
    step_bias: &'b [I16],
    shifts: [u32; SHIFTS],
}

/// The weights of two inputs for the outputs of a block.
type Pair = [[I16; 8]; BLOCK / 4];

#[derive(Clone, Copy)]
struct Layer<'b> {
    weights: &'b [Pair],
    bias: &'b [I16],
}

/// Takes parts of a file one after the other.
struct Reader<'b>(&'b [u8]);

impl<'b> Reader<'b> {
    fn take<T: FromBytes + Immutable + KnownLayout + Unaligned>(
        &mut self,
        count: usize,
    ) -> Result<&'b [T], ModelError> {
        let need = count * size_of::<T>();
        let error = ModelError::Size {
            have: self.0.len(),
            need,
        };
        let (part, rest) = <[T]>::ref_from_prefix_with_elems(self.0, count).map_err(|_| error)?;
        self.0 = rest;
        Ok(part)
    }
}

impl<'b> Network<'b> {
    /// Views a network.
    ///
    /// # Errors
    /// If the bytes are no network, or one for another kind, version or shape.
    pub(crate) fn view(bytes: &'b [u8], kind: [u8; 4]) -> Result<Network<'b>, ModelError> {
        let need = size_of::<Header>();
        let have = bytes.len();
        let (header, body) = Header::read_from_prefix(bytes).map_err(|_| ModelError::Size { have, need })?;
        model::compare(
            (header.magic, MAGIC),
            (header.version.get(), VERSION),
            (header.kind, kind),
        )?;
        if header.shape.get() != SHAPE {
            return Err(ModelError::Classes {
                have: header.shape.get() as usize,
                need: SHAPE as usize,
            });
        }
        if checksum(body) != header.checksum.get() {
            return Err(ModelError::Checksum);
        }
        let mut rest = Reader(body);
        let vocabulary = rest.take::<u8>(header.vocabulary.get() as usize)?;
        let vocabulary = Table::view(vocabulary).map_err(|_| ModelError::Checksum)?;
        let network = Network {
            embedding: rest.take(WORDS as usize + vocabulary.len())?,
            vocabulary,
            layers: {
                let mut layer = || {
                    Ok(Layer {
                        weights: rest.take(pairs(3 * WIDTH, WIDTH))?,
                        bias: rest.take(WIDTH)?,
                    })
                };
                [layer()?, layer()?, layer()?]
            },
            tags: rest.take(pairs(WIDTH, TAG_ROWS))?,
            tag_bias: rest.take(TAGS)?,
            places: rest.take(PLACES * pairs(WIDTH, HIDDEN))?,
            unreal: rest.take(2 * PLACES)?,
            rows: rest.take(ROWS)?,
            bias: rest.take(HIDDEN)?,
            steps: rest.take(pairs(HIDDEN, STEP_ROWS))?,
            step_bias: rest.take(Step::CLASSES)?,
            shifts: header.shifts.map(U32::get),
        };
        match rest.0.len() {
            0 => Ok(network),
            more => Err(ModelError::Size {
                have,
                need: have - more,
            }),
        }
    }

    /// Works out the vectors of the tokens of a sentence.
    pub(crate) fn encode(&self, tokens: impl Iterator<Item = Rows>, out: &mut Vectors) {
        out.now.clear();
        out.now.push([0; WIDTH]);
        out.now.extend(tokens.map(|rows| self.embed(rows)));
        out.now.push([0; WIDTH]);
        for (layer, &shift) in self.layers.iter().zip(&self.shifts) {
            out.next.clear();
            out.next.push([0; WIDTH]);
            for window in out.now.windows(3) {
                if let Some(near) = window.as_flattened().first_chunk() {
                    out.next.push(layer.apply(near, &window[1], shift));
                }
            }
            out.next.push([0; WIDTH]);
            std::mem::swap(&mut out.now, &mut out.next);
        }
    }

    fn embed(&self, rows: Rows) -> [i16; WIDTH] {
        let mut sums = [0i32; WIDTH];
        for row in rows {
            add(&mut sums, &self.embedding[usize::from(row)]);
        }
        sums.map(held)
    }

    /// The class of the best tag for a vector, the tagger being heard.
    pub(crate) fn tag(&self, vector: &[i16; WIDTH], tagger: &Ranking) -> usize {
        let sums: [i32; TAG_ROWS] = product(vector, self.tags);
        let score = |class: usize| (sums[class] >> self.shifts[LAYERS]) + i32::from(self.tag_bias[class].get());
        let mut best = (i32::MIN, 0);
        for class in 0..TAGS {
            if score(class) > best.0 {
                best = (score(class), class);
            }
        }
        let [.., last] = tagger.behind;
        best.0 -= last / VOTE;
        for (&class, behind) in tagger.classes.iter().zip(tagger.behind) {
            let class = usize::from(class);
            let sum = score(class) - behind / VOTE;
            if sum > best.0 {
                best = (sum, class);
            }
        }
        best.1
    }

    /// Contribution of a word to the hidden layer at a position.
    fn at_place(&self, place: usize, vector: &[i16; WIDTH]) -> [i16; HIDDEN] {
        let size = pairs(WIDTH, HIDDEN);
        let sums: [i32; HIDDEN] = product(vector, &self.places[place * size..][..size]);
        let shift = self.shifts[LAYERS + 1];
        sums.map(|sum| held(sum >> shift))
    }

    /// The hidden layer of a step. `words` gives the vector of each word.
    pub(crate) fn hidden<'v>(
        &self,
        view: &View,
        count: usize,
        words: impl Fn(usize) -> &'v [i16; WIDTH],
        kept: &mut Kept,
    ) -> [i16; HIDDEN] {
        let mut sums = [0i32; HIDDEN];
        add(&mut sums, self.bias.first_chunk().unwrap_or(&[I16::ZERO; HIDDEN]));
        for (place, &word) in view.places.iter().enumerate() {
            let word = word as usize;
            if word >= count {
                add(&mut sums, &self.unreal[(word - count) * PLACES + place]);
                continue;
            }
            let entry = &mut kept.0[(word % KEPT) * PLACES + place];
            if entry.word != word as u32 {
                entry.word = word as u32;
                entry.values = self.at_place(place, words(word));
            }
            for (sum, value) in sums.iter_mut().zip(&entry.values) {
                *sum += i32::from(*value);
            }
        }
        for &row in &view.rows {
            add(&mut sums, &self.rows[usize::from(row)]);
        }
        sums.map(|sum| sum.clamp(0, i32::from(i16::MAX)) as i16)
    }

    /// The scores of the steps.
    pub(crate) fn scores(&self, hidden: &[i16; HIDDEN]) -> [i32; Step::CLASSES] {
        let sums: [i32; STEP_ROWS] = product(hidden, self.steps);
        let shift = self.shifts[LAYERS + 2];
        std::array::from_fn(|class| (sums[class] >> shift) + i32::from(self.step_bias[class].get()))
    }
}

impl Layer<'_> {
    fn apply(&self, near: &[i16; 3 * WIDTH], middle: &[i16; WIDTH], shift: u32) -> [i16; WIDTH] {
        let sums: [i32; WIDTH] = product(near, self.weights);
        std::array::from_fn(|i| {
            let found = (sums[i] >> shift) + i32::from(self.bias[i].get());
            held(i32::from(middle[i]) + found.max(0))
        })
    }
}

/// Number of [`Pair`]s in a matrix.
const fn pairs(inputs: usize, outputs: usize) -> usize {
    inputs / 2 * (outputs / BLOCK)
}

/// The vectors of a sentence's tokens, with one of zeros on both sides.
#[derive(Default)]
pub(crate) struct Vectors {
    now: Vec<[i16; WIDTH]>,
    next: Vec<[i16; WIDTH]>,
}

impl Vectors {
    /// The vector of a token.
    #[inline]
    pub(crate) fn of(&self, token: usize) -> &[i16; WIDTH] {
        &self.now[token + 1]
    }
}

/// Number of words whose contributions are cached. A longer sentence computes some of them again.
const KEPT: usize = 256;

/// Cache of the contributions of words at positions.
#[derive(Default)]
pub(crate) struct Kept(Vec<Entry>);

#[derive(Clone)]
struct Entry {
    word: u32,
    values: [i16; HIDDEN],
}

impl Entry {
    const EMPTY: Entry = Entry {
        word: u32::MAX,
        values: [0; HIDDEN],
    };
}

impl Kept {
    /// Clears the cache for a sentence of so many words.
    pub(crate) fn clear(&mut self, words: usize) {
        let entries = words.min(KEPT) * PLACES;
        if self.0.len() < entries {
            self.0.resize(entries, Entry::EMPTY);
        }
        for entry in &mut self.0[..entries] {
            entry.word = u32::MAX;
        }
    }
}
#[inline]
fn held(value: i32) -> i16 {
    value.clamp(-LIMIT, LIMIT) as i16
}

// Loops over numbers here and below: the compiler makes vectors of them.
#[allow(clippy::needless_range_loop)]
#[inline]
fn add<const N: usize>(sums: &mut [i32; N], row: &[I16; N]) {
    for i in 0..N {
        sums[i] += i32::from(row[i].get());
    }
}

/// The product of a vector and a matrix. Not to be put into its callers, where the sums lose their registers.
#[allow(clippy::needless_range_loop)]
#[inline(never)]
fn product<const IN: usize, const OUT: usize>(values: &[i16; IN], weights: &[Pair]) -> [i32; OUT] {
    let mut out = [0; OUT];
    for (block, weights) in out.chunks_exact_mut(BLOCK).zip(weights.chunks_exact(IN / 2)) {
        let mut sums = [i32x4::ZERO; BLOCK / 4];
        for (pair, weights) in values.chunks_exact(2).zip(weights) {
            let (a, b) = (pair[0], pair[1]);
            let pair = i16x8::new([a, b, a, b, a, b, a, b]);
            for i in 0..BLOCK / 4 {
                sums[i] += pair.dot(lanes(&weights[i]));
            }
        }
        for i in 0..BLOCK / 4 {
            block[4 * i..][..4].copy_from_slice(&sums[i].to_array());
        }
    }
    out
}

/// Eight weights as one vector. Written out, because `map` over an array is a call in builds without link-time
/// optimisation.
#[inline]
fn lanes(weights: &[I16; 8]) -> i16x8 {
    let [a, b, c, d, e, f, g, h] = weights;
    i16x8::new([a.get(), b.get(), c.get(), d.get(), e.get(), f.get(), g.get(), h.get()])
}

/// Puts a matrix, given row by row for each output, into the order of the file. Rows are filled up to whole blocks.
#[cfg(feature = "train")]
pub(crate) fn in_blocks(rows: &[i16], inputs: usize) -> Vec<i16> {
    let outputs = (rows.len() / inputs).next_multiple_of(BLOCK);
    let at = |output: usize, input: usize| rows.get(output * inputs + input).copied().unwrap_or(0);
    let mut out = Vec::with_capacity(outputs * inputs);
    for block in (0..outputs).step_by(BLOCK) {
        for input in (0..inputs).step_by(2) {
            out.extend((block..block + BLOCK).flat_map(|output| [at(output, input), at(output, input + 1)]));
        }
    }
    out
}

/// Writes the file. `matrices` are the 16-bit numbers in the order of [`Network`].
#[cfg(feature = "train")]
pub(crate) fn write(kind: [u8; 4], vocabulary: &[u8], matrices: &[i16], shifts: [u32; SHIFTS]) -> Vec<u8> {
    let numbers: Vec<u8> = matrices.iter().flat_map(|n| n.to_le_bytes()).collect();
    let body = [vocabulary, &numbers].concat();
    let header = Header {
        magic: MAGIC,
        kind,
        version: VERSION.into(),
        checksum: checksum(&body).into(),
        shape: SHAPE.into(),
        vocabulary: (vocabulary.len() as u32).into(),
        shifts: shifts.map(Into::into),
    };
    [header.as_bytes(), &body].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_is_the_sum_of_products() {
        let values: [i16; 4] = [1, -2, 300, 4];
        let weights: Vec<Pair> = (0..2)
            .map(|pair| {
                let weight = |i: usize| (10 * (2 * pair + i % 2) + i / 2) as i16;
                std::array::from_fn(|four| std::array::from_fn(|i| weight(8 * four + i).into()))
            })
            .collect();
        let out: [i32; BLOCK] = product(&values, &weights);
        for (output, sum) in out.into_iter().enumerate() {
            let weight = |input: usize| (10 * input + output) as i32;
            let expected: i32 = (0..4).map(|i| i32::from(values[i]) * weight(i)).sum();
            assert_eq!(sum, expected);
        }
    }

    #[test]
    fn the_greatest_values_stay_within_32_bits() {
        let values = [i16::MAX; 96];
        let weights = vec![[[I16::new(i16::MAX / 96); 8]; BLOCK / 4]; 48];
        let out: [i32; BLOCK] = product(&values, &weights);
        assert_eq!(out[0], 96 * i32::from(i16::MAX) * i32::from(i16::MAX / 96));
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let view = |bytes: &[u8], kind| Network::view(bytes, kind).err();
        let bytes = include_bytes!("../models/parser.bin");
        assert_eq!(view(bytes, *b"TREE"), None);
        assert_eq!(view(bytes, *b"TAGS"), Some(ModelError::Kind("TREE".into())));
        assert!(matches!(view(&bytes[..9], *b"TREE"), Some(ModelError::Size { .. })));
        let mut changed = bytes.to_vec();
        changed.pop();
        assert!(view(&changed, *b"TREE").is_some());
        changed[0] = 0;
        assert_eq!(view(&changed, *b"TREE"), Some(ModelError::Magic));
    }
}
