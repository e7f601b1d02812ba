//! A stretch of a stream that can be looked at before it is passed.

use std::io::Read;

use super::packed::{self, Bytes};
use crate::model::error::Error;

/// Bytes read at once, at least.
const CHUNK: usize = 1 << 16;

/// What is read of a stream and not passed yet.
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

    /// What is read and not passed.
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

    /// Reads on: so many bytes at least, if there are so many.
    pub(super) fn fill(&mut self, bytes: usize) {
        if self.end {
            return;
        }
        self.before += self.at as u64;
        self.bytes.drain(..self.at);
        self.at = 0;
        let bytes = bytes.max(CHUNK) as u64;
        match (&mut self.input).take(bytes).read_to_end(&mut self.bytes) {
            Ok(read) => self.end = (read as u64) < bytes,
            Err(error) => {
                self.end = true;
                self.broken = Some(packed::damaged(&error));
            }
        }
    }
}
