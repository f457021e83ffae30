//! The question before unsaved work is left.
use crate::studio::Action;
use egui::{Rect, Ui};
/// What follows.
pub enum Then {
    /// Quit.
    Quit,
    /// An action.
    Act(Action),
}
/// The open question.
pub struct Confirm {
    /// What follows.
    pub then: Then,
    /// An export is running.
    pub exporting: bool,
}
impl Confirm {
    /// A question.
    pub fn new(then: Then, exporting: bool) -> Self {
        Self { then, exporting }
    }
}
/// What the user said.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Answer {
    /// Save first.
    Save,
    /// Leave it.
    Discard,
    /// Stay.
    Stay,
}
/// Draws it.
pub fn ui(ui: &mut Ui, whole: Rect, confirm: &mut Option<Confirm>) -> Option<Answer> {
    let _ = (ui, whole, confirm);
    None
}
