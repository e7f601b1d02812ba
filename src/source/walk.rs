//! Walk over the files that a run reads: folders in depth, in order of names, without hidden ones.
//!
//! Links are followed, and every file is read once, however many links lead to it. In a folder only plain files are
//! read: to open a pipe or a device may wait for ever. Whoever names one means it.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::FileId;
use crate::model::error::{Error, Warning};

/// An entry of a walk.
#[derive(Debug)]
pub(crate) struct Found {
    /// The path as given, or below the folder that was given.
    pub path: PathBuf,
    /// The path without the folder that was given.
    pub inside: PathBuf,
    /// The kind of entry, with the reason if it is not read.
    pub what: What,
}

/// The kind of an entry.
#[derive(Debug)]
pub(crate) enum What {
    /// A file to read.
    File,
    /// An entry that is skipped, with the reason.
    Skipped(Warning),
    /// An entry that cannot be read.
    Failed(Error),
}

/// The files below a path; the path itself if it is no folder. `extensions` (without dots, lower case) restrict what is
/// taken from a folder; none take everything. `leave_out` are files and folders that are passed over without a word.
pub(crate) fn files(
    path: &Path,
    extensions: &[String],
    leave_out: &[FileId],
) -> impl Iterator<Item = Found> + Send + use<> {
    Walk {
        root: path.to_owned(),
        entries: WalkDir::new(path).follow_links(true).sort_by_file_name().into_iter(),
        extensions: extensions.to_vec(),
        leave_out: leave_out.iter().copied().collect(),
        seen: HashSet::new(),
        by_link: HashSet::new(),
    }
}

struct Walk {
    root: PathBuf,
    entries: walkdir::IntoIter,
    extensions: Vec<String>,
    leave_out: HashSet<FileId>,
    /// Every file and folder so far.
    seen: HashSet<FileId>,
    /// The files among them that a link led to.
    by_link: HashSet<FileId>,
}

impl Iterator for Walk {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        loop {
            let (path, what) = match self.entries.next()? {
                Ok(entry) => (entry.path().to_owned(), self.look(&entry)),
                Err(error) => {
                    let path = error.path().unwrap_or(&self.root).to_owned();
                    (path, Some(failure(error)))
                }
            };
            if let Some(what) = what {
                return Some(Found {
                    inside: inside(&self.root, &path),
                    path,
                    what,
                });
            }
        }
    }
}

impl Walk {
    /// Returns the kind of an entry; `None` for entries that are passed over without a warning.
    fn look(&mut self, entry: &DirEntry) -> Option<What> {
        let id = entry
            .metadata()
            .ok()
            .and_then(|metadata| FileId::of_metadata(&metadata));
        let left_out = id.is_some_and(|id| self.leave_out.contains(&id));
        let given = entry.depth() == 0;
        if entry.file_type().is_dir() {
            let again = id.is_some_and(|id| !self.seen.insert(id));
            let hidden = !given && hidden(entry);
            if left_out || hidden || again {
                self.entries.skip_current_dir();
            }
            return (again && !hidden && !left_out).then(|| What::Skipped(again_warning()));
        }
        if given {
            return Some(What::File);
        }
        if left_out || hidden(entry) || !self.wanted(entry.path()) {
            return None;
        }
        if !entry.file_type().is_file() {
            let message = "is a pipe, a socket or a device; it is read only where it is named itself";
            return Some(What::Skipped(Warning {
                code: "io.special",
                message: message.to_owned(),
            }));
        }
        match id.is_some_and(|id| self.again(id, entry.path_is_symlink())) {
            true => Some(What::Skipped(again_warning())),
            false => Some(What::File),
        }
    }

    /// Returns whether a file was met before, where a link leads to it now or led to it then. Other names of one file
    /// (hard links) are files of their own.
    fn again(&mut self, id: FileId, link: bool) -> bool {
        let new = self.seen.insert(id);
        match link {
            true => {
                self.by_link.insert(id);
                !new
            }
            false => self.by_link.contains(&id),
        }
    }

    fn wanted(&self, path: &Path) -> bool {
        self.extensions.is_empty() || has_extension(path, &self.extensions)
    }
}

fn hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

/// `article.txt.gz` has the extension `txt` as well as `gz`.
fn has_extension(path: &Path, extensions: &[String]) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let ends = |extension: &String| {
        let plain = [".gz", ".zst"]
            .iter()
            .find_map(|packed| name.strip_suffix(packed))
            .unwrap_or(&name);
        [plain, &*name]
            .iter()
            .any(|name| name.strip_suffix(&**extension).is_some_and(|stem| stem.ends_with('.')))
    };
    extensions.iter().any(ends)
}

fn inside(root: &Path, path: &Path) -> PathBuf {
    match path.strip_prefix(root) {
        Ok(rest) if !rest.as_os_str().is_empty() => rest.to_owned(),
        _ => root.to_owned(),
    }
}

fn again_warning() -> Warning {
    Warning {
        code: "io.again",
        message: "leads to what is read at another place".to_owned(),
    }
}

fn failure(error: walkdir::Error) -> What {
    if error.loop_ancestor().is_some() {
        return What::Skipped(again_warning());
    }
    What::Failed(match error.into_io_error() {
        Some(error) => io_error(error),
        None => Error::new("io.read", "cannot be read"),
    })
}

/// A failure of the system on an input.
pub(super) fn io_error(error: std::io::Error) -> Error {
    Error::new("io.read", format!("cannot be read: {error}")).because(error)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names in order, with `!` before skipped ones.
    fn walk(root: &Path, extensions: &[&str], leave_out: &[FileId]) -> Vec<String> {
        let extensions: Vec<String> = extensions.iter().map(|e| (*e).to_owned()).collect();
        let name = |found: Found| match found.what {
            What::File => found.inside.display().to_string(),
            What::Skipped(_) => format!("!{}", found.inside.display()),
            What::Failed(error) => error.to_string(),
        };
        files(root, &extensions, leave_out).map(name).collect()
    }

    fn write(root: &Path, files: &[&str]) {
        for file in files {
            std::fs::create_dir_all(root.join(file).parent().unwrap()).unwrap();
            std::fs::write(root.join(file), "x").unwrap();
        }
    }

    #[test]
    fn folders_in_order_without_hidden_files() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        write(
            root,
            &[
                "b.txt",
                "a/z.html.gz",
                "a/.hidden",
                ".git/x.txt",
                "a.md",
                "new\nline.txt",
            ],
        );
        assert_eq!(walk(root, &[], &[]), ["a/z.html.gz", "a.md", "b.txt", "new\nline.txt"]);
        assert_eq!(walk(root, &["html", "md"], &[]), ["a/z.html.gz", "a.md"]);
        assert_eq!(walk(root, &["gz"], &[]), ["a/z.html.gz"]);
        let alone = root.join("b.txt");
        assert_eq!(walk(&alone, &["md"], &[]), [alone.display().to_string()]);
        assert!(
            files(&root.join("none"), &[], &[])
                .all(|f| matches!(f.what, What::Failed(error) if error.code() == "io.read"))
        );
    }

    #[test]
    fn the_output_is_left_out() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        write(root, &["a.txt", "out/a.json", "out.jsonl"]);
        let ids = ["out", "out.jsonl"].map(|name| FileId::of(&root.join(name)).unwrap());
        assert_eq!(walk(root, &[], &ids), ["a.txt"]);
    }

    #[cfg(unix)]
    #[test]
    fn every_file_is_read_once_also_with_circular_links() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        write(root, &["real/a.txt", "real/deep/b.txt", "z.txt"]);
        for (link, to) in [
            ("left", "real"),
            ("right", "real"),
            ("loop", "."),
            ("real/up", ".."),
            ("again.txt", "z.txt"),
        ] {
            symlink(root.join(to), root.join(link)).unwrap();
        }
        assert_eq!(
            walk(root, &[], &[]),
            [
                "again.txt",
                "left/a.txt",
                "left/deep/b.txt",
                "!left/up",
                "!loop",
                "!real",
                "!right",
                "!z.txt"
            ]
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_socket_in_a_folder_is_skipped() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), &["a.txt"]);
        let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("socket")).unwrap();
        assert_eq!(walk(folder.path(), &[], &[]), ["a.txt", "!socket"]);
    }
}
