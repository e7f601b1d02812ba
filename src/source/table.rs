//! Tables (CSV, TSV): an article a row, in the columns that its header names.
//!
//! A row is read as a JSON record with the header's names would be, so that both know the same fields. Names are
//! looked up as written, and in small letters with `_` for blanks ("Full Text" is `full_text`).
//!
//! A cell in quotation marks may hold line breaks. A row whose mark is never closed would hold the rest of the table:
//! such a row ends with its line.

use std::sync::Arc;

use hmac_sha256::Hash as Sha256;
use serde_json::{Map, Value};

use super::packed::{self, Bytes};
use super::window::Window;
use super::{Item, Options, Source, field, limits};
use crate::model::error::{Error, Result};

/// The rows of a stream. `delimiter` parts its columns.
pub(super) fn items(
    id: &str,
    input: Bytes,
    delimiter: u8,
    options: &Arc<Options>,
) -> impl Iterator<Item = Item> + Send + use<> {
    Rows {
        id: id.to_owned(),
        options: Arc::clone(options),
        window: Some(Window::new(input, 0)),
        delimiter,
        header: Vec::new(),
        row: 0,
        again: 0,
    }
}

struct Rows {
    id: String,
    options: Arc<Options>,
    /// `None` once reading cannot go on.
    window: Option<Window>,
    delimiter: u8,
    header: Vec<String>,
    /// The number of the row read last; the header is 0.
    row: u64,
    /// Bytes that were read twice.
    again: u64,
}

impl Iterator for Rows {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        if self.row == 0 {
            match self.cells()? {
                Ok(cells) => self.header = cells.iter().map(|cell| cell.trim().to_owned()).collect(),
                Err(error) => {
                    // Without names no row can be read.
                    self.window = None;
                    return Some(self.failed(error));
                }
            }
        }
        self.row += 1;
        Some(match self.cells()? {
            Ok(cells) => self.item(&cells),
            Err(error) => self.failed(error),
        })
    }
}

/// The place of a byte in a row.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Begin,
    Plain,
    Quoted,
    /// Behind a mark that ends what is quoted, or begins a mark in it.
    Closed,
}

impl Place {
    fn after(self, byte: u8, delimiter: u8) -> Place {
        match (self, byte) {
            (Place::Begin | Place::Closed, b'"') => Place::Quoted,
            (Place::Quoted, b'"') => Place::Closed,
            (Place::Quoted, _) => Place::Quoted,
            (_, byte) if byte == delimiter => Place::Begin,
            _ => Place::Plain,
        }
    }
}

impl Rows {
    /// The cells of the next row that is not empty, `None` at the end.
    fn cells(&mut self) -> Option<Result<Vec<String>>> {
        loop {
            let row = match self.bytes()? {
                Ok(row) => row,
                Err(error) => return Some(Err(error)),
            };
            let mut record = csv::ByteRecord::new();
            let mut reader = csv::ReaderBuilder::new()
                .delimiter(self.delimiter)
                .has_headers(false)
                .flexible(true)
                .from_reader(&*row);
            match reader.read_byte_record(&mut record) {
                Ok(false) => {}
                Ok(true) if record.len() > limits::COLUMNS => {
                    return Some(Err(limits::too_large(limits::COLUMNS, "columns")));
                }
                Ok(true) => {
                    let cells = record.iter().enumerate();
                    return Some(cells.map(|(i, cell)| self.decoded(i, cell)).collect());
                }
                Err(error) => return Some(Err(Error::new("input.damaged", format!("is no row: {error}")))),
            }
        }
    }

    /// The bytes of the next row, `None` at the end.
    fn bytes(&mut self) -> Option<Result<Vec<u8>>> {
        let limit = self.options.limit.min(limits::RECORD) as usize;
        let delimiter = self.delimiter;
        let window = self.window.as_mut()?;
        // Bounds repeated reading, for hostile tables.
        let patient = self.again <= 8 * (window.passed() + limit as u64);
        let (mut place, mut length, mut line) = (Place::Begin, 0, None);
        let ended = loop {
            let Some(byte) = window.rest().get(length).copied() else {
                if window.is_end() {
                    break false;
                }
                window.fill(1);
                continue;
            };
            length += 1;
            place = place.after(byte, delimiter);
            match byte {
                b'\n' if place != Place::Quoted => break true,
                b'\n' => line = line.or(Some(length)),
                _ => {}
            }
            if length > limit || line.is_some() && !patient {
                break false;
            }
        };
        let cut = line.or((length <= limit).then_some(length));
        if !ended
            && place == Place::Quoted
            && let Some(cut) = cut
        {
            self.again += (length - cut) as u64;
            window.pass(cut);
            let message = "has a quotation mark that is never closed";
            return Some(Err(Error::new("input.damaged", message)));
        }
        if length > limit {
            // A row that is too long is skipped, not kept.
            window.pass(length);
            while !ended && window.byte().is_some_and(|byte| byte != b'\n') {
                window.pass(1);
            }
            return Some(Err(packed::too_large(limit as u64)));
        }
        if length == 0 {
            return window.broken().map(Err);
        }
        let row = window.rest()[..length].to_vec();
        window.pass(length);
        Some(Ok(row))
    }

    fn decoded(&self, column: usize, cell: &[u8]) -> Result<String> {
        let first = self.row == 0 && column == 0;
        let cell = if first {
            cell.strip_prefix(b"\xef\xbb\xbf").unwrap_or(cell)
        } else {
            cell
        };
        match self.options.encoding {
            Some(encoding) => Ok(encoding.decode(cell).0.into_owned()),
            None => String::from_utf8(cell.to_vec()).map_err(|_| {
                let message = "is not UTF-8; tell the encoding with --encoding";
                Error::new("encoding.invalid", message)
            }),
        }
    }

    fn item(&self, cells: &[String]) -> Item {
        let record = Value::Object(self.object(cells));
        let id = field::id(&record, &self.options.map).unwrap_or_else(|| format!("{}:{}", self.id, self.row));
        let source = field::read(&record, &self.options.map).map(|fields| {
            let mut source = Source {
                id: id.clone(),
                sha256: Sha256::hash(cells.join("\u{1f}").as_bytes()),
                media_type: "text/csv",
                encoding: self.options.encoding.map_or("utf-8", |_| "as told"),
                metadata: fields.metadata,
                content: fields.content,
                warnings: fields.warnings,
            };
            self.options.apply(&mut source);
            source
        });
        Item { id, source }
    }

    /// The row as a JSON object.
    fn object(&self, cells: &[String]) -> Map<String, Value> {
        let mut object = Map::new();
        for (name, cell) in self.header.iter().zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            object.entry(name).or_insert_with(|| Value::String(cell.clone()));
        }
        object
    }

    fn failed(&self, error: Error) -> Item {
        Item {
            id: format!("{}:{}", self.id, self.row),
            source: Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Content, FieldMap};

    fn read(
        table: &'static str,
        delimiter: u8,
        map: &[&str],
    ) -> Vec<(String, std::result::Result<String, &'static str>)> {
        let map: Vec<String> = map.iter().map(|entry| (*entry).to_owned()).collect();
        let options = Arc::new(Options {
            map: FieldMap::parse(&map).unwrap(),
            limit: 1 << 20,
            ..Options::default()
        });
        let items = items("in.csv", Box::new(table.as_bytes()), delimiter, &options);
        items
            .map(|item| match item.source {
                Ok(source) => {
                    let (Content::Text(text) | Content::Html(text)) = source.content;
                    let day = source.metadata.published.map_or(String::new(), |p| p.date.to_string());
                    (
                        item.id,
                        Ok(format!("{text}|{}|{day}", source.metadata.title.unwrap_or_default())),
                    )
                }
                Err(error) => (item.id, Err(error.code())),
            })
            .collect()
    }

    #[test]
    fn rows_of_other_programs() {
        let told = vec![("7".to_owned(), Ok("One,\ntwo.|T|2024-03-12".to_owned()))];
        assert_eq!(
            read(
                "\u{feff}id,title,text,date\r\n7,T,\"One,\ntwo.\",2024-03-12\r\n",
                b',',
                &[]
            ),
            told
        );
        assert_eq!(
            read(
                "ID\tHeadline\tFull Text\tPublication Date\n7\tT\t\"One,\ntwo.\"\t2024-03-12\n",
                b'\t',
                &[]
            ),
            told
        );
        assert_eq!(
            read(
                "id,t,b,d\n7,T,\"One,\ntwo.\",2024-03-12\n",
                b',',
                &["title=t", "text=b", "date=/d"]
            ),
            told
        );
    }

    #[test]
    fn a_bad_row_affects_no_other() {
        let read = read("title,text\nA,One.\nB\nC,Two.,more\n", b',', &[]);
        let expected = [
            ("in.csv:1".to_owned(), Ok("One.|A|".to_owned())),
            ("in.csv:2".to_owned(), Err("json.no_text")),
            ("in.csv:3".to_owned(), Ok("Two.|C|".to_owned())),
        ];
        assert_eq!(read, expected);
    }

    #[test]
    fn an_unclosed_quotation_mark_affects_its_row_only() {
        let told = |table| {
            read(table, b',', &[])
                .into_iter()
                .map(|(_, text)| text.ok())
                .collect::<Vec<_>>()
        };
        let one = || Some("One.|A|".to_owned());
        assert_eq!(told("title,text\nB,\"Two\nA,One.\nA,One.\n"), [None, one(), one()]);
        assert_eq!(told("title,text\nA,One.\nB,\"Two"), [one(), None]);
        assert_eq!(told("title,text\n\nA,One.\n\n\nA,One."), [one(), one()]);
        assert_eq!(
            told("title,text\n5\" pipe,\"The \"\"pipe\"\"\nleaks.\"\nA,One.\n"),
            [Some("The \"pipe\"\nleaks.|5\" pipe|".to_owned()), one()]
        );
    }
}
