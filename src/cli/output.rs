//! Where the articles go: standard output, one file, or a folder that mirrors the inputs.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Stdout, Write};
use std::path::{Component, Path, PathBuf};

use newsx::emit::Format;

use super::args::FormatName;
use super::part::Part;

/// An open output.
pub(crate) struct Output {
    to: To,
    format: Format,
    resume: bool,
}

enum To {
    Stdout(Stdout),
    /// Files, one after the other; the one being written.
    Files(Option<(PathBuf, Part)>),
}

/// One article for the output.
pub(crate) enum Piece {
    New(Vec<u8>),
    /// The line that an earlier run left.
    Kept(Vec<u8>),
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

    /// Files. A single one is there even if no article comes.
    pub(crate) fn files(format: Format, resume: bool, single: Option<&Path>) -> io::Result<Output> {
        let to = To::Files(None);
        let mut output = Output { to, format, resume };
        if let Some(path) = single {
            output.open(path)?;
        }
        Ok(output)
    }

    /// Writes an article to its file, or to standard output.
    pub(crate) fn put(&mut self, target: Option<&Path>, piece: &Piece) -> io::Result<()> {
        if let (To::Files(current), Some(target)) = (&self.to, target)
            && current.as_ref().is_none_or(|(path, _)| path != target)
        {
            self.open(target)?;
        }
        match (&mut self.to, piece) {
            (To::Stdout(out), Piece::New(bytes) | Piece::Kept(bytes)) => {
                out.write_all(bytes)?;
                out.flush()
            }
            (To::Files(Some((_, part))), Piece::New(bytes)) => part.write(bytes),
            (To::Files(Some((_, part))), Piece::Kept(bytes)) => part.keep(bytes),
            (To::Files(None), _) => Ok(()),
        }
    }

    fn open(&mut self, target: &Path) -> io::Result<()> {
        self.close(true)?;
        if let Some(folder) = target.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let mut part = Part::new(target, self.resume);
        let begin = self.format.begin();
        if !begin.is_empty() {
            part.write(&begin)?;
        }
        self.to = To::Files(Some((target.to_owned(), part)));
        Ok(())
    }

    /// Ends what is being written; tells where an incomplete file is.
    pub(crate) fn close(&mut self, complete: bool) -> io::Result<Option<PathBuf>> {
        let end = self.format.end();
        match &mut self.to {
            To::Stdout(out) => {
                out.write_all(end)?;
                out.flush()?;
                Ok(None)
            }
            To::Files(current) => {
                let Some((_, mut part)) = current.take() else {
                    return Ok(None);
                };
                if !end.is_empty() {
                    part.write(end)?;
                }
                part.finish(complete).map(Some)
            }
        }
    }
}

/// Finds the output file of each input in a folder that mirrors them: `a/b.txt` → `DIR/a/b.json`.
pub(crate) struct Mirror {
    folder: PathBuf,
    format: FormatName,
    /// Hashes of the names given so far. Where two inputs would share one (`b.txt`, `b.html`), the later keeps its
    /// own extension.
    used: HashSet<u64>,
    last: Option<(PathBuf, PathBuf)>,
}

impl Mirror {
    pub(crate) fn new(folder: PathBuf, format: FormatName) -> Mirror {
        Mirror {
            folder,
            format,
            used: HashSet::new(),
            last: None,
        }
    }

    /// The output file for articles of the input at `path`, relative to its folder; `many` if it may hold several.
    pub(crate) fn target(&mut self, path: &Path, many: bool) -> PathBuf {
        if let Some((_, target)) = self.last.as_ref().filter(|(last, _)| last == path) {
            return target.clone();
        }
        let inside: PathBuf = path
            .components()
            .filter(|c| matches!(c, Component::Normal(_)))
            .collect();
        let extension = match self.format {
            FormatName::Json if many => "jsonl",
            FormatName::Json => "json",
            other => other.format().map_or("out", Format::extension),
        };
        let whole = self.folder.join(inside);
        let mut target = whole.with_extension(extension);
        let mut number = 1;
        while !self.used.insert(hash(&target)) {
            let mut name = whole.as_os_str().to_owned();
            if number > 1 {
                name.push(format!(".{number}"));
            }
            name.push(format!(".{extension}"));
            target = PathBuf::from(name);
            number += 1;
        }
        self.last = Some((path.to_owned(), target.clone()));
        target
    }
}

fn hash(path: &Path) -> u64 {
    let mut hasher = DefaultHasher::new();
    path.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tree_is_mirrored_and_no_name_is_given_twice() {
        let mut mirror = Mirror::new(PathBuf::from("out"), FormatName::Json);
        let mut target = |path: &str, many| mirror.target(Path::new(path), many).display().to_string();
        assert_eq!(target("a/b.txt", false), "out/a/b.json");
        assert_eq!(target("a/c.html", false), "out/a/c.json");
        assert_eq!(target("a/c.txt", false), "out/a/c.txt.json");
        assert_eq!(target("/x/../d.jsonl.gz", true), "out/x/d.jsonl.jsonl");
        assert_eq!(target("/x/../d.jsonl.gz", true), "out/x/d.jsonl.jsonl");
        assert_eq!(target("a/c.txt", false), "out/a/c.txt.2.json");
    }
}
