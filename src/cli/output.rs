//! Outputs: standard output, one file, or files in a folder.

use std::io::{self, Stdout, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::FormatName;
use super::encoder::Encoder;
use super::part::{Fault, Part};
use super::stdout::stdout;

/// An open output.
pub(crate) struct Output {
    to: To,
    format: FormatName,
    resume: bool,
}

enum To {
    Stdout(Stdout, Encoder),
    /// Files, one after the other; the one being written.
    Files(Option<Current>),
}

struct Current {
    path: Arc<Path>,
    part: Part,
    encoder: Encoder,
}

impl Output {
    /// Standard output.
    pub(crate) fn stdout(format: FormatName) -> io::Result<Output> {
        let (mut stdout, mut encoder) = (stdout()?, Encoder::new(format)?);
        stdout.write_all(&encoder.begin())?;
        let to = To::Stdout(stdout, encoder);
        let resume = false;
        Ok(Output { to, format, resume })
    }

    /// One file, which is there even if no article comes.
    pub(crate) fn file(format: FormatName, resume: bool, path: &Arc<Path>) -> Result<Output, Fault> {
        let mut output = Output::files(format, resume);
        output.open(path)?;
        Ok(output)
    }

    /// Files, each begun with its first article.
    pub(crate) fn files(format: FormatName, resume: bool) -> Output {
        let to = To::Files(None);
        Output { to, format, resume }
    }

    /// Switches to an output file, or to standard output: ends another file, and begins this one.
    pub(crate) fn turn_to(&mut self, target: Option<&Arc<Path>>) -> Result<(), Fault> {
        match (&self.to, target) {
            (To::Files(current), Some(target)) if current.as_ref().is_none_or(|current| current.path != *target) => {
                self.open(target)
            }
            _ => Ok(()),
        }
    }

    /// Writes an article.
    pub(crate) fn put(&mut self, bytes: Vec<u8>) -> io::Result<()> {
        match &mut self.to {
            To::Stdout(out, encoder) => {
                out.write_all(&encoder.article(bytes)?)?;
                out.flush()
            }
            To::Files(Some(Current { part, encoder, .. })) => part.write(&encoder.article(bytes)?),
            To::Files(None) => Ok(()),
        }
    }

    fn open(&mut self, target: &Arc<Path>) -> Result<(), Fault> {
        self.end()?;
        if let Some(folder) = target.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let mut part = Part::open(target, self.resume)?;
        let mut encoder = Encoder::new(self.format)?;
        let begin = encoder.begin();
        if !begin.is_empty() {
            part.write(&begin)?;
        }
        self.to = To::Files(Some(Current {
            path: Arc::clone(target),
            part,
            encoder,
        }));
        Ok(())
    }

    /// Ends the file that is being written.
    fn end(&mut self) -> io::Result<()> {
        let To::Files(current) = &mut self.to else {
            return Ok(());
        };
        let Some(Current { mut part, encoder, .. }) = current.take() else {
            return Ok(());
        };
        let end = encoder.end()?;
        if !end.is_empty() {
            part.write(&end)?;
        }
        part.finish()
    }

    /// Ends the output.
    pub(crate) fn finish(mut self) -> io::Result<()> {
        match self.to {
            To::Stdout(mut out, encoder) => {
                out.write_all(&encoder.end()?)?;
                out.flush()
            }
            To::Files(_) => self.end(),
        }
    }

    /// Stops without completing the output; returns its path, if it is a file. A table is ended, since it cannot be
    /// read without its last bytes.
    pub(crate) fn leave(self) -> io::Result<Option<PathBuf>> {
        match self.to {
            To::Stdout(mut out, encoder) => {
                if let Encoder::Table(_) = encoder {
                    out.write_all(&encoder.end()?)?;
                }
                out.flush().map(|()| None)
            }
            To::Files(Some(Current { mut part, encoder, .. })) => {
                if let Encoder::Table(_) = encoder {
                    part.write(&encoder.end()?)?;
                }
                part.leave()
            }
            To::Files(None) => Ok(None),
        }
    }
}
