//! JSON records: one a line, or a whole file that is one object or a list of them.
//!
//! A file is taken for one object on many lines only where its first line may begin one and the second is no record by
//! itself, so that a damaged first line of JSON Lines costs no more than any other.

use std::io::{BufRead, Cursor, Read};
use std::sync::Arc;

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::packed::{self, Bytes};
use super::{Content, Item, Options, Source, field, limits};
use crate::model::error::{Error, Result};

/// The records of a stream.
pub(super) fn items(id: &str, input: Bytes, options: &Arc<Options>) -> impl Iterator<Item = Item> + Send + use<> {
    Records {
        id: id.to_owned(),
        options: Arc::clone(options),
        input: Some(input),
        line: 0,
        offset: 0,
        whole: Vec::new().into_iter(),
    }
}

struct Records {
    id: String,
    options: Arc<Options>,
    /// `None` after the end.
    input: Option<Bytes>,
    /// The number of the line read last.
    line: u64,
    /// Bytes before the next line.
    offset: u64,
    /// The records of a file that is not one record a line.
    whole: std::vec::IntoIter<Item>,
}

impl Iterator for Records {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(item) = self.whole.next() {
                return Some(item);
            }
            let start = self.offset;
            let line = match self.line()? {
                Ok(line) => line,
                Err(error) => return Some(self.failed(error)),
            };
            let bytes = match self.line {
                1 => line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&line),
                _ => &line,
            };
            if bytes.trim_ascii().is_empty() {
                continue;
            }
            match serde_json::from_slice::<Value>(bytes) {
                Ok(Value::Array(list)) if self.line == 1 => self.whole = self.members(&list),
                Ok(value) => return Some(self.item(self.line, &value, bytes.trim_ascii())),
                Err(error) if self.line == 1 && error.is_eof() && self.goes_on(bytes) => {
                    self.whole = self.list(bytes.to_vec());
                }
                Err(error) => return Some(self.failed(invalid(&error, start))),
            }
        }
    }
}

impl Records {
    /// The next line, `None` at the end.
    fn line(&mut self) -> Option<Result<Vec<u8>>> {
        let input = self.input.as_mut()?;
        self.line += 1;
        let mut limit = self.options.limit.min(limits::RECORD);
        let mut line = Vec::new();
        let mut length = 0;
        loop {
            let chunk = match input.fill_buf() {
                Ok(chunk) => chunk,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(error) => {
                    self.input = None;
                    return Some(Err(packed::damaged(&error)));
                }
            };
            if chunk.is_empty() {
                self.input = None;
                break;
            }
            if self.line == 1 && length == 0 && chunk.starts_with(b"[") {
                // A list of records on one line.
                limit = self.options.limit;
            }
            let end = chunk.iter().position(|b| *b == b'\n');
            let used = end.map_or(chunk.len(), |end| end + 1);
            length += used as u64;
            if length <= limit {
                line.extend_from_slice(&chunk[..used]);
            } else {
                // What is too long is passed over, not kept.
                line = Vec::new();
            }
            input.consume(used);
            if end.is_some() {
                break;
            }
        }
        self.offset += length;
        match length {
            0 => None,
            _ if length > limit => Some(Err(packed::too_large(limit))),
            _ => Some(Ok(line)),
        }
    }

    /// Returns whether an unfinished first line goes on in the next one, as a list or an object on many lines does.
    fn goes_on(&mut self, first: &[u8]) -> bool {
        let Some(mut input) = self.input.take() else {
            return false;
        };
        let mut next = Vec::new();
        while next.trim_ascii().is_empty() {
            let limit = self.options.limit.saturating_sub(next.len() as u64);
            // What cannot be read is told when its turn comes.
            if !matches!((&mut input).take(limit).read_until(b'\n', &mut next), Ok(1..)) {
                break;
            }
        }
        let record = matches!(serde_json::from_slice(&next), Ok(Value::Object(_)));
        let more = !next.trim_ascii().is_empty();
        self.input = Some(Box::new(Cursor::new(next).chain(input)));
        more && (first.trim_ascii_start().starts_with(b"[") || !record)
    }

    /// Reads the rest, after its first line, as one value.
    fn list(&mut self, mut bytes: Vec<u8>) -> std::vec::IntoIter<Item> {
        if let Some(mut input) = self.input.take() {
            match packed::read_all(&mut input, self.options.limit) {
                Ok(rest) => bytes.extend(rest),
                Err(error) => return vec![self.failed(error)].into_iter(),
            }
        }
        let items = match serde_json::from_slice::<Value>(&bytes) {
            Ok(Value::Array(list)) => return self.members(&list),
            Ok(value) => {
                let id = field::id(&value, &self.options.map).unwrap_or_else(|| self.id.clone());
                vec![self.source(id, &value, bytes.trim_ascii())]
            }
            Err(error) => {
                let before = bytes.split(|b| *b == b'\n').take(error.line().saturating_sub(1));
                let start = before.map(|line| line.len() as u64 + 1).sum();
                vec![self.failed(invalid(&error, start))]
            }
        };
        items.into_iter()
    }

    fn members(&self, list: &[Value]) -> std::vec::IntoIter<Item> {
        let one = |(number, value): (u64, &Value)| self.item(number, value, value.to_string().as_bytes());
        (1..).zip(list).map(one).collect::<Vec<_>>().into_iter()
    }

    fn item(&self, number: u64, record: &Value, bytes: &[u8]) -> Item {
        let id = field::id(record, &self.options.map).unwrap_or_else(|| format!("{}:{number}", self.id));
        self.source(id, record, bytes)
    }

    fn source(&self, id: String, record: &Value, bytes: &[u8]) -> Item {
        let source = field::read(record, &self.options.map).map(|fields| {
            let mut source = Source {
                id: fields.id.unwrap_or_else(|| id.clone()),
                sha256: Sha256::digest(bytes).into(),
                media_type: match &fields.content {
                    Content::Text(_) => "text/plain",
                    Content::Html(_) => "text/html",
                },
                encoding: "utf-8",
                metadata: fields.metadata,
                content: fields.content,
                warnings: fields.warnings,
            };
            self.options.apply(&mut source);
            source
        });
        Item { id, source }
    }

    fn failed(&self, error: Error) -> Item {
        Item {
            id: format!("{}:{}", self.id, self.line),
            source: Err(error),
        }
    }
}

fn invalid(error: &serde_json::Error, line_start: u64) -> Error {
    let text = error.to_string();
    let reason = text.split(" at line ").next().unwrap_or(&text);
    let byte = line_start + (error.column() as u64).saturating_sub(1);
    Error::new("json.invalid", format!("is not JSON: {reason}")).at(byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, limit: u64) -> Vec<(String, std::result::Result<String, &'static str>)> {
        let options = Arc::new(Options {
            limit,
            ..Options::default()
        });
        let input: Bytes = Box::new(std::io::Cursor::new(text.as_bytes().to_vec()));
        let items = items("in.jsonl", input, &options);
        items
            .map(|item| {
                let text = |source: Source| match source.content {
                    Content::Text(text) | Content::Html(text) => text,
                };
                (item.id, item.source.map(text).map_err(|error| error.code()))
            })
            .collect()
    }

    #[test]
    fn a_bad_line_stops_nothing() {
        let text =
            "\u{feff}{\"id\": \"a\", \"text\": \"One.\"}\r\n\n{\"text\": 3\n{\"text\": \"Two.\"}\n{\"id\": \"c\"}\n7";
        let ok = |text: &str| Ok(text.to_owned());
        assert_eq!(
            read(text, 99),
            [
                ("a".to_owned(), ok("One.")),
                ("in.jsonl:3".to_owned(), Err("json.invalid")),
                ("in.jsonl:4".to_owned(), ok("Two.")),
                ("c".to_owned(), Err("json.no_text")),
                ("in.jsonl:6".to_owned(), Err("json.invalid")),
            ]
        );
    }

    #[test]
    fn a_bad_first_line_stops_nothing_either() {
        let codes = |text: &str| -> Vec<_> { read(text, 999).into_iter().map(|(_, source)| source.err()).collect() };
        let rest = "{\"text\": \"Two.\"}\n{\"text\": \"Three.\"}\n";
        for first in [
            "{\"id\": \"a\", \"tex",
            "{\"id\": \"a\",",
            "{\"text\": 3",
            "{",
            "{]",
            "[1, 2]x",
            "{\"a\": {",
        ] {
            assert_eq!(
                codes(&format!("{first}\n{rest}")),
                [Some("json.invalid"), None, None],
                "{first}"
            );
        }
        assert_eq!(codes(&format!("[{{\"text\": \"One.\"}}]\n{rest}")), [None, None, None]);
    }

    #[test]
    fn a_line_that_is_too_long_is_passed_over() {
        let text = format!("{{\"text\": \"{}\"}}\n{{\"text\": \"Two.\"}}", "x".repeat(99));
        let codes: Vec<_> = read(&text, 50).into_iter().map(|(_, source)| source.err()).collect();
        assert_eq!(codes, [Some("input.too_large"), None]);
    }

    #[test]
    fn whole_files() {
        let object = "{\n \"text\": \"One.\"\n}\n";
        assert_eq!(read(object, 99), [("in.jsonl".to_owned(), Ok("One.".to_owned()))]);
        let ids = |text| read(text, 99).into_iter().map(|(id, _)| id).collect::<Vec<_>>();
        assert_eq!(
            ids("[\n{\"text\": \"One.\"},\n{\"id\": 8, \"text\": \"Two.\"}]"),
            ["in.jsonl:1", "8"]
        );
        assert_eq!(ids("[{\"text\": \"One.\"}, 4]"), ["in.jsonl:1", "in.jsonl:2"]);
        assert_eq!(read("{\n\"text\": \n", 99)[0].1, Err("json.invalid"));
        assert_eq!(read("", 99), []);
        let deep = "[".repeat(100_000);
        assert_eq!(read(&deep, 1 << 20)[0].1, Err("json.invalid"));
    }
}
