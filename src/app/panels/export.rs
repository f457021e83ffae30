//! Sources, data set, size, and the one big button.

use crate::app::queue::Queue;
use crate::studio::Studio;
use egui::{Rect, Ui};

/// What the export panel remembers between frames.
#[derive(Default)]
pub struct ExportDraft {}

/// Draws the panel.
pub fn ui(ui: &mut Ui, rect: Rect, studio: &Studio, draft: &mut ExportDraft, queue: &mut Queue) {
    let _ = (ui, rect, studio, draft, queue);
}
