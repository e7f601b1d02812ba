//! What the parser looks at: the words around the top of the stack and their children.

use super::State;
use crate::language::model::Feature;
use crate::language::{Upos, Xpos};
use crate::lexicon::{clusters, table::hash};

/// What is known of a word before any tree: hashes to combine into features.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Atoms {
    /// The lower-cased word.
    word: u32,
    /// Both parts of speech.
    tag: u32,
    /// The universal part of speech.
    upos: u32,
    /// One of 2,048 clusters.
    fine: u32,
    /// One of 512 clusters, with the part of speech.
    middle: u32,
    /// One of 64 clusters, with the part of speech.
    coarse: u32,
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
            fine: n,
            middle: n,
            coarse: n,
        }
    }

    /// Looks up a word by its lower-cased form and its tags.
    pub(crate) fn of(lower: &str, xpos: Xpos, upos: Upos) -> Atoms {
        let word = hash(lower.as_bytes());
        let tag = 16 + (u32::from(xpos as u8) << 5) + u32::from(upos as u8);
        let cluster = clusters::of(lower);
        let or_shape = |n: Option<u32>| n.map_or_else(|| 1 << 16 | shape(lower), |n| n + 16);
        Atoms {
            word,
            tag,
            upos: 16 + u32::from(upos as u8),
            fine: or_shape(cluster.map(|c| u32::from(c.fine))),
            middle: or_shape(cluster.map(|c| u32::from(c.middle))) << 12 ^ tag,
            coarse: or_shape(cluster.map(|c| u32::from(c.coarse))) << 12 ^ tag,
        }
    }
}

/// Tells words apart that are in no cluster: their last two letters, or that they are of digits or neither.
fn shape(lower: &str) -> u32 {
    let bytes = lower.as_bytes();
    match bytes {
        [.., a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => u32::from(*a) << 8 | u32::from(*b),
        _ if bytes.iter().any(u8::is_ascii_digit) => 1,
        _ if bytes.is_ascii() => 2,
        _ => 3,
    }
}

/// How far apart, in steps that grow.
fn distance(from: usize, to: usize) -> u32 {
    match to.saturating_sub(from) {
        n @ 0..=4 => n as u32,
        5..=7 => 5,
        8..=12 => 6,
        _ => 7,
    }
}

/// Hashes each list of parts, under the number of the list.
macro_rules! hashed {
    ($($($part:expr),+);+ $(;)?) => {{
        let mut kind = 0;
        [$({
            kind += 1;
            Feature::new(kind)$(.with($part))+.hash()
        }),+]
    }};
}

/// The number of features of a step.
pub(crate) const FEATURES: usize = 76;

/// The features of the next step.
#[inline]
pub(crate) fn features(atoms: &[Atoms], state: &State) -> [u32; FEATURES] {
    let (i0, i1, i2) = (state.below_top(0), state.below_top(1), state.below_top(2));
    let (j0, j1, j2) = (state.ahead(0), state.ahead(1), state.ahead(2));
    let at = |i: usize| &atoms[i];
    let (s0, s1, s2) = (at(i0), at(i1), at(i2));
    let (b0, b1, b2) = (at(j0), at(j1), at(j2));
    let (n0, n1, m0) = (state.node(i0), state.node(i1), state.node(j0));
    let child = |i: u32| (at(i as usize), u32::from(state.node(i as usize).deprel as u8));
    let (s0l, s0l_rel) = child(n0.left[0]);
    let (s0r, s0r_rel) = child(n0.right[0]);
    let (s0l2, _) = child(n0.left[1]);
    let (s0r2, _) = child(n0.right[1]);
    let (s1l, s1l_rel) = child(n1.left[0]);
    let (s1r, s1r_rel) = child(n1.right[0]);
    let (s1r2, _) = child(n1.right[1]);
    let (b0l, b0l_rel) = child(m0.left[0]);
    let (b0l2, _) = child(m0.left[1]);
    let mask = |m: u64| (m ^ m >> 32).wrapping_mul(0x9e37_79b9) as u32 ^ (m >> 17) as u32;
    let (s0_left, s0_right) = (mask(n0.left_relations), mask(n0.right_relations));
    let (s1_left, s1_right) = (mask(n1.left_relations), mask(n1.right_relations));
    let b0_left = mask(m0.left_relations);
    let near = distance(i0, j0);
    let far = distance(i1, i0);
    let count = |n: u8| u32::from(n.min(3));
    hashed![
        // single words
        s0.word; s0.tag; s0.word, s0.tag; s0.fine, s0.tag; s0.middle;
        s1.word; s1.tag; s1.word, s1.tag; s1.fine, s1.tag; s1.middle;
        b0.word; b0.tag; b0.word, b0.tag; b0.fine, b0.tag; b0.middle;
        b1.word; b1.tag; b1.word, b1.tag; b1.middle;
        s2.tag; s2.word, s2.tag; b2.tag; b2.word, b2.tag;
        // the two that "left" joins
        s0.word, b0.word; s0.word, b0.tag; s0.tag, b0.word; s0.tag, b0.tag, near;
        s0.fine, b0.fine; s0.middle, b0.middle; s0.coarse, b0.coarse, near;
        s0.word, b0.middle; s0.middle, b0.word;
        // the two that "right" joins
        s1.word, s0.word; s1.word, s0.tag; s1.tag, s0.word; s1.tag, s0.tag, far;
        s1.fine, s0.fine; s1.middle, s0.middle; s1.coarse, s0.coarse, far;
        s1.word, s0.middle; s1.middle, s0.word;
        // others
        b0.tag, b1.tag; s0.tag, b1.tag; s1.tag, b0.tag; s1.word, b0.word; s1.coarse, b0.coarse;
        s0.tag, b0.tag, b1.tag; s1.tag, s0.tag, b0.tag; s2.tag, s1.tag, s0.tag; b0.tag, b1.tag, b2.tag;
        s1.tag, s0.tag, b0.tag, b1.tag;
        s0.word, b0.tag, b1.tag; s1.tag, s0.word, b0.tag; s1.word, s0.tag, b0.tag; s1.tag, s0.tag, b0.word;
        // children
        s0.tag, s0l.tag, b0.tag; s0.tag, s0r.tag, b0.tag; s0.tag, b0.tag, b0l.tag;
        s1.tag, s1l.tag, s0.tag; s1.tag, s1r.tag, s0.tag; s1.tag, s0.tag, s0l.tag; s1.tag, s0.tag, s0r.tag;
        s0.word, s0l.word, s0l_rel; s0.word, s0r.word, s0r_rel; s1.word, s1r.word, s1r_rel;
        s0.tag, s0l.tag, s0l2.tag; s0.tag, s0r.tag, s0r2.tag; s1.tag, s1r.tag, s1r2.tag; b0.tag, b0l.tag, b0l2.tag;
        // what the words have already
        s0.tag, s0_left, s0_right; s1.tag, s1_left, s1_right; b0.tag, b0_left, b0l_rel;
        s1.word, s1_right, s0.upos; s0.word, s0_right, b0.upos;
        s0.tag, count(n0.valency[0]), count(n0.valency[1]), s1.upos;
        s1.tag, s1_left, s1_right, s0.tag, s1l_rel;
    ]
}
