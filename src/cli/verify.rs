//! `newsx verify`: slices every span of records again.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use anyhow::Context;
use newsx::emit::Record;
use newsx::emit::verify::check;

use super::Status;
use super::args::Verify;
use super::talk::Talk;

/// Runs the command: every problem on a line of standard error, a summary after them.
pub(crate) fn run(args: &Verify, talk: &Talk) -> anyhow::Result<Status> {
    let (mut records, mut textless, mut problems) = (0, 0, 0);
    for path in &args.files {
        let mut reader = open(path).with_context(|| format!("{} cannot be read", path.display()))?;
        let mut say = |place: &str, problem: &str| {
            problems += 1;
            talk.error(&format!("{}: {place}: {problem}", path.display()));
        };
        let mut each = |place: String, record: serde_json::Result<Record>| match record {
            Ok(record) => {
                records += 1;
                textless += usize::from(record.text.is_none() && record.error.is_none());
                let place = format!("{place} ({})", record.document.id);
                check(&record).iter().for_each(|problem| say(&place, problem));
            }
            Err(error) => say(&place, &format!("not a newsx record: {error}")),
        };
        // A first line that is a record by itself begins JSON Lines; anything else is one record on many lines.
        let mut first = Vec::new();
        reader.read_until(b'\n', &mut first)?;
        if serde_json::from_slice::<serde::de::IgnoredAny>(&first).is_ok() || first.is_empty() {
            let rest = reader.split(b'\n').map(|line| line.context("cannot be read"));
            for (number, line) in (1..).zip(std::iter::once(Ok(first)).chain(rest)) {
                let line = line?;
                if !line.trim_ascii().is_empty() {
                    each(format!("line {number}"), serde_json::from_slice(&line));
                }
            }
        } else {
            reader.read_to_end(&mut first)?;
            each("record".to_owned(), serde_json::from_slice(&first));
        }
    }
    let without = match textless {
        0 => String::new(),
        n => format!(" ({n} without text, their spans not sliced)"),
    };
    talk.note(&format!("{records} records{without}, {problems} problems"));
    Ok(if problems > 0 { Status::Failed } else { Status::Done })
}

fn open(path: &Path) -> std::io::Result<Box<dyn BufRead>> {
    if path == Path::new("-") {
        return Ok(Box::new(std::io::stdin().lock()));
    }
    Ok(Box::new(BufReader::new(File::open(path)?)))
}
