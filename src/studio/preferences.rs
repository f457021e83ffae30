//! Choices remembered between runs, and the folders they are kept in.

use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

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

/// Sizes of the side panels, where the user chose them.
#[derive(Clone, Copy, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Panels {
    /// Width of the dictionary panel in points.
    pub left_width: Option<f32>,
    /// Width of the export panel in points.
    pub right_width: Option<f32>,
    /// Whether the dictionary panel is folded; `None`: as the window's width says.
    pub left_folded: Option<bool>,
    /// Whether the export panel is folded; `None`: as the window's width says.
    pub right_folded: Option<bool>,
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
    /// Sizes of the side panels.
    pub panels: Panels,
}

/// Symbols kept in [`Preferences::recent_symbols`].
const RECENT: usize = 27;

impl Preferences {
    /// The remembered choices; defaults when there are none or they cannot be read.
    pub fn load(folders: &Folders) -> Self {
        let text = std::fs::read_to_string(file(folders)).unwrap_or_default();
        ron::from_str(&text).unwrap_or_default()
    }

    /// Writes them, atomically.
    pub fn save(&self, folders: &Folders) -> Result<(), String> {
        let text = ron::ser::to_string_pretty(self, ron::ser::PrettyConfig::default());
        let text = text.map_err(|error| error.to_string())?;
        std::fs::create_dir_all(&folders.config).map_err(|error| format!("{}: {error}", folders.config.display()))?;
        crate::file::replace(&file(folders), text.as_bytes()).map_err(|error| error.to_string())
    }

    /// Puts a symbol at the front of those taken lately.
    pub(crate) fn use_symbol(&mut self, symbol: &str) {
        self.recent_symbols.retain(|recent| recent != symbol);
        self.recent_symbols.insert(0, symbol.to_owned());
        self.recent_symbols.truncate(RECENT);
    }
}

fn file(folders: &Folders) -> PathBuf {
    folders.config.join("preferences.ron")
}

/// Where things of the user live. Tests give folders of their own.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Folders {
    /// Where the sample is copied to and exports are made.
    pub documents: PathBuf,
    /// Where preferences are kept.
    pub config: PathBuf,
    /// Where recovery files are kept.
    pub data: PathBuf,
}

impl Folders {
    /// The system's folders for this user; all under `HYPERLEX_HOME` where that is set; the temporary folder where
    /// there is no home.
    pub fn system() -> Self {
        if let Some(home) = std::env::var_os("HYPERLEX_HOME").filter(|home| !home.is_empty()) {
            return Self::under(Path::new(&home));
        }
        let Some(user) = directories::UserDirs::new() else {
            return Self::under(&std::env::temp_dir().join("hyperlex"));
        };
        let home = user.home_dir();
        let project = directories::ProjectDirs::from("", "", "hyperlex");
        Self {
            documents: user.document_dir().unwrap_or(home).to_owned(),
            config: project.as_ref().map_or_else(|| home.join(".hyperlex"), |project| project.config_dir().to_owned()),
            data: project.as_ref().map_or_else(|| home.join(".hyperlex"), |project| project.data_dir().to_owned()),
        }
    }

    /// All of them under one folder.
    pub fn under(folder: &Path) -> Self {
        Self { documents: folder.join("documents"), config: folder.join("config"), data: folder.join("data") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recent_symbols_are_few_and_each_once() {
        let mut preferences = Preferences::default();
        (0..40).for_each(|n| preferences.use_symbol(&format!("{}", n % 30)));
        preferences.use_symbol("5");
        assert_eq!(preferences.recent_symbols.len(), 27);
        assert_eq!(preferences.recent_symbols[..2], ["5", "9"]);
    }

    #[test]
    fn saved_preferences_come_back_and_broken_ones_are_ignored() {
        let folder = tempfile::tempdir().unwrap();
        let folders = Folders::under(folder.path());
        let preferences = Preferences { language: Some(Language::Russian), skin_tone: 3, ..Preferences::default() };
        preferences.save(&folders).unwrap();
        assert_eq!(Preferences::load(&folders), preferences);
        std::fs::write(file(&folders), "(language: Kling").unwrap();
        assert_eq!(Preferences::load(&folders), Preferences::default());
    }
}
