//! Records of an earlier run, for `--resume`.
//!
//! The file is read once before the new one is begun. A line is kept only if it is a complete record of this version
//! with these options in which [`verify`] finds no problem. Lines are looked up by the document's id and the digest of
//! its input, and compared with the checked bytes before they are written again.
//!
//! [`verify`]: crate::emit::verify

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use crate::emit::record::{Generator, Record, SCHEMA_VERSION, hex};
use crate::emit::verify;
use crate::source::Source;
use hmac_sha256::Hash as Sha256;

use super::part::{beside, resolved};

/// The usable records of an earlier run.
pub(crate) struct Earlier {
    files: Vec<Mutex<File>>,
    places: HashMap<[u8; 32], Place>,
}

/// The position of a record's line in its file, and the SHA-256 of the line.
struct Place {
    file: usize,
    start: u64,
    length: usize,
    digest: [u8; 32],
}

impl Earlier {
    /// The records in a file or its parts that this version makes with these options.
    pub(crate) fn of(target: &Path, options: &[String]) -> Earlier {
        let target = resolved(target);
        let [part, new] = beside(&target);
        let generator = Generator::current(options.to_vec());
        let mut earlier = Earlier {
            files: Vec::new(),
            places: HashMap::new(),
        };
        for path in [target, part, new].iter().filter(|path| path.is_file()) {
            if let Ok(file) = File::open(path) {
                earlier.read(file, &generator);
            }
        }
        earlier
    }

    fn read(&mut self, file: File, generator: &Generator) {
        let mut start = 0;
        for line in Lines::new(BufReader::with_capacity(1 << 16, &file)) {
            if let Some(record) = record(&line).filter(|record| record.generator == *generator) {
                let sha256 = record.document.sha256.unwrap_or_default();
                let place = Place {
                    file: self.files.len(),
                    start,
                    length: line.len(),
                    digest: Sha256::hash(&line),
                };
                self.places.insert(key(&record.document.id, &sha256), place);
            }
            start += line.len() as u64;
        }
        self.files.push(Mutex::new(file));
    }

    /// The line of this source, and its record.
    pub(crate) fn line(&self, source: &Source) -> Option<(Vec<u8>, Record)> {
        let place = self.places.get(&key(&source.id, &hex(&source.sha256)))?;
        let mut line = vec![0; place.length];
        let mut file = self
            .files
            .get(place.file)?
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(place.start)).ok()?;
        file.read_exact(&mut line).ok()?;
        let unchanged = Sha256::hash(&line) == place.digest;
        let record = serde_json::from_slice(&line).ok()?;
        unchanged.then_some((line, record))
    }
}

/// The record of an undamaged line. One with an error is not kept: it is cheap to make again.
fn record(line: &[u8]) -> Option<Record> {
    let record: Record = serde_json::from_slice(line).ok()?;
    let whole = record.schema_version == SCHEMA_VERSION && record.error.is_none() && verify::check(&record).is_empty();
    whole.then_some(record)
}

fn key(id: &str, sha256: &str) -> [u8; 32] {
    Sha256::hash([id, sha256].join("\0").as_bytes())
}

/// The complete lines of a file, each with its line break; an unfinished one at the end is left out.
pub(crate) struct Lines<R> {
    reader: R,
    torn: bool,
}

impl<R: BufRead> Lines<R> {
    pub(crate) fn new(reader: R) -> Lines<R> {
        Lines { reader, torn: false }
    }

    /// Returns whether the file ended within a line, once all are read.
    pub(crate) fn torn(&self) -> bool {
        self.torn
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Vec<u8>;

    fn next(&mut self) -> Option<Vec<u8>> {
        let mut line = Vec::new();
        self.reader.read_until(b'\n', &mut line).ok()?;
        let whole = line.ends_with(b"\n");
        self.torn = !whole && !line.is_empty();
        whole.then_some(line)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::emit::{Format, Page, View};
    use crate::source::{Options, read};

    use super::*;

    fn source(id: &str, text: &str) -> Source {
        let options = Arc::new(Options::default());
        let items = read(id, std::io::Cursor::new(text.to_owned()), &options).items;
        items.filter_map(|item| item.source.ok()).next().unwrap()
    }

    fn line(source: &Source) -> Vec<u8> {
        let (doc, report) = crate::pipeline::analyse(source, 1).unwrap();
        Format::Jsonl.write(&Page::new(source, &doc, &report), &View::default())
    }

    #[test]
    fn only_unchanged_records_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("out.jsonl");
        let [part, _] = beside(&target);
        let sources = ["a.txt", "b.txt", "c.txt"]
            .map(|id| source(id, &format!("The ferry {id} carried 214 people, officials said.")));
        let [a, b, c] = sources.each_ref().map(line);
        // A complete line, a spliced one, an unfinished one.
        let spliced = [&b[..b.len() / 2], &a[a.len() / 2..]].concat();
        std::fs::write(&part, [&a[..], &spliced, &c[..c.len() - 9]].concat()).unwrap();
        let earlier = Earlier::of(&target, &[]);
        let kept = sources
            .each_ref()
            .map(|source| earlier.line(source).map(|(line, _)| line));
        assert_eq!(kept, [Some(a.clone()), None, None]);
        // A changed input, and other options.
        assert!(
            earlier
                .line(&source("a.txt", "The ferry a.txt sank on Tuesday."))
                .is_none()
        );
        assert!(
            Earlier::of(&target, &["no-text=true".to_owned()])
                .line(&sources[0])
                .is_none()
        );
        // Changed after it was read.
        std::fs::write(&part, String::from_utf8(a).unwrap().replace("ferry", "FERRY")).unwrap();
        assert!(earlier.line(&sources[0]).is_none());
    }
}
