//! `newsx extract`: articles → facts.

use std::io::IsTerminal;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use anyhow::Context;
use clap::CommandFactory;
use newsx::emit::select::Selection;
use newsx::emit::{Format, Page};
use newsx::model::error::Error;
use newsx::source::Source;
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::args::{Cli, Extract, FormatName};
use super::input::{Input, count, inputs};
use super::ordered::{End, Ordered};
use super::output::{Mirror, Output, Piece};
use super::part::EarlierLines;
use super::stages::Stages;
use super::talk::Talk;
use super::{Status, Usage};

/// Runs the command.
pub(crate) fn run(args: &Extract, talk: &mut Talk) -> anyhow::Result<Status> {
    if nothing_to_read(args) {
        Cli::command()
            .find_subcommand_mut("extract")
            .map(clap::Command::print_help)
            .transpose()?;
        return Ok(Status::Usage);
    }
    let started = Instant::now();
    let destination = Destination::of(args)?;
    let mut inputs = inputs(args)?;
    let mut format = args.format().format().ok_or_else(|| Usage::error(WITHOUT_PARQUET))?;
    if args.format() == FormatName::Json && args.output.is_none() && std::io::stdout().is_terminal() {
        // Indented only for one article alone: several look to jq like a thousand.
        let first: Vec<Input> = inputs.by_ref().take(2).collect();
        if first.len() == 1 {
            format = Format::Json;
        }
        inputs = Box::new(first.into_iter().chain(inputs));
    }
    let stages = Arc::new(Stages::default());
    let worker = Worker {
        format,
        selection: args.selection(),
        options: args.record_options(),
        no_text: args.no_text,
        spare: if single(args) { workers(args.jobs) } else { 1 },
        stages: Arc::clone(&stages),
    };
    let mut output = destination.output(format, args.resume)?;
    talk.progress(args.progress, args.output.is_none(), || count(args));
    let jobs = Jobs::new(inputs, destination, args);
    let ordered = Ordered::start(workers(args.jobs), jobs, move |job| worker.work(job)).context("no thread")?;
    interruptible(ordered.interrupter())?;
    let mut sum = Sum::default();
    let end = ordered.each(|done: Done| {
        output
            .put(done.target.as_deref(), &done.piece)
            .with_context(|| match &done.target {
                Some(path) => format!("{} cannot be written", path.display()),
                None => "standard output cannot be written".to_owned(),
            })?;
        sum.add(&done, talk);
        anyhow::Ok(!(args.fail_fast && done.error.is_some()))
    });
    talk.done();
    let end = end?;
    let left = output
        .close(end == End::Complete)
        .context("the output cannot be written")?;
    if end == End::Interrupted {
        let place = left.map_or(String::new(), |path| format!("; what is done is in {}", path.display()));
        talk.note(&format!("interrupted{place}"));
    }
    sum.tell(talk, started, &stages);
    Ok(match end {
        End::Interrupted => Status::Interrupted,
        _ if sum.failed > 0 => Status::Failed,
        _ if args.exit_status && sum.facts == 0 => Status::Nothing,
        _ => Status::Done,
    })
}

const WITHOUT_PARQUET: &str = "this newsx is built without parquet; write csv, or build with --features parquet";

/// True if there is no input and a person at the keyboard.
fn nothing_to_read(args: &Extract) -> bool {
    args.paths.is_empty() && args.files_from.is_none() && std::io::stdin().is_terminal()
}

/// True if there is one input at most, which may hold one article or many.
fn single(args: &Extract) -> bool {
    args.files_from.is_none() && args.paths.len() <= 1 && !args.paths.iter().any(|path| path.is_dir())
}

fn workers(jobs: usize) -> usize {
    match jobs {
        0 => std::thread::available_parallelism().map_or(1, usize::from),
        n => n,
    }
}

/// Breaks off at the first interruption and ends at once at the second.
fn interruptible(mut interrupt: impl FnMut() + Send + 'static) -> anyhow::Result<()> {
    let again = AtomicBool::new(false);
    ctrlc::set_handler(move || match again.swap(true, Ordering::Relaxed) {
        false => interrupt(),
        true => std::process::exit(Status::Interrupted as i32),
    })
    .context("interruptions cannot be caught")
}

/// Where the command line sends the output.
enum Destination {
    Stdout,
    File(PathBuf),
    Folder(PathBuf),
}

impl Destination {
    fn of(args: &Extract) -> anyhow::Result<Destination> {
        let Some(path) = &args.output else {
            return Ok(Destination::Stdout);
        };
        if args.resume && !matches!(args.format(), FormatName::Json | FormatName::Jsonl) {
            return Err(Usage::error(
                "--resume needs the format json or jsonl, whose records tell what made them",
            ));
        }
        let slash = path.as_os_str().as_encoded_bytes().ends_with(b"/");
        if slash || path.is_dir() {
            return Ok(Destination::Folder(path.clone()));
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
            return Err(Usage::error(&format!("there is no folder {}", folder.display())));
        }
        Ok(Destination::File(path.clone()))
    }

    fn output(&self, format: Format, resume: bool) -> anyhow::Result<Output> {
        let output = match self {
            Destination::Stdout => Output::stdout(format),
            Destination::File(path) => Output::files(format, resume, Some(path)),
            Destination::Folder(_) => Output::files(format, resume, None),
        };
        output.context("the output cannot be written")
    }
}

/// An input with its place in the output.
struct Job {
    input: Input,
    target: Option<PathBuf>,
    /// The line that an earlier run left in this place.
    earlier: Option<Vec<u8>>,
}

/// Finds for each input its place in the output.
struct Jobs {
    inputs: Box<dyn Iterator<Item = Input> + Send>,
    file: Option<PathBuf>,
    mirror: Option<Mirror>,
    resume: bool,
    earlier: Option<(PathBuf, EarlierLines)>,
}

impl Jobs {
    fn new(inputs: Box<dyn Iterator<Item = Input> + Send>, destination: Destination, args: &Extract) -> Jobs {
        let (file, mirror) = match destination {
            Destination::Stdout => (None, None),
            Destination::File(file) => (Some(file), None),
            Destination::Folder(folder) => (None, Some(Mirror::new(folder, args.format()))),
        };
        Jobs {
            inputs,
            file,
            mirror,
            resume: args.resume,
            earlier: None,
        }
    }

    fn earlier(&mut self, target: &Path) -> Option<Vec<u8>> {
        if self.earlier.as_ref().is_none_or(|(path, _)| path != target) {
            self.earlier = Some((target.to_owned(), EarlierLines::of(target)));
        }
        self.earlier.as_mut()?.1.next()
    }
}

impl Iterator for Jobs {
    type Item = Job;

    fn next(&mut self) -> Option<Job> {
        let input = self.inputs.next()?;
        let target = match &mut self.mirror {
            Some(mirror) => Some(mirror.target(&input.path, input.many)),
            None => self.file.clone(),
        };
        let earlier = match &target {
            Some(target) if self.resume => self.earlier(&target.clone()),
            _ => None,
        };
        Some(Job { input, target, earlier })
    }
}

/// What a worker made of an input.
struct Done {
    id: String,
    target: Option<PathBuf>,
    piece: Piece,
    facts: usize,
    warnings: Vec<String>,
    error: Option<String>,
}

/// Turns inputs into bytes.
struct Worker {
    format: Format,
    selection: Selection,
    options: Vec<String>,
    no_text: bool,
    /// The threads for an article that has no others beside it.
    spare: usize,
    stages: Arc<Stages>,
}

impl Worker {
    fn work(&self, job: Job) -> Done {
        let Job { input, target, earlier } = job;
        let head = |line: &Vec<u8>| serde_json::from_slice::<Head>(line).ok();
        if let (Ok(source), Some(line)) = (&input.source, &earlier)
            && let Some(head) = head(line).filter(|head| head.fits(source, &self.options))
        {
            return Done {
                id: input.id,
                target,
                facts: head.facts(),
                piece: Piece::Kept(earlier.unwrap_or_default()),
                warnings: Vec::new(),
                error: None,
            };
        }
        let mut page = self.page(&input);
        page.record.generator.options.clone_from(&self.options);
        self.selection.apply(&mut page.record);
        if self.no_text && matches!(self.format, Format::Json | Format::Jsonl) {
            page.record.text = None;
        }
        let bytes = self.stages.emit(|| self.format.write(&page));
        let record = page.record;
        Done {
            id: input.id,
            target,
            piece: match earlier {
                Some(line) if line == bytes => Piece::Kept(line),
                _ => Piece::New(bytes),
            },
            facts: record.times.len()
                + record.actors.len()
                + record.events.len()
                + record.figures.len()
                + record.quotes.len(),
            warnings: record
                .warnings
                .into_iter()
                .map(|w| format!("{} ({})", w.message, w.code))
                .collect(),
            error: record.error.map(|e| format!("{} ({})", e.message, e.code)),
        }
    }

    /// The page of an input. Whatever happens to one article, the others go on.
    fn page(&self, input: &Input) -> Page {
        let source = match &input.source {
            Ok(source) => source,
            Err(error) => return Page::failed(input.id.clone(), error),
        };
        let threads = if input.many { 1 } else { self.spare };
        let analysed = catch_unwind(AssertUnwindSafe(|| match self.stages.analyse(source, threads) {
            Ok((doc, report)) => Page::new(source, &doc, &report),
            Err(error) => Page::refused(source, &error),
        }));
        analysed.unwrap_or_else(|_| {
            let message = "newsx failed on this article, which is a bug; please report it with the article";
            Page::failed(input.id.clone(), &Error::new("internal", message))
        })
    }
}

/// What a record says of its making, and how much is in it.
#[derive(Deserialize)]
struct Head {
    generator: newsx::emit::record::Generator,
    document: HeadDocument,
    times: Vec<IgnoredAny>,
    actors: Vec<IgnoredAny>,
    events: Vec<IgnoredAny>,
    figures: Vec<IgnoredAny>,
    quotes: Vec<IgnoredAny>,
}

#[derive(Deserialize)]
struct HeadDocument {
    id: String,
    sha256: Option<String>,
}

impl Head {
    /// True if this version with these options would make the same record of this source.
    fn fits(&self, source: &Source, options: &[String]) -> bool {
        let current = newsx::emit::record::Generator::current(options.to_vec());
        self.generator == current
            && self.document.id == source.id
            && self.document.sha256.as_deref() == Some(&newsx::emit::record::hex(&source.sha256))
    }

    fn facts(&self) -> usize {
        self.times.len() + self.actors.len() + self.events.len() + self.figures.len() + self.quotes.len()
    }
}

/// What a run adds up to.
#[derive(Default)]
struct Sum {
    inputs: usize,
    kept: usize,
    facts: usize,
    failed: usize,
}

impl Sum {
    fn add(&mut self, done: &Done, talk: &Talk) {
        self.inputs += 1;
        self.facts += done.facts;
        self.kept += usize::from(matches!(done.piece, Piece::Kept(_)));
        if let Some(error) = &done.error {
            self.failed += 1;
            talk.error(&format!("{}: {error}", done.id));
        }
        if talk.verbose {
            for warning in &done.warnings {
                talk.warning(&format!("{}: {warning}", done.id));
            }
        }
        talk.advance();
    }

    /// One line, for whoever ran more than one article.
    fn tell(&self, talk: &Talk, started: Instant, stages: &Stages) {
        if talk.verbose {
            stages.tell(talk);
        }
        if self.inputs == 1 && !talk.verbose {
            return;
        }
        let kept = match self.kept {
            0 => String::new(),
            kept => format!(" ({kept} kept)"),
        };
        let seconds = started.elapsed().as_secs_f64();
        talk.note(&format!(
            "{} inputs{kept}, {} facts, {} failed, {seconds:.1} s",
            self.inputs, self.facts, self.failed
        ));
    }
}
