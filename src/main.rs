//! The `newsx` command: parses arguments, runs, and turns the outcome into an exit status.

use std::process::ExitCode;

#[cfg(target_env = "musl")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Runs before `main`.
#[ctor::ctor(unsafe)]
fn before() {
    newsx::internals::look();
}

fn main() -> ExitCode {
    newsx::internals::run()
}
