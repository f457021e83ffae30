//! The about card with licences, and what all cards in the middle of the window share.

use crate::app::i18n::{tr, tr_with};
use crate::app::icons;
use crate::app::panels::top_bar::logo;
use crate::app::theme::{font, palette, space};
use crate::app::widgets::{Cut, card, fill, icon_button, paragraph, text};
use egui::{Align, Area, Id, Key, Order, Rect, Sense, Ui, Vec2, pos2, vec2};

/// A card in the middle of a dimmed window.
pub fn modal_ui(ui: &Ui, key: &'static str, whole: Rect, size: Vec2, content: impl FnOnce(&mut Ui, Rect)) {
    let p = palette(ui);
    Area::new(Id::unique((key, "shade"))).order(Order::Foreground).fixed_pos(whole.min).show(ui.ctx(), |ui| {
        ui.allocate_rect(whole, Sense::CLICK | Sense::DRAG);
        fill(ui, whole, 0, p.shadow);
    });
    let corner = whole.center() - size / 2.0;
    let rect = Rect::from_min_size(pos2(corner.x.round(), (corner.y - 40.0).max(8.0).round()), size);
    Area::new(Id::unique(key)).order(Order::Tooltip).fixed_pos(rect.min).show(ui.ctx(), |ui| {
        ui.allocate_rect(rect, Sense::hover());
        card(ui, rect);
        content(ui, rect);
    });
}

/// Where the language data come from, and on what terms.
const LINKS: &[(&str, &str)] = &[
    ("about-link-russian", "https://opencorpora.org"),
    ("about-link-terms", "https://creativecommons.org/licenses/by-sa/3.0/"),
    ("about-link-english", "https://github.com/bjascob/lemminflect"),
];

/// Draws the about card while it is open.
pub fn ui(ui: &mut Ui, whole: Rect, open: &mut bool) {
    if !*open {
        return;
    }
    let mut close = ui.input(|input| input.key_pressed(Key::Escape));
    modal_ui(ui, "about", whole, vec2(520.0, 376.0), |ui, rect| {
        let p = palette(ui);
        let mut area = rect.shrink(space::XL);
        let mut head = area.top_cut(40.0);
        logo(ui, head.left_cut(40.0).shrink(2.0));
        let cross = head.right_cut(28.0).translate(vec2(8.0, -8.0));
        close |= icon_button(ui, cross.with_max_y(cross.top() + 28.0), icons::X, &tr(ui, "close")).clicked();
        head.left_cut(space::M);
        let version = tr_with(ui, "about-version", [("version", env!("CARGO_PKG_VERSION").into())]);
        text(ui, head.top_cut(22.0), Align::Min, env!("CARGO_PKG_NAME"), font::strong(15.0), p.text);
        text(ui, head, Align::Min, &version, font::small(), p.text_3);
        area.top_cut(space::L);
        let used = paragraph(ui, area.min, area.width(), &tr(ui, "about-text"), font::body(), 20.0, p.text_2);
        area.top_cut(used + space::L);
        text(ui, area.top_cut(24.0), Align::Min, &tr(ui, "about-licences"), font::strong(13.0), p.text);
        let mut child = ui.new_child(egui::UiBuilder::new().id_salt("licences").max_rect(area));
        child.set_clip_rect(area);
        egui::ScrollArea::vertical().auto_shrink(false).show(&mut child, |ui| {
            let text = tr(ui, "about-licence-list");
            let galley = ui.painter().layout(text, font::small(), p.text_2, area.width() - 12.0);
            let (rect, _) = ui.allocate_exact_size(galley.size(), Sense::hover());
            ui.painter().galley(rect.min, galley, p.text_2);
            ui.add_space(space::S);
            ui.horizontal_wrapped(|ui| {
                for (label, address) in LINKS {
                    ui.hyperlink_to(egui::RichText::new(tr(ui, label)).font(font::small()), *address);
                    ui.add_space(space::M);
                }
            });
        });
    });
    *open = !close;
}
