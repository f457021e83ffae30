//! Everything the window can be told to do, declared once: name, shortcut, menu, when it is enabled.
//!
//! The Fluent key of a command is `command-…`; its tooltip, where it says more, `command-….tip` is written as
//! `tip-…`.

use crate::app::icons;
use crate::studio::{Language, Studio, ThemeChoice};
use egui::os::OperatingSystem;
use egui::{Key, KeyboardShortcut, Modifiers};

/// A command without data.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs, reason = "the names are the documentation; their words stand in assets/i18n")]
pub enum Command {
    NewProject,
    Open,
    OpenSample,
    Save,
    SaveAs,
    Quit,
    Undo,
    Redo,
    NewEntry,
    NewLink,
    NewPattern,
    Find,
    DuplicateEntry,
    DeleteEntry,
    ToggleEntry,
    PickSymbol,
    NewDictionary,
    AddDictionary,
    AddSources,
    AddSourceFolder,
    ChooseExportFolder,
    Export,
    CancelExport,
    Reroll,
    Commands,
    ToggleDictionary,
    ToggleExport,
    ZoomIn,
    ZoomOut,
    ZoomReset,
    Issues,
    Russian,
    English,
    Light,
    Dark,
    SystemTheme,
    About,
}

/// Where a command is found besides the command search, which has them all.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Menu {
    /// Under the project's name.
    Project,
    /// Language and theme, in the same menu.
    Look,
    /// The + of the dictionaries.
    Add,
    /// The … of the entry.
    Entry,
    /// A button of its own.
    Button,
    /// Only the command search.
    Search,
}

/// What is declared about a command.
#[derive(Clone, Copy)]
pub struct Spec {
    /// Fluent key of its name.
    pub label: &'static str,
    /// Icon, or empty.
    pub glyph: &'static str,
    /// Its keys.
    pub shortcut: Option<KeyboardShortcut>,
    /// Where it is found.
    pub menu: Menu,
}

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

impl Command {
    /// All commands, in the order of menus and search.
    pub const ALL: [Command; 37] = [
        Command::NewProject,
        Command::Open,
        Command::OpenSample,
        Command::Save,
        Command::SaveAs,
        Command::Undo,
        Command::Redo,
        Command::NewEntry,
        Command::NewLink,
        Command::NewPattern,
        Command::Find,
        Command::PickSymbol,
        Command::DuplicateEntry,
        Command::ToggleEntry,
        Command::DeleteEntry,
        Command::NewDictionary,
        Command::AddDictionary,
        Command::AddSources,
        Command::AddSourceFolder,
        Command::ChooseExportFolder,
        Command::Export,
        Command::CancelExport,
        Command::Reroll,
        Command::Issues,
        Command::Commands,
        Command::ToggleDictionary,
        Command::ToggleExport,
        Command::ZoomIn,
        Command::ZoomOut,
        Command::ZoomReset,
        Command::Russian,
        Command::English,
        Command::Light,
        Command::Dark,
        Command::SystemTheme,
        Command::About,
        Command::Quit,
    ];

    /// What is declared about it.
    pub fn spec(self) -> Spec {
        let spec = |label, glyph, menu| Spec { label, glyph, shortcut: None, menu };
        let keyed = |label, glyph, menu, modifiers, key| Spec {
            shortcut: Some(KeyboardShortcut::new(modifiers, key)),
            ..spec(label, glyph, menu)
        };
        match self {
            Self::NewProject => keyed("command-new-project", icons::FILE_PLUS, Menu::Project, CTRL_SHIFT, Key::N),
            Self::Open => keyed("command-open", icons::FOLDER_OPEN, Menu::Project, CTRL, Key::O),
            Self::OpenSample => spec("command-open-sample", icons::BOOK_OPEN, Menu::Project),
            Self::Save => keyed("command-save", icons::SAVE, Menu::Project, CTRL, Key::S),
            Self::SaveAs => keyed("command-save-as", "", Menu::Project, CTRL_SHIFT, Key::S),
            Self::Quit => keyed("command-quit", "", Menu::Project, CTRL, Key::Q),
            Self::Undo => keyed("command-undo", icons::UNDO_2, Menu::Button, CTRL, Key::Z),
            Self::Redo => keyed("command-redo", icons::REDO_2, Menu::Button, CTRL_SHIFT, Key::Z),
            Self::NewEntry => keyed("command-new-entry", icons::PLUS, Menu::Add, CTRL, Key::N),
            Self::NewLink => keyed("command-new-link", icons::LINK_2, Menu::Add, CTRL, Key::L),
            Self::NewPattern => spec("command-new-pattern", icons::REGEX, Menu::Add),
            Self::Find => keyed("command-find", icons::SEARCH, Menu::Button, CTRL, Key::F),
            Self::PickSymbol => keyed("command-pick-symbol", icons::SMILE_PLUS, Menu::Entry, CTRL, Key::E),
            Self::DuplicateEntry => keyed("command-duplicate-entry", icons::COPY, Menu::Entry, CTRL, Key::D),
            Self::ToggleEntry => spec("command-toggle-entry", icons::EYE_OFF, Menu::Entry),
            Self::DeleteEntry => keyed("command-delete-entry", icons::TRASH_2, Menu::Entry, CTRL, Key::Delete),
            Self::NewDictionary => spec("command-new-dictionary", icons::LIBRARY, Menu::Add),
            Self::AddDictionary => spec("command-add-dictionary", icons::DOWNLOAD, Menu::Add),
            Self::AddSources => spec("command-add-sources", icons::FILE_PLUS, Menu::Button),
            Self::AddSourceFolder => spec("command-add-source-folder", icons::FOLDER, Menu::Button),
            Self::ChooseExportFolder => spec("command-choose-export-folder", icons::FOLDER_OPEN, Menu::Search),
            Self::Export => keyed("command-export", icons::UPLOAD, Menu::Button, CTRL, Key::Enter),
            Self::CancelExport => spec("command-cancel-export", icons::X, Menu::Button),
            Self::Reroll => keyed("command-reroll", icons::DICES, Menu::Button, CTRL, Key::R),
            Self::Issues => spec("command-issues", icons::TRIANGLE_ALERT, Menu::Button),
            Self::Commands => keyed("command-commands", icons::SEARCH, Menu::Button, CTRL, Key::K),
            Self::ToggleDictionary => {
                keyed("command-toggle-dictionary", icons::PANEL_LEFT, Menu::Button, CTRL, Key::OpenBracket)
            }
            Self::ToggleExport => {
                keyed("command-toggle-export", icons::PANEL_RIGHT, Menu::Button, CTRL, Key::CloseBracket)
            }
            Self::ZoomIn => keyed("command-zoom-in", "", Menu::Search, CTRL, Key::Plus),
            Self::ZoomOut => keyed("command-zoom-out", "", Menu::Search, CTRL, Key::Minus),
            Self::ZoomReset => keyed("command-zoom-reset", "", Menu::Search, CTRL, Key::Num0),
            Self::Russian => spec("command-russian", icons::LANGUAGES, Menu::Look),
            Self::English => spec("command-english", icons::LANGUAGES, Menu::Look),
            Self::Light => spec("command-light", icons::SUN, Menu::Look),
            Self::Dark => spec("command-dark", icons::MOON, Menu::Look),
            Self::SystemTheme => spec("command-system-theme", icons::SETTINGS_2, Menu::Look),
            Self::About => spec("command-about", icons::INFO, Menu::Project),
        }
    }

    /// Whether it can be used now.
    pub fn is_enabled(self, studio: &Studio) -> bool {
        match self {
            Self::Undo => studio.undo_name().is_some(),
            Self::Redo => studio.redo_name().is_some(),
            Self::DuplicateEntry | Self::DeleteEntry | Self::ToggleEntry | Self::PickSymbol => {
                studio.selection.is_some()
            }
            Self::NewEntry | Self::NewLink | Self::NewPattern | Self::Find => !studio.layers.is_empty(),
            Self::Export => studio.job.running.is_none() && !studio.layers.is_empty(),
            Self::CancelExport => studio.job.running.is_some(),
            Self::Issues => !studio.problems.is_empty(),
            _ => true,
        }
    }

    /// Whether a menu shows a check mark before it.
    pub fn is_on(self, studio: &Studio, language: Language) -> bool {
        match self {
            Self::Russian => language == Language::Russian,
            Self::English => language == Language::English,
            Self::Light => studio.preferences.theme == ThemeChoice::Light,
            Self::Dark => studio.preferences.theme == ThemeChoice::Dark,
            Self::SystemTheme => studio.preferences.theme == ThemeChoice::System,
            _ => false,
        }
    }

    /// Its keys as people write them: `Ctrl K`, `⌘K`; empty when it has none.
    pub fn keys(self, ctx: &egui::Context) -> String {
        self.spec().shortcut.map_or_else(String::new, |shortcut| keys_text(&shortcut, ctx.os()))
    }
}

fn keys_text(shortcut: &KeyboardShortcut, os: OperatingSystem) -> String {
    let mac = matches!(os, OperatingSystem::Mac | OperatingSystem::IOS);
    let (command, shift, gap) = if mac { ("⌘", "⇧", "") } else { ("Ctrl", "Shift", " ") };
    let mut out = String::new();
    for (held, name) in [(shortcut.modifiers.command, command), (shortcut.modifiers.shift, shift)] {
        if held {
            out.push_str(name);
            out.push_str(gap);
        }
    }
    out + shortcut.logical_key.symbol_or_name()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortcuts_do_not_clash() {
        for (index, a) in Command::ALL.iter().enumerate() {
            for b in &Command::ALL[index + 1..] {
                if let (Some(x), Some(y)) = (a.spec().shortcut, b.spec().shortcut) {
                    assert!(x != y, "{a:?} and {b:?} have the same keys");
                }
            }
        }
    }

    /// Keys that a text field needs for itself.
    #[test]
    fn shortcuts_leave_text_fields_alone() {
        for command in Command::ALL {
            let Some(shortcut) = command.spec().shortcut else { continue };
            let text = [Key::A, Key::C, Key::V, Key::X, Key::ArrowLeft, Key::ArrowRight, Key::Backspace, Key::Home];
            assert!(!text.contains(&shortcut.logical_key), "{command:?}");
            assert!(shortcut.modifiers.command, "{command:?} would fire while a word is typed");
        }
    }

    #[test]
    fn every_command_is_declared_and_worded() {
        for (index, command) in Command::ALL.iter().enumerate() {
            assert!(!Command::ALL[index + 1..].contains(command), "{command:?} twice");
            assert!(crate::app::i18n::has(&Language::English, command.spec().label), "{command:?}");
        }
    }

    #[test]
    fn keys_are_written_as_the_system_does() {
        let shortcut = Command::SaveAs.spec().shortcut.unwrap();
        assert_eq!(keys_text(&shortcut, OperatingSystem::Nix), "Ctrl Shift S");
        assert_eq!(keys_text(&shortcut, OperatingSystem::Mac), "⌘⇧S");
    }
}
