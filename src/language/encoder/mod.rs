//! The encoder: one network that gives every token a vector of its context, and the heads that read it. Whole numbers all along.
//!
//! 1. *Embedding*: a token's vector is the sum of the rows that [`inputs`] names.
//! 2. *Layers*: each adds to a token's vector what it finds in the vectors of the token and its two neighbours (a convolution
//!    with residual), and then what it finds in two running means over the sentence, one from each side: a gate, which depends
//!    on the token alone, tells how much of its new value is mixed in (the minimal gated unit of Feng et al. 2024 with a
//!    straight line for the gate). So a vector knows of the whole sentence.
//! 3. *Tags*: the vector scores the pairs of parts of speech.
//! 4. *Arcs*: two products turn it into what the token is as a dependent and as a governor; the score of an arc is the scalar product
//!    of the two, with a constant for their distance and the punctuation between them (Dozat & Manning 2017 without its
//!    square matrix). [`tree`](super::tree) finds the best tree.
//! 5. *Relations*: two more products give, added, the hidden layer that scores the relation of an arc.
//!
//! Values are fixed-point numbers with [`FRACTION`] bits behind the point; a matrix has its own shift. Sums stay within
//! 32 bits, because values are held under [`LIMIT`] and the trainer chooses the shifts by the rows' sums. So every machine
//! gives the same result.
//!
//! The file, all little-endian: header (magic `NXNN`, kind, version, checksum, shape, bytes of the vocabulary, shifts), the
//! vocabulary (a [`Table`] from a word's key to its number), the high bytes of all rows of the embedding, their low bytes,
//! then the matrices as 16-bit numbers in the order of [`Network`]. It is viewed in place; high bytes by themselves are
//! mostly 0 and -1, so that a package of the program is a tenth smaller.

pub(crate) mod inputs;
pub(crate) mod product;

use std::ops::AddAssign;
use std::sync::LazyLock;

use fearless_simd::{Level, Simd, dispatch};

use crate::language::Deprel;
use crate::language::tables::{self as model, ModelError, checksum};
use crate::language::tag::tags::PAIRS;
use crate::lexicon::table::Table;
use inputs::{Rows, WORDS};
use product::{BLOCK, Product};

static BYTES: &[u8] = include_bytes!("../models/encoder.bin");
static NETWORK: LazyLock<Network<'static>> =
    LazyLock::new(|| Network::view(BYTES, KIND).unwrap_or_else(|error| panic!("embedded network: {error}")));

/// The network that the program was built with.
pub(crate) fn embedded() -> &'static Network<'static> {
    &NETWORK
}

/// Kind in the header of the network's file.
pub(crate) const KIND: [u8; 4] = *b"ENCO";

/// Numbers in a token's vector.
pub(crate) const WIDTH: usize = 96;
/// Layers between embedding and heads.
pub(crate) const LAYERS: usize = 3;
/// Numbers in the running mean of one direction, and of both.
pub(crate) const SCAN: usize = 64;
pub(crate) const SCANS: usize = 2 * SCAN;
/// Numbers in the vectors whose product scores an arc.
pub(crate) const ARC: usize = 64;
/// Numbers in the hidden layer of a relation.
pub(crate) const LABEL: usize = 64;
/// Classes of the tags.
pub(crate) const TAGS: usize = PAIRS.len();
/// Classes of the relations.
pub(crate) const RELATIONS: usize = Deprel::ALL.len();
/// Rows of the tags' and the relations' matrices, filled up to whole blocks.
const TAG_ROWS: usize = TAGS.next_multiple_of(BLOCK);
const RELATION_ROWS: usize = RELATIONS.next_multiple_of(BLOCK);
/// Constants for the distance of two words: direction, nine classes of growing width, marks between them (0, 1, more).
pub(crate) const DISTANCES: usize = 2 * 9 * 3;
/// Bits behind the point.
pub(crate) const FRACTION: u32 = 10;
/// No value of a vector is greater.
pub(crate) const LIMIT: i32 = 16 << FRACTION;
/// No value of a dependent or governor is greater, so that their product stays within 32 bits.
const ARC_LIMIT: i32 = 4 << FRACTION;

const MAGIC: [u8; 4] = *b"NXNN";
/// Changes whenever the layout or the meaning of rows changes.
const VERSION: u32 = 4;
/// The matrices that have a shift: four of each layer, tags, dependents, governors, both of the relations' first layer,
/// relations.
pub(crate) const SHIFTS: usize = 4 * LAYERS + 6;

/// Fields of the header, of four bytes each.
const HEADER: usize = 6 + SHIFTS;

/// The sizes that a file must be made for.
const SHAPE: u32 = (WIDTH ^ LAYERS << 8 ^ ARC << 12 ^ LABEL << 19 ^ SCAN << 22 ^ RELATIONS << 26) as u32;

/// Words that have a row of their own, by their keys.
pub(crate) type Vocabulary<'b> = Table<'b>;

/// A network viewed in the bytes of its file.
pub(crate) struct Network<'b> {
    pub(crate) vocabulary: Vocabulary<'b>,
    embedding: Embedding<'b>,
    layers: [Layer<'b>; LAYERS],
    tags: Product<'b>,
    dependents: Product<'b>,
    governors: Product<'b>,
    /// The governor of the root.
    root: [i16; ARC],
    distances: &'b [[u8; 2]],
    label_dependents: Product<'b>,
    label_governors: Product<'b>,
    relations: Product<'b>,
}

/// Rows of 16-bit numbers: their high bytes, and their low ones.
struct Embedding<'b> {
    high: &'b [[u8; WIDTH]],
    low: &'b [[u8; WIDTH]],
}

/// The matrices of a layer.
#[derive(Clone, Copy, Default)]
struct Layer<'b> {
    /// Of the token and its two neighbours.
    near: Product<'b>,
    /// Share of the new value that is mixed into the running means.
    gates: Product<'b>,
    /// The new value.
    values: Product<'b>,
    /// Of the running means.
    far: Product<'b>,
}

/// Takes parts of a file one after the other.
struct Reader<'b> {
    bytes: &'b [u8],
    shifts: std::array::IntoIter<u32, SHIFTS>,
}

impl<'b> Reader<'b> {
    fn take<const BYTES: usize>(&mut self, count: usize) -> Result<&'b [[u8; BYTES]], ModelError> {
        let need = count * BYTES;
        let have = self.bytes.len();
        let (part, rest) = self
            .bytes
            .split_at_checked(need)
            .ok_or(ModelError::Size { have, need })?;
        self.bytes = rest;
        Ok(part.as_chunks().0)
    }

    fn numbers<const N: usize>(&mut self) -> Result<[i16; N], ModelError> {
        let part = self.take(N)?;
        Ok(std::array::from_fn(|i| i16::from_le_bytes(part[i])))
    }

    /// Takes a matrix and so many constants.
    fn product(&mut self, inputs: usize, outputs: usize, constants: usize) -> Result<Product<'b>, ModelError> {
        Ok(Product {
            weights: self.take(inputs / 2 * outputs.div_ceil(BLOCK))?,
            bias: self.take(constants)?,
            shift: self.shifts.next().unwrap_or(0),
        })
    }
}

impl<'b> Network<'b> {
    /// Views a network.
    ///
    /// # Errors
    /// If the bytes are no network, or one for another kind, version or shape.
    pub(crate) fn view(bytes: &'b [u8], kind: [u8; 4]) -> Result<Network<'b>, ModelError> {
        let have = bytes.len();
        let need = 4 * HEADER;
        let (header, body) = bytes.split_at_checked(need).ok_or(ModelError::Size { have, need })?;
        let [magic, network_kind, numbers @ ..] = model::fields::<HEADER>(header);
        let [version, sum, shape, vocabulary, shifts @ ..] = numbers.map(u32::from_le_bytes);
        model::compare((magic, MAGIC), (version, VERSION), (network_kind, kind))?;
        if shape != SHAPE {
            return Err(ModelError::Classes {
                have: shape as usize,
                need: SHAPE as usize,
            });
        }
        if checksum(body) != sum {
            return Err(ModelError::Checksum);
        }
        let mut rest = Reader {
            bytes: body,
            shifts: shifts.into_iter(),
        };
        let vocabulary = rest.take::<1>(vocabulary as usize)?.as_flattened();
        let vocabulary = Table::view(vocabulary).map_err(|_| ModelError::Checksum)?;
        let rows = WORDS as usize + vocabulary.len();
        let network = Network {
            embedding: Embedding {
                high: rest.take(rows)?,
                low: rest.take(rows)?,
            },
            vocabulary,
            layers: {
                let mut layers = [Layer::default(); LAYERS];
                for layer in &mut layers {
                    layer.near = rest.product(3 * WIDTH, WIDTH, WIDTH)?;
                    layer.gates = rest.product(WIDTH, SCANS, SCANS)?;
                    layer.values = rest.product(WIDTH, SCANS, SCANS)?;
                    layer.far = rest.product(SCANS, WIDTH, WIDTH)?;
                }
                layers
            },
            tags: rest.product(WIDTH, TAGS, TAGS)?,
            dependents: rest.product(WIDTH, ARC, ARC)?,
            governors: rest.product(WIDTH, ARC, ARC)?,
            root: rest.numbers()?,
            distances: rest.take(DISTANCES)?,
            label_dependents: rest.product(WIDTH, LABEL, LABEL)?,
            label_governors: rest.product(WIDTH, LABEL, 0)?,
            relations: rest.product(LABEL, RELATIONS, RELATIONS)?,
        };
        match rest.bytes.len() {
            0 => Ok(network),
            more => Err(ModelError::Size {
                have,
                need: have - more,
            }),
        }
    }

    /// Works out the vectors of the tokens of a sentence.
    pub(crate) fn encode(&self, tokens: impl Iterator<Item = Rows>, out: &mut Vectors) {
        out.rows.clear();
        out.rows.extend(tokens);
        dispatch!(Level::new(), simd => self.look(simd, out));
    }

    #[inline(always)]
    fn look(&self, simd: impl Simd, out: &mut Vectors) {
        out.now.clear();
        out.now.resize(out.rows.len() + 2, [0; WIDTH]);
        for (vector, rows) in out.now[1..].iter_mut().zip(&out.rows) {
            *vector = self.embedding.sum(rows);
        }
        for layer in &self.layers {
            layer.look_near(simd, out);
            layer.look_far(simd, out);
        }
    }

    /// The classes of the best tags for the vectors: indices of [`PAIRS`].
    pub(crate) fn tags(&self, vectors: &mut Vectors, out: &mut Vec<u8>) {
        let scores = &mut vectors.tag_scores;
        let numbers = inner(&vectors.now);
        dispatch!(Level::new(), simd => self.tags.apply::<WIDTH, WIDTH, TAG_ROWS>(simd, numbers, scores));
        out.clear();
        out.extend(scores.iter().map(|scores| best(&scores[..TAGS]) as u8));
    }

    /// The vectors of the tokens as ends of arcs.
    pub(crate) fn ends(&self, vectors: &Vectors, out: &mut Ends) {
        let numbers = inner(&vectors.now);
        dispatch!(Level::new(), simd => {
            let sums = &mut out.sums;
            ends(simd, &self.dependents, numbers, (0, ARC_LIMIT), sums, &mut out.dependents);
            ends(simd, &self.governors, numbers, (0, ARC_LIMIT), sums, &mut out.governors);
            ends(simd, &self.label_dependents, numbers, (-LIMIT, LIMIT), sums, &mut out.label_dependents);
            ends(simd, &self.label_governors, numbers, (-LIMIT, LIMIT), sums, &mut out.label_governors);
        });
    }

    /// The score of a dependent as the root.
    #[inline(always)]
    pub(crate) fn root_score(&self, dependent: &[i16; ARC]) -> i32 {
        scalar_product(dependent, &self.root) >> FRACTION
    }

    /// The score of an arc from the word `dependent` to the word `governor`, given as their numbers; `marks` are those of
    /// punctuation between the two.
    #[inline(always)]
    pub(crate) fn arc_score(
        &self,
        (from, dependent): (usize, &[i16; ARC]),
        (to, governor): (usize, &[i16; ARC]),
        marks: u32,
    ) -> i32 {
        let distance = i16::from_le_bytes(self.distances[distance(from, to, marks)]);
        (scalar_product(dependent, governor) >> FRACTION) + i32::from(distance)
    }

    /// The relations of arcs, given as the tokens of dependent and governor.
    pub(crate) fn relations(&self, arcs: impl Iterator<Item = (usize, usize)>, ends: &mut Ends, out: &mut Vec<Deprel>) {
        ends.hidden.clear();
        ends.hidden.extend(arcs.map(|(dependent, governor)| {
            let (a, b) = (&ends.label_dependents[dependent], &ends.label_governors[governor]);
            std::array::from_fn::<i16, LABEL, _>(|i| held((i32::from(a[i]) + i32::from(b[i])).max(0)))
        }));
        let (hidden, scores) = (ends.hidden.as_flattened(), &mut ends.relation_scores);
        dispatch!(Level::new(), simd => self.relations.apply::<LABEL, LABEL, RELATION_ROWS>(simd, hidden, scores));
        out.clear();
        out.extend(scores.iter().map(|scores| Deprel::ALL[best(&scores[..RELATIONS])]));
    }
}

impl Embedding<'_> {
    /// The sum of so few rows that the sums of their bytes stay within 16 bits.
    #[inline(always)]
    fn sum(&self, rows: &Rows) -> [i16; WIDTH] {
        let (mut high, mut low) = ([0i16; WIDTH], [0u16; WIDTH]);
        for row in rows.map(usize::from) {
            add(&mut high, &self.high[row], |byte| i16::from(byte as i8));
            add(&mut low, &self.low[row], u16::from);
        }
        std::array::from_fn(|i| held((i32::from(high[i]) << 8) + i32::from(low[i])))
    }
}

impl Layer<'_> {
    /// Adds to each vector what is found in it and its two neighbours.
    #[inline(always)]
    fn look_near(&self, simd: impl Simd, out: &mut Vectors) {
        let Vectors { now, sums, .. } = out;
        self.near
            .apply::<{ 3 * WIDTH }, WIDTH, WIDTH>(simd, now.as_flattened(), sums);
        out.add();
    }

    /// Adds to each vector what is found in the running means at its place.
    #[inline(always)]
    fn look_far(&self, simd: impl Simd, out: &mut Vectors) {
        let numbers = inner(&out.now);
        self.gates
            .apply::<WIDTH, WIDTH, SCANS>(simd, numbers, &mut out.wide_sums);
        values(&out.wide_sums, &mut out.gates, gate);
        self.values
            .apply::<WIDTH, WIDTH, SCANS>(simd, numbers, &mut out.wide_sums);
        values(&out.wide_sums, &mut out.means, held);
        let mut mean = [0; SCAN];
        for (gates, values) in out.gates.iter().zip(&mut out.means) {
            mix(&mut mean, gates.first_chunk(), values.first_chunk_mut());
        }
        let mut mean = [0; SCAN];
        for (gates, values) in out.gates.iter().zip(&mut out.means).rev() {
            mix(&mut mean, gates.last_chunk(), values.last_chunk_mut());
        }
        self.far
            .apply::<SCANS, SCANS, WIDTH>(simd, out.means.as_flattened(), &mut out.sums);
        out.add();
    }
}

/// The products of the tokens' vectors, held between two bounds.
#[inline(always)]
fn ends(
    simd: impl Simd,
    product: &Product,
    numbers: &[i16],
    (least, greatest): (i32, i32),
    sums: &mut Vec<[i32; ARC]>,
    out: &mut Vec<[i16; ARC]>,
) {
    product.apply::<WIDTH, WIDTH, ARC>(simd, numbers, sums);
    values(sums, out, |sum| sum.clamp(least, greatest) as i16);
}

/// A gate between 0 and 1, a quarter of the slope of the value.
#[inline(always)]
fn gate(value: i32) -> i16 {
    ((value >> 2) + (1 << (FRACTION - 1))).clamp(0, 1 << FRACTION) as i16
}

/// Mixes new values into running means, which are left in the place of the values.
// Loops over numbers here and below: the compiler makes vectors of them, also where it inlines little.
#[allow(clippy::needless_range_loop)]
#[inline(always)]
fn mix(means: &mut [i16; SCAN], gates: Option<&[i16; SCAN]>, values: Option<&mut [i16; SCAN]>) {
    let (Some(gates), Some(values)) = (gates, values) else {
        return;
    };
    for i in 0..SCAN {
        let (mean, value) = (i32::from(means[i]), i32::from(values[i]));
        let step = i32::from(gates[i]) * (value - mean);
        means[i] = (mean + (step >> FRACTION)) as i16;
    }
    *values = *means;
}

/// The place of the greatest score, the first of several.
#[inline]
fn best(scores: &[i32]) -> usize {
    let mut best = 0;
    for (i, &score) in scores.iter().enumerate() {
        if score > scores[best] {
            best = i;
        }
    }
    best
}

/// The row of the constants for the distance from a dependent to its governor.
#[inline(always)]
fn distance(from: usize, to: usize, marks: u32) -> usize {
    let size = match from.abs_diff(to) {
        n @ 0..=4 => n.saturating_sub(1),
        5..=6 => 4,
        7..=9 => 5,
        10..=14 => 6,
        15..=22 => 7,
        _ => 8,
    };
    (usize::from(to > from) * 9 + size) * 3 + marks.min(2) as usize
}

/// The vectors of a sentence's tokens, with one of zeros on both sides, and the memory that they are worked out in.
#[derive(Default)]
pub(crate) struct Vectors {
    rows: Vec<Rows>,
    now: Vec<[i16; WIDTH]>,
    sums: Vec<[i32; WIDTH]>,
    wide_sums: Vec<[i32; SCANS]>,
    means: Vec<[i16; SCANS]>,
    gates: Vec<[i16; SCANS]>,
    tag_scores: Vec<[i32; TAG_ROWS]>,
}

impl Vectors {
    /// Adds to the tokens' vectors what a layer has found, where that is positive.
    #[allow(clippy::needless_range_loop)]
    #[inline(always)]
    fn add(&mut self) {
        for (vector, sums) in self.now[1..].iter_mut().zip(&self.sums) {
            for i in 0..WIDTH {
                vector[i] = held(i32::from(vector[i]) + sums[i].max(0));
            }
        }
    }
}

/// Vectors of tokens as ends of arcs, by their numbers in the sentence.
#[derive(Default)]
pub(crate) struct Ends {
    pub(crate) dependents: Vec<[i16; ARC]>,
    pub(crate) governors: Vec<[i16; ARC]>,
    /// Contribution of a token to the hidden layer of its relation, as a dependent and as a governor.
    label_dependents: Vec<[i16; LABEL]>,
    label_governors: Vec<[i16; LABEL]>,
    /// The hidden layer of each arc, and the scores of its relations.
    hidden: Vec<[i16; LABEL]>,
    relation_scores: Vec<[i32; RELATION_ROWS]>,
    sums: Vec<[i32; ARC]>,
}

/// The numbers of all vectors but the first and the last.
fn inner(vectors: &[[i16; WIDTH]]) -> &[i16] {
    vectors[1..vectors.len() - 1].as_flattened()
}

#[inline(always)]
fn held(value: i32) -> i16 {
    value.clamp(-LIMIT, LIMIT) as i16
}

#[inline(always)]
fn scalar_product(a: &[i16; ARC], b: &[i16; ARC]) -> i32 {
    a.iter().zip(b).map(|(a, b)| i32::from(*a) * i32::from(*b)).sum()
}

/// Puts a value for each sum into `out`.
#[allow(clippy::needless_range_loop)]
#[inline(always)]
fn values<const N: usize>(sums: &[[i32; N]], out: &mut Vec<[i16; N]>, value: impl Fn(i32) -> i16) {
    out.resize(sums.len(), [0; N]);
    for (values, sums) in out.iter_mut().zip(sums) {
        for i in 0..N {
            values[i] = value(sums[i]);
        }
    }
}

#[allow(clippy::needless_range_loop)]
#[inline(always)]
fn add<S: Copy + AddAssign, const N: usize>(sums: &mut [S; N], row: &[u8; N], value: impl Fn(u8) -> S) {
    for i in 0..N {
        sums[i] += value(row[i]);
    }
}

/// Writes the file. `numbers` are those of the embedding and the matrices, in the order of [`Network`].
///
/// # Panics
/// If the vocabulary is no table, or there are fewer numbers than those of the embedding.
#[cfg(feature = "train")]
pub(crate) fn write(kind: [u8; 4], vocabulary: &[u8], numbers: &[i16], shifts: [u32; SHIFTS]) -> Vec<u8> {
    let words = Vocabulary::view(vocabulary).expect("a vocabulary").len();
    let (embedding, matrices) = numbers.split_at((WORDS as usize + words) * WIDTH);
    let high: Vec<u8> = embedding.iter().map(|n| n.to_le_bytes()[1]).collect();
    let low: Vec<u8> = embedding.iter().map(|n| n.to_le_bytes()[0]).collect();
    let matrices: Vec<u8> = matrices.iter().flat_map(|n| n.to_le_bytes()).collect();
    let body = [vocabulary, &high, &low, &matrices].concat();
    let numbers = [VERSION, checksum(&body), SHAPE, vocabulary.len() as u32];
    let numbers = numbers.into_iter().chain(shifts).map(u32::to_le_bytes);
    [MAGIC, kind].into_iter().chain(numbers).flatten().chain(body).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_refused() {
        let view = |bytes: &[u8], kind| Network::view(bytes, kind).err();
        let bytes = include_bytes!("../models/encoder.bin");
        assert_eq!(view(bytes, *b"ENCO"), None);
        assert_eq!(view(bytes, *b"TAGS"), Some(ModelError::Kind("ENCO".into())));
        assert!(matches!(view(&bytes[..9], *b"ENCO"), Some(ModelError::Size { .. })));
        let mut changed = bytes.to_vec();
        changed.pop();
        assert!(view(&changed, *b"ENCO").is_some());
        changed[0] = 0;
        assert_eq!(view(&changed, *b"ENCO"), Some(ModelError::Magic));
    }
}
