//! Which files a run reads: folders in depth, in order of names, without hidden ones.

use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::model::error::Error;

/// A file to read, or why there is none.
#[derive(Debug)]
pub struct Found {
    /// The path as given, or below the folder that was given.
    pub path: PathBuf,
    /// The path without the folder that was given.
    pub inside: PathBuf,
    /// What cannot be read.
    pub error: Option<Error>,
}

/// The files below a path; the path itself if it is a file. Links are followed, except into a folder around them.
/// `extensions` (without dots, lower case) restrict what is taken from a folder; none take everything.
pub fn files(path: &Path, extensions: &[String]) -> impl Iterator<Item = Found> + Send + use<> {
    let root = path.to_owned();
    let extensions = extensions.to_vec();
    let folder = root.is_dir();
    let walk = WalkDir::new(path).follow_links(true).sort_by_file_name().into_iter();
    let shown = move |entry: &DirEntry| entry.depth() == 0 || !hidden(entry);
    walk.filter_entry(shown).filter_map(move |entry| match entry {
        Ok(entry) if entry.file_type().is_dir() => None,
        Ok(entry) => {
            let path = entry.into_path();
            let wanted = !folder || extensions.is_empty() || has_extension(&path, &extensions);
            wanted.then(|| Found {
                inside: inside(&root, &path),
                path,
                error: None,
            })
        }
        Err(error) => {
            let path = error.path().unwrap_or(&root).to_owned();
            Some(Found {
                inside: inside(&root, &path),
                path,
                error: Some(failure(error)),
            })
        }
    })
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

fn failure(error: walkdir::Error) -> Error {
    if let Some(ancestor) = error.loop_ancestor() {
        let message = format!("leads back to {}, which is being read", ancestor.display());
        return Error::new("io.loop", message);
    }
    match error.into_io_error() {
        Some(error) => io_error(error),
        None => Error::new("io.read", "cannot be read"),
    }
}

/// A failure of the system on an input.
pub(super) fn io_error(error: std::io::Error) -> Error {
    Error::new("io.read", format!("cannot be read: {error}")).because(error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_in_order_without_hidden_files() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        for file in [
            "b.txt",
            "a/z.html.gz",
            "a/.hidden",
            ".git/x.txt",
            "a.md",
            "new\nline.txt",
        ] {
            std::fs::create_dir_all(root.join(file).parent().unwrap()).unwrap();
            std::fs::write(root.join(file), "x").unwrap();
        }
        let found = |extensions: &[&str]| -> Vec<String> {
            let extensions: Vec<String> = extensions.iter().map(|e| (*e).to_owned()).collect();
            files(root, &extensions)
                .map(|f| f.inside.display().to_string())
                .collect()
        };
        assert_eq!(found(&[]), ["a/z.html.gz", "a.md", "b.txt", "new\nline.txt"]);
        assert_eq!(found(&["html", "md"]), ["a/z.html.gz", "a.md"]);
        assert_eq!(found(&["gz"]), ["a/z.html.gz"]);
        let alone: Vec<Found> = files(&root.join("b.txt"), &["md".to_owned()]).collect();
        assert_eq!((alone.len(), &alone[0].path), (1, &root.join("b.txt")));
        assert!(files(&root.join("none"), &[]).all(|f| f.error.is_some_and(|e| e.code() == "io.read")));
    }

    #[cfg(unix)]
    #[test]
    fn a_loop_is_an_error_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.txt"), "x").unwrap();
        std::os::unix::fs::symlink(folder.path(), folder.path().join("loop")).unwrap();
        let codes: Vec<_> = files(folder.path(), &[]).map(|f| f.error.map(|e| e.code())).collect();
        assert_eq!(codes, [None, Some("io.loop")]);
    }
}
