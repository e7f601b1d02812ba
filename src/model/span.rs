//! Positions in a text: byte spans inside, code points outside.
//!
//! Every stage works with [`Span`], a half-open range of **bytes** of the document's UTF-8 text. Only `emit` turns
//! bytes into **Unicode code points**, with one [`CharIndex`] per article, because users' tools (`jq`, Python) count in
//! these.

use std::ops::Range;

/// A half-open range of bytes `[start, end)` of the document's text. Both ends are on character boundaries.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub(crate) struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from byte offsets.
    ///
    /// # Panics
    /// If an offset does not fit 32 bits; `source` refuses longer texts before any span is made.
    pub(crate) fn new(start: usize, end: usize) -> Self {
        let fit = |n: usize| u32::try_from(n).expect("texts over 4 GiB are refused on reading");
        Span {
            start: fit(start),
            end: fit(end),
        }
    }

    /// The bytes as a range for slicing.
    pub(crate) fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    pub(crate) fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Returns whether the span holds nothing.
    pub(crate) fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// The text under the span.
    #[inline]
    pub(crate) fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// Returns whether the two share at least one byte.
    pub(crate) fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    pub(crate) fn cover(self, other: Span) -> Span {
        Span {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The span without white space at its ends.
    pub(crate) fn trim(self, text: &str) -> Span {
        let s = self.of(text);
        let start = self.start as usize + (s.len() - s.trim_start().len());
        Span::new(start, start + s.trim().len())
    }
}

/// The beginning of a text, at most `bytes` long, cut at a character boundary.
pub(crate) fn head(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Maps byte offsets to code points, in time proportional to the distance between marks.
///
/// For pure ASCII text nothing is stored. Otherwise one mark is kept per 64 bytes.
#[derive(Debug)]
pub(crate) struct CharIndex<'t> {
    text: &'t str,
    /// Number of code points before byte `64 * i`; empty for ASCII.
    marks: Vec<u32>,
}

const STRIDE: usize = 64;

impl<'t> CharIndex<'t> {
    /// Builds the index in one pass over the text.
    pub(crate) fn new(text: &'t str) -> Self {
        let mut marks = Vec::new();
        if !text.is_ascii() {
            let mut count = 0u32;
            for chunk in text.as_bytes().chunks(STRIDE) {
                marks.push(count);
                count += count_starts(chunk);
            }
        }
        CharIndex { text, marks }
    }

    /// The code point offset of a byte offset.
    pub(crate) fn code_point(&self, byte: u32) -> u32 {
        if self.marks.is_empty() {
            return byte;
        }
        let byte = byte as usize;
        // A text whose length is a multiple of the stride has no mark at its very end.
        let mark = (byte / STRIDE).min(self.marks.len() - 1);
        self.marks[mark] + count_starts(&self.text.as_bytes()[mark * STRIDE..byte])
    }

    /// The number of code points of the whole text.
    pub(crate) fn len(&self) -> u32 {
        self.code_point(u32::try_from(self.text.len()).expect("texts over 4 GiB are refused"))
    }
}

/// Bytes that begin a character: all but UTF-8 continuation bytes.
fn count_starts(bytes: &[u8]) -> u32 {
    let starts = bytes.iter().filter(|&&b| b & 0xC0 != 0x80).count();
    u32::try_from(starts).expect("a chunk of a text under 4 GiB")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_agree_with_chars() {
        let text = "Орбán “said” 🚀 ".repeat(40);
        let index = CharIndex::new(&text);
        for (points, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(index.code_point(byte as u32), points as u32);
        }
        assert_eq!(index.len() as usize, text.chars().count());
    }

    #[test]
    fn the_end_of_a_text_that_fills_its_last_chunk() {
        let text = "é".repeat(32);
        assert_eq!(CharIndex::new(&text).len(), 32);
        assert_eq!(CharIndex::new("").len(), 0);
    }
}
