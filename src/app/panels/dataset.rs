//! What the training files are like: schema, direction, format, split.

use crate::app::i18n::{number, tr, tr_with};
use crate::app::panels::export::ExportDraft;
use crate::app::panels::settings::{choice_ui, popover};
use crate::app::queue::Queue;
use crate::app::theme::{font, palette, radius, size, space};
use crate::app::widgets::button::focus_ring;
use crate::app::widgets::{Cut, SegmentCell, fill, hit_as, outline, segmented, select, text, width};
use crate::export::OutputFormat;
use crate::record::{Direction, Schema};
use crate::studio::{ExportAction, Studio};
use egui::{Align, Color32, CursorIcon, Key, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

const SCHEMAS: [(Schema, &str); 6] = [
    (Schema::Messages, "messages"),
    (Schema::Pair, "pair"),
    (Schema::PromptCompletion, "prompt-completion"),
    (Schema::Alpaca, "alpaca"),
    (Schema::Sharegpt, "sharegpt"),
    (Schema::Text, "text"),
];
const DIRECTIONS: [(Direction, &str); 3] = [
    (Direction::Encode, "direction-encode"),
    (Direction::Decode, "direction-decode"),
    (Direction::Both, "direction-both"),
];
const SPLITS: [[u8; 3]; 4] = [[90, 5, 5], [80, 10, 10], [98, 1, 1], [100, 0, 0]];
const LABEL: f32 = 96.0;

/// Draws the section.
pub fn ui(ui: &mut Ui, area: &mut Rect, studio: &Studio, draft: &mut ExportDraft, queue: &mut Queue) {
    let p = palette(ui);
    text(ui, area.top_cut(size::ROW), Align::Min, &tr(ui, "dataset"), font::strong(13.0), p.text);
    area.top_cut(space::XS);
    let options = &studio.export;
    let names: Vec<&str> = SCHEMAS.iter().map(|(_, name)| *name).collect();
    let on = SCHEMAS.iter().position(|(schema, _)| *schema == options.schema).unwrap_or(0);
    let row = area.top_cut(size::CONTROL);
    if options.format == OutputFormat::Txt {
        // Plain text has no schema; the row keeps its place so that nothing jumps.
        let label = tr(ui, "dataset-schema-txt");
        labelled(ui, row, "dataset-schema", |ui, cell| {
            text(ui, cell.shrink2(vec2(10.0, 0.0)), Align::Min, &label, font::body(), p.text_3);
        });
    } else {
        labelled(ui, row, "dataset-schema", |ui, cell| {
            if let Some(index) = select(ui, cell, "", &tr(ui, "dataset-schema"), &names, on) {
                queue.export(ExportAction::Schema(SCHEMAS[index].0));
            }
        });
    }
    area.top_cut(space::S);
    let labels: Vec<String> = DIRECTIONS.iter().map(|(_, key)| tr(ui, key)).collect();
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    let on = DIRECTIONS.iter().position(|(direction, _)| *direction == options.direction).unwrap_or(0);
    labelled(ui, area.top_cut(size::CONTROL), "dataset-direction", |ui, cell| {
        if let Some(index) = select(ui, cell, "", &tr(ui, "dataset-direction"), &labels, on) {
            queue.export(ExportAction::Direction(DIRECTIONS[index].0));
        }
    });
    area.top_cut(space::S);
    let formats = [OutputFormat::Jsonl, OutputFormat::Txt];
    let cells = ["JSONL", "TXT"].map(|label| SegmentCell { label, enabled: true });
    let on = usize::from(options.format == OutputFormat::Txt);
    if let Some(index) = segmented(ui, area.top_cut(size::CONTROL), &tr(ui, "dataset-format"), &cells, on) {
        queue.export(ExportAction::Format(formats[index]));
    }
    area.top_cut(space::L);
    split_ui(ui, area, studio, draft, queue);
}

fn labelled(ui: &mut Ui, mut row: Rect, key: &str, control: impl FnOnce(&mut Ui, Rect)) {
    text(ui, row.left_cut(LABEL), Align::Min, &tr(ui, key), font::body(), palette(ui).text_2);
    control(ui, row);
}

/// The share of train, validation and test: presets behind the figures, a bar to drag, what comes of it.
fn split_ui(ui: &mut Ui, area: &mut Rect, studio: &Studio, draft: &mut ExportDraft, queue: &mut Queue) {
    let p = palette(ui);
    let split = draft.split.unwrap_or(studio.export.split);
    let row = area.top_cut(20.0);
    text(ui, row, Align::Min, &tr(ui, "dataset-split"), font::body(), p.text_2);
    let shown = figures(split);
    let whole = width(ui, &shown, font::body());
    let value = Rect::from_min_max(
        pos2(row.right() - whole - 12.0, row.top() - 2.0),
        pos2(row.right() + 6.0, row.bottom() + 2.0),
    );
    let name = tr(ui, "dataset-split");
    let response = hit_as(ui, value, ui.scope_id().with("split"), Role::ComboBox, &name);
    if response.hovered() {
        fill(ui, value, radius::CONTROL, p.control);
    }
    focus_ring(ui, value, radius::CONTROL, &response);
    text(ui, row, Align::Max, &shown, font::body(), p.text);
    popover(&response, 176.0, |ui| {
        for preset in SPLITS {
            if choice_ui(ui, preset == split, &figures(preset), "") {
                queue.export(ExportAction::Split(preset));
                ui.close();
            }
        }
    });
    area.top_cut(6.0);
    let shades = [p.accent, p.accent.lerp_to_gamma(p.panel, 0.4), p.accent.lerp_to_gamma(p.panel, 0.65)];
    split_bar_ui(ui, area.top_cut(8.0), split, shades, draft, queue);
    area.top_cut(6.0);
    let records = studio.job.expected_records.filter(|records| *records > 0);
    legend_ui(ui, area.top_cut(18.0), split, shades, records);
}

fn figures(split: [u8; 3]) -> String {
    format!("{} / {} / {}", split[0], split[1], split[2])
}

fn split_bar_ui(
    ui: &mut Ui,
    bar: Rect,
    split: [u8; 3],
    shades: [Color32; 3],
    draft: &mut ExportDraft,
    queue: &mut Queue,
) {
    let x_of = |percent: u8| (bar.left() + bar.width() * f32::from(percent) / 100.0).round();
    let edges = [bar.left(), x_of(split[0]), x_of(split[0] + split[1]), bar.right()];
    for (part, shade) in shades.into_iter().enumerate() {
        let gap = if part < 2 && split[part + 1..].iter().any(|share| *share > 0) { 2.0 } else { 0.0 };
        let segment = Rect::from_min_max(pos2(edges[part], bar.top()), pos2(edges[part + 1] - gap, bar.bottom()));
        if split[part] > 0 && segment.width() > 0.0 {
            fill(ui, segment, 2, shade);
        }
    }
    let mut next = split;
    let mut ended = false;
    for (edge, key) in [(0, "dataset-split-train"), (1, "dataset-split-validation")] {
        let handle = Rect::from_center_size(pos2(edges[edge + 1] - 1.0, bar.center().y), vec2(10.0, 20.0));
        let response = ui.interact(handle, ui.scope_id().with(key), Sense::drag());
        let name = tr(ui, key);
        response.widget_info(|| WidgetInfo::slider(true, f64::from(split[edge]), &name));
        if response.hovered() || response.dragged() {
            ui.set_cursor_icon(CursorIcon::ResizeHorizontal);
        }
        if response.has_focus() {
            outline(ui, handle, radius::MARK, 1.5, palette(ui).accent);
            let lock = egui::EventFilter { horizontal_arrows: true, ..Default::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, lock));
            let presses = |key| ui.input(|input| input.num_presses(key)) as i32;
            let turn = presses(Key::ArrowRight) - presses(Key::ArrowLeft);
            if turn != 0 {
                let at: u8 = split[..=edge].iter().sum();
                next = moved(split, edge, i32::from(at) + turn);
                ended = true;
            }
        }
        if let Some(pointer) = response.interact_pointer_pos().filter(|_| response.dragged()) {
            let at = ((pointer.x - bar.left()) / bar.width() * 100.0).round() as i32;
            next = moved(split, edge, at);
            draft.split = Some(next);
        }
        ended |= response.drag_stopped();
    }
    if ended {
        draft.split = None;
        queue.export(ExportAction::Split(next));
    }
}

/// The split with one of its two edges at `at` percent; what is pushed gives way.
fn moved(split: [u8; 3], edge: usize, at: i32) -> [u8; 3] {
    let at = at.clamp(0, 100) as u8;
    match edge {
        // Something must be left to train on.
        0 => {
            let train = at.max(1);
            let rest = 100 - train;
            let before = u32::from(split[1]) + u32::from(split[2]);
            let validation = match before {
                0 => rest / 2,
                _ => ((u32::from(rest) * u32::from(split[1]) + before / 2) / before) as u8,
            };
            [train, validation, rest - validation]
        }
        _ => {
            let end = at.max(split[0]);
            [split[0], end - split[0], 100 - end]
        }
    }
}

fn legend_ui(ui: &Ui, row: Rect, split: [u8; 3], shades: [Color32; 3], records: Option<u64>) {
    let p = palette(ui);
    let mut row = row;
    let keys = match records {
        Some(_) => ["split-train", "split-val-short", "split-test"],
        None => ["split-train", "split-validation", "split-test"],
    };
    for ((shade, key), share) in shades.into_iter().zip(keys).zip(split) {
        let name = tr(ui, key);
        let label = match records {
            Some(records) => {
                let count = number((records as f64 * f64::from(share) / 100.0).round() as u64);
                tr_with(ui, "split-count", [("name", name.into()), ("count", count.into())])
            }
            None => name,
        };
        let whole = 11.0 + width(ui, &label, font::small()) + space::M;
        let cell = row.left_cut(whole.min(row.width()));
        fill(ui, Rect::from_min_size(pos2(cell.left(), cell.center().y - 3.0), vec2(6.0, 6.0)), 2, shade);
        text(ui, cell.with_min_x(cell.left() + 11.0), Align::Min, &label, font::small(), p.text_3);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dragged_split_stays_whole() {
        for split in SPLITS {
            for edge in [0, 1] {
                for at in -10..=110 {
                    let next = moved(split, edge, at);
                    assert_eq!(next.iter().map(|share| u32::from(*share)).sum::<u32>(), 100, "{split:?} {edge} {at}");
                    assert!(next[0] >= 1);
                }
            }
        }
        assert_eq!(moved([90, 5, 5], 0, 80), [80, 10, 10]);
        assert_eq!(moved([90, 5, 5], 1, 97), [90, 7, 3]);
        assert_eq!(moved([100, 0, 0], 0, 98), [98, 1, 1]);
    }
}
