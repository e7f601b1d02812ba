//! A folder with one file per article and format, and an index of its pages.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use crate::emit::html::index::{self, Entry};
use crate::emit::{Page, View};
use anyhow::Context;

use super::args::{FormatName, file_extensions};
use super::encoder::Encoder;

/// The name of the index.
pub(crate) const INDEX: &str = "index.html";
/// Maximum length of a name without its extension, in bytes: systems allow 255 with it.
const LONGEST: usize = 200;

/// The pages written so far.
pub(crate) struct Pages {
    folder: PathBuf,
    /// Names in use, without extension and in small letters: some systems take `A` and `a` for one.
    used: HashSet<String>,
    entries: Vec<(String, Entry)>,
}

impl Pages {
    pub(crate) fn new(folder: &Path) -> Pages {
        Pages {
            folder: folder.to_owned(),
            used: HashSet::from(["index".to_owned()]),
            entries: Vec::new(),
        }
    }

    /// Writes an article in every format, each into a file of this name; a name in use gets a number.
    pub(crate) fn write(&mut self, name: &str, page: &Page, formats: &[FormatName], view: &View) -> anyhow::Result<()> {
        let mut free = name.to_owned();
        let mut number = 2;
        while !self.used.insert(free.to_lowercase()) {
            free = format!("{name}.{number}");
            number += 1;
        }
        for (format, extension) in formats.iter().zip(file_extensions(formats, false)) {
            let file = self.folder.join(format!("{free}.{extension}"));
            write(&file, &Encoder::whole(*format, page, view)?)?;
            if *format == FormatName::Html {
                self.list(&file, Entry::of(&page.record));
            }
        }
        Ok(())
    }

    /// Adds a written page to the index.
    pub(crate) fn list(&mut self, file: &Path, entry: Entry) {
        let inside = file.strip_prefix(&self.folder).unwrap_or(file);
        self.entries.push((address(&inside.to_string_lossy()), entry));
    }

    /// Writes the index, if there are pages.
    pub(crate) fn finish(self) -> anyhow::Result<()> {
        match self.entries.is_empty() {
            true => Ok(()),
            false => write(&self.folder.join(INDEX), index::page(self.entries).as_bytes()),
        }
    }
}

/// Writes a file atomically.
fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let written = || {
        let folder = path.parent().unwrap_or(Path::new("."));
        std::fs::create_dir_all(folder)?;
        let mut part = tempfile::NamedTempFile::new_in(folder)?;
        std::io::Write::write_all(&mut part, bytes)?;
        // Readable by others, like any other output.
        #[cfg(unix)]
        std::fs::set_permissions(part.path(), std::os::unix::fs::PermissionsExt::from_mode(0o644))?;
        part.persist(path)?;
        std::io::Result::Ok(())
    };
    written().with_context(|| format!("{} cannot be written", path.display()))
}

/// A name for a document's files: its id without folders and extension, with plain characters only.
pub(crate) fn file_name(id: &str) -> String {
    let last = id.trim_end_matches('/').rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = last
        .rsplit_once('.')
        .map_or(last, |(stem, extension)| if extension.len() <= 5 { stem } else { last });
    let plain = |c: char| {
        if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') {
            c
        } else {
            '-'
        }
    };
    let mut name = String::new();
    for c in stem.chars().map(plain) {
        if name.len() + c.len_utf8() > LONGEST {
            break;
        }
        name.push(c);
    }
    let name = name.trim_matches(['.', '-']);
    if name.is_empty() {
        "article".to_owned()
    } else {
        name.to_owned()
    }
}

/// A path as a relative address.
fn address(path: &str) -> String {
    let mut out = String::new();
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'/' => out.push(char::from(byte)),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain() {
        assert_eq!(file_name("a/b/ferry.txt"), "ferry");
        assert_eq!(file_name("<urn:uuid:12-34>"), "urn-uuid-12-34");
        assert_eq!(file_name("https://x.org/news/7?a=1"), "7-a-1");
        assert_eq!(file_name(".."), "article");
        assert_eq!(file_name(&"x".repeat(900)).len(), LONGEST);
        assert_eq!(address("a b/ü.html"), "a%20b/%C3%BC.html");
    }
}
