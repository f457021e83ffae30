//! Everything a user can do, as data.

use crate::dictionary::{Edit, Entry, Link};
use crate::engine::{Climb, Density, Template};
use crate::export::OutputFormat;
use crate::record::{Direction, Schema};
use crate::studio::{Language, Panels, Selection, ThemeChoice};
use crate::text::UnitKind;
use std::path::PathBuf;

/// A user's intent with its data.
#[derive(Clone, PartialEq, Debug)]
pub enum Action {
    /// Nothing open but an empty project.
    NewProject,
    /// Opens the built-in sample.
    OpenSample,
    /// Opens a project or a dictionary.
    Open(PathBuf),
    /// Saves dictionaries and project; asks nothing (see `Studio::needs_path`).
    Save,
    /// Saves the project at a path.
    SaveProjectAs(PathBuf),
    /// Adds an empty dictionary layer of this name and makes it active.
    NewLayer(String),
    /// Adds a dictionary file as a layer (json, csv and txt are imported into a new .ron beside).
    AddLayer(PathBuf),
    /// Takes a layer out of the project (the file stays).
    RemoveLayer(usize),
    /// Switches a layer on or off.
    SetLayerEnabled(usize, bool),
    /// Makes a layer the one that new words go to.
    SetActiveLayer(usize),
    /// Text of the filter and add box.
    SetFilter(String),
    /// What Enter in the add box does: one line of brace notation, a bare word, or many pasted lines.
    AddLine(String),
    /// Adds an entry to the active layer and selects it.
    AddEntry(Box<Entry>),
    /// Adds a link to the active layer and selects it.
    AddLink(Box<Link>),
    /// Any edit of a layer, with the name of the step for undo (a Fluent key).
    Edit {
        /// Layer.
        layer: usize,
        /// The edit.
        edit: Edit,
        /// Fluent key of the step's name, like `step-emotion`.
        step: &'static str,
    },
    /// Shows an entry or link in the form.
    Select(Option<Selection>),
    /// Deletes the selected entry or link.
    DeleteSelected,
    /// Takes the last step back.
    Undo,
    /// Does it again.
    Redo,
    /// Changes how to transform.
    Settings(SettingsAction),
    /// Shows a file in the preview.
    ShowFile(PathBuf),
    /// Shows one of the built-in sample texts in the preview (index into `sample::TEXTS`).
    ShowSampleText(usize),
    /// Shows pasted text in the preview.
    ShowText(String),
    /// Vetoes a form: adds it to the entry's `except`.
    ExceptForm(Selection, String),
    /// About the export.
    Export(ExportAction),
    /// Interface language.
    SetLanguage(Language),
    /// Light, dark or the system's.
    SetTheme(ThemeChoice),
    /// Sizes of the side panels.
    SetPanels(Panels),
    /// Remembers a symbol as taken lately.
    UseSymbol(String),
    /// Skin tone of symbols taken: 1 to 5, 0 for none.
    SetSkinTone(u8),
    /// Takes a notice away.
    DismissNotice(usize),
}

/// Changes of the settings.
#[derive(Clone, PartialEq, Debug)]
pub enum SettingsAction {
    /// Density or range.
    Density(Density),
    /// The one style.
    Style(Template),
    /// The one palette.
    Palette(String),
    /// The one climb.
    Climb(Climb),
    /// Seed.
    Seed(u64),
    /// Another seed.
    Reroll,
    /// Unit.
    Unit(UnitKind),
    /// At most so many a sentence.
    MaxPerSentence(Option<u32>),
    /// Names match too.
    Names(bool),
    /// Variants a unit.
    Variants(u32),
}

/// About the export.
#[derive(Clone, PartialEq, Debug)]
pub enum ExportAction {
    /// Adds files or folders to the sources.
    AddSources(Vec<PathBuf>),
    /// Takes a source out.
    RemoveSource(usize),
    /// Shape of a record.
    Schema(Schema),
    /// Which way.
    Direction(Direction),
    /// File format.
    Format(OutputFormat),
    /// Split in percent.
    Split([u8; 3]),
    /// Site rows beside records.
    Sites(bool),
    /// Drop duplicates.
    Dedupe(bool),
    /// Folder under which exports are made.
    Folder(PathBuf),
    /// Starts; the folder is NAME-001, -002 …
    Start,
    /// Cancels.
    Cancel,
    /// Takes the done card away.
    DismissResult,
}
