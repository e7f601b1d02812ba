//! Trains and evaluates the part-of-speech tagger.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::language::tables::Model;
use crate::language::tag::lemma;
use crate::language::tag::tagger::{KIND, Line, PAIRS};
use crate::language::{Upos, Xpos, steps};

use super::conllu::{self, Sentence, Word};
use super::gold::Gold;
use super::headline::capitalised;
use super::perceptron::{Perceptron, Shuffle};

const SEED: u64 = 1;
const EPOCHS: usize = 6;
/// Margin of the right class, in updates of single features.
const MARGIN: i32 = 40;
/// Features that were moved less often, and smaller weights, are left out.
const LEAST: u32 = 3;
const FLOOR: f64 = 0.3;
/// Of 1,000 visits of a word seen once, those where it is hidden; of a word seen n times, a share of 1/n of that. New
/// texts are full of words that training has not seen.
const HIDDEN: usize = 700;

/// Trains a model on treebanks and writes it.
pub(super) fn train(out: &str, treebanks: &[&str]) -> Result<()> {
    let mut sentences = Vec::new();
    for path in treebanks {
        sentences.extend(conllu::read(path.as_ref())?);
    }
    let bytes = model(sentences, EPOCHS)?;
    std::fs::write(out, &bytes).with_context(|| format!("cannot write {out}"))?;
    eprintln!("{out}: {} bytes", bytes.len());
    Ok(())
}

/// The bytes of a model trained on sentences.
pub(super) fn model(mut sentences: Vec<Sentence>, epochs: usize) -> Result<Vec<u8>> {
    if sentences.is_empty() {
        bail!("no sentences to train on");
    }
    let mut shuffle = Shuffle::new(SEED);
    let copies: Vec<Sentence> = sentences.iter().filter_map(|s| restyle(s, &mut shuffle)).collect();
    sentences.extend(copies);
    let gold = Gold::new(sentences.iter());
    let truth = sentences
        .iter()
        .flat_map(|s| &s.words)
        .map(class)
        .collect::<Result<Vec<usize>>>()?;

    let mut weights = Perceptron::new(PAIRS.len());
    let mut order: Vec<usize> = (0..gold.sentences.len()).collect();
    let (mut line, mut features) = (Line::default(), Vec::new());
    let mut counts: HashMap<u32, usize> = HashMap::new();
    for sentence in &gold.sentences {
        line.read(&gold.text, &gold.tokens[sentence.tokens.range()], &gold.words);
        for i in 0..line.len() {
            *counts.entry(line.word(i)).or_default() += 1;
        }
    }
    for epoch in 1..=epochs {
        shuffle.order(&mut order);
        let mut wrong = 0usize;
        for &number in &order {
            let range = gold.sentences[number].tokens.range();
            line.read(&gold.text, &gold.tokens[range.clone()], &gold.words);
            for i in 0..line.len() {
                if shuffle.below(1000) < HIDDEN / counts[&line.word(i)] {
                    line.hide(i, shuffle.number() as u32);
                }
            }
            for i in 0..line.len() {
                wrong += usize::from(learn(&mut weights, &mut line, i, truth[range.start + i], &mut features));
            }
        }
        eprintln!(
            "epoch {epoch}: {:.2} % right",
            100.0 - 100.0 * wrong as f64 / truth.len() as f64
        );
    }
    Ok(weights.finish(KIND, LEAST, FLOOR))
}

/// Tags a word and learns from it; true if the tag was wrong.
fn learn(weights: &mut Perceptron, line: &mut Line, i: usize, truth: usize, features: &mut Vec<u32>) -> bool {
    let mut scores = [0i32; PAIRS.len()];
    line.score(i, weights, features, &mut scores);
    let rival = |scores: &[i32]| {
        let others = (0..scores.len()).filter(|class| *class != truth);
        others
            .max_by_key(|class| (scores[*class], std::cmp::Reverse(*class)))
            .unwrap_or(truth)
    };
    let rival = rival(&scores);
    weights.step();
    if scores[rival] + MARGIN > scores[truth] {
        weights.update(features, truth, rival);
    }
    let wrong = scores[rival] >= scores[truth];
    line.set(i, if wrong { rival } else { truth });
    wrong
}

/// The class of a word; where its pair of tags is none of [`PAIRS`], the commonest with its Penn tag.
pub(super) fn class(word: &Word) -> Result<usize> {
    let xpos = Xpos::parse(&word.xpos).with_context(|| format!("unknown tag {:?} of {:?}", word.xpos, word.form))?;
    let upos = Upos::parse(&word.upos).with_context(|| format!("unknown tag {:?} of {:?}", word.upos, word.form))?;
    let exact = PAIRS.iter().position(|pair| *pair == (xpos, upos));
    let class = exact.or_else(|| PAIRS.iter().position(|pair| pair.0 == xpos));
    class.with_context(|| format!("no class for {:?} of {:?}", word.xpos, word.form))
}

/// Copies of one sentence in six as a headline, in capitals or in small letters.
fn restyle(sentence: &Sentence, shuffle: &mut Shuffle) -> Option<Sentence> {
    let dice = shuffle.below(48);
    let mut copy = sentence.clone();
    for (i, word) in copy.words.iter_mut().enumerate() {
        let function = matches!(word.xpos.as_str(), "DT" | "IN" | "CC" | "TO") && i > 0;
        match dice {
            0..5 if !function => word.form = capitalised(&word.form),
            5 | 6 => word.form = word.form.to_uppercase(),
            7 => word.form = word.form.to_lowercase(),
            0..5 => {}
            _ => return None,
        }
    }
    Some(copy)
}

/// Prints how many words of treebanks a model tags right; with `errors`, the commonest confusions and each error.
pub(super) fn evaluate(model: &str, treebanks: &[&str], errors: bool) -> Result<()> {
    let bytes = std::fs::read(model).with_context(|| format!("cannot read {model}"))?;
    let weights = Model::view(&bytes, KIND, PAIRS.len()).with_context(|| format!("cannot use {model}"))?;
    for path in treebanks {
        let sentences = conllu::read(Path::new(path))?;
        let gold = Gold::new(sentences.iter());
        let (mut line, mut features) = (Line::default(), Vec::new());
        let (mut right_x, mut right_u, mut count) = (0usize, 0usize, 0usize);
        let mut confusions: BTreeMap<String, (usize, Vec<String>)> = BTreeMap::new();
        for (sentence, words) in gold.sentences.iter().zip(&sentences) {
            line.read(&gold.text, &gold.tokens[sentence.tokens.range()], &gold.words);
            for (i, word) in words.words.iter().enumerate() {
                let class = line.choose(i, &weights, &mut features);
                line.set(i, class);
                let (xpos, upos) = PAIRS[class];
                count += 1;
                right_u += usize::from(upos.as_str() == word.upos);
                right_x += usize::from(xpos.as_str() == word.xpos);
                if xpos.as_str() != word.xpos && errors {
                    let entry = confusions
                        .entry(format!("{} as {}", word.xpos, xpos.as_str()))
                        .or_default();
                    entry.0 += 1;
                    entry.1.push(context(words, i));
                }
            }
        }
        let share = |right: usize| 100.0 * right as f64 / count.max(1) as f64;
        println!(
            "{path}: XPOS {:.2}, UPOS {:.2}, {count} words",
            share(right_x),
            share(right_u)
        );
        let mut confusions: Vec<_> = confusions.into_iter().collect();
        confusions.sort_by_key(|(name, (count, _))| (std::cmp::Reverse(*count), name.clone()));
        for (name, (count, examples)) in confusions.iter().take(40) {
            println!("{count:5} {name}");
            for example in examples.iter().step_by((examples.len() / 5).max(1)).take(5) {
                println!("        {example}");
            }
        }
    }
    Ok(())
}

/// A word in brackets among its neighbours.
fn context(sentence: &Sentence, i: usize) -> String {
    let from = i.saturating_sub(4);
    let shown = sentence
        .words
        .iter()
        .enumerate()
        .skip(from)
        .take(9)
        .map(|(j, word)| match j == i {
            true => format!("[{}]", word.form),
            false => word.form.clone(),
        });
    shown.collect::<Vec<_>>().join(" ")
}

/// Prints how many words of treebanks get the lemma that they have there, ignoring case, with predicted tags; with
/// `errors`, the commonest differences.
pub(super) fn evaluate_lemmas(treebanks: &[&str], errors: bool) -> Result<()> {
    for path in treebanks {
        let sentences = conllu::read(Path::new(path))?;
        let mut gold = Gold::new(sentences.iter());
        steps::tag(&gold.text, &gold.sentences, &mut gold.tokens, &gold.words);
        lemma::lemmatise(&mut gold.tokens, &mut gold.words);
        let words = sentences.iter().flat_map(|s| &s.words);
        let mut right = 0usize;
        let mut wrong: BTreeMap<String, usize> = BTreeMap::new();
        for (token, word) in gold.tokens.iter().zip(words) {
            let (lemma, expected) = (token.lemma.of(&gold.words), word.lemma.to_lowercase());
            if lemma == expected {
                right += 1;
            } else {
                let tags = format!("{} as {}", word.xpos, token.xpos.as_str());
                *wrong
                    .entry(format!("{} {lemma}, not {expected} ({tags})", word.form))
                    .or_default() += 1;
            }
        }
        println!(
            "{path}: lemmas {:.2}",
            100.0 * right as f64 / gold.tokens.len().max(1) as f64
        );
        if errors {
            let mut wrong: Vec<_> = wrong.into_iter().collect();
            wrong.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), name.clone()));
            for (name, count) in wrong.iter().take(200) {
                println!("{count:5} {name}");
            }
        }
    }
    Ok(())
}
