//! How the text is written, in the middle of the top bar: density, style, palette, seed.

use crate::app::queue::Queue;
use crate::studio::Studio;
use egui::{Rect, Ui};

/// What the settings remember between frames.
#[derive(Default)]
pub struct SettingsDraft {}

/// Draws the group into what is left of the top bar; `narrow` drops labels.
pub fn ui(ui: &mut Ui, rect: Rect, narrow: bool, studio: &Studio, draft: &mut SettingsDraft, queue: &mut Queue) {
    let _ = (ui, rect, narrow, studio, draft, queue);
}
