//! Writing files so that nothing is lost: atomic replace, locks, a sweep of what a crash left.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Why a file could not be written; the sentence names the file.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The target exists and is a device, pipe or folder.
    #[error("{}: not a regular file, so nothing was written; choose another name", path.display())]
    NotRegular {
        /// The file asked for.
        path: PathBuf,
    },
    /// The system refused.
    #[error("{}: {action}: {source}", path.display())]
    Io {
        /// The file it was about.
        path: PathBuf,
        /// What was tried, like "cannot write".
        action: &'static str,
        /// What the system said.
        source: io::Error,
    },
}

/// Replaces `path` by `bytes` in one step: after a crash the old or the new file is there, whole.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    replace_with(path, |out| out.write_all(bytes))
}

/// As [`replace`], for what is written piece by piece.
pub fn replace_with(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), FileError> {
    let _ = (path, write);
    todo!("text")
}
