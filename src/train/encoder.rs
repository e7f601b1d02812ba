//! The data that the encoder is trained on, its weights made ready for use, and its scores on treebanks.
//!
//! The network itself is trained with PyTorch (`train/encoder.py`), on inputs that the program computes, so that training and use
//! cannot drift apart. [`pack`] rounds the weights to the 16-bit numbers that the program works with.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use serde_json::json;

use super::args::InputsArgs;
use super::gold::Gold as Corpus;
use super::tags;
use super::treebank::{self, relation};
use crate::language::encoder::inputs::{self, INPUTS, UNKNOWN, WORDS};
use crate::language::encoder::{
    self, ARC, DISTANCES, FRACTION, LABEL, LAYERS, LIMIT, Network, RELATIONS, SCANS, TAGS, WIDTH,
};
use crate::language::tables::Model;
use crate::language::tree::{self as parser, punctuation};
use crate::language::{Analyser, Deprel};
use crate::lexicon::table::{self, Table};

/// Head of a token that is no part of the words' tree.
const NO_WORD: u16 = u16::MAX;
/// Tokens of the longest sentence that is learnt from.
const LONGEST: usize = 200;

/// Writes the inputs of the tokens of treebanks, with what is to be learnt: `rows.u16`, `tokens.u16` (class of the tags, head
/// among the words from 1 on, 0 for the root, relation), `lengths.u16`, `vocabulary.bin` and `about.json`.
pub(super) fn inputs(args: &InputsArgs) -> Result<()> {
    let sentences = treebank::with_headlines(treebank::read(&super::words(&args.trees))?, args.headlines);
    let corpus = treebank::tagged(&sentences)?;
    let (bytes, counts) = match &args.like {
        Some(folder) => known(Path::new(folder))?,
        None => vocabulary(&corpus, args.least),
    };
    let vocabulary = Table::view(&bytes).map_err(anyhow::Error::msg)?;
    let (mut rows, mut tokens, mut lengths) = (Vec::new(), Vec::new(), Vec::new());
    for (range, sentence) in corpus.sentences.iter().zip(&sentences) {
        let own = &corpus.tokens[range.tokens.range()];
        if own.len() > LONGEST {
            continue;
        }
        for token in inputs::rows(&corpus.text, &corpus.words, own, &vocabulary) {
            rows.extend(token);
        }
        let tree = treebank::tree(own, &corpus.words, sentence);
        for (word, of) in sentence.words.iter().zip(&tree.word_of) {
            let (head, deprel) = match *of {
                None => (NO_WORD, Deprel::Punct),
                Some(of) if tree.heads[of] == tree.heads.len() => (0, Deprel::Root),
                Some(of) => (tree.heads[of] as u16 + 1, tree.deprels[of]),
            };
            tokens.extend([tags::class(word)? as u16, head, deprel as u16]);
        }
        lengths.push(own.len() as u16);
    }
    let about = json!({
        "inputs": INPUTS, "rows": WORDS as usize + vocabulary.len(), "unknown": UNKNOWN, "tags": TAGS,
        "relations": RELATIONS, "counts": counts,
    });
    let folder = Path::new(&args.out);
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let bytes_of = |numbers: &[u16]| numbers.iter().flat_map(|n| n.to_le_bytes()).collect::<Vec<u8>>();
    for (name, bytes) in [
        ("rows.u16", bytes_of(&rows)),
        ("tokens.u16", bytes_of(&tokens)),
        ("lengths.u16", bytes_of(&lengths)),
        ("vocabulary.bin", bytes),
        ("about.json", about.to_string().into_bytes()),
    ] {
        let path = folder.join(name);
        std::fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

/// Information on words in the inputs of a training.
#[derive(Deserialize)]
struct About {
    counts: Vec<u32>,
}

/// The vocabulary of other inputs, and how often its words occur there.
fn known(folder: &Path) -> Result<(Vec<u8>, Vec<u32>)> {
    let read = |name: &str| {
        let path = folder.join(name);
        std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    let about: About = serde_json::from_slice(&read("about.json")?).context("about.json")?;
    Ok((read("vocabulary.bin")?, about.counts))
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

/// Weights as they were learnt, taken one matrix after the other.
struct Learnt<'w> {
    weights: &'w [f32],
    numbers: Vec<i16>,
    shifts: Vec<u32>,
}

impl Learnt<'_> {
    fn take(&mut self, count: usize) -> Result<&[f32]> {
        ensure!(
            self.weights.len() >= count,
            "the weights are those of a smaller network"
        );
        let (part, rest) = self.weights.split_at(count);
        self.weights = rest;
        Ok(part)
    }

    /// Adds so many numbers with [`FRACTION`] bits behind the point.
    fn plain(&mut self, count: usize) -> Result<()> {
        let value = |x: &f32| (x * (1 << FRACTION) as f32).round().clamp(-32768.0, 32767.0) as i16;
        let numbers: Vec<i16> = self.take(count)?.iter().map(value).collect();
        self.numbers.extend(numbers);
        Ok(())
    }

    /// Adds a matrix, row by row for each output, whose inputs are under a limit.
    fn matrix(&mut self, outputs: usize, inputs: usize, limit: i32) -> Result<()> {
        let weights = self.take(outputs * inputs)?.to_vec();
        self.shifts.push(matrix(&mut self.numbers, &weights, inputs, limit));
        Ok(())
    }
}

/// Writes the encoder from the learnt weights (32-bit numbers) and the vocabulary of the inputs.
pub(super) fn pack(folder: &str, weights: &str, out: &str) -> Result<()> {
    let read = |path: &Path| std::fs::read(path).with_context(|| format!("cannot read {}", path.display()));
    let vocabulary = read(&Path::new(folder).join("vocabulary.bin"))?;
    let words = Table::view(&vocabulary).map_err(anyhow::Error::msg)?.len();
    let bytes = read(Path::new(weights))?;
    let weights: Vec<f32> = bytes.as_chunks().0.iter().map(|b| f32::from_le_bytes(*b)).collect();
    let mut learnt = Learnt {
        weights: &weights,
        numbers: Vec::new(),
        shifts: Vec::new(),
    };
    learnt.plain((WORDS as usize + words) * WIDTH)?;
    for _ in 0..LAYERS {
        for (outputs, inputs) in [(WIDTH, 3 * WIDTH), (SCANS, WIDTH), (SCANS, WIDTH), (WIDTH, SCANS)] {
            learnt.matrix(outputs, inputs, LIMIT)?;
            learnt.plain(outputs)?;
        }
    }
    for outputs in [TAGS, ARC, ARC] {
        learnt.matrix(outputs, WIDTH, LIMIT)?;
        learnt.plain(outputs)?;
    }
    learnt.plain(ARC)?;
    learnt.plain(DISTANCES)?;
    learnt.matrix(LABEL, WIDTH, LIMIT)?;
    learnt.plain(LABEL)?;
    learnt.matrix(LABEL, WIDTH, LIMIT)?;
    learnt.matrix(RELATIONS, LABEL, LIMIT)?;
    learnt.plain(RELATIONS)?;
    ensure!(learnt.weights.is_empty(), "the weights are those of a larger network");
    eprintln!("shifts {:?}", learnt.shifts);
    let shifts = learnt.shifts.as_slice().try_into().context("shifts")?;
    let bytes = encoder::write(encoder::KIND, &vocabulary, &learnt.numbers, shifts);
    std::fs::write(out, &bytes).with_context(|| format!("cannot write {out}"))?;
    eprintln!("{out}: {} bytes", bytes.len());
    Ok(())
}

/// Adds a matrix as 16-bit numbers and returns its shift: the greatest with which no sum of a row can leave 32 bits.
fn matrix(numbers: &mut Vec<i16>, weights: &[f32], columns: usize, limit: i32) -> u32 {
    let row = |row: &[f32]| row.iter().map(|w| w.abs()).sum::<f32>();
    let greatest = weights.chunks_exact(columns).map(row).fold(0.0, f32::max);
    let single = weights.iter().fold(0.0f32, |a, w| a.max(w.abs()));
    let fits = |shift: u32| {
        let scale = (1u64 << shift) as f32;
        greatest * scale * limit as f32 <= (1u64 << 31) as f32 * 0.99 && single * scale <= 32767.0
    };
    let shift = (1..16).rev().find(|shift| fits(*shift)).unwrap_or(0);
    let scale = (1u32 << shift) as f32;
    let rounded = |w: &f32| (w * scale).round().clamp(-32768.0, 32767.0) as i16;
    let rows: Vec<i16> = weights.iter().map(rounded).collect();
    numbers.extend(encoder::product::in_blocks(&rows, columns));
    shift
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

fn measure(paths: &[&str], network: &Network, marks: &Model, errors: usize) -> Result<()> {
    for path in paths {
        let mut scores = Scores::default();
        let sentences = treebank::read(&[path])?;
        let mut corpus = Corpus::new(sentences.iter());
        let mut analyser = Analyser::new(network, marks);
        let (mut right_xpos, mut right_upos) = (0, 0);
        let mut confusions: BTreeMap<String, usize> = BTreeMap::new();
        for (range, sentence) in corpus.sentences.iter().zip(&sentences) {
            let tokens = &mut corpus.tokens[range.tokens.range()];
            analyser.analyse(&corpus.text, (0, tokens), &corpus.words);
            for (token, word) in tokens.iter().zip(&sentence.words) {
                right_upos += usize::from(token.upos.as_str() == word.upos);
                if token.xpos.as_str() == word.xpos {
                    right_xpos += 1;
                } else {
                    *confusions
                        .entry(format!("{} tagged {}", word.xpos, token.xpos.as_str()))
                        .or_default() += 1;
                }
            }
            let found: Vec<(u32, Deprel)> = tokens.iter().map(|t| (t.head.0, t.deprel)).collect();
            let gold: Vec<(u32, Deprel)> = sentence
                .words
                .iter()
                .map(|w| (w.head as u32, relation(&w.deprel)))
                .collect();
            scores.add(&gold, &found);
        }
        let percent = |n: usize| 100.0 * n as f64 / corpus.tokens.len().max(1) as f64;
        println!(
            "{path}: XPOS {:.2}, UPOS {:.2}",
            percent(right_xpos),
            percent(right_upos)
        );
        let mut confusions: Vec<_> = confusions.into_iter().collect();
        confusions.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        for (what, n) in confusions.into_iter().take(errors) {
            println!("{n:6}  {what}");
        }
        scores.print(path, errors);
    }
    Ok(())
}

/// Prints the scores of the models of a folder, or of the embedded ones (-); with `errors`, the commonest kinds of errors.
pub(super) fn evaluate(folder: &str, treebanks: &[&str], errors: bool) -> Result<()> {
    let errors = if errors { 40 } else { 0 };
    if folder == "-" {
        return measure(treebanks, encoder::embedded(), parser::embedded(), errors);
    }
    let file = |name: &str| {
        let path = std::path::Path::new(folder).join(name);
        std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    let (network, marks) = (file("encoder.bin")?, file("punctuation.bin")?);
    let network = &Network::view(&network, encoder::KIND)?;
    let marks = &Model::view(&marks, punctuation::KIND, punctuation::PLACES)?;
    measure(treebanks, network, marks, errors)
}
