//! The window: the only egui.
//!
//! `logic()` polls jobs and dialogs; `ui()` draws from `&Studio`, the panels' drafts and a queue of wishes; at the end
//! of the frame the queue is carried out (`dispatch`).

pub mod commands;
pub mod dialogs;
pub mod dispatch;
pub mod emoji_raster;
pub mod fonts;
pub mod grammar;
pub mod i18n;
pub mod icons;
pub mod layout;
pub mod open;
pub mod panels;
pub mod queue;
pub mod run;
pub mod theme;
pub mod widgets;
pub mod words;

pub use commands::Command;
pub use queue::{Queue, Wish};
pub use run::{run, smoke};

use crate::app::dialogs::Dialogs;
use crate::app::layout::Regions;
use crate::app::theme::palette;
use crate::app::widgets::{fill, hline, vline};
use crate::studio::{Language, Studio, ThemeChoice};
use egui::Ui;

/// The window without its frame: what tests draw too.
pub struct Window {
    /// The running app.
    pub studio: Studio,
    queue: Queue,
    dialogs: Dialogs,
    drafts: Drafts,
    title: String,
    theme: Option<ThemeChoice>,
    may_close: bool,
}

/// What panels remember between frames that is not part of the app's state.
#[derive(Default)]
pub struct Drafts {
    /// Layers, add box and table.
    pub dictionary: panels::dictionary::DictionaryDraft,
    /// The form's text fields.
    pub form: panels::form::FormDraft,
    /// The open emoji picker.
    pub picker: Option<panels::picker::PickerDraft>,
    /// The open command search.
    pub search: Option<panels::command_search::SearchDraft>,
    /// Messages on screen.
    pub notices: panels::notices::NoticesDraft,
    /// The question before unsaved work is left.
    pub confirm: Option<panels::confirm::Confirm>,
    /// The list of issues is open.
    pub issues_open: bool,
    /// The about card is open.
    pub about_open: bool,
    /// The text beside its hyperwords.
    pub preview: panels::preview::PreviewDraft,
    /// The settings in the top bar.
    pub settings: panels::settings::SettingsDraft,
    /// Sources, data set, size.
    pub export: panels::export::ExportDraft,
    /// The first page of an empty project.
    pub welcome: panels::welcome::WelcomeDraft,
}

impl Window {
    /// A window on a running app. Fonts and themes must be installed in the context ([`fonts::install`]).
    pub fn new(studio: Studio) -> Self {
        Self {
            studio,
            queue: Queue::default(),
            dialogs: Dialogs::default(),
            drafts: Drafts::default(),
            title: String::new(),
            theme: None,
            may_close: false,
        }
    }

    /// The language of the interface: the user's choice or the system's.
    pub fn language(&self) -> Language {
        i18n::language_of(&self.studio.preferences)
    }

    /// Takes in what happened outside: jobs, dialogs, dropped files, the wish to close.
    pub fn logic(&mut self, ctx: &egui::Context) {
        let changed = self.studio.poll();
        if changed {
            ctx.request_repaint();
        } else if self.studio.is_busy() {
            ctx.request_repaint_after(std::time::Duration::from_millis(50));
        }
        i18n::set_language(ctx, self.language());
        if self.theme != Some(self.studio.preferences.theme) {
            self.theme = Some(self.studio.preferences.theme);
            ctx.set_theme(match self.studio.preferences.theme {
                ThemeChoice::System => egui::ThemePreference::System,
                ThemeChoice::Light => egui::ThemePreference::Light,
                ThemeChoice::Dark => egui::ThemePreference::Dark,
            });
        }
        self.outside(ctx);
    }

    /// Draws one frame and carries out what was asked for.
    pub fn ui(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.shortcuts(&ctx);
        let rect = ctx.content_rect();
        ui.set_clip_rect(rect);
        fill(ui, rect, 0, palette(ui).panel);
        let regions = layout::regions(&ctx, rect, &self.studio.preferences.panels);
        self.regions_ui(ui, &regions);
        layout::handles_ui(ui, &regions, &self.studio.preferences.panels, &mut self.queue);
        self.overlays_ui(ui, &regions);
        self.dispatch(&ctx);
    }

    fn regions_ui(&mut self, ui: &mut Ui, regions: &Regions) {
        let (studio, drafts, queue) = (&self.studio, &mut self.drafts, &mut self.queue);
        fill(ui, regions.middle, 0, palette(ui).canvas);
        scope(ui, "middle", regions.middle, |ui| {
            if studio.layers.is_empty() {
                panels::welcome::ui(ui, regions.middle, studio, &mut drafts.welcome, queue);
            } else {
                panels::preview::ui(ui, regions.middle, studio, &mut drafts.preview, queue);
            }
        });
        scope(ui, "left", regions.left, |ui| {
            if regions.left_folded {
                panels::rail::left_ui(ui, regions.left, studio, queue);
            } else {
                panels::dictionary::ui(ui, regions.left_content, studio, drafts, queue);
            }
        });
        scope(ui, "right", regions.right, |ui| {
            if regions.right_folded {
                panels::rail::right_ui(ui, regions.right, queue);
            } else {
                panels::export::ui(ui, regions.right_content, studio, &mut drafts.export, queue);
            }
        });
        scope(ui, "top", regions.top, |ui| {
            panels::top_bar::ui(ui, regions, studio, &mut drafts.settings, queue);
        });
        scope(ui, "status", regions.status, |ui| {
            panels::status_bar::ui(ui, regions.status, studio, &mut drafts.issues_open, queue);
        });
        let (top, status) = (regions.top, regions.status);
        hline(ui, top.left(), top.right(), top.bottom() - 1.0);
        hline(ui, status.left(), status.right(), status.top());
        vline(ui, regions.left.right() - 1.0, regions.left.top(), regions.left.bottom());
        vline(ui, regions.right.left(), regions.right.top(), regions.right.bottom());
    }

    /// What floats above the regions.
    fn overlays_ui(&mut self, ui: &mut Ui, regions: &Regions) {
        let (studio, drafts, queue) = (&self.studio, &mut self.drafts, &mut self.queue);
        panels::done_card::ui(ui, regions.middle, studio, queue);
        panels::picker::ui(ui, regions, studio, &mut drafts.picker, queue);
        panels::command_search::ui(ui, regions.whole, studio, &mut drafts.search, queue);
        panels::notices::ui(ui, regions.middle, studio, &mut drafts.notices, queue);
        panels::about::ui(ui, regions.whole, &mut drafts.about_open);
        if let Some(answer) = panels::confirm::ui(ui, regions.whole, &drafts.confirm) {
            self.confirmed(ui.ctx(), answer);
        }
        panels::drop_hint::ui(ui, regions.whole);
    }
}

/// A child with an id of its own, clipped to its rectangle.
fn scope(ui: &mut Ui, salt: &'static str, rect: egui::Rect, content: impl FnOnce(&mut Ui)) {
    ui.scope_builder(egui::UiBuilder::new().id_salt(salt).max_rect(rect), |ui| {
        ui.set_clip_rect(rect);
        content(ui);
    });
}
