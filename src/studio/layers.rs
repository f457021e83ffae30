//! Open dictionaries and the rows of their table.

use crate::dictionary::{Dictionary, Document, Entry, Level, Link, Problem, Symbol};
use std::path::PathBuf;
use std::sync::Arc;

/// One open dictionary.
#[derive(Clone, Debug)]
pub struct LayerState {
    /// The dictionary with its file's comments. Shared with background work, copied when edited meanwhile.
    pub document: Arc<Document>,
    /// Its file; `None` for a new one and the built-in sample's.
    pub path: Option<PathBuf>,
    /// Whether it takes part.
    pub enabled: bool,
    /// Whether it has unsaved changes.
    pub dirty: bool,
    /// The file of the built-in sample that it came from.
    pub(crate) sample: Option<&'static str>,
    /// What reading its file said.
    pub(crate) parsed: Arc<Vec<Problem>>,
    /// A number that stands for the content: undo brings an old one back.
    pub(crate) version: u64,
    /// The version that its file holds.
    pub(crate) saved: u64,
}

impl LayerState {
    /// A layer as read from `path`.
    pub(crate) fn new(document: Document, parsed: Vec<Problem>, path: Option<PathBuf>) -> Self {
        Self {
            document: Arc::new(document),
            path,
            enabled: true,
            dirty: false,
            sample: None,
            parsed: Arc::new(parsed),
            version: 0,
            saved: 0,
        }
    }

    /// Its dictionary.
    pub fn dictionary(&self) -> &Dictionary {
        &self.document.dictionary
    }

    /// The entry at an index, if it is there.
    pub fn entry(&self, index: usize) -> Option<&Entry> {
        self.document.dictionary.entries.get(index).map(AsRef::as_ref)
    }

    /// The link at an index, if it is there.
    pub fn link(&self, index: usize) -> Option<&Link> {
        self.document.dictionary.links.get(index).map(AsRef::as_ref)
    }
}

/// An entry or link of a layer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Selection {
    /// Layer.
    pub layer: usize,
    /// Entry or link, and its index.
    pub row: RowKind,
}

impl Selection {
    /// An entry.
    pub fn entry(layer: usize, index: usize) -> Self {
        Self { layer, row: RowKind::Entry(index) }
    }

    /// A link.
    pub fn link(layer: usize, index: usize) -> Self {
        Self { layer, row: RowKind::Link(index) }
    }
}

/// An entry or link by index.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum RowKind {
    /// Entry.
    Entry(usize),
    /// Link.
    Link(usize),
}

/// A row of the table, as [`crate::studio::Studio::row`] gives it.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct TableRow {
    /// First symbol of the chosen palette.
    pub symbol: String,
    /// Headword, pattern, or members joined by ` + `.
    pub word: String,
    /// Emotion.
    pub emotion: String,
    /// Sites in the shown text, once counted.
    pub hits: Option<u64>,
    /// Tokens of the first symbol, once counted.
    pub tokens: Option<usize>,
    /// Whether it takes part.
    pub enabled: bool,
    /// Worst problem about it.
    pub level: Option<Level>,
}

/// The symbol that a table shows: the first of the first palette in `palettes` that has one, else the first of all.
pub(crate) fn shown_symbol<'a>(symbols: &'a [Symbol], palettes: &[(String, f64)]) -> Option<&'a str> {
    palettes
        .iter()
        .find_map(|(palette, _)| symbols.iter().find(|symbol| symbol.palette() == palette))
        .or_else(|| symbols.first())
        .map(|symbol| symbol.text.as_str())
}
