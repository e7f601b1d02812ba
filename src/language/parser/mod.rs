//! Dependency trees: for every token its head and the relation to it.
//!
//! A greedy transition parser (arc-hybrid: Kuhlmann, Gómez-Rodríguez & Satta 2011). It reads a sentence from left to
//! right with a stack of tokens that still look for their head. At each step a linear model picks one of
//!
//! - *shift*: the next token goes onto the stack;
//! - *left*: the top of the stack is a dependent of the next token;
//! - *right*: the top of the stack is a dependent of the token below it;
//!
//! each of the two arcs with its relation, so that a sentence of n tokens takes 2n − 1 steps. The step is chosen from
//! the words around the top of the stack and what is attached to them so far ([`features`]). Whatever the model says,
//! the outcome is one projective tree with one root ([`state`]).

mod features;
mod state;

use std::sync::LazyLock;

use super::model::{Model, Weights};
use super::{Sentence, Token, TokenId};

pub(crate) use features::{Atoms, FEATURES, features};
pub(crate) use state::{State, Step};

static BYTES: &[u8] = include_bytes!("../models/parser.bin");
static MODEL: LazyLock<Model<'static>> = LazyLock::new(|| Model::embedded(BYTES, KIND, Step::CLASSES));

/// What the file of the model says it is for.
pub(crate) const KIND: [u8; 4] = *b"TREE";

/// Gives every token its head and relation. `words` holds the lower-cased forms.
pub(super) fn parse(sentences: &[Sentence], tokens: &mut [Token], words: &str) {
    let mut parser = Parser::default();
    for sentence in sentences {
        let (start, tokens) = (sentence.tokens.start.0, &mut tokens[sentence.tokens.range()]);
        parser.read(atoms(tokens, words));
        parser.run(&*MODEL);
        for (i, token) in tokens.iter_mut().enumerate() {
            let (head, deprel) = parser.state.arc(i);
            token.head = TokenId(start + head as u32);
            token.deprel = deprel;
        }
    }
}

/// What is known of the words before there is a tree.
pub(crate) fn atoms(tokens: &[Token], words: &str) -> impl Iterator<Item = Atoms> {
    tokens.iter().map(|t| Atoms::of(t.lower.of(words), t.xpos, t.upos))
}

/// The working memory, kept from sentence to sentence.
#[derive(Default)]
pub(crate) struct Parser {
    pub(crate) atoms: Vec<Atoms>,
    pub(crate) state: State,
}

impl Parser {
    /// Takes the next sentence.
    pub(crate) fn read(&mut self, words: impl Iterator<Item = Atoms>) {
        self.atoms.clear();
        self.atoms.extend(words);
        let length = self.atoms.len();
        self.atoms.extend([Atoms::ROOT, Atoms::NONE]);
        self.state.start(length);
    }

    /// Builds the tree of the sentence.
    pub(crate) fn run(&mut self, weights: &impl Weights) {
        while !self.state.is_done() {
            self.state.take(self.choose(weights));
        }
    }

    /// The best step that is possible.
    fn choose(&self, weights: &impl Weights) -> Step {
        self.best(&self.scores(&features(&self.atoms, &self.state), weights))
    }

    /// The scores of all steps.
    #[inline]
    pub(crate) fn scores(&self, features: &[u32; FEATURES], weights: &impl Weights) -> [i32; Step::CLASSES] {
        let mut scores = [0i32; Step::CLASSES];
        weights.add_all(features, &mut scores);
        scores
    }

    /// The possible step with the best score.
    #[inline]
    pub(crate) fn best(&self, scores: &[i32; Step::CLASSES]) -> Step {
        let mut best = (i32::MIN, Step::SHIFT);
        for range in self.state.possible().into_iter().flatten() {
            for class in range {
                if scores[class] > best.0 {
                    best = (scores[class], Step(class as u8));
                }
            }
        }
        best.1
    }
}

/// The model that the program was built with.
#[cfg(feature = "train")]
pub(crate) fn embedded() -> &'static Model<'static> {
    &MODEL
}
