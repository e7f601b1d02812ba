//! Output files that are never incomplete: written as `NAME.part`, then renamed.
//!
//! An interrupted run leaves the `.part` behind, and `--resume` continues from it. Its contents are never overwritten:
//! the new file is made as `NAME.part.new` from the kept lines ([`Earlier`](super::earlier::Earlier)) and the new ones,
//! and renamed when it is complete. If that run is interrupted too, the next one first adds the lines that only the
//! `.part.new` has to the `.part`. The `.part` is locked while a run writes, so that a second run into the same file is
//! refused.
//!
//! Devices and pipes (`/dev/null`, `/dev/stdout`) are written in place, since a rename would replace them by a file. A
//! symbolic link stays one; the file that it leads to is replaced.

use std::collections::HashSet;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, BufReader, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::source::FileId;
use hmac_sha256::Hash as Sha256;

use super::earlier::Lines;

/// The reason that a file cannot be written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Fault {
    #[error("{0} is being written by another run")]
    Busy(String),
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// An unfinished output file.
pub(crate) struct Part {
    /// The file that the output replaces.
    target: PathBuf,
    /// The file being written: the `.part`, or the `.part.new` beside an earlier one, or the target itself.
    path: PathBuf,
    file: BufWriter<File>,
    /// The earlier `.part`, if there is one.
    earlier: Option<File>,
}

impl Part {
    /// Begins a file. With `resume`, the `.part` of an earlier run stays until this one is complete.
    pub(crate) fn open(target: &Path, resume: bool) -> Result<Part, Fault> {
        let target = resolved(target);
        let begun = |target, path, file, earlier| Part {
            target,
            path,
            file: BufWriter::new(file),
            earlier,
        };
        if target.is_dir() {
            return Err(io::Error::from(io::ErrorKind::IsADirectory).into());
        }
        if target.exists() && !target.is_file() {
            let file = OpenOptions::new().write(true).open(&target)?;
            return Ok(begun(target.clone(), target, file, None));
        }
        let [part, new] = beside(&target);
        let mut locked = lock(&part)?;
        if resume && (locked.metadata()?.len() > 0 || new.exists()) {
            fold(&new, &mut locked)?;
            let file = File::create(&new)?;
            return Ok(begun(target, new, file, Some(locked)));
        }
        locked.set_len(0)?;
        remove(&new)?;
        Ok(begun(target, part, locked, None))
    }

    /// Appends bytes.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)?;
        // Finished lines survive a kill.
        self.file.flush()
    }

    /// Renames the complete file to its target.
    pub(crate) fn finish(mut self) -> io::Result<()> {
        self.file.flush()?;
        if self.path != self.target {
            std::fs::rename(&self.path, &self.target)?;
        }
        if self.earlier.is_some() {
            let [part, _] = beside(&self.target);
            remove(&part)?;
        }
        Ok(())
    }

    /// Stops with an incomplete file; returns its `.part`, unless that is empty.
    pub(crate) fn leave(mut self) -> io::Result<Option<PathBuf>> {
        self.file.flush()?;
        if self.path == self.target {
            return Ok(None);
        }
        let [part, new] = beside(&self.target);
        if let Some(earlier) = &mut self.earlier {
            fold(&new, earlier)?;
        }
        if part.metadata()?.len() == 0 {
            remove(&part)?;
            return Ok(None);
        }
        Ok(Some(part))
    }
}

impl Write for Part {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Returns the file that a symbolic link leads to, and any other path as it is.
pub(crate) fn resolved(target: &Path) -> PathBuf {
    std::fs::canonicalize(target).unwrap_or_else(|_| target.to_owned())
}

/// The files in which an output is made: `NAME.part` and `NAME.part.new`.
pub(crate) fn beside(target: &Path) -> [PathBuf; 2] {
    [".part", ".part.new"].map(|ending| {
        let mut name = target.as_os_str().to_owned();
        name.push(ending);
        PathBuf::from(name)
    })
}

/// Opens a file that no other run has open.
fn lock(path: &Path) -> Result<File, Fault> {
    let busy = || Fault::Busy(path.display().to_string());
    // The other run may end, and rename the file, between opening and locking.
    for _ in 0..16 {
        let file = OpenOptions::new().read(true).append(true).create(true).open(path)?;
        if !file.metadata()?.is_file() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, format!("{} is no file", path.display())).into());
        }
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => return Err(busy()),
            // Some file systems have no locks.
            Ok(()) | Err(TryLockError::Error(_)) => {}
        }
        if FileId::of_file(&file) == FileId::of(path) {
            return Ok(file);
        }
    }
    Err(busy())
}

/// Adds the whole lines of `new` that a `.part` lacks to its end, and removes `new`.
fn fold(new: &Path, part: &mut File) -> io::Result<()> {
    if !new.is_file() {
        return Ok(());
    }
    part.seek(SeekFrom::Start(0))?;
    let mut held = Lines::new(BufReader::new(&mut *part));
    let mut known: HashSet<[u8; 32]> = held.by_ref().map(|line| Sha256::hash(&line)).collect();
    let torn = held.torn();
    let mut out = BufWriter::new(&mut *part);
    if torn {
        out.write_all(b"\n")?;
    }
    for line in Lines::new(BufReader::new(File::open(new)?)) {
        if known.insert(Sha256::hash(&line)) {
            out.write_all(&line)?;
        }
    }
    out.flush()?;
    drop(out);
    part.sync_data()?;
    remove(new)
}

fn remove(path: &Path) -> io::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(target: &Path, resume: bool, lines: &str) -> Part {
        let mut part = Part::open(target, resume).unwrap();
        part.write(lines.as_bytes()).unwrap();
        part
    }

    fn read(path: &Path) -> String {
        std::fs::read_to_string(path).unwrap()
    }

    #[test]
    fn a_file_gets_its_name_when_it_is_complete() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("out.jsonl");
        let [part, new] = beside(&target);
        std::fs::write(&target, "old\n").unwrap();
        assert_eq!(write(&target, false, "one\n").leave().unwrap(), Some(part.clone()));
        assert_eq!((read(&target), read(&part)), ("old\n".to_owned(), "one\n".to_owned()));
        // Killed while it continues.
        drop(write(&target, true, "one\ntwo\nthr"));
        assert_eq!(
            (read(&part), read(&new)),
            ("one\n".to_owned(), "one\ntwo\nthr".to_owned())
        );
        // Interrupted while it continues.
        write(&target, true, "two\nthree\n").leave().unwrap();
        assert_eq!(read(&part), "one\ntwo\nthree\n");
        assert!(!new.exists());
        write(&target, true, "uno\n").finish().unwrap();
        assert_eq!(read(&target), "uno\n");
        assert!(!part.exists() && !new.exists());
    }

    #[test]
    fn an_unfinished_line_affects_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("out.jsonl");
        let [part, new] = beside(&target);
        std::fs::write(&part, "one\ntw").unwrap();
        std::fs::write(&new, "one\ntwo\n").unwrap();
        write(&target, true, "").leave().unwrap();
        assert_eq!(read(&part), "one\ntw\ntwo\n");
    }

    #[test]
    fn a_second_run_into_one_file_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("out.jsonl");
        let first = write(&target, false, "one\n");
        for resume in [false, true] {
            assert!(matches!(Part::open(&target, resume), Err(Fault::Busy(_))));
        }
        first.finish().unwrap();
        assert_eq!(read(&target), "one\n");
        write(&target, true, "two\n").finish().unwrap();
    }

    #[test]
    fn an_empty_output_leaves_no_part() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("out.jsonl");
        assert_eq!(write(&target, true, "").leave().unwrap(), None);
        assert_eq!(folder.path().read_dir().unwrap().count(), 0);
    }

    #[cfg(unix)]
    #[test]
    fn a_device_stays_one_and_a_link_leads_to_the_new_file() {
        use std::os::unix::fs::{FileTypeExt, symlink};

        let null = Path::new("/dev/null");
        write(null, true, "one\n").finish().unwrap();
        assert!(null.metadata().unwrap().file_type().is_char_device());

        let folder = tempfile::tempdir().unwrap();
        let (link, file) = (folder.path().join("link"), folder.path().join("file"));
        std::fs::write(&file, "old\n").unwrap();
        symlink(&file, &link).unwrap();
        write(&link, true, "new\n").finish().unwrap();
        assert!(link.is_symlink());
        assert_eq!(read(&file), "new\n");
        assert!(Part::open(folder.path(), false).is_err());
    }
}
