//! Trains and evaluates the tagger of names.
//!
//! A structured averaged perceptron with a margin: each sentence is decoded, and where the best labels differ from the
//! true ones, the weights of the features and of the transitions move from the wrong to the right. Where a corpus leaves
//! the kind of a name open, the true labels are the best ones among those it allows. The second look learns from whole
//! articles, each labelled at first by weights that were learnt without it, since what was learnt from is labelled better
//! than what comes.

mod data;
mod evaluate;
mod learner;
mod sample;

use anyhow::{Context, Result, bail};

use crate::language::names::labels::LABELS;
use crate::language::names::{KIND, UNIT};
use crate::language::tables as model;
use data::{Headline, Text};
pub(super) use evaluate::evaluate;
use learner::{Learner, Row, Settings};

/// Settings that gave the best names on news that was not trained on.
const SETTINGS: Settings = Settings {
    rounds: 8,
    margin: 3,
    hidden: 8,
    least: 2,
};
/// Weights below this are left out of the model (1 is one step that was never taken back).
const FLOOR: f64 = 0.02;

/// Trains on files, each with an optional weight ("news.jsonl@2"), and writes the model.
pub(super) fn train(out: &str, files: &[&str]) -> Result<()> {
    if files.is_empty() {
        bail!("no files to learn from");
    }
    let mut texts: Vec<Text> = Vec::new();
    for file in files {
        let (file, weight) = file.rsplit_once('@').unwrap_or((file, "1"));
        let weight: usize = weight
            .parse()
            .with_context(|| format!("{file}: a weight is a whole number"))?;
        for mut text in data::read(file)? {
            text.weight = weight;
            texts.push(text);
        }
    }
    let headlines: Vec<Text> = texts.iter().enumerate().filter_map(as_headline).collect();
    texts.extend(headlines);
    let samples = texts.iter().flat_map(sample::samples).collect();
    drop(texts);
    let rows = rounded(&Learner::new(samples, SETTINGS).learn());
    let model = model::write(KIND, LABELS, &rows);
    eprintln!("{} bytes", model.len());
    std::fs::write(out, model).with_context(|| format!("cannot write {out}"))
}

/// A copy of every so manieth text in capitals as headlines have them, so that capitals alone make no name there.
fn as_headline((number, text): (usize, &Text)) -> Option<Text> {
    match number % 24 {
        0 | 12 => Some(text.as_headline(Headline::Title)),
        6 => Some(text.as_headline(Headline::Capitals)),
        _ => None,
    }
}

/// Weights of one byte, whose squares count: the largest gets the largest byte.
fn rounded(rows: &[Row]) -> Vec<(u32, Vec<(u8, i8)>)> {
    let weights = rows.iter().flat_map(|(_, row)| row);
    let top = weights.map(|(_, w)| w.abs()).fold(FLOOR, f64::max);
    let scale = 127.0 * 127.0 / top;
    eprintln!("the largest weight is {top:.1}; one step is {scale:.0}, the second look counts with {UNIT}");
    let byte = |w: f64| ((w.abs() * scale).sqrt().round().min(127.0) * w.signum()) as i8;
    let kept = rows.iter().map(|(feature, row)| {
        let row = row.iter().filter(|(_, w)| w.abs() >= FLOOR);
        (
            *feature,
            row.map(|(label, w)| (*label, byte(*w)))
                .filter(|(_, w)| *w != 0)
                .collect(),
        )
    });
    kept.filter(|(_, row): &(u32, Vec<(u8, i8)>)| !row.is_empty()).collect()
}
