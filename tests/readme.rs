//! The jq examples of README.md run as they are written, where jq is installed.

use std::path::Path;
use std::process::Command;

#[test]
fn jq_examples_print_something() {
    if Command::new("jq").arg("--version").output().is_err() {
        eprintln!("jq is not installed: its examples are not run");
        return;
    }
    let readme = std::fs::read_to_string("README.md").expect("the README");
    let examples: Vec<&str> = readme.lines().filter(|l| l.contains(" | jq ")).collect();
    assert!(examples.len() >= 3);
    let program = Path::new(env!("CARGO_BIN_EXE_newsx"));
    let folder = program.parent().expect("the program is in a folder");
    let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap_or_default());
    for example in examples {
        let output = Command::new("sh")
            .args(["-c", example])
            .env("PATH", &path)
            .output()
            .expect("a shell");
        assert!(
            output.status.success() && !output.stdout.is_empty(),
            "{example}\n{output:?}"
        );
    }
}
