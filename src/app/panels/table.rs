//! The table of entries, links and patterns: only the rows on screen are made.

use crate::app::commands::Command;
use crate::app::i18n::{number, tr};
use crate::app::icons;
use crate::app::panels::edits;
use crate::app::queue::Queue;
use crate::app::theme::{font, palette, size, space};
use crate::app::widgets::menu::Item;
use crate::app::widgets::{
    Cut, dot, fade_bottom, fill, hline, icon_button_as, menu, menu_item, menu_title, outline, symbol_fit, text,
};
use crate::dictionary::{Level, Matching};
use crate::studio::{Action, Selection, Studio};
use egui::{Align, Context, EventFilter, Id, Key, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// What the table remembers between frames.
pub struct TableDraft {
    columns: [bool; 3],
    last: Option<Selection>,
    offset: f32,
}

impl Default for TableDraft {
    fn default() -> Self {
        Self { columns: [true; 3], last: None, offset: 0.0 }
    }
}

impl TableDraft {
    /// Gives the rows the focus: arrow keys move the selection.
    pub fn focus(&self, ctx: &Context) {
        ctx.memory_mut(|memory| memory.request_focus(rows_id()));
    }
}

const COLUMNS: [&str; 3] = ["column-emotion", "column-hits", "column-tokens"];

fn rows_id() -> Id {
    Id::unique("table-rows")
}

/// The cells of a row.
struct Cells {
    symbol: Rect,
    word: Rect,
    emotion: Rect,
    hits: Rect,
    tokens: Rect,
    issue: Rect,
}

fn cells(row: Rect, columns: [bool; 3]) -> Cells {
    let mut row = row.shrink2(vec2(space::L, 0.0));
    let symbol = row.left_cut(28.0);
    let issue = row.right_cut(12.0);
    let tokens = row.right_cut(if columns[2] { 40.0 } else { 0.0 });
    let hits = row.right_cut(if columns[1] { 52.0 } else { 0.0 });
    let emotion_width = if row.width() > 200.0 { 104.0 } else { 84.0 };
    let emotion = row.right_cut(if columns[0] { emotion_width } else { 0.0 });
    Cells { symbol, word: row.with_max_x(row.right() - space::XS), emotion, hits, tokens, issue }
}

/// The button that opens the menu of columns.
pub fn columns_button_ui(ui: &mut Ui, rect: Rect, draft: &mut TableDraft) {
    let id = ui.scope_id().with("columns");
    let response = icon_button_as(ui, rect, id, icons::SLIDERS_HORIZONTAL, &tr(ui, "columns"), false);
    menu(&response, 180.0, |ui| {
        menu_title(ui, &tr(ui, "columns"));
        for (column, key) in draft.columns.iter_mut().zip(COLUMNS) {
            if menu_item(ui, Item { label: &tr(ui, key), checked: *column, ..Item::default() }) {
                *column = !*column;
            }
        }
    });
}

/// Draws heads and rows.
pub fn ui(ui: &mut Ui, area: Rect, studio: &Studio, draft: &mut TableDraft, queue: &mut Queue) {
    let p = palette(ui);
    let mut area = area;
    let head = cells(area.top_cut(size::ROW), draft.columns);
    for (cell, align, key, shown) in [
        (head.word, Align::Min, "column-word", true),
        (head.emotion, Align::Min, COLUMNS[0], draft.columns[0]),
        (head.hits, Align::Max, COLUMNS[1], draft.columns[1]),
        (head.tokens, Align::Max, "column-tokens-short", draft.columns[2]),
    ] {
        if shown {
            text(ui, cell, align, &tr(ui, key), font::small(), p.text_3);
        }
    }
    hline(ui, area.left(), area.right(), area.top() - 1.0);
    let count = studio.row_count();
    if count == 0 {
        return nothing_ui(ui, area, studio);
    }
    let mut child = ui.new_child(egui::UiBuilder::new().id_salt("table").max_rect(area));
    child.set_clip_rect(area);
    child.spacing_mut().item_spacing = vec2(0.0, 0.0);
    rows_ui(&mut child, area, count, studio, draft, queue);
    fade_bottom(&child, area, 28.0, p.panel);
}

fn nothing_ui(ui: &Ui, area: Rect, studio: &Studio) {
    let p = palette(ui);
    let mut area = area.shrink2(vec2(space::L, space::M));
    let key = if studio.filter.trim().is_empty() { "table-empty" } else { "table-nothing-found" };
    let used = crate::app::widgets::paragraph(ui, area.min, area.width(), &tr(ui, key), font::body(), 20.0, p.text_2);
    area.top_cut(used + space::S);
    crate::app::widgets::paragraph(
        ui,
        area.min,
        area.width(),
        &tr(ui, "table-notation"),
        font::small(),
        18.0,
        p.text_3,
    );
}

fn rows_ui(ui: &mut Ui, area: Rect, count: usize, studio: &Studio, draft: &mut TableDraft, queue: &mut Queue) {
    let focus = ui.interact(area, rows_id(), Sense::focusable_noninteractive());
    let name = tr(ui, "table");
    focus.widget_info(|| WidgetInfo::labeled(Role::Grid, true, &name));
    if focus.has_focus() {
        keys(ui, area, count, studio, queue);
    }
    let mut scroll = egui::ScrollArea::vertical().auto_shrink(false).id_salt("rows");
    if studio.selection != draft.last {
        draft.last = studio.selection;
        if let Some(row) = studio.selection.and_then(|selection| studio.row_of(selection)) {
            let top = row as f32 * size::ROW;
            let (least, most) = (top + size::ROW + 28.0 - area.height(), top);
            if draft.offset < least || draft.offset > most {
                let offset = if draft.offset > most { most } else { least };
                scroll = scroll.vertical_scroll_offset(offset.max(0.0));
            }
        }
    }
    let output = scroll.show_rows(ui, size::ROW, count, |ui, range| {
        for index in range {
            let (rect, _) = ui.allocate_exact_size(vec2(area.width(), size::ROW), Sense::hover());
            row_ui(ui, rect, index, studio, draft.columns, queue);
        }
    });
    draft.offset = output.state.clamped_offset().y;
    if focus.has_focus() && ui.input(|input| input.modifiers.is_none()) {
        outline(ui, area.shrink(1.0), 2, 1.5, palette(ui).accent);
    }
}

/// What the arrow keys do.
fn keys(ui: &Ui, area: Rect, count: usize, studio: &Studio, queue: &mut Queue) {
    ui.memory_mut(|memory| {
        let filter = EventFilter { vertical_arrows: true, ..Default::default() };
        memory.set_focus_lock_filter(rows_id(), filter);
    });
    let page = ((area.height() / size::ROW) as i64 - 1).max(1);
    let pressed = |key| ui.input(|input| input.num_presses(key) as i64);
    let by = pressed(Key::ArrowDown) - pressed(Key::ArrowUp) + page * (pressed(Key::PageDown) - pressed(Key::PageUp));
    let last = count as i64 - 1;
    let now = studio.selection.and_then(|selection| studio.row_of(selection)).map(|row| row as i64);
    let to = match (pressed(Key::Home) > 0, pressed(Key::End) > 0) {
        (true, _) => Some(0),
        (_, true) => Some(last),
        _ if by != 0 => Some(now.map_or(0, |now| (now + by).clamp(0, last))),
        _ => None,
    };
    if let Some(to) = to {
        queue.act(Action::Select(Some(studio.row_selection(to as usize))));
    }
    if pressed(Key::Delete) > 0 && ui.input(|input| input.modifiers.is_none()) {
        queue.run(Command::DeleteEntry);
    }
}

fn row_ui(ui: &Ui, row: Rect, index: usize, studio: &Studio, columns: [bool; 3], queue: &mut Queue) {
    let p = palette(ui);
    let data = studio.row(index);
    let selection = studio.row_selection(index);
    let selected = studio.selection == Some(selection);
    let response = ui.interact(row, ui.scope_id().with(("row", selection)), Sense::CLICK);
    response.widget_info(|| WidgetInfo::selected(Role::Row, true, selected, &data.word));
    if selected {
        fill(ui, row, 0, p.accent_tint);
        fill(ui, Rect::from_min_size(row.min, vec2(2.0, size::ROW)), 0, p.accent);
    } else if response.hovered() {
        fill(ui, row, 0, p.control);
    }
    if response.clicked() {
        queue.act(Action::Select(Some(selection)));
        ui.memory_mut(|memory| memory.request_focus(rows_id()));
    }
    let cells = cells(row, columns);
    let (ink, second, third) = match (data.enabled, selected) {
        (true, true) => (p.text, p.text_2, p.text_2),
        (true, false) => (p.text, p.text_2, p.text_3),
        (false, _) => (p.text_3, p.text_3, p.text_3),
    };
    let pattern = edits::entry(studio, selection).is_some_and(|entry| entry.matching == Matching::Pattern);
    let face = match (pattern, selected) {
        (true, _) => font::mono(),
        (false, true) => font::medium(13.0),
        (false, false) => font::body(),
    };
    symbol_fit(ui, cells.symbol.with_max_x(cells.symbol.right() - 4.0), Align::Min, &data.symbol, 16.0);
    text(ui, cells.word, Align::Min, &data.word, face, ink);
    if columns[0] {
        text(
            ui,
            cells.emotion.with_max_x(cells.emotion.right() - 4.0),
            Align::Min,
            &data.emotion,
            font::body(),
            second,
        );
    }
    if let Some(hits) = data.hits.filter(|_| columns[1]) {
        text(ui, cells.hits, Align::Max, &number(hits), font::body(), second);
    }
    if let Some(tokens) = data.tokens.filter(|_| columns[2]) {
        text(ui, cells.tokens, Align::Max, &tokens.to_string(), font::body(), third);
    }
    let mark = match data.level {
        Some(Level::Error) => p.bad,
        Some(Level::Warning) => p.warn_mark,
        _ => return,
    };
    dot(ui, pos2(cells.issue.right() - 3.0, row.center().y), mark);
}
