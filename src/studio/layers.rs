//! Open dictionaries and the table of their entries.

use crate::dictionary::Document;
use std::path::PathBuf;

/// One open dictionary.
#[derive(Clone, Debug)]
pub struct LayerState {
    /// The dictionary with its file's comments.
    pub document: Document,
    /// Its file; `None` for a new one and the built-in sample's.
    pub path: Option<PathBuf>,
    /// Whether it takes part.
    pub enabled: bool,
    /// Whether it has unsaved changes.
    pub dirty: bool,
}

/// An entry or link of a layer.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Selection {
    /// Layer.
    pub layer: usize,
    /// Entry or link, and its index.
    pub row: RowKind,
}

/// An entry or link by index.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
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
    pub level: Option<crate::dictionary::Level>,
}
