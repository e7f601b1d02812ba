//! The sizes and hashes of the embedded models in MODELS.md are right.

use std::fs;
use std::path::Path;

use hmac_sha256::Hash as Sha256;

const FOLDER: &str = "src/language/models";

#[test]
fn the_manifest_fits_the_models() {
    let text = fs::read_to_string(Path::new(FOLDER).join("MODELS.md")).expect("the manifest");
    let mut found = 0;
    for entry in fs::read_dir(FOLDER).expect("the models") {
        let path = entry.expect("the models").path();
        if path.extension().is_none_or(|e| e != "bin") {
            continue;
        }
        let name = path.file_name().expect("a file name").to_string_lossy().into_owned();
        let bytes = fs::read(&path).expect("a model");
        let hash: String = Sha256::hash(&bytes).iter().map(|b| format!("{b:02x}")).collect();
        let line = format!("| {name} | {} | `{hash}` |", bytes.len());
        assert!(
            text.lines().any(|l| l == line),
            "MODELS.md has no line\n{line}\nrun `newsx-train manifest {FOLDER}` after training"
        );
        assert!(text.contains(&format!("## {name}")), "MODELS.md says nothing of {name}");
        found += 1;
    }
    assert!(found > 0);
}

#[test]
fn all_models_together_are_small() {
    let sizes = fs::read_dir(FOLDER).expect("the models").map(|entry| {
        let entry = entry.expect("the models");
        entry.metadata().expect("a size").len()
    });
    assert!(sizes.sum::<u64>() <= 25_000_000);
}
