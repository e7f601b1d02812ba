//! Named entities: a linear model over words, forms, clusters and lists of names, decoded by Viterbi.
//!
//! Every token gets a label (outside, or beginning or inside of a name of a kind), the best sequence by a structured
//! perceptron: see [`features`] for what it looks at and `newsx-train names` for how it is learnt.

pub(crate) mod decode;
pub(crate) mod features;
pub(crate) mod labels;

use std::sync::LazyLock;

use super::document::{Name, Sentence, Token, TokenRange};
use super::model::{Model, Weights};
use crate::parse::Article;
use decode::{Decoder, Scores, Transitions};
use features::Words;
use labels::{ANY, KINDS, LABELS};

/// The kind of model file.
pub(crate) const KIND: [u8; 4] = *b"NAME";

static BYTES: &[u8] = include_bytes!("../models/names.bin");
static TAGGER: LazyLock<Tagger<Model<'static>>> = LazyLock::new(|| Tagger::new(Model::embedded(BYTES, KIND, LABELS)));

/// The names of an article, in order, not overlapping.
pub(super) fn find(article: &Article, sentences: &[Sentence], tokens: &[Token], words: &str) -> Vec<Name> {
    TAGGER.find(&article.text, sentences, tokens, words)
}

/// Weights, ready to tag.
pub(crate) struct Tagger<W> {
    weights: W,
    transitions: Transitions,
}

impl<W: Weights> Tagger<W> {
    /// Reads what it needs from the weights.
    pub(crate) fn new(weights: W) -> Tagger<W> {
        let transitions = Transitions::new(&weights);
        Tagger { weights, transitions }
    }

    /// The names of a text, in order, not overlapping.
    pub(crate) fn find(&self, text: &str, sentences: &[Sentence], tokens: &[Token], words: &str) -> Vec<Name> {
        let mut found = Vec::new();
        let (mut sentence_words, mut decoder) = (Words::default(), Decoder::default());
        let (mut scores, mut labels) = (Vec::<Scores>::new(), Vec::new());
        for sentence in sentences {
            let range = sentence.tokens.range();
            let forms = tokens[range.clone()].iter();
            sentence_words.read(forms.map(|t| (t.span.of(text), t.lower.of(words))));
            scores.clear();
            for i in 0..range.len() {
                let mut score = [0; LABELS];
                sentence_words.features(i, |feature| self.weights.add(feature, &mut score));
                scores.push(score);
            }
            decoder.decode(&scores, &self.transitions, |_| ANY, &mut labels);
            found.extend(labels::names(&labels).map(|(start, end, kind)| Name {
                tokens: TokenRange::new((range.start + start) as u32, (range.start + end) as u32),
                kind: KINDS[kind],
            }));
        }
        found
    }
}
