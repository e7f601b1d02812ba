//! Trains the dependency parser and measures it on treebanks.
//!
//! The parser learns while it parses (Goldberg & Nivre 2013): at each step the dynamic oracle tells which steps still
//! lead to the best tree that can be reached; where the parser's own choice is none of them, the weights move. After
//! the first pass it goes on with its own choice, so that it learns how to go on after mistakes.

use std::collections::BTreeMap;

use anyhow::{Context, Result};

use super::conllu::{self, Sentence};
use super::gold::Gold as Corpus;
use super::perceptron::{Perceptron, Shuffle};
use crate::language::model::{Model, Weights};
use crate::language::parser::punctuation::{self, Earlier, Edges, PLACES};
use crate::language::parser::{self, Atoms, Parser, State, Step, features};
use crate::language::{Deprel, Token, tagger};

/// A sentence with its tree.
struct Example {
    tokens: Vec<Atoms>,
    /// Head and relation of each token; the head of the root is itself.
    arcs: Vec<(u32, Deprel)>,
    gold: Gold,
    /// The word that each mark of punctuation hangs on.
    marks: Vec<u32>,
}

/// The words' tree, ready for the oracle.
struct Gold {
    /// The head of each word; of the root, the number of words.
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
    let mut gold = Gold {
        heads: parser.tokens.iter().map(|token| head(*token)).collect(),
        deprels: parser.tokens.iter().map(|token| arcs[*token as usize].1).collect(),
        children: vec![Vec::new(); n + 1],
    };
    for (word, &head) in gold.heads.iter().enumerate() {
        gold.children[head].push(word);
    }
    let marks = parser.marks.iter().map(|mark| head(mark.token) as u32).collect();
    Example {
        tokens: atoms,
        arcs,
        gold,
        marks,
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
    /// Mean weights under this are left out.
    floor: f64,
    /// By how much a right step must win, in updates of single features.
    margin: i32,
    /// Features that would have been moved less often are not learnt.
    gate: u8,
    /// Of how many sentences one is used.
    one_of: usize,
}

fn learn(examples: &[Example], plan: &Plan) -> Perceptron {
    let mut learner = Learner {
        weights: Perceptron::new(parser::CLASSES).gated(plan.gate),
        shuffle: Shuffle::new(SEED),
        parser: Parser::default(),
        on_stack: Vec::new(),
        margin: plan.margin,
    };
    let mut order: Vec<usize> = (0..examples.len()).step_by(plan.one_of).collect();
    for epoch in 0..plan.epochs {
        learner.shuffle.order(&mut order);
        let (mut wrong, mut wrong_marks) = (0, 0);
        for &i in &order {
            learner.parser.read(examples[i].tokens.iter().copied());
            wrong += learner.tree(&examples[i].gold, epoch > 0);
            wrong_marks += learner.marks(&examples[i]);
        }
        eprintln!("pass {}: {wrong} steps and {wrong_marks} marks wrong", epoch + 1);
    }
    learner.weights
}

/// What learning changes.
struct Learner {
    weights: Perceptron,
    shuffle: Shuffle,
    parser: Parser,
    on_stack: Vec<bool>,
    margin: i32,
}

impl Learner {
    /// Learns the steps of the sentence that the parser has read; returns how many went wrong. With `explore`, mostly
    /// goes on with its own choice.
    fn tree(&mut self, gold: &Gold, explore: bool) -> usize {
        let mut wrong = 0;
        self.on_stack.clear();
        self.on_stack.resize(gold.heads.len() + 2, false);
        while !self.parser.state.is_done() {
            let found = features(&self.parser.atoms, &self.parser.state);
            let mut scores = [0; parser::CLASSES];
            self.weights.add_all(&found, &mut scores);
            let guess = self.parser.best(&scores);
            let right = gold.right(&self.parser.state, &self.on_stack);
            let possible = self.parser.state.possible().into_iter().flatten().flatten();
            let others = possible.filter(|c| !right.contains(&Step(*c as u8)));
            let right_classes = right.iter().map(|step| usize::from(step.0));
            self.learn(&found, &scores, right_classes, others);
            wrong += usize::from(!right.contains(&guess));
            let own = explore && self.shuffle.below(20) > 0;
            let step = if own || right.is_empty() {
                guess
            } else {
                right[self.shuffle.below(right.len())]
            };
            let (top, next) = (self.parser.state.below_top(0), self.parser.state.ahead(0));
            let moved = if step == Step::SHIFT { next } else { top };
            self.on_stack[moved] = step == Step::SHIFT;
            self.parser.state.take(step);
        }
        wrong
    }

    /// Learns where the marks of a sentence hang in its tree; returns how many went wrong.
    fn marks(&mut self, example: &Example) -> usize {
        let heads: Vec<u32> = example.gold.heads.iter().map(|head| *head as u32).collect();
        let (mut edges, mut earlier) = (Edges::default(), Earlier::default());
        edges.read(&heads);
        earlier.start();
        let mut wrong = 0;
        let marks = std::mem::take(&mut self.parser.marks);
        for (mark, &head) in marks.iter().zip(&example.marks) {
            let candidates = edges.candidates(&heads, mark.gap as usize);
            let found = punctuation::features(mark, &candidates, &earlier, &self.parser.atoms, &example.gold.deprels);
            earlier.note(mark, head);
            let Some(truth) = candidates.iter().position(|c| *c == Some(head)) else {
                continue;
            };
            let mut scores = [0; parser::CLASSES];
            self.weights.add_all(&found, &mut scores);
            let class = |place: usize| Step::CLASSES + place;
            let others = (0..PLACES)
                .filter(|p| *p != truth && candidates[*p].is_some())
                .map(class);
            wrong += usize::from(self.learn(&found, &scores, [class(truth)].into_iter(), others));
        }
        self.parser.marks = marks;
        wrong
    }

    /// Moves weights where the best right class is not far enough before the best other one; true if it is not before.
    fn learn(
        &mut self,
        features: &[u32],
        scores: &parser::Scores,
        right: impl Iterator<Item = usize>,
        others: impl Iterator<Item = usize>,
    ) -> bool {
        self.weights.step();
        let truth = right.max_by_key(|class| scores[*class]);
        let rival = others.max_by_key(|class| scores[*class]);
        let (Some(truth), Some(rival)) = (truth, rival) else {
            return false;
        };
        let lead = scores[truth] - scores[rival];
        if lead < self.margin {
            self.weights.update(features, truth, rival);
        }
        lead <= 0
    }
}

const SEED: u64 = 7;

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
    fn add(&mut self, gold: &[(u32, Deprel)], found: &[(u32, Deprel)]) {
        for (&(head, deprel), &(found, found_deprel)) in gold.iter().zip(found) {
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
            parser.read(example.tokens.iter().copied());
            parser.run(weights);
            scores.add(&example.arcs, &parser.arcs);
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
        epochs: number(flags, "epochs", 6)?,
        floor: number(flags, "floor", 15)? as f64 / 100.0,
        margin: number(flags, "margin", 40)? as i32,
        gate: number(flags, "gate", 14)? as u8,
        one_of: number(flags, "one-of", 1)?,
    };
    let sentences = read(trees)?;
    let corpus = match flag(flags, "tags") {
        Some(file) => jackknifed_once(&sentences, file)?,
        None => jackknifed(&sentences)?,
    };
    let learnt = learn(&examples(&sentences, &corpus), &plan);
    let bytes = learnt.finish(parser::KIND, 1, plan.floor);
    std::fs::write(out, &bytes).with_context(|| format!("cannot write {out}"))?;
    let dev: Vec<&str> = flag(flags, "dev").map_or(Vec::new(), |d| d.split(',').collect());
    eprintln!("{} bytes", bytes.len());
    measure(&dev, &Model::embedded(&bytes, parser::KIND, parser::CLASSES), 0)
}

/// Prints the scores of a model, or of the embedded one; with `errors`, its commonest kinds of errors.
pub(super) fn evaluate(model: &str, treebanks: &[&str], errors: bool) -> Result<()> {
    let errors = if errors { 40 } else { 0 };
    if model == "-" {
        return measure(treebanks, parser::embedded(), errors);
    }
    let bytes = std::fs::read(model).with_context(|| format!("cannot read {model}"))?;
    let weights = Model::view(&bytes, parser::KIND, parser::CLASSES).with_context(|| format!("cannot use {model}"))?;
    measure(treebanks, &weights, errors)
}
