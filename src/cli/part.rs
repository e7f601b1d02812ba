//! An output file that is only ever whole: written beside its name as `NAME.part`, then renamed.
//!
//! A run that was broken off leaves the `.part` behind, and `--resume` goes on from it: articles that are already in
//! it, made from the same bytes by the same version with the same options, are kept; at the first that differs the
//! rest is cut off and written anew. So the file ends as one clean run would have left it, wherever the first was
//! killed. Without a `.part`, the finished file is taken for what came before.
//!
//! What is no plain file (`/dev/null`, `/dev/stdout`, a pipe) is written in place: a rename would put a file where it
//! was. A symbolic link stays one, and the file that it leads to is what is replaced.

use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// An output file in the making.
pub(crate) struct Part {
    target: PathBuf,
    part: PathBuf,
    /// What an earlier run left, and how many bytes of it are kept so far.
    earlier: Option<PathBuf>,
    kept: u64,
    /// Open for what is new; `None` while everything is kept.
    file: Option<BufWriter<File>>,
}

impl Part {
    /// Begins a file. With `resume`, what an earlier run left is kept as far as [`keep`](Part::keep) says.
    pub(crate) fn new(target: &Path, resume: bool) -> Part {
        let target = resolved(target);
        let part = if in_place(&target) {
            target.clone()
        } else {
            part_path(&target)
        };
        Part {
            earlier: if resume { earlier(&target) } else { None },
            target,
            part,
            kept: 0,
            file: None,
        }
    }

    /// Keeps the next bytes of the earlier file, which are these.
    pub(crate) fn keep(&mut self, bytes: &[u8]) -> io::Result<()> {
        match &self.file {
            Some(_) => self.write(bytes),
            None => {
                self.kept += bytes.len() as u64;
                Ok(())
            }
        }
    }

    /// Writes after what was kept or written last.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            None => {
                let file = self.open()?;
                self.file.insert(BufWriter::new(file))
            }
        };
        file.write_all(bytes)?;
        // What is finished survives a kill.
        file.flush()
    }

    /// The `.part`, holding what was kept.
    fn open(&self) -> io::Result<File> {
        if self.earlier.as_ref() == Some(&self.part) {
            let mut file = OpenOptions::new().write(true).open(&self.part)?;
            file.set_len(self.kept)?;
            file.seek(SeekFrom::End(0))?;
            return Ok(file);
        }
        let mut file = File::create(&self.part)?;
        if let Some(earlier) = &self.earlier {
            io::copy(&mut File::open(earlier)?.take(self.kept), &mut file)?;
        }
        Ok(file)
    }

    /// Gives the file its name. An incomplete one takes no finished file's place: then it stays the `.part`.
    pub(crate) fn finish(mut self, complete: bool) -> io::Result<PathBuf> {
        if self.file.is_none() && !complete {
            return Ok(self.earlier.unwrap_or(self.target));
        }
        let whole = |path: &Path| Ok::<_, io::Error>(path.metadata()?.len() == self.kept);
        if self.file.is_none() && self.earlier.as_ref() == Some(&self.target) && whole(&self.target)? {
            return Ok(self.target);
        }
        self.write(b"")?;
        drop(self.file.take());
        if self.part == self.target || (!complete && self.target.exists()) {
            return Ok(self.part);
        }
        std::fs::rename(&self.part, &self.target)?;
        Ok(self.target)
    }
}

/// Where a symbolic link leads; any other path as it is.
fn resolved(target: &Path) -> PathBuf {
    std::fs::canonicalize(target).unwrap_or_else(|_| target.to_owned())
}

fn part_path(target: &Path) -> PathBuf {
    let mut name = target.as_os_str().to_owned();
    name.push(".part");
    PathBuf::from(name)
}

/// Is there something that takes bytes but is no file?
fn in_place(target: &Path) -> bool {
    target.exists() && !target.is_file()
}

/// What an earlier run left for this file.
fn earlier(target: &Path) -> Option<PathBuf> {
    [part_path(target), target.to_owned()]
        .into_iter()
        .find(|path| path.is_file())
}

/// The lines that an earlier run left for a file, each with its line break; a torn one at the end is none.
pub(crate) struct EarlierLines(Option<BufReader<File>>);

impl EarlierLines {
    pub(crate) fn of(target: &Path) -> EarlierLines {
        let open = |path: PathBuf| File::open(path).ok();
        EarlierLines(earlier(&resolved(target)).and_then(open).map(BufReader::new))
    }
}

impl Iterator for EarlierLines {
    type Item = Vec<u8>;

    fn next(&mut self) -> Option<Vec<u8>> {
        let mut line = Vec::new();
        self.0.as_mut()?.read_until(b'\n', &mut line).ok()?;
        line.ends_with(b"\n").then_some(line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(target: &Path, lines: &[&str], complete: bool) {
        let mut part = Part::new(target, true);
        let mut earlier = EarlierLines::of(target);
        for line in lines {
            match earlier.next() {
                Some(old) if old == line.as_bytes() => part.keep(&old).unwrap(),
                _ => part.write(line.as_bytes()).unwrap(),
            }
        }
        part.finish(complete).unwrap();
    }

    #[test]
    fn whatever_was_left_the_end_is_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("out.jsonl");
        let lines = ["one\n", "two\n", "three\n"];
        for (left, to) in [
            ("", "out.jsonl.part"),
            ("one\n", "out.jsonl.part"),
            ("one\ntw", "out.jsonl.part"),
            ("one\ntwo\nthree\n", "out.jsonl.part"),
            ("one\nTWO\nthree\nfour\n", "out.jsonl.part"),
            ("one\nTWO\nthree\n", "out.jsonl"),
            ("one\ntwo\nthree\nfour\n", "out.jsonl"),
            ("one\ntwo\nthree\n", "out.jsonl"),
        ] {
            std::fs::write(folder.path().join(to), left).unwrap();
            run(&target, &lines, true);
            assert_eq!(
                std::fs::read_to_string(&target).unwrap(),
                lines.concat(),
                "{left:?} in {to}"
            );
            assert!(!part_path(&target).exists());
            std::fs::remove_file(&target).unwrap();
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_device_stays_one_and_a_link_leads_to_the_new_file() {
        use std::os::unix::fs::{FileTypeExt, symlink};

        let null = Path::new("/dev/null");
        run(null, &["one\n"], true);
        assert!(null.metadata().unwrap().file_type().is_char_device());

        let folder = tempfile::tempdir().unwrap();
        let (link, file) = (folder.path().join("link"), folder.path().join("file"));
        std::fs::write(&file, "old\n").unwrap();
        symlink(&file, &link).unwrap();
        run(&link, &["new\n"], true);
        assert!(link.is_symlink());
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "new\n");
    }

    #[test]
    fn half_a_run_does_not_replace_a_whole_one() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("out.jsonl");
        run(&target, &["one\n"], false);
        assert_eq!(std::fs::read_to_string(&target).unwrap(), "one\n");
        run(&target, &["uno\n"], false);
        assert_eq!(std::fs::read_to_string(&target).unwrap(), "one\n");
        run(&target, &["uno\n", "due\n"], true);
        assert_eq!(std::fs::read_to_string(&target).unwrap(), "uno\ndue\n");
    }
}
