//! Trains the dependency parser and measures it on treebanks.
//!
//! The parser learns while it parses (Goldberg & Nivre 2013): at each step the dynamic oracle tells which steps still
//! lead to the best tree that can be reached; where the parser's own choice is none of them, the weights move. After
//! the first pass it goes on with its own choice, so that it learns how to go on after mistakes.

use std::collections::BTreeMap;

use anyhow::{Context, Result};

use super::conllu;
use super::perceptron::{Perceptron, Shuffle};
use crate::language::model::{Model, Weights};
use crate::language::parser::{self, Atoms, Parser, State, Step};
use crate::language::{Deprel, Upos, Xpos};

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

fn examples(paths: &[&str]) -> Result<Vec<Example>> {
    let mut all = Vec::new();
    for path in paths {
        let sentences = conllu::read(path.as_ref())?;
        all.extend(sentences.into_iter().map(example));
    }
    Ok(all)
}

fn example(sentence: conllu::Sentence) -> Example {
    let n = sentence.words.len();
    let mut gold = Gold {
        heads: Vec::with_capacity(n),
        deprels: Vec::with_capacity(n),
        children: vec![Vec::new(); n + 1],
    };
    let mut words = Vec::with_capacity(n);
    for (i, word) in sentence.words.into_iter().enumerate() {
        let head = if word.head == i { n } else { word.head };
        gold.heads.push(head);
        gold.children[head].push(i);
        gold.deprels.push(relation(&word.deprel));
        let xpos = Xpos::parse(&word.xpos).unwrap_or_default();
        let upos = Upos::parse(&word.upos).unwrap_or_default();
        words.push(Atoms::of(&word.form.to_lowercase(), xpos, upos));
    }
    Example { words, gold }
}

impl Gold {
    /// The step of those possible that loses the fewest arcs of the tree; of equals, the one that scores best.
    fn best(&self, state: &State, on_stack: &[bool], scores: &[i32]) -> Step {
        let [shift, left, right] = state.possible();
        let (top, second, next) = (state.below_top(0), state.below_top(1), state.ahead(0));
        let mut best: Option<(usize, i32, Step)> = None;
        let mut offer = |cost: usize, step: Step| {
            let score = scores[usize::from(step.0)];
            if best.is_none_or(|(c, s, _)| cost < c || cost == c && score > s) {
                best = Some((cost, score, step));
            }
        };
        // What is lost when the top of the stack can get no more children.
        let orphans = |token: usize| self.children[token].iter().rev().take_while(|c| **c >= next).count();
        if shift.is_some() {
            let head = self.heads[next];
            let lost_head = head < next && on_stack[head] && head != top;
            let left_children = self.children[next].iter().take_while(|c| **c < next);
            let lost = left_children.filter(|c| on_stack[**c]).count();
            offer(lost + usize::from(lost_head), Step::SHIFT);
        }
        if left.is_some() {
            let head = self.heads[top];
            let lost_head = head != next && (head == second || head > next);
            let deprel = if next == state.root() {
                Deprel::Root
            } else {
                self.named(top)
            };
            offer(orphans(top) + usize::from(lost_head), Step::left(deprel));
        }
        if right.is_some() {
            let lost_head = self.heads[top] >= next;
            offer(orphans(top) + usize::from(lost_head), Step::right(self.named(top)));
        }
        best.map_or(Step::SHIFT, |(_, _, step)| step)
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
    /// Of how many sentences one is used.
    one_of: usize,
}

fn learn(examples: &[Example], plan: &Plan) -> Perceptron {
    let mut perceptron = Perceptron::new(Step::CLASSES);
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
                let (guess, features, scores) = parser.choose(&perceptron);
                let truth = example.gold.best(&parser.state, &on_stack, &scores);
                perceptron.step();
                all += 1;
                if guess != truth {
                    wrong += 1;
                    perceptron.update(&features, usize::from(truth.0), usize::from(guess.0));
                }
                let explore = epoch > 0 && shuffle.below(10) > 0;
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
        for example in examples(&[path])? {
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
        least: number(flags, "least", 3)? as u32,
        floor: number(flags, "floor", 2)? as f64 / 100.0,
        one_of: number(flags, "one-of", 1)?,
    };
    let bytes = learn(&examples(trees)?, &plan).finish(parser::KIND, plan.least, plan.floor);
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
