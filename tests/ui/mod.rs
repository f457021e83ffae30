//! The window, driven through accessible names and drawn on the CPU.

mod forms;
mod panels;
mod pictures;
mod soft_renderer;
mod steps;
mod words;

use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use hyperlex::app::{Window, fonts};
use hyperlex::studio::{Folders, Language, Preferences, Studio, ThemeChoice};
use soft_renderer::SoftRenderer;

/// A window in a test, and the folder it lives in.
pub struct Stage {
    /// The harness around the window.
    pub harness: Harness<'static, Window>,
    /// Documents, preferences and data of this test.
    pub folder: tempfile::TempDir,
}

/// How a window is to be shown.
pub struct Look {
    pub size: [f32; 2],
    pub dark: bool,
    pub language: Language,
}

impl Look {
    pub const LARGE: [f32; 2] = [1440.0, 900.0];
    pub const SMALL: [f32; 2] = [1100.0, 700.0];

    pub fn russian() -> Self {
        Self { size: Self::LARGE, dark: true, language: Language::Russian }
    }
}

/// The sample project in a window.
pub fn stage(look: &Look) -> Stage {
    stage_with(look, |_| {})
}

/// As [`stage`], after something was done to the studio.
pub fn stage_with(look: &Look, prepare: impl FnOnce(&mut Studio)) -> Stage {
    let folder = tempfile::tempdir().unwrap();
    let theme = if look.dark { ThemeChoice::Dark } else { ThemeChoice::Light };
    let preferences = Preferences { language: Some(look.language), theme, ..Preferences::default() };
    let mut studio = Studio::with_folders(preferences, Folders::under(folder.path()));
    prepare(&mut studio);
    studio.wait();
    let harness = Harness::builder()
        .with_size(look.size)
        .with_theme(if look.dark { egui::Theme::Dark } else { egui::Theme::Light })
        .with_os(egui::os::OperatingSystem::Nix)
        .with_max_steps(60)
        .with_render_cursor(false)
        .renderer(SoftRenderer::default())
        .with_context_setup(fonts::install)
        .build_ui_state(
            |ui, window: &mut Window| {
                let ctx = ui.ctx().clone();
                window.logic(&ctx);
                window.ui(ui);
            },
            Window::new(studio),
        );
    let mut stage = Stage { harness, folder };
    stage.settle();
    stage
}

impl Stage {
    /// The running app.
    pub fn studio(&self) -> &Studio {
        &self.harness.state().studio
    }

    /// Lets background work end and animations come to rest.
    pub fn settle(&mut self) {
        self.harness.run_steps(2);
        self.harness.state_mut().studio.wait();
        self.harness.run_steps(16);
    }

    /// Shows all forms of the selected entry by what they are.
    pub fn unfold_forms(&mut self) {
        let is_more = |label: &str| {
            let number = label.strip_prefix("Ещё ").or_else(|| label.strip_suffix(" more forms"));
            number.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        };
        self.harness.get_by(|node| node.label().is_some_and(|label| is_more(&label))).click();
        self.settle();
    }

    /// Presses a key with Ctrl held.
    pub fn ctrl(&mut self, key: egui::Key) {
        self.harness.key_press_modifiers(egui::Modifiers::COMMAND, key);
        self.harness.run_steps(3);
    }

    /// Presses a key.
    pub fn key(&mut self, key: egui::Key) {
        self.harness.key_press(key);
        self.harness.run_steps(3);
    }

    /// Types text where the focus is.
    pub fn type_text(&mut self, text: &str) {
        self.harness.event(egui::Event::Text(text.to_owned()));
        self.harness.run_steps(2);
    }
}
