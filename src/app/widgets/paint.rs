//! Ink: text in rectangles, icons, symbols, fills, hairlines, marks.

use crate::app::theme::{font, palette, radius, size};
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align, Color32, FontId, Pos2, Rect, Shadow, Stroke, StrokeKind, Ui, pos2, vec2};

/// Width of one line of text.
pub fn width(ui: &Ui, text: &str, font: FontId) -> f32 {
    ui.painter().layout_no_wrap(text.into(), font, Color32::WHITE).size().x.ceil()
}

/// One line, middle of the rectangle, cut with … when it is too long. Returns where the ink is.
pub fn text(ui: &Ui, rect: Rect, align: Align, text: &str, font: FontId, color: Color32) -> Rect {
    let mut job = LayoutJob::single_section(text.into(), TextFormat { font_id: font, color, ..Default::default() });
    job.wrap = TextWrapping::truncate_at_width(rect.width().max(1.0));
    let galley = ui.painter().layout_job(job);
    let x = match align {
        Align::Min => rect.left(),
        Align::Center => rect.center().x - galley.size().x / 2.0,
        Align::Max => rect.right() - galley.size().x,
    };
    let pos = pos2(x.round(), (rect.center().y - galley.size().y / 2.0).round());
    let ink = Rect::from_min_size(pos, galley.size());
    ui.painter().galley(pos, galley, color);
    ink
}

/// Several lines with a fixed line height; returns the height used.
pub fn paragraph(ui: &Ui, pos: Pos2, width: f32, text: &str, font: FontId, line: f32, color: Color32) -> f32 {
    let format = TextFormat { font_id: font, color, line_height: Some(line), ..Default::default() };
    let mut job = LayoutJob::single_section(text.into(), format);
    job.wrap.max_width = width;
    let galley = ui.painter().layout_job(job);
    let height = galley.size().y;
    ui.painter().galley(pos, galley, color);
    height
}

/// A glyph of the icon font.
pub fn icon(ui: &Ui, rect: Rect, glyph: &str, color: Color32) {
    text(ui, rect.expand(8.0), Align::Center, glyph, font::icon(size::ICON), color);
}

/// A symbol standing alone, in colour.
pub fn symbol(ui: &Ui, rect: Rect, symbol: &str, points: f32) {
    text(ui, rect.expand(4.0), Align::Center, symbol, font::symbol(points), palette(ui).text);
}

/// A symbol of any length, smaller where it would not fit; what a capture fills is left out.
pub fn symbol_fit(ui: &Ui, rect: Rect, align: Align, symbol: &str, points: f32) {
    let shown = symbol.split('{').next().filter(|shown| !shown.is_empty()).unwrap_or(symbol);
    let wide = width(ui, shown, font::symbol(points));
    let points = if wide > rect.width() { (points * rect.width() / wide).floor().max(8.0) } else { points };
    text(
        ui,
        rect.expand2(vec2(1.0, 4.0)).translate(vec2(1.0, 0.0)),
        align,
        shown,
        font::symbol(points),
        palette(ui).text,
    );
}

/// A filled rectangle.
pub fn fill(ui: &Ui, rect: Rect, radius: u8, color: Color32) {
    ui.painter().rect_filled(rect, radius, color);
}

/// The edge of a rectangle, inside it.
pub fn outline(ui: &Ui, rect: Rect, radius: u8, width: f32, color: Color32) {
    ui.painter().rect_stroke(rect, radius, Stroke::new(width, color), StrokeKind::Inside);
}

/// Hairlines lie on whole pixels: a filled rectangle is crisp where a stroke would straddle two.
pub fn hline(ui: &Ui, left: f32, right: f32, y: f32) {
    fill(ui, Rect::from_min_max(pos2(left, y), pos2(right, y + 1.0)), 0, palette(ui).line);
}

/// An upright hairline.
pub fn vline(ui: &Ui, x: f32, top: f32, bottom: f32) {
    fill(ui, Rect::from_min_max(pos2(x, top), pos2(x + 1.0, bottom)), 0, palette(ui).line);
}

/// A popover or card that floats: shadow, raised fill, hairline.
pub fn card(ui: &Ui, rect: Rect) {
    let p = palette(ui);
    ui.painter().add(Shadow { offset: [0, 8], blur: 28, spread: 0, color: p.shadow }.as_shape(rect, radius::CARD));
    fill(ui, rect, radius::CARD, p.raised);
    outline(ui, rect, radius::CARD, 1.0, p.line_strong);
}

/// A rail filled up to `part`.
pub fn progress(ui: &Ui, rect: Rect, part: f32) {
    let p = palette(ui);
    fill(ui, rect, 2, p.control_active);
    let done = (rect.width() * part.clamp(0.0, 1.0)).round();
    if done > 0.0 {
        fill(ui, Rect::from_min_size(rect.min, vec2(done, rect.height())), 2, p.accent);
    }
}

/// The mark of an issue.
pub fn dot(ui: &Ui, center: Pos2, color: Color32) {
    ui.painter().circle_filled(center, 3.0, color);
}

/// Dots under a word, one every 4 points, on whole pixels.
pub fn dots(ui: &Ui, left: f32, right: f32, y: f32, color: Color32) {
    let (mut x, y) = (left.round(), y.round());
    while x + 2.0 <= right {
        fill(ui, Rect::from_min_size(pos2(x, y), vec2(2.0, 1.0)), 0, color);
        x += 4.0;
    }
}

/// Lets what scrolls fade out at the lower edge instead of being cut.
pub fn fade_bottom(ui: &Ui, area: Rect, height: f32, ground: Color32) {
    let mut mesh = egui::Mesh::default();
    let top = area.bottom() - height;
    for (y, color) in [(top, Color32::TRANSPARENT), (area.bottom(), ground)] {
        mesh.colored_vertex(pos2(area.left(), y), color);
        mesh.colored_vertex(pos2(area.right(), y), color);
    }
    mesh.add_triangle(0, 1, 2);
    mesh.add_triangle(1, 3, 2);
    ui.painter().add(mesh);
}
