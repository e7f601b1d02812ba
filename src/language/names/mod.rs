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

/// What the first look at an article found.
struct FirstLook {
    scores: Vec<Scores>,
    seen: Vec<Seen>,
}

impl<W: Weights> Tagger<W> {
    /// Reads what it needs from the weights.
    pub(crate) fn new(weights: W) -> Tagger<W> {
        let transitions = Transitions::new(&weights);
        Tagger { weights, transitions }
    }

    /// The names of a text, in order, not overlapping.
    pub(crate) fn find(&self, text: &str, sentences: &[Sentence], tokens: &[Token], words: &str) -> Vec<Name> {
        let mut look = self.first_look(text, sentences, tokens, words);
        let memory = Memory::new(&look.seen, |i| tokens[i].span.of(text));
        let mut found = Vec::new();
        let (mut decoder, mut labels) = (Decoder::default(), Vec::new());
        for sentence in sentences {
            let range = sentence.tokens.range();
            if !look.seen[range.clone()].iter().any(|t| t.capital || t.label > 0) {
                continue;
            }
            for i in range.clone() {
                let score = &mut look.scores[i];
                memory.remember(&look.seen, i, score);
            }
            decoder.decode(&look.scores[range.clone()], &self.transitions, |_| ANY, &mut labels);
            found.extend(labels::names(&labels).map(|(start, end, kind)| Name {
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

    /// Scores and labels every token by its sentence alone.
    fn first_look(&self, text: &str, sentences: &[Sentence], tokens: &[Token], words: &str) -> FirstLook {
        let mut look = FirstLook {
            scores: vec![[0; LABELS]; tokens.len()],
            seen: Vec::with_capacity(tokens.len()),
        };
        let (mut line, mut decoder, mut labels) = (Words::default(), Decoder::default(), Vec::new());
        let mut features = Vec::with_capacity(128);
        for sentence in sentences {
            let range = sentence.tokens.range();
            let forms = tokens[range.clone()].iter();
            line.read(forms.map(|t| (t.span.of(text), t.lower.of(words), t.xpos)));
            for (i, score) in look.scores[range.clone()].iter_mut().enumerate() {
                features.clear();
                line.features(i, |_, feature| features.push(feature));
                self.add(&mut features, score);
            }
            decoder.decode(&look.scores[range], &self.transitions, |_| ANY, &mut labels);
            let words = line.words.iter().zip(&labels).enumerate();
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
