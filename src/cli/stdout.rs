//! Standard output, which may be closed.
//!
//! The standard library opens `/dev/null` in the place of a closed standard output before `main`, so that all that is
//! written would be lost without an error. The binary therefore looks before that.

use std::io::{Error, ErrorKind, Result, Stdout};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

static CLOSED: AtomicBool = AtomicBool::new(false);

/// Sees whether standard output is open. To be called before `main`; afterwards it always is.
pub fn look() {
    let open = |name: &str| Path::new(name).symlink_metadata().is_ok();
    // Without /proc nothing is known.
    let closed = cfg!(target_os = "linux") && open("/proc/self/fd") && !open("/proc/self/fd/1");
    CLOSED.store(closed, Ordering::Relaxed);
}

/// Standard output, to write to.
///
/// # Errors
/// If it was closed when the program began.
pub(crate) fn stdout() -> Result<Stdout> {
    match CLOSED.load(Ordering::Relaxed) {
        true => Err(Error::new(ErrorKind::NotConnected, "standard output is closed")),
        false => Ok(std::io::stdout()),
    }
}
