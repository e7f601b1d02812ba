//! Linear models: a score for every class is the sum of the weights of the features that are present.
//!
//! A feature is a 32-bit hash of its kind and its words ([`Feature`]). A model file holds, for every feature that
//! matters, the classes it speaks for or against with weights of one byte. It is viewed in place in the bytes of the
//! binary: nothing is parsed, copied or allocated at start-up. The trainer (feature `train`) writes the same layout with
//! [`write()`], and both run the same feature code, because taggers take any [`Weights`].
//!
//! Layout, all little-endian:
//!
//! | part | bytes | what |
//! |---|---|---|
//! | header | 32 | magic `NXLM`, kind (4 letters), version, classes, slots, bytes of rows, checksum, curve |
//! | slots | 28 for each block of 8 | where the block's first row begins; the low 16 bits of each feature's hash; the length of each row (0 = empty slot) |
//! | rows | | (class, weight) pairs; or a weight for every class, where they take no more room |
//!
//! The rows lie in the order of their slots, so that a row begins where the lengths before it end.
//!
//! With curve 1, a weight counts with the square of its byte (and the byte's sign), else with the byte: the many small
//! weights keep their differences while the few large ones, of features that are always there, are not cut off.
//!
//! A feature's slot is its hash scaled to the number of slots, or the next free one. The texts of features are not
//! kept; two features with one hash share their weights, which costs nothing measurable.
//!
//! To use a model:
//!
//! ```ignore
//! static BYTES: &[u8] = include_bytes!("models/names.bin");
//! static MODEL: LazyLock<Model> = LazyLock::new(|| Model::embedded(BYTES, *b"TAGS", CLASSES));
//! let mut scores = vec![0i32; CLASSES];
//! MODEL.add(Feature::new(7).with(word_hash).hash(), &mut scores);
//! ```

const MAGIC: [u8; 4] = *b"NXLM";
/// Changes whenever the layout or the hashing of features changes.
const VERSION: u32 = 2;
/// Slots in a block.
const BLOCK: usize = 8;

/// Scores of features: from a finished [`Model`], or from the trainer's weights.
pub(crate) trait Weights {
    /// Adds the weights of a feature to the scores, one per class.
    fn add<const CLASSES: usize>(&self, feature: u32, scores: &mut [i32; CLASSES]);

    /// Adds the weights of many features: the same as [`Weights::add`] for each, but where the weights are read from
    /// memory the reads go on side by side instead of one after the other.
    #[inline(always)]
    fn add_all<const N: usize, const CLASSES: usize>(&self, features: &[u32; N], scores: &mut [i32; CLASSES]) {
        for &feature in features {
            self.add(feature, scores);
        }
    }
}

/// A running hash of one feature: its kind, then its parts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Feature(u64);

impl Feature {
    /// A feature of a kind; the same parts under another kind are another feature.
    #[inline]
    pub(crate) const fn new(kind: u32) -> Feature {
        Feature(0x9e37_79b9_7f4a_7c15 ^ (kind as u64).wrapping_mul(0xff51_afd7_ed55_8ccd))
    }

    /// The feature with one more part.
    #[must_use]
    #[inline]
    pub(crate) const fn with(self, part: u32) -> Feature {
        let mixed = (self.0 ^ part as u64).wrapping_mul(0xd6e8_feb8_6659_fd93);
        Feature(mixed ^ mixed >> 32)
    }

    /// The hash that models know the feature by.
    #[inline]
    pub(crate) const fn hash(self) -> u32 {
        (self.0.wrapping_mul(0xff51_afd7_ed55_8ccd) >> 32) as u32
    }
}

/// Bytes of the header: two times four letters and six numbers.
const HEADER: usize = 32;
/// Bytes of a block: a number, the features' hashes and the rows' lengths.
const BLOCK_BYTES: usize = 4 + 2 * BLOCK + BLOCK;

/// Eight slots, in less space than a line of the processor's cache.
#[derive(Clone, Copy)]
struct Block<'b>(&'b [u8; BLOCK_BYTES]);

impl Block<'_> {
    /// The low bits of the hash of a slot's feature.
    #[inline(always)]
    fn check(self, slot: usize) -> u16 {
        u16::from_le_bytes([self.0[4 + 2 * slot], self.0[5 + 2 * slot]])
    }

    /// The length of a slot's row.
    #[inline(always)]
    fn length(self, slot: usize) -> usize {
        usize::from(self.0[4 + 2 * BLOCK + slot])
    }

    /// Where the row of a slot begins: behind all rows of the slots before it.
    #[inline(always)]
    fn offset(self, slot: usize) -> usize {
        const BYTES: u64 = 0x00ff_00ff_00ff_00ff;
        const ONES: u64 = 0x0001_0001_0001_0001;
        let [a, b, c, d, .., e, f, g, h, i, j, k, l] = *self.0;
        let before = u64::from_le_bytes([e, f, g, h, i, j, k, l]) & ((1 << (8 * slot)) - 1);
        let pairs = (before & BYTES) + ((before >> 8) & BYTES);
        u32::from_le_bytes([a, b, c, d]) as usize + (pairs.wrapping_mul(ONES) >> 48) as usize
    }
}

/// Where a row lies among the rows; its length is 0 if there is none.
#[derive(Clone, Copy, Default)]
struct Row {
    offset: usize,
    length: usize,
}

/// Reasons for which bytes are no usable model.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub(crate) enum ModelError {
    /// Too short, or its parts do not fill it.
    #[error("the model is cut short: {have} bytes instead of {need}")]
    Size {
        /// Bytes there are.
        have: usize,
        /// Bytes that the header asks for.
        need: usize,
    },
    /// Another file.
    #[error("not a language model")]
    Magic,
    /// Made for another stage.
    #[error("a model of kind {0:?} where another was expected")]
    Kind(String),
    /// Made by another version of the trainer.
    #[error("the model has layout version {have}, this program reads version {need}: train it again")]
    Version {
        /// Version of the file.
        have: u32,
        /// Version of the program.
        need: u32,
    },
    /// Made for another tag set.
    #[error("the model has {have} classes where the tag set has {need}: train it again")]
    Classes {
        /// Classes of the model.
        have: usize,
        /// Classes of the tag set.
        need: usize,
    },
    /// Bytes were changed.
    #[error("the model is damaged: its checksum differs")]
    Checksum,
}

/// The fields of a header, of four bytes each.
pub(super) fn fields<const N: usize>(header: &[u8]) -> [[u8; 4]; N] {
    let (fields, _) = header.as_chunks();
    std::array::from_fn(|i| fields.get(i).copied().unwrap_or_default())
}

/// Compares what a file of a model says of itself, each first, with what is needed.
pub(super) fn compare(
    magic: ([u8; 4], [u8; 4]),
    version: (u32, u32),
    kind: ([u8; 4], [u8; 4]),
) -> Result<(), ModelError> {
    if magic.0 != magic.1 {
        return Err(ModelError::Magic);
    }
    let (have, need) = version;
    if have != need {
        return Err(ModelError::Version { have, need });
    }
    if kind.0 != kind.1 {
        return Err(ModelError::Kind(String::from_utf8_lossy(&kind.0).into_owned()));
    }
    Ok(())
}

/// A model viewed in the bytes of its file.
#[derive(Clone, Copy)]
pub(crate) struct Model<'b> {
    blocks: &'b [[u8; BLOCK_BYTES]],
    /// Slots, which need not fill the last block.
    slots: usize,
    rows: &'b [u8],
    /// The weights count with their squares.
    squares: bool,
}

impl<'b> Model<'b> {
    /// Views a model.
    ///
    /// # Errors
    /// If the bytes are no model, or one for another stage, version or tag set.
    pub(crate) fn view(bytes: &'b [u8], kind: [u8; 4], classes: usize) -> Result<Model<'b>, ModelError> {
        let size = |need| ModelError::Size {
            have: bytes.len(),
            need,
        };
        let (header, body) = bytes.split_first_chunk::<HEADER>().ok_or(size(HEADER))?;
        let [magic, model_kind, numbers @ ..] = fields::<{ HEADER / 4 }>(header);
        let [version, have, slots, rows, sum, curve] = numbers.map(u32::from_le_bytes);
        compare((magic, MAGIC), (version, VERSION), (model_kind, kind))?;
        let (have, slots, rows) = (have as usize, slots as usize, rows as usize);
        if have != classes {
            return Err(ModelError::Classes { have, need: classes });
        }
        let blocks = slots.div_ceil(BLOCK) * BLOCK_BYTES;
        let need = HEADER + blocks + rows;
        if bytes.len() != need || slots == 0 {
            return Err(size(need));
        }
        if checksum(body) != sum {
            return Err(ModelError::Checksum);
        }
        let (blocks, rows) = body.split_at(blocks);
        Ok(Model {
            blocks: blocks.as_chunks().0,
            slots,
            rows,
            squares: curve == 1,
        })
    }

    /// Views a model that the binary was built with.
    ///
    /// # Panics
    /// If the model does not fit the program. The tests load every embedded model.
    pub(crate) fn embedded(bytes: &'b [u8], kind: [u8; 4], classes: usize) -> Model<'b> {
        Model::view(bytes, kind, classes).unwrap_or_else(|error| panic!("embedded model: {error}"))
    }

    /// The block of a slot, and its place there.
    #[inline(always)]
    fn slot(&self, slot: usize) -> (Block<'b>, usize) {
        (Block(&self.blocks[slot / BLOCK]), slot % BLOCK)
    }

    /// The row of a feature.
    fn row(&self, feature: u32) -> Row {
        let slot = place(feature, self.slots);
        let (mut number, mut first) = (slot / BLOCK, slot % BLOCK);
        // The trainer leaves free slots, the bound is for damaged files.
        for _ in 0..=self.blocks.len() {
            let block = Block(&self.blocks[number]);
            for i in first..BLOCK.min(self.slots - number * BLOCK) {
                let length = block.length(i);
                if length == 0 {
                    return Row::default();
                }
                if block.check(i) == feature as u16 {
                    let offset = block.offset(i);
                    return Row { offset, length };
                }
            }
            number = if number + 1 == self.blocks.len() { 0 } else { number + 1 };
            first = 0;
        }
        Row::default()
    }

    #[inline(always)]
    fn add_row<const CLASSES: usize>(&self, row: Row, scores: &mut [i32; CLASSES]) {
        let Some(row) = self.rows.get(row.offset..row.offset + row.length) else {
            return;
        };
        if self.squares {
            add_weights(row, scores, |byte| {
                let weight = i32::from(byte as i8);
                weight * weight.abs()
            });
        } else {
            add_weights(row, scores, |byte| i32::from(byte as i8));
        }
    }
}

#[inline(always)]
fn add_weights<const CLASSES: usize>(row: &[u8], scores: &mut [i32; CLASSES], weight: impl Fn(u8) -> i32) {
    if let Ok(row) = <&[u8; CLASSES]>::try_from(row) {
        // First all weights, so that the compiler makes vectors of them.
        let weights: [i32; CLASSES] = std::array::from_fn(|class| weight(row[class]));
        for (score, weight) in scores.iter_mut().zip(weights) {
            *score += weight;
        }
    } else {
        for pair in row.chunks_exact(2) {
            if let Some(score) = scores.get_mut(usize::from(pair[0])) {
                *score += weight(pair[1]);
            }
        }
    }
}

impl Weights for Model<'_> {
    #[inline(always)]
    fn add<const CLASSES: usize>(&self, feature: u32, scores: &mut [i32; CLASSES]) {
        self.add_row(self.row(feature), scores);
    }

    // Almost every read of a large model misses the caches. Loops without branches that depend on what was read let
    // the processor have many of these reads under way at once, which is several times faster.
    #[inline(always)]
    fn add_all<const N: usize, const CLASSES: usize>(&self, features: &[u32; N], scores: &mut [i32; CLASSES]) {
        let mut rows = [Row::default(); N];
        let mut others = [false; N];
        for ((row, other), &feature) in rows.iter_mut().zip(&mut others).zip(features) {
            let (block, i) = self.slot(place(feature, self.slots));
            let (offset, length) = (block.offset(i), block.length(i));
            *row = Row { offset, length };
            *other = length > 0 && block.check(i) != feature as u16;
        }
        for ((row, other), &feature) in rows.iter_mut().zip(others).zip(features) {
            if other {
                *row = self.row(feature);
            }
        }
        for row in rows {
            if row.length > 0 {
                self.add_row(row, scores);
            }
        }
    }
}

#[inline]
fn place(feature: u32, slots: usize) -> usize {
    ((u64::from(feature) * slots as u64) >> 32) as usize
}

/// A checksum of the length and of bytes taken at even distances, so that loading reads few pages.
pub(crate) fn checksum(bytes: &[u8]) -> u32 {
    let step = (bytes.len() / 256).max(1);
    let start = 0x811c_9dc5 ^ bytes.len() as u32;
    let sample = bytes.iter().step_by(step);
    sample.fold(start, |sum, &b| (sum ^ u32::from(b)).wrapping_mul(0x0100_0193))
}

/// A feature with its (class, weight) pairs.
#[cfg(any(test, feature = "train"))]
type Learnt = (u32, Vec<(u8, i8)>);

/// Writes a model from its features.
///
/// The same features in the same order give the same bytes. Of two features with one hash the first is kept, so give the
/// weightier first.
///
/// # Panics
/// If there are more than 255 classes.
#[cfg(any(test, feature = "train"))]
pub(crate) fn write(kind: [u8; 4], classes: usize, features: &[Learnt]) -> Vec<u8> {
    assert!(classes <= usize::from(u8::MAX), "the layout holds at most 255 classes");
    // Two slots in five stay free: most features that are looked up are not there, and the search for them ends at a
    // free slot.
    let count = features.len() * 5 / 3 + 1;
    let mut slots: Vec<Option<&Learnt>> = vec![None; count];
    for feature in features.iter().filter(|(_, weights)| !weights.is_empty()) {
        let mut slot = place(feature.0, count);
        while slots[slot].is_some_and(|(other, _)| *other as u16 != feature.0 as u16) {
            slot = (slot + 1) % count;
        }
        slots[slot].get_or_insert(feature);
    }
    let (mut blocks, mut rows) = (Vec::new(), Vec::new());
    for slots in slots.chunks(BLOCK) {
        blocks.extend((rows.len() as u32).to_le_bytes());
        let (mut checks, mut lengths) = ([0; BLOCK], [0; BLOCK]);
        for (i, slot) in slots.iter().enumerate() {
            let Some((feature, weights)) = slot else { continue };
            let row = row(weights, classes);
            (checks[i], lengths[i]) = (*feature as u16, row.len() as u8);
            rows.extend(row);
        }
        blocks.extend(checks.iter().flat_map(|check| check.to_le_bytes()));
        blocks.extend(lengths);
    }
    let sizes = [classes, count, rows.len()].map(|size| size as u32);
    let body = [blocks, rows].concat();
    let numbers = [VERSION, sizes[0], sizes[1], sizes[2], checksum(&body), 1];
    [MAGIC, kind]
        .into_iter()
        .chain(numbers.map(u32::to_le_bytes))
        .flatten()
        .chain(body)
        .collect()
}

/// The row of a feature: its pairs, or a weight for every class where they take no more room.
#[cfg(any(test, feature = "train"))]
fn row(weights: &[(u8, i8)], classes: usize) -> Vec<u8> {
    if weights.len() * 2 < classes {
        return weights
            .iter()
            .flat_map(|&(class, weight)| [class, weight as u8])
            .collect();
    }
    let mut row = vec![0; classes];
    for &(class, weight) in weights {
        row[usize::from(class)] = weight as u8;
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small() -> Vec<u8> {
        let dense = (0..5).map(|c| (c, -1)).collect();
        write(
            *b"TEST",
            5,
            &[(1, vec![(0, 3), (4, -7)]), (u32::MAX, dense), (70_000, vec![(2, 1)])],
        )
    }

    #[test]
    fn what_is_written_is_read() {
        let bytes = small();
        let model = Model::view(&bytes, *b"TEST", 5).unwrap();
        let mut scores = [0; 5];
        for feature in [1, u32::MAX, 70_000, 2] {
            model.add(feature, &mut scores);
        }
        assert_eq!(scores, [9 - 1, -1, 1 - 1, -1, -49 - 1]);
    }

    #[test]
    fn each_of_many_features_has_its_row() {
        let features: Vec<_> = (0..1000u32)
            .map(|i| {
                let pairs = (0..=i % 3)
                    .map(|class| (class as u8 * 4, 1 + (i % 100) as i8))
                    .collect();
                (i.wrapping_mul(0x9e37_79b9), pairs)
            })
            .collect();
        let bytes = write(*b"TEST", 9, &features);
        let model = Model::view(&bytes, *b"TEST", 9).unwrap();
        let scores = |features: &[(u32, Vec<(u8, i8)>)], add: &dyn Fn(&mut [i32; 9])| {
            let (mut expected, mut scores) = ([0; 9], [0; 9]);
            for (class, weight) in features.iter().flat_map(|(_, pairs)| pairs) {
                expected[usize::from(*class)] += i32::from(*weight) * i32::from(*weight);
            }
            add(&mut scores);
            assert_eq!(scores, expected);
        };
        for eight in features.chunks_exact(8) {
            let hashes: [u32; 8] = std::array::from_fn(|i| eight[i].0);
            scores(eight, &|scores| model.add_all(&hashes, scores));
            scores(&eight[..1], &|scores| model.add(hashes[0], scores));
        }
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let mut bytes = small();
        let error = |bytes: &[u8], kind, classes| Model::view(bytes, kind, classes).err();
        assert_eq!(error(&bytes, *b"TAGS", 5), Some(ModelError::Kind("TEST".into())));
        assert_eq!(
            error(&bytes, *b"TEST", 6),
            Some(ModelError::Classes { have: 5, need: 6 })
        );
        assert!(matches!(
            error(&bytes[..60], *b"TEST", 5),
            Some(ModelError::Size { .. })
        ));
        assert!(matches!(error(&bytes[..6], *b"TEST", 5), Some(ModelError::Size { .. })));
        let last = bytes.len() - 1;
        bytes[last] ^= 1;
        assert_eq!(error(&bytes, *b"TEST", 5), Some(ModelError::Checksum));
        bytes[8] = 9;
        assert_eq!(
            error(&bytes, *b"TEST", 5),
            Some(ModelError::Version { have: 9, need: VERSION })
        );
        bytes[0] = 0;
        assert_eq!(error(&bytes, *b"TEST", 5), Some(ModelError::Magic));
    }
}
