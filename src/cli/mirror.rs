//! The output file of each input, in a folder that mirrors them: `a/b.txt` → `DIR/a/b.json`.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use newsx::emit::Format;

use super::args::FormatName;
use super::input::{Input, InputFile};
use super::pages::{INDEX, file_name};

/// Gives every input file an output file of its own.
pub(crate) struct Mirror {
    folder: PathBuf,
    format: FormatName,
    /// Hashes of the names given so far. Where two inputs would share one (`b.txt`, `b.html`), the later keeps its
    /// own extension.
    used: HashSet<u64>,
    last: Option<(Arc<InputFile>, Arc<Path>)>,
}

impl Mirror {
    pub(crate) fn new(folder: PathBuf, format: FormatName) -> Mirror {
        // The index of pages has its name for itself.
        let index = (format == FormatName::Html).then(|| hash(&folder.join(INDEX)));
        Mirror {
            folder,
            format,
            used: index.into_iter().collect(),
            last: None,
        }
    }

    /// The output file of an article: that of its input file, or a page of its own where the file may hold many.
    pub(crate) fn of(&mut self, input: &Input) -> Arc<Path> {
        if self.format != FormatName::Html || !input.file.many {
            return self.target(&input.file);
        }
        let name = format!("{}.html", file_name(&input.id));
        let inside = input.file.inside.with_extension("").join(name);
        self.target(&Arc::new(InputFile::new(inside, false)))
    }

    /// The output file for the articles of an input file, the same for all of them.
    pub(crate) fn target(&mut self, file: &Arc<InputFile>) -> Arc<Path> {
        if let Some((_, target)) = self.last.as_ref().filter(|(last, _)| Arc::ptr_eq(last, file)) {
            return Arc::clone(target);
        }
        let extension = match self.format {
            FormatName::Json if file.many => "jsonl",
            FormatName::Json => "json",
            other => other.format().map_or("out", Format::extension),
        };
        let whole = self.folder.join(below(&file.inside));
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
        let target: Arc<Path> = target.into();
        self.last = Some((Arc::clone(file), Arc::clone(&target)));
        target
    }
}

/// The path without what leads out of the folder; never empty.
fn below(path: &Path) -> PathBuf {
    let names = path.components().filter(|c| matches!(c, Component::Normal(_)));
    let inside: PathBuf = names.collect();
    match inside.as_os_str().is_empty() {
        true => PathBuf::from("article"),
        false => inside,
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
        let file = |path: &str, many| Arc::new(InputFile::new(PathBuf::from(path), many));
        let mut target = |file: &Arc<InputFile>| mirror.target(file).display().to_string();
        let mut of = |path, many| target(&file(path, many));
        assert_eq!(of("a/b.txt", false), "out/a/b.json");
        assert_eq!(of("a/c.html", false), "out/a/c.json");
        assert_eq!(of("a/c.txt", false), "out/a/c.txt.json");
        assert_eq!(of("a/c.txt", false), "out/a/c.txt.2.json");
        assert_eq!(of("..", false), "out/article.json");
        assert_eq!(of("../../d", false), "out/d.json");
        let archive = file("/x/../d.jsonl.gz", true);
        assert_eq!(target(&archive), "out/x/d.jsonl.jsonl");
        assert_eq!(target(&archive), "out/x/d.jsonl.jsonl");
    }
}
