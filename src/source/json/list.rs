//! The records of a JSON list, read one by one, so that a list of any size needs memory for one record.
//!
//! A damaged record costs itself alone. The reading goes on where the next one begins: at a `{` behind a comma or a line
//! break whose first name is one that records of the list begin with. What stands between two records and is none (a
//! word, the rest of a damaged record) is one error. Lines of JSON behind a list are read as if they stood in it.

use serde::de::IgnoredAny;

use super::{Record, invalid, value};
use crate::model::error::{Error, Result};
use crate::source::limits;
use crate::source::packed::{self, Bytes};
use crate::source::window::Window;

/// Bytes in which the first name of a record stands.
const BEGIN: usize = 128;
/// First names of records that are remembered.
const NAMES: usize = 16;

/// A list that is being read.
pub(super) struct List {
    window: Window,
    /// Maximum length of a record, in bytes.
    limit: usize,
    /// True once the list has ended, or its missing end was reported.
    closed: bool,
    /// The first names of records.
    names: Vec<Vec<u8>>,
}

impl Iterator for List {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        let Some(first) = self.first() else {
            let whole = std::mem::replace(&mut self.closed, true);
            let broken = self.window.broken();
            let cut = || self.error("is cut off: its list has no end");
            return broken.or_else(|| (!whole).then(cut)).map(Err);
        };
        if first != b'{' {
            let error = self.error("is not a JSON object");
            return Some(Err(self.damaged(error)));
        }
        Some(match self.length() {
            Ok(length) => self.record(length),
            Err(error) => Err(self.damaged(error)),
        })
    }
}

impl List {
    /// A list that begins with the next byte of the input, of which so many bytes are passed.
    pub(super) fn new(input: Bytes, passed: u64, limit: u64) -> List {
        List {
            window: Window::new(input, passed),
            limit: usize::try_from(limit.min(limits::RECORD)).unwrap_or(usize::MAX),
            closed: false,
            names: Vec::new(),
        }
    }

    /// The first byte of the next record, or of what stands in its place.
    fn first(&mut self) -> Option<u8> {
        while let Some(byte) = self.window.byte() {
            match byte {
                b']' => self.closed = true,
                b'[' | b',' => {}
                byte if byte.is_ascii_whitespace() => {}
                byte => return Some(byte),
            }
            self.window.pass(1);
        }
        None
    }

    /// The length, in bytes, of the record that begins here.
    ///
    /// # Errors
    /// If it is damaged or too long.
    fn length(&mut self) -> Result<usize> {
        loop {
            let rest = self.window.rest();
            let mut values = serde_json::Deserializer::from_slice(rest).into_iter::<IgnoredAny>();
            match values.next() {
                Some(Err(error)) if !error.is_eof() || self.window.is_end() => {
                    return Err(invalid(&error, rest, self.window.passed()));
                }
                Some(Ok(_)) if values.byte_offset() <= self.limit => return Ok(values.byte_offset()),
                _ if rest.len() > self.limit => return Err(packed::too_large(self.limit as u64)),
                _ => {
                    let length = rest.len();
                    self.window.fill(length);
                }
            }
        }
    }

    fn record(&mut self, length: usize) -> Record {
        self.remember();
        let bytes = self.window.rest()[..length].to_vec();
        let start = self.window.passed();
        self.window.pass(length);
        Ok((value(&bytes, start)?, bytes))
    }

    /// Skips a damaged part up to the next record; returns its error.
    fn damaged(&mut self, error: Error) -> Error {
        self.remember();
        let mut apart = false;
        while let Some(byte) = self.window.byte() {
            match byte {
                b'{' if apart && self.is_beginning() => return error,
                b',' | b'\n' => apart = true,
                // Perhaps the end of the list.
                b']' => self.closed = true,
                byte if byte.is_ascii_whitespace() => {}
                _ => apart = false,
            }
            self.window.pass(1);
        }
        self.closed = true;
        error
    }

    /// Remembers the first name of the record that begins here.
    fn remember(&mut self) {
        if self.names.len() < NAMES
            && let Some(name) = first_name(self.window.rest())
            && !self.names.iter().any(|known| known == name)
        {
            self.names.push(name.to_vec());
        }
    }

    /// Returns whether a record may begin at this `{`.
    fn is_beginning(&mut self) -> bool {
        if self.window.rest().len() < BEGIN {
            self.window.fill(BEGIN);
        }
        let name = first_name(self.window.rest());
        name.is_some_and(|name| self.names.is_empty() || self.names.iter().any(|known| known == name))
    }

    fn error(&self, message: &str) -> Error {
        Error::new("json.invalid", message).at(self.window.passed())
    }
}

/// The first name in an object, as it is written.
fn first_name(object: &[u8]) -> Option<&[u8]> {
    let inside = object[..object.len().min(BEGIN)].strip_prefix(b"{")?;
    let name = inside.trim_ascii_start().strip_prefix(b"\"")?;
    let end = name.iter().position(|byte| *byte == b'"' || byte.is_ascii_control())?;
    (name[end] == b'"').then_some(&name[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names of the records, and the codes of what is none.
    fn read(list: &str) -> Vec<String> {
        // A reader with small chunks.
        let input = std::io::BufReader::with_capacity(7, std::io::Cursor::new(list.to_owned()));
        let told = |record: Record| match record {
            Ok((value, _)) => value["id"].to_string().trim_matches('"').to_owned(),
            Err(error) => format!("{}@{}", error.code(), error.byte().unwrap_or(0)),
        };
        List::new(Box::new(input), 0, 300).map(told).collect()
    }

    #[test]
    fn lists_and_lines() {
        assert_eq!(read(r#"[{"id": "a"}, {"id": "b"}]"#), ["a", "b"]);
        assert_eq!(read("[\n {\n  \"id\": \"a\"\n },\n {\"id\": \"b\"}\n]\n"), ["a", "b"]);
        assert_eq!(
            read("[{\"id\": \"a\"}]\n[{\"id\": \"b\"}]\n{\"id\": \"c\"}"),
            ["a", "b", "c"]
        );
        assert_eq!(read("[]"), [""; 0]);
    }

    #[test]
    fn a_damaged_record_affects_no_other() {
        for damaged in [
            r#"{"id": "x", "text": "#,
            r#"{"id": "x", "text": "no end}"#,
            r#"{"id": "x", "text": no word}"#,
            r#"{"id": "x", "text": "one" "two"}"#,
            r#"{"id": "x", "text": ["one"}"#,
            r#"{"id": "x""#,
            r#"{"id": "x", "more": [{"id": "y"}, {"it": "z"}, }"#,
            r#"{"id": "x", "text": "\q"}"#,
            r#"{"id": "x", "number": 1e999}"#,
            r#"{"id": "x"}}"#,
            "x",
            "null",
            "1, 2",
            "\"a, b\"",
        ] {
            let list = format!("[{{\"id\": \"a\"}}, {damaged}, {{\"id\": \"b\"}}, {{\"id\": \"c\"}}]");
            let read = read(&list);
            let kept: Vec<_> = read.iter().filter(|id| id.len() == 1 && *id != "x").collect();
            assert_eq!(kept, ["a", "b", "c"], "{damaged}: {read:?}");
            let errors = read.iter().filter(|id| id.starts_with("json.invalid")).count();
            assert_eq!(errors, 1, "{damaged}: {read:?}");
        }
    }

    #[test]
    fn a_list_that_is_cut_off() {
        assert_eq!(read(r#"[{"id": "a"}, {"id": "#), ["a", "json.invalid@20"]);
        assert_eq!(read(r#"[{"id": "a"}, "#), ["a", "json.invalid@14"]);
        assert_eq!(read(r#"[{"id": "a"}"#), ["a", "json.invalid@12"]);
        assert_eq!(read(r#"[{"id": "#), ["json.invalid@7"]);
        assert_eq!(read("["), ["json.invalid@1"]);
    }

    #[test]
    fn records_have_a_bound() {
        let long = "x".repeat(400);
        let list = format!("[{{\"id\": \"a\"}}, {{\"id\": \"{long}\"}}, {{\"id\": \"b\"}}]");
        assert_eq!(read(&list), ["a", "input.too_large@0", "b"]);
    }
}
