//! Dictionaries on disk.

use crate::dictionary::{Dictionary, Problem};
use std::path::{Path, PathBuf};

/// A dictionary with what its file says beside the model: comments, places of lines.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The model.
    pub dictionary: Dictionary,
}

/// A file's format, by its ending.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum FileFormat {
    /// The native format.
    Ron,
    /// A JSON map.
    Json,
    /// Comma-separated.
    Csv,
    /// Tab-separated.
    Tsv,
    /// `word = symbol` lines.
    Txt,
}

/// Why a dictionary could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum DictionaryError {
    /// The system refused.
    #[error("{}: {action}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What was tried.
        action: &'static str,
        /// What the system said.
        source: std::io::Error,
    },
    /// Not a format we know.
    #[error("{}: unknown dictionary format; use .ron, .json, .csv, .tsv or .txt", path.display())]
    UnknownFormat {
        /// The file.
        path: PathBuf,
    },
    /// Saving failed.
    #[error(transparent)]
    Save(#[from] crate::file::FileError),
}

impl FileFormat {
    /// By the ending of a name.
    pub fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_lowercase().as_str() {
            "ron" => Some(Self::Ron),
            "json" => Some(Self::Json),
            "csv" => Some(Self::Csv),
            "tsv" => Some(Self::Tsv),
            "txt" => Some(Self::Txt),
            _ => None,
        }
    }
}

impl Document {
    /// Reads text of any format. What could be read is in the document; what is wrong, errors first by place, beside.
    pub fn parse(text: &str, format: FileFormat) -> (Document, Vec<Problem>) {
        let _ = (text, format);
        todo!("dict")
    }

    /// The file's new text: RON, only lines of changed entries differ from what was read.
    pub fn to_ron(&self) -> String {
        todo!("dict")
    }

    /// Reads a file of any format.
    pub fn load(path: &Path) -> Result<(Document, Vec<Problem>), DictionaryError> {
        let _ = path;
        todo!("dict")
    }

    /// Saves as RON, atomically.
    pub fn save(&self, path: &Path) -> Result<(), DictionaryError> {
        let _ = path;
        todo!("dict")
    }
}

/// Writes `dictionary` in another format, with the list of what the format cannot hold.
pub fn export(dictionary: &Dictionary, format: FileFormat) -> (String, Vec<String>) {
    let _ = (dictionary, format);
    todo!("dict")
}

/// Reads one line of the brace notation: `свет = ☀{радость}`, `свет ☀ радость`, `дождь + грусть = ☔🫧`. `None` when it
/// holds no symbol.
pub fn parse_line(line: &str) -> Option<Line> {
    let _ = line;
    todo!("dict")
}

/// What a line of the brace notation gives.
#[derive(Clone, PartialEq, Debug)]
pub enum Line {
    /// An entry.
    Entry(Box<crate::dictionary::Entry>),
    /// A link.
    Link(Box<crate::dictionary::Link>),
}
