//! The first page of an empty project: one sentence, one live example, three ways in.

use crate::app::queue::Queue;
use crate::studio::Studio;
use egui::{Rect, Ui};

/// What the page remembers between frames.
#[derive(Default)]
pub struct WelcomeDraft {}

/// Draws the page.
pub fn ui(ui: &mut Ui, rect: Rect, studio: &Studio, draft: &mut WelcomeDraft, queue: &mut Queue) {
    let _ = (ui, rect, studio, draft, queue);
}
