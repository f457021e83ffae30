//! What came out of an export: how much, how far it goes, the first records, and what to do next.

use crate::app::i18n::{arg, bytes, decimal, number, tr, tr_with};
use crate::app::icons;
use crate::app::panels::size::{note, tier_key};
use crate::app::queue::Queue;
use crate::app::theme::{font, palette, radius, size, space};
use crate::app::widgets::{Cut, Kind, button, card, fill, hline, icon, icon_button, paragraph, text, width};
use crate::app::{open, theme};
use crate::estimate::Tier;
use crate::export::Outcome;
use crate::studio::{ExportAction, Studio};
use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Key, Order, Rect, Role, Sense, Ui, pos2, vec2};
use std::path::Path;

const WIDTH: f32 = 600.0;
const RECORD: f32 = 44.0;
/// Records shown.
const SHOWN: usize = 5;

/// Draws the card over the canvas while there is a result.
pub fn ui(ui: &mut Ui, canvas: Rect, studio: &Studio, queue: &mut Queue) {
    if studio.job.running.is_some() {
        return;
    }
    let close = match (&studio.job.failure, &studio.job.result) {
        (Some(sentence), _) => failure_ui(ui, canvas, sentence),
        (None, Some((folder, outcome))) => success_ui(ui, canvas, folder, outcome),
        (None, None) => return,
    };
    let escaped = ui.memory(|memory| memory.focused().is_none())
        && ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Escape));
    if close || escaped {
        queue.export(ExportAction::DismissResult);
    }
}

fn area<R>(ui: &Ui, rect: Rect, name: &str, content: impl FnOnce(&mut Ui) -> R) -> R {
    egui::Area::new(egui::Id::unique("export-card"))
        .order(Order::Middle)
        .fixed_pos(rect.min)
        .role(Role::Dialog)
        .accessible_name(name)
        .show(ui, |ui| {
            ui.allocate_rect(rect, Sense::click());
            card(ui, rect);
            content(ui)
        })
        .inner
}

fn in_canvas(canvas: Rect, width: f32, height: f32) -> Rect {
    let width = width.min(canvas.width() - 2.0 * space::S);
    let rect = Rect::from_center_size(canvas.center(), vec2(width, height.min(canvas.height() - 2.0 * space::S)));
    Rect::from_min_size(rect.min.round(), rect.size().round())
}

fn failure_ui(ui: &Ui, canvas: Rect, sentence: &str) -> bool {
    let p = palette(ui);
    let inner_width = WIDTH.min(canvas.width() - 16.0) - 2.0 * space::XL - 32.0;
    let lines = ui.painter().layout(sentence.to_owned(), font::body(), p.text_2, inner_width).rows.len();
    let rect = in_canvas(canvas, WIDTH, 2.0 * space::L + 28.0 + space::S + 20.0 * lines as f32 + space::S);
    let title = tr(ui, "export-failed");
    area(ui, rect, &title, |ui| {
        let mut inner = rect.shrink2(vec2(space::XL, space::L));
        let mut head = inner.top_cut(28.0);
        let close = icon_button(ui, head.right_cut(28.0).translate(vec2(8.0, 0.0)), icons::X, &tr(ui, "close"));
        icon(ui, head.left_cut(20.0), icons::CIRCLE_ALERT, p.bad);
        head.left_cut(space::M);
        text(ui, head, Align::Min, &title, font::strong(15.0), p.text);
        inner.top_cut(space::S);
        inner.left_cut(32.0);
        paragraph(ui, inner.min, inner_width, sentence, font::body(), 20.0, p.text_2);
        close.clicked()
    })
}

fn success_ui(ui: &Ui, canvas: Rect, folder: &Path, outcome: &Outcome) -> bool {
    let records: u64 = outcome.records.iter().sum();
    let shown: Vec<(String, String)> = outcome.examples.iter().take(SHOWN).map(|line| readable(line)).collect();
    let height = 2.0 * space::L + 48.0 + space::M + 44.0 + space::M + 1.0 + space::M;
    let height = height + 24.0 + RECORD * shown.len() as f32 + space::M + 1.0 + space::M + 36.0 + space::M + 28.0;
    let rect = in_canvas(canvas, WIDTH, height);
    let title = tr_with(ui, "done-title", [("count", arg(records))]);
    area(ui, rect, &title, |ui| {
        ui.set_clip_rect(rect);
        let mut inner = rect.shrink2(vec2(space::XL, space::L));
        let mut foot = inner.bottom_cut(size::CONTROL);
        inner.bottom_cut(space::M);
        let command = inner.bottom_cut(36.0);
        inner.bottom_cut(space::M);
        let close = head_ui(ui, inner.top_cut(48.0), folder, records, &title);
        inner.top_cut(space::M);
        counts_ui(ui, inner.top_cut(44.0), outcome);
        inner.top_cut(space::M);
        hline(ui, inner.left(), inner.right(), inner.top());
        inner.top_cut(1.0 + space::M);
        records_ui(ui, inner, &shown);
        command_ui(ui, command, &outcome.training_command);
        if button(ui, foot.left_cut(fit(ui, "done-open", true)), icons::FOLDER_OPEN, &tr(ui, "done-open"), Kind::Plain)
            .clicked()
        {
            open::folder(ui, folder);
        }
        foot.left_cut(space::S);
        let copy = foot.left_cut(fit(ui, "done-copy", true));
        if button(ui, copy, icons::COPY, &tr(ui, "done-copy"), Kind::Ghost).clicked() {
            ui.copy_text(format!("cd {} && {}", quoted(folder), outcome.training_command));
        }
        let dismiss = fit(ui, "close", false);
        let done = button(ui, foot.right_cut(dismiss), "", &tr(ui, "close"), Kind::Ghost).clicked();
        close || done
    })
}

fn fit(ui: &Ui, key: &str, with_icon: bool) -> f32 {
    width(ui, &tr(ui, key), font::medium(13.0)) + 24.0 + if with_icon { 22.0 } else { 0.0 }
}

/// The last two names of a path.
fn short(path: &Path) -> String {
    let names: Vec<_> = path.iter().rev().take(2).map(|name| name.to_string_lossy()).collect();
    let shown: Vec<&str> = names.iter().rev().map(AsRef::as_ref).collect();
    crate::text::display::printable(&shown.join("/"))
}

/// A path as a shell takes it.
fn quoted(path: &Path) -> String {
    let path = path.display().to_string();
    let plain = path.chars().all(|c| c.is_alphanumeric() || "/\\._-:".contains(c));
    if plain { path } else { format!("\"{}\"", path.replace('"', "\\\"")) }
}

fn head_ui(ui: &mut Ui, mut head: Rect, folder: &Path, records: u64, title: &str) -> bool {
    let p = palette(ui);
    let mark = head.left_cut(20.0);
    icon(ui, mark.with_max_y(mark.top() + 24.0), icons::CIRCLE_CHECK, p.good);
    head.left_cut(space::M);
    let mut first = head.top_cut(24.0);
    let cross = Rect::from_min_size(pos2(first.right() - 20.0, first.top() - 2.0), vec2(28.0, 28.0));
    let close = icon_button(ui, cross, icons::X, &tr(ui, "done-close")).clicked();
    first.right_cut(28.0);
    let ink = text(ui, first, Align::Min, title, font::strong(15.0), p.text);
    let tier = Tier::reached(records);
    if tier != Tier::None {
        let label = tr(ui, tier_key(tier));
        let whole = width(ui, &label, font::small()) + 2.0 * space::S;
        let chip = Rect::from_min_size(pos2(ink.right() + space::M, first.top() + 1.0), vec2(whole, 22.0));
        fill(ui, chip, radius::CONTROL, p.accent_tint);
        text(ui, chip, Align::Center, &label, font::small(), p.accent_text);
    }
    let whole = crate::text::display::printable(&folder.display().to_string());
    let line = format!("{} · {}", short(folder), note(ui, true, Some(records)));
    let over = ui.interact(head, ui.scope_id().with("folder"), Sense::hover());
    over.widget_info(|| egui::WidgetInfo::labeled(Role::Paragraph, true, &line));
    text(ui, head, Align::Min, &line, font::small(), p.text_3);
    over.on_hover_text(whole);
    close
}

fn counts_ui(ui: &Ui, mut row: Rect, outcome: &Outcome) {
    let p = palette(ui);
    let mut figures = vec![
        ("split-train", number(outcome.records[0])),
        ("split-validation", number(outcome.records[1])),
        ("split-test", number(outcome.records[2])),
        ("done-pages", decimal(ui, outcome.pages, if outcome.pages < 100.0 { 1 } else { 0 })),
        ("done-bytes", bytes(ui, outcome.bytes)),
    ];
    if outcome.quarantined > 0 {
        figures.push(("done-quarantined", number(outcome.quarantined)));
    }
    let each = (row.width() / figures.len() as f32).floor();
    for (key, value) in figures {
        let mut cell = row.left_cut(each);
        text(ui, cell.top_cut(18.0), Align::Min, &tr(ui, key), font::small(), p.text_3);
        let ink = if key == "done-quarantined" { p.warn } else { p.text };
        text(ui, cell, Align::Min, &value, font::strong(15.0), ink);
    }
}

fn records_ui(ui: &mut Ui, mut area: Rect, shown: &[(String, String)]) {
    let p = palette(ui);
    let title = tr_with(ui, "done-first", [("count", arg(shown.len() as u64))]);
    text(ui, area.top_cut(24.0), Align::Min, &title, font::small(), p.text_3);
    for (index, (input, output)) in shown.iter().enumerate() {
        if area.height() < RECORD {
            return;
        }
        let mut row = area.top_cut(RECORD);
        let said = format!("{input} → {output}");
        let response = ui.interact(row, ui.scope_id().with(("record", index)), Sense::hover());
        response.widget_info(|| egui::WidgetInfo::labeled(Role::ListItem, true, &said));
        response.on_hover_text(&said);
        let mark = row.left_cut(20.0);
        text(ui, mark.with_max_y(mark.top() + 20.0), Align::Min, &(index + 1).to_string(), font::small(), p.text_3);
        text(ui, row.top_cut(20.0), Align::Min, input, font::body(), p.text_2);
        marked(ui, row.top_cut(20.0), output);
    }
}

/// One line whose braces are in the quieter colour.
fn marked(ui: &Ui, row: Rect, line: &str) {
    let p = palette(ui);
    let wrap = egui::text::TextWrapping::truncate_at_width(row.width());
    let mut job = LayoutJob { wrap, ..LayoutJob::default() };
    let (mut rest, mut inside) = (line, false);
    while !rest.is_empty() {
        let end = match inside {
            false => rest.find('{').unwrap_or(rest.len()),
            true => rest.find('}').map_or(rest.len(), |at| at + 1),
        };
        let color = if inside { p.accent_text } else { p.text };
        let format = TextFormat { font_id: theme::font::body(), color, ..TextFormat::default() };
        job.append(&rest[..end], 0.0, format);
        rest = &rest[end..];
        inside = !inside;
    }
    let galley = ui.painter().layout_job(job);
    let pos = pos2(row.left(), (row.center().y - galley.size().y / 2.0).round());
    ui.painter().galley(pos, galley, p.text);
}

fn command_ui(ui: &Ui, row: Rect, command: &str) {
    let p = palette(ui);
    fill(ui, row, radius::CONTROL, p.field);
    crate::app::widgets::outline(ui, row, radius::CONTROL, 1.0, p.line);
    text(ui, row.shrink2(vec2(space::M, 0.0)), Align::Min, command, font::mono(), p.text_2);
}

/// Input and answer of a record, whatever its schema; a line that is no JSON stands for itself.
fn readable(line: &str) -> (String, String) {
    let Ok(record) = serde_json::from_str::<serde_json::Value>(line) else {
        let (source, target) = line.split_once('\t').unwrap_or(("", line));
        return (source.to_owned(), target.to_owned());
    };
    let field = |key: &str| record.get(key).and_then(serde_json::Value::as_str);
    let turn = |list: &str, content: &str, index: usize| {
        let turns = record.get(list)?.as_array()?;
        turns.get(turns.len().checked_sub(index)?)?.get(content)?.as_str()
    };
    let pair = turn("messages", "content", 2)
        .zip(turn("messages", "content", 1))
        .or_else(|| turn("conversations", "value", 2).zip(turn("conversations", "value", 1)))
        .or_else(|| field("source").zip(field("target")))
        .or_else(|| field("prompt").zip(field("completion")))
        .or_else(|| field("input").zip(field("output")));
    let (input, output) = pair.unwrap_or_else(|| ("", field("text").unwrap_or(line)));
    // An instruction ends with an empty line.
    let input = input.split_once("\n\n").map_or(input, |(_, input)| input);
    (one_line(input), one_line(output))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_of_every_schema_are_readable() {
        let expected = ("Дождь шёл".to_owned(), "☔{грусть} шёл".to_owned());
        for line in [
            r#"{"messages":[{"role":"user","content":"Замени слова.\n\nДождь шёл"},{"role":"assistant","content":"☔{грусть} шёл"}],"id":"1"}"#,
            r#"{"conversations":[{"from":"human","value":"Замени слова.\n\nДождь шёл"},{"from":"gpt","value":"☔{грусть} шёл"}]}"#,
            r#"{"source":"Дождь шёл","target":"☔{грусть} шёл"}"#,
            r#"{"prompt":"Замени слова.\n\nДождь шёл","completion":"☔{грусть} шёл"}"#,
            r#"{"instruction":"Замени слова.","input":"Дождь шёл","output":"☔{грусть} шёл"}"#,
            "Дождь шёл\t☔{грусть} шёл",
        ] {
            assert_eq!(readable(line), expected, "{line}");
        }
        assert_eq!(readable(r#"{"text":"☔ шёл"}"#).1, "☔ шёл");
        assert_eq!(readable("☔ шёл").1, "☔ шёл");
    }

    #[test]
    fn paths_are_quoted_where_needed() {
        assert_eq!(quoted(Path::new("/home/a/x-001")), "/home/a/x-001");
        assert_eq!(quoted(Path::new("/home/a b/x")), "\"/home/a b/x\"");
    }
}
