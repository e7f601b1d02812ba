//! The trainer: makes the files that are embedded in the program, and measures them (feature `train`).
//!
//! It runs the feature code of the taggers themselves, so that training and use cannot drift apart. Every command is
//! deterministic: the same files in give the same bytes out.

mod clusters;
mod conllu;
mod events;
pub mod perceptron;
mod segment;

use anyhow::bail;

const USAGE: &str = "\
usage:
  newsx-train clusters WORDS.tsv OUT         word clusters (word, coarse, middle, fine; most frequent first) to a table
  newsx-train segment [--lines] [--errors] TREES.conllu [NAME]
                                             scores tokens and sentence ends on a treebank's text; --lines: a document is
                                             one line, without paragraphs; NAME: only documents whose name contains it
  newsx-train events meantime|plover [--errors] GOLD.jsonl
                                             scores triggers and dates (MEANTIME) or classes (PLOVER records)";

/// Runs the command that the arguments name.
///
/// # Errors
/// If the command is unknown, or a file cannot be read, understood or written.
pub fn run(arguments: Vec<String>) -> anyhow::Result<()> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (flags, words): (Vec<&str>, Vec<&str>) = words.iter().partition(|w| w.starts_with("--"));
    match words[..] {
        ["segment", trees, ref only @ ..] => segment::evaluate(
            trees.as_ref(),
            only.first().unwrap_or(&""),
            !flags.contains(&"--lines"),
            flags.contains(&"--errors"),
        ),
        ["events", "meantime", gold] => events::meantime(gold.as_ref(), flags.contains(&"--errors")),
        ["events", "plover", gold] => events::plover(gold.as_ref(), flags.contains(&"--errors")),
        ["clusters", words, out] => clusters::compile(words, out),
        _ => bail!("{USAGE}"),
    }
}
