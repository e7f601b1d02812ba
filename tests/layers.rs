//! Later stages use earlier ones, never the other way round; only the command line talks to the world.

use std::fs;
use std::path::{Path, PathBuf};

/// The stages, in the order of the pipeline. The corpora run the pipeline up to `link`.
/// The ledger reads the types that `emit` writes records in.
const STAGES: [&str; 8] = [
    "source", "parse", "language", "extract", "link", "corpus", "emit", "ledger",
];
/// What every stage may use, and what that may use of itself: the vocabulary, and the word lists above it.
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

/// The files of the library that belong to a module.
fn library() -> Vec<PathBuf> {
    let mut files = Vec::new();
    collect(Path::new("src"), &mut files);
    files.sort();
    let outside = |file: &PathBuf| ["cli", "train", "lib", "main"].contains(&&*module(file));
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
