//! JSON Lines: a record a line.
//!
//! A file is taken for one object on many lines only where its first line may begin one and the second is no record by
//! itself, so that a damaged first line costs no more than any other.

use std::io::{BufRead, Cursor, Read};

use serde_json::Value;

use super::{Record, value};
use crate::model::error::Result;
use crate::source::limits;
use crate::source::packed::{self, Bytes};

/// Lines that are being read.
pub(super) struct Lines {
    /// `None` after the end.
    input: Option<Bytes>,
    /// The number of the line read last.
    line: u64,
    /// True once a line that is not blank was read.
    begun: bool,
    /// Bytes before the next line.
    offset: u64,
    /// Maximum length of a record, in bytes.
    limit: u64,
}

impl Iterator for Lines {
    /// The number of a line, 0 for an object that is the whole file, and its record.
    type Item = (u64, Record);

    fn next(&mut self) -> Option<(u64, Record)> {
        loop {
            let start = self.offset;
            let line = match self.line()? {
                Ok(line) => line,
                Err(error) => return Some((self.line, Err(error))),
            };
            let line = line.trim_ascii();
            if line.is_empty() {
                continue;
            }
            let first = !std::mem::replace(&mut self.begun, true);
            let unfinished =
                || serde_json::from_slice::<serde::de::IgnoredAny>(line).is_err_and(|error| error.is_eof());
            if first && line.starts_with(b"{") && unfinished() && self.goes_on() {
                let object = self.object(line.to_vec(), start);
                return Some((if object.is_ok() { 0 } else { self.line }, object));
            }
            return Some((self.line, value(line, start).map(|value| (value, line.to_vec()))));
        }
    }
}

impl Lines {
    /// Lines after so many others, and so many bytes.
    pub(super) fn new(input: Bytes, lines: u64, offset: u64, limit: u64) -> Lines {
        Lines {
            input: Some(input),
            line: lines,
            begun: false,
            offset,
            limit: limit.min(limits::RECORD),
        }
    }

    /// The next line, `None` at the end.
    fn line(&mut self) -> Option<Result<Vec<u8>>> {
        let input = self.input.as_mut()?;
        self.line += 1;
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
            let end = chunk.iter().position(|b| *b == b'\n');
            let used = end.map_or(chunk.len(), |end| end + 1);
            length += used as u64;
            if length <= self.limit {
                line.extend_from_slice(&chunk[..used]);
            } else {
                // A line that is too long is skipped, not kept.
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
            _ if length > self.limit => Some(Err(packed::too_large(self.limit))),
            _ => Some(Ok(line)),
        }
    }

    /// Returns whether an unfinished first line goes on in the next one, as an object on many lines does.
    fn goes_on(&mut self) -> bool {
        let Some(mut input) = self.input.take() else {
            return false;
        };
        let mut next = Vec::new();
        while next.trim_ascii().is_empty() {
            let limit = self.limit.saturating_sub(next.len() as u64);
            // An unreadable line is reported in its turn.
            if !matches!((&mut input).take(limit).read_until(b'\n', &mut next), Ok(1..)) {
                break;
            }
        }
        let record = matches!(value(&next, 0), Ok(Value::Object(_)));
        let more = !next.trim_ascii().is_empty();
        self.input = Some(Box::new(Cursor::new(next).chain(input)));
        more && !record
    }

    /// Reads the rest, after its first line, as one object.
    fn object(&mut self, mut bytes: Vec<u8>, start: u64) -> Record {
        if let Some(mut input) = self.input.take() {
            bytes.push(b'\n');
            bytes.extend(packed::read_all(&mut input, self.limit)?);
        }
        let value = value(&bytes, start)?;
        bytes.truncate(bytes.trim_ascii_end().len());
        Ok((value, bytes))
    }
}
