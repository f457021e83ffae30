//! Layers, the filter that is also the add box, the table.

use crate::app::Drafts;
use crate::app::queue::Queue;
use crate::dictionary::{Entry, Link};
use crate::studio::{Action, Selection, Studio};
use egui::{Context, Rect, Ui};

/// What the panel remembers between frames.
#[derive(Default)]
pub struct DictionaryDraft {}

impl DictionaryDraft {
    /// Gives the add box the focus.
    pub fn focus_add_box(&mut self, ctx: &Context) {
        let _ = ctx;
    }
}

/// Draws the panel.
pub fn ui(ui: &mut Ui, area: Rect, studio: &Studio, drafts: &mut Drafts, queue: &mut Queue) {
    let _ = (ui, area, studio, drafts, queue);
}
/// A blank link or pattern.
pub fn add_blank(ctx: &Context, studio: &Studio, link: bool, queue: &mut Queue) {
    let _ = (ctx, studio, link, queue);
}
/// A copy of what is selected.
pub fn duplicate(studio: &Studio, selection: Selection) -> Option<Action> {
    let _ = (studio, selection);
    None
}
/// An edit of an entry.
pub fn edit_entry(
    studio: &Studio,
    selection: Selection,
    step: &'static str,
    change: impl FnOnce(&mut Entry),
) -> Option<Action> {
    let _ = (studio, selection, step, change);
    None
}
/// An edit of a link.
pub fn edit_link(
    studio: &Studio,
    selection: Selection,
    step: &'static str,
    change: impl FnOnce(&mut Link),
) -> Option<Action> {
    let _ = (studio, selection, step, change);
    None
}
