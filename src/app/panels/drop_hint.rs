//! What is shown while files are held over the window.

use crate::app::i18n::tr;
use crate::app::icons;
use crate::app::theme::{font, palette, radius, space};
use crate::app::widgets::{Cut, fill, icon, outline, text};
use egui::{Align, Area, Id, Order, Rect, Sense, Ui, vec2};

/// Draws the hint while files hover.
pub fn ui(ui: &mut Ui, whole: Rect) {
    if ui.input(|input| input.raw.hovered_files.is_empty()) {
        return;
    }
    Area::new(Id::unique("drop-hint")).order(Order::Foreground).fixed_pos(whole.min).show(ui.ctx(), |ui| {
        ui.allocate_rect(whole, Sense::hover());
        let p = palette(ui);
        let rect = whole.shrink(space::L);
        fill(ui, rect, radius::CARD, p.canvas.gamma_multiply(0.92));
        outline(ui, rect, radius::CARD, 2.0, p.accent);
        let mut inner = Rect::from_center_size(rect.center(), vec2(480.0, 64.0));
        icon(ui, inner.top_cut(28.0), icons::DOWNLOAD, p.accent_text);
        text(ui, inner, Align::Center, &tr(ui, "drop-hint"), font::prose(), p.text);
    });
}
