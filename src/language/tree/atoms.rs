//! Features of a word before there is a tree: hashes of its form and its tags, and the marks before it.

use crate::language::{Upos, Xpos};
use crate::lexicon::table::hash;

/// Properties of a word that are known before there is a tree: its form, its tags, and the marks before it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Atoms {
    /// The lower-cased word.
    pub(crate) word: u32,
    /// Both parts of speech.
    pub(crate) tag: u32,
    /// The universal part of speech.
    pub(crate) upos: u32,
    /// Number of punctuation marks before it in the sentence.
    pub(crate) marks: u32,
}

impl Atoms {
    /// The imaginary head of the root.
    pub(crate) const ROOT: Atoms = Atoms::unreal(1);
    /// No word.
    pub(crate) const NONE: Atoms = Atoms::unreal(2);

    const fn unreal(n: u32) -> Atoms {
        Atoms {
            word: n,
            tag: n,
            upos: n,
            marks: 0,
        }
    }

    /// Looks up a word by its lower-cased form and its tags.
    pub(crate) fn of(lower: &str, xpos: Xpos, upos: Upos) -> Atoms {
        Atoms {
            word: hash(lower.as_bytes()),
            tag: 16 + (u32::from(xpos as u8) << 5) + u32::from(upos as u8),
            upos: 16 + u32::from(upos as u8),
            marks: 0,
        }
    }

    /// Returns whether it is punctuation, which is no part of the words' tree. Hyphens hold words together as affixes do.
    pub(crate) fn is_mark(&self) -> bool {
        self.is(&[Upos::Punct]) && self.has(Xpos::Hyph).is_none()
    }

    /// The kind of bracket or quotation mark that this opens.
    pub(crate) fn opens(&self) -> Option<u32> {
        self.has(Xpos::Lrb).or(self.has(Xpos::OpenQuote).map(|_| 2))
    }

    /// The kind of bracket or quotation mark that this closes.
    pub(crate) fn closes(&self) -> Option<u32> {
        self.has(Xpos::Rrb).or(self.has(Xpos::CloseQuote).map(|_| 2))
    }

    fn has(&self, xpos: Xpos) -> Option<u32> {
        (self.tag.checked_sub(16)? >> 5 == u32::from(xpos as u8)).then_some(1)
    }

    fn is(&self, tags: &[Upos]) -> bool {
        tags.iter().any(|upos| self.upos == 16 + u32::from(*upos as u8))
    }
}

/// Hashes each list of parts, under a number from the given one on.
macro_rules! hashed {
    ($from:literal; $($($part:expr),+);+ $(;)?) => {{
        let mut kind = $from;
        [$({
            kind += 1;
            $crate::language::tables::Feature::new(kind)$(.with($part))+.hash()
        }),+]
    }};
}

pub(super) use hashed;
