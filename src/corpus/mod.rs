//! Where text comes from: files and folders in many encodings and formats. Yields documents, filters nothing.

use std::path::{Path, PathBuf};

pub mod decode;
mod fb2;
pub mod read;
pub mod walk;

pub use decode::Encoding;

/// What to read.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Source {
    /// A file or a folder.
    pub path: PathBuf,
    /// Globs of file names to take from a folder; empty takes every known format.
    pub include: Vec<String>,
    /// Globs of file names to leave out.
    pub exclude: Vec<String>,
    /// The text column or field of tabular formats.
    pub field: Option<String>,
    /// The encoding, where detection is overruled.
    pub encoding: Option<Encoding>,
}

/// A file's format.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// FictionBook 2.
    Fb2,
}

/// A file to read, found by [`walk::files`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SourceFile {
    /// Where it is.
    pub path: PathBuf,
    /// Path inside its source with `/`, for records and reports: never absolute.
    pub name: String,
    /// Size in bytes.
    pub bytes: u64,
    /// Its format.
    pub format: Format,
    /// The encoding, where detection is overruled.
    pub encoding: Option<Encoding>,
}

/// One text: a file, or a part of one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Document {
    /// Path inside its source, never absolute.
    pub name: String,
    /// Title, where the format has one.
    pub title: Option<String>,
    /// The extracted text.
    pub text: String,
    /// Whether the text is Markdown.
    pub markdown: bool,
    /// What the bytes were decoded from.
    pub encoding: Encoding,
}

/// Why a source could not be read; the sentence names file, place and cure.
#[derive(Debug, thiserror::Error)]
pub enum CorpusError {
    /// The system refused.
    #[error("{}: {action}: {source}", crate::text::display::printable(&path.display().to_string()))]
    Io {
        /// The file.
        path: PathBuf,
        /// What was tried.
        action: &'static str,
        /// What the system said.
        source: std::io::Error,
    },
    /// The content is broken.
    #[error("{}: byte {offset}: {reason}", crate::text::display::printable(&path.display().to_string()))]
    Broken {
        /// The file.
        path: PathBuf,
        /// Where, in bytes from the start.
        offset: u64,
        /// What is wrong and what to do.
        reason: String,
    },
    /// Nothing to read.
    #[error("{}: {reason}", crate::text::display::printable(&path.display().to_string()))]
    Empty {
        /// The file or folder.
        path: PathBuf,
        /// Why, and what to do.
        reason: String,
    },
}

/// The format that a file's name says, if it is one we read.
pub fn format_of(path: &Path) -> Option<Format> {
    let extension = path.extension()?.to_str()?.to_lowercase();
    match extension.as_str() {
        "txt" | "text" => Some(Format::Text),
        "md" | "markdown" => Some(Format::Markdown),
        "fb2" => Some(Format::Fb2),
        _ => None,
    }
}
