//! What the parser looks at: the words around the top of the stack and their children.

use super::State;
use crate::language::{Deprel, Upos, Xpos};
use crate::lexicon::table::hash;

/// Properties of a word that are known before there is a tree: its rank, and the punctuation around it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Atoms {
    /// The lower-cased word.
    pub(crate) word: u32,
    /// Both parts of speech.
    pub(crate) tag: u32,
    /// The universal part of speech.
    pub(crate) upos: u32,
    /// The punctuation between the word before and this one.
    pub(crate) before: u32,
    /// Number of punctuation marks before it in the sentence.
    pub(crate) marks: u32,
    /// Whether it is inside quotation marks or brackets.
    pub(crate) inside: u32,
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
            before: 0,
            marks: 0,
            inside: 0,
        }
    }

    /// Looks up a word by its lower-cased form and its tags.
    pub(crate) fn of(lower: &str, xpos: Xpos, upos: Upos) -> Atoms {
        Atoms {
            word: hash(lower.as_bytes()),
            tag: 16 + (u32::from(xpos as u8) << 5) + u32::from(upos as u8),
            upos: 16 + u32::from(upos as u8),
            before: 0,
            marks: 0,
            inside: 0,
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

/// Distance of two words, in classes of growing width.
fn distance(from: usize, to: usize) -> u32 {
    match to.saturating_sub(from) {
        n @ 0..=4 => n as u32,
        5..=7 => 5,
        8..=12 => 6,
        _ => 7,
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

/// Number of words that the parser looks at: three of the stack, two of the rest, and the outermost children of the first.
pub(crate) const PLACES: usize = 11;

const RELATIONS: u32 = Deprel::ALL.len() as u32;
const MARKS: u32 = 64;

// Where each kind's rows begin in the table of what is no word.
const NEAR: u32 = 0;
const FAR: u32 = NEAR + 8;
const BETWEEN: u32 = FAR + 8;
const BETWEEN_LEFT: u32 = BETWEEN + 8;
const DEPTH: u32 = BETWEEN_LEFT + 8;
const BEFORE_TOP: u32 = DEPTH + 5;
const BEFORE_NEXT: u32 = BEFORE_TOP + MARKS;
const BEFORE_AFTER: u32 = BEFORE_NEXT + MARKS;
const HAS: u32 = BEFORE_AFTER + MARKS;
const VALENCY: u32 = HAS + 5 * RELATIONS;
/// The rows of the table of what is no word.
pub(crate) const ROWS: usize = (VALENCY + 5 * 4) as usize;

/// Features by which the next step is chosen.
#[derive(Default, Debug)]
pub(crate) struct View {
    /// The word at each place; the number of words is the imaginary head of the root, the next number is no word.
    pub(crate) places: [u32; PLACES],
    /// Rows of the table of what is no word: distances, punctuation, relations that the words have already.
    pub(crate) rows: Vec<u16>,
}

impl View {
    /// Looks at a state.
    #[inline]
    pub(crate) fn look(&mut self, atoms: &[Atoms], state: &State) {
        let (s0, s1, s2) = (state.below_top(0), state.below_top(1), state.below_top(2));
        let (b0, b1) = (state.ahead(0), state.ahead(1));
        let (n0, n1, m0) = (state.node(s0), state.node(s1), state.node(b0));
        self.places = [
            s0 as u32,
            s1 as u32,
            s2 as u32,
            b0 as u32,
            b1 as u32,
            n0.left[0],
            n0.right[0],
            n1.left[0],
            n1.right[0],
            m0.left[0],
            n0.right[1],
        ];
        let at = |i: usize| &atoms[i];
        let between = |from: usize, to: usize| {
            let (from, to) = (at(from), at(to));
            to.marks.wrapping_sub(from.marks).min(3) << 1 | u32::from(from.inside != to.inside)
        };
        let mark = |hash: u32| {
            if hash == 0 {
                0
            } else {
                1 + hash.wrapping_mul(0x9e37_79b9) % (MARKS - 1)
            }
        };
        self.rows.clear();
        let mut add = |row: u32| self.rows.push(row as u16);
        add(NEAR + distance(s0, b0));
        add(FAR + distance(s1, s0));
        add(BETWEEN + between(s0, b0));
        add(BETWEEN_LEFT + between(s1, s0));
        add(DEPTH + state.stack.len().min(4) as u32);
        // What stands before the whole of what hangs together.
        add(BEFORE_TOP + mark(at(n0.first as usize).before));
        add(BEFORE_NEXT + mark(at(m0.first as usize).before));
        add(BEFORE_AFTER + mark(at(b1).before));
        let has = [
            n0.left_relations,
            n0.right_relations,
            n1.left_relations,
            n1.right_relations,
            m0.left_relations,
        ];
        let counts = [
            n0.valency[0],
            n0.valency[1],
            n1.valency[0],
            n1.valency[1],
            m0.valency[0],
        ];
        for (kind, (mut relations, count)) in (0u32..).zip(has.into_iter().zip(counts)) {
            add(VALENCY + 4 * kind + u32::from(count.min(3)));
            while relations != 0 {
                add(HAS + kind * RELATIONS + relations.trailing_zeros());
                relations &= relations - 1;
            }
        }
    }
}
