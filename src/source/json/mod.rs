//! JSON records: one a line, or a whole file that is one object or a list of them.

mod lines;
mod list;

use std::io::{BufRead, Cursor, Read};
use std::sync::Arc;

use hmac_sha256::Hash as Sha256;
use serde_json::Value;

use self::lines::Lines;
use self::list::List;
use super::packed::{self, Bytes};
use super::{Content, Item, Options, Source, field, limits};
use crate::model::error::{Error, Result};

/// A record with the bytes that it is written in.
type Record = Result<(Value, Vec<u8>)>;

/// The records of a stream.
pub(super) fn items(id: &str, input: Bytes, options: &Arc<Options>) -> impl Iterator<Item = Item> + Send + use<> {
    let (id, options) = (id.to_owned(), Arc::clone(options));
    numbered(input, options.limit).map(move |(number, record)| {
        let name = format!("{id}:{number}");
        match record {
            Ok((value, bytes)) => item(if number == 0 { id.clone() } else { name }, &value, &bytes, &options),
            Err(error) => Item {
                id: name,
                source: Err(error),
            },
        }
    })
}

/// The records with their numbers: of the line, or of the member of the list; 0 for an object that is the whole file.
fn numbered(input: Bytes, limit: u64) -> Box<dyn Iterator<Item = (u64, Record)> + Send> {
    let begin = match Begin::of(input) {
        Ok(begin) => begin,
        Err(error) => return Box::new(std::iter::once((1, Err(error)))),
    };
    match begin.is_list {
        true => Box::new((1..).zip(List::new(begin.input, begin.offset, limit))),
        false => Box::new(Lines::new(begin.input, begin.lines, begin.offset, limit)),
    }
}

/// An input whose mark of UTF-8 and first blanks are passed.
struct Begin {
    input: Bytes,
    lines: u64,
    /// Bytes that are passed.
    offset: u64,
    is_list: bool,
}

impl Begin {
    fn of(mut input: Bytes) -> Result<Begin> {
        let mut mark = Vec::new();
        let read = (&mut input).take(3).read_to_end(&mut mark);
        read.map_err(|error| packed::damaged(&error))?;
        let marked = mark == b"\xef\xbb\xbf";
        let mut begin = Begin {
            input: if marked {
                input
            } else {
                Box::new(Cursor::new(mark).chain(input))
            },
            lines: 0,
            offset: if marked { 3 } else { 0 },
            is_list: false,
        };
        loop {
            let chunk = begin.input.fill_buf().map_err(|error| packed::damaged(&error))?;
            let blank = chunk.iter().position(|byte| !byte.is_ascii_whitespace());
            let passed = blank.unwrap_or(chunk.len());
            begin.is_list = chunk.get(passed) == Some(&b'[');
            begin.lines += chunk[..passed].iter().filter(|byte| **byte == b'\n').count() as u64;
            begin.offset += passed as u64;
            let done = blank.is_some() || chunk.is_empty();
            begin.input.consume(passed);
            if done {
                return Ok(begin);
            }
        }
    }
}

fn item(id: String, record: &Value, bytes: &[u8], options: &Options) -> Item {
    let id = field::id(record, &options.map).unwrap_or(id);
    let source = field::read(record, &options.map).map(|fields| {
        let mut source = Source {
            id: fields.id.unwrap_or_else(|| id.clone()),
            sha256: Sha256::hash(bytes),
            media_type: match &fields.content {
                Content::Text(_) => "text/plain",
                Content::Html(_) => "text/html",
            },
            encoding: "utf-8",
            metadata: fields.metadata,
            content: fields.content,
            warnings: fields.warnings,
        };
        options.apply(&mut source);
        source
    });
    Item { id, source }
}

/// The value of a record that begins so many bytes after the beginning of its input.
fn value(bytes: &[u8], start: u64) -> Result<Value> {
    limits::check_record(bytes)?;
    serde_json::from_slice(bytes).map_err(|error| invalid(&error, bytes, start))
}

/// The error of a record that begins so many bytes after the beginning of its input.
fn invalid(error: &serde_json::Error, record: &[u8], start: u64) -> Error {
    let text = error.to_string();
    let reason = text.split(" at line ").next().unwrap_or(&text);
    let before = record
        .split_inclusive(|byte| *byte == b'\n')
        .take(error.line().saturating_sub(1));
    let before: usize = before.map(<[u8]>::len).sum();
    let byte = start + before as u64 + (error.column() as u64).saturating_sub(1);
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
    fn a_bad_line_affects_no_other() {
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
    fn a_bad_first_line_affects_no_other() {
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
    fn a_line_that_is_too_long_is_skipped() {
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
