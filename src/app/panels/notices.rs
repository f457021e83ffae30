//! Messages that come and go.
use crate::app::queue::Queue;
use crate::studio::Studio;
use egui::{Rect, Ui};
/// Draft.
#[derive(Default)]
pub struct NoticesDraft {}
/// Draws them.
pub fn ui(ui: &mut Ui, canvas: Rect, studio: &Studio, draft: &mut NoticesDraft, queue: &mut Queue) {
    let _ = (ui, canvas, studio, draft, queue);
}
