//! Trains and evaluates the tagger of names.
//!
//! A structured averaged perceptron: each sentence is decoded, and where the best labels differ from the true ones, the
//! weights of the features and of the transitions move from the wrong to the right. Where a corpus leaves the kind of a
//! name open, the true labels are the best ones among those it allows.

mod data;
mod evaluate;
mod learner;

use anyhow::{Context, Result, bail};

use data::Text;
pub(super) use evaluate::evaluate;
use learner::Learner;

/// Rounds over the data.
const ROUNDS: usize = 8;

/// Trains on files, each with an optional weight ("news.jsonl@2"), and writes the model.
pub(super) fn train(out: &str, files: &[&str]) -> Result<()> {
    if files.is_empty() {
        bail!("no files to learn from");
    }
    let mut texts: Vec<(Text, usize)> = Vec::new();
    for file in files {
        let (file, weight) = file.rsplit_once('@').unwrap_or((file, "1"));
        let weight: usize = weight
            .parse()
            .with_context(|| format!("{file}: a weight is a whole number"))?;
        texts.extend(data::read(file)?.into_iter().map(|text| (text, weight)));
    }
    let mut learner = Learner::new(&texts);
    drop(texts);
    for round in 1..=ROUNDS {
        let wrong = learner.round();
        eprintln!("round {round}: {wrong} labels wrong");
    }
    let model = learner.finish();
    eprintln!("{} bytes", model.len());
    std::fs::write(out, model).with_context(|| format!("cannot write {out}"))
}
