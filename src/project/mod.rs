//! The .hyperlex file: dictionaries, sources, settings, export plan, presets.

mod lists;
mod read;
mod write;

use crate::corpus::Source;
use crate::engine::Settings;
use crate::export::ExportOptions;
use std::path::{Path, PathBuf};

/// The version of the format this program writes and reads.
pub const FORMAT: u64 = 1;

/// The ending of project files.
pub const EXTENSION: &str = "hyperlex";

/// A project. Paths are as the user works with them (absolute or relative to the process); the file holds them relative
/// to itself.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Project {
    /// Shown name.
    pub name: String,
    /// Dictionaries in order of precedence, and whether each takes part.
    pub dictionaries: Vec<(PathBuf, bool)>,
    /// What to export.
    pub sources: Vec<Source>,
    /// How to transform.
    pub settings: Settings,
    /// How to write.
    pub export: ExportOptions,
    /// Named settings.
    pub presets: Vec<(String, Settings)>,
}

/// Why a project could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum ProjectError {
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
    /// The file is not a project as this program knows them.
    #[error("{}:{line}:{column}: error: {message}", shown(path))]
    Broken {
        /// The file.
        path: PathBuf,
        /// From 1.
        line: usize,
        /// In characters, from 1.
        column: usize,
        /// What is wrong and what to do.
        message: String,
    },
    /// A later program wrote it.
    #[error(
        "{}: this project has format {format}, and this version of hyperlex knows formats up to {FORMAT}; \
         update hyperlex to open it",
        shown(path)
    )]
    NewerFormat {
        /// The file.
        path: PathBuf,
        /// Its format.
        format: u64,
    },
    /// Saving failed.
    #[error(transparent)]
    Save(#[from] crate::file::FileError),
}

fn shown(path: &Path) -> String {
    crate::text::display::printable(&path.display().to_string())
}

impl Project {
    /// Reads a project file.
    pub fn load(path: &Path) -> Result<Project, ProjectError> {
        let io = |action, source| ProjectError::Io { path: path.to_owned(), action, source };
        let bytes = std::fs::read(path).map_err(|source| io("cannot read", source))?;
        let text = String::from_utf8(bytes).map_err(|error| {
            let valid = error.utf8_error().valid_up_to();
            let before = String::from_utf8_lossy(&error.as_bytes()[..valid]).into_owned();
            let (line, column) = end_of(&before);
            let message = "not UTF-8; save the project file as UTF-8".to_owned();
            ProjectError::Broken { path: path.to_owned(), line, column, message }
        })?;
        Self::parse(&text, path)
    }

    /// Reads the text of a project file that stands at `path`.
    pub fn parse(text: &str, path: &Path) -> Result<Project, ProjectError> {
        read::parse(text, path)
    }

    /// The text of a project file that stands at `path`.
    pub fn to_ron(&self, path: &Path) -> String {
        write::project(self, folder(path))
    }

    /// Saves, atomically.
    pub fn save(&self, path: &Path) -> Result<(), ProjectError> {
        Ok(crate::file::replace(path, self.to_ron(path).as_bytes())?)
    }
}

/// The folder that a project file's paths are relative to.
fn folder(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new(""))
}

/// Line and column after the end of `text`, from 1.
fn end_of(text: &str) -> (usize, usize) {
    let line = text.matches('\n').count() + 1;
    let last = text.rsplit('\n').next().unwrap_or(text);
    (line, last.chars().count() + 1)
}
