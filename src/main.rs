//! The `newsx` command: parses arguments, runs, and turns the outcome into an exit status.

use std::process::ExitCode;

/// Runs before `main`.
#[ctor::ctor]
fn before() {
    newsx::cli::look();
}

fn main() -> ExitCode {
    newsx::cli::run()
}
