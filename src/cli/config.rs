//! Arguments, completed from a configuration file.
//!
//! A file named with `--config` holds options of `extract` by their long names:
//!
//! ```toml
//! format = "jsonl"
//! skip = ["times", "actors"]
//! no-text = true
//! jobs = 4
//! ```
//!
//! They are put before the options on the command line as if typed there, so that they have the same meaning and
//! checks, and typed options win. No other file is read.

use std::ffi::OsString;
use std::path::Path;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser};

use super::args::{Cli, Command, Global};

/// Reads the arguments.
///
/// # Errors
/// clap's error, which includes the texts of `--help` and `--version`.
pub(crate) fn arguments(typed: Vec<OsString>) -> Result<Cli, clap::Error> {
    let cli = Cli::try_parse_from(&typed).map_err(|error| with_hint(error, &typed))?;
    let (Some(path), Command::Extract(_)) = (&cli.global.config, &cli.command) else {
        return Ok(cli);
    };
    let wrong = |message: String| {
        let message = format!("{}: {message}", path.display());
        Cli::command().error(ErrorKind::InvalidValue, message)
    };
    let options = read(path).map_err(wrong)?;
    let command = subcommand(&typed) + 1;
    let (before, after) = typed.split_at(command.min(typed.len()));
    let all = before.iter().cloned().chain(options).chain(after.iter().cloned());
    let mut cli = Cli::try_parse_from(all).map_err(|error| wrong(first_line(&error)))?;
    if let Command::Extract(args) = &mut cli.command {
        args.config.clone_from(&cli.global.config);
    }
    Ok(cli)
}

/// The position of the subcommand: an option before it may have a value of the same name.
fn subcommand(typed: &[OsString]) -> usize {
    #[derive(Parser)]
    struct Options {
        #[command(flatten)]
        _global: Global,
    }
    let named = (1..typed.len()).filter(|i| typed[*i] == "extract");
    let after_whole_options = |i: &usize| Options::try_parse_from(&typed[..*i]).is_ok();
    named.into_iter().find(after_whole_options).unwrap_or(0)
}

fn first_line(error: &clap::Error) -> String {
    let text = error.to_string();
    text.lines()
        .next()
        .unwrap_or_default()
        .trim_start_matches("error: ")
        .to_owned()
}

/// The options of a file as arguments.
fn read(path: &Path) -> Result<Vec<OsString>, String> {
    let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    let table: toml::Table = toml::from_str(&text).map_err(|error| error.message().to_owned())?;
    let mut options = Vec::new();
    for (name, value) in table {
        let text = match value {
            toml::Value::Boolean(true) => None,
            toml::Value::Boolean(false) => continue,
            toml::Value::Array(items) => {
                let items: Option<Vec<&str>> = items.iter().map(toml::Value::as_str).collect();
                Some(items.ok_or(format!("{name} is not a list of texts"))?.join(","))
            }
            toml::Value::String(text) => Some(text),
            toml::Value::Integer(number) => Some(number.to_string()),
            toml::Value::Datetime(day) => Some(day.to_string()),
            toml::Value::Float(_) | toml::Value::Table(_) => return Err(format!("{name} is not an option's value")),
        };
        options.push(
            text.map_or(format!("--{name}"), |text| format!("--{name}={text}"))
                .into(),
        );
    }
    Ok(options)
}

/// Adds a hint to an error about an article in the place of a command.
fn with_hint(error: clap::Error, typed: &[OsString]) -> clap::Error {
    let argument = typed.get(1).filter(|argument| Path::new(argument).exists());
    match argument {
        Some(path) if error.kind() == ErrorKind::InvalidSubcommand => {
            let path = path.to_string_lossy();
            let message = format!("{path} is not a command; did you mean `newsx extract {path}`?");
            Cli::command().error(ErrorKind::InvalidSubcommand, message)
        }
        _ => error,
    }
}
