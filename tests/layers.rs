//! Dependencies between modules: later stages use earlier ones only, modules have no cycles, and only the command line
//! prints or reads the environment.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The stages, in the order of the pipeline. The corpora run the pipeline up to `link`.
/// The ledger reads the types that `emit` writes records in.
const STAGES: [&str; 10] = [
    "source", "parse", "language", "extract", "link", "pipeline", "corpus", "emit", "api", "ledger",
];
/// Modules that every stage may use, lowest first: the vocabulary, and the word lists above it.
const VOCABULARY: [&str; 2] = ["model", "lexicon"];

#[test]
fn later_stages_use_earlier_ones() {
    let mut wrong = Vec::new();
    for file in library() {
        let module = module(&file);
        for used in used_modules(&code(&file)) {
            if !allowed(&module, &used) {
                wrong.push(format!("{}: {module} uses {used}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn allowed(module: &str, used: &str) -> bool {
    let place = |list: &[&str], name: &str| list.iter().position(|s| *s == name);
    match (place(&STAGES, module), place(&STAGES, used)) {
        _ if module == used => true,
        (Some(user), Some(used)) => used < user,
        (Some(_), None) => VOCABULARY.contains(&used),
        (None, Some(_)) => false,
        (None, None) => place(&VOCABULARY, used) < place(&VOCABULARY, module),
    }
}

#[test]
fn only_the_command_line_prints_and_nobody_reads_the_clock() {
    let mut wrong = Vec::new();
    for file in library() {
        let code = code(&file);
        for word in [
            "println!",
            "print!",
            "env::var",
            "env::args",
            "Instant::now",
            "SystemTime",
            "Utc::now",
        ] {
            if code.contains(word) {
                wrong.push(format!("{}: {word}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Checks that the modules of each folder have no cycle.
#[test]
fn modules_have_no_cycles() {
    let modules = Modules::read();
    let mut wrong = Vec::new();
    for folder in modules.folders() {
        let graph = modules.siblings(&folder);
        for name in graph.keys() {
            if let Some(circle) = circle(&graph, name) {
                wrong.push(format!("src/{}: {}", folder.join("/"), circle.join(" → ")));
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A path of modules below the crate: `["extract", "time"]`.
type ModulePath = Vec<String>;
/// For each module of a folder its dependencies in the same folder.
type Graph = BTreeMap<String, BTreeSet<String>>;

/// The source files by their modules.
struct Modules {
    code: BTreeMap<ModulePath, String>,
}

impl Modules {
    fn read() -> Modules {
        let code = library()
            .into_iter()
            .map(|file| (module_path(&file), code(&file)))
            .collect();
        Modules { code }
    }

    /// The modules that have modules of their own.
    fn folders(&self) -> BTreeSet<ModulePath> {
        let parents = self.code.keys().filter(|path| path.len() > 1);
        parents.map(|path| path[..path.len() - 1].to_vec()).collect()
    }

    fn is_module(&self, path: &[String]) -> bool {
        self.code.keys().any(|known| known.starts_with(path))
    }

    fn siblings(&self, folder: &[String]) -> Graph {
        let mut graph = Graph::new();
        let depth = folder.len();
        let inside = self
            .code
            .iter()
            .filter(|(path, _)| path.len() > depth && path.starts_with(folder));
        for (path, code) in inside {
            let own = &path[depth];
            for used in paths(code) {
                let target = self.resolve(path, &used);
                if target.len() > depth && target.starts_with(folder) && target[depth] != *own {
                    graph.entry(own.clone()).or_default().insert(target[depth].clone());
                }
            }
        }
        graph
    }

    /// The module that a path refers to, as seen from a module. A re-export (`pub use`) belongs to its original module.
    fn resolve(&self, from: &[String], used: &[String]) -> ModulePath {
        let mut at = match used[0].as_str() {
            "crate" => Vec::new(),
            "super" => from[..from.len().saturating_sub(1)].to_vec(),
            _ => from.to_vec(),
        };
        let mut rest = &used[1..];
        while rest.first().is_some_and(|name| name == "super") {
            at.pop();
            rest = &rest[1..];
        }
        for _ in 0..8 {
            while let Some(name) = rest.first() {
                at.push(name.clone());
                if !self.is_module(&at) {
                    at.pop();
                    break;
                }
                rest = &rest[1..];
            }
            let Some(passed) = rest.first().and_then(|name| self.passed_on(&at, name)) else {
                break;
            };
            at = passed;
        }
        at
    }

    /// The module from which a folder re-exports a name.
    fn passed_on(&self, folder: &[String], name: &str) -> Option<ModulePath> {
        let code = self.code.get(folder)?;
        let lists = code
            .split("pub use ")
            .skip(1)
            .chain(code.split("pub(crate) use ").skip(1));
        let lists = lists.chain(code.split("pub(super) use ").skip(1));
        for list in lists.filter_map(|list| list.split(';').next()) {
            let words: Vec<&str> = list.split(|c: char| !(c.is_alphanumeric() || c == '_')).collect();
            let Some(first) = words.first().filter(|_| words.contains(&name)) else {
                continue;
            };
            let module: ModulePath = folder.iter().cloned().chain([(*first).to_owned()]).collect();
            if self.is_module(&module) {
                return Some(module);
            }
        }
        None
    }
}

/// The paths that a text names after `crate::`, `super::` or `self::`, one for each name of a list.
fn paths(code: &str) -> Vec<ModulePath> {
    let mut found = Vec::new();
    for start in ["crate::", "super::", "self::"] {
        for (at, _) in code.match_indices(start) {
            let before = code[..at].chars().next_back();
            if !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':') {
                expand(&code[at..], &Vec::new(), &mut found);
            }
        }
    }
    found
}

/// Reads a path such as `a::b::{c, d::e}`, and returns the text behind it.
fn expand<'c>(mut text: &'c str, above: &ModulePath, found: &mut Vec<ModulePath>) -> &'c str {
    let mut path = above.clone();
    loop {
        if let Some(list) = text.strip_prefix('{') {
            text = list.trim_start();
            while !text.is_empty() && !text.starts_with('}') {
                let rest = expand(text, &path, found);
                // Whatever is no name ends the reading.
                if rest.len() == text.len() {
                    return rest;
                }
                text = rest.trim_start().trim_start_matches(',').trim_start();
            }
            return text.strip_prefix('}').unwrap_or(text);
        }
        let end = text
            .find(|c: char| !(c.is_alphanumeric() || c == '_'))
            .unwrap_or(text.len());
        if end > 0 {
            path.push(text[..end].to_owned());
        }
        text = &text[end..];
        match text.strip_prefix("::") {
            Some(rest) if end > 0 => text = rest,
            _ => break,
        }
    }
    found.push(path);
    match text.strip_prefix(" as ") {
        Some(alias) => alias.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_'),
        None => text,
    }
}

/// A cycle through a module.
fn circle(graph: &Graph, from: &str) -> Option<Vec<String>> {
    let mut ways = vec![vec![from.to_owned()]];
    let mut seen = BTreeSet::new();
    while let Some(way) = ways.pop() {
        for next in graph.get(way.last()?).into_iter().flatten() {
            let longer: Vec<String> = way.iter().chain([next]).cloned().collect();
            if next == from {
                return Some(longer);
            }
            if seen.insert(next) {
                ways.push(longer);
            }
        }
    }
    None
}

/// The module of a file: `src/extract/time/mod.rs` is `["extract", "time"]`.
fn module_path(file: &Path) -> ModulePath {
    let below = file.strip_prefix("src").expect("a file in src").with_extension("");
    let mut path: ModulePath = below.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    path.pop_if(|last| last == "mod");
    path
}

/// The files of the library that belong to a module.
fn library() -> Vec<PathBuf> {
    let mut files = Vec::new();
    collect(Path::new("src"), &mut files);
    files.sort();
    let outside = |file: &PathBuf| ["cli", "train", "lib", "main", "internals"].contains(&&*module(file));
    files.retain(|file| !outside(file));
    assert!(files.len() > 10, "no sources found: {files:?}");
    files
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the sources") {
        let path = entry.expect("the sources").path();
        match path.is_dir() {
            true => collect(&path, files),
            false if path.extension().is_some_and(|e| e == "rs") => files.push(path),
            false => {}
        }
    }
}

/// The first part of the path below `src`.
fn module(file: &Path) -> String {
    let below = file.strip_prefix("src").expect("a file in src");
    let first = below.iter().next().expect("a file name").to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

/// A file without its comments and its tests.
fn code(file: &Path) -> String {
    let text = fs::read_to_string(file).expect("a readable source");
    let lines = text.lines().take_while(|line| !line.starts_with("#[cfg(test)]"));
    let code: Vec<&str> = lines.filter(|line| !line.trim_start().starts_with("//")).collect();
    code.join("\n")
}

/// The modules that a text names after `crate::`.
fn used_modules(code: &str) -> Vec<String> {
    let mut used = Vec::new();
    for (at, marker) in code.match_indices("crate::") {
        let rest = &code[at + marker.len()..];
        let names = match rest.strip_prefix('{') {
            Some(list) => list.split_once('}').map_or("", |(list, _)| list).split(','),
            None => rest.split_inclusive(',').next().unwrap_or_default().split(','),
        };
        for name in names {
            let word = |c: char| c.is_alphanumeric() || c == '_';
            let name: String = name.trim().chars().take_while(|c| word(*c)).collect();
            let is_module =
                Path::new("src").join(&name).is_dir() || Path::new("src").join(name.clone() + ".rs").is_file();
            if is_module && !name.is_empty() {
                used.push(name);
            }
        }
    }
    used
}
