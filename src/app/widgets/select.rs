//! A drop-down: value and chevron on a control, options in a menu.

use crate::app::icons;
use crate::app::theme::{font, palette, radius};
use crate::app::widgets::button::focus_ring;
use crate::app::widgets::layout::Cut;
use crate::app::widgets::menu::{Item, menu, menu_item};
use crate::app::widgets::paint::{fill, icon, symbol, text};
use egui::{Align, Rect, Response, Role, Sense, Ui, WidgetInfo, vec2};

/// The closed control: a symbol (or empty), the value, a chevron.
pub fn select_face(ui: &Ui, rect: Rect, lead: &str, value: &str, name: &str) -> Response {
    let p = palette(ui);
    let response = ui.interact(rect, ui.scope_id().with(("select", name)), Sense::click());
    response.widget_info(|| WidgetInfo {
        current_text_value: Some(value.to_owned()),
        ..WidgetInfo::labeled(Role::ComboBox, ui.is_enabled(), name)
    });
    fill(ui, rect, radius::CONTROL, if response.hovered() { p.control_hover } else { p.control });
    let mut inner = rect.shrink2(vec2(10.0, 0.0));
    icon(ui, inner.right_cut(12.0), icons::CHEVRON_DOWN, p.text_3);
    if !lead.is_empty() {
        symbol(ui, inner.left_cut(16.0), lead, 14.0);
        inner.left_cut(6.0);
    }
    text(ui, inner, Align::Min, value, font::body(), p.text);
    focus_ring(ui, rect, radius::CONTROL, &response);
    response
}

/// A drop-down with options; returns the one that was chosen now.
pub fn select(ui: &Ui, rect: Rect, lead: &str, name: &str, options: &[&str], on: usize) -> Option<usize> {
    let value = options.get(on).copied().unwrap_or_default();
    let response = select_face(ui, rect, lead, value, name);
    let mut chosen = None;
    menu(&response, rect.width() - 8.0, |ui| {
        for (index, label) in options.iter().enumerate() {
            if menu_item(ui, Item { label, checked: index == on, ..Item::default() }) {
                chosen = Some(index);
            }
        }
    });
    chosen
}
