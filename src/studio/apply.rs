//! Carrying out actions.

use crate::dictionary::{Dictionary, Document, FileFormat};
use crate::engine::{Density, Settings};
use crate::studio::background::ReadFrom;
use crate::studio::files::ToOpen;
use crate::studio::{Action, LayerState, Notice, SettingsAction, Shown, Studio, sample};
use crate::text::Markup;
use std::sync::Arc;

impl Studio {
    /// Carries out what the user did. Never blocks on long work.
    pub fn apply(&mut self, action: Action) {
        self.carry(action);
        self.remember();
    }

    fn carry(&mut self, action: Action) {
        match action {
            Action::NewProject => self.new_project(),
            Action::OpenSample => self.open_sample(),
            Action::NewLayer(name) => self.add_layer(new_layer(name)),
            Action::RemoveLayer(layer) => self.remove_layer(layer),
            Action::SetLayerEnabled(layer, enabled) => self.set_layer_enabled(layer, enabled),
            Action::SetActiveLayer(layer) if layer < self.layers.len() => self.active_layer = layer,
            Action::SetFilter(filter) => {
                self.filter = filter;
                self.refilter();
            }
            Action::AddLine(text) => self.add_line(&text),
            Action::AddEntry(entry) => self.add_entry(*entry),
            Action::AddLink(link) => self.add_link(*link),
            Action::Edit { layer, edit, step } => self.edit(layer, edit, step),
            Action::Select(selection) => self.select(selection),
            Action::DeleteSelected => self.delete_selected(),
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),
            Action::Settings(action) => self.apply_settings(action),
            Action::ShowFile(path) => self.show(ReadFrom::File(path)),
            Action::ShowSampleText(index) => self.show_sample(index),
            Action::ShowText(text) => {
                let title = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
                let title = title.trim().chars().take(40).collect();
                self.show(ReadFrom::Text(title, Shown::Pasted, text, Markup::Plain));
            }
            Action::ExceptForm(selection, form) => self.except_form(selection, form),
            Action::Export(action) => self.apply_export(action),
            Action::SetLanguage(language) => self.preferences.language = Some(language),
            Action::SetTheme(theme) => self.preferences.theme = theme,
            Action::SetPanels(panels) => self.preferences.panels = panels,
            Action::UseSymbol(symbol) => self.preferences.use_symbol(&symbol),
            Action::SetSkinTone(tone) => self.preferences.skin_tone = tone.min(5),
            Action::DismissNotice(index) if index < self.notices.len() => drop(self.notices.remove(index)),
            Action::SetActiveLayer(_) | Action::DismissNotice(_) => {}
            Action::Open(path) => self.open(ToOpen::Any(path)),
            Action::AddLayer(path) => self.open(ToOpen::Layer(path)),
            Action::Save => self.save(),
            Action::SaveProjectAs(path) => self.save_project_as(path),
        }
    }

    fn apply_settings(&mut self, action: SettingsAction) {
        let before = self.settings.clone();
        let settings = &mut self.settings;
        match action {
            SettingsAction::Density(density) => settings.density = bounded(density),
            SettingsAction::Style(style) => settings.styles = vec![(style, 1.0)],
            SettingsAction::Palette(palette) => settings.palettes = vec![(palette, 1.0)],
            SettingsAction::Climb(climb) => settings.climbs = vec![(climb, 1.0)],
            SettingsAction::Seed(seed) => settings.seed = seed,
            SettingsAction::Reroll => settings.seed = settings.seed % 9_999 + 1,
            SettingsAction::Unit(unit) => settings.unit = unit,
            SettingsAction::MaxPerSentence(most) => settings.max_per_sentence = most,
            SettingsAction::Names(names) => settings.names = names,
            SettingsAction::Variants(variants) => settings.variants = variants.max(1),
        }
        if self.settings != before {
            self.project_dirty = true;
            self.settings_changed(&before);
        }
    }

    fn settings_changed(&mut self, before: &Settings) {
        self.shared_settings = Arc::new(self.settings.clone());
        self.preview.forget();
        if self.settings.forms != before.forms {
            self.recompile();
        }
        if self.settings.unit != before.unit {
            self.cut_rows();
        }
        if self.settings.palettes != before.palettes {
            self.recheck();
        }
        self.recount();
        self.forecast();
    }

    /// Cuts the shown text into rows anew.
    fn cut_rows(&mut self) {
        let Some(shown) = self.preview.shown.clone() else { return };
        let text = &self.preview.text;
        let from = ReadFrom::Text(self.preview.title.clone(), shown, text.text.clone(), text.markup);
        self.show(from);
    }

    fn new_project(&mut self) {
        self.close_project();
        self.after_opening();
    }

    /// Forgets what is open.
    pub(crate) fn close_project(&mut self) {
        self.project_name = String::new();
        self.project_path = None;
        self.project_dirty = false;
        self.is_sample = false;
        self.layers.clear();
        self.active_layer = 0;
        self.selection = None;
        self.filter.clear();
        self.settings = Settings::default();
        self.export = crate::export::ExportOptions::default();
        self.sources.clear();
        self.history = crate::studio::history::History::default();
        self.preview = crate::studio::Preview::default();
        self.problems.clear();
        self.levels.clear();
        self.presets.clear();
    }

    /// Follows a change of all layers and settings.
    pub(crate) fn after_opening(&mut self) {
        self.shared_settings = Arc::new(self.settings.clone());
        self.layers_changed();
    }

    /// Follows a change of the list of layers.
    pub(crate) fn layers_changed(&mut self) {
        self.shape += 1;
        self.table.rebuild(&self.layers);
        self.refilter();
        self.recompile();
    }

    /// Opens the built-in sample.
    pub(crate) fn open_sample(&mut self) {
        self.close_project();
        self.project_name = sample::NAME.to_owned();
        self.is_sample = true;
        for (name, text) in sample::DICTIONARIES {
            let (document, parsed) = Document::parse(text, FileFormat::Ron);
            self.layers.push(LayerState { sample: Some(name), ..LayerState::new(document, parsed, None) });
        }
        self.after_opening();
        self.show_sample(0);
    }

    pub(crate) fn show_sample(&mut self, index: usize) {
        if let Some((_, title, text)) = sample::TEXTS.get(index) {
            let (title, text) = ((*title).to_owned(), (*text).to_owned());
            self.show(ReadFrom::Text(title, Shown::Sample(index), text, Markup::Plain));
        }
    }

    /// Adds a layer and makes it active.
    pub(crate) fn add_layer(&mut self, layer: LayerState) {
        self.layers.push(layer);
        self.active_layer = self.layers.len() - 1;
        self.project_dirty = true;
        self.layers_changed();
    }

    /// A layer for new words, where there is none.
    pub(crate) fn need_layer(&mut self) {
        if self.layers.is_empty() {
            self.add_layer(new_layer("dictionary".to_owned()));
        }
        self.active_layer = self.active_layer.min(self.layers.len() - 1);
    }

    fn remove_layer(&mut self, layer: usize) {
        if layer >= self.layers.len() {
            return;
        }
        self.layers.remove(layer);
        self.history.remove_layer(layer);
        self.selection = match self.selection {
            Some(selection) if selection.layer == layer => None,
            Some(mut selection) => {
                selection.layer -= usize::from(selection.layer > layer);
                Some(selection)
            }
            None => None,
        };
        if self.active_layer > layer || self.active_layer == self.layers.len() {
            self.active_layer = self.active_layer.saturating_sub(1);
        }
        self.project_dirty = true;
        self.layers_changed();
    }

    fn set_layer_enabled(&mut self, layer: usize, enabled: bool) {
        if let Some(state) = self.layers.get_mut(layer)
            && state.enabled != enabled
        {
            state.enabled = enabled;
            self.project_dirty = true;
            self.recompile();
        }
    }

    /// Opens what was open last; the sample when that fails.
    pub(crate) fn open_last(&mut self, path: std::path::PathBuf) {
        self.open(ToOpen::Any(path));
        if self.layers.is_empty() && self.project_path.is_none() {
            self.open_sample();
        }
    }

    /// Writes the preferences down when they have changed.
    pub(crate) fn remember(&mut self) {
        if self.preferences != self.saved_preferences {
            self.saved_preferences = self.preferences.clone();
            if let Err(sentence) = self.preferences.save(&self.folders) {
                self.fail(sentence);
            }
        }
    }

    /// Says what failed.
    pub(crate) fn fail(&mut self, sentence: impl std::fmt::Display) {
        self.notices.push(Notice::Failed(sentence.to_string()));
    }
}

fn new_layer(name: String) -> LayerState {
    let dictionary = Dictionary { name, ..Dictionary::default() };
    let mut layer = LayerState::new(Document { dictionary, ..Document::default() }, Vec::new(), None);
    layer.dirty = true;
    layer.saved = u64::MAX;
    layer
}

/// A density within its bounds.
fn bounded(density: Density) -> Density {
    let low = density.low.clamp(0.0, 1.0);
    Density { low, high: density.high.clamp(low, 1.0) }
}
