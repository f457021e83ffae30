//! Menus that a button opens.

use crate::app::icons;
use crate::app::theme::{font, palette, radius, size, space};
use crate::app::widgets::button::focus_ring;
use crate::app::widgets::chip::key;
use crate::app::widgets::layout::Cut;
use crate::app::widgets::paint::{fill, hline, icon, text, width};
use egui::{Align, Popup, Response, Role, Sense, Ui, WidgetInfo, vec2};

/// Shows a menu under `anchor` while it is open (a click on the anchor opens and closes it).
pub fn menu<R>(anchor: &Response, min_width: f32, content: impl FnOnce(&mut Ui) -> R) -> Option<R> {
    let key = anchor.id.with("menu-width");
    let shown = Popup::menu(anchor).gap(space::XS).show(|ui| {
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        // The widest line of the last frame: a popup by itself would take the default width of a window.
        let widest = ui.data(|data| data.get_temp::<f32>(key)).unwrap_or(0.0);
        ui.data_mut(|data| data.insert_temp(widest_id(), 0.0_f32));
        ui.set_width(widest.max(min_width));
        let inner = content(ui);
        let now = ui.data(|data| data.get_temp::<f32>(widest_id())).unwrap_or(0.0);
        if (now - widest).abs() > 0.5 {
            ui.data_mut(|data| data.insert_temp(key, now));
            ui.ctx().request_repaint();
        }
        inner
    });
    shown.map(|shown| shown.inner)
}

/// Where the lines of the menu being drawn leave the widest of them.
fn widest_id() -> egui::Id {
    egui::Id::unique("menu-widest")
}

fn needs_width(ui: &Ui, width: f32) {
    ui.data_mut(|data| {
        let widest = data.get_temp_mut_or(widest_id(), 0.0_f32);
        *widest = widest.max(width.ceil());
    });
}

/// One line of a menu.
#[derive(Clone, Copy, Default)]
pub struct Item<'a> {
    /// An icon, or empty.
    pub glyph: &'a str,
    /// What it says; its name.
    pub label: &'a str,
    /// Shown at the right, or empty.
    pub shortcut: &'a str,
    /// A check mark in place of the icon.
    pub checked: bool,
    /// Cannot be used now.
    pub disabled: bool,
}

/// A line of a menu that acts; closes the menu when it is clicked.
pub fn menu_item(ui: &mut Ui, item: Item<'_>) -> bool {
    let p = palette(ui);
    let keys =
        if item.shortcut.is_empty() { 0.0 } else { width(ui, item.shortcut, font::medium(11.0)) + 10.0 + space::L };
    let whole = space::S + 16.0 + space::S + width(ui, item.label, font::body()) + keys + space::S;
    let sense = if item.disabled { Sense::hover() } else { Sense::click() };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), size::ROW), sense);
    needs_width(ui, whole);
    response.widget_info(|| WidgetInfo::selected(Role::MenuItem, !item.disabled, item.checked, item.label));
    if response.hovered() && !item.disabled {
        fill(ui, rect, radius::CONTROL, p.control_hover);
    }
    let (ink, second) = if item.disabled { (p.text_3, p.text_3) } else { (p.text, p.text_2) };
    let mut inner = rect.shrink2(vec2(space::S, 0.0));
    let mark = inner.left_cut(16.0);
    if item.checked {
        icon(ui, mark, icons::CHECK, p.accent_text);
    } else if !item.glyph.is_empty() {
        icon(ui, mark, item.glyph, second);
    }
    inner.left_cut(space::S);
    if !item.shortcut.is_empty() {
        key(ui, inner.right(), inner.center().y, item.shortcut);
    }
    text(ui, inner, Align::Min, item.label, font::body(), ink);
    focus_ring(ui, rect, radius::CONTROL, &response);
    let clicked = response.clicked();
    if clicked {
        ui.close();
    }
    clicked
}

/// A hairline between groups of a menu.
pub fn menu_line(ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 9.0), Sense::hover());
    hline(ui, rect.left() - 4.0, rect.right() + 4.0, rect.center().y.floor());
}

/// The title of a group of a menu.
pub fn menu_title(ui: &mut Ui, label: &str) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
    needs_width(ui, width(ui, label, font::small()) + 2.0 * space::S);
    text(ui, rect.shrink2(vec2(space::S, 0.0)), Align::Min, label, font::small(), palette(ui).text_3);
}
