//! The .hyperlex file: dictionaries, sources, settings, export plan, presets.

use crate::corpus::Source;
use crate::engine::Settings;
use crate::export::ExportOptions;
use std::path::PathBuf;

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
