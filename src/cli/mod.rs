//! The command line: the only code that prints or reads the environment. One file per subcommand.
//!
//! Standard output is data, standard error is diagnostics.

mod args;
mod bar_lines;
mod config;
mod convert;
mod earlier;
mod encoder;
mod explain;
mod extract;
mod filters;
mod generate;
mod input;
mod merge;
mod mirror;
mod ordered;
mod output;
mod pages;
mod part;
mod precheck;
mod records;
mod reporter;
mod stages;
mod stdout;
mod summary;
mod terms;
mod verify;
mod work;

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use args::{Cli, Command};
use reporter::Reporter;
pub use stdout::look;
use stdout::stdout;

/// The exit status.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Status {
    /// Done, also when nothing was found.
    Done = 0,
    /// Some input failed; all others are complete.
    Failed = 1,
    /// Wrong usage or configuration; nothing was written.
    Usage = 2,
    /// No fact was found, and `--exit-status` asked.
    Nothing = 4,
    /// Interrupted; what was written is whole.
    Interrupted = 130,
}

/// Wrong usage that is detected only after the arguments are parsed.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Usage(String);

impl Usage {
    pub(crate) fn error(message: &str) -> anyhow::Error {
        anyhow::Error::new(Usage(message.to_owned()))
    }
}

/// Runs the command line of the process.
pub fn run() -> ExitCode {
    ExitCode::from(command(std::env::args_os().collect()))
}

/// Runs a command line, whose first argument is the program's name, and returns the exit status.
pub fn command(arguments: Vec<OsString>) -> u8 {
    let cli = match config::arguments(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // Without a place to print there is nobody to tell.
            drop(error.print());
            return error.exit_code() as u8;
        }
    };
    let mut reporter = Reporter::new(&cli.global);
    let status = dispatch(&cli, &mut reporter).unwrap_or_else(|error| {
        if closed_pipe(&error) {
            return Status::Done;
        }
        reporter.error(&format!("{error:#}"));
        match error.is::<Usage>() {
            true => Status::Usage,
            false => Status::Failed,
        }
    });
    status as u8
}

fn dispatch(cli: &Cli, reporter: &mut Reporter) -> anyhow::Result<Status> {
    match &cli.command {
        Command::Extract(args) => extract::run(args, reporter),
        Command::Merge(args) => merge::run(args, reporter),
        Command::Select(args) => convert::select(args, reporter),
        Command::Convert(args) => convert::convert(args, reporter),
        Command::Verify(args) => verify::run(args, reporter),
        Command::Explain(args) => explain::run(args, reporter),
        Command::Generate(args) => generate::run(args),
        Command::Schema(args) => {
            let schema = match (args.ledger, args.claims) {
                (true, _) => crate::ledger::schema(),
                (_, true) => crate::emit::claims::schema(),
                _ => crate::emit::schema(),
            };
            let schema = serde_json::to_string_pretty(&schema)?;
            writeln!(stdout()?, "{schema}")?;
            Ok(Status::Done)
        }
    }
}

/// Returns whether an error is a closed pipe: the reader of the output wants no more.
fn closed_pipe(error: &anyhow::Error) -> bool {
    let broken = |cause: &(dyn std::error::Error + 'static)| {
        let io = cause.downcast_ref::<std::io::Error>();
        io.is_some_and(|io| io.kind() == std::io::ErrorKind::BrokenPipe)
    };
    error.chain().any(broken)
}
