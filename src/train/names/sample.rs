//! Sentences as the learner sees them: numbered features for each token, and the labels that are right.

use super::data::Text;
use crate::language::names::features::{Tells, Words};
use crate::language::names::labels::LabelSet;

/// A sentence.
#[derive(Default)]
pub(super) struct Sample {
    /// The features of all tokens, those that tell the word itself first.
    pub(super) features: Vec<u32>,
    /// Ends of each token's features: of those for the word itself, and of all.
    pub(super) ends: Vec<(u32, u32)>,
    /// Right labels of each token.
    pub(super) allowed: Vec<LabelSet>,
    /// Weight of the sample.
    pub(super) weight: usize,
}

/// The sentences of a text.
pub(super) fn samples(text: &Text) -> Vec<Sample> {
    let allowed = text.allowed();
    let mut words = Words::default();
    let samples = text.sentences.iter().map(|sentence| {
        let range = sentence.tokens.range();
        let forms = text.tokens[range.clone()].iter();
        words.read(forms.map(|t| (t.span.of(&text.text), t.lower.of(&text.words), t.xpos)));
        let mut sample = Sample {
            allowed: allowed[range.clone()].to_vec(),
            weight: text.weight,
            ..Sample::default()
        };
        for i in 0..range.len() {
            let mut itself = sample.features.len();
            words.features(i, |tells, feature| {
                sample.features.push(feature);
                itself += usize::from(tells == Tells::Itself);
            });
            sample.ends.push((itself as u32, sample.features.len() as u32));
        }
        sample
    });
    samples.collect()
}
