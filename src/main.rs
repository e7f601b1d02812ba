//! The `newsx` command: parses arguments, runs, and turns the outcome into an exit status.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
