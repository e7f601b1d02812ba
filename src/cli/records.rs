//! Stored records, read again: of `select`, `convert` and `verify`.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use anyhow::Context;
use newsx::emit::Record;

/// A record, or why there is none, with its place in words: "facts.jsonl: line 3".
pub(crate) type Read1 = (String, serde_json::Result<Record>);

/// Hands over every record of files, in order, until `take` fails. `-`, or no file at all, is standard input.
///
/// # Errors
/// A file that cannot be read, and the first of `take`.
pub(crate) fn each(files: &[PathBuf], mut take: impl FnMut(Read1) -> anyhow::Result<()>) -> anyhow::Result<()> {
    let stdin = [PathBuf::from("-")];
    let files = if files.is_empty() { &stdin } else { files };
    for path in files {
        let mut reader = open(path).with_context(|| format!("{} cannot be read", path.display()))?;
        // A first line that is JSON by itself begins JSON Lines; anything else is one record on many lines.
        let mut first = Vec::new();
        reader.read_until(b'\n', &mut first)?;
        if first.is_empty() || serde_json::from_slice::<serde::de::IgnoredAny>(&first).is_ok() {
            let rest = reader.split(b'\n').map(|line| line.context("cannot be read"));
            for (number, line) in (1..).zip(std::iter::once(Ok(first)).chain(rest)) {
                let line = line?;
                if !line.trim_ascii().is_empty() {
                    take((
                        format!("{}: line {number}", path.display()),
                        serde_json::from_slice(&line),
                    ))?;
                }
            }
        } else {
            reader.read_to_end(&mut first)?;
            take((format!("{}: record", path.display()), serde_json::from_slice(&first)))?;
        }
    }
    Ok(())
}

fn open(path: &Path) -> std::io::Result<Box<dyn BufRead>> {
    if path == Path::new("-") {
        return Ok(Box::new(std::io::stdin().lock()));
    }
    Ok(Box::new(BufReader::new(File::open(path)?)))
}
