//! Output files: no output replaces an input, no record is lost or spliced, however a run ends.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

const TEXT: &str = "The ferry sank on Monday, killing 3 people, police said.";

/// A folder of inputs and outputs.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Folder {
        Folder(tempfile::tempdir().expect("a folder"))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, content: &str) -> &Folder {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, content).expect("a file");
        self
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The files below, in order.
    fn files(&self) -> Vec<String> {
        let mut files = Vec::new();
        let mut open = vec![self.0.path().to_owned()];
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                match path.is_dir() {
                    true => open.push(path),
                    false => {
                        let name = path.strip_prefix(self.0.path()).expect("below");
                        files.push(name.display().to_string());
                    }
                }
            }
        }
        files.sort();
        files
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_newsx"));
        command.arg("extract").args(arguments).current_dir(self.0.path());
        command.stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("newsx")
    }

    /// Runs a line of a shell, in which "$0" is newsx.
    fn shell(&self, line: &str) -> Output {
        let mut shell = Command::new("sh");
        shell
            .args(["-c", line, env!("CARGO_BIN_EXE_newsx")])
            .current_dir(self.0.path());
        shell.output().expect("a shell")
    }

    fn start(&self, arguments: &[&str]) -> Child {
        let mut command = self.command(arguments);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().expect("newsx")
    }
}

fn told(output: &Output) -> (Option<i32>, String) {
    (
        output.status.code(),
        String::from_utf8_lossy(&output.stderr).into_owned(),
    )
}

/// Asserts the exit status and the text of standard error.
#[track_caller]
fn expect(output: &Output, status: i32, words: &str) {
    let (code, text) = told(output);
    assert!(code == Some(status) && text.contains(words), "{code:?} {text}");
}

/// Records of many articles, the later the shorter.
fn records(number: usize) -> String {
    let record = |i: usize| {
        format!(
            "{{\"id\":\"r{i}\",\"text\":\"{}\"}}\n",
            TEXT.repeat(1 + (number - i) % 7)
        )
    };
    (0..number).map(record).collect()
}

#[test]
fn an_output_is_no_input() {
    let folder = Folder::new();
    folder
        .write("a.txt", TEXT)
        .write("b.jsonl", &records(2))
        .write("in/c.json", &records(1));
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("a.txt", folder.path("link.json")).expect("a link");
        fs::hard_link(folder.path("a.txt"), folder.path("hard.json")).expect("a link");
    }
    let before: Vec<String> = folder.files();
    let mut refused = vec![
        vec!["a.txt", "-o", "a.txt"],
        vec!["b.jsonl", "-o", "b.jsonl"],
        vec!["a.txt", "b.jsonl", "-f", "csv", "-o", "./b.jsonl"],
        vec!["in", "-o", "in/"],
        vec![".", "-o", "in/c.json"],
        vec!["in/../in", "-o", "in"],
    ];
    if cfg!(unix) {
        refused.push(vec!["a.txt", "-o", "link.json"]);
        refused.push(vec!["a.txt", "-o", "hard.json"]);
    }
    for arguments in refused {
        expect(&folder.run(&arguments), 2, "the output is also an input");
    }
    folder.write("names", "b.jsonl\n");
    expect(
        &folder.run(&["--files-from", "names", "-o", "b.jsonl"]),
        2,
        "the output is also an input",
    );
    fs::remove_file(folder.path("names")).expect("a file");
    for (name, content, command) in [
        ("names", "a.txt", "extract --files-from names -o names"),
        ("c.toml", "format = 'jsonl'", "extract a.txt --config c.toml -o c.toml"),
        ("s.txt", TEXT, "extract - -o s.txt -f jsonl < s.txt"),
        ("s.txt", TEXT, "extract -o s.txt -f jsonl < s.txt"),
        ("s.txt", TEXT, "extract s.txt >> s.txt"),
        ("s.txt", TEXT, "convert - -f csv -o s.txt < s.txt"),
        ("s.txt", TEXT, "select s.txt >> s.txt"),
        ("s.txt", TEXT, "merge s.txt >> s.txt"),
        ("s.txt", TEXT, "convert hard -f csv -o s.txt"),
    ] {
        if cfg!(unix) {
            folder.write(name, content);
            fs::hard_link(folder.path(name), folder.path("hard")).expect("a link");
            expect(
                &folder.shell(&format!("\"$0\" {command}")),
                2,
                "the output is also an input",
            );
            assert_eq!(folder.read(name), content, "{command}");
            fs::remove_file(folder.path(name)).expect("a file");
            fs::remove_file(folder.path("hard")).expect("a link");
        }
    }
    expect(
        &folder.shell("\"$0\" merge a.txt --records l.json -o l.json"),
        2,
        "two outputs are one file",
    );
    assert_eq!((folder.files(), folder.read("a.txt")), (before, TEXT.to_owned()));
}

#[test]
fn an_output_in_the_folder_that_is_read_is_passed_over() {
    let folder = Folder::new();
    folder.write("in/a.txt", TEXT).write("in/deep/b.txt", TEXT);
    for _ in 0..2 {
        expect(&folder.run(&["in", "-o", "in/out/"]), 0, "2 inputs");
    }
    assert_eq!(
        folder.files(),
        ["in/a.txt", "in/deep/b.txt", "in/out/a.json", "in/out/deep/b.json"]
    );
    fs::remove_dir_all(folder.path("in/out")).expect("a folder");
    // What a broken run left is no input either.
    folder.write("in/all.jsonl.part", "{\"torn");
    expect(&folder.run(&["in", "-o", "in/all.jsonl", "--resume"]), 0, "2 inputs");
    assert_eq!(folder.read("in/all.jsonl").lines().count(), 2);
}

#[test]
fn every_input_has_an_output_of_its_own() {
    let folder = Folder::new();
    for name in ["a/x.txt", "b/x.txt", "c/x.txt", "c/x.html", "y.txt"] {
        folder.write(name, TEXT);
    }
    expect(
        &folder.run(&["a", "b", "c", "y.txt", "y.txt", "-o", "out/"]),
        0,
        "6 inputs",
    );
    let outputs: Vec<String> = folder
        .files()
        .into_iter()
        .filter(|name| name.starts_with("out/"))
        .collect();
    assert_eq!(outputs.len(), 6, "{outputs:?}");
    assert!(outputs.iter().all(|name| folder.read(name).lines().count() == 1));
}

#[test]
fn a_name_that_cannot_be_made_costs_one_record() {
    let folder = Folder::new();
    let long = format!("in/{}.txt", "n".repeat(250));
    folder
        .write("in/a.txt", TEXT)
        .write("in/x.txt", TEXT)
        .write("in/z.txt", TEXT)
        .write(&long, TEXT);
    folder.write("out/x.json/inside", "");
    let output = folder.run(&["in", "-o", "out/"]);
    expect(&output, 1, "2 failed");
    expect(&output, 1, "out/x.json cannot be written");
    assert!(folder.path("out/a.json").is_file() && folder.path("out/z.json").is_file());
    folder.run(&["--stdin-name", "..", "-o", "out/deep/"]);
    assert!(folder.path("out/deep/article.json").is_file());
}

#[test]
fn a_second_run_into_one_file_is_refused() {
    let folder = Folder::new();
    folder.write("b.txt", TEXT);
    // The first waits for its standard input.
    let mut command = folder.command(&["-", "-o", "o.jsonl"]);
    let mut first = command.stdin(Stdio::piped()).spawn().expect("newsx");
    while !folder.path("o.jsonl.part").exists() {
        std::thread::yield_now();
    }
    std::thread::sleep(std::time::Duration::from_millis(100));
    for resume in [&["b.txt", "-o", "o.jsonl"][..], &["b.txt", "-o", "o.jsonl", "--resume"]] {
        expect(&folder.run(resume), 2, "o.jsonl.part is being written by another run");
    }
    drop(first.stdin.take());
    assert!(first.wait().expect("newsx").success());
    assert_eq!(folder.read("o.jsonl").lines().count(), 1);
    assert_eq!(folder.files(), ["b.txt", "o.jsonl"]);
}

/// The output of a run without interruption.
fn clean(folder: &Folder, target: &str) -> String {
    assert!(folder.run(&["in.jsonl", "-o", target, "-q"]).status.success());
    let name = if target.ends_with('/') {
        format!("{target}in.jsonl")
    } else {
        target.to_owned()
    };
    folder.read(&name)
}

#[test]
fn whatever_was_left_a_resumed_run_ends_as_a_clean_one() {
    let folder = Folder::new();
    folder.write("in.jsonl", &records(9));
    let whole = clean(&folder, "clean.jsonl");
    let lines: Vec<&str> = whole.split_inclusive('\n').collect();
    let cut = &whole[..whole.len() / 2];
    let spliced = format!("{}{}", &lines[0][..lines[0].len() / 2], &lines[1][lines[1].len() / 3..]);
    let nulls = whole.replace(&lines[1][..40], &"\0".repeat(40));
    let left = [
        (String::new(), String::new()),
        (lines[..3].concat(), String::new()),
        (cut.to_owned(), String::new()),
        (spliced + &lines[1..].concat(), String::new()),
        (nulls, String::new()),
        (whole.clone() + lines[0], lines[4..].concat()),
        (lines[..2].concat() + "{\"id\":", lines[..5].concat() + "{\"to"),
    ];
    for (part, new) in left {
        folder.write("o.jsonl.part", &part);
        if !new.is_empty() {
            folder.write("o.jsonl.part.new", &new);
        }
        let output = folder.run(&["in.jsonl", "-o", "o.jsonl", "--resume", "-j2"]);
        assert!(output.status.success() && folder.read("o.jsonl") == whole, "{part}");
        assert_eq!(folder.files(), ["clean.jsonl", "in.jsonl", "o.jsonl"]);
        fs::remove_file(folder.path("o.jsonl")).expect("a file");
    }
}

#[test]
fn a_record_that_grew_splices_nothing() {
    let folder = Folder::new();
    let before = records(9);
    folder.write("in.jsonl", &before);
    for grown in [0, 4, 8] {
        let old = clean(&folder, "o.jsonl");
        fs::rename(folder.path("o.jsonl"), folder.path("o.jsonl.part")).expect("a file");
        let mut lines: Vec<String> = before.lines().map(|line| format!("{line}\n")).collect();
        lines[grown] = lines[grown].replace("The ferry", &format!("{} The ferry", TEXT.repeat(40)));
        folder.write("in.jsonl", &lines.concat());
        let output = folder.run(&["in.jsonl", "-o", "o.jsonl", "--resume", "-j2"]);
        expect(&output, 0, "(8 kept)");
        let resumed = folder.read("o.jsonl");
        assert!(resumed == clean(&folder, "c.jsonl") && resumed != old, "{grown}");
        folder.write("in.jsonl", &before);
    }
}

#[test]
fn headers_of_an_archive_decide_too() {
    let folder = Folder::new();
    let record = |uri: &str| {
        let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>{TEXT}</p>");
        let (uri, length) = (format!("WARC-Target-URI: http://x.org/{uri}\r\n"), block.len());
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\n{uri}Content-Type: application/http\r\n\
             Content-Length: {length}\r\n\r\n{block}\r\n\r\n"
        )
    };
    folder.write("in.warc", &record("a"));
    folder.run(&["in.warc", "-o", "o.jsonl"]);
    folder.write("in.warc", &record("b"));
    folder.run(&["in.warc", "-o", "o.jsonl", "--resume"]);
    assert!(folder.read("o.jsonl").contains("http://x.org/b"));
}

#[test]
fn a_killed_run_is_resumed_to_the_same_bytes() {
    let folder = Folder::new();
    folder.write("in.jsonl", &records(60));
    let whole = clean(&folder, "clean.jsonl");
    for (target, output) in [("o.jsonl", "o.jsonl"), ("out/", "out/in.jsonl")] {
        for kill in 0..4 {
            let mut run = folder.start(&["in.jsonl", "-o", target, "--resume", "-j2"]);
            let part = folder.path(&format!("{output}.part"));
            let wanted = kill * whole.len() as u64 / 5;
            while run.try_wait().expect("newsx").is_none() && length(&part) < wanted {
                std::thread::yield_now();
            }
            run.kill().expect("newsx");
            run.wait().expect("newsx");
        }
        expect(&folder.run(&["in.jsonl", "-o", target, "--resume", "-j2"]), 0, "kept");
        assert!(folder.read(output) == whole, "{target}");
        assert!(!folder.path(&format!("{output}.part")).exists());
    }
}

fn length(path: &Path) -> u64 {
    path.metadata().map_or(0, |metadata| metadata.len())
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_gives_no_half_file_its_name() {
    let folder = Folder::new();
    folder.write("a.jsonl", &records(3));
    // Standard input stays open, so the run does not end by itself.
    let mut command = folder.command(&["a.jsonl", "-", "-o", "o.jsonl"]);
    let mut run = command
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("newsx");
    let open = run.stdin.take();
    while length(&folder.path("o.jsonl.part")) == 0 {
        std::thread::yield_now();
    }
    std::thread::sleep(std::time::Duration::from_millis(300));
    let interrupt = Command::new("kill").args(["-INT", &run.id().to_string()]).status();
    assert!(interrupt.expect("kill").success());
    let output = run.wait_with_output().expect("newsx");
    drop(open);
    expect(
        &output,
        130,
        "what is done is in o.jsonl.part: the same command with --resume goes on from it",
    );
    assert_eq!(folder.files(), ["a.jsonl", "o.jsonl.part"]);
}

#[test]
fn a_run_that_stops_at_a_failure_gives_no_half_file_its_name() {
    let folder = Folder::new();
    folder.write("a.txt", TEXT).write("c.txt", TEXT);
    let output = folder.run(&["a.txt", "b.txt", "c.txt", "--fail-fast", "-f", "csv", "-o", "o.csv"]);
    expect(&output, 1, "stopped; what is done is in o.csv.part");
    assert!(!folder.path("o.csv").exists());
}

#[cfg(unix)]
#[test]
fn pipes_in_folders_are_passed_over() {
    let folder = Folder::new();
    folder.write("in/a.txt", TEXT);
    let made = Command::new("mkfifo").arg(folder.path("in/pipe")).status();
    assert!(made.expect("mkfifo").success());
    expect(
        &folder.run(&["in", "-v"]),
        0,
        "in/pipe: is a pipe, a socket or a device",
    );
}

#[test]
fn a_first_line_that_is_damaged_costs_one_record() {
    let folder = Folder::new();
    folder.write(
        "in.jsonl",
        &format!("{}\n{}", "{\"id\":\"r\",\"text\":\"The ferry sa", records(3)),
    );
    expect(&folder.run(&["in.jsonl"]), 1, "4 inputs");
    expect(&folder.run(&["in.jsonl"]), 1, "1 failed");
}

#[test]
fn a_bomb_is_refused_with_the_bound_it_is_beyond() {
    let folder = Folder::new();
    folder.write("long.txt", &"The ferry sank. ".repeat(200_000));
    folder.write("many.txt", &"( ".repeat(250_001));
    folder.write("tags.html", &format!("<html><body>{}", "<p>".repeat(300_000)));
    expect(&folder.run(&["long.txt", "--no-text"]), 1, "more than 2 MB of text");
    expect(
        &folder.run(&["many.txt", "--no-text"]),
        1,
        "more than 250000 words and marks",
    );
    expect(&folder.run(&["tags.html", "--no-text"]), 1, "more than 250000 tags");
    let many = format!("{{\"text\":\"{TEXT}\",\"x\":[{}0]}}", "{\"\":0},".repeat(200_000));
    folder.write("values.jsonl", &format!("{many}\n{{\"text\":\"{TEXT}\"}}"));
    expect(&folder.run(&["values.jsonl"]), 1, "more than 500000 values and names");
    folder.write("values.csv", &format!("text{}\n", ",a".repeat(20_000)));
    expect(&folder.run(&["values.csv"]), 1, "more than 10000 columns");
}

#[test]
fn warnings_are_counted_and_those_of_a_single_article_told() {
    let folder = Folder::new();
    folder.write("a.txt", TEXT).write("b.txt", TEXT);
    expect(&folder.run(&["a.txt"]), 0, "(date.no_reference)");
    let output = folder.run(&["a.txt", "b.txt"]);
    expect(&output, 0, "2 warnings, 0 failed");
    assert!(!told(&output).1.contains("date.no_reference"));
    expect(&folder.run(&["a.txt", "b.txt", "-v"]), 0, "b.txt: relative times");
}

#[test]
fn a_table_is_no_prose_and_no_formula() {
    let folder = Folder::new();
    let record = "{\"id\":\"=1+1\",\"published\":\"2024-06-13\",\"text\":\"Police said \\u001b[31m =HYPERLINK that -5 people \
                  died on Monday. \\\"@SUM(1) is lost,\\\" said Maria Keller.\"}\n";
    folder.write("in.jsonl", record).write("t.csv", "a,b\n1,2\n");
    expect(&folder.run(&["t.csv"]), 1, "(json.no_text)");
    for format in ["csv", "tsv"] {
        let output = folder.run(&["in.jsonl", "-f", format, "-q"]);
        let table = String::from_utf8(output.stdout).expect("UTF-8");
        assert!(!table.contains(['\u{1b}', '\0']), "{table}");
        assert!(table.contains("\n'=1+1"), "{table}");
    }
}

#[test]
fn several_formats_go_into_a_folder_in_one_run() {
    let folder = Folder::new();
    folder.write("a.txt", TEXT).write("b.jsonl", &records(3));
    let formats = "json,html,claims,parquet,md,json";
    expect(&folder.run(&["a.txt", "b.jsonl", "-f", formats, "-o", "out/"]), 0, "");
    let out: Vec<String> = folder
        .files()
        .into_iter()
        .filter(|file| file.starts_with("out"))
        .collect();
    let expected = [
        "out/a.html",
        "out/a.json",
        "out/a.jsonl",
        "out/a.md",
        "out/a.parquet",
        "out/b.claims.jsonl",
        "out/b.jsonl",
        "out/b.md",
        "out/b.parquet",
        "out/b/r0.html",
        "out/b/r1.html",
        "out/b/r2.html",
        "out/index.html",
    ];
    assert_eq!(out, expected);
    // Each is what a run of its own writes.
    for (format, file) in [
        ("json", "out/b.jsonl"),
        ("claims", "out/b.claims.jsonl"),
        ("md", "out/b.md"),
    ] {
        folder.run(&["b.jsonl", "-f", format, "-o", "alone"]);
        assert_eq!(folder.read("alone"), folder.read(file), "{file}");
    }
    folder.run(&["b.jsonl", "-o", "alone.parquet"]);
    let table = |name: &str| fs::read(folder.path(name)).expect("a file");
    assert_eq!(table("alone.parquet"), table("out/b.parquet"));
    assert!(table("alone.parquet").starts_with(b"PAR1") && table("alone.parquet").ends_with(b"PAR1"));
    // Without the text in records only.
    expect(
        &folder.run(&["a.txt", "-f", "json,text", "--no-text", "-o", "bare/"]),
        0,
        "",
    );
    assert_eq!(folder.read("bare/a.txt"), TEXT);
    let whole = serde_json::to_string(TEXT.trim_end()).expect("a string");
    assert!(!folder.read("bare/a.json").contains(whole.trim_end_matches('"')));
    // An output of any of the formats is no input.
    folder.write("a.md", TEXT);
    expect(&folder.run(&["a.md", "-f", "json,md", "-o", "./"]), 2, "also an input");
    expect(
        &folder.run(&["a.txt", "-f", "json,md", "-o", "out/", "--resume"]),
        2,
        "alone",
    );
}

/// The standard library opens /dev/null in the place of a closed standard output.
#[cfg(target_os = "linux")]
#[test]
fn a_closed_standard_output_is_an_error() {
    let folder = Folder::new();
    folder.write("a.txt", TEXT);
    let run = |line: &str| folder.shell(line);
    for command in ["extract a.txt", "schema", "explain", "generate man"] {
        expect(&run(&format!("\"$0\" {command} >&-")), 1, "standard output is closed");
        for other in [">/dev/null", "<>/dev/null 1>&0", "| head -n 1", "2>&-", "<&-"] {
            assert_eq!(
                run(&format!("\"$0\" {command} {other}")).status.code(),
                Some(0),
                "{command} {other}"
            );
        }
    }
    expect(&run("\"$0\" extract a.txt -o a.json >&-"), 0, "");
}

#[test]
fn a_standard_output_in_the_folder_that_is_read_is_passed_over() {
    let folder = Folder::new();
    folder.write("a.txt", TEXT).write("b.txt", TEXT);
    if cfg!(unix) {
        for _ in 0..2 {
            expect(&folder.shell("\"$0\" extract . -f jsonl > all.jsonl"), 0, "2 inputs");
        }
        assert_eq!(folder.read("all.jsonl").lines().count(), 2);
    }
}

#[test]
fn progress_in_one_large_file_is_told_with_the_time_left() {
    let folder = Folder::new();
    folder.write("in.jsonl", &records(200));
    let output = folder.run(&["in.jsonl", "-o", "o.jsonl", "--progress", "always"]);
    let (_, told) = told(&output);
    assert!(
        told.contains("B/") && told.contains(" articles, ") && told.contains(" left"),
        "{told}"
    );
}

#[test]
fn records_go_from_command_to_command() {
    let folder = Folder::new();
    folder
        .write("in.jsonl", &records(3))
        .write("t.csv", &format!("headline,body\nFerry sinks,\"{TEXT}\"\n"));
    expect(
        &folder.shell("\"$0\" extract in.jsonl | \"$0\" verify"),
        0,
        "3 records, 0 problems",
    );
    expect(
        &folder.shell("\"$0\" extract in.jsonl | \"$0\" select --actor police | \"$0\" verify -"),
        0,
        "0 problems",
    );
    expect(
        &folder.shell("\"$0\" extract t.csv -q | \"$0\" convert -f md > r.md"),
        0,
        "",
    );
    assert!(folder.read("r.md").starts_with("# Ferry sinks\n"));
    // Without their text, records still give every format.
    let formats = "html,md,csv,tsv,claims,parquet,brat,text,label-studio,web-annotation";
    let line = format!("\"$0\" extract in.jsonl --no-text -q | \"$0\" convert -f {formats} -o out/");
    expect(&folder.shell(&line), 0, "");
}

#[test]
fn articles_that_offsets_point_into_have_files_of_their_own() {
    let folder = Folder::new();
    folder.write("a.txt", TEXT).write("b.jsonl", &records(2));
    expect(
        &folder.run(&["a.txt", "b.jsonl", "-f", "brat,text,web-annotation", "-o", "out/"]),
        0,
        "3 inputs",
    );
    let out: Vec<String> = folder
        .files()
        .into_iter()
        .filter(|file| file.starts_with("out"))
        .collect();
    let expected = ["out/a", "out/b/r0", "out/b/r1"];
    let expected: Vec<String> = expected
        .iter()
        .flat_map(|stem| ["ann", "jsonld", "txt"].map(|ext| format!("{stem}.{ext}")))
        .collect();
    assert_eq!(out, expected);
    assert_eq!(folder.read("out/b/r1.txt"), TEXT.repeat(2));
    for line in ["extract a.txt b.jsonl -f brat", "extract . -o all.ann"] {
        expect(
            &folder.shell(&format!("\"$0\" {line}")),
            2,
            "brat has one article a file",
        );
    }
    expect(
        &folder.run(&["b.jsonl", "-f", "brat"]),
        1,
        "brat has one article a file",
    );
}

#[test]
fn a_damaged_first_record_costs_itself() {
    let folder = Folder::new();
    folder.write("in.jsonl", &records(3));
    expect(&folder.run(&["in.jsonl", "-o", "facts.jsonl"]), 0, "3 inputs");
    let facts = folder.read("facts.jsonl");
    folder.write("cut.jsonl", &facts.replacen("\"schema_version\":", "\"schema", 1));
    expect(
        &folder.shell("\"$0\" select cut.jsonl -o kept.jsonl"),
        1,
        "cut.jsonl: line 1: not a newsx record",
    );
    assert_eq!(folder.read("kept.jsonl").lines().count(), 2);
    expect(&folder.shell("\"$0\" verify cut.jsonl"), 1, "2 records, 1 problems");
}
