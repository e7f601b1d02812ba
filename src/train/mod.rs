//! The trainer: makes the files that are embedded in the program, and measures them (feature `train`).
//!
//! It runs the feature code of the taggers themselves, so that training and use cannot drift apart. Every command is
//! deterministic: the same files in give the same bytes out.

mod args;
mod clusters;
mod conllu;
mod coref;
mod encoder;
mod events;
mod gazetteer;
mod gold;
mod headline;
mod manifest;
mod names;
pub(crate) mod perceptron;
mod punctuation;
mod segment;
mod tags;
mod treebank;

use args::{Cli, Command, GoldKind, Task};
use clap::Parser;

/// Runs the command that the program's arguments name.
///
/// # Errors
/// If a file cannot be read, understood or written.
pub fn run() -> anyhow::Result<()> {
    match &Cli::parse().command {
        Command::Clusters { words, out } => clusters::compile(words, out),
        Command::Segment {
            lines,
            show,
            trees,
            name,
        } => segment::evaluate(trees, name, !lines, show.errors),
        Command::Events { gold_kind, show, gold } => match gold_kind {
            GoldKind::Meantime => events::meantime(gold, show.errors),
            GoldKind::Plover => events::plover(gold, show.errors),
        },
        Command::Features {
            task: Task::Events,
            names,
            free,
            articles,
        } => events::features(articles, *names, *free),
        Command::Weights {
            kind,
            classes,
            weights,
            out,
        } => events::weights(kind, *classes, weights, out),
        Command::Coref { show, folder } => coref::chains(folder, show.errors),
        Command::Gap { show, file } => coref::gap(file, show.errors),
        Command::Inputs(args) => encoder::inputs(args),
        Command::Encoder { inputs, weights, out } => encoder::pack(inputs, weights, out),
        Command::Punctuation { out, trees } => punctuation::train(out, &words(trees)),
        Command::ScoreEncoder { show, folder, trees } => encoder::evaluate(folder, &words(trees), show.errors),
        Command::Gazetteer { out, lists } => gazetteer::compile(&words(lists), out),
        Command::Names { out, files } => names::train(out, &words(files)),
        Command::ScoreNames { show, model, files } => names::evaluate(model, &words(files), show.errors),
        Command::ScoreLemmas { show, trees } => tags::evaluate_lemmas(&words(trees), show.errors),
        Command::Manifest { folder } => manifest::update(folder),
    }
}

fn words(arguments: &[String]) -> Vec<&str> {
    arguments.iter().map(String::as_str).collect()
}
