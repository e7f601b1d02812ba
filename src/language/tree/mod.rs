//! Dependency trees: for every token its head and the relation to it.
//!
//! The [encoder](super::encoder) scores every pair of words as dependent and governor; the best tree without crossing arcs and
//! with one root is taken ([`spanning`]), and then each arc gets its relation. Punctuation is attached last, to the words'
//! tree ([`punctuation`]). Whatever the network says, the outcome is one tree with one root.

mod atoms;
pub(crate) mod punctuation;
pub(super) mod repair;
mod spanning;

use std::sync::LazyLock;

use fearless_simd::{Level, dispatch};

use super::encoder::{Ends, Network, Vectors};
use super::{Deprel, Token};
use crate::language::tables::{Model, Weights};
use crate::model::ids::TokenId;

pub(crate) use atoms::Atoms;
use punctuation::{Earlier, Edges, Mark};
use spanning::{Chart, Scores};

static MARKS: &[u8] = include_bytes!("../models/punctuation.bin");
static PUNCTUATION: LazyLock<Model<'static>> =
    LazyLock::new(|| Model::embedded(MARKS, punctuation::KIND, punctuation::PLACES));

/// Words of which a tree is looked for as a whole. A longer sentence (a list, a table) is cut into parts of this length, and
/// the roots of the others are attached to that of the first.
const LONGEST: usize = 120;

/// Features of the words that are known before there is a tree.
pub(crate) fn atoms(tokens: &[Token], words: &str) -> impl Iterator<Item = Atoms> {
    tokens.iter().map(|t| Atoms::of(t.lower.of(words), t.xpos, t.upos))
}

/// The model of punctuation that the program was built with.
pub(crate) fn embedded() -> &'static Model<'static> {
    &PUNCTUATION
}

/// The working memory, kept from sentence to sentence.
#[derive(Default)]
pub(crate) struct Parser {
    /// The words, without punctuation, and the two behind them.
    pub(crate) atoms: Vec<Atoms>,
    /// The token of each word.
    pub(crate) tokens: Vec<u32>,
    pub(crate) marks: Vec<Mark>,
    ends: Ends,
    scores: Scores,
    chart: Chart,
    /// The heads of a part of the words.
    part: Vec<u32>,
    /// The result: head and relation of each token; the head of the root is itself.
    pub(crate) arcs: Vec<(u32, Deprel)>,
    /// The head of each word; of the root, the number of words.
    heads: Vec<u32>,
    deprels: Vec<Deprel>,
    edges: Edges,
    earlier: Earlier,
}

impl Parser {
    /// Gives every token of a sentence its head and relation. `vectors` are those of its tokens, which have their tags;
    /// `words` holds the lower-cased forms, `start` is the number of the first token.
    pub(crate) fn parse(
        &mut self,
        network: &Network,
        marks: &impl Weights,
        vectors: &Vectors,
        (start, tokens): (u32, &mut [Token]),
        words: &str,
    ) {
        self.read(atoms(tokens, words));
        self.run(network, vectors, marks);
        for (token, &(head, deprel)) in tokens.iter_mut().zip(&self.arcs) {
            token.head = TokenId(start + head);
            token.deprel = deprel;
        }
    }

    /// Takes the next sentence.
    pub(crate) fn read(&mut self, tokens: impl Iterator<Item = Atoms>) {
        self.atoms.clear();
        self.tokens.clear();
        self.marks.clear();
        for (token, atoms) in tokens.enumerate() {
            if atoms.is_mark() {
                self.marks.push(Mark {
                    token: token as u32,
                    gap: self.tokens.len() as u32,
                    atoms,
                });
            } else {
                self.tokens.push(token as u32);
                self.atoms.push(Atoms {
                    marks: self.marks.len() as u32,
                    ..atoms
                });
            }
        }
        // A sentence of nothing but punctuation: its marks are its words.
        if self.tokens.is_empty() {
            self.tokens.extend(self.marks.iter().map(|mark| mark.token));
            self.atoms.extend(self.marks.drain(..).map(|mark| mark.atoms));
        }
        self.atoms.extend([Atoms::ROOT, Atoms::NONE]);
    }

    /// Builds the tree of the sentence.
    fn run(&mut self, network: &Network, vectors: &Vectors, marks: &impl Weights) {
        self.attach_words(network, vectors);
        self.relate(network);
        let words = self.tokens.len();
        self.arcs.clear();
        self.arcs.resize(words + self.marks.len(), (0, Deprel::Punct));
        for (word, &token) in self.tokens.iter().enumerate() {
            let head = self.heads[word] as usize;
            let head = if head == words { word } else { head };
            self.arcs[token as usize] = (self.tokens[head], self.deprels[word]);
        }
        if !self.marks.is_empty() {
            self.attach_marks(marks);
        }
    }

    /// Gives the words their heads.
    fn attach_words(&mut self, network: &Network, vectors: &Vectors) {
        network.ends(vectors, &mut self.ends);
        let words = self.tokens.len();
        self.heads.clear();
        let mut first_root = None;
        for from in (0..words).step_by(LONGEST) {
            let part = from..words.min(from + LONGEST);
            self.score(network, part.clone());
            self.chart.tree(&self.scores, &mut self.part);
            for (word, &head) in part.zip(&self.part) {
                let head = from + head as usize;
                let is_root = head == word;
                let head = match first_root {
                    Some(root) if is_root => root,
                    None if is_root => words,
                    _ => head,
                };
                if is_root {
                    first_root.get_or_insert(word);
                }
                self.heads.push(head as u32);
            }
        }
    }

    /// Scores the arcs between some words.
    fn score(&mut self, network: &Network, part: std::ops::Range<usize>) {
        let (atoms, tokens, ends) = (&self.atoms, &self.tokens, &self.ends);
        let from = part.start;
        let score = |dependent: usize, governor: usize| {
            let (dependent, governor) = (from + dependent, from + governor);
            let below = &ends.dependents[tokens[dependent] as usize];
            if dependent == governor {
                return network.root_score(below);
            }
            let marks = atoms[dependent].marks.abs_diff(atoms[governor].marks);
            let above = &ends.governors[tokens[governor] as usize];
            network.arc_score((dependent, below), (governor, above), marks)
        };
        dispatch!(Level::new(), _ => self.scores.fill(part.len(), score));
    }

    /// Gives the arcs their relations. The roots of the further parts of a long sentence are in parataxis.
    fn relate(&mut self, network: &Network) {
        let words = self.tokens.len();
        let token = |word: usize| self.tokens[word] as usize;
        let arcs = self.heads.iter().enumerate().map(|(word, &head)| {
            let head = if head as usize == words { word } else { head as usize };
            (token(word), token(head))
        });
        network.relations(arcs, &mut self.ends, &mut self.deprels);
        for (&head, deprel) in self.heads.iter().zip(&mut self.deprels) {
            *deprel = match *deprel {
                _ if head as usize == words => Deprel::Root,
                Deprel::Root => Deprel::Parataxis,
                deprel => deprel,
            };
        }
    }

    fn attach_marks(&mut self, weights: &impl Weights) {
        self.edges.read(&self.heads);
        self.earlier.start();
        // Several marks in one gap have the same places, so that the tree is climbed once for each gap.
        let mut gap = None;
        let mut candidates = [None; punctuation::PLACES];
        for mark in &self.marks {
            if gap != Some(mark.gap) {
                candidates = self.edges.candidates(&self.heads, mark.gap as usize);
                gap = Some(mark.gap);
            }
            let found = punctuation::features(mark, &candidates, &self.earlier, &self.atoms, &self.deprels);
            let mut scores = [0; punctuation::PLACES];
            weights.add_all(&found, &mut scores);
            let mut best = (i32::MIN, 0);
            for (candidate, &score) in candidates.iter().zip(&scores) {
                if let Some(head) = candidate
                    && score > best.0
                {
                    best = (score, *head);
                }
            }
            self.earlier.note(mark, best.1);
            self.arcs[mark.token as usize] = (self.tokens[best.1 as usize], Deprel::Punct);
        }
    }
}
