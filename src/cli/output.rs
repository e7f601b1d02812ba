//! Where the articles go: standard output, one file, or files in a folder.

use std::io::{self, Stdout, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use newsx::emit::Format;

use super::part::{Fault, Part};

/// An open output.
pub(crate) struct Output {
    to: To,
    format: Format,
    resume: bool,
}

enum To {
    Stdout(Stdout),
    /// Files, one after the other; the one being written.
    Files(Option<(Arc<Path>, Part)>),
}

impl Output {
    /// Standard output.
    pub(crate) fn stdout(format: Format) -> io::Result<Output> {
        let mut stdout = io::stdout();
        stdout.write_all(&format.begin())?;
        let to = To::Stdout(stdout);
        let resume = false;
        Ok(Output { to, format, resume })
    }

    /// One file, which is there even if no article comes.
    pub(crate) fn file(format: Format, resume: bool, path: &Arc<Path>) -> Result<Output, Fault> {
        let mut output = Output::files(format, resume);
        output.open(path)?;
        Ok(output)
    }

    /// Files, each begun with its first article.
    pub(crate) fn files(format: Format, resume: bool) -> Output {
        let to = To::Files(None);
        Output { to, format, resume }
    }

    /// Makes ready for articles of a file, or of standard output: ends another file, and begins this one.
    pub(crate) fn turn_to(&mut self, target: Option<&Arc<Path>>) -> Result<(), Fault> {
        match (&self.to, target) {
            (To::Files(current), Some(target)) if current.as_ref().is_none_or(|(path, _)| path != target) => {
                self.open(target)
            }
            _ => Ok(()),
        }
    }

    /// Writes an article.
    pub(crate) fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        match &mut self.to {
            To::Stdout(out) => {
                out.write_all(bytes)?;
                out.flush()
            }
            To::Files(Some((_, part))) => part.write(bytes),
            To::Files(None) => Ok(()),
        }
    }

    fn open(&mut self, target: &Arc<Path>) -> Result<(), Fault> {
        self.finish()?;
        if let Some(folder) = target.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let mut part = Part::open(target, self.resume)?;
        let begin = self.format.begin();
        if !begin.is_empty() {
            part.write(&begin)?;
        }
        self.to = To::Files(Some((Arc::clone(target), part)));
        Ok(())
    }

    /// Ends what is being written.
    pub(crate) fn finish(&mut self) -> io::Result<()> {
        let end = self.format.end();
        match &mut self.to {
            To::Stdout(out) => {
                out.write_all(&end)?;
                out.flush()
            }
            To::Files(current) => match current.take() {
                Some((_, mut part)) => {
                    if !end.is_empty() {
                        part.write(&end)?;
                    }
                    part.finish()
                }
                None => Ok(()),
            },
        }
    }

    /// Leaves what is being written as it is; returns where, if it is a file.
    pub(crate) fn leave(mut self) -> io::Result<Option<PathBuf>> {
        match &mut self.to {
            To::Stdout(out) => out.flush().map(|()| None),
            To::Files(current) => match current.take() {
                Some((_, part)) => part.leave(),
                None => Ok(None),
            },
        }
    }
}
