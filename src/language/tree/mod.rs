//! Dependency trees: for every token its head and the relation to it.
//!
//! A greedy transition parser (arc-hybrid: Kuhlmann, Gómez-Rodríguez & Satta 2011). It reads a sentence from left to
//! right with a stack of tokens that still look for their head. At each step it picks one of
//!
//! - *shift*: the next token goes onto the stack;
//! - *left*: the top of the stack is a dependent of the next token;
//! - *right*: the top of the stack is a dependent of the token below it;
//!
//! each of the two arcs with its relation, so that a sentence of n words takes 2n steps. The step is chosen by a small
//! neural network ([`network`]) from the words around the top of the stack, each seen in its context ([`inputs`]), and what
//! is attached to them so far ([`features`]). The same network has a second say in the tags. Punctuation is attached last,
//! to the words' tree ([`punctuation`]). Whatever the network says, the outcome is one tree with one root ([`state`]).

pub(super) mod control;
mod features;
pub(crate) mod inputs;
pub(crate) mod network;
pub(crate) mod punctuation;
mod state;

use std::sync::LazyLock;

use super::{Deprel, Token};
use crate::language::tables::{Model, Weights};
use crate::language::tag::tagger::{PAIRS, Ranking};
use crate::model::ids::TokenId;

pub(crate) use features::{Atoms, View};
#[cfg(feature = "train")]
pub(crate) use features::{PLACES, ROWS};
use network::{Kept, Network, Vectors};
use punctuation::{Earlier, Edges, Mark};
pub(crate) use state::{State, Step};

static TREES: &[u8] = include_bytes!("../models/parser.bin");
static NETWORK: LazyLock<Network<'static>> =
    LazyLock::new(|| Network::view(TREES, KIND).unwrap_or_else(|error| panic!("embedded network: {error}")));
static MARKS: &[u8] = include_bytes!("../models/punctuation.bin");
static PUNCTUATION: LazyLock<Model<'static>> =
    LazyLock::new(|| Model::embedded(MARKS, punctuation::KIND, punctuation::PLACES));

/// Kind in the header of the network's file.
pub(crate) const KIND: [u8; 4] = *b"TREE";

/// Features of the words that are known before there is a tree.
pub(crate) fn atoms(tokens: &[Token], words: &str) -> impl Iterator<Item = Atoms> {
    tokens.iter().map(|t| Atoms::of(t.lower.of(words), t.xpos, t.upos))
}

/// The models that the program was built with.
pub(crate) fn embedded() -> Models<'static> {
    Models {
        network: &NETWORK,
        marks: &PUNCTUATION,
    }
}

/// Models of the parser.
#[derive(Clone, Copy)]
pub(crate) struct Models<'m> {
    pub(crate) network: &'m Network<'m>,
    pub(crate) marks: &'m Model<'m>,
}

/// The working memory, kept from sentence to sentence.
#[derive(Default)]
pub(crate) struct Parser {
    /// The words, without punctuation, and the two behind them.
    pub(crate) atoms: Vec<Atoms>,
    /// The token of each word.
    pub(crate) tokens: Vec<u32>,
    pub(crate) marks: Vec<Mark>,
    pub(crate) state: State,
    pub(crate) view: View,
    vectors: Vectors,
    kept: Kept,
    /// The result: head and relation of each token; the head of the root is itself.
    pub(crate) arcs: Vec<(u32, Deprel)>,
    heads: Vec<u32>,
    deprels: Vec<Deprel>,
    edges: Edges,
    earlier: Earlier,
}

impl Parser {
    /// Gives every token of a sentence its head and relation, and looks at its tags again, of which the tagger has its
    /// rankings. `words` holds the lower-cased forms, `start` is the number of the first token.
    pub(crate) fn parse(
        &mut self,
        models: Models,
        text: &str,
        (start, tokens): (u32, &mut [Token]),
        words: &str,
        rankings: &[Ranking],
    ) {
        let network = models.network;
        network.encode(
            inputs::rows(text, words, tokens, &network.vocabulary),
            &mut self.vectors,
        );
        for ((i, token), ranking) in tokens.iter_mut().enumerate().zip(rankings) {
            (token.xpos, token.upos) = PAIRS[network.tag(self.vectors.of(i), ranking)];
        }
        self.read(atoms(tokens, words));
        self.run(network, models.marks);
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
        let (mut before, mut inside) = (0u32, 0);
        for (token, atoms) in tokens.enumerate() {
            if atoms.is_mark() {
                inside = atoms
                    .opens()
                    .unwrap_or(if atoms.closes().is_some() { 0 } else { inside });
                before = before.wrapping_mul(31).wrapping_add(atoms.word);
                self.marks.push(Mark {
                    token: token as u32,
                    gap: self.tokens.len() as u32,
                    atoms,
                });
            } else {
                self.tokens.push(token as u32);
                self.atoms.push(Atoms {
                    before,
                    inside,
                    marks: self.marks.len() as u32,
                    ..atoms
                });
                before = 0;
            }
        }
        // A sentence of nothing but punctuation: its marks are its words.
        if self.tokens.is_empty() {
            self.tokens.extend(self.marks.iter().map(|mark| mark.token));
            self.atoms.extend(self.marks.drain(..).map(|mark| mark.atoms));
        }
        let behind = Atoms { before, ..Atoms::ROOT };
        self.atoms.extend([behind, Atoms::NONE]);
        self.state.start(self.tokens.len());
    }

    /// Builds the tree of the sentence.
    fn run(&mut self, network: &Network, marks: &impl Weights) {
        self.kept.clear(self.tokens.len());
        while !self.state.is_done() {
            let step = self.choose(network);
            self.state.take(step);
        }
        let words = self.tokens.len();
        self.arcs.clear();
        self.arcs.resize(words + self.marks.len(), (0, Deprel::Punct));
        self.heads.clear();
        self.deprels.clear();
        for (word, &token) in self.tokens.iter().enumerate() {
            let (head, deprel) = self.state.arc(word);
            self.heads.push(if head == word { words as u32 } else { head as u32 });
            self.deprels.push(deprel);
            self.arcs[token as usize] = (self.tokens[head], deprel);
        }
        if !self.marks.is_empty() {
            self.attach_marks(marks);
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

    /// The best step that is possible.
    fn choose(&mut self, network: &Network) -> Step {
        self.view.look(&self.atoms, &self.state);
        let (tokens, vectors) = (&self.tokens, &self.vectors);
        let vector = |word: usize| vectors.of(tokens[word] as usize);
        let hidden = network.hidden(&self.view, tokens.len(), vector, &mut self.kept);
        let scores = network.scores(&hidden);
        let mut best = (i32::MIN, Step::SHIFT);
        for class in self.state.possible().into_iter().flatten().flatten() {
            if scores[class] > best.0 {
                best = (scores[class], Step(class as u8));
            }
        }
        best.1
    }
}
