//! Detection of a closed standard output.
//!
//! The standard library replaces a closed standard output by `/dev/null` before `main`, so that everything written
//! would be lost without an error. The binary therefore checks before that.

use std::io::{Error, ErrorKind, Result, Stdout};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

static CLOSED: AtomicBool = AtomicBool::new(false);

/// Checks whether standard output is open. To be called before `main`; afterwards it always is.
pub fn look() {
    let open = |name: &str| Path::new(name).symlink_metadata().is_ok();
    // Without /proc nothing is known.
    let closed = cfg!(target_os = "linux") && open("/proc/self/fd") && !open("/proc/self/fd/1");
    CLOSED.store(closed, Ordering::Relaxed);
}

/// Standard output, for writing.
///
/// # Errors
/// If it was closed when the program began.
pub(crate) fn stdout() -> Result<Stdout> {
    match CLOSED.load(Ordering::Relaxed) {
        true => Err(Error::new(ErrorKind::NotConnected, "standard output is closed")),
        false => Ok(std::io::stdout()),
    }
}
