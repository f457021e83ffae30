//! Choices remembered between runs.

use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// Language of the interface.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Language {
    /// Русский.
    Russian,
    /// English.
    English,
}

/// Theme of the window.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub enum ThemeChoice {
    /// As the system says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// Choices remembered between runs.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// `None`: as the system says.
    pub language: Option<Language>,
    /// Theme.
    pub theme: ThemeChoice,
    /// The project open last.
    pub last_project: Option<PathBuf>,
    /// Folder of the last export.
    pub export_folder: Option<PathBuf>,
    /// Symbols taken lately, newest first, at most 27.
    pub recent_symbols: Vec<String>,
    /// Skin tone 1–5, 0 for none.
    pub skin_tone: u8,
}
