//! The `newsx` command: parses arguments, runs, and turns the outcome into an exit status.

use std::process::ExitCode;

fn main() -> ExitCode {
    newsx::cli::run()
}
