//! A form of a word as a chip that switches it on and off.

use crate::app::icons;
use crate::app::theme::{font, palette, radius, size, space};
use crate::app::widgets::button::focus_ring;
use crate::app::widgets::layout::Cut;
use crate::app::widgets::paint::{fill, outline, text, width};
use egui::{Align, Color32, Rect, Response, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

const MARK: f32 = 14.0;

/// Whether a form matches.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FormPower {
    /// It does; a click excepts it.
    On,
    /// It is excepted; a click takes that back.
    Off,
    /// It does, always.
    Fixed,
    /// It never does.
    Never,
}

/// A form.
pub struct FormChip<'a> {
    /// The form.
    pub label: &'a str,
    /// The accessible name: the form and what it is.
    pub name: &'a str,
    /// Whether it matches.
    pub power: FormPower,
    /// A guess that nobody has approved.
    pub is_guess: bool,
    /// Another word may be meant.
    pub is_doubtful: bool,
}

/// How wide it would be.
pub fn form_chip_width(ui: &Ui, chip: &FormChip<'_>) -> f32 {
    let mark = if has_mark(chip) { MARK } else { 0.0 };
    (mark + width(ui, chip.label, font::small()) + 2.0 * space::S).ceil()
}

fn has_mark(chip: &FormChip<'_>) -> bool {
    chip.is_doubtful || chip.power == FormPower::Never
}

/// Draws it with its left edge and middle given.
pub fn form_chip(ui: &Ui, left: f32, middle: f32, chip: &FormChip<'_>) -> Response {
    let p = palette(ui);
    let rect = Rect::from_min_size(pos2(left, middle - size::CHIP / 2.0), vec2(form_chip_width(ui, chip), size::CHIP));
    let is_switch = matches!(chip.power, FormPower::On | FormPower::Off);
    let sense = if is_switch { Sense::click() } else { Sense::hover() };
    let response = ui.interact(rect, ui.scope_id().with(("form", chip.name)), sense);
    let on = chip.power != FormPower::Off && chip.power != FormPower::Never;
    let role = if is_switch { Role::CheckBox } else { Role::Label };
    response.widget_info(|| WidgetInfo::selected(role, is_switch && ui.is_enabled(), on, chip.name));
    let over = is_switch && response.hovered();
    match (chip.power, chip.is_guess) {
        (FormPower::On | FormPower::Fixed, true) => {
            if over {
                fill(ui, rect, radius::CONTROL, p.control_hover);
            }
            dashed(ui, rect, p.text_3);
        }
        (FormPower::On | FormPower::Fixed, false) => {
            fill(ui, rect, radius::CONTROL, if over { p.control_hover } else { p.control });
        }
        (FormPower::Off, _) => {
            if over {
                fill(ui, rect, radius::CONTROL, p.control);
            }
            outline(ui, rect, radius::CONTROL, 1.0, p.line_strong);
        }
        (FormPower::Never, _) => outline(ui, rect, radius::CONTROL, 1.0, p.line),
    }
    let mut inner = rect.shrink2(vec2(space::S, 0.0));
    if has_mark(chip) {
        let (glyph, ink) = if chip.power == FormPower::Never {
            (icons::LOCK, p.text_3)
        } else {
            (icons::TRIANGLE_ALERT, if on { p.warn_mark } else { p.text_3 })
        };
        let mark = inner.left_cut(MARK).translate(vec2(-3.0, 0.0));
        text(ui, mark.expand(2.0), Align::Center, glyph, font::icon(12.0), ink);
    }
    let ink = if on { p.text_2 } else { p.text_3 };
    let written = text(ui, inner.expand2(vec2(1.0, 0.0)), Align::Min, chip.label, font::small(), ink);
    if chip.power == FormPower::Off {
        let y = written.center().y.round() + 1.0;
        fill(ui, Rect::from_min_max(pos2(written.left(), y), pos2(written.right(), y + 1.0)), 0, ink);
    }
    focus_ring(ui, rect, radius::CONTROL, &response);
    response
}

/// An edge of dashes, with the corners left open.
fn dashed(ui: &Ui, rect: Rect, color: Color32) {
    let inner = rect.shrink(0.5);
    let corner = f32::from(radius::CONTROL);
    let stroke = Stroke::new(1.0, color);
    let (left, right, top, bottom) = (inner.left(), inner.right(), inner.top(), inner.bottom());
    for [from, to] in [
        [pos2(left + corner, top), pos2(right - corner, top)],
        [pos2(left + corner, bottom), pos2(right - corner, bottom)],
        [pos2(left, top + corner), pos2(left, bottom - corner)],
        [pos2(right, top + corner), pos2(right, bottom - corner)],
    ] {
        ui.painter().extend(Shape::dashed_line(&[from, to], stroke, 3.0, 3.0));
    }
}
