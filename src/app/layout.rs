//! Where things are: bars, side panels that resize and fold, the middle.

use crate::app::queue::Queue;
use crate::app::theme::{palette, size};
use crate::app::widgets::{Cut, fill};
use crate::studio::{Action, Panels};
use egui::{Context, CursorIcon, Id, Rect, Sense, Ui, WidgetInfo, lerp, pos2, vec2};

/// Below this width the right panel folds and labels drop.
pub const NARROW: f32 = 1240.0;
const LEFT: f32 = 376.0;
const LEFT_NARROW: f32 = 336.0;
const LEFT_MIN: f32 = 300.0;
const RIGHT: f32 = 296.0;
const RIGHT_MIN: f32 = 264.0;
const SIDE_MAX: f32 = 560.0;
/// The middle keeps at least this.
const MIDDLE_MIN: f32 = 420.0;
const RAIL: f32 = 44.0;
const FOLD_SECS: f32 = 0.16;

/// The rectangles of a frame.
#[derive(Clone, Copy, Debug)]
pub struct Regions {
    /// The window.
    pub whole: Rect,
    /// Top bar.
    pub top: Rect,
    /// Status bar.
    pub status: Rect,
    /// The left panel as far as it is unfolded.
    pub left: Rect,
    /// The left panel's contents: its full width even while it folds.
    pub left_content: Rect,
    /// The right panel as far as it is unfolded.
    pub right: Rect,
    /// The right panel's contents.
    pub right_content: Rect,
    /// What is between.
    pub middle: Rect,
    /// The left panel is a rail.
    pub left_folded: bool,
    /// The right panel is a rail.
    pub right_folded: bool,
    /// The window is below [`NARROW`].
    pub narrow: bool,
}

/// Whether the panels are folded: the user's choice or the width's.
pub fn folded(panels: &Panels, width: f32) -> (bool, bool) {
    (panels.left_folded.unwrap_or(false), panels.right_folded.unwrap_or(width < NARROW))
}

/// Cuts the window into regions.
pub fn regions(ctx: &Context, whole: Rect, panels: &Panels) -> Regions {
    let narrow = whole.width() < NARROW;
    let (left_folds, right_folds) = folded(panels, whole.width());
    let left_wide = panels.left_width.unwrap_or(if narrow { LEFT_NARROW } else { LEFT }).clamp(LEFT_MIN, SIDE_MAX);
    let right_wide = panels.right_width.unwrap_or(RIGHT).clamp(RIGHT_MIN, SIDE_MAX);
    let right_room = (whole.width() - MIDDLE_MIN - if left_folds { RAIL } else { left_wide }).max(RIGHT_MIN);
    let (left_wide, right_wide) = (left_wide.round(), right_wide.min(right_room).round());
    let way = |side: &'static str, folds: bool| ctx.animate_bool_with_time(Id::unique(side), folds, FOLD_SECS);
    let (left_way, right_way) = (way("fold-left", left_folds), way("fold-right", right_folds));
    let mut rest = whole;
    let top = rest.top_cut(size::TOP_BAR);
    let status = rest.bottom_cut(size::STATUS_BAR);
    let left = rest.left_cut(lerp(left_wide..=RAIL, left_way).round());
    let right = rest.right_cut(lerp(right_wide..=RAIL, right_way).round());
    Regions {
        whole,
        top,
        status,
        left_content: Rect::from_min_max(pos2(left.right() - left_wide, left.top()), left.max),
        left,
        right_content: Rect::from_min_size(right.min, vec2(right_wide, right.height())),
        right,
        middle: rest,
        left_folded: left_way >= 1.0,
        right_folded: right_way >= 1.0,
        narrow,
    }
}

/// The edges that resize the side panels.
pub fn handles_ui(ui: &mut Ui, regions: &Regions, panels: &Panels, queue: &mut Queue) {
    if !regions.left_folded
        && let Some(x) = handle_ui(ui, "resize-left", regions.left.right() - 1.0, regions.left, 24.0)
    {
        let width = (x - regions.whole.left()).clamp(LEFT_MIN, SIDE_MAX);
        queue.act(Action::SetPanels(Panels { left_width: Some(width.round()), ..*panels }));
    }
    if !regions.right_folded
        && let Some(x) = handle_ui(ui, "resize-right", regions.right.left(), regions.right, -24.0)
    {
        let width = (regions.whole.right() - x).clamp(RIGHT_MIN, SIDE_MAX);
        queue.act(Action::SetPanels(Panels { right_width: Some(width.round()), ..*panels }));
    }
}

/// One edge: drag it, or move it with the arrow keys. Returns where it should be.
fn handle_ui(ui: &mut Ui, key: &'static str, x: f32, side: Rect, step: f32) -> Option<f32> {
    let p = palette(ui);
    let rect = Rect::from_min_max(pos2(x - 3.0, side.top()), pos2(x + 4.0, side.bottom()));
    let response = ui.interact(rect, Id::unique(key), Sense::drag());
    let name = crate::app::i18n::tr(ui, key);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Splitter, true, &name));
    if response.hovered() || response.dragged() {
        ui.set_cursor_icon(CursorIcon::ResizeHorizontal);
        let line = Rect::from_min_max(pos2(x, side.top()), pos2(x + 1.0, side.bottom()));
        fill(ui, line, 0, if response.dragged() { p.accent } else { p.line_strong });
    }
    if response.has_focus() {
        fill(ui, Rect::from_min_max(pos2(x, side.top()), pos2(x + 2.0, side.bottom())), 0, p.accent);
        let turns = ui.input(|input| {
            input.num_presses(egui::Key::ArrowRight) as f32 - input.num_presses(egui::Key::ArrowLeft) as f32
        });
        if turns != 0.0 {
            return Some(x + turns * step.abs());
        }
    }
    response.dragged().then(|| response.interact_pointer_pos().map(|pointer| pointer.x)).flatten()
}
