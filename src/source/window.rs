//! Window on a stream: bytes that are read but not yet consumed.

use std::io::{BufRead, ErrorKind};

use super::packed::{self, Bytes};
use crate::model::error::Error;

/// Bytes of a stream that are read but not yet consumed.
pub(super) struct Window {
    input: Bytes,
    bytes: Vec<u8>,
    /// The place in `bytes` up to which the stream is passed.
    at: usize,
    /// Bytes of the stream before `bytes`.
    before: u64,
    end: bool,
    broken: Option<Error>,
}

impl Window {
    /// The window on a stream of which `before` bytes are passed.
    pub(super) fn new(input: Bytes, before: u64) -> Window {
        Window {
            input,
            bytes: Vec::new(),
            at: 0,
            before,
            end: false,
            broken: None,
        }
    }

    /// Bytes that were read and not yet passed on.
    pub(super) fn rest(&self) -> &[u8] {
        &self.bytes[self.at..]
    }

    /// The next byte, `None` at the end.
    pub(super) fn byte(&mut self) -> Option<u8> {
        if self.rest().is_empty() {
            self.fill(0);
        }
        self.rest().first().copied()
    }

    /// Passes so many bytes of what is read.
    pub(super) fn pass(&mut self, bytes: usize) {
        self.at += bytes;
    }

    /// Bytes that are passed.
    pub(super) fn passed(&self) -> u64 {
        self.before + self.at as u64
    }

    /// Returns whether all is read.
    pub(super) fn is_end(&self) -> bool {
        self.end
    }

    /// The error that ended the reading, told once.
    pub(super) fn broken(&mut self) -> Option<Error> {
        self.broken.take()
    }

    /// Reads on: so many bytes at least, if there are so many, and no more than have come.
    pub(super) fn fill(&mut self, bytes: usize) {
        self.before += self.at as u64;
        self.bytes.drain(..self.at);
        self.at = 0;
        let wanted = self.bytes.len() + bytes.max(1);
        while !self.end && self.bytes.len() < wanted {
            match self.input.fill_buf() {
                Ok([]) => self.end = true,
                Ok(chunk) => {
                    let length = chunk.len();
                    self.bytes.extend_from_slice(chunk);
                    self.input.consume(length);
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => {
                    self.end = true;
                    self.broken = Some(packed::damaged(&error));
                }
            }
        }
    }
}
