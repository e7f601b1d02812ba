//! Treebanks as the trainers read them: sentences with headlines made of them, tags, trees over words and marks.

use anyhow::{Context, Result};

use super::conllu::{self, Sentence};
use super::gold::Gold as Corpus;
use super::headline;
use super::perceptron::Shuffle;
use crate::language::tag::tags::PAIRS;
use crate::language::tree::{self as parser, Atoms, Parser};
use crate::language::{Deprel, Token};

const SEED: u64 = 7;

/// A relation by its name, or by the name without a subtype that the parser does not know.
pub(super) fn relation(name: &str) -> Deprel {
    let universal = name.split_once(':').map_or(name, |(relation, _)| relation);
    Deprel::parse(name)
        .or_else(|| Deprel::parse(universal))
        .unwrap_or_default()
}

/// The sentences of treebanks, each file as often as it says (`FILE@2`).
pub(super) fn read(treebanks: &[&str]) -> Result<Vec<Sentence>> {
    let mut all = Vec::new();
    for path in treebanks {
        let (path, times) = path.rsplit_once('@').unwrap_or((path, "1"));
        let times: usize = times
            .parse()
            .with_context(|| format!("{path}: a weight is a whole number"))?;
        let sentences = conllu::read(path.as_ref())?;
        for _ in 0..times {
            all.extend_from_slice(&sentences);
        }
    }
    Ok(all)
}

/// Puts a headline made of it behind one sentence of so many (0: none), and a copy in capitals or small letters behind a
/// quarter as many.
pub(super) fn with_headlines(sentences: Vec<Sentence>, one_of: usize) -> Vec<Sentence> {
    let mut shuffle = Shuffle::new(SEED);
    let mut all = Vec::with_capacity(sentences.len());
    for sentence in sentences {
        let dice = if one_of > 0 {
            shuffle.below(4 * one_of)
        } else {
            usize::MAX
        };
        let copy = match dice {
            0..4 => headline::of(&sentence, &mut shuffle),
            4 => Some(headline::restyled(&sentence, &mut shuffle)),
            _ => None,
        };
        all.push(sentence);
        all.extend(copy);
    }
    all
}

/// Sentences as tokens with their own tags.
pub(super) fn tagged(sentences: &[Sentence]) -> Result<Corpus> {
    let mut corpus = Corpus::new(sentences.iter());
    let words = sentences.iter().flat_map(|s| &s.words);
    for (token, word) in corpus.tokens.iter_mut().zip(words) {
        (token.xpos, token.upos) = PAIRS[super::tags::class(word)?];
    }
    Ok(corpus)
}

/// The tree of a sentence: that of its words, and the head of each mark of punctuation.
pub(super) struct Tree {
    pub(super) tokens: Vec<Atoms>,
    /// The head of each word, by its number among the words; of the root, the number of words.
    pub(super) heads: Vec<usize>,
    pub(super) deprels: Vec<Deprel>,
    pub(super) marks: Vec<u32>,
    /// The number among the words of each token; `None` for marks.
    pub(super) word_of: Vec<Option<usize>>,
}

/// The tree of a sentence whose tokens have their tags. `words` holds the lower-cased forms.
pub(super) fn tree(tokens: &[Token], words: &str, sentence: &Sentence) -> Tree {
    let atoms: Vec<Atoms> = parser::atoms(tokens, words).collect();
    let arcs: Vec<(u32, Deprel)> = sentence
        .words
        .iter()
        .map(|w| (w.head as u32, relation(&w.deprel)))
        .collect();
    let mut parser = Parser::default();
    parser.read(atoms.iter().copied());
    let n = parser.tokens.len();
    let mut word_of = vec![None; tokens.len()];
    for (word, &token) in parser.tokens.iter().enumerate() {
        word_of[token as usize] = Some(word);
    }
    // What hangs on punctuation hangs on its head instead.
    let head = |token: u32| {
        let mut at = token;
        loop {
            let above = arcs[at as usize].0;
            match word_of[above as usize] {
                _ if above == at => return n,
                Some(word) => return word,
                None => at = above,
            }
        }
    };
    Tree {
        heads: parser.tokens.iter().map(|token| head(*token)).collect(),
        deprels: parser.tokens.iter().map(|token| arcs[*token as usize].1).collect(),
        marks: parser.marks.iter().map(|mark| head(mark.token) as u32).collect(),
        tokens: atoms,
        word_of,
    }
}
