//! What the parser looks at: the words around the top of the stack and their children.

use super::State;
use crate::language::{Upos, Xpos};
use crate::lexicon::{clusters, table::hash};

/// What is known of a word before any tree: hashes to combine into features.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Atoms {
    /// The lower-cased word.
    pub(crate) word: u32,
    /// Both parts of speech.
    pub(crate) tag: u32,
    /// The universal part of speech.
    pub(crate) upos: u32,
    /// One of 2,048 clusters.
    pub(crate) fine: u32,
    /// One of 512 clusters.
    pub(crate) middle: u32,
    /// One of 64 clusters, with the part of speech.
    pub(crate) coarse: u32,
    /// The head of the noun phrase that begins here, as far as the tags tell: "board" for "of the new board".
    pub(crate) noun: u32,
    /// The first verb from here on.
    pub(crate) verb: u32,
    /// The punctuation between the word before and this one.
    pub(crate) before: u32,
    /// How many marks of punctuation there are before it in the sentence.
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
            fine: n,
            middle: n,
            coarse: n,
            noun: 0,
            verb: 0,
            before: 0,
            marks: 0,
            inside: 0,
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
            middle: or_shape(cluster.map(|c| u32::from(c.middle))),
            coarse: or_shape(cluster.map(|c| u32::from(c.coarse))) << 12 ^ tag,
            noun: 0,
            verb: 0,
            before: 0,
            marks: 0,
            inside: 0,
        }
    }

    /// True for punctuation, which is no part of the words' tree. Hyphens hold words together as affixes do.
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

/// Looks ahead from every word of a sentence, behind which are [`Atoms::ROOT`] and [`Atoms::NONE`].
pub(crate) fn look_ahead(atoms: &mut [Atoms]) {
    let Some(end) = atoms.len().checked_sub(2) else { return };
    (atoms[end].noun, atoms[end].verb) = (end as u32, end as u32);
    (atoms[end + 1].noun, atoms[end + 1].verb) = (end as u32 + 1, end as u32);
    for i in (0..end).rev() {
        let next = atoms[i + 1];
        let leads_on = match () {
            () if atoms[i].is(&[Upos::Noun, Upos::Propn, Upos::Num, Upos::Sym]) => {
                next.is(&[Upos::Noun, Upos::Propn, Upos::Num])
            }
            () if atoms[i].is(&[Upos::Adj]) => next.is(&[Upos::Adj, Upos::Noun, Upos::Propn, Upos::Num]),
            () if atoms[i].is(&[Upos::Adv]) => next.is(&[Upos::Adj, Upos::Num]),
            () => atoms[i].is(&[Upos::Det, Upos::Adp, Upos::Cconj, Upos::Part, Upos::Sconj]),
        };
        atoms[i].noun = if leads_on && next.before == 0 && i + 1 < end {
            next.noun
        } else {
            i as u32
        };
        let is_verb = atoms[i].is(&[Upos::Verb, Upos::Aux]);
        atoms[i].verb = if is_verb { i as u32 } else { next.verb };
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

/// Hashes each list of parts, under a number from the given one on.
macro_rules! hashed {
    ($from:literal; $($($part:expr),+);+ $(;)?) => {{
        let mut kind = $from;
        [$({
            kind += 1;
            $crate::language::model::Feature::new(kind)$(.with($part))+.hash()
        }),+]
    }};
}

pub(super) use hashed;

/// The number of features of a step.
pub(crate) const FEATURES: usize = 109;

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
    let (h, v) = (b0.noun as usize, b0.verb as usize);
    let (noun, verb, after) = (at(h), at(v), at((h + 1).min(atoms.len() - 1)));
    let (to_noun, to_verb) = (distance(j0, h), distance(j0, v));
    let depth = state.stack.len().min(4) as u32;
    // What stands before the whole of what hangs together.
    let (s0_before, b0_before) = (at(n0.first as usize).before, at(m0.first as usize).before);
    let between = |from: &Atoms, to: &Atoms| {
        (to.marks.wrapping_sub(from.marks)).min(3) << 1 | u32::from(from.inside != to.inside)
    };
    let (comma, commas) = (between(s0, b0), between(s1, s0));
    let near = distance(i0, j0);
    let far = distance(i1, i0);
    let count = |n: u8| u32::from(n.min(3));
    hashed![0;
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
        // what comes
        s0.word, noun.word; s0.fine, b0.word, noun.fine; s1.fine, b0.word, noun.fine; s1.word, b0.word, noun.middle;
        s0.middle, noun.middle; s1.middle, noun.middle; s0.tag, b0.word, noun.tag, to_noun; b0.word, noun.word;
        s0.tag, b0.tag, noun.tag, after.tag; s1.tag, s0.tag, b0.word, noun.tag; s0.tag, b0.tag, to_noun;
        s0.tag, b0.tag, verb.tag, to_verb; s0.tag, noun.word; s1.tag, s0.tag, b0.tag, verb.tag;
        s0.tag, b0.tag, depth; s1.tag, s0.tag, depth; b0.word, b1.word; s0.word, b0.word, b1.middle;
        s1.middle, s0.middle, b0.word;
        // punctuation
        s0.tag, b0.tag, b0_before; s1.tag, s0.tag, s0_before, b0.upos;
        s1.upos, s0_before, s0.upos, b0_before, b0.upos; s0.word, b0_before, b0.word;
        s1_right, s0_left, s0_before, b0_before; s0.tag, b0.tag, comma; s1.tag, s0.tag, commas; s1.tag, s0.tag, b0.tag, b0_before;
        b0_before, b1.before, s0.tag; s0_before, b0_before, s0.tag; b0_before, b0.word, s1.tag; s0.tag, noun.tag, after.before;
        b0_before, s0_right, s0.tag; s0_before, s0.tag, s1.tag, s1_right;
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
