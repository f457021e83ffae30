//! The running app without a screen: what is open, what the user does to it, what is shown.
//!
//! The window reads a `&Studio`, collects [`Action`]s while it draws, and applies them at the end of the frame with
//! [`Studio::apply`]; [`Studio::poll`] takes in what background jobs have done. No egui here.

pub mod action;
mod adding;
mod apply;
mod background;
mod editing;
mod exporting;
mod files;
pub mod forms;
pub mod history;
pub mod jobs;
pub mod layers;
pub mod preferences;
pub mod preview;
pub mod sample;
mod stats;
mod table;

pub use action::{Action, ExportAction, SettingsAction};
pub use forms::{FormRow, Rival};
pub use jobs::{ExportState, JobState};
pub use layers::{LayerState, RowKind, Selection, TableRow};
pub use preferences::{Folders, Language, Panels, Preferences, ThemeChoice};
pub use preview::{Preview, PreviewRow, Shown, Stats};

use crate::check::{Fix, fixes};
use crate::corpus::Source;
use crate::dictionary::{Level, Problem};
use crate::engine::{Lexicon, Settings, Target, WordReport};
use crate::export::ExportOptions;
use std::collections::HashMap;
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
    folders: Folders,
    history: history::History,
    table: table::Table,
    work: background::Work,
    /// Named settings of the project.
    presets: Vec<(String, Settings)>,
    /// What the sizes in `job` are of.
    measured_material: Option<exporting::Material>,
    /// The preferences as they are on disk.
    saved_preferences: Preferences,
    /// The settings as workers share them.
    shared_settings: Arc<Settings>,
    /// Raised by whatever moves rows about: background answers about an older shape say nothing about rows.
    shape: u64,
    /// Which compilation was asked for last.
    compile_turn: u64,
    /// Nothing has been compiled yet.
    is_starting: bool,
    /// The shape that `problems` are of.
    problems_shape: u64,
    /// The shape that `preview.stats` counted.
    stats_shape: u64,
    /// The last version given to a layer's content.
    last_version: u64,
    levels: HashMap<Selection, Level>,
    token_costs: Arc<HashMap<String, usize>>,
}

impl Studio {
    /// Starts with remembered choices, on the last project or the sample.
    pub fn new(preferences: Preferences) -> Self {
        Self::with_folders(preferences, Folders::system())
    }

    /// As [`Studio::new`], with other folders than the system's.
    pub fn with_folders(preferences: Preferences, folders: Folders) -> Self {
        let mut studio = Self {
            project_name: String::new(),
            project_path: None,
            project_dirty: false,
            is_sample: false,
            layers: Vec::new(),
            active_layer: 0,
            selection: None,
            filter: String::new(),
            settings: Settings::default(),
            export: ExportOptions::default(),
            sources: Vec::new(),
            lexicon: Arc::default(),
            preview: Preview::default(),
            job: ExportState::default(),
            problems: Vec::new(),
            notices: Vec::new(),
            saved_preferences: preferences.clone(),
            preferences,
            folders,
            history: history::History::default(),
            table: table::Table::default(),
            work: background::Work::new(),
            presets: Vec::new(),
            measured_material: None,
            shared_settings: Arc::default(),
            shape: 0,
            compile_turn: 0,
            is_starting: true,
            problems_shape: 0,
            stats_shape: 0,
            last_version: 0,
            levels: HashMap::new(),
            token_costs: Arc::default(),
        };
        match studio.preferences.last_project.clone().filter(|path| path.exists()) {
            Some(path) => studio.open_last(path),
            None => studio.open_sample(),
        }
        studio
    }

    /// Number of rows of the table that pass the filter.
    pub fn row_count(&self) -> usize {
        self.table.rows().len()
    }

    /// What the filtered row `index` is; the first entry of the first layer past the end.
    pub fn row_selection(&self, index: usize) -> Selection {
        self.table.rows().get(index).copied().unwrap_or(Selection::entry(0, 0))
    }

    /// Where a selection stands among the filtered rows.
    pub fn row_of(&self, selection: Selection) -> Option<usize> {
        self.table.rows().binary_search(&selection).ok()
    }

    /// What the table shows at the filtered row `index`.
    pub fn row(&self, index: usize) -> TableRow {
        let Some(selection) = self.table.rows().get(index) else { return TableRow::default() };
        let Some(layer) = self.layers.get(selection.layer) else { return TableRow::default() };
        let (word, symbols, emotion, enabled) = match selection.row {
            RowKind::Entry(index) => {
                let Some(entry) = layer.entry(index) else { return TableRow::default() };
                (entry.word.clone(), &entry.symbols, &entry.emotion, entry.enabled)
            }
            RowKind::Link(index) => {
                let Some(link) = layer.link(index) else { return TableRow::default() };
                (link.of.join(" + "), &link.symbols, &link.emotion, link.enabled)
            }
        };
        let symbol = layers::shown_symbol(symbols, &self.settings.palettes).unwrap_or_default();
        TableRow {
            symbol: symbol.to_owned(),
            word,
            emotion: emotion.clone().unwrap_or_default(),
            hits: self.hits(*selection),
            tokens: self.token_costs.get(symbol).copied(),
            enabled: enabled && layer.enabled,
            level: self.levels.get(selection).copied(),
        }
    }

    /// Sites of an entry or link in the shown text, once counted.
    fn hits(&self, selection: Selection) -> Option<u64> {
        let stats = self.preview.stats.as_ref().filter(|_| self.stats_shape == self.shape)?;
        let dictionary = u32::try_from(selection.layer).ok()?;
        let target = match selection.row {
            RowKind::Entry(index) => Target::Entry { dictionary, index: u32::try_from(index).ok()? },
            RowKind::Link(index) => Target::Link { dictionary, index: u32::try_from(index).ok()? },
        };
        Some(stats.metrics.hits.get(&target).copied().unwrap_or(0))
    }

    /// The entry or link of this headword (members joined by ` + `), in the active layer first.
    pub fn find_headword(&self, word: &str) -> Option<Selection> {
        self.table.headword(word, self.active_layer)
    }

    /// Name of the step that undo takes back (a Fluent key and the word it is about).
    pub fn undo_name(&self) -> Option<(&'static str, String)> {
        self.history.last_done().map(|step| (step.name, step.about.clone()))
    }

    /// Name of the step that redo does again.
    pub fn redo_name(&self) -> Option<(&'static str, String)> {
        self.history.last_undone().map(|step| (step.name, step.about.clone()))
    }

    /// Number of rows of the preview.
    pub fn preview_len(&self) -> usize {
        self.preview.len()
    }

    /// The row `index` of the preview, transformed with the current lexicon and settings (cached).
    pub fn preview_row(&self, index: usize) -> Arc<PreviewRow> {
        self.preview.row(index, &self.lexicon, &self.shared_settings)
    }

    /// Why the word at byte `offset` of the preview row's source is what it is.
    pub fn explain(&self, row: usize, offset: usize) -> Option<WordReport> {
        self.preview.explain(row, offset, &self.lexicon, &self.shared_settings)
    }

    /// The selection that a target of the current lexicon stands for.
    pub fn selection_of(&self, target: Target) -> Selection {
        match target {
            Target::Entry { dictionary, index } => Selection::entry(dictionary as usize, index as usize),
            Target::Link { dictionary, index } => Selection::link(dictionary as usize, index as usize),
        }
    }

    /// Emotions in use, most frequent first, then the rest of the shipped list in the active dictionary's language.
    pub fn emotions(&self) -> Vec<String> {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for layer in &self.layers {
            let dictionary = layer.dictionary();
            let of_entries = dictionary.entries.iter().filter_map(|entry| entry.emotion.as_deref());
            let of_links = dictionary.links.iter().filter_map(|link| link.emotion.as_deref());
            for emotion in of_entries.chain(of_links).filter(|emotion| !emotion.is_empty()) {
                *counts.entry(emotion).or_default() += 1;
            }
        }
        let mut used: Vec<(&str, usize)> = counts.into_iter().collect();
        used.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        let shipped = match self.dictionary_language() {
            Language::Russian => EMOTIONS_RU,
            Language::English => EMOTIONS_EN,
        };
        let used: Vec<&str> = used.into_iter().map(|(emotion, _)| emotion).collect();
        let rest = shipped.iter().filter(|emotion| !used.contains(*emotion));
        used.iter().chain(rest).map(|emotion| (*emotion).to_owned()).collect()
    }

    /// The language of the active dictionary.
    pub fn dictionary_language(&self) -> Language {
        let dictionary = self.layers.get(self.active_layer).map(LayerState::dictionary);
        let language = dictionary.map(|dictionary| match dictionary.language.as_deref() {
            Some(language) => language.to_owned(),
            None => {
                crate::language::of_words(dictionary.entries.iter().take(100).map(|entry| entry.word.as_str())).into()
            }
        });
        match language.as_deref() {
            Some("ru") => Language::Russian,
            Some(_) => Language::English,
            None => self.preferences.language.unwrap_or(Language::Russian),
        }
    }

    /// The quick fixes of a problem; none while the rows it was found in have moved.
    pub fn fixes(&self, layer: usize, problem: &Problem) -> Vec<Fix> {
        let layer = self.layers.get(layer).filter(|_| self.problems_shape == self.shape);
        layer.map(|layer| fixes(&layer.document, problem)).unwrap_or_default()
    }

    /// Whether something is not saved.
    pub fn is_dirty(&self) -> bool {
        self.project_dirty || self.layers.iter().any(|layer| layer.dirty)
    }
}

/// Plutchik's eight emotions in three strengths.
const EMOTIONS_RU: [&str; 24] = [
    "радость",
    "доверие",
    "страх",
    "удивление",
    "грусть",
    "отвращение",
    "злость",
    "интерес",
    "восторг",
    "восхищение",
    "ужас",
    "изумление",
    "горе",
    "ненависть",
    "ярость",
    "настороженность",
    "покой",
    "принятие",
    "тревога",
    "растерянность",
    "задумчивость",
    "скука",
    "досада",
    "ожидание",
];

/// The same in English.
const EMOTIONS_EN: [&str; 24] = [
    "joy",
    "trust",
    "fear",
    "surprise",
    "sadness",
    "disgust",
    "anger",
    "interest",
    "ecstasy",
    "admiration",
    "terror",
    "amazement",
    "grief",
    "loathing",
    "rage",
    "vigilance",
    "serenity",
    "acceptance",
    "apprehension",
    "distraction",
    "pensiveness",
    "boredom",
    "annoyance",
    "anticipation",
];
