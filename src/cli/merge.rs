//! `newsx merge`: records of many articles → one ledger. Articles are extracted on the way.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use crate::emit::Record;
use crate::emit::json::indented;
use crate::ledger::select::Filter;
use crate::ledger::{Ledger, Merger, write};
use crate::source::walk::{self, What};
use anyhow::Context;
use clap::{CommandFactory, Parser};
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use super::args::{Cli, Command, LedgerFormat, Merge};
use super::part::Part;
use super::reporter::Reporter;
use super::stdout::stdout;
use super::{Status, Usage, extract, precheck};

/// Runs the command.
pub(crate) fn run(args: &Merge, reporter: &mut Reporter) -> anyhow::Result<Status> {
    if args.paths.is_empty() && std::io::stdin().is_terminal() {
        Cli::command()
            .find_subcommand_mut("merge")
            .map(clap::Command::print_help)
            .transpose()?;
        return Ok(Status::Usage);
    }
    let format = args.format().map_err(|extension| {
        Usage::error(&format!(
            "no format has the extension {extension}; tell the format with --format"
        ))
    })?;
    let filter = filter(args)?;
    let mut reader = Reader {
        merger: Merger::new(),
        failed: 0,
    };
    let stdin = [PathBuf::from("-")];
    let paths = if args.paths.is_empty() { &stdin[..] } else { &args.paths };
    match &args.output {
        Some(output) => precheck::file(paths, &[], output)?,
        None => precheck::stdout(paths)?,
    }
    if let (Some(output), Some(records)) = (&args.output, &args.records) {
        precheck::apart(output, records)?;
    }
    let mut articles = Vec::new();
    for path in paths {
        reader.path(path, &mut articles, reporter)?;
    }
    let extracted = match articles.is_empty() {
        true => Status::Done,
        false => reader.articles(&articles, args, reporter)?,
    };
    let merged = reader.merger.merge();
    // The others were reported when they were read.
    for notice in merged
        .warnings()
        .iter()
        .filter(|notice| notice.code == "record.repeated")
    {
        reporter.warning(&format!("{}: {} ({})", notice.document, notice.message, notice.code));
    }
    let in_pieces = matches!(format, LedgerFormat::Json | LedgerFormat::Jsonl) && filter == Filter::default();
    let (stories, events, conflicts) = if in_pieces {
        // Entry by entry or story by story, so that a ledger of any size is written.
        output(args, format, |pretty, out| match format {
            LedgerFormat::Jsonl => lines(merged.parts(), out),
            _ => json(&merged, pretty, out),
        })?;
        (merged.count_stories(), merged.count_events(), merged.conflicts().len())
    } else {
        let ledger = merged.ledger();
        for unknown in filter.unknown(&ledger) {
            reporter.warning(&unknown);
        }
        let ledger = filter.apply(ledger);
        output(args, format, |pretty, out| bytes(&ledger, format, pretty, out))?;
        (ledger.stories.len(), ledger.events.len(), ledger.conflicts.len())
    };
    if args.output.is_some() || reporter.verbose {
        let counted = [
            write::count(merged.count_documents(), "article", "articles"),
            write::count(stories, "story", "stories"),
            write::count(events, "event", "events"),
            write::count(conflicts, "contradiction", "contradictions"),
            write::count(reader.failed, "input failed", "inputs failed"),
        ];
        reporter.note(&counted.join(", "));
    }
    Ok(match extracted {
        Status::Done if reader.failed > 0 => Status::Failed,
        status => status,
    })
}

/// Least evidence of a pair of tellings that is explained.
const LEAST: f32 = -2.0;

/// Prints the evidence for and against joining the tellings of records.
pub(crate) fn explain(path: &Path, reporter: &Reporter) -> anyhow::Result<Status> {
    let mut reader = Reader {
        merger: Merger::new(),
        failed: 0,
    };
    let mut articles = Vec::new();
    reader.path(path, &mut articles, reporter)?;
    if !articles.is_empty() {
        return Err(Usage::error(
            "give records; `newsx extract -o records.jsonl` writes them",
        ));
    }
    let mut stdout = stdout()?.lock();
    reader.merger.explain(LEAST, &mut stdout)?;
    stdout.flush()?;
    Ok(Status::Done)
}

fn filter(args: &Merge) -> anyhow::Result<Filter> {
    if args.since.zip(args.until).is_some_and(|(since, until)| since > until) {
        return Err(Usage::error("--since is later than --until: no event is on such a day"));
    }
    Ok(Filter {
        story: args.story.clone(),
        since: args.since,
        until: args.until,
        actor: args.actor.clone(),
        class: match &args.class {
            Some(name) => Some(
                serde_json::from_value(name.to_uppercase().into())
                    .map_err(|_| Usage::error(&format!("no class of events is called {name}")))?,
            ),
            None => None,
        },
    })
}

/// Writes to the output that is asked for. `put` is told whether people read it there.
fn output(
    args: &Merge,
    format: LedgerFormat,
    put: impl FnOnce(bool, &mut dyn Write) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let Some(path) = &args.output else {
        let mut stdout = BufWriter::with_capacity(1 << 20, stdout()?.lock());
        let terminal = std::io::stdout().is_terminal();
        if format == LedgerFormat::Parquet && terminal {
            return Err(Usage::error(
                "parquet is not for a terminal; name a file: -o ledger.parquet",
            ));
        }
        put(terminal, &mut stdout)?;
        return Ok(stdout.flush()?);
    };
    let failed = || format!("{} cannot be written", path.display());
    let mut out = BufWriter::with_capacity(1 << 20, Part::open(path, false).with_context(failed)?);
    put(false, &mut out).with_context(failed)?;
    let part = out.into_inner().map_err(std::io::IntoInnerError::into_error);
    part.and_then(Part::finish).with_context(failed)
}

/// Writes a ledger as one JSON object.
fn json(ledger: &impl Serialize, pretty: bool, out: &mut dyn Write) -> anyhow::Result<()> {
    if pretty {
        let mut whole = Vec::new();
        json(ledger, false, &mut whole)?;
        return Ok(out.write_all(&indented(&whole))?);
    }
    serde_json::to_writer(&mut *out, ledger).map_err(std::io::Error::from)?;
    Ok(out.write_all(b"\n")?)
}

/// Writes ledgers as lines of JSON.
fn lines(ledgers: impl IntoIterator<Item = Ledger>, out: &mut dyn Write) -> anyhow::Result<()> {
    ledgers.into_iter().try_for_each(|ledger| json(&ledger, false, out))
}

fn bytes(ledger: &Ledger, format: LedgerFormat, pretty: bool, out: &mut dyn Write) -> anyhow::Result<()> {
    match format {
        LedgerFormat::Json => json(ledger, pretty, out),
        LedgerFormat::Jsonl => lines(crate::ledger::select::stories(ledger), out),
        LedgerFormat::Md => Ok(out.write_all(write::markdown(ledger).as_bytes())?),
        LedgerFormat::Html => Ok(out.write_all(write::html(ledger).as_bytes())?),
        LedgerFormat::Csv => Ok(out.write_all(&write::csv(ledger))?),
        LedgerFormat::Parquet => Ok(write::parquet(ledger, out)?),
    }
}

/// The fields that identify a record or ledger.
#[derive(Deserialize)]
struct Head {
    schema_version: Option<String>,
    document: Option<HeadDocument>,
    documents: Option<IgnoredAny>,
}

#[derive(Deserialize)]
struct HeadDocument {
    id: String,
}

/// Reads records and ledgers.
struct Reader {
    merger: Merger,
    failed: usize,
}

impl Reader {
    /// Reads the records and ledgers at a path; files of articles are put on the list.
    fn path(&mut self, path: &Path, articles: &mut Vec<PathBuf>, reporter: &Reporter) -> anyhow::Result<()> {
        if path.as_os_str() == "-" {
            return self
                .lines("-", BufReader::new(std::io::stdin().lock()), reporter)
                .map(drop);
        }
        if !path.is_dir() {
            let file = File::open(path).with_context(|| format!("{} cannot be read", path.display()))?;
            if !self.lines(&path.to_string_lossy(), BufReader::new(file), reporter)? {
                articles.push(path.to_owned());
            }
            return Ok(());
        }
        let mut files = walk::files(path, &[], &[]).peekable();
        if files.peek().is_none() {
            let name = path.to_string_lossy();
            let message = "the folder has no files";
            reporter.warning(&format!("{name}: {message} (io.empty)"));
            self.merger.notice(&name, "io.empty", message.to_owned());
        }
        for found in files {
            let name = found.path.to_string_lossy().into_owned();
            match (found.what, File::open(&found.path)) {
                (What::Skipped(warning), _) => {
                    reporter.warning(&format!("{name}: {} ({})", warning.message, warning.code))
                }
                (What::Failed(error), _) => self.fail(&name, "io.read", &error.to_string(), reporter),
                (What::File, Err(error)) => self.fail(&name, "io.read", &format!("cannot be read: {error}"), reporter),
                (What::File, Ok(file)) => {
                    if !self.lines(&name, BufReader::new(file), reporter)? {
                        articles.push(found.path);
                    }
                }
            }
        }
        Ok(())
    }

    /// Reads lines of records and ledgers, or one record or ledger on many lines. Returns false for anything else.
    fn lines(&mut self, name: &str, mut reader: impl BufRead, reporter: &Reporter) -> anyhow::Result<bool> {
        let mut line = Vec::new();
        let mut rest = Vec::new();
        reader
            .read_until(b'\n', &mut line)
            .with_context(|| format!("{name} cannot be read"))?;
        if !line.trim_ascii_start().starts_with(b"{") {
            return self.other(name, reporter);
        }
        match serde_json::from_slice::<Head>(&line) {
            // The first line is an object of its own: lines follow.
            Ok(head) if head.schema_version.is_none() => return self.other(name, reporter),
            Ok(_) => {}
            Err(_) => {
                reader.read_to_end(&mut rest)?;
                let whole = [&*line, &rest].concat();
                match serde_json::from_slice::<Head>(&whole) {
                    Ok(head) if head.schema_version.is_none() => return self.other(name, reporter),
                    Ok(_) => {
                        self.line(name, &whole, reporter);
                        return Ok(true);
                    }
                    // A broken first line of records.
                    Err(_) if rest.split(|b| *b == b'\n').any(is_ours) => {
                        self.line(&format!("{name}:1"), &line, reporter);
                        for (number, line) in (2..).zip(rest.split(|b| *b == b'\n')) {
                            self.line(&format!("{name}:{number}"), line, reporter);
                        }
                        return Ok(true);
                    }
                    Err(_) => return self.other(name, reporter),
                }
            }
        }
        for number in 1.. {
            self.line(&format!("{name}:{number}"), &line, reporter);
            line.clear();
            if reader
                .read_until(b'\n', &mut line)
                .with_context(|| format!("{name} cannot be read"))?
                == 0
            {
                break;
            }
        }
        Ok(true)
    }

    /// Handles an input that is no record: an article, unless it comes from standard input, which cannot be read again.
    fn other(&mut self, name: &str, reporter: &Reporter) -> anyhow::Result<bool> {
        if name == "-" {
            self.fail(
                name,
                "record.invalid",
                "standard input holds no records; give articles as files",
                reporter,
            );
            return Ok(true);
        }
        Ok(false)
    }

    /// Reads one record or ledger.
    fn line(&mut self, name: &str, line: &[u8], reporter: &Reporter) {
        if line.trim_ascii().is_empty() {
            return;
        }
        let head = match serde_json::from_slice::<Head>(line) {
            Ok(head) => head,
            Err(error) if error.is_data() => {
                return self.fail(
                    name,
                    "record.invalid",
                    "not a record: no object with the fields of one",
                    reporter,
                );
            }
            Err(error) => return self.fail(name, "record.invalid", &format!("not a record: {error}"), reporter),
        };
        let known = head.schema_version.as_deref() == Some(crate::emit::record::SCHEMA_VERSION);
        let id = head.document.map_or_else(|| name.to_owned(), |d| d.id);
        if !known {
            let version = head.schema_version.unwrap_or_else(|| "none".to_owned());
            let message = format!("schema version {version} is not read; extract the article again");
            return self.fail(&id, "record.version", &message, reporter);
        }
        let read = match head.documents {
            Some(_) => serde_json::from_slice::<Ledger>(line).map(|ledger| self.merger.ledger(ledger)),
            None => serde_json::from_slice::<Record>(line).map(|record| {
                if let Some(error) = &record.error {
                    self.failed += 1;
                    reporter.warning(&format!("{id}: {} ({})", error.message, error.code));
                }
                self.merger.record(&record);
            }),
        };
        if let Err(error) = read {
            self.fail(&id, "record.invalid", &format!("not a record: {error}"), reporter);
        }
    }

    fn fail(&mut self, name: &str, code: &str, message: &str, reporter: &Reporter) {
        self.failed += 1;
        reporter.warning(&format!("{name}: {message} ({code})"));
        self.merger.notice(name, code, message.to_owned());
    }

    /// Extracts articles to a file of records, as `newsx extract` does, and reads that.
    fn articles(&mut self, articles: &[PathBuf], args: &Merge, reporter: &mut Reporter) -> anyhow::Result<Status> {
        let folder = tempfile::tempdir().context("no place for the records of the articles")?;
        let records = args
            .records
            .clone()
            .unwrap_or_else(|| folder.path().join("records.jsonl"));
        let jobs = args.jobs.to_string();
        let mut typed = vec![
            "newsx".into(),
            "extract".into(),
            "-f".into(),
            "jsonl".into(),
            "-j".into(),
            jobs.into(),
        ];
        typed.extend(["-o".into(), records.clone().into_os_string()]);
        typed.extend(args.resume.then(|| "--resume".into()));
        typed.push("--".into());
        typed.extend(articles.iter().map(|path| path.clone().into_os_string()));
        let Command::Extract(extraction) = Cli::try_parse_from(typed)?.command else {
            unreachable!("the subcommand is given")
        };
        let status = extract::run(&extraction, reporter)?;
        if status == Status::Interrupted {
            return Ok(status);
        }
        let file = File::open(&records).with_context(|| format!("{} cannot be read", records.display()))?;
        self.lines(&records.to_string_lossy(), BufReader::new(file), reporter)?;
        Ok(status)
    }
}

fn is_ours(line: &[u8]) -> bool {
    serde_json::from_slice::<Head>(line).is_ok_and(|head| head.schema_version.is_some())
}
