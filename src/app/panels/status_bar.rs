//! The status bar: the running job, what is saved, issues, the tokenizer.

use crate::app::commands::Command;
use crate::app::i18n::{arg, bytes, number, percent, tr, tr_with};
use crate::app::icons;
use crate::app::panels::fix_buttons;
use crate::app::queue::Queue;
use crate::app::theme::{font, palette, radius, space};
use crate::app::widgets::{Cut, dot, fill, hit_as, icon_button, menu, progress, text};
use crate::app::words;
use crate::dictionary::{Level, Subject};
use crate::progress::Stage;
use crate::studio::{Action, JobState, RowKind, Selection, Studio};
use egui::{Align, Color32, Rect, Role, Ui, pos2, vec2};

/// At most so many issues are listed at once.
const LISTED: usize = 200;

/// Draws the bar.
pub fn ui(ui: &mut Ui, rect: Rect, studio: &Studio, issues_open: &mut bool, queue: &mut Queue) {
    let p = palette(ui);
    let mut bar = rect.shrink2(vec2(space::L, 0.0));
    bar.top_cut(1.0);
    tell(ui, &mut bar, &tr_with(ui, "status-tokens", [("name", "o200k".into())]));
    if studio.layers.is_empty() && studio.job.running.is_none() {
        say(ui, &mut bar, &tr(ui, "status-ready"), p.text_3);
        return;
    }
    issues_ui(ui, &mut bar, studio, issues_open, queue);
    let dirty = studio.project_dirty || studio.layers.iter().any(|layer| layer.dirty);
    if bar.width() > 700.0 || studio.job.running.is_none() {
        saved_ui(ui, &mut bar, studio, dirty);
    }
    match &studio.job.running {
        Some(job) => job_ui(ui, &mut bar, job, queue),
        None => {
            let words = studio.layers.iter().filter(|layer| layer.enabled);
            let count: usize = words.map(|layer| layer.document.dictionary.entries.len()).sum();
            let label = tr_with(ui, "status-entries", [("count", arg(count as u64))]);
            say(ui, &mut bar, &label, p.text_3);
        }
    }
}

fn say(ui: &Ui, bar: &mut Rect, label: &str, color: Color32) {
    let ink = text(ui, *bar, Align::Min, label, font::small(), color);
    bar.left_cut(ink.width() + space::M);
}

fn tell(ui: &Ui, bar: &mut Rect, label: &str) -> Rect {
    let ink = text(ui, *bar, Align::Max, label, font::small(), palette(ui).text_3);
    bar.right_cut(ink.width() + space::L);
    ink
}

fn saved_ui(ui: &Ui, bar: &mut Rect, studio: &Studio, dirty: bool) {
    let key = match (dirty, studio.is_sample) {
        (true, _) => "status-unsaved",
        (false, true) => "status-sample",
        (false, false) => "status-saved",
    };
    let ink = tell(ui, bar, &tr(ui, key));
    if dirty {
        dot(ui, pos2(ink.left() - 10.0, ink.center().y), palette(ui).text_3);
        bar.right_cut(14.0);
    }
}

fn issues_ui(ui: &mut Ui, bar: &mut Rect, studio: &Studio, open: &mut bool, queue: &mut Queue) {
    let p = palette(ui);
    let count = studio.problems.iter().filter(|(_, problem)| problem.level > Level::Note).count();
    if count == 0 {
        *open = false;
        return;
    }
    let label = tr_with(ui, "status-issues", [("count", arg(count as u64))]);
    let ink = tell(ui, bar, &label);
    let rect =
        Rect::from_min_max(pos2(ink.left() - 20.0, bar.top() + 2.0), pos2(ink.right() + 6.0, bar.bottom() - 2.0));
    let response = hit_as(ui, rect, ui.scope_id().with("issues"), Role::Button, &label);
    if response.hovered() || response.has_focus() {
        fill(ui, rect, radius::MARK, p.control_hover);
        text(ui, ink.expand(1.0), Align::Center, &label, font::small(), p.text_2);
    }
    let worst = studio.problems.iter().map(|(_, problem)| problem.level).max();
    let mark = if worst == Some(Level::Error) { p.bad } else { p.warn_mark };
    dot(ui, pos2(ink.left() - 10.0, ink.center().y), mark);
    bar.right_cut(14.0);
    if *open {
        egui::Popup::open_id(ui.ctx(), egui::Popup::default_response_id(&response));
        *open = false;
    }
    menu(&response, 440.0, |ui| issue_list_ui(ui, studio, queue));
}

fn issue_list_ui(ui: &mut Ui, studio: &Studio, queue: &mut Queue) {
    let p = palette(ui);
    let shown = studio.problems.iter().filter(|(_, problem)| problem.level > Level::Note).take(LISTED);
    egui::ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
        for (index, (layer, problem)) in shown.enumerate() {
            ui.push_id(index, |ui| {
                let width = ui.available_width().max(440.0);
                let said = words::problem(ui, problem);
                let galley = ui.painter().layout(said.clone(), font::small(), p.text_2, width - 32.0);
                let (rect, response) =
                    ui.allocate_exact_size(vec2(width, galley.size().y + 12.0), egui::Sense::click());
                response.widget_info(|| egui::WidgetInfo::labeled(Role::MenuItem, true, &said));
                if response.hovered() || response.has_focus() {
                    fill(ui, rect, radius::CONTROL, p.control_hover);
                }
                let mark = if problem.level == Level::Error { p.bad } else { p.warn_mark };
                dot(ui, pos2(rect.left() + 11.0, rect.top() + 14.0), mark);
                ui.painter().galley(rect.min + vec2(24.0, 6.0), galley, p.text_2);
                if response.clicked() {
                    let row = problem.subject.map(|subject| match subject {
                        Subject::Entry(entry) => RowKind::Entry(entry),
                        Subject::Link(link) => RowKind::Link(link),
                    });
                    if let Some(row) = row {
                        queue.act(Action::Select(Some(Selection { layer: *layer, row })));
                    }
                    ui.close();
                }
                fix_buttons::row_ui(ui, 24.0, studio, *layer, problem, queue);
            });
        }
    });
}

fn job_ui(ui: &mut Ui, bar: &mut Rect, job: &JobState, queue: &mut Queue) {
    let p = palette(ui);
    let progress_now = &job.progress;
    let stage = match progress_now.stage() {
        Stage::Scanning => "status-scanning",
        Stage::Writing => "status-exporting",
        Stage::Finishing | Stage::Done => "status-finishing",
    };
    say(ui, bar, &tr(ui, stage), p.text);
    if bar.width() > 560.0 {
        let folder = job.out.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        say(ui, bar, &folder, p.text_3);
    }
    let rail = bar.left_cut(160.0);
    let part = progress_now.fraction();
    progress(ui, Rect::from_center_size(rail.center(), vec2(160.0, 4.0)), part);
    bar.left_cut(space::M);
    say(ui, bar, &percent(ui, f64::from(part), 0), p.text);
    if bar.width() > 320.0 {
        let label = tr_with(ui, "status-records", [("count", number(progress_now.records()).into())]);
        say(ui, bar, &label, p.text_2);
    }
    let seconds = job.started.elapsed().as_secs_f64();
    if seconds > 0.5 && part > 0.0 {
        let speed = bytes(ui, (progress_now.bytes_done() as f64 / seconds) as u64);
        say(ui, bar, &tr_with(ui, "per-second", [("value", speed.into())]), p.text_2);
        let left = (seconds / f64::from(part) - seconds).round() as u64;
        let clock = format!("{}:{:02}", left / 60, left % 60);
        say(ui, bar, &tr_with(ui, "status-left", [("time", clock.into())]), p.text_2);
    }
    let rect = bar.left_cut(24.0).shrink2(vec2(0.0, 2.0));
    if icon_button(ui, rect, icons::X, &tr(ui, Command::CancelExport.spec().label)).clicked() {
        queue.run(Command::CancelExport);
    }
}
