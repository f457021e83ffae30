//! Where text comes from: files and folders in many encodings and formats. Yields documents, filters nothing.
//!
//! A file is opened by [`read::documents`], which unpacks ([`packing`]), decodes ([`decode`], [`stream`]) and hands over
//! to one reader a format. All of it streams; what has to be held whole is limited in size.

use std::path::{Path, PathBuf};
use std::sync::Arc;

mod archive;
pub mod decode;
mod docx;
mod epub;
mod fb2;
mod format;
mod guard;
mod html;
mod json_field;
mod jsonl;
mod lines;
mod members;
mod mend;
mod origin;
mod packing;
mod parquet;
mod pdf;
mod pdf_layout;
mod plain;
pub mod read;
mod stream;
mod table;
pub mod walk;
mod xml;

pub use decode::Encoding;
pub use format::{EXTENSIONS, EXTENSIONS_WITH_PACKED, Format, format_of};
pub use json_field::find as find_json_field;

/// What to read.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Source {
    /// A file or a folder.
    pub path: PathBuf,
    /// Globs of file names to take from a folder; empty takes every known format.
    pub include: Vec<String>,
    /// Globs of file names to leave out.
    pub exclude: Vec<String>,
    /// The text column or field of tabular formats; `text` where none is named.
    pub field: Option<String>,
    /// The encoding, where detection is overruled.
    pub encoding: Option<Encoding>,
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
    /// Its format by its name; what it holds has the last word.
    pub format: Format,
    /// The text column or field of tabular formats.
    pub field: Option<String>,
    /// The encoding, where detection is overruled.
    pub encoding: Option<Encoding>,
}

/// One text: a file, a member or record of one, or the next part of a long text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Document {
    /// Path inside its source, never absolute; with the member (`a.zip/b.txt`) or line (`a.jsonl:17`) it came from.
    pub name: String,
    /// The record's own id, where the format has one.
    pub id: Option<String>,
    /// Title, where the format has one.
    pub title: Option<String>,
    /// The extracted text.
    pub text: String,
    /// Bytes of the same text that came before this part; a text begins with 0.
    pub offset: u64,
    /// Whether the text is Markdown.
    pub markdown: bool,
    /// What the bytes were decoded from.
    pub encoding: Encoding,
    /// What the user should know about it: that it looks encoded twice, and what mends that.
    pub hint: Option<Arc<str>>,
}

impl Document {
    /// A plain text called `name`.
    pub fn of(name: String, text: String) -> Self {
        let (encoding, markdown) = (Encoding::UTF_8, false);
        Self { name, id: None, title: None, text, offset: 0, markdown, encoding, hint: None }
    }
}

/// Why a source could not be read; the sentence names file, place and cure.
#[derive(Debug, thiserror::Error)]
pub enum CorpusError {
    /// The system refused.
    #[error("{}: {action}: {source}", shown(path))]
    Io {
        /// The file.
        path: PathBuf,
        /// What was tried.
        action: &'static str,
        /// What the system said.
        source: std::io::Error,
    },
    /// The content is broken.
    #[error("{}{}: {}{reason}", shown(path), after_colon(inside), byte(*offset))]
    Broken {
        /// The file.
        path: PathBuf,
        /// The member, line or row; empty for the file itself.
        inside: String,
        /// Where, in bytes from the start, when that says something.
        offset: Option<u64>,
        /// What is wrong and what to do.
        reason: String,
    },
    /// Nothing to read.
    #[error("{}: {reason}", shown(path))]
    Empty {
        /// The file or folder.
        path: PathBuf,
        /// Why, and what to do.
        reason: String,
    },
}

fn shown(path: &Path) -> String {
    crate::text::display::printable(&path.display().to_string())
}

fn after_colon(inside: &str) -> String {
    if inside.is_empty() { String::new() } else { format!(": {inside}") }
}

fn byte(offset: Option<u64>) -> String {
    offset.map_or_else(String::new, |offset| format!("byte {offset}: "))
}
