//! A switch: what acts at once.

use crate::app::theme::palette;
use crate::app::widgets::paint::{fill, outline};
use egui::{Color32, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// Draws a switch; true when it was flipped now.
pub fn switch(ui: &Ui, rect: Rect, on: bool, name: &str) -> bool {
    let p = palette(ui);
    let track = Rect::from_center_size(rect.center(), vec2(28.0, 16.0));
    let id = ui.scope_id().with(("switch", name));
    let response = ui.interact(track.expand2(vec2(0.0, 6.0)), id, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, ui.is_enabled(), on, name));
    let way = ui.ctx().animate_bool(id, on);
    if on {
        fill(ui, track, 8, if response.hovered() { p.accent_hover } else { p.accent });
    } else {
        // Hollow, so that off differs from on by shape too, and at 3:1.
        outline(ui, track, 8, 1.0, if response.hovered() { p.text_2 } else { p.text_3 });
    }
    let knob = if on { Color32::WHITE } else { p.text_3 };
    let x = egui::lerp(track.left() + 8.0..=track.right() - 8.0, way);
    ui.painter().circle_filled(pos2(x, track.center().y), egui::lerp(5.0..=6.0, way), knob);
    if response.has_focus() {
        outline(ui, track.expand(3.0), 11, 1.5, p.accent);
    }
    response.clicked()
}
