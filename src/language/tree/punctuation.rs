//! Attachment of punctuation to the tree of the words.
//!
//! Between two neighbouring words a mark closes what ends before it, opens what begins after it, or belongs to what
//! spans both ([`Place`]). UD attaches it as high as the tree stays without crossings, so that few places are
//! left, and a linear model picks one of them by the mark and by what would be its head. The parser itself never has
//! marks on its stack (Ma, Zhang & Zhu 2014): a comma is something that a word has before it.

use super::atoms::{Atoms, hashed};
use crate::language::Deprel;

/// The places of a mark, numbered as the model's classes are: the lowest word that spans both neighbours, the top of what ends before the mark, the top of what begins after it, and the words under these tops.
pub(crate) const PLACES: usize = 5;

/// Kind in the header of the model's file.
pub(crate) const KIND: [u8; 4] = *b"MARK";

/// A mark of punctuation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    /// Its token.
    pub(crate) token: u32,
    /// Number of words before it.
    pub(crate) gap: u32,
    pub(crate) atoms: Atoms,
}

/// The words at the edges of each word's subtree.
#[derive(Default, Debug)]
pub(crate) struct Edges {
    left: Vec<u32>,
    right: Vec<u32>,
}

impl Edges {
    /// Builds the spans from the heads; the head of the root is the number of words.
    pub(crate) fn read(&mut self, heads: &[u32]) {
        let n = heads.len();
        for edges in [&mut self.left, &mut self.right] {
            edges.clear();
            edges.extend(0..n as u32);
        }
        // First the outermost children, then theirs.
        for (child, &head) in heads.iter().enumerate().filter(|(_, head)| (**head as usize) < n) {
            let (child, at) = (child as u32, head as usize);
            self.left[at] = self.left[at].min(child);
            self.right[at] = self.right[at].max(child);
        }
        for i in 0..n {
            self.left[i] = self.left[self.left[i] as usize];
        }
        for i in (0..n).rev() {
            self.right[i] = self.right[self.right[i] as usize];
        }
    }

    /// The words that a mark in a gap may be attached to, one per place.
    pub(crate) fn candidates(&self, heads: &[u32], gap: usize) -> [Option<u32>; PLACES] {
        let before = gap.checked_sub(1).map(|word| climb(word as u32, &self.right, heads));
        let after = (gap < heads.len()).then(|| climb(gap as u32, &self.left, heads));
        let spans = before.or(after).map(|side| side.spans);
        let [before, after] = [before, after].map(|side| side.map_or((None, None), |s| (s.top, s.under)));
        [spans, before.0, after.0, before.1, after.1]
    }
}

#[derive(Clone, Copy)]
struct Side {
    /// The lowest word whose subtree goes beyond the edge.
    spans: u32,
    /// The highest word whose subtree ends at the edge.
    top: Option<u32>,
    /// The one under the top.
    under: Option<u32>,
}

/// Goes up from a word at an edge. All gaps together take as many steps as there are words, because each word is at
/// the edge of one subtree chain only.
fn climb(word: u32, edges: &[u32], heads: &[u32]) -> Side {
    let mut side = Side {
        spans: word,
        top: None,
        under: None,
    };
    while edges[side.spans as usize] == word {
        let head = heads[side.spans as usize];
        if head as usize >= heads.len() {
            break;
        }
        side = Side {
            spans: head,
            top: Some(side.spans),
            under: side.top,
        };
    }
    side
}

/// State left by the earlier marks of the sentence.
#[derive(Default, Debug)]
pub(crate) struct Earlier {
    /// Heads of marks that something was opened with.
    open: Vec<(u32, u32)>,
    /// Word and head of the last mark.
    last: (u32, u32),
}

impl Earlier {
    /// Begins a sentence.
    pub(crate) fn start(&mut self) {
        self.open.clear();
        self.last = (0, u32::MAX);
    }

    /// Notes the head of a mark.
    pub(crate) fn note(&mut self, mark: &Mark, head: u32) {
        if let Some(kind) = mark.atoms.opens() {
            self.open.push((kind, head));
        } else if let Some(kind) = mark.atoms.closes()
            && self.open.last().is_some_and(|(open, _)| *open == kind)
        {
            self.open.pop();
        }
        self.last = (mark.atoms.word, head);
    }

    /// The head of the mark that this one closes.
    fn partner(&self, mark: &Mark) -> Option<u32> {
        let kind = mark.atoms.closes()?;
        let (open, head) = *self.open.last()?;
        (open == kind).then_some(head)
    }
}

/// The number of features of a mark.
pub(crate) const FEATURES: usize = 20;

/// The features that the place of a mark is chosen by. `atoms` are those of the words, with the two behind them;
/// `deprels` their relations.
pub(crate) fn features(
    mark: &Mark,
    candidates: &[Option<u32>; PLACES],
    earlier: &Earlier,
    atoms: &[Atoms],
    deprels: &[Deprel],
) -> [u32; FEATURES] {
    let none = atoms.len() - 1;
    let at = |word: Option<u32>| &atoms[word.map_or(none, |w| w as usize)];
    let deprel = |word: Option<u32>| word.map_or(99, |w| u32::from(deprels[w as usize] as u8));
    let [spans, top, head, under, under_head] = *candidates;
    let gap = mark.gap as usize;
    let (left, right) = (at(gap.checked_sub(1).map(|w| w as u32)), &atoms[gap.min(none)]);
    let place = |word: u32| {
        candidates
            .iter()
            .position(|c| *c == Some(word))
            .map_or(0, |p| p as u32 + 1)
    };
    let partner = earlier.partner(mark).map_or(8, place);
    let last = place(earlier.last.1);
    let length = |from: Option<u32>, to: usize| from.map_or(0, |w| (w as usize).abs_diff(to).min(8) as u32);
    let (long, ahead) = (length(top, gap), length(head, gap));
    let this = mark.atoms.word;
    let (s, t, h) = (at(spans), at(top), at(head));
    let (t_rel, h_rel, s_rel) = (deprel(top), deprel(head), deprel(spans));
    let whole = u32::from(gap == 0) | u32::from(gap + 2 == atoms.len()) << 1;
    hashed![200;
        this; this, t_rel; this, h_rel; this, t_rel, h_rel; this, t_rel, h_rel, s.tag;
        this, s.tag, t.tag, h.tag; this, t.tag, t_rel; this, h.tag, h_rel; this, left.tag, right.tag;
        this, left.word; this, right.word; this, partner, whole; this, last, earlier.last.0, t_rel;
        this, last, h_rel; this, long, t_rel; this, ahead, h_rel; this, deprel(under), deprel(under_head), t_rel, h_rel;
        this, mark.atoms.tag, whole, s_rel; this, t.word, h.word; this, s.upos, t.upos, h.upos, whole
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_places_of_a_mark_are_the_tops_around_it() {
        // "rebels who fled , said", heads: said(3), fled(2), rebels(0), root
        let heads = [3, 2, 0, 4];
        let mut edges = Edges::default();
        edges.read(&heads);
        assert_eq!(edges.candidates(&heads, 3), [Some(3), Some(0), None, Some(2), None]);
        assert_eq!(edges.candidates(&heads, 4), [Some(3), None, None, None, None]);
        assert_eq!(edges.candidates(&heads, 1), [Some(0), None, Some(2), None, Some(1)]);
    }
}
