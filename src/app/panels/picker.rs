//! The emoji picker.
use crate::app::layout::Regions;
use crate::app::queue::Queue;
use crate::studio::Studio;
use egui::Ui;
/// Draft.
pub struct PickerDraft {}
impl PickerDraft {
    /// Opens.
    pub fn open(ctx: &egui::Context, studio: &Studio) -> Option<Self> {
        let _ = (ctx, studio);
        None
    }
}
/// Draws it.
pub fn ui(ui: &mut Ui, regions: &Regions, studio: &Studio, draft: &mut Option<PickerDraft>, queue: &mut Queue) {
    let _ = (ui, regions, studio, draft, queue);
}
