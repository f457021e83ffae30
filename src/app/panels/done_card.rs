//! What came out of an export.

use crate::app::queue::Queue;
use crate::studio::Studio;
use egui::{Rect, Ui};

/// Draws the card over the canvas while there is a result.
pub fn ui(ui: &mut Ui, canvas: Rect, studio: &Studio, queue: &mut Queue) {
    let _ = (ui, canvas, studio, queue);
}
