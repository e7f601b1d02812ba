//! Trains the attachment of punctuation to the tree of the words.

use anyhow::{Context, Result};

use super::perceptron::{Perceptron, Shuffle};
use super::treebank::{self, Tree};
use crate::language::tables::Weights;
use crate::language::tree::Parser;
use crate::language::tree::punctuation::{self, Earlier, Edges};

const SEED: u64 = 7;
const ROUNDS: usize = 6;

/// Trains on treebanks and writes the model.
pub(super) fn train(out: &str, treebanks: &[&str]) -> Result<()> {
    let sentences = treebank::with_headlines(treebank::read(treebanks)?, 10);
    let corpus = treebank::tagged(&sentences)?;
    let trees: Vec<Tree> = corpus
        .sentences
        .iter()
        .zip(&sentences)
        .map(|(range, sentence)| treebank::tree(&corpus.tokens[range.tokens.range()], &corpus.words, sentence))
        .collect();
    let bytes = learn(&trees);
    std::fs::write(out, &bytes).with_context(|| format!("cannot write {out}"))?;
    eprintln!("{out}: {} bytes", bytes.len());
    Ok(())
}

/// Learns the attachment of punctuation.
fn learn(trees: &[Tree]) -> Vec<u8> {
    let mut weights = Perceptron::new(punctuation::PLACES).gated(3);
    let (mut shuffle, mut parser) = (Shuffle::new(SEED), Parser::default());
    let mut order: Vec<usize> = (0..trees.len()).collect();
    for _ in 0..ROUNDS {
        shuffle.order(&mut order);
        for &i in &order {
            parser.read(trees[i].tokens.iter().copied());
            marks(&mut weights, &parser, &trees[i]);
        }
    }
    weights.finish(punctuation::KIND, 1, 0.1)
}

/// Learns the attachment of the marks of a sentence.
fn marks(weights: &mut Perceptron, parser: &Parser, tree: &Tree) {
    let heads: Vec<u32> = tree.heads.iter().map(|head| *head as u32).collect();
    let (mut edges, mut earlier) = (Edges::default(), Earlier::default());
    edges.read(&heads);
    earlier.start();
    for (mark, &head) in parser.marks.iter().zip(&tree.marks) {
        let candidates = edges.candidates(&heads, mark.gap as usize);
        let found = punctuation::features(mark, &candidates, &earlier, &parser.atoms, &tree.deprels);
        earlier.note(mark, head);
        let Some(truth) = candidates.iter().position(|c| *c == Some(head)) else {
            continue;
        };
        let mut scores = [0; punctuation::PLACES];
        weights.add_all(&found, &mut scores);
        weights.step();
        let others = (0..punctuation::PLACES).filter(|p| *p != truth && candidates[*p].is_some());
        if let Some(rival) = others.max_by_key(|place| scores[*place])
            && scores[truth] - scores[rival] < 40
        {
            weights.update(&found, truth, rival);
        }
    }
}
