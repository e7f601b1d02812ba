//! `newsx extract`: articles → facts.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use crate::emit::Format;
use crate::model::error::Error;
use crate::source::{FileId, limits};
use anyhow::Context;
use clap::CommandFactory;

use super::args::{Cli, Extract, FormatName, is_folder};
use super::encoder::ONE;
use super::input::{Entry, Paths, count, entries, extensions, paths};
use super::mirror::Mirror;
use super::ordered::{End, Ordered};
use super::output::Output;
use super::pages::Pages;
use super::part::{Fault, beside, resolved};
use super::reporter::Reporter;
use super::stages::Stages;
use super::summary::Summary;
use super::work::{Done, Job, Jobs, Targets, Worker};
use super::{Status, Usage, precheck};

/// Runs the command.
pub(crate) fn run(args: &Extract, reporter: &mut Reporter) -> anyhow::Result<Status> {
    if nothing_to_read(args) {
        Cli::command()
            .find_subcommand_mut("extract")
            .map(clap::Command::print_help)
            .transpose()?;
        return Ok(Status::Usage);
    }
    let destination = Destination::of(args)?;
    let paths = destination.apart_from(args, paths(args)?)?;
    precheck::arguments(args)?;
    let names = args.formats();
    let mut formats: Vec<Format> = names.iter().map(|name| name.format()).collect();
    let mut outputs = destination.outputs(&names, args.resume)?;
    let read = Arc::new(AtomicU64::new(0));
    let mut entries = entries(args, paths, destination.ids(), &read)?;
    if names == [FormatName::Json] && args.output.is_none() && std::io::stdout().is_terminal() {
        // Indented for a single article only; several are JSON Lines, as a thousand are.
        let first: Vec<Entry> = entries.by_ref().take(2).collect();
        if first.len() == 1 {
            formats = vec![Format::Json];
        }
        entries = Box::new(first.into_iter().chain(entries));
    }
    let mut pages = destination.pages(&names);
    let html = names.iter().position(|name| *name == FormatName::Html);
    let stages = Arc::new(Stages::default());
    let workers = workers(args.jobs, reporter);
    let worker = Worker {
        formats,
        related: args.related,
        list: pages.is_some(),
        selection: args.selection(),
        options: args.record_options(),
        no_text: args.no_text,
        spare: if single(args) { workers } else { 1 },
        stages: Arc::clone(&stages),
    };
    reporter.progress(args.progress, args.output.is_none(), || count(args), read);
    let jobs = Jobs {
        entries,
        targets: destination.targets(args),
        resume: args.resume.then(|| args.record_options()),
        earlier: None,
        last: Vec::new(),
    };
    let work = move |job| worker.work(job);
    let ordered = Ordered::start(workers, jobs, limits::JOBS, Job::weight, work).context("no thread")?;
    interruptible(ordered.interrupter())?;
    let mut summary = Summary::new();
    let end = ordered.each(|mut done: Done| {
        write(&mut outputs, &mut done)?;
        let page = html.and_then(|html| done.written.get(html)?.0.as_ref());
        if let (Some(pages), Some(target), Some(entry)) = (&mut pages, page, done.entry.take()) {
            pages.list(target, entry);
        }
        let go_on = !(args.fail_fast && done.error.is_some());
        summary.add(done, reporter);
        anyhow::Ok(go_on)
    });
    reporter.done();
    let end = end?;
    close(end, &names, outputs, pages, reporter)?;
    if reporter.verbose {
        stages.tell(reporter);
    }
    summary.tell(reporter);
    Ok(match end {
        End::Interrupted => Status::Interrupted,
        _ if summary.failed > 0 => Status::Failed,
        _ if args.exit_status && summary.facts == 0 => Status::Nothing,
        _ => Status::Done,
    })
}

/// Finishes the outputs; of a run that was broken off it leaves what is done and says where.
fn close(
    end: End,
    names: &[FormatName],
    outputs: Vec<Output>,
    pages: Option<Pages>,
    reporter: &mut Reporter,
) -> anyhow::Result<()> {
    let failed = "the output cannot be written";
    if end == End::Complete {
        for output in outputs {
            output.finish().context(failed)?;
        }
        return pages.map_or(Ok(()), Pages::finish);
    }
    for (name, output) in names.iter().zip(outputs) {
        let left = output.leave().context(failed)?;
        reporter.note(&broken_off(end, left.as_deref(), *name));
    }
    Ok(())
}

/// Writes an article. If a file of a folder cannot be created, only its articles fail.
fn write(outputs: &mut [Output], done: &mut Done) -> anyhow::Result<()> {
    for (output, (target, bytes)) in outputs.iter_mut().zip(&mut done.written) {
        let target = target.as_ref();
        let failed = || match target {
            Some(path) => format!("{} cannot be written", path.display()),
            None => "standard output cannot be written".to_owned(),
        };
        match output.turn_to(target) {
            Ok(()) => output.put(std::mem::take(bytes)).with_context(failed)?,
            Err(Fault::Io(error)) if is_of_the_name(&error) => {
                done.error = Some(format!("{}: {error} (output.name)", failed()));
            }
            Err(fault) => return Err(fault_error(fault, &failed())),
        }
    }
    Ok(())
}

/// Returns whether an error is due to the file's name, so that another file in the same place could be written.
fn is_of_the_name(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{QuotaExceeded, ReadOnlyFilesystem, StorageFull};
    !matches!(error.kind(), StorageFull | QuotaExceeded | ReadOnlyFilesystem)
}

pub(crate) fn fault_error(fault: Fault, failed: &str) -> anyhow::Error {
    match fault {
        Fault::Busy(_) => Usage::error(&fault.to_string()),
        Fault::Io(error) => anyhow::Error::new(error).context(failed.to_owned()),
    }
}

/// Standard output, for formats that are text.
pub(crate) fn stdout(format: FormatName) -> anyhow::Result<Output> {
    if format == FormatName::Parquet && std::io::stdout().is_terminal() {
        return Err(Usage::error(
            "parquet is not for a terminal; name a file: -o facts.parquet",
        ));
    }
    Output::stdout(format).context("the output cannot be written")
}

pub(crate) const SEVERAL: &str = "several formats go into a folder: -o DIR/";

/// The message about an interrupted run.
fn broken_off(end: End, left: Option<&Path>, format: FormatName) -> String {
    let why = match end {
        End::Interrupted => "interrupted",
        _ => "stopped",
    };
    match left {
        None => why.to_owned(),
        Some(part) if matches!(format, FormatName::Json | FormatName::Jsonl) => {
            format!(
                "{why}; what is done is in {}: the same command with --resume goes on from it",
                part.display()
            )
        }
        Some(part) => format!("{why}; what is done is in {}", part.display()),
    }
}

/// Returns whether no input is named and standard input is a terminal.
fn nothing_to_read(args: &Extract) -> bool {
    args.paths.is_empty() && args.files_from.is_none() && std::io::stdin().is_terminal()
}

/// Returns whether there is at most one input, with one article or many.
fn single(args: &Extract) -> bool {
    args.files_from.is_none() && args.paths.len() <= 1 && !args.paths.iter().any(|path| path.is_dir())
}

/// Maximum number of workers per core: more are no quicker and take memory.
const PER_CORE: usize = 4;

fn workers(jobs: usize, reporter: &Reporter) -> usize {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let most = PER_CORE * cores;
    if jobs > most {
        reporter.warning(&format!(
            "--jobs {jobs} is more than {PER_CORE} for each of {cores} cores; {most} are used"
        ));
    }
    match jobs {
        0 => cores,
        n => n.min(most),
    }
}

/// Stops the run at the first interruption and exits at once at the second.
fn interruptible(mut interrupt: impl FnMut() + Send + 'static) -> anyhow::Result<()> {
    let again = AtomicBool::new(false);
    ctrlc::set_handler(move || match again.swap(true, Ordering::Relaxed) {
        false => interrupt(),
        true => std::process::exit(Status::Interrupted as i32),
    })
    .context("interruptions cannot be caught")
}

/// The destination of the output, as the command line names it.
enum Destination {
    Stdout,
    File(Arc<Path>),
    Folder(PathBuf),
}

impl Destination {
    fn of(args: &Extract) -> anyhow::Result<Destination> {
        let formats = args.formats();
        if args.resume && !matches!(*formats, [FormatName::Json | FormatName::Jsonl]) {
            return Err(Usage::error(
                "--resume needs the format json or jsonl alone, whose records tell what made them",
            ));
        }
        if let Some(path) = args.output.as_ref().filter(|path| is_folder(path)) {
            return Ok(Destination::Folder(path.clone()));
        }
        if formats.len() > 1 {
            return Err(Usage::error(SEVERAL));
        }
        if formats == [FormatName::Brat] && !single(args) {
            return Err(Usage::error(ONE));
        }
        let Some(path) = &args.output else {
            return Ok(Destination::Stdout);
        };
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
            return Err(Usage::error(&format!("there is no folder {}", folder.display())));
        }
        Ok(Destination::File(Arc::from(path.as_path())))
    }

    /// The paths of the inputs, none of which is an output.
    fn apart_from(&self, args: &Extract, paths: Paths) -> anyhow::Result<Paths> {
        let beside = precheck::beside_inputs(args);
        if matches!(self, Destination::Stdout) {
            precheck::stdout(&[&*args.paths, &*beside].concat())?;
            return Ok(paths);
        }
        let paths: Vec<Result<PathBuf, Error>> = paths.collect();
        let names: Vec<PathBuf> = paths
            .iter()
            .flatten()
            .filter(|path| path.as_os_str() != "-")
            .cloned()
            .collect();
        match self {
            Destination::Stdout => {}
            Destination::File(file) => precheck::file(&[names, beside].concat(), &extensions(args), file)?,
            Destination::Folder(folder) => precheck::folder(args, &names, folder)?,
        }
        Ok(Box::new(paths.into_iter()))
    }

    /// The outputs, one for each format.
    fn outputs(&self, formats: &[FormatName], resume: bool) -> anyhow::Result<Vec<Output>> {
        if let Destination::Folder(folder) = self {
            std::fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
        }
        let output = |format: &FormatName| match self {
            Destination::Stdout => stdout(*format),
            Destination::File(path) => {
                let output = Output::file(*format, resume, path);
                output.map_err(|fault| fault_error(fault, &format!("{} cannot be written", path.display())))
            }
            Destination::Folder(_) => Ok(Output::files(*format, resume)),
        };
        formats.iter().map(output).collect()
    }

    /// The index of a folder of pages.
    fn pages(&self, formats: &[FormatName]) -> Option<Pages> {
        match self {
            Destination::Folder(folder) if formats.contains(&FormatName::Html) => Some(Pages::new(folder)),
            _ => None,
        }
    }

    /// Returns the files and folders that a walk leaves out.
    fn ids(&self) -> Vec<FileId> {
        let ids = match self {
            Destination::Stdout => vec![precheck::stdout_file()],
            Destination::File(file) => beside(&resolved(file)).map(|path| FileId::of(&path)).to_vec(),
            Destination::Folder(folder) => vec![FileId::of(folder)],
        };
        ids.into_iter().flatten().collect()
    }

    fn targets(&self, args: &Extract) -> Targets {
        match self {
            Destination::Stdout => Targets::Stdout,
            Destination::File(file) => Targets::File(Arc::clone(file)),
            Destination::Folder(folder) => Targets::Folder(Mirror::new(folder.clone(), args.formats())),
        }
    }
}
