//! The output file of each input, in a folder that mirrors them: `a/b.txt` → `DIR/a/b.json`.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::args::{FormatName, file_extensions};
use super::input::{Input, InputFile};
use super::pages::{INDEX, file_name};

/// The output files for the articles of an input file, one for each format; `None` where every article has its own.
pub(crate) type Shared = Vec<Option<Arc<Path>>>;

/// Assigns output files to input files.
pub(crate) struct Mirror {
    folder: PathBuf,
    formats: Vec<FormatName>,
    /// Hashes of the names given so far. Where two inputs would share one (`b.txt`, `b.html`), the later keeps its
    /// own extension.
    used: HashSet<u64>,
    last: Option<(Arc<InputFile>, Shared)>,
}

impl Mirror {
    pub(crate) fn new(folder: PathBuf, formats: Vec<FormatName>) -> Mirror {
        // The name of the index of pages is reserved.
        let index = formats.contains(&FormatName::Html).then(|| hash(&folder.join(INDEX)));
        Mirror {
            folder,
            formats,
            used: index.into_iter().collect(),
            last: None,
        }
    }

    /// The output files of an article, one for each format: those of its input file, or where that may hold many and the
    /// format is of one article, a file of its own.
    pub(crate) fn of(&mut self, input: &Input) -> Vec<Arc<Path>> {
        let own = || {
            let name = format!("{}.html", file_name(&input.id));
            input.file.inside.with_extension("").join(name)
        };
        let shared = self.targets(&input.file).into_iter().enumerate();
        shared
            .map(|(format, target)| target.unwrap_or_else(|| self.free(&own(), format, false)))
            .collect()
    }

    /// The output files for the articles of an input file, the same for all of them.
    pub(crate) fn targets(&mut self, file: &Arc<InputFile>) -> Shared {
        if let Some((_, targets)) = self.last.as_ref().filter(|(last, _)| Arc::ptr_eq(last, file)) {
            return targets.clone();
        }
        let shared = |format: FormatName| !format.is_of_one_article() || !file.many;
        let targets: Shared = (0..self.formats.len())
            .map(|format| shared(self.formats[format]).then(|| self.free(&file.inside, format, file.many)))
            .collect();
        self.last = Some((Arc::clone(file), targets.clone()));
        targets
    }

    /// A name that no other input has, for the format of this number.
    fn free(&mut self, inside: &Path, format: usize, many: bool) -> Arc<Path> {
        let extension = &file_extensions(&self.formats, many)[format];
        let whole = self.folder.join(below(inside));
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
        target.into()
    }
}

/// The path without components that lead out of the folder; never empty.
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
    fn the_tree_is_mirrored_with_distinct_names() {
        let mut mirror = Mirror::new(PathBuf::from("out"), vec![FormatName::Json]);
        let file = |path: &str, many| Arc::new(InputFile::new(PathBuf::from(path), many));
        let mut target = |file: &Arc<InputFile>| mirror.targets(file)[0].as_ref().unwrap().display().to_string();
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

    #[test]
    fn formats_have_distinct_names() {
        use FormatName::{Brat, Claims, Html, Json, LabelStudio, Parquet};

        let mut mirror = Mirror::new(
            PathBuf::from("out"),
            vec![Json, LabelStudio, Html, Claims, Parquet, Brat],
        );
        let mut of = |path: &str, many| {
            let file = Arc::new(InputFile::new(PathBuf::from(path), many));
            let shown = |target: Option<Arc<Path>>| target.map_or("-".to_owned(), |path| path.display().to_string());
            mirror
                .targets(&file)
                .into_iter()
                .map(shown)
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(
            of("a.txt", false),
            "out/a.json out/a.label-studio.json out/a.html out/a.jsonl out/a.parquet out/a.ann"
        );
        assert_eq!(
            of("b.jsonl", true),
            "out/b.jsonl out/b.json - out/b.claims.jsonl out/b.parquet -"
        );
    }
}
