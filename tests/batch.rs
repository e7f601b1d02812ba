//! Many inputs, bad inputs, broken-off runs: what a batch must survive.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

fn newsx(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsx"));
    command
        .current_dir(folder)
        .arg("extract")
        .args(args)
        .stdin(Stdio::null());
    command
}

fn run(folder: &Path, args: &[&str]) -> Output {
    newsx(folder, args).output().expect("newsx runs")
}

fn records(output: &[u8]) -> Vec<Value> {
    let text = std::str::from_utf8(output).expect("UTF-8");
    text.lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

/// Compares without printing both.
fn same(left: &[u8], right: &[u8]) {
    let differ = left.iter().zip(right).position(|(left, right)| left != right);
    assert!(
        left == right,
        "{} and {} bytes, differing at {differ:?}",
        left.len(),
        right.len()
    );
}

fn error(record: &Value) -> &str {
    record["error"]["code"].as_str().unwrap_or("none")
}

/// JSON Lines of so many small articles.
fn corpus(folder: &Path, articles: usize) {
    let mut file = fs::File::create(folder.join("in.jsonl")).unwrap();
    for number in 0..articles {
        let text = format!("Kesh police arrested {number} men on Tuesday. \"It is over,\" Captain Ida Roe said.\n")
            .repeat(1 + number % 7);
        let line = serde_json::json!({"id": number.to_string(), "text": text, "published": "2024-05-18"});
        writeln!(file, "{line}").unwrap();
    }
}

#[test]
fn the_order_is_the_inputs_and_the_bytes_are_the_same_for_any_number_of_jobs() {
    let folder = TempDir::new().unwrap();
    corpus(folder.path(), 200);
    let one = run(folder.path(), &["in.jsonl", "-j", "1"]);
    let eight = run(folder.path(), &["in.jsonl", "-j", "8"]);
    same(&one.stdout, &eight.stdout);
    let ids: Vec<String> = records(&one.stdout)
        .iter()
        .map(|r| r["document"]["id"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(ids, (0..200).map(|n| n.to_string()).collect::<Vec<_>>());
}

#[test]
fn bad_inputs_give_records_and_the_rest_goes_on() {
    let folder = TempDir::new().unwrap();
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    write("a.txt", b"Police arrested three men on Tuesday.");
    write("b.txt", b"");
    write("c.txt", b"Nul \0 bytes \0\0 in it.");
    write("d.txt", &[0xff, 0xfe, 0xfd, 0x80, 0x81, 0x00]);
    write("e.txt", b"The last one.");
    let output = run(
        folder.path(),
        &["a.txt", "b.txt", "missing.txt", "c.txt", "d.txt", "e.txt"],
    );
    let records = records(&output.stdout);
    let ids: Vec<&str> = records.iter().map(|r| r["document"]["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["a.txt", "b.txt", "missing.txt", "c.txt", "d.txt", "e.txt"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(error(&records[0]), "none");
    assert_eq!(error(&records[1]), "none");
    assert_ne!(error(&records[2]), "none");
    assert_eq!(error(&records[5]), "none");
    assert!(String::from_utf8_lossy(&output.stderr).contains("missing.txt"));
}

#[test]
fn nothing_found_can_be_told_from_something_found() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("empty.txt"), "").unwrap();
    assert_eq!(run(folder.path(), &["empty.txt"]).status.code(), Some(0));
    assert_eq!(run(folder.path(), &["empty.txt", "-e"]).status.code(), Some(4));
}

#[test]
fn a_closed_pipe_is_quiet() {
    let folder = TempDir::new().unwrap();
    corpus(folder.path(), 300);
    let mut command = newsx(folder.path(), &["in.jsonl"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(records(line.as_bytes()).len(), 1);
}

#[test]
fn a_folder_is_mirrored_with_whole_files() {
    let folder = TempDir::new().unwrap();
    fs::create_dir_all(folder.path().join("in/deep/er")).unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join("in").join(name), text).unwrap();
    write("a.txt", "One.");
    write("deep/b.txt", "Two.");
    write("deep/er/c.txt", "Three.");
    write("deep/er/.hidden.txt", "Not this.");
    let output = run(folder.path(), &["in", "-o", "out/"]);
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    for (name, text) in [
        ("a.json", "One."),
        ("deep/b.json", "Two."),
        ("deep/er/c.json", "Three."),
    ] {
        let bytes = fs::read(folder.path().join("out").join(name)).expect(name);
        assert_eq!(records(&bytes)[0]["text"], text);
    }
    assert_eq!(fs::read_dir(folder.path().join("out/deep/er")).unwrap().count(), 1);
}

#[cfg(unix)]
#[test]
fn a_loop_of_links_ends_and_an_unreadable_file_fails_alone() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = TempDir::new().unwrap();
    let inside = folder.path().join("in");
    fs::create_dir(&inside).unwrap();
    symlink("../in", inside.join("loop")).unwrap();
    fs::write(inside.join("a.txt"), "One.").unwrap();
    fs::write(inside.join("b.txt"), "Two.").unwrap();
    fs::set_permissions(inside.join("b.txt"), fs::Permissions::from_mode(0)).unwrap();
    let readable = fs::read(inside.join("b.txt")).is_ok(); // by root
    let output = run(folder.path(), &["in"]);
    let expected = if readable { Some(0) } else { Some(1) };
    assert_eq!(output.status.code(), expected);
    assert_eq!(records(&output.stdout).len(), 2);
}

#[test]
fn a_killed_run_goes_on_to_the_same_bytes() {
    let folder = TempDir::new().unwrap();
    corpus(folder.path(), 400);
    let clean = run(folder.path(), &["in.jsonl", "-o", "clean.jsonl"]);
    assert_eq!(clean.status.code(), Some(0));
    let clean = fs::read(folder.path().join("clean.jsonl")).unwrap();
    for wait in [0, 2, 5, 10, 20, 40] {
        let mut child = newsx(folder.path(), &["in.jsonl", "-o", "out.jsonl", "--resume"])
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    let last = run(folder.path(), &["in.jsonl", "-o", "out.jsonl", "--resume"]);
    assert_eq!(last.status.code(), Some(0));
    same(&fs::read(folder.path().join("out.jsonl")).unwrap(), &clean);
    assert!(!folder.path().join("out.jsonl.part").exists());
}

#[test]
fn what_was_made_otherwise_is_made_anew() {
    let folder = TempDir::new().unwrap();
    corpus(folder.path(), 20);
    let out = folder.path().join("out.jsonl");
    run(folder.path(), &["in.jsonl", "-o", "out.jsonl", "--no-text"]);
    let without = fs::read(&out).unwrap();
    let resumed = run(folder.path(), &["in.jsonl", "-o", "out.jsonl", "--resume", "--no-text"]);
    assert!(String::from_utf8_lossy(&resumed.stderr).contains("20 kept"));
    same(&fs::read(&out).unwrap(), &without);
    run(folder.path(), &["in.jsonl", "-o", "out.jsonl", "--resume"]);
    let with = run(folder.path(), &["in.jsonl"]).stdout;
    same(&fs::read(&out).unwrap(), &with);
    // An input that changed, and one that came after it.
    let lines = fs::read_to_string(folder.path().join("in.jsonl"))
        .unwrap()
        .replacen("7 men", "77 women", 1);
    fs::write(folder.path().join("in.jsonl"), lines).unwrap();
    run(folder.path(), &["in.jsonl", "-o", "out.jsonl", "--resume"]);
    same(&fs::read(&out).unwrap(), &run(folder.path(), &["in.jsonl"]).stdout);
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_leaves_whole_records() {
    let folder = TempDir::new().unwrap();
    let mut command = newsx(folder.path(), &["-", "--input", "jsonl", "-o", "out.jsonl"]);
    let mut child = command.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    for number in 0..5 {
        writeln!(
            stdin,
            "{}",
            serde_json::json!({"id": number.to_string(), "text": "Police arrested two men."})
        )
        .unwrap();
    }
    stdin.flush().unwrap();
    let part = folder.path().join("out.jsonl.part");
    for _ in 0..500 {
        if fs::read_to_string(&part).is_ok_and(|text| text.lines().count() >= 5) {
            break;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    // More input may come: standard input stays open.
    let killed = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status()
        .unwrap();
    assert!(killed.success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert_eq!(records(&fs::read(folder.path().join("out.jsonl")).unwrap()).len(), 5);
}
