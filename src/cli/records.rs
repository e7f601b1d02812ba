//! Reading of stored records, for `select`, `convert` and `verify`.

use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};

use crate::emit::Record;
use anyhow::Context;
use serde::de::IgnoredAny;

/// A record, or the error in its place, with its position in words: "facts.jsonl: line 3".
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
        // A first line that is JSON by itself begins JSON Lines; anything else is one record on many lines, or a line that
        // is damaged, if another line is a record.
        let mut first = Vec::new();
        reader.read_until(b'\n', &mut first)?;
        if !first.is_empty() && serde_json::from_slice::<IgnoredAny>(&first).is_err() {
            let mut rest = Vec::new();
            reader.read_to_end(&mut rest)?;
            let record = serde_json::from_slice(&[&*first, &*rest].concat());
            let is_record = |line: &[u8]| serde_json::from_slice::<Record>(line).is_ok();
            if record.is_ok() || !rest.split(|byte| *byte == b'\n').any(is_record) {
                take((format!("{}: record", path.display()), record))?;
                continue;
            }
            reader = Box::new(Cursor::new(rest));
        }
        let rest = reader.split(b'\n').map(|line| line.context("cannot be read"));
        for (number, line) in (1..).zip(std::iter::once(Ok(first)).chain(rest)) {
            let line = line?;
            if !line.trim_ascii().is_empty() {
                let place = format!("{}: line {number}", path.display());
                take((place, serde_json::from_slice(&line)))?;
            }
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
