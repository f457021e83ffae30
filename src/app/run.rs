//! The real window: eframe around [`Window`].

use crate::app::{Window, fonts, i18n};
use crate::studio::{Action, Folders, Language, Preferences, Studio};
use anyhow::{Context as _, bail};
use std::path::PathBuf;

const NAME: &str = "hyperlex";
/// Frames that the self-check draws before it closes the window.
const SMOKE_FRAMES: u32 = 10;

/// Opens the window on `path` (a project or a dictionary), or on what was open last. Returns when it is closed; fails
/// when there is no display.
pub fn run(path: Option<PathBuf>) -> anyhow::Result<()> {
    start(path, None)
}

/// Opens the window, draws a few frames and closes it: for continuous integration.
pub fn smoke() -> anyhow::Result<()> {
    start(None, Some(SMOKE_FRAMES))
}

fn start(path: Option<PathBuf>, frames: Option<u32>) -> anyhow::Result<()> {
    if !has_display() {
        bail!(NO_DISPLAY);
    }
    let preferences = if frames.is_some() { Preferences::default() } else { Preferences::load(&Folders::system()) };
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title(NAME)
            .with_app_id(NAME)
            .with_icon(icon())
            .with_inner_size([1440.0, 900.0])
            .with_min_inner_size([880.0, 560.0])
            .with_drag_and_drop(true),
        centered: true,
        persist_window: frames.is_none(),
        ..Default::default()
    };
    let made = eframe::run_native(
        NAME,
        options,
        Box::new(move |creation| {
            fonts::install(&creation.egui_ctx);
            creation.egui_ctx.options_mut(|options| options.zoom_with_keyboard = false);
            let mut studio = Studio::new(preferences);
            studio.warm_up();
            if let Some(path) = path {
                studio.apply(Action::Open(path));
            } else if studio.is_sample && i18n::language_of(&studio.preferences) == Language::English {
                // The sample opens on the page that its reader understands.
                studio.apply(Action::SetActiveLayer(1));
                studio.apply(Action::ShowSampleText(1));
            }
            Ok(Box::new(App { window: Window::new(studio), frames }))
        }),
    );
    made.map_err(|error| anyhow::anyhow!("{error}")).context(NO_DISPLAY)
}

const NO_DISPLAY: &str =
    "no display to open the window on; use the command line, which `hyperlex --help` explains, or set DISPLAY";

/// On Linux a window needs X or Wayland; elsewhere there always is a display.
fn has_display() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// The logo, drawn: a rounded square with an h and a spark.
fn icon() -> egui::IconData {
    eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon.png")).unwrap_or_default()
}

struct App {
    window: Window,
    /// Frames left before the window closes by itself.
    frames: Option<u32>,
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.window.logic(ctx);
        if let Some(left) = &mut self.frames {
            *left = left.saturating_sub(1);
            if *left == 0 {
                ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            }
            ctx.request_repaint();
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.window.ui(ui);
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }

    fn persist_egui_memory(&self) -> bool {
        false
    }
}
