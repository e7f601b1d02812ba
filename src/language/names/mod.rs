//! Named entities: a linear model over words, forms, tags, clusters and lists of names, decoded by Viterbi.
//!
//! Every token gets a label: outside, or beginning or inside of a name of a kind. The first look at a sentence knows the
//! sentence alone ([`features`]); its weights are learnt by a structured perceptron (`newsx-train names`). The second adds
//! to the same scores what the article says elsewhere ([`memory`]): names that nobody has heard of are plain in one
//! sentence and puzzling in the next.

pub(crate) mod decode;
pub(crate) mod features;
mod known;
pub(crate) mod labels;
pub(crate) mod memory;

use std::sync::{LazyLock, Mutex, PoisonError};

use fearless_simd::{Level, dispatch};

use crate::language::document::{Name, Sentence, Token};
use crate::language::parts;
use crate::language::tables::{Feature, Model, Weights};
use crate::model::ids::{TokenId, TokenRange};
use decode::{Decoder, Scores, Transitions};
use features::{MIDDLE, Own, PLACES, Words};
use known::{Known, Number};
use labels::{ANY, KINDS, LABELS, OUTSIDE};
use memory::{Memory, Seen};

/// The kind of model file.
pub(crate) const KIND: [u8; 4] = *b"NAME";

static BYTES: &[u8] = include_bytes!("../models/names.bin");
static TAGGER: LazyLock<Tagger<Model<'static>>> = LazyLock::new(|| Tagger::new(Model::embedded(BYTES, KIND, LABELS)));

/// The names of a text, in order, not overlapping. Each part of its sentences has a thread.
pub(super) fn find(text: Text, parts: &[&[Sentence]]) -> Vec<Name> {
    TAGGER.find(text, parts)
}

/// A text as the tagger of names reads it.
#[derive(Clone, Copy)]
pub(crate) struct Text<'t> {
    pub(crate) text: &'t str,
    pub(crate) tokens: &'t [Token],
    /// The lower-cased forms.
    pub(crate) words: &'t str,
}

/// Size of one update of training in the scores.
pub(crate) const UNIT: i32 = 305;

/// A word is looked at if one of so many before or behind it has a capital: names have one, or stand next to one.
const NEAR: usize = 2;
/// The score of no name for the other words: more than any change of labels can cost.
const PLAIN: i32 = 1 << 16;
/// Number of features that are looked up side by side.
const AT_A_TIME: usize = 16;
/// Fills up; the trainer's features all have a kind from 1 on.
const NO_FEATURE: u32 = Feature::new(0).hash();

/// Weights, ready to tag.
pub(crate) struct Tagger<W> {
    weights: W,
    transitions: Transitions,
    /// What threads have learnt of words, for the next ones.
    known: Mutex<Vec<Known>>,
}

/// The most tokens whose scores are kept from the first look to the second. What is longer is no article but a file that
/// shall not fill the memory: there the scores are worked out again.
const KEPT: usize = 1 << 19;

/// Result of the first pass over a part of an article.
struct FirstLook {
    /// The scores of every token, if they are kept.
    scores: Vec<Scores>,
    seen: Vec<Seen>,
}

/// Evidence of the whole article for the labels of its words, after the first pass.
struct Evidence {
    seen: Vec<Seen>,
    memory: Memory,
}

/// The working memory, kept from sentence to sentence.
#[derive(Default)]
struct Scratch {
    line: Words,
    known: Known,
    /// The words of the sentence, with two of none on both sides.
    numbers: Vec<Number>,
    features: Vec<u32>,
    scores: Vec<Scores>,
    decoder: Decoder,
    labels: Vec<u8>,
}

impl<W: Weights + Sync> Tagger<W> {
    /// Reads what it needs from the weights.
    pub(crate) fn new(weights: W) -> Tagger<W> {
        let transitions = Transitions::new(&weights);
        let known = Mutex::default();
        Tagger {
            weights,
            transitions,
            known,
        }
    }

    /// The names of a text, in order, not overlapping. Each part of its sentences has a thread.
    pub(crate) fn find(&self, text: Text, parts: &[&[Sentence]]) -> Vec<Name> {
        let keep = text.tokens.len() <= KEPT;
        let mut looks = parts::each(parts, |part| self.first_look(text, part, keep));
        let seen = match &mut looks[..] {
            [only] => std::mem::take(&mut only.seen),
            many => many.iter().flat_map(|look| &look.seen).copied().collect(),
        };
        let memory = Memory::new(&seen, |i| text.tokens[i].span.of(text.text));
        let evidence = Evidence { seen, memory };
        let scored: Vec<(&[Sentence], Vec<Scores>)> = parts
            .iter()
            .copied()
            .zip(looks.into_iter().map(|look| look.scores))
            .collect();
        parts::each(&scored, |(part, scores)| {
            self.second_look(text, part, scores, &evidence)
        })
        .concat()
    }

    /// Memory to work in, with the words that another thread knew.
    fn scratch(&self) -> Scratch {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner).pop();
        Scratch {
            known: known.unwrap_or_default(),
            ..Scratch::default()
        }
    }

    /// Keeps the words that are known by now.
    fn keep(&self, scratch: Scratch) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.push(scratch.known);
    }

    /// Adds the weights of features, some at a time.
    fn add(&self, features: &mut Vec<u32>, score: &mut Scores) {
        features.resize(features.len().next_multiple_of(AT_A_TIME), NO_FEATURE);
        dispatch!(Level::new(), _ => {
            for some in features.as_chunks::<AT_A_TIME>().0 {
                self.weights.add_all(some, score);
            }
        });
    }

    /// Scores the tokens of a sentence by themselves.
    fn score(&self, text: Text, sentence: &Sentence, scratch: &mut Scratch) {
        let Scratch {
            line,
            known,
            numbers,
            features,
            scores,
            ..
        } = scratch;
        let tokens = &text.tokens[sentence.tokens.range()];
        let look = |t: &Token| (t.span.of(text.text), t.lower.of(text.words), t.xpos);
        line.read(tokens.iter().map(look));
        known.make_room(tokens.len() + 1);
        let outside = [known.number(Own::NONE); MIDDLE];
        numbers.clear();
        numbers.extend(outside);
        numbers.extend(line.words.iter().map(|word| known.number(word.own)));
        numbers.extend(outside);
        scores.clear();
        scores.resize(tokens.len(), [0; LABELS]);
        for (i, score) in scores.iter_mut().enumerate() {
            let around = i.saturating_sub(NEAR)..tokens.len().min(i + NEAR + 1);
            if !line.words[around].iter().any(|word| word.case.is_capital()) {
                score[OUTSIDE] = PLAIN;
                continue;
            }
            for (place, &number) in numbers[i..i + PLACES].iter().enumerate() {
                known.add(number, place, score, |score| {
                    features.clear();
                    let own = (i + place).checked_sub(MIDDLE).and_then(|at| line.words.get(at));
                    let own = own.map_or(Own::NONE, |word| word.own);
                    own.features(place, |feature| features.push(feature));
                    if place == MIDDLE {
                        own.spelling(|feature| features.push(feature));
                    }
                    self.add(features, score);
                });
            }
            features.clear();
            line.spelling(i, |feature| features.push(feature));
            line.together(i, |feature| features.push(feature));
            self.add(features, score);
        }
    }

    /// Scores and labels every token by its sentence alone; `keep` keeps the scores.
    fn first_look(&self, text: Text, part: &[Sentence], keep: bool) -> FirstLook {
        let mut scratch = self.scratch();
        let tokens = parts::tokens(part).len();
        let mut look = FirstLook {
            scores: Vec::with_capacity(if keep { tokens } else { 0 }),
            seen: Vec::with_capacity(tokens),
        };
        for sentence in part {
            self.score(text, sentence, &mut scratch);
            if keep {
                look.scores.extend_from_slice(&scratch.scores);
            }
            let labels = &mut scratch.labels;
            scratch
                .decoder
                .decode(&scratch.scores, &self.transitions, |_| ANY, labels);
            let line = &scratch.line;
            let words = line.words.iter().zip(&*labels).enumerate();
            look.seen.extend(words.map(|(i, (word, &label))| Seen {
                lower: word.own.lower,
                capital: word.case.is_capital(),
                first: i == 0,
                line: line.line,
                label,
            }));
        }
        self.keep(scratch);
        look
    }

    /// The names of a part, now that the article is known. `scores` are those of the first look, or none.
    fn second_look(&self, text: Text, part: &[Sentence], scores: &[Scores], evidence: &Evidence) -> Vec<Name> {
        let mut scratch = self.scratch();
        let first = parts::tokens(part).start;
        let mut found = Vec::new();
        for sentence in part {
            let range = sentence.tokens.range();
            if !evidence.seen[range.clone()].iter().any(|t| t.capital || t.label > 0) {
                continue;
            }
            match scores.get(range.start - first..range.end - first) {
                Some(scores) => {
                    scratch.scores.clear();
                    scratch.scores.extend_from_slice(scores);
                }
                None => self.score(text, sentence, &mut scratch),
            }
            for (i, score) in range.clone().zip(&mut scratch.scores) {
                evidence.memory.remember(&evidence.seen, i, score);
            }
            let (scores, labels) = (&scratch.scores, &mut scratch.labels);
            scratch.decoder.decode(scores, &self.transitions, |_| ANY, labels);
            let id = |i: usize| TokenId((range.start + i) as u32);
            found.extend(labels::names(labels).map(|(start, end, kind)| Name {
                tokens: TokenRange::new(id(start), id(end)),
                kind: KINDS[kind],
            }));
        }
        self.keep(scratch);
        found
    }
}
