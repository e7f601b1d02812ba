//! The command line: the only code that prints or reads the environment.
// A stand-in until the real commands land: `newsx extract FILE… [-f jsonl] [-q]` for text and JSON Lines.

use std::io::Write;
use std::process::ExitCode;

use newsx::date::Date;
use newsx::emit::Record;
use newsx::source::{Content, Metadata, Published, PublishedBasis, Source};

pub(crate) fn run() -> ExitCode {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut args = std::env::args().skip(2);
    let mut option_date = None;
    let mut paths = Vec::new();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "-q" => {}
            "-f" => drop(args.next()),
            "-d" => option_date = args.next().and_then(|d| Date::parse_iso(&d)),
            _ => paths.push(arg),
        }
    }
    for path in paths {
        let text = std::fs::read_to_string(&path).expect("a readable file");
        let records: Vec<(String, String, Option<Date>)> = if path.ends_with(".jsonl") {
            let read = |line: &str| {
                let value: serde_json::Value = serde_json::from_str(line).expect("JSON");
                let field = |name: &str| value[name].as_str().map(str::to_owned);
                let date = field("published").and_then(|d| Date::parse_iso(&d));
                (field("id").unwrap_or_default(), field("text").unwrap_or_default(), date)
            };
            text.lines().map(read).collect()
        } else {
            vec![(path, text, option_date)]
        };
        for (id, text, date) in records {
            let source = Source {
                id,
                sha256: [0; 32],
                media_type: "text/plain",
                encoding: "utf-8",
                metadata: Metadata {
                    published: date.map(|date| Published {
                        date,
                        basis: PublishedBasis::Metadata,
                    }),
                    ..Metadata::default()
                },
                content: Content::Text(text),
                warnings: Vec::new(),
            };
            let (doc, report) = newsx::analyse(&source);
            let record = Record::new(&source, &doc, &report, true);
            serde_json::to_writer(&mut out, &record).expect("a writable stdout");
            writeln!(out).expect("a writable stdout");
        }
    }
    ExitCode::SUCCESS
}
