//! Sources, data set, size, and the one big button.

use crate::app::commands::Command;
use crate::app::i18n::{arg, bytes, decimal, number, percent, tr, tr_with};
use crate::app::icons;
use crate::app::panels::{dataset, size as size_panel};
use crate::app::queue::Queue;
use crate::app::theme::{font, palette, radius, size, space};
use crate::app::widgets::menu::{Item, menu, menu_item};
use crate::app::widgets::{
    Cut, Kind, button, fade_bottom, fill, hit_as, hline, icon, icon_button, progress, switch, text, tip,
};
use crate::progress::Stage;
use crate::studio::{ExportAction, JobState, Studio, sample};
use egui::{Align, Rect, Role, ScrollArea, Sense, Stroke, Ui, UiBuilder, pos2, vec2};
use std::path::{Path, PathBuf};

const FOOT: f32 = 84.0;
const SOURCE_ROW: f32 = 40.0;
/// How long a look at the export folder is believed.
const FOLDER_SECS: f64 = 2.0;

/// What the export panel remembers between frames.
#[derive(Default)]
pub struct ExportDraft {
    /// The split while its bar is being dragged.
    pub(crate) split: Option<[u8; 3]>,
    /// The folder the next export makes, and when that was looked up.
    folder: Option<(PathBuf, f64)>,
}

/// Draws the panel.
pub fn ui(ui: &mut Ui, rect: Rect, studio: &Studio, draft: &mut ExportDraft, queue: &mut Queue) {
    let p = palette(ui);
    let mut area = rect;
    area.left_cut(1.0);
    let foot = area.bottom_cut(FOOT).shrink2(vec2(space::L, 0.0));
    let clip = ui.clip_rect().intersect(area);
    ui.scope_builder(UiBuilder::new().id_salt("export").max_rect(area), |ui| {
        ui.set_clip_rect(clip);
        ScrollArea::vertical().id_salt("export").auto_shrink(false).show(ui, |ui| {
            let whole = Rect::from_min_size(ui.cursor().min, vec2(area.width(), 4_000.0));
            let mut inner = whole.shrink2(vec2(space::L, 0.0));
            sources_ui(ui, &mut inner, studio, queue);
            line_ui(ui, &mut inner);
            dataset::ui(ui, &mut inner, studio, draft, queue);
            inner.top_cut(space::XS);
            line_ui(ui, &mut inner);
            size_panel::ui(ui, &mut inner, studio);
            if has_text(studio) {
                inner.top_cut(space::M);
                hline(ui, inner.left(), inner.right(), inner.top());
                inner.top_cut(space::S);
                switches_ui(ui, &mut inner, studio, queue);
            }
            inner.top_cut(space::M);
            ui.allocate_rect(whole.with_max_y(inner.top()), Sense::hover());
        });
        fade_bottom(ui, area.with_min_y(area.bottom() - space::M), space::M, p.panel);
    });
    match &studio.job.running {
        Some(job) => running_ui(ui, foot, job, queue),
        None => start_ui(ui, foot, studio, draft, queue),
    }
}

/// Whether there is something to export: sources, or the sample's own texts.
fn has_text(studio: &Studio) -> bool {
    !studio.sources.is_empty() || studio.is_sample
}

/// Space, a hairline, space.
fn line_ui(ui: &Ui, area: &mut Rect) {
    area.top_cut(space::M);
    hline(ui, area.left(), area.right(), area.top());
    area.top_cut(space::M);
}

fn sources_ui(ui: &mut Ui, area: &mut Rect, studio: &Studio, queue: &mut Queue) {
    let p = palette(ui);
    let mut header = area.top_cut(size::HEADER).shrink2(vec2(0.0, 6.0));
    let plus = icon_button(ui, header.right_cut(28.0).translate(vec2(6.0, 0.0)), icons::PLUS, &tr(ui, "source-add"));
    menu(&plus, 200.0, |ui| {
        for command in [Command::AddSources, Command::AddSourceFolder] {
            let spec = command.spec();
            let (label, keys) = (tr(ui, spec.label), command.keys(ui.ctx()));
            if menu_item(ui, Item { glyph: spec.glyph, label: &label, shortcut: &keys, ..Item::default() }) {
                queue.run(command);
            }
        }
    });
    let fold = header.right_cut(28.0).translate(vec2(6.0, 0.0));
    if icon_button(ui, fold, icons::PANEL_RIGHT_CLOSE, &tr(ui, Command::ToggleExport.spec().label)).clicked() {
        queue.run(Command::ToggleExport);
    }
    text(ui, header, Align::Min, &tr(ui, "sources"), font::strong(13.0), p.text);
    if !has_text(studio) {
        return drop_zone_ui(ui, area.top_cut(88.0), queue);
    }
    if studio.sources.is_empty() {
        for (name, title, whole) in &sample::TEXTS {
            let caption = format!("{} · {}", bytes(ui, whole.len() as u64), title);
            source_ui(ui, area.top_cut(SOURCE_ROW), icons::FILE_TEXT, name, &caption);
        }
    }
    for (index, source) in studio.sources.iter().enumerate() {
        let row = area.top_cut(SOURCE_ROW);
        let name = name_of(&source.path);
        let file = crate::corpus::format_of(&source.path).is_some();
        let glyph = if file { icons::FILE_TEXT } else { icons::FOLDER };
        let over = ui.rect_contains_pointer(row);
        let room = if over { row.with_max_x(row.right() - 28.0) } else { row };
        source_ui(ui, room, glyph, &name, &source_caption(ui, studio, index));
        let cross = Rect::from_center_size(pos2(row.right() - 8.0, row.center().y), vec2(28.0, 28.0));
        let label = tr_with(ui, "source-remove", [("name", arg(name))]);
        let id = ui.scope_id().with(("source", index));
        let response = hit_as(ui, cross, id, Role::Button, &label);
        if over || response.has_focus() {
            if response.hovered() || response.has_focus() {
                fill(ui, cross, radius::CONTROL, p.control_hover);
            }
            icon(ui, cross, icons::X, p.text_2);
        }
        if tip(response, &label, None).clicked() {
            queue.export(ExportAction::RemoveSource(index));
        }
    }
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
    crate::text::display::printable(&name)
}

/// What is known of a source: its size when it is the only one, else the folder it is in.
fn source_caption(ui: &Ui, studio: &Studio, index: usize) -> String {
    match &studio.job.size {
        Some(size) if studio.sources.len() == 1 => {
            let pages = decimal(ui, size.pages, if size.pages < 10.0 { 1 } else { 0 });
            format!("{} · {}", bytes(ui, size.bytes), tr_with(ui, "source-pages", [("pages", pages.into())]))
        }
        Some(_) => studio.sources[index].path.parent().map(name_of).unwrap_or_default(),
        None => tr(ui, "source-measuring"),
    }
}

fn source_ui(ui: &Ui, row: Rect, glyph: &str, name: &str, caption: &str) {
    let p = palette(ui);
    let mut row = row;
    icon(ui, row.left_cut(16.0), glyph, p.text_3);
    row.left_cut(10.0);
    row.top_cut(3.0);
    text(ui, row.top_cut(18.0), Align::Min, name, font::body(), p.text);
    text(ui, row.top_cut(16.0), Align::Min, caption, font::small(), p.text_3);
}

fn drop_zone_ui(ui: &mut Ui, zone: Rect, queue: &mut Queue) {
    let p = palette(ui);
    let label = tr(ui, "source-drop");
    let response = hit_as(ui, zone, ui.scope_id().with("drop-zone"), Role::Button, &label);
    let edge = if response.hovered() || response.has_focus() { p.accent } else { p.line_strong };
    let r = zone.shrink(0.5);
    let corners = [r.left_top(), r.right_top(), r.right_bottom(), r.left_bottom(), r.left_top()];
    ui.painter().extend(egui::Shape::dashed_line(&corners, Stroke::new(1.0, edge), 4.0, 4.0));
    let mut inner = zone.shrink(space::M);
    icon(ui, inner.top_cut(28.0), icons::FILE_PLUS, p.text_3);
    text(ui, inner, Align::Center, &label, font::small(), p.text_3);
    if response.clicked() {
        queue.run(Command::AddSources);
    }
}

fn switches_ui(ui: &mut Ui, area: &mut Rect, studio: &Studio, queue: &mut Queue) {
    let p = palette(ui);
    for (key, on, action) in [
        ("export-dedupe", studio.export.dedupe, ExportAction::Dedupe(!studio.export.dedupe)),
        ("export-sites", studio.export.sites, ExportAction::Sites(!studio.export.sites)),
    ] {
        let mut row = area.top_cut(size::ROW);
        let label = tr(ui, key);
        if switch(ui, row.right_cut(28.0), on, &label) {
            queue.export(action);
        }
        let ink = if on { p.text } else { p.text_2 };
        text(ui, row, Align::Min, &label, font::body(), ink);
        let over = ui.interact(row, ui.scope_id().with((key, "tip")), Sense::hover());
        over.on_hover_text(tr(ui, &format!("{key}-tip")));
    }
}

/// The button, and above it in one line what will be made of what.
fn start_ui(ui: &mut Ui, mut foot: Rect, studio: &Studio, draft: &mut ExportDraft, queue: &mut Queue) {
    foot.bottom_cut(space::L);
    let main = foot.bottom_cut(size::PRIMARY);
    foot.bottom_cut(space::XS);
    let ready = has_text(studio) && Command::Export.is_enabled(studio);
    let label = match studio.job.expected_records {
        Some(records) if ready && studio.is_forecast_sampled() => {
            tr_with(ui, "export-records-about", [("count", arg(records))])
        }
        Some(records) if ready => tr_with(ui, "export-records", [("count", arg(records))]),
        _ => tr(ui, "export-start"),
    };
    let kind = if ready { Kind::Primary } else { Kind::Disabled };
    if button(ui, main, icons::UPLOAD, &label, kind).clicked() {
        queue.run(Command::Export);
    }
    if !ready {
        return;
    }
    let folder = draft.next_folder(ui, studio);
    let name = name_of(&folder);
    let caption = format!("{} · {name}", forecast(ui, studio));
    let line = foot.with_min_y(foot.bottom() - size::CHIP);
    let about = tr_with(ui, "export-folder", [("name", arg(folder.display().to_string()))]);
    let response = hit_as(ui, line, ui.scope_id().with("export-folder"), Role::Button, &about);
    let p = palette(ui);
    let ink = if response.hovered() || response.has_focus() { p.accent_text } else { p.text_3 };
    text(ui, line, Align::Center, &caption, font::small(), ink);
    if tip(response, &about, None).clicked() {
        queue.run(Command::ChooseExportFolder);
    }
}

impl ExportDraft {
    /// The folder the next export makes; looked up on the disk once in a while, not at each frame.
    fn next_folder(&mut self, ui: &Ui, studio: &Studio) -> PathBuf {
        let now = ui.input(|input| input.time);
        match &self.folder {
            Some((folder, looked_up)) if (0.0..FOLDER_SECS).contains(&(now - looked_up)) => folder.clone(),
            _ => {
                let folder = studio.next_export_folder();
                self.folder = Some((folder.clone(), now));
                folder
            }
        }
    }
}

fn forecast(ui: &Ui, studio: &Studio) -> String {
    let Some(size) = &studio.job.size else { return tr(ui, "source-measuring") };
    let files = tr_with(ui, "export-texts", [("count", arg(size.documents))]);
    format!("{files} · {}", bytes(ui, size.bytes))
}

/// Stage, records, speed, time left, and how to stop.
fn running_ui(ui: &mut Ui, mut foot: Rect, job: &JobState, queue: &mut Queue) {
    let p = palette(ui);
    foot.bottom_cut(space::L);
    let cancel = foot.bottom_cut(size::PRIMARY);
    foot.bottom_cut(space::S);
    let rail = foot.bottom_cut(6.0);
    foot.bottom_cut(space::XS);
    let part = job.progress.fraction();
    progress(ui, rail, part);
    let line = foot.bottom_cut(18.0);
    let left = match job.progress.stage() {
        Stage::Scanning => tr(ui, "export-scanning"),
        Stage::Writing => tr_with(ui, "export-running", [("count", number(job.progress.records()).into())]),
        Stage::Finishing | Stage::Done => tr(ui, "export-finishing"),
    };
    let seconds = job.started.elapsed().as_secs_f64();
    let mut right = percent(ui, f64::from(part), 0);
    if seconds > 0.5 && part > 0.0 && job.progress.stage() == Stage::Writing {
        let remaining = (seconds / f64::from(part) - seconds).ceil() as u64;
        let clock = format!("{}:{:02}", remaining / 60, remaining % 60);
        let speed = bytes(ui, (job.progress.bytes_done() as f64 / seconds) as u64);
        let args = [("speed", speed.into()), ("time", clock.into())];
        right = format!("{} · {right}", tr_with(ui, "export-pace", args));
    }
    let ink = text(ui, line, Align::Max, &right, font::small(), p.text_3);
    text(ui, line.with_max_x(ink.left() - space::S), Align::Min, &left, font::small(), p.text_2);
    if button(ui, cancel, icons::X, &tr(ui, "export-cancel"), Kind::Plain).clicked() {
        queue.export(ExportAction::Cancel);
    }
}
