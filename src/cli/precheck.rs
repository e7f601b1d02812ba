//! Checks before anything is written: refuses arguments without sense and outputs that would destroy inputs.
//!
//! An output must not be an input under any name or link, or the input would be lost. Files are compared by their
//! identity. In a folder that is read, the run's own output is skipped.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::source::walk::{self, What};
use crate::source::{FileId, may_hold_many};

use super::Usage;
use super::args::{Extract, FormatName};
use super::input::{InputFile, URL, extensions, is_url};
use super::mirror::Mirror;
use super::part::{beside, resolved};

/// Refuses addresses, unknown extensions of the output, and extensions that no file in the folders has.
pub(crate) fn arguments(args: &Extract) -> anyhow::Result<()> {
    if let Some(url) = args.paths.iter().find(|path| is_url(path) && !path.exists()) {
        return Err(Usage::error(&format!("{} {URL}", url.display())));
    }
    if let Some(extension) = args.extension().filter(|_| args.format.is_empty())
        && FormatName::by_extension(extension).is_none()
    {
        let message = format!("no format has the extension {extension}; tell the format with --format");
        return Err(Usage::error(&message));
    }
    let wanted = extensions(args);
    let folders = args.paths.iter().all(|path| path.is_dir()) && args.files_from.is_none();
    if !wanted.is_empty() && !args.paths.is_empty() && folders {
        let any = |path: &PathBuf| walk::files(path, &wanted, &[]).next().is_some();
        if !args.paths.iter().any(any) {
            let message = format!("no file there has the extension {}", wanted.join(" or "));
            return Err(Usage::error(&message));
        }
    }
    Ok(())
}

/// Files that are read beside the inputs: the list of their names, the configuration, and the file of standard input.
pub(crate) fn beside_inputs(args: &Extract) -> Vec<PathBuf> {
    let stdin = args.paths.is_empty() || args.paths.iter().any(|path| path.as_os_str() == "-");
    let stdin = stdin.then(|| PathBuf::from("-"));
    let files = args.files_from.iter().chain(&args.config).cloned();
    files.chain(stdin).collect()
}

/// Refuses a standard output that is a file among the inputs: bytes appended to it would be read as well.
pub(crate) fn stdout(paths: &[PathBuf]) -> anyhow::Result<()> {
    let id = stdout_file();
    match paths.iter().find(|path| id.is_some() && identity(path) == id) {
        Some(path) => Err(also_input(path)),
        None => Ok(()),
    }
}

/// The identity of standard output, if it is a file.
pub(crate) fn stdout_file() -> Option<FileId> {
    let stdout = Path::new("/dev/stdout");
    stdout.is_file().then(|| FileId::of(stdout)).flatten()
}

/// The identity of an input; `-` is that of standard input.
fn identity(path: &Path) -> Option<FileId> {
    match path.as_os_str() == "-" {
        true => FileId::of(Path::new("/dev/stdin")),
        false => FileId::of(path),
    }
}

/// Refuses two outputs that are one file.
pub(crate) fn apart(one: &Path, other: &Path) -> anyhow::Result<()> {
    let place = |path: &Path| std::path::absolute(resolved(path)).ok();
    let same = FileId::of(one).is_some_and(|id| FileId::of(other) == Some(id));
    match same || place(one) == place(other) {
        true => Err(Usage::error(&format!("{}: two outputs are one file", one.display()))),
        false => Ok(()),
    }
}

/// Refuses an output file that is among the inputs.
pub(crate) fn file(paths: &[PathBuf], extensions: &[String], target: &Path) -> anyhow::Result<()> {
    let target = resolved(target);
    let [part, new] = beside(&target);
    let [target, part, new] = [&target, &part, &new].map(|path| path.is_file().then(|| FileId::of(path)).flatten());
    for path in paths {
        if !path.is_dir() {
            let id = identity(path);
            if id.is_some() && [target, part, new].contains(&id) {
                return Err(also_input(path));
            }
        } else if target.is_some() {
            // Parts of an earlier run in a folder are passed over when it is read.
            let mut found = walk::files(path, extensions, &[]);
            if let Some(found) = found.find(|found| FileId::of(&found.path) == target) {
                return Err(also_input(&found.path));
            }
        }
    }
    Ok(())
}

/// Refuses an output folder that is itself read, or in which an input would be replaced.
pub(crate) fn folder(args: &Extract, paths: &[PathBuf], folder: &Path) -> anyhow::Result<()> {
    let Some(folder_id) = FileId::of(folder) else {
        return Ok(());
    };
    if let Some(path) = paths.iter().find(|path| FileId::of(path) == Some(folder_id)) {
        return Err(also_input(path));
    }
    let mut ids: HashSet<FileId> = beside_inputs(args).iter().filter_map(|path| identity(path)).collect();
    let mut files = Vec::new();
    for path in paths {
        for found in walk::files(path, &extensions(args), &[folder_id]) {
            if matches!(found.what, What::File) {
                ids.extend(FileId::of(&found.path));
                files.push((found.inside, may_hold_many(&found.path.to_string_lossy())));
            }
        }
    }
    // Whether a file holds many articles, and so the extension of its output, is known only when it is read.
    for guess in [None, Some(false)] {
        let mut mirror = Mirror::new(folder.to_owned(), args.formats());
        for (inside, many) in &files {
            let file = Arc::new(InputFile::new(inside.clone(), guess.unwrap_or(*many)));
            let targets = mirror.targets(&file);
            let input = |target: &&Arc<Path>| FileId::of(target).is_some_and(|id| ids.contains(&id));
            if let Some(target) = targets.iter().flatten().find(input) {
                return Err(also_input(target));
            }
        }
    }
    Ok(())
}

fn also_input(path: &Path) -> anyhow::Error {
    Usage::error(&format!("{}: the output is also an input", path.display()))
}
