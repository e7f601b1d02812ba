//! Named entities: a linear model over words, forms, tags, clusters and lists of names, decoded by Viterbi.
//!
//! Every token gets a label: outside, or beginning or inside of a name of a kind. The first look at a sentence knows the
//! sentence alone ([`features`]); its weights are learnt by a structured perceptron (`newsx-train names`). The second adds
//! to the same scores what the article says elsewhere ([`memory`]): names that nobody has heard of are plain in one
//! sentence and puzzling in the next.

pub(crate) mod decode;
pub(crate) mod features;
pub(crate) mod labels;
pub(crate) mod memory;

use std::sync::LazyLock;

use super::document::{Name, Sentence, Token, TokenRange};
use super::model::{Feature, Model, Weights};
use crate::parse::Article;
use decode::{Decoder, Scores, Transitions};
use features::Words;
use labels::{ANY, KINDS, LABELS};
use memory::{Memory, Seen};

/// The kind of model file.
pub(crate) const KIND: [u8; 4] = *b"NAME";

static BYTES: &[u8] = include_bytes!("../models/names.bin");
static TAGGER: LazyLock<Tagger<Model<'static>>> = LazyLock::new(|| Tagger::new(Model::embedded(BYTES, KIND, LABELS)));

/// The names of an article, in order, not overlapping.
pub(super) fn find(article: &Article, sentences: &[Sentence], tokens: &[Token], words: &str) -> Vec<Name> {
    TAGGER.find(&article.text, sentences, tokens, words)
}

/// What one step of learning, from the first to the last, is in the scores.
pub(crate) const UNIT: i32 = 305;

/// How many features are looked up side by side.
const AT_A_TIME: usize = 16;
/// Fills up; the trainer's features all have a kind from 1 on.
const NO_FEATURE: u32 = Feature::new(0).hash();

/// Weights, ready to tag.
pub(crate) struct Tagger<W> {
    weights: W,
    transitions: Transitions,
}

/// The most tokens whose scores are kept from the first look to the second. What is longer is no article but a file that
/// shall not fill the memory: there the scores are worked out again.
const KEPT: usize = 1 << 19;

/// What the first look at an article found.
struct FirstLook {
    /// The scores of every token, unless there are too many.
    scores: Option<Vec<Scores>>,
    seen: Vec<Seen>,
}

/// The working memory, kept from sentence to sentence.
#[derive(Default)]
struct Scratch {
    line: Words,
    features: Vec<u32>,
    scores: Vec<Scores>,
    decoder: Decoder,
    labels: Vec<u8>,
}

impl<W: Weights> Tagger<W> {
    /// Reads what it needs from the weights.
    pub(crate) fn new(weights: W) -> Tagger<W> {
        let transitions = Transitions::new(&weights);
        Tagger { weights, transitions }
    }

    /// The names of a text, in order, not overlapping.
    pub(crate) fn find(&self, text: &str, sentences: &[Sentence], tokens: &[Token], words: &str) -> Vec<Name> {
        self.find_keeping(KEPT, text, sentences, tokens, words)
    }

    fn find_keeping(
        &self,
        most: usize,
        text: &str,
        sentences: &[Sentence],
        tokens: &[Token],
        words: &str,
    ) -> Vec<Name> {
        let mut scratch = Scratch::default();
        let look = self.first_look(most, text, sentences, tokens, words, &mut scratch);
        let memory = Memory::new(&look.seen, |i| tokens[i].span.of(text));
        let mut found = Vec::new();
        for sentence in sentences {
            let range = sentence.tokens.range();
            if !look.seen[range.clone()].iter().any(|t| t.capital || t.label > 0) {
                continue;
            }
            match &look.scores {
                Some(scores) => {
                    scratch.scores.clear();
                    scratch.scores.extend_from_slice(&scores[range.clone()]);
                }
                None => self.score(text, &tokens[range.clone()], words, &mut scratch),
            }
            for (i, score) in range.clone().zip(&mut scratch.scores) {
                memory.remember(&look.seen, i, score);
            }
            let (scores, labels) = (&scratch.scores, &mut scratch.labels);
            scratch.decoder.decode(scores, &self.transitions, |_| ANY, labels);
            found.extend(labels::names(labels).map(|(start, end, kind)| Name {
                tokens: TokenRange::new((range.start + start) as u32, (range.start + end) as u32),
                kind: KINDS[kind],
            }));
        }
        found
    }

    /// Adds the weights of features, some at a time.
    fn add(&self, features: &mut Vec<u32>, score: &mut Scores) {
        features.resize(features.len().next_multiple_of(AT_A_TIME), NO_FEATURE);
        for some in features.as_chunks::<AT_A_TIME>().0 {
            self.weights.add_all(some, score);
        }
    }

    /// Scores the tokens of a sentence by themselves.
    fn score(&self, text: &str, tokens: &[Token], words: &str, scratch: &mut Scratch) {
        let Scratch {
            line, features, scores, ..
        } = scratch;
        line.read(tokens.iter().map(|t| (t.span.of(text), t.lower.of(words), t.xpos)));
        scores.clear();
        scores.resize(tokens.len(), [0; LABELS]);
        for (i, score) in scores.iter_mut().enumerate() {
            features.clear();
            line.features(i, |_, feature| features.push(feature));
            self.add(features, score);
        }
    }

    /// Scores and labels every token by its sentence alone. Scores are returned of so many tokens at most.
    fn first_look(
        &self,
        most: usize,
        text: &str,
        sentences: &[Sentence],
        tokens: &[Token],
        words: &str,
        scratch: &mut Scratch,
    ) -> FirstLook {
        let mut look = FirstLook {
            scores: (tokens.len() <= most).then(|| Vec::with_capacity(tokens.len())),
            seen: Vec::with_capacity(tokens.len()),
        };
        for sentence in sentences {
            self.score(text, &tokens[sentence.tokens.range()], words, scratch);
            if let Some(scores) = &mut look.scores {
                scores.extend_from_slice(&scratch.scores);
            }
            let labels = &mut scratch.labels;
            scratch
                .decoder
                .decode(&scratch.scores, &self.transitions, |_| ANY, labels);
            let line = &scratch.line;
            let words = line.words.iter().zip(&*labels).enumerate();
            look.seen.extend(words.map(|(i, (word, &label))| Seen {
                lower: word.lower,
                capital: word.case.is_capital(),
                first: i == 0,
                line: line.line,
                label,
            }));
        }
        look
    }
}
