//! The examples of README.md: its record is one, and its jq examples run as they are written, where jq is installed.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// Returns whether every value of a shortened record stands in the whole one; lists may lack members.
fn is_part(short: &Value, whole: &Value) -> bool {
    match (short, whole) {
        (Value::Object(short), Value::Object(whole)) => {
            let holds = |(name, value): (&String, &Value)| whole.get(name).is_some_and(|whole| is_part(value, whole));
            short.iter().all(holds)
        }
        (Value::Array(short), Value::Array(whole)) => {
            let holds = |value: &Value| whole.iter().any(|whole| is_part(value, whole));
            short.iter().all(holds)
        }
        (short, whole) => short == whole,
    }
}

#[test]
fn the_record_is_one() {
    let readme = std::fs::read_to_string("README.md").expect("the README");
    let (_, rest) = readme.split_once("```json\n").expect("a record");
    let (shown, _) = rest.split_once("```").expect("its end");
    let short: Value = serde_json::from_str(&shown.replace(", …", "")).expect("JSON but for the dots");
    let mut newsx = Command::new(env!("CARGO_BIN_EXE_newsx"));
    let output = newsx.args(["extract", "fixtures/ferry.txt"]).output().expect("newsx");
    let record: Value = serde_json::from_slice(&output.stdout).expect("a record");
    for (list, facts) in short.as_object().expect("a record") {
        let wrong = format!("README.md shows {list} that are not in\n{}", record[list]);
        assert!(is_part(facts, &record[list]), "{wrong}");
    }
}

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
