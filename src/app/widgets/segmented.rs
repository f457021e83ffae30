//! Two or three exclusive views side by side.

use crate::app::theme::{font, palette, radius};
use crate::app::widgets::button::focus_ring;
use crate::app::widgets::paint::{fill, text};
use egui::{Align, Key, Rect, Role, Sense, Shadow, Ui, WidgetInfo, pos2, vec2};

/// One cell: what is written, and its accessible name where that is not enough.
#[derive(Clone, Copy)]
pub struct SegmentCell<'a> {
    /// Written.
    pub label: &'a str,
    /// Whether it can be chosen.
    pub enabled: bool,
}

/// Cells of equal width; returns the one that was chosen now.
pub fn segmented(ui: &Ui, rect: Rect, name: &str, cells: &[SegmentCell<'_>], on: usize) -> Option<usize> {
    let p = palette(ui);
    fill(ui, rect, radius::CONTROL, p.control);
    let each = rect.width() / cells.len() as f32;
    let mut chosen = None;
    for (index, cell) in cells.iter().enumerate() {
        let left = (rect.left() + each * index as f32).round();
        let right = (rect.left() + each * (index + 1) as f32).round();
        let area = Rect::from_min_size(pos2(left, rect.top()), vec2(right - left, rect.height()));
        let sense = if cell.enabled { Sense::click() } else { Sense::hover() };
        let response = ui.interact(area, ui.scope_id().with((name, index)), sense);
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, cell.enabled, index == on, cell.label));
        if response.has_focus() {
            let (left, right) =
                ui.input(|input| (input.key_pressed(Key::ArrowLeft), input.key_pressed(Key::ArrowRight)));
            if left && on > 0 {
                chosen = Some(on - 1);
            } else if right && on + 1 < cells.len() {
                chosen = Some(on + 1);
            }
        }
        if response.clicked() && index != on {
            chosen = Some(index);
        }
        if index == on {
            let knob = area.shrink(2.0);
            let ground = if ui.visuals().dark_mode { p.control_active } else { p.raised };
            let shadow = Shadow { offset: [0, 1], blur: 3, spread: 0, color: p.shadow.gamma_multiply(0.4) };
            ui.painter().add(shadow.as_shape(knob, radius::MARK));
            fill(ui, knob, radius::MARK, ground);
        }
        let ink = match (index == on, cell.enabled, response.hovered()) {
            (true, ..) | (_, true, true) => p.text,
            (_, true, _) => p.text_2,
            _ => p.text_3,
        };
        let face = if index == on { font::medium(13.0) } else { font::body() };
        text(ui, area, Align::Center, cell.label, face, ink);
        focus_ring(ui, area.shrink(1.0), radius::CONTROL, &response);
    }
    chosen
}
