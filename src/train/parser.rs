//! Trains the dependency parser and measures it on treebanks.
//!
//! The parser learns while it parses (Goldberg & Nivre 2013): at each step the dynamic oracle tells which steps still
//! lead to the best tree that can be reached, and the weights move so that these become likelier. After the first pass
//! it goes on with its own choice, so that it learns how to go on after mistakes.

use std::collections::BTreeMap;

use anyhow::{Context, Result};

use super::args::ParserArgs;
use super::conllu::{self, Sentence};
use super::gold::Gold as Corpus;
use super::headline;
use super::network::{self, Pass, Rates, STEP_COLUMNS};
use super::perceptron::{Perceptron, Shuffle};
use crate::language::tables::{Model, Weights};
use crate::language::tag::tagger::{self, Tagger};
use crate::language::tree::inputs::{self, Rows};
use crate::language::tree::network::Network;
use crate::language::tree::punctuation::{self, Earlier, Edges};
use crate::language::tree::{self as parser, Atoms, Models, Parser, State, Step};
use crate::language::{Deprel, Token};
use crate::lexicon::table;

/// A sentence with its tree.
struct Example {
    tokens: Vec<Atoms>,
    rows: Vec<Rows>,
    /// The class of each token's tag.
    tags: Vec<u8>,
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

/// Puts a headline made of it behind one sentence of so many (0: none).
fn with_headlines(sentences: Vec<Sentence>, one_of: usize) -> Vec<Sentence> {
    let mut shuffle = Shuffle::new(SEED);
    let mut all = Vec::with_capacity(sentences.len());
    for sentence in sentences {
        let chosen = one_of > 0 && shuffle.below(one_of) == 0;
        let headline = if chosen {
            headline::of(&sentence, &mut shuffle)
        } else {
            None
        };
        all.push(sentence);
        all.extend(headline);
    }
    all
}

/// Sentences as tokens with the tags that a tagger gives them.
fn tagged(sentences: &[Sentence], tagger: &Model) -> Corpus {
    let mut corpus = Corpus::new(sentences.iter());
    let mut tagger = Tagger::new(tagger);
    for sentence in &corpus.sentences {
        let tokens = &mut corpus.tokens[sentence.tokens.range()];
        tagger.tag(&corpus.text, tokens, &corpus.words);
    }
    corpus
}

/// Examples of tagged sentences.
fn examples(sentences: &[Sentence], corpus: &Corpus, vocabulary: &table::Table) -> Result<Vec<Example>> {
    let examples = corpus.sentences.iter().zip(sentences).map(|(range, sentence)| {
        let tokens = &corpus.tokens[range.tokens.range()];
        let rows = inputs::rows(&corpus.text, &corpus.words, tokens, vocabulary).collect();
        example(tokens, &corpus.words, rows, sentence)
    });
    examples.collect()
}

/// The words that occur often enough to be known, commonest first, and how often.
fn vocabulary(corpus: &Corpus, least: u32) -> (Vec<u8>, Vec<u32>) {
    let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
    for token in &corpus.tokens {
        *counts.entry(inputs::key(token.lower.of(&corpus.words))).or_default() += 1;
    }
    let mut words: Vec<(u32, u32)> = counts.into_iter().filter(|(_, n)| *n >= least).collect();
    words.sort_by_key(|(key, n)| (std::cmp::Reverse(*n), *key));
    let table = table::build(words.iter().zip(0..).map(|((key, _), number)| (*key, number)));
    (table, words.into_iter().map(|(_, n)| n).collect())
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

fn example(tokens: &[Token], words: &str, rows: Vec<Rows>, sentence: &Sentence) -> Result<Example> {
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
    let tags = sentence.words.iter().map(|w| Ok(super::tagger::class(w)? as u8));
    Ok(Example {
        tokens: atoms,
        rows,
        tags: tags.collect::<Result<_>>()?,
        gold,
        marks,
    })
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

/// Settings of a training.
struct Plan {
    epochs: usize,
    /// Sentences between two moves of the weights.
    batch: usize,
    /// One of so many sentences is used.
    one_of: usize,
    seed: u64,
    rates: Rates,
}

/// Learns where punctuation hangs.
fn learn_marks(examples: &[Example]) -> Vec<u8> {
    let mut weights = Perceptron::new(punctuation::PLACES).gated(3);
    let (mut shuffle, mut parser) = (Shuffle::new(SEED), Parser::default());
    let mut order: Vec<usize> = (0..examples.len()).collect();
    for _ in 0..6 {
        shuffle.order(&mut order);
        for &i in &order {
            parser.read(examples[i].tokens.iter().copied());
            marks(&mut weights, &parser, &examples[i]);
        }
    }
    weights.finish(punctuation::KIND, 1, 0.1)
}

/// Learns where the marks of a sentence hang in its tree.
fn marks(weights: &mut Perceptron, parser: &Parser, example: &Example) {
    let heads: Vec<u32> = example.gold.heads.iter().map(|head| *head as u32).collect();
    let (mut edges, mut earlier) = (Edges::default(), Earlier::default());
    edges.read(&heads);
    earlier.start();
    for (mark, &head) in parser.marks.iter().zip(&example.marks) {
        let candidates = edges.candidates(&heads, mark.gap as usize);
        let found = punctuation::features(mark, &candidates, &earlier, &parser.atoms, &example.gold.deprels);
        earlier.note(mark, head);
        let Some(truth) = candidates.iter().position(|c| *c == Some(head)) else {
            continue;
        };
        let mut scores = [0; punctuation::PLACES];
        weights.add_all(&found, &mut scores);
        weights.step();
        let others = (0..punctuation::PLACES).filter(|p| *p != truth && candidates[*p].is_some());
        if let Some(rival) = others.max_by_key(|place| scores[*place])
            && scores[truth] - scores[rival] < 40
        {
            weights.update(&found, truth, rival);
        }
    }
}

/// Weights that training on trees changes.
struct Learner<'e> {
    network: network::Network,
    pass: Pass,
    shuffle: Shuffle,
    parser: Parser,
    on_stack: Vec<bool>,
    counts: &'e [u32],
}

fn learn(
    examples: &[Example],
    vocabulary: &[u8],
    counts: &[u32],
    plan: &Plan,
    dev: impl Fn(&[u8]) -> Result<()>,
) -> Result<Vec<u8>> {
    let mut learner = Learner {
        network: network::Network::new(counts.len(), plan.rates, plan.seed),
        pass: Pass::default(),
        shuffle: Shuffle::new(plan.seed),
        parser: Parser::default(),
        on_stack: Vec::new(),
        counts,
    };
    learner.network.turn();
    let mut order: Vec<usize> = (0..examples.len()).step_by(plan.one_of).collect();
    let batches = order.len().div_ceil(plan.batch) * plan.epochs;
    let mut done = 0;
    for epoch in 0..plan.epochs {
        learner.shuffle.order(&mut order);
        let (mut wrong, mut wrong_tags, mut steps) = (0, 0, 0);
        for batch in order.chunks(plan.batch) {
            for &i in batch {
                let result = learner.sentence(&examples[i], epoch > 0);
                wrong += result.0;
                wrong_tags += result.1;
                steps += 2 * examples[i].tokens.len();
            }
            done += 1;
            learner.network.update(1.0 - done as f32 / batches as f32);
        }
        eprintln!(
            "pass {}: {wrong} steps and {wrong_tags} tags wrong of {steps}",
            epoch + 1
        );
        if (epoch + 1) % 4 == 0 && epoch + 1 < plan.epochs {
            dev(&learner.network.finish(parser::KIND, vocabulary))?;
        }
    }
    Ok(learner.network.finish(parser::KIND, vocabulary))
}

impl Learner<'_> {
    /// Learns a sentence; returns how many steps and tags went wrong. With `explore`, mostly goes on with its own choice.
    fn sentence(&mut self, example: &Example, explore: bool) -> (usize, usize) {
        self.network
            .encode(&mut self.pass, &example.rows, self.counts, &mut self.shuffle);
        let wrong_tags = self.network.learn_tags(&mut self.pass, &example.tags);
        self.parser.read(example.tokens.iter().copied());
        self.network.begin_steps(&mut self.pass, &self.parser.tokens);
        let wrong = self.tree(&example.gold, explore);
        self.network.back(&mut self.pass);
        (wrong, wrong_tags)
    }

    fn tree(&mut self, gold: &Gold, explore: bool) -> usize {
        let mut wrong = 0;
        self.on_stack.clear();
        self.on_stack.resize(gold.heads.len() + 2, false);
        while !self.parser.state.is_done() {
            let parser = &mut self.parser;
            parser.view.look(&parser.atoms, &parser.state);
            let (places, rows) = (parser.view.places, &parser.view.rows);
            let scores = self.network.scores(&mut self.pass, places, rows, &mut self.shuffle);
            let right = gold.right(&parser.state, &self.on_stack);
            let possible: Vec<usize> = parser.state.possible().into_iter().flatten().flatten().collect();
            let guess = best(&scores, possible.iter().copied());
            network::Network::note(&mut self.pass, &gradient(&scores, &possible, &right));
            wrong += usize::from(!right.contains(&guess));
            let own = explore && self.shuffle.below(10) > 0;
            let step = if own || right.is_empty() {
                guess
            } else {
                best(&scores, right.iter().map(|step| usize::from(step.0)))
            };
            let (top, next) = (parser.state.below_top(0), parser.state.ahead(0));
            let moved = if step == Step::SHIFT { next } else { top };
            self.on_stack[moved] = step == Step::SHIFT;
            parser.state.take(step);
        }
        wrong
    }
}

fn best(scores: &[f32], classes: impl Iterator<Item = usize>) -> Step {
    let mut best = (f32::MIN, Step::SHIFT);
    for class in classes {
        if scores[class] > best.0 {
            best = (scores[class], Step(class as u8));
        }
    }
    best.1
}

/// The gradient of the loss, which is the logarithm of the share that the right steps have of the likelihood.
fn gradient(scores: &[f32], possible: &[usize], right: &[Step]) -> [f32; STEP_COLUMNS] {
    let mut out = [0.0; STEP_COLUMNS];
    let top = possible.iter().fold(f32::MIN, |top, class| top.max(scores[*class]));
    let mut all = 0.0;
    for &class in possible {
        out[class] = network::exp(scores[class] - top);
        all += out[class];
    }
    let hit: f32 = right
        .iter()
        .map(|step| out[usize::from(step.0)])
        .sum::<f32>()
        .max(1e-20);
    for &class in possible {
        let share = if right.contains(&Step(class as u8)) {
            out[class] / hit
        } else {
            0.0
        };
        out[class] = out[class] / all - share;
    }
    out
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

fn measure(paths: &[&str], models: Models, errors: usize) -> Result<()> {
    for path in paths {
        let mut scores = Scores::default();
        let sentences = read(&[path])?;
        let mut corpus = Corpus::new(sentences.iter());
        let (mut tagger, mut parser) = (Tagger::new(tagger::embedded()), Parser::default());
        let (mut first, mut again) = (0, 0);
        for (range, sentence) in corpus.sentences.iter().zip(&sentences) {
            let tokens = &mut corpus.tokens[range.tokens.range()];
            let right = |tokens: &[Token]| {
                let pairs = tokens.iter().zip(&sentence.words);
                pairs.filter(|(t, word)| t.xpos.as_str() == word.xpos).count()
            };
            tagger.tag(&corpus.text, tokens, &corpus.words);
            first += right(tokens);
            parser.parse(models, &corpus.text, (0, tokens), &corpus.words, &tagger.rankings);
            again += right(tokens);
            let found: Vec<(u32, Deprel)> = tokens.iter().map(|t| (t.head.0, t.deprel)).collect();
            let gold: Vec<(u32, Deprel)> = sentence
                .words
                .iter()
                .map(|w| (w.head as u32, relation(&w.deprel)))
                .collect();
            scores.add(&gold, &found);
        }
        let percent = |n: usize| 100.0 * n as f64 / corpus.tokens.len().max(1) as f64;
        println!("{path}: XPOS {:.2}, at first {:.2}", percent(again), percent(first));
        scores.print(path, errors);
    }
    Ok(())
}

/// Trains on treebanks and writes the models of trees and of punctuation into a folder.
pub(super) fn train(args: &ParserArgs) -> Result<()> {
    let share = |thousandths: f32| thousandths / 1000.0;
    let plan = Plan {
        epochs: args.epochs,
        batch: args.batch,
        one_of: args.one_of,
        seed: args.seed,
        rates: Rates {
            learning: share(args.rate),
            input_dropout: share(args.input),
            layer_dropout: share(args.layer),
            hidden_dropout: share(args.hidden),
            word_dropout: share(args.word),
            tag_dropout: share(args.tag),
            tags: share(args.weight_of_tags),
            decay: share(args.decay),
        },
    };
    let sentences = with_headlines(read(&super::words(&args.trees))?, args.headlines);
    let corpus = match &args.tags {
        Some(file) => jackknifed_once(&sentences, file)?,
        None => jackknifed(&sentences)?,
    };
    let (vocabulary, counts) = vocabulary(&corpus, args.least);
    let examples = examples(
        &sentences,
        &corpus,
        &table::Table::view(&vocabulary).map_err(anyhow::Error::msg)?,
    )?;
    let marks = learn_marks(&examples);
    let dev = super::words(&args.dev);
    let test = |bytes: &[u8]| {
        let network = &Network::view(bytes, parser::KIND)?;
        let marks = &Model::view(&marks, punctuation::KIND, punctuation::PLACES)?;
        measure(&dev, Models { network, marks }, 0)
    };
    let bytes = learn(&examples, &vocabulary, &counts, &plan, test)?;
    for (name, bytes) in [("parser.bin", &bytes), ("punctuation.bin", &marks)] {
        let path = std::path::Path::new(&args.folder).join(name);
        std::fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
        eprintln!("{}: {} bytes", path.display(), bytes.len());
    }
    test(&bytes)
}

/// Prints the scores of the models of a folder, or of the embedded ones (-); with `errors`, the commonest kinds of errors.
pub(super) fn evaluate(folder: &str, treebanks: &[&str], errors: bool) -> Result<()> {
    let errors = if errors { 40 } else { 0 };
    if folder == "-" {
        return measure(treebanks, parser::embedded(), errors);
    }
    let file = |name: &str| {
        let path = std::path::Path::new(folder).join(name);
        std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    let (trees, marks) = (file("parser.bin")?, file("punctuation.bin")?);
    let network = &Network::view(&trees, parser::KIND)?;
    let marks = &Model::view(&marks, punctuation::KIND, punctuation::PLACES)?;
    measure(treebanks, Models { network, marks }, errors)
}
