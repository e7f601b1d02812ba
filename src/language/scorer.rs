//! Judgements that are graded: a linear score over named features, and a trace of what was judged and why.
//!
//! Rules propose candidates; a [`Scorer`] says how likely each is right. A feature has a name and up to two values
//! ("governor=deny"), so that `newsx explain` can print what weighed most. The trainer reads the features from the trace
//! of this very code ([`Trace`]), and writes weights in the layout of [`super::tables`].

use fearless_simd::{Level, dispatch};

use super::tables::{Feature, Model, Weights};
use crate::lexicon::table;
use crate::model::date::Date;
use crate::model::span::Span;

/// The score that stands for 1 on the scale of log-odds.
pub(crate) const UNIT: f32 = 1024.0;

/// Hardly any candidate has more features.
const MOST_FEATURES: usize = 128;

/// A value of a feature, with its hash: a value that several features share is hashed once.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Value<'d> {
    text: Text<'d>,
    hash: u32,
}

/// What people read of a value.
#[derive(Clone, Copy, Debug)]
enum Text<'d> {
    /// A word.
    Word(&'d str),
    /// A number, of a cluster for instance.
    Number(u32),
}

impl<'d> From<&'d str> for Value<'d> {
    #[inline(always)]
    fn from(word: &'d str) -> Value<'d> {
        Value {
            text: Text::Word(word),
            hash: table::hash(word.as_bytes()),
        }
    }
}

impl From<u32> for Value<'_> {
    fn from(number: u32) -> Self {
        Value {
            text: Text::Number(number),
            hash: number,
        }
    }
}

impl std::fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Text::Word(word) => f.write_str(word),
            Text::Number(number) => write!(f, "{number}"),
        }
    }
}

/// A named feature: present or not.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Named<'d> {
    name: &'static str,
    first: Option<Text<'d>>,
    second: Option<Text<'d>>,
    hash: u32,
}

impl Named<'_> {
    /// The hash that models know the feature by.
    pub(crate) fn hash(&self) -> u32 {
        self.hash
    }
}

impl std::fmt::Display for Named<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)?;
        if let Some(first) = self.first {
            write!(f, "={first}")?;
        }
        if let Some(second) = self.second {
            write!(f, "+{second}")?;
        }
        Ok(())
    }
}

/// The features of a candidate; [`Trace::features`] begins them.
///
/// Names are written where features are added, so that the compiler hashes them; that is why these functions are always
/// inlined.
#[derive(Debug)]
pub(crate) struct Features<'d> {
    hashes: Vec<u32>,
    /// The same with their names, if somebody will read them.
    named: Option<Vec<Named<'d>>>,
}

impl<'d> Features<'d> {
    /// Adds a feature that is only present or not.
    #[inline(always)]
    pub(crate) fn flag(&mut self, name: &'static str, present: bool) {
        if present {
            let hash = Feature::new(table::hash(name.as_bytes())).hash();
            self.push(name, (None, None), hash);
        }
    }

    /// Adds a feature with a value.
    #[inline(always)]
    pub(crate) fn add(&mut self, name: &'static str, value: impl Into<Value<'d>>) {
        let value = value.into();
        let hash = Feature::new(table::hash(name.as_bytes())).with(value.hash).hash();
        self.push(name, (Some(value.text), None), hash);
    }

    /// Adds a feature with two values that only count together.
    #[inline(always)]
    pub(crate) fn pair(&mut self, name: &'static str, first: impl Into<Value<'d>>, second: impl Into<Value<'d>>) {
        let (first, second) = (first.into(), second.into());
        let name_hash = Feature::new(table::hash(name.as_bytes()));
        let hash = name_hash.with(first.hash).with(second.hash).hash();
        self.push(name, (Some(first.text), Some(second.text)), hash);
    }

    #[inline]
    fn push(&mut self, name: &'static str, (first, second): (Option<Text<'d>>, Option<Text<'d>>), hash: u32) {
        self.hashes.push(hash);
        if let Some(named) = &mut self.named {
            named.push(Named {
                name,
                first,
                second,
                hash,
            });
        }
    }

    /// Number of them.
    pub(crate) fn len(&self) -> usize {
        self.hashes.len()
    }

    /// Takes out all but the first so many.
    pub(crate) fn truncate(&mut self, len: usize) {
        self.hashes.truncate(len);
        if let Some(named) = &mut self.named {
            named.truncate(len);
        }
    }

    /// All of them with their names, in the order in which they were added; none unless the trace is on.
    pub(crate) fn named(&self) -> impl Iterator<Item = &Named<'d>> {
        self.named.iter().flatten()
    }
}

/// A linear model with `N` outcomes.
pub(crate) struct Scorer<const N: usize> {
    model: Model<'static>,
}

impl<const N: usize> Scorer<N> {
    /// Views a model that the binary was built with.
    ///
    /// # Panics
    /// If the model does not fit the program. The tests load every embedded model.
    pub(crate) fn embedded(bytes: &'static [u8], kind: [u8; 4]) -> Scorer<N> {
        Scorer {
            model: Model::embedded(bytes, kind, N),
        }
    }

    /// The score of every outcome: log-odds times [`UNIT`].
    pub(crate) fn scores(&self, features: &Features) -> [i32; N] {
        dispatch!(Level::new(), _ => {
            let mut scores = [0; N];
            let (eights, rest) = features.hashes.as_chunks::<8>();
            for eight in eights {
                self.model.add_all(eight, &mut scores);
            }
            for &feature in rest {
                self.model.add(feature, &mut scores);
            }
            scores
        })
    }

    /// The outcome with the highest score, the first of equals.
    pub(crate) fn best(scores: &[i32; N]) -> usize {
        (0..N).rev().max_by_key(|i| scores[*i]).unwrap_or(0)
    }

    /// The features that weighed most for or against an outcome, the weightiest first.
    pub(crate) fn reasons(&self, features: &Features, outcome: usize, count: usize) -> Vec<(String, i32)> {
        let weigh = |feature: &Named| {
            let mut scores = [0; N];
            self.model.add(feature.hash(), &mut scores);
            (feature.to_string(), scores[outcome])
        };
        heaviest(features.named().map(weigh), count)
    }
}

/// A model that knows what features mean together: to a linear score it adds `N - 1` sums of weights, each where it is
/// positive. The first half of the sums count for the candidate, the others against it.
pub(crate) struct HingeScorer<const N: usize>(Scorer<N>);

impl<const N: usize> HingeScorer<N> {
    /// Views a model that the binary was built with.
    ///
    /// # Panics
    /// As [`Scorer::embedded`].
    pub(crate) fn embedded(bytes: &'static [u8], kind: [u8; 4]) -> HingeScorer<N> {
        HingeScorer(Scorer::embedded(bytes, kind))
    }

    /// The score of a candidate: log-odds times [`UNIT`].
    pub(crate) fn score(&self, features: &Features) -> i32 {
        HingeScorer::<N>::joined(&self.0.scores(features))
    }

    fn joined(sums: &[i32; N]) -> i32 {
        let (linear, hinges) = (sums[0], &sums[1..]);
        let (on, against) = hinges.split_at(hinges.len() / 2);
        let positive = |sums: &[i32]| sums.iter().map(|s| s.max(&0)).sum::<i32>();
        linear + positive(on) - positive(against)
    }

    /// The features without which the score would change most, with that change, the weightiest first.
    pub(crate) fn reasons(&self, features: &Features, count: usize) -> Vec<(String, i32)> {
        let sums = self.0.scores(features);
        let weigh = |feature: &Named| {
            let mut own = [0; N];
            self.0.model.add(feature.hash(), &mut own);
            let without: [i32; N] = std::array::from_fn(|i| sums[i] - own[i]);
            (
                feature.to_string(),
                HingeScorer::<N>::joined(&sums) - HingeScorer::<N>::joined(&without),
            )
        };
        heaviest(features.named().map(weigh), count)
    }
}

/// The weightiest of features with their weights.
fn heaviest(weights: impl Iterator<Item = (String, i32)>, count: usize) -> Vec<(String, i32)> {
    let mut weights: Vec<(String, i32)> = weights.filter(|w| w.1 != 0).collect();
    weights.sort_by_key(|(_, weight)| std::cmp::Reverse(weight.abs()));
    weights.truncate(count);
    weights
}

/// One candidate that was judged.
#[derive(Clone, Debug)]
pub(crate) struct Judgement {
    /// The question ("trigger", "date", "antecedent").
    pub task: &'static str,
    /// The trigger of the event, or the pronoun.
    pub trigger: Span,
    /// The candidate that was judged, in readable form.
    pub candidate: String,
    /// Span of the candidate, if it has words of its own.
    pub span: Option<Span>,
    /// Governor of the candidate in the tree, so that a trainer can tell the head of a phrase.
    pub above: Option<Span>,
    /// The rules that proposed it.
    pub rule: String,
    /// The score for each outcome.
    pub scores: Vec<i32>,
    /// All its features: hash and text.
    pub features: Vec<(u32, String)>,
    /// The features that weighed most, for the outcome that was chosen.
    pub reasons: Vec<(String, i32)>,
    /// True if it was chosen.
    pub chosen: bool,
}

/// Annotation of an event: span of its trigger, and its first and last day.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Known {
    /// The trigger.
    pub trigger: Span,
    /// The days, if it has any.
    pub days: Option<(Date, Date)>,
}

/// Judgements on an article; none are kept unless asked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Trace {
    on: bool,
    known: Option<Vec<Known>>,
    judgements: Vec<Judgement>,
}

impl Trace {
    /// A trace that keeps every judgement.
    pub(crate) fn on() -> Trace {
        Trace {
            on: true,
            ..Trace::default()
        }
    }

    /// A trace for training: the events are known, in order of position, so that what depends on them is judged at the
    /// right places.
    pub(crate) fn training(known: Vec<Known>) -> Trace {
        Trace {
            on: true,
            known: Some(known),
            ..Trace::default()
        }
    }

    fn known(&self, word: Span) -> Option<Option<Known>> {
        let known = self.known.as_ref()?;
        let first = known.partition_point(|k| k.trigger.end <= word.start);
        Some(known.get(first).filter(|k| k.trigger.start < word.end).copied())
    }

    /// Returns in training whether a word is a trigger; `None` where nobody knows.
    pub(crate) fn is_trigger(&self, word: Span) -> Option<bool> {
        Some(self.known(word)?.is_some())
    }

    /// The days of the event that a word triggers, in training; `None` where nobody knows.
    pub(crate) fn days(&self, word: Span) -> Option<Option<(Date, Date)>> {
        Some(self.known(word)??.days)
    }

    /// No features yet, of a candidate that is to be judged.
    pub(crate) fn features<'d>(&self) -> Features<'d> {
        Features {
            hashes: Vec::with_capacity(MOST_FEATURES),
            named: self.on.then(Vec::new),
        }
    }

    /// Keeps a judgement.
    pub(crate) fn keep(&mut self, judgement: impl FnOnce() -> Judgement) {
        if self.on {
            self.judgements.push(judgement());
        }
    }

    /// All that was kept.
    pub(crate) fn judgements(&self) -> &[Judgement] {
        &self.judgements
    }
}
