//! Identity of files, by which different paths to one file are recognised.

use std::fs::{File, Metadata};
use std::path::Path;

/// The identity of a file or folder: its device and number there. Two paths with the same identity, by links or
/// spellings, lead to one file.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub(crate) struct FileId(u64, u64);

impl FileId {
    /// The identity of the file at a path, links followed; `None` if there is no file or the system gives no identity.
    pub(crate) fn of(path: &Path) -> Option<FileId> {
        Self::of_metadata(&path.metadata().ok()?)
    }

    /// The identity of an open file.
    pub(crate) fn of_file(file: &File) -> Option<FileId> {
        Self::of_metadata(&file.metadata().ok()?)
    }

    #[cfg(unix)]
    pub(super) fn of_metadata(metadata: &Metadata) -> Option<FileId> {
        use std::os::unix::fs::MetadataExt;
        Some(FileId(metadata.dev(), metadata.ino()))
    }

    #[cfg(not(unix))]
    pub(super) fn of_metadata(_: &Metadata) -> Option<FileId> {
        None
    }
}
