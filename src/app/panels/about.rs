//! The about card, with licences.
use egui::{Rect, Ui};
/// Draws it while it is open.
pub fn ui(ui: &mut Ui, whole: Rect, open: &mut bool) {
    let _ = (ui, whole, open);
}
