//! Tables as [Parquet](https://parquet.apache.org/docs/file-format/): typed columns, days as days, zstd.
//!
//! Implements the part of the format that flat tables need: one data page per column in every row group, plain
//! encoding, optional values. That is small enough to be part of every build, while the general crate would double the
//! build time. A row group is written when it is full, so that memory is bounded. DuckDB, Polars and pyarrow read the
//! files in `examples/tables/test.sh`.

mod thrift;

use std::io::{self, Write};

use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use serde_json::Value;

use super::claims::Claim;
use crate::model::date::Date;
use thrift::Struct;

/// Maximum number of rows in a group, and of bytes of their values: a group ends at the first of them.
const GROUP: usize = 65_536;
const GROUP_BYTES: usize = 64 << 20;
const MAGIC: &[u8] = b"PAR1";

/// Numbers of the format: types, converted types, encodings, codec.
const INT32: i64 = 1;
const DOUBLE: i64 = 5;
const BYTES: i64 = 6;
const UTF8: i64 = 0;
const DATE: i64 = 6;
const PLAIN: i64 = 0;
const RLE: i64 = 3;
const ZSTD: i64 = 6;
const OPTIONAL: i64 = 1;

/// Type of a column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// Text, UTF-8.
    Text,
    /// A whole number of 32 bits.
    Whole,
    /// A number of 64 bits with a fraction.
    Number,
    /// A calendar day, given in ISO 8601.
    Day,
}

impl Kind {
    /// The type of a column in newsx's tables, by its name.
    pub(crate) fn of(column: &str) -> Kind {
        match column {
            "start" | "end" | "sources" | "copies" => Kind::Whole,
            "value" | "low" | "high" | "importance" => Kind::Number,
            "date" | "date_end" | "published" => Kind::Day,
            _ => Kind::Text,
        }
    }

    fn physical(self) -> i64 {
        match self {
            Kind::Text => BYTES,
            Kind::Whole | Kind::Day => INT32,
            Kind::Number => DOUBLE,
        }
    }
}

/// A column of the row group in the making.
struct Column {
    name: &'static str,
    kind: Kind,
    /// For each row whether it has a value.
    defined: Vec<bool>,
    /// The encoded values of the rows that have one.
    values: Vec<u8>,
}

impl Column {
    fn push(&mut self, value: &Value) {
        let before = self.values.len();
        match (self.kind, value) {
            (Kind::Text, Value::String(text)) => {
                self.values.extend((text.len() as u32).to_le_bytes());
                self.values.extend(text.as_bytes());
            }
            (Kind::Whole, value) => {
                let whole = value.as_i64().and_then(|n| i32::try_from(n).ok());
                self.values.extend(whole.iter().flat_map(|n| n.to_le_bytes()));
            }
            (Kind::Number, value) => self.values.extend(value.as_f64().iter().flat_map(|n| n.to_le_bytes())),
            (Kind::Day, Value::String(day)) => {
                let epoch = Date::parse_iso("1970-01-01");
                let day = Date::parse_iso(day)
                    .zip(epoch)
                    .map(|(day, epoch)| day.days_since(epoch));
                self.values.extend(day.iter().flat_map(|n| (*n as i32).to_le_bytes()));
            }
            _ => {}
        }
        self.defined.push(self.values.len() > before);
    }

    /// The data page: definition levels, then the values.
    fn page(&self) -> Vec<u8> {
        let mut levels = Vec::new();
        thrift::varint(&mut levels, (self.defined.len().div_ceil(8) as u64) << 1 | 1);
        let bits = |eight: &[bool]| (0..).zip(eight).fold(0u8, |byte, (i, set)| byte | u8::from(*set) << i);
        levels.extend(self.defined.chunks(8).map(bits));
        let mut page = (levels.len() as u32).to_le_bytes().to_vec();
        page.extend(levels);
        page.extend(&self.values);
        page
    }
}

/// Position of a column of a row group in the file.
struct Chunk {
    offset: u64,
    plain: u64,
    packed: u64,
}

/// A Parquet file in the making.
pub(crate) struct Writer<W: Write> {
    out: W,
    at: u64,
    table: &'static str,
    columns: Vec<Column>,
    /// The finished row groups: rows, and their columns.
    groups: Vec<(u64, Vec<Chunk>)>,
}

impl<W: Write> Writer<W> {
    /// Begins a file of claims.
    ///
    /// # Errors
    /// Any error of writing.
    pub(crate) fn claims(out: W) -> io::Result<Writer<W>> {
        Writer::new(out, "claims", &Claim::COLUMNS)
    }

    /// Begins a file of a table with these columns.
    ///
    /// # Errors
    /// Any error of writing.
    pub(crate) fn new(mut out: W, table: &'static str, columns: &[&'static str]) -> io::Result<Writer<W>> {
        out.write_all(MAGIC)?;
        let column = |name: &&'static str| Column {
            name,
            kind: Kind::of(name),
            defined: Vec::new(),
            values: Vec::new(),
        };
        Ok(Writer {
            out,
            at: MAGIC.len() as u64,
            table,
            columns: columns.iter().map(column).collect(),
            groups: Vec::new(),
        })
    }

    /// Writes claims, given as the lines of [`Format::Claims`](super::Format::Claims).
    ///
    /// # Errors
    /// Any error of writing, and a line that is no JSON object.
    pub(crate) fn lines(&mut self, lines: &[u8]) -> io::Result<()> {
        let mut lines = lines.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
        lines.try_for_each(|line| self.row(&serde_json::from_slice(line)?))
    }

    /// Writes a row, an object with the columns as its names; what it lacks is unknown.
    ///
    /// # Errors
    /// Any error of writing.
    pub(crate) fn row(&mut self, row: &Value) -> io::Result<()> {
        let mut bytes = 0;
        for column in &mut self.columns {
            column.push(&row[column.name]);
            bytes += column.values.len();
        }
        match self.columns[0].defined.len() == GROUP || bytes > GROUP_BYTES {
            true => self.group(),
            false => Ok(()),
        }
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.at += bytes.len() as u64;
        self.out.write_all(bytes)
    }

    /// Writes the rows at hand as a group.
    fn group(&mut self) -> io::Result<()> {
        let rows = self.columns[0].defined.len();
        let mut chunks = Vec::new();
        for i in 0..self.columns.len() {
            let page = self.columns[i].page();
            let packed = compress_to_vec(&*page, CompressionLevel::Fastest);
            let mut header = Struct::default();
            header.int(1, 0);
            header.int(2, page.len() as i64);
            header.int(3, packed.len() as i64);
            let mut data = Struct::default();
            data.int(1, rows as i64);
            data.int(2, PLAIN);
            data.int(3, RLE);
            data.int(4, RLE);
            header.nested(5, data);
            let (header, offset) = (header.end(), self.at);
            self.put(&header)?;
            self.put(&packed)?;
            chunks.push(Chunk {
                offset,
                plain: (header.len() + page.len()) as u64,
                packed: (header.len() + packed.len()) as u64,
            });
            self.columns[i].defined.clear();
            self.columns[i].values.clear();
        }
        self.groups.push((rows as u64, chunks));
        Ok(())
    }

    /// Ends the file, and returns what it was written to.
    ///
    /// # Errors
    /// Any error of writing.
    pub(crate) fn finish(mut self) -> io::Result<W> {
        if !self.columns[0].defined.is_empty() {
            self.group()?;
        }
        let footer = self.footer();
        self.put(&footer)?;
        self.put(&(footer.len() as u32).to_le_bytes())?;
        self.put(MAGIC)?;
        self.out.flush()?;
        Ok(self.out)
    }

    /// Destination of the file.
    pub(crate) fn out(&mut self) -> &mut W {
        &mut self.out
    }

    fn footer(&self) -> Vec<u8> {
        let mut root = Struct::default();
        root.text(4, self.table);
        root.int(5, self.columns.len() as i64);
        let column = |column: &Column| {
            let mut element = Struct::default();
            element.int(1, column.kind.physical());
            element.int(3, OPTIONAL);
            element.text(4, column.name);
            match column.kind {
                Kind::Text => element.int(6, UTF8),
                Kind::Day => element.int(6, DATE),
                Kind::Whole | Kind::Number => {}
            }
            element
        };
        let schema = std::iter::once(root).chain(self.columns.iter().map(column)).collect();
        let rows: u64 = self.groups.iter().map(|(rows, _)| rows).sum();
        let mut file = Struct::default();
        file.int(1, 1);
        file.list(2, schema);
        file.long(3, rows as i64);
        file.list(
            4,
            self.groups
                .iter()
                .map(|(rows, chunks)| self.row_group(*rows, chunks))
                .collect(),
        );
        file.text(6, concat!("newsx version ", env!("CARGO_PKG_VERSION")));
        file.end()
    }

    fn row_group(&self, rows: u64, chunks: &[Chunk]) -> Struct {
        let column = |(column, chunk): (&Column, &Chunk)| {
            let mut meta = Struct::default();
            meta.int(1, column.kind.physical());
            meta.ints(2, &[PLAIN, RLE]);
            meta.texts(3, &[column.name]);
            meta.int(4, ZSTD);
            meta.long(5, rows as i64);
            meta.long(6, chunk.plain as i64);
            meta.long(7, chunk.packed as i64);
            meta.long(9, chunk.offset as i64);
            let mut place = Struct::default();
            place.long(2, chunk.offset as i64);
            place.nested(3, meta);
            place
        };
        let mut group = Struct::default();
        group.list(1, self.columns.iter().zip(chunks).map(column).collect());
        group.long(2, chunks.iter().map(|chunk| chunk.plain as i64).sum());
        group.long(3, rows as i64);
        group
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_hold_the_values_that_are_there() {
        let mut column = Column {
            name: "date",
            kind: Kind::of("date"),
            defined: Vec::new(),
            values: Vec::new(),
        };
        for value in [Value::from("1970-01-02"), Value::Null, Value::from("1969-12-31")] {
            column.push(&value);
        }
        assert_eq!(column.page(), [2, 0, 0, 0, 3, 0b101, 1, 0, 0, 0, 255, 255, 255, 255]);
    }

    #[test]
    fn a_file_has_magic_bytes_at_both_ends() {
        let mut writer = Writer::claims(Vec::new()).unwrap();
        writer.lines(b"{\"doc\":\"a\",\"start\":3}\n{\"doc\":\"b\"}\n").unwrap();
        let file = writer.finish().unwrap();
        assert!(file.starts_with(MAGIC) && file.ends_with(MAGIC));
        let length = u32::from_le_bytes(file[file.len() - 8..file.len() - 4].try_into().unwrap());
        assert!((length as usize) < file.len());
    }

    #[test]
    fn compressed_pages_can_be_unpacked() {
        for text in [
            String::new(),
            "a".to_owned(),
            "claim ".repeat(5000),
            (0..9000).map(|i| format!("{i},")).collect(),
        ] {
            let packed = compress_to_vec(text.as_bytes(), CompressionLevel::Fastest);
            let mut unpacked = Vec::new();
            let mut reader = ruzstd::decoding::StreamingDecoder::new(&*packed).unwrap();
            io::Read::read_to_end(&mut reader, &mut unpacked).unwrap();
            assert_eq!(unpacked, text.as_bytes());
        }
    }
}
