//! The trainer: makes the files that are embedded in the program, and measures them (feature `train`).
//!
//! It runs the feature code of the taggers themselves, so that training and use cannot drift apart. Every command is
//! deterministic: the same files in give the same bytes out.

mod clusters;

use anyhow::bail;

const USAGE: &str = "\
usage:
  newsx-train clusters WORDS.tsv OUT         word clusters (word, coarse, middle, fine; most frequent first) to a table";

/// Runs the command that the arguments name.
///
/// # Errors
/// If the command is unknown, or a file cannot be read, understood or written.
pub fn run(arguments: Vec<String>) -> anyhow::Result<()> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["clusters", words, out] => clusters::compile(words, out),
        _ => bail!("{USAGE}"),
    }
}
