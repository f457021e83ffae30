//! Buttons, and what makes a drawn rectangle a control.

use crate::app::theme::{font, palette, radius, size};
use crate::app::widgets::layout::Cut;
use crate::app::widgets::paint::{fill, icon, outline, text, width};
use egui::{Align, Color32, Id, Rect, Response, Role, Sense, Ui, WidgetInfo, vec2};

/// Makes a drawn rectangle a control with a role and a name.
pub fn hit(ui: &Ui, rect: Rect, role: Role, name: &str) -> Response {
    hit_as(ui, rect, ui.scope_id().with(name), role, name)
}

/// As [`hit`], for controls whose name changes while they are used.
pub fn hit_as(ui: &Ui, rect: Rect, id: Id, role: Role, name: &str) -> Response {
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(role, ui.is_enabled(), name));
    response
}

/// The ring of keyboard focus.
pub(crate) fn focus_ring(ui: &Ui, rect: Rect, corner: u8, response: &Response) {
    if response.has_focus() {
        outline(ui, rect, corner, 1.5, palette(ui).accent);
    }
}

/// A tooltip with the shortcut in a second colour.
pub fn tip(response: Response, label: &str, shortcut: Option<&str>) -> Response {
    if !response.hovered() {
        return response;
    }
    response.on_hover_ui(|ui| {
        ui.horizontal(|ui| {
            ui.label(label);
            if let Some(shortcut) = shortcut {
                ui.weak(shortcut);
            }
        });
    })
}

/// An icon without ground at rest; its name is the tooltip.
pub fn icon_button(ui: &Ui, rect: Rect, glyph: &str, name: &str) -> Response {
    icon_button_as(ui, rect, ui.scope_id().with(name), glyph, name, false)
}

/// As [`icon_button`], with an id of its own; `on` shows that what it opens is open.
pub fn icon_button_as(ui: &Ui, rect: Rect, id: Id, glyph: &str, name: &str, on: bool) -> Response {
    let p = palette(ui);
    let response = hit_as(ui, rect, id, Role::Button, name);
    let hover = ui.ctx().animate_bool(id, response.hovered());
    if on {
        fill(ui, rect, radius::CONTROL, p.accent_tint);
    } else if hover > 0.0 {
        fill(ui, rect, radius::CONTROL, p.control_hover.gamma_multiply(hover));
    }
    let ink = match (on, ui.is_enabled()) {
        (true, _) => p.accent_text,
        (false, true) => p.text_2,
        (false, false) => p.control_active,
    };
    icon(ui, rect, glyph, ink);
    focus_ring(ui, rect, radius::CONTROL, &response);
    tip(response, name, None)
}

/// How loud a button is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// The one big action.
    Primary,
    /// Control ground.
    Plain,
    /// No ground.
    Ghost,
    /// Cannot be used now.
    Disabled,
}

/// A button with an icon (may be empty) and a label, which is its name.
pub fn button(ui: &Ui, rect: Rect, glyph: &str, label: &str, kind: Kind) -> Response {
    let p = palette(ui);
    let id = ui.scope_id().with(("button", label));
    let sense = if kind == Kind::Disabled { Sense::hover() } else { Sense::click() };
    let response = ui.interact(rect, id, sense);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, kind != Kind::Disabled, label));
    let hover = ui.ctx().animate_bool(id, response.hovered() && kind != Kind::Disabled);
    let mix = |rest: Color32, over: Color32| rest.lerp_to_gamma(over, hover);
    let (ground, ink) = match kind {
        Kind::Primary => (mix(p.accent, p.accent_hover), p.on_accent),
        Kind::Plain => (mix(p.control, p.control_hover), p.text),
        Kind::Ghost => (p.control.gamma_multiply(hover), p.text_2),
        Kind::Disabled => (p.control, p.text_3),
    };
    fill(ui, rect, radius::CONTROL, ground);
    let face = font::medium(13.0);
    let whole = width(ui, label, face.clone()) + if glyph.is_empty() { 0.0 } else { size::ICON + 6.0 };
    let mut inner = Rect::from_center_size(rect.center(), vec2(whole.min(rect.width() - 8.0), rect.height()));
    inner = inner.translate(vec2(inner.left().round() - inner.left(), 0.0));
    if !glyph.is_empty() {
        icon(ui, inner.left_cut(size::ICON), glyph, ink);
        inner.left_cut(6.0);
    }
    text(ui, inner.expand2(vec2(1.0, 0.0)), Align::Min, label, face, ink);
    let ring = if kind == Kind::Primary { rect.expand(3.0) } else { rect };
    focus_ring(ui, ring, radius::CONTROL, &response);
    response
}
