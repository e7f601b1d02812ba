//! Keeps the table of `MODELS.md` in step with the model files beside it.

use std::path::Path;

use anyhow::{Context, Result, bail};
use hmac_sha256::Hash as Sha256;

/// Writes the size and hash of every model of a folder into the table of its `MODELS.md`.
pub(super) fn update(folder: &Path) -> Result<()> {
    let path = folder.join("MODELS.md");
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut files: Vec<_> = std::fs::read_dir(folder)?.collect::<std::io::Result<_>>()?;
    files.sort_by_key(std::fs::DirEntry::file_name);
    for file in files {
        let name = file.file_name().to_string_lossy().into_owned();
        if !name.ends_with(".bin") {
            continue;
        }
        let bytes = std::fs::read(file.path())?;
        let start = format!("| {name} |");
        let Some(line) = lines.iter_mut().find(|line| line.starts_with(&start)) else {
            bail!("{} has no line for {name}", path.display());
        };
        *line = format!("{start} {} | `{}` |", bytes.len(), hex(&Sha256::hash(&bytes)));
    }
    lines.push(String::new());
    std::fs::write(&path, lines.join("\n")).with_context(|| format!("cannot write {}", path.display()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}
