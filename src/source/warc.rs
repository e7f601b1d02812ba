//! WARC archives (ISO 28500): the pages among their records.
//!
//! A `.warc.gz` has one gzip member per record, so that a damaged one can be passed over: reading goes on at the next
//! member. What is damaged or cut off gives an item with its error. Records that hold no page (requests, images,
//! redirects, what the crawler says of itself) are no articles and give none.

use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;

use encoding_rs::Encoding;
use flate2::bufread::GzDecoder;
use hmac_sha256::Hash as Sha256;

use super::packed::{self, Bytes};
use super::{Content, Item, Metadata, Options, Source, encoding, http};
use crate::model::error::{Error, Result, Warning};

/// Maximum length of the headers of one record, in bytes.
const HEAD: u64 = 1 << 18;

/// The pages of an archive. `input` is not unpacked yet.
pub(super) fn items(id: &str, input: Bytes, options: &Arc<Options>) -> impl Iterator<Item = Item> + Send + use<> {
    Pages {
        id: id.to_owned(),
        options: Arc::clone(options),
        stream: Stream::new(input),
        records: 0,
    }
}

struct Pages {
    id: String,
    options: Arc<Options>,
    stream: Stream,
    /// The number of records so far.
    records: u64,
}

impl Iterator for Pages {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            let record = self.stream.record(self.options.limit)?;
            self.records += 1;
            let record = match record {
                Ok(record) => record,
                Err((id, error)) => {
                    let id = id.unwrap_or_else(|| format!("{}:{}", self.id, self.records));
                    return Some(Item { id, source: Err(error) });
                }
            };
            let id = record
                .header("WARC-Record-ID")
                .map_or_else(|| format!("{}:{}", self.id, self.records), bare);
            match source(&id, &record, &self.options) {
                Ok(None) => {}
                Ok(Some(source)) => return Some(Item { id, source: Ok(source) }),
                Err(error) => return Some(Item { id, source: Err(error) }),
            }
        }
    }
}

/// `<urn:uuid:…>` without the brackets.
fn bare(id: &str) -> String {
    id.trim_start_matches('<').trim_end_matches('>').to_owned()
}

/// The page of a record; `None` if it holds none.
fn source(id: &str, record: &Record, options: &Options) -> Result<Option<Source>> {
    let kind = record.header("WARC-Type").unwrap_or_default().to_ascii_lowercase();
    let declared = record.header("Content-Type").unwrap_or_default();
    let (body, media_type, charset);
    match &*kind {
        "response" if declared.to_ascii_lowercase().starts_with("application/http") => {
            let response = http::response(&record.block, options.limit)?;
            if !(200..300).contains(&response.status) {
                return Ok(None);
            }
            (body, media_type, charset) = (response.body, response.media_type, response.charset);
        }
        "resource" | "conversion" => {
            (media_type, charset) = http::content_type(declared);
            body = record.block.clone();
        }
        _ => return Ok(None),
    }
    let charset = charset.and_then(|label| Encoding::for_label(label.as_bytes()));
    let (decoded, content): (_, fn(String) -> Content) = match &*media_type {
        "text/html" | "application/xhtml+xml" => (encoding::page(&body, options.encoding, charset)?, Content::Html),
        "text/plain" => (encoding::text(body, options.encoding.or(charset))?, Content::Text),
        _ => return Ok(None),
    };
    let mut warnings = decoded.warnings;
    if let Some(reason) = record.header("WARC-Truncated") {
        let message = format!("the crawler did not keep the whole page ({reason})");
        warnings.push(Warning {
            code: "warc.truncated",
            message,
        });
    }
    let content = content(decoded.text);
    let mut source = Source {
        id: id.to_owned(),
        sha256: digest(record),
        media_type: match &content {
            Content::Html(_) => "text/html",
            Content::Text(_) => "text/plain",
        },
        encoding: decoded.encoding,
        metadata: Metadata {
            url: record.header("WARC-Target-URI").map(bare),
            ..Metadata::default()
        },
        content,
        warnings,
    };
    options.apply(&mut source);
    Ok(Some(source))
}

/// SHA-256 of what the article is made from: the block, and the headers that say what it is.
fn digest(record: &Record) -> [u8; 32] {
    let mut sha256 = Sha256::new();
    for name in [
        "WARC-Type",
        "WARC-Target-URI",
        "WARC-Date",
        "Content-Type",
        "WARC-Truncated",
    ] {
        sha256.update(record.header(name).unwrap_or_default());
        sha256.update([0]);
    }
    sha256.update(&record.block);
    sha256.finalize()
}

/// A record: its headers and its block.
struct Record {
    head: String,
    block: Vec<u8>,
}

impl Record {
    fn header(&self, name: &str) -> Option<&str> {
        http::header(&self.head, name)
    }
}

/// The error of a lost record, with the record's id where it could still be read.
type Lost = (Option<String>, Error);

enum Stream {
    Plain(Bytes),
    /// One member of many.
    Member(Box<BufReader<GzDecoder<Bytes>>>),
    Ended,
}

impl Stream {
    fn new(mut input: Bytes) -> Stream {
        match input.fill_buf() {
            Ok([0x1f, 0x8b, ..]) => Stream::Member(Box::new(BufReader::new(GzDecoder::new(input)))),
            _ => Stream::Plain(input),
        }
    }

    fn reader(&mut self) -> Option<&mut dyn BufRead> {
        match self {
            Stream::Plain(input) => Some(input),
            Stream::Member(member) => Some(member),
            Stream::Ended => None,
        }
    }

    /// The next record; `None` at the end.
    fn record(&mut self, limit: u64) -> Option<std::result::Result<Record, Lost>> {
        let mut lost: Option<Error> = None;
        let mut head = String::new();
        loop {
            let mut line = Vec::new();
            match self.line(&mut line) {
                Ok(0) if self.next_member() => continue,
                Ok(0) => return lost.map(|error| Err((None, error))),
                Ok(_) if line.starts_with(b"WARC/") => break,
                Ok(_) if line.trim_ascii().is_empty() => {}
                Ok(_) => {
                    // Passed over up to the next record, which then begins anew.
                    lost.get_or_insert_with(|| {
                        Error::new(
                            "warc.damaged",
                            "holds bytes that are no WARC record; they are passed over",
                        )
                    });
                }
                Err(error) => {
                    self.skip_member();
                    return Some(Err((None, packed::damaged(&error))));
                }
            }
            if lost.is_some() && self.at_record() {
                return lost.map(|error| Err((None, error)));
            }
        }
        let result = self.rest(&mut head, limit);
        Some(result.map_err(|error| {
            // An id from damaged headers would be none.
            let whole = http::header(&head, "Content-Length").is_some_and(|value| value.parse::<u64>().is_ok());
            let id = http::header(&head, "WARC-Record-ID").filter(|_| whole).map(bare);
            (id, error)
        }))
    }

    /// Headers and block of a record whose first line has been read.
    fn rest(&mut self, head: &mut String, limit: u64) -> Result<Record> {
        loop {
            let mut line = Vec::new();
            match self.line(&mut line) {
                Ok(0) => return Err(Error::new("warc.damaged", "is cut off in its headers")),
                Ok(_) if line.trim_ascii().is_empty() => break,
                Ok(_) => head.push_str(&String::from_utf8_lossy(&line)),
                Err(error) => {
                    self.skip_member();
                    return Err(packed::damaged(&error));
                }
            }
            if head.len() as u64 > HEAD {
                return Err(Error::new("warc.damaged", "its headers do not end"));
            }
        }
        let length = http::header(head, "Content-Length").and_then(|value| value.parse::<u64>().ok());
        let length = length.ok_or_else(|| Error::new("warc.damaged", "does not tell its length"))?;
        let mut block = Vec::new();
        let Some(reader) = self.reader() else {
            return Err(Error::new("warc.damaged", "is cut off"));
        };
        let read = match length > limit {
            true => io::copy(&mut reader.take(length), &mut io::sink()),
            false => reader.take(length).read_to_end(&mut block).map(|n| n as u64),
        };
        match read {
            Err(error) => {
                self.skip_member();
                Err(packed::damaged(&error))
            }
            Ok(read) if read < length => {
                let message = format!("is cut off: {read} of {length} bytes are there");
                Err(Error::new("warc.damaged", message))
            }
            Ok(_) if length > limit => Err(packed::too_large(limit)),
            Ok(_) => {
                self.settle()?;
                let head = std::mem::take(head);
                Ok(Record { head, block })
            }
        }
    }

    /// Reads the end of a gzip member that holds one record: only there its checksum shows whether it is whole.
    fn settle(&mut self) -> Result<()> {
        let Stream::Member(member) = self else {
            return Ok(());
        };
        loop {
            match member.fill_buf() {
                Ok([b'\r' | b'\n', ..]) => member.consume(1),
                Ok(_) => return Ok(()),
                Err(error) => {
                    self.skip_member();
                    return Err(packed::damaged(&error));
                }
            }
        }
    }

    /// Reads a line of at most so many bytes as headers may have.
    fn line(&mut self, line: &mut Vec<u8>) -> io::Result<usize> {
        match self.reader() {
            Some(reader) => reader.take(HEAD).read_until(b'\n', line),
            None => Ok(0),
        }
    }

    /// Returns whether the next bytes begin a record.
    fn at_record(&mut self) -> bool {
        let reader = self.reader();
        reader.is_some_and(|reader| reader.fill_buf().is_ok_and(|bytes| bytes.starts_with(b"WARC/")))
    }

    /// Goes on to the next gzip member; false at the end.
    fn next_member(&mut self) -> bool {
        let Stream::Member(member) = std::mem::replace(self, Stream::Ended) else {
            return false;
        };
        let mut input = member.into_inner().into_inner();
        if input.fill_buf().map_or(true, <[u8]>::is_empty) {
            return false;
        }
        *self = Stream::Member(Box::new(BufReader::new(GzDecoder::new(input))));
        true
    }

    /// Looks for the beginning of another gzip member after a damaged one.
    fn skip_member(&mut self) {
        let Stream::Member(member) = std::mem::replace(self, Stream::Ended) else {
            return;
        };
        let mut input = member.into_inner().into_inner();
        let mut before = [0u8; 2];
        loop {
            let Ok(chunk) = input.fill_buf() else { return };
            if chunk.is_empty() {
                return;
            }
            // The magic bytes of gzip with deflate, which may cross the end of a chunk.
            let at = (0..chunk.len()).find(|at| {
                let byte = |back: usize| match at.checked_sub(back) {
                    Some(i) => chunk[i],
                    None => before[2 + at - back],
                };
                (byte(2), byte(1), byte(0)) == (0x1f, 0x8b, 0x08)
            });
            if let Some(at) = at {
                input.consume(at + 1);
                let again = io::Cursor::new([0x1f, 0x8b, 0x08]).chain(input);
                *self = Stream::Member(Box::new(BufReader::new(GzDecoder::new(Box::new(again)))));
                return;
            }
            let length = chunk.len();
            before = match chunk {
                [.., a, b] => [*a, *b],
                [b] => [before[1], *b],
                [] => before,
            };
            input.consume(length);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn record(id: &str, kind: &str, block: &str) -> Vec<u8> {
        let kind_of_block = if kind == "response" {
            "application/http; msgtype=response"
        } else {
            "text/plain"
        };
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{id}>\r\nWARC-Target-URI: http://x.org/{id}\r\n\
             Content-Type: {kind_of_block}\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
            block.len()
        )
        .into_bytes()
    }

    fn page(id: &str) -> Vec<u8> {
        let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Ferry {id} sank.</p>");
        record(id, "response", &block)
    }

    fn gz(bytes: &[u8]) -> Vec<u8> {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(bytes).unwrap();
        packer.finish().unwrap()
    }

    fn read(bytes: Vec<u8>) -> Vec<(String, Option<&'static str>)> {
        let items = items(
            "in.warc",
            Box::new(BufReader::with_capacity(64, io::Cursor::new(bytes))),
            &Arc::new(Options::default()),
        );
        items
            .map(|item| (item.id, item.source.err().map(|error| error.code())))
            .collect()
    }

    fn expect(items: &[(&str, Option<&'static str>)]) -> Vec<(String, Option<&'static str>)> {
        items.iter().map(|(id, code)| ((*id).to_owned(), *code)).collect()
    }

    #[test]
    fn pages_among_other_records() {
        let image = "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nPNG";
        let moved = "HTTP/1.1 301 Moved\r\nContent-Type: text/html\r\n\r\n<p>Moved";
        let parts = [
            record("i", "warcinfo", "software: x"),
            page("a"),
            record("p", "response", image),
            record("m", "response", moved),
            record("q", "request", "GET / HTTP/1.1\r\n\r\n"),
            page("b"),
            record("t", "conversion", "A ferry sank."),
        ];
        let expected = expect(&[("urn:uuid:a", None), ("urn:uuid:b", None), ("urn:uuid:t", None)]);
        assert_eq!(read(parts.concat()), expected);
        assert_eq!(read(parts.map(|part| gz(&part)).concat()), expected);
    }

    #[test]
    fn damaged_records_are_skipped() {
        let mut torn = gz(&page("b"));
        let middle = torn.len() / 2;
        torn[middle] ^= 0xff;
        torn[middle + 1] ^= 0xff;
        let items = read([gz(&page("a")), torn, gz(&page("c"))].concat());
        assert_eq!(items.first(), Some(&("urn:uuid:a".to_owned(), None)));
        assert_eq!(items.last(), Some(&("urn:uuid:c".to_owned(), None)));
        assert_eq!(items.len(), 3, "{items:?}");
        let junk = b"junk\r\nmore junk\r\n".to_vec();
        let items = read([page("a"), junk, page("c")].concat());
        assert_eq!(items[1].1, Some("warc.damaged"));
        assert_eq!((items.len(), &*items[2].0), (3, "urn:uuid:c"));
    }

    #[test]
    fn cut_off_records_are_errors() {
        let whole = page("a");
        let items = read([page("a"), whole[..whole.len() - 20].to_vec()].concat());
        assert_eq!(
            items,
            expect(&[("urn:uuid:a", None), ("urn:uuid:a", Some("warc.damaged"))])
        );
        let whole = gz(&page("b"));
        let items = read([gz(&page("a")), whole[..whole.len() - 20].to_vec()].concat());
        assert_eq!((items.len(), items[1].1), (2, Some("input.damaged")));
        assert_eq!(read(Vec::new()), []);
    }
}
