//! The command search.
use crate::app::queue::Queue;
use crate::studio::Studio;
use egui::{Rect, Ui};
/// Draft.
#[derive(Default)]
pub struct SearchDraft {}
impl SearchDraft {
    /// Opens or closes.
    pub fn toggle(open: Option<Self>) -> Option<Self> {
        match open {
            Some(_) => None,
            None => Some(Self::default()),
        }
    }
}
/// Draws it.
pub fn ui(ui: &mut Ui, whole: Rect, studio: &Studio, draft: &mut Option<SearchDraft>, queue: &mut Queue) {
    let _ = (ui, whole, studio, draft, queue);
}
