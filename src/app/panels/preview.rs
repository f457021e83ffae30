//! The text beside its hyperwords.

use crate::app::queue::Queue;
use crate::studio::Studio;
use egui::{Rect, Ui};

/// What the preview remembers between frames.
#[derive(Default)]
pub struct PreviewDraft {}

/// Draws the canvas: header, two columns, statistics; the hover card above them.
pub fn ui(ui: &mut Ui, rect: Rect, studio: &Studio, draft: &mut PreviewDraft, queue: &mut Queue) {
    let _ = (ui, rect, studio, draft, queue);
}
