//! Tables (CSV, TSV): an article a row, in the columns that its header names.
//!
//! A row is read as a JSON record with the header's names would be, so that both know the same fields. Names are
//! looked up as written, and in small letters with `_` for blanks ("Full Text" is `full_text`).

use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::packed::Bytes;
use super::{Item, Options, Source, field};
use crate::model::error::{Error, Result};

/// The rows of a stream. `delimiter` parts its columns.
pub(super) fn items(
    id: &str,
    input: Bytes,
    delimiter: u8,
    options: &Arc<Options>,
) -> impl Iterator<Item = Item> + Send + use<> {
    let used = Arc::new(AtomicU64::new(0));
    let limited = Limited {
        input,
        used: Arc::clone(&used),
        limit: options.limit,
    };
    let reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(limited);
    Rows {
        id: id.to_owned(),
        options: Arc::clone(options),
        reader: Some(reader),
        used,
        header: Vec::new(),
        row: 0,
    }
}

/// Bounds what is read for one row: a quotation mark that is never closed must not hold a whole file in memory.
struct Limited {
    input: Bytes,
    used: Arc<AtomicU64>,
    limit: u64,
}

impl Read for Limited {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.input.read(buffer)?;
        // The buffer of the reader may hold rows that were not asked for yet.
        match self.used.fetch_add(read as u64, Ordering::Relaxed) > self.limit {
            true => Err(std::io::Error::other("one row is larger than an article may be")),
            false => Ok(read),
        }
    }
}

struct Rows {
    id: String,
    options: Arc<Options>,
    /// `None` after the end, or after what cannot be read on.
    reader: Option<csv::Reader<Limited>>,
    used: Arc<AtomicU64>,
    header: Vec<String>,
    row: u64,
}

impl Iterator for Rows {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        if self.row == 0 {
            match self.record()? {
                Ok(cells) => self.header = cells.iter().map(|cell| cell.trim().to_owned()).collect(),
                Err(error) => return Some(self.failed(error)),
            }
        }
        self.row += 1;
        let cells = match self.record()? {
            Ok(cells) => cells,
            Err(error) => return Some(self.failed(error)),
        };
        Some(self.item(&cells))
    }
}

impl Rows {
    /// The cells of the next row, `None` at the end.
    fn record(&mut self) -> Option<Result<Vec<String>>> {
        let reader = self.reader.as_mut()?;
        self.used.store(0, Ordering::Relaxed);
        let mut record = csv::ByteRecord::new();
        match reader.read_byte_record(&mut record) {
            Ok(true) => Some(
                record
                    .iter()
                    .enumerate()
                    .map(|(i, cell)| self.decoded(i, cell))
                    .collect(),
            ),
            Ok(false) => {
                self.reader = None;
                None
            }
            Err(error) => {
                self.reader = None;
                Some(Err(Error::new("input.damaged", format!("cannot be read on: {error}"))))
            }
        }
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
                sha256: Sha256::digest(cells.join("\u{1f}")).into(),
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
            let plain = name.to_lowercase().replace([' ', '-'], "_");
            // In tables a source is an address less often than a newspaper.
            let plain = match &*plain {
                "source" if !cell.starts_with("http") => "site".to_owned(),
                _ => plain,
            };
            object.entry(plain).or_insert_with(|| Value::String(cell.clone()));
            object.insert(name.clone(), Value::String(cell.clone()));
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
    fn a_bad_row_costs_itself() {
        let read = read("title,text\nA,One.\nB\nC,Two.,more\n", b',', &[]);
        let expected = [
            ("in.csv:1".to_owned(), Ok("One.|A|".to_owned())),
            ("in.csv:2".to_owned(), Err("json.no_text")),
            ("in.csv:3".to_owned(), Ok("Two.|C|".to_owned())),
        ];
        assert_eq!(read, expected);
    }
}
