//! Trains the dependency parser and measures it on treebanks.
//!
//! The parser learns while it parses (Goldberg & Nivre 2013): at each step the dynamic oracle tells which steps still
//! lead to the best tree that can be reached; where the parser's own choice is none of them, the weights move. After
//! the first pass it goes on with its own choice, so that it learns how to go on after mistakes.

use std::collections::BTreeMap;

use anyhow::{Context, Result};

use super::conllu::{self, Sentence};
use super::gold::Gold as Corpus;
use super::perceptron::{self, Perceptron, Shuffle};
use crate::language::model::{Model, Weights};
use crate::language::parser::{self, Atoms, Parser, State, Step, features};
use crate::language::{Deprel, Token, tagger};

/// A sentence with its tree.
struct Example {
    words: Vec<Atoms>,
    gold: Gold,
}

/// The tree to learn, ready for the oracle.
struct Gold {
    /// The head of each token; of the root, the number of tokens.
    heads: Vec<usize>,
    deprels: Vec<Deprel>,
    children: Vec<Vec<usize>>,
}

/// A relation by its name, or by the name without a subtype that the parser does not know.
fn relation(name: &str) -> Deprel {
    let universal = name.split_once(':').map_or(name, |(relation, _)| relation);
    Deprel::parse(name)
        .or_else(|| Deprel::parse(universal))
        .unwrap_or_default()
}

/// The sentences of treebanks.
fn read(treebanks: &[&str]) -> Result<Vec<Sentence>> {
    let mut all = Vec::new();
    for path in treebanks {
        all.extend(conllu::read(path.as_ref())?);
    }
    Ok(all)
}

/// Sentences as tokens with the tags that a tagger gives them.
fn tagged(sentences: &[Sentence], tagger: &Model) -> Corpus {
    let mut corpus = Corpus::new(sentences.iter());
    tagger::tag_with(
        tagger,
        &corpus.text,
        &corpus.sentences,
        &mut corpus.tokens,
        &corpus.words,
    );
    corpus
}

/// Examples of tagged sentences.
fn examples(sentences: &[Sentence], corpus: &Corpus) -> Vec<Example> {
    let ranges = corpus.sentences.iter().map(|s| s.tokens.range());
    let tokens = ranges.map(|range| &corpus.tokens[range]);
    tokens
        .zip(sentences)
        .map(|(t, s)| example(t, &corpus.words, s))
        .collect()
}

/// Sentences tagged each by a tagger that has not seen it, so that the tags have the errors that the parser will meet.
fn jackknifed(sentences: &[Sentence]) -> Result<Corpus> {
    let mut all = Corpus::new(sentences.iter());
    // Blocks of neighbours, so that a document is not on both sides.
    let held_out = |number: usize, part: usize| number / BLOCK % PARTS == part;
    for part in 0..PARTS {
        let mut rest: Vec<Sentence> = sentences.to_vec();
        let mut number = 0..;
        rest.retain(|_| number.next().is_some_and(|i| !held_out(i, part)));
        let bytes = super::tagger::model(rest, TAGGER_EPOCHS)?;
        let model = Model::view(&bytes, tagger::KIND, tagger::PAIRS.len())?;
        let tokens = tagged(sentences, &model).tokens;
        for (_, sentence) in all.sentences.iter().enumerate().filter(|(i, _)| held_out(*i, part)) {
            let range = sentence.tokens.range();
            all.tokens[range.clone()].copy_from_slice(&tokens[range]);
        }
    }
    Ok(all)
}

/// The jackknifed tags, kept in a file from one run to the next.
fn jackknifed_once(sentences: &[Sentence], file: &str) -> Result<Corpus> {
    if let Ok(bytes) = std::fs::read(file) {
        let mut corpus = Corpus::new(sentences.iter());
        for (token, pair) in corpus.tokens.iter_mut().zip(&bytes) {
            (token.xpos, token.upos) = tagger::PAIRS[usize::from(*pair)];
        }
        return Ok(corpus);
    }
    let corpus = jackknifed(sentences)?;
    let class = |t: &Token| tagger::PAIRS.iter().position(|pair| *pair == (t.xpos, t.upos));
    let classes: Vec<u8> = corpus.tokens.iter().map(|t| class(t).unwrap_or(0) as u8).collect();
    std::fs::write(file, classes).with_context(|| format!("cannot write {file}"))?;
    Ok(corpus)
}

/// Sentences that go into the same part, and parts.
const BLOCK: usize = 100;
const PARTS: usize = 4;
const TAGGER_EPOCHS: usize = 4;

fn example(tokens: &[Token], words: &str, sentence: &Sentence) -> Example {
    let n = tokens.len();
    let mut gold = Gold {
        heads: Vec::with_capacity(n),
        deprels: Vec::with_capacity(n),
        children: vec![Vec::new(); n + 1],
    };
    for (i, word) in sentence.words.iter().enumerate() {
        let head = if word.head == i { n } else { word.head };
        gold.heads.push(head);
        gold.children[head].push(i);
        gold.deprels.push(relation(&word.deprel));
    }
    Example {
        words: parser::atoms(tokens, words).collect(),
        gold,
    }
}

impl Gold {
    /// The steps of those possible that lose the fewest arcs of the tree.
    fn right(&self, state: &State, on_stack: &[bool]) -> Vec<Step> {
        let [shift, left, right] = state.possible();
        let (top, second, next) = (state.below_top(0), state.below_top(1), state.ahead(0));
        let mut offers: Vec<(usize, Step)> = Vec::with_capacity(3);
        // What is lost when the top of the stack can get no more children.
        let orphans = |token: usize| self.children[token].iter().rev().take_while(|c| **c >= next).count();
        if shift.is_some() {
            let head = self.heads[next];
            let lost_head = head < next && on_stack[head] && head != top;
            let left_children = self.children[next].iter().take_while(|c| **c < next);
            let lost = left_children.filter(|c| on_stack[**c]).count();
            offers.push((lost + usize::from(lost_head), Step::SHIFT));
        }
        if left.is_some() {
            let head = self.heads[top];
            let lost_head = head != next && (head == second || head > next);
            let deprel = if next == state.root() {
                Deprel::Root
            } else {
                self.named(top)
            };
            offers.push((orphans(top) + usize::from(lost_head), Step::left(deprel)));
        }
        if right.is_some() {
            let lost_head = self.heads[top] >= next;
            offers.push((orphans(top) + usize::from(lost_head), Step::right(self.named(top))));
        }
        let least = offers.iter().map(|(cost, _)| *cost).min();
        offers.retain(|(cost, _)| Some(*cost) == least);
        offers.into_iter().map(|(_, step)| step).collect()
    }

    /// The relation to learn for a token, whatever head it gets.
    fn named(&self, token: usize) -> Deprel {
        match self.deprels[token] {
            Deprel::Root => Deprel::Parataxis,
            other => other,
        }
    }
}

/// How a training goes.
struct Plan {
    epochs: usize,
    /// Features that were moved less often are left out.
    least: u32,
    floor: f64,
    margin: i32,
    gate: u8,
    /// Of 100 features, how many are hidden at each step.
    dropout: usize,
    explore: usize,
    /// Of how many sentences one is used.
    one_of: usize,
}

fn learn(examples: &[Example], plan: &Plan) -> Perceptron {
    let mut perceptron = Perceptron::new(Step::CLASSES).gated(plan.gate);
    let mut parser = Parser::default();
    let mut shuffle = Shuffle::new(7);
    let mut order: Vec<usize> = (0..examples.len()).step_by(plan.one_of).collect();
    let mut on_stack = Vec::new();
    for epoch in 0..plan.epochs {
        shuffle.order(&mut order);
        let (mut wrong, mut all) = (0usize, 0usize);
        for &i in &order {
            let example = &examples[i];
            parser.read(example.words.iter().copied());
            on_stack.clear();
            on_stack.resize(example.words.len() + 2, false);
            while !parser.state.is_done() {
                let mut found = features(&parser.atoms, &parser.state);
                if plan.dropout > 0 {
                    for feature in &mut found {
                        if shuffle.below(100) < plan.dropout {
                            *feature = perceptron::DROPPED;
                        }
                    }
                }
                let scores = parser.scores(&found, &perceptron);
                let guess = parser.best(&scores);
                let right = example.gold.right(&parser.state, &on_stack);
                let score = |step: Step| scores[usize::from(step.0)];
                let possible = parser.state.possible().into_iter().flatten().flatten();
                let others = possible.map(|c| Step(c as u8)).filter(|s| !right.contains(s));
                let truth = right.iter().copied().max_by_key(|s| score(*s)).unwrap_or(guess);
                perceptron.step();
                all += 1;
                wrong += usize::from(!right.contains(&guess));
                if let Some(rival) = others.max_by_key(|s| score(*s))
                    && score(truth) - score(rival) < plan.margin
                {
                    perceptron.update(&found, usize::from(truth.0), usize::from(rival.0));
                }
                let explore = epoch > 0 && shuffle.below(10) < plan.explore;
                let top = parser.state.below_top(0);
                let next = parser.state.ahead(0);
                let step = if explore { guess } else { truth };
                if step == Step::SHIFT {
                    on_stack[next] = true;
                } else {
                    on_stack[top] = false;
                }
                parser.state.take(step);
            }
        }
        eprintln!("pass {}: {wrong} of {all} steps wrong", epoch + 1);
    }
    perceptron
}

/// Counts of tokens.
#[derive(Default)]
struct Scores {
    tokens: usize,
    heads: usize,
    labels: usize,
    subtypes: usize,
    errors: BTreeMap<(&'static str, String), usize>,
}

impl Scores {
    fn add(&mut self, gold: &Gold, state: &State) {
        for (i, (&head, &deprel)) in gold.heads.iter().zip(&gold.deprels).enumerate() {
            let (found, found_deprel) = state.arc(i);
            let head = if head == gold.heads.len() { i } else { head };
            let right = found == head;
            let labelled = found_deprel.universal() == deprel.universal();
            self.tokens += 1;
            self.heads += usize::from(right);
            self.labels += usize::from(right && labelled);
            self.subtypes += usize::from(right && found_deprel == deprel);
            if !(right && labelled) {
                let what = match (right, labelled) {
                    (true, _) => format!("is called {}", found_deprel.universal()),
                    (_, true) => "hangs elsewhere".to_owned(),
                    _ => format!("hangs elsewhere as {}", found_deprel.universal()),
                };
                *self.errors.entry((deprel.universal(), what)).or_default() += 1;
            }
        }
    }

    fn print(&self, name: &str, errors: usize) {
        let percent = |n: usize| 100.0 * n as f64 / self.tokens.max(1) as f64;
        println!(
            "{name}: {} tokens, UAS {:.2}, LAS {:.2}, LAS with subtypes {:.2}",
            self.tokens,
            percent(self.heads),
            percent(self.labels),
            percent(self.subtypes)
        );
        let mut kinds: Vec<_> = self.errors.iter().collect();
        kinds.sort_by_key(|(_, n)| std::cmp::Reverse(**n));
        for ((gold, what), n) in kinds.into_iter().take(errors) {
            println!("{n:6}  {gold} {what}");
        }
    }
}

fn measure(paths: &[&str], weights: &impl Weights, errors: usize) -> Result<()> {
    let mut parser = Parser::default();
    for path in paths {
        let mut scores = Scores::default();
        let sentences = read(&[path])?;
        for example in examples(&sentences, &tagged(&sentences, tagger::embedded())) {
            parser.read(example.words.iter().copied());
            parser.run(weights);
            scores.add(&example.gold, &parser.state);
        }
        scores.print(path, errors);
    }
    Ok(())
}

/// The value of a flag `--name=value`.
fn flag<'a>(flags: &[&'a str], name: &str) -> Option<&'a str> {
    flags
        .iter()
        .find_map(|f| f.strip_prefix("--")?.strip_prefix(name)?.strip_prefix('='))
}

fn number(flags: &[&str], name: &str, default: usize) -> Result<usize> {
    flag(flags, name).map_or(Ok(default), |n| {
        n.parse().with_context(|| format!("--{name}: no number"))
    })
}

/// Trains on treebanks and writes the model.
pub(super) fn train(out: &str, trees: &[&str], flags: &[&str]) -> Result<()> {
    let plan = Plan {
        epochs: number(flags, "epochs", 10)?,
        least: number(flags, "least", 1)? as u32,
        floor: number(flags, "floor", 2)? as f64 / 100.0,
        margin: number(flags, "margin", 30)? as i32,
        gate: number(flags, "gate", 5)? as u8,
        dropout: number(flags, "dropout", 0)?,
        explore: number(flags, "explore", 10)?,
        one_of: number(flags, "one-of", 1)?,
    };
    let sentences = read(trees)?;
    let corpus = match flag(flags, "tags") {
        Some(file) => jackknifed_once(&sentences, file)?,
        None => jackknifed(&sentences)?,
    };
    let learnt = learn(&examples(&sentences, &corpus), &plan);
    let bytes = learnt.finish(parser::KIND, plan.least, plan.floor);
    std::fs::write(out, &bytes).with_context(|| format!("cannot write {out}"))?;
    let dev: Vec<&str> = flag(flags, "dev").map_or(Vec::new(), |d| d.split(',').collect());
    eprintln!("{} bytes", bytes.len());
    measure(&dev, &Model::embedded(&bytes, parser::KIND, Step::CLASSES), 0)
}

/// Prints the scores of a model, or of the embedded one; with `errors`, its commonest kinds of errors.
pub(super) fn evaluate(model: &str, treebanks: &[&str], errors: bool) -> Result<()> {
    let errors = if errors { 40 } else { 0 };
    if model == "-" {
        return measure(treebanks, parser::embedded(), errors);
    }
    let bytes = std::fs::read(model).with_context(|| format!("cannot read {model}"))?;
    let weights = Model::view(&bytes, parser::KIND, Step::CLASSES).with_context(|| format!("cannot use {model}"))?;
    measure(treebanks, &weights, errors)
}
