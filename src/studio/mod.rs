//! The running app without a screen: what is open, what the user does to it, what is shown.
//!
//! The window reads a `&Studio`, collects [`Action`]s while it draws, and applies them at the end of the frame with
//! [`Studio::apply`]; [`Studio::poll`] takes in what background jobs have done. No egui here.

pub mod action;
pub mod history;
pub mod jobs;
pub mod layers;
pub mod preferences;
pub mod preview;
pub mod sample;

pub use action::{Action, ExportAction, SettingsAction};
pub use jobs::{ExportState, JobState};
pub use layers::{LayerState, RowKind, Selection, TableRow};
pub use preferences::{Language, Preferences, ThemeChoice};
pub use preview::{Preview, PreviewRow, Stats};

use crate::corpus::Source;
use crate::dictionary::Problem;
use crate::engine::{Lexicon, Settings};
use crate::export::ExportOptions;
use std::path::PathBuf;
use std::sync::Arc;

/// A message for the user; kinds are worded by the window's translations.
#[derive(Clone, PartialEq, Debug)]
pub enum Notice {
    /// The sample was copied to the user's documents at its first edit.
    SampleCopied(PathBuf),
    /// Saved.
    Saved(PathBuf),
    /// Lines were added from a paste: added, changed, skipped, rejected.
    Imported(usize, usize, usize, usize),
    /// Something failed; a whole sentence from below.
    Failed(String),
}

/// The running app.
pub struct Studio {
    /// Shown name of the project.
    pub project_name: String,
    /// Where the project is saved; `None` for a new one and the built-in sample.
    pub project_path: Option<PathBuf>,
    /// Whether the project file has unsaved changes.
    pub project_dirty: bool,
    /// Whether this is the built-in sample, not yet copied.
    pub is_sample: bool,
    /// Open dictionaries in order of precedence.
    pub layers: Vec<LayerState>,
    /// The layer new words go to.
    pub active_layer: usize,
    /// What the form shows.
    pub selection: Option<Selection>,
    /// Filter of the table; also the add box.
    pub filter: String,
    /// How to transform.
    pub settings: Settings,
    /// How to export.
    pub export: ExportOptions,
    /// What to export.
    pub sources: Vec<Source>,
    /// The compiled dictionaries that the preview shows.
    pub lexicon: Arc<Lexicon>,
    /// The text beside its hyperwords.
    pub preview: Preview,
    /// The export: forecast, running job, last result.
    pub job: ExportState,
    /// What is wrong with the open dictionaries, by layer.
    pub problems: Vec<(usize, Problem)>,
    /// Messages not yet dismissed, oldest first.
    pub notices: Vec<Notice>,
    /// Remembered choices.
    pub preferences: Preferences,
}

impl Studio {
    /// Starts with remembered choices, on the last project or the sample.
    pub fn new(preferences: Preferences) -> Self {
        let _ = preferences;
        todo!("studio")
    }

    /// Carries out what the user did. Never blocks on long work.
    pub fn apply(&mut self, action: Action) {
        let _ = action;
        todo!("studio")
    }

    /// Takes in what background work has done; true when something shown has changed.
    pub fn poll(&mut self) -> bool {
        todo!("studio")
    }

    /// Whether background work is under way (the window repaints meanwhile).
    pub fn is_busy(&self) -> bool {
        todo!("studio")
    }

    /// Waits until background work is over: for tests and the end of the program.
    pub fn wait(&mut self) {
        todo!("studio")
    }

    /// Number of rows of the table that pass the filter.
    pub fn row_count(&self) -> usize {
        todo!("studio")
    }

    /// What the filtered row `index` is.
    pub fn row_selection(&self, index: usize) -> Selection {
        let _ = index;
        todo!("studio")
    }

    /// What the table shows at the filtered row `index`.
    pub fn row(&self, index: usize) -> TableRow {
        let _ = index;
        todo!("studio")
    }

    /// Name of the step that undo takes back (a Fluent key and the word it is about).
    pub fn undo_name(&self) -> Option<(&'static str, String)> {
        todo!("studio")
    }

    /// Name of the step that redo does again.
    pub fn redo_name(&self) -> Option<(&'static str, String)> {
        todo!("studio")
    }

    /// Number of rows of the preview.
    pub fn preview_len(&self) -> usize {
        todo!("studio")
    }

    /// The row `index` of the preview, transformed with the current lexicon and settings (cached).
    pub fn preview_row(&self, index: usize) -> Arc<PreviewRow> {
        let _ = index;
        todo!("studio")
    }

    /// Why the word at byte `offset` of the preview row's source is what it is.
    pub fn explain(&self, row: usize, offset: usize) -> Option<crate::engine::WordReport> {
        let _ = (row, offset);
        todo!("studio")
    }

    /// The selection that a target of the current lexicon stands for.
    pub fn selection_of(&self, target: crate::engine::Target) -> Selection {
        let _ = target;
        todo!("studio")
    }

    /// Emotions in use, most frequent first, then the rest of the shipped list in `language`.
    pub fn emotions(&self) -> Vec<String> {
        todo!("studio")
    }
}
