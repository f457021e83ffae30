//! Chips and keys.

use crate::app::icons;
use crate::app::theme::{font, palette, radius, size, space};
use crate::app::widgets::button::{focus_ring, hit_as};
use crate::app::widgets::layout::Cut;
use crate::app::widgets::paint::{fill, icon, text, width};
use egui::{Align, Color32, Key, Rect, Response, Role, Ui, pos2, vec2};

/// A chip: symbol, label, what its remove mark is called.
#[derive(Clone, Copy, Default)]
pub struct Chip<'a> {
    /// A symbol before the label.
    pub lead: &'a str,
    /// The label.
    pub label: &'a str,
    /// The accessible name.
    pub name: &'a str,
    /// Name of the × that shows on hover; empty: it cannot be removed.
    pub remove: &'a str,
    /// Text of first rank (else second).
    pub strong: bool,
}

/// What was done to a chip.
pub struct ChipOutput {
    /// Where it is.
    pub rect: Rect,
    /// The chip itself.
    pub response: Response,
    /// × was pressed, or Backspace or Delete while it had the focus.
    pub removed: bool,
}

/// How wide a chip would be.
pub fn chip_width(ui: &Ui, chip: &Chip<'_>) -> f32 {
    let lead = if chip.lead.is_empty() { 0.0 } else { width(ui, chip.lead, font::symbol(15.0)) };
    let gap = if chip.lead.is_empty() || chip.label.is_empty() { 0.0 } else { space::XS };
    let label = if chip.label.is_empty() { 0.0 } else { width(ui, chip.label, font::small()) };
    (lead + gap + label + 2.0 * space::S).ceil()
}

/// A chip whose left edge and middle are given.
pub fn chip(ui: &Ui, left: f32, middle: f32, chip: &Chip<'_>) -> ChipOutput {
    let p = palette(ui);
    let rect = Rect::from_min_size(pos2(left, middle - size::CHIP / 2.0), vec2(chip_width(ui, chip), size::CHIP));
    let id = ui.scope_id().with(("chip", chip.name));
    let response = hit_as(ui, rect, id, Role::Button, chip.name);
    let removable = !chip.remove.is_empty();
    let cross = Rect::from_center_size(rect.right_top() + vec2(-2.0, 2.0), vec2(16.0, 16.0));
    let over = response.hovered() || ui.rect_contains_pointer(cross) && removable;
    fill(ui, rect, radius::CONTROL, if over { p.control_hover } else { p.control });
    draw_inside(ui, rect, chip, if chip.strong { p.text } else { p.text_2 });
    focus_ring(ui, rect, radius::CONTROL, &response);
    let mut removed = false;
    if removable && over {
        let cross_response = hit_as(ui, cross, id.with("remove"), Role::Button, chip.remove);
        ui.painter().circle_filled(
            cross.center(),
            8.0,
            if cross_response.hovered() { p.control_active } else { p.raised },
        );
        ui.painter().circle_stroke(cross.center(), 7.5, egui::Stroke::new(1.0, p.line_strong));
        text(ui, cross.expand(4.0), Align::Center, icons::X, font::icon(10.0), p.text_2);
        removed = cross_response.clicked();
    }
    if removable && response.has_focus() {
        removed |= ui.input(|input| input.key_pressed(Key::Backspace) || input.key_pressed(Key::Delete));
    }
    ChipOutput { rect, response, removed }
}

fn draw_inside(ui: &Ui, rect: Rect, chip: &Chip<'_>, ink: Color32) {
    let mut inner = rect.shrink2(vec2(space::S, 0.0));
    if !chip.lead.is_empty() {
        let lead = width(ui, chip.lead, font::symbol(15.0));
        let gap = if chip.label.is_empty() { 0.0 } else { space::XS };
        text(ui, inner.left_cut(lead + gap).expand2(vec2(1.0, 0.0)), Align::Min, chip.lead, font::symbol(15.0), ink);
    }
    text(ui, inner.expand2(vec2(1.0, 0.0)), Align::Min, chip.label, font::small(), ink);
}

/// A button of a chip's height with an icon and an edge, like the one that adds a symbol.
pub fn icon_chip(ui: &Ui, left: f32, middle: f32, glyph: &str, name: &str, on: bool) -> Response {
    let p = palette(ui);
    let rect = Rect::from_min_size(pos2(left, middle - size::CHIP / 2.0), vec2(28.0, size::CHIP));
    let response = hit_as(ui, rect, ui.scope_id().with(("icon-chip", name)), Role::Button, name);
    if on {
        fill(ui, rect, radius::CONTROL, p.accent_tint);
        crate::app::widgets::paint::outline(ui, rect, radius::CONTROL, 1.5, p.accent);
    } else {
        if response.hovered() {
            fill(ui, rect, radius::CONTROL, p.control_hover);
        }
        crate::app::widgets::paint::outline(ui, rect, radius::CONTROL, 1.0, p.line_strong);
        focus_ring(ui, rect, radius::CONTROL, &response);
    }
    icon(ui, rect, glyph, if on { p.accent_text } else { p.text_2 });
    crate::app::widgets::button::tip(response, name, None)
}

/// A key on the keyboard, ending at `right`; returns its left edge.
pub fn key(ui: &Ui, right: f32, middle: f32, label: &str) -> f32 {
    let p = palette(ui);
    let face = font::medium(11.0);
    let whole = (width(ui, label, face.clone()) + 10.0).max(18.0);
    let rect = Rect::from_min_size(pos2((right - whole).round(), middle - 9.0), vec2(whole, 18.0));
    fill(ui, rect, radius::MARK, p.control);
    text(ui, rect, Align::Center, label, face, p.text_2);
    rect.left()
}
