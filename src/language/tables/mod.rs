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
//! | slots | 6 each | the low 16 bits of the feature's hash, offset of its row (0 = empty slot) |
//! | rows | | a count and that many (class, weight) pairs; or 255 and one weight for every class |
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

use zerocopy::little_endian::{U16, U32};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

const MAGIC: [u8; 4] = *b"NXLM";
/// Changes whenever the layout or the hashing of features changes.
const VERSION: u32 = 1;
/// The count that marks a row with a weight for every class.
const DENSE: u8 = 255;

/// Scores of features: from a finished [`Model`], or from the trainer's weights.
pub(crate) trait Weights {
    /// Adds the weights of a feature to the scores, one per class.
    fn add(&self, feature: u32, scores: &mut [i32]);

    /// Adds the weights of many features: the same as [`Weights::add`] for each, but where the weights are read from
    /// memory the reads go on side by side instead of one after the other.
    fn add_all<const N: usize>(&self, features: &[u32; N], scores: &mut [i32]) {
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

#[derive(FromBytes, IntoBytes, KnownLayout, Immutable, Unaligned, Clone, Copy)]
#[repr(C)]
struct Header {
    magic: [u8; 4],
    kind: [u8; 4],
    version: U32,
    classes: U32,
    slots: U32,
    bytes: U32,
    checksum: U32,
    curve: U32,
}

#[derive(FromBytes, IntoBytes, KnownLayout, Immutable, Unaligned, Clone, Copy)]
#[repr(C)]
struct Slot {
    check: U16,
    row: [U16; 2],
}

const EMPTY: Slot = Slot {
    check: U16::ZERO,
    row: [U16::ZERO; 2],
};

impl Slot {
    #[inline]
    fn offset(self) -> usize {
        usize::from(self.row[0].get()) | usize::from(self.row[1].get()) << 16
    }
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
    slots: &'b [Slot],
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
        let (header, body) = Header::read_from_prefix(bytes).map_err(|_| size(size_of::<Header>()))?;
        compare(
            (header.magic, MAGIC),
            (header.version.get(), VERSION),
            (header.kind, kind),
        )?;
        let have = header.classes.get() as usize;
        if have != classes {
            return Err(ModelError::Classes { have, need: classes });
        }
        let (slots, rows) = (header.slots.get() as usize, header.bytes.get() as usize);
        let need = size_of::<Header>() + slots * size_of::<Slot>() + rows;
        if bytes.len() != need || slots == 0 {
            return Err(size(need));
        }
        if checksum(body) != header.checksum.get() {
            return Err(ModelError::Checksum);
        }
        let (slots, rows) = <[Slot]>::ref_from_prefix_with_elems(body, slots).map_err(|_| size(need))?;
        Ok(Model {
            slots,
            rows,
            squares: header.curve.get() == 1,
        })
    }

    /// Views a model that the binary was built with.
    ///
    /// # Panics
    /// If the model does not fit the program. The tests load every embedded model.
    pub(crate) fn embedded(bytes: &'b [u8], kind: [u8; 4], classes: usize) -> Model<'b> {
        Model::view(bytes, kind, classes).unwrap_or_else(|error| panic!("embedded model: {error}"))
    }

    /// Offset of the row of a feature; 0 if there is none.
    #[inline]
    fn row(&self, feature: u32) -> usize {
        let mut slot = place(feature, self.slots.len());
        // The trainer leaves free slots, the bound is for damaged files.
        for _ in 0..self.slots.len() {
            let entry = self.slots[slot];
            let offset = entry.offset();
            if offset == 0 || entry.check.get() == feature as u16 {
                return offset;
            }
            slot = if slot + 1 == self.slots.len() { 0 } else { slot + 1 };
        }
        0
    }

    /// Adds a row, given where it begins. The row at 0 is empty.
    #[inline]
    fn add_row(&self, offset: usize, scores: &mut [i32]) {
        let Some((&count, row)) = self.rows.get(offset..).and_then(<[u8]>::split_first) else {
            return;
        };
        if self.squares {
            add_pairs(count, row, scores, |byte| {
                let weight = i32::from(byte as i8);
                weight * weight.abs()
            });
        } else {
            add_pairs(count, row, scores, |byte| i32::from(byte as i8));
        }
    }
}

#[inline]
fn add_pairs(count: u8, row: &[u8], scores: &mut [i32], weight: impl Fn(u8) -> i32) {
    if count == DENSE {
        for (score, &byte) in scores.iter_mut().zip(row) {
            *score += weight(byte);
        }
    } else if let Some(pairs) = row.get(..2 * usize::from(count)) {
        for pair in pairs.chunks_exact(2) {
            if let Some(score) = scores.get_mut(usize::from(pair[0])) {
                *score += weight(pair[1]);
            }
        }
    }
}

impl Weights for Model<'_> {
    #[inline]
    fn add(&self, feature: u32, scores: &mut [i32]) {
        self.add_row(self.row(feature), scores);
    }

    // Almost every read of a large model misses the caches. Loops without branches that depend on what was read let
    // the processor have many of these reads under way at once, which is several times faster.
    #[inline]
    fn add_all<const N: usize>(&self, features: &[u32; N], scores: &mut [i32]) {
        let mut first = [EMPTY; N];
        for (entry, &feature) in first.iter_mut().zip(features) {
            *entry = self.slots[place(feature, self.slots.len())];
        }
        let mut rows = [0usize; N];
        for ((row, entry), &feature) in rows.iter_mut().zip(&first).zip(features) {
            let offset = entry.offset();
            *row = if offset == 0 || entry.check.get() == feature as u16 {
                offset
            } else {
                self.row(feature)
            };
        }
        let mut counts = [0u8; N];
        for (count, &row) in counts.iter_mut().zip(&rows) {
            *count = self.rows.get(row).copied().unwrap_or(0);
        }
        for (row, count) in rows.into_iter().zip(counts) {
            if count > 0 {
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

/// Writes a model from its features, each with its (class, weight) pairs.
///
/// The same features in the same order give the same bytes. Of two features with one hash the first is kept, so give the
/// weightier first.
///
/// # Panics
/// If there are more than 254 classes.
pub(crate) fn write(kind: [u8; 4], classes: usize, features: &[(u32, Vec<(u8, i8)>)]) -> Vec<u8> {
    assert!(classes < usize::from(DENSE), "the layout holds at most 254 classes");
    // Two slots in five stay free: most features that are looked up are not there, and the search for them ends at a
    // free slot.
    let count = features.len() * 5 / 3 + 1;
    let mut slots = vec![EMPTY; count];
    let mut rows = vec![0u8]; // so that no row has the offset 0
    for (feature, weights) in features {
        let mut slot = place(*feature, count);
        while slots[slot].offset() != 0 && slots[slot].check.get() != *feature as u16 {
            slot = (slot + 1) % count;
        }
        if slots[slot].offset() != 0 {
            continue;
        }
        let offset = rows.len();
        slots[slot] = Slot {
            check: (*feature as u16).into(),
            row: [(offset as u16).into(), ((offset >> 16) as u16).into()],
        };
        if weights.len() * 2 >= classes {
            rows.push(DENSE);
            let start = rows.len();
            rows.resize(start + classes, 0);
            for &(class, weight) in weights {
                rows[start + usize::from(class)] = weight as u8;
            }
        } else {
            rows.push(weights.len() as u8);
            rows.extend(weights.iter().flat_map(|&(class, weight)| [class, weight as u8]));
        }
    }
    let body = [slots.as_bytes(), &rows].concat();
    let header = Header {
        magic: MAGIC,
        kind,
        version: VERSION.into(),
        classes: (classes as u32).into(),
        slots: (count as u32).into(),
        bytes: (rows.len() as u32).into(),
        checksum: checksum(&body).into(),
        curve: 1.into(),
    };
    [header.as_bytes(), &body].concat()
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
