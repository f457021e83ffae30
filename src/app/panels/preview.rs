//! The text beside its hyperwords: two columns of aligned paragraphs, of any length.

use crate::app::i18n::tr;
use crate::app::panels::anchor::Anchor;
use crate::app::panels::hover_card::{HoverCard, Hovered};
use crate::app::panels::prose::{Look, Paragraph, Side};
use crate::app::panels::{preview_header, statistics};
use crate::app::queue::Queue;
use crate::app::theme::{font, palette, size, space};
use crate::app::widgets::{Cut, fade_bottom, fill, outline, paragraph, text, vline};
use crate::studio::{Action, PreviewRow, Studio};
use crate::text::words;
use egui::{Align, CursorIcon, EventFilter, Key, Pos2, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};
use std::collections::HashMap;
use std::sync::Arc;

/// Laid-out rows kept beyond the visible ones.
const ROWS_KEPT: usize = 400;
/// What stays in sight when a page is turned.
const PAGE_OVERLAP: f32 = 2.0 * size::PROSE_LINE;
const GUTTER: f32 = 28.0;
const FADE: f32 = 32.0;
const STATISTICS: f32 = 64.0;

/// What the preview remembers between frames.
#[derive(Default)]
pub struct PreviewDraft {
    /// Frequent words without an entry are not shown.
    pub gaps_hidden: bool,
    /// The clipboard was asked for and will be shown when it comes.
    pub pasting: bool,
    anchor: Anchor,
    title: String,
    look: Option<(u32, bool, u32)>,
    laid: HashMap<usize, Laid>,
    /// Rows in sight, with parts.
    in_sight: f64,
    hover: HoverCard,
}

struct Laid {
    row: Arc<PreviewRow>,
    source: Paragraph,
    target: Paragraph,
}

impl Laid {
    fn height(&self) -> f32 {
        (self.source.height().max(self.target.height()) + space::L).round()
    }
}

/// Where the columns are.
#[derive(Clone, Copy)]
struct Columns {
    number: f32,
    source: f32,
    target: f32,
    width: f32,
    line: f32,
}

impl Columns {
    fn new(area: Rect) -> Self {
        let margin = margin(area.width());
        let width = ((area.width() - 4.0 * margin - GUTTER) / 2.0).floor().max(80.0);
        let source = area.left() + margin + GUTTER;
        let target = source + width + 2.0 * margin;
        Self { number: area.left() + margin - space::XS, source, target, width, line: target - margin }
    }
}

/// Padding of the canvas at a width.
pub fn margin(width: f32) -> f32 {
    if width < 740.0 { space::L } else { space::XL }
}

/// Draws the canvas.
pub fn ui(ui: &mut Ui, rect: Rect, studio: &Studio, draft: &mut PreviewDraft, queue: &mut Queue) {
    let p = palette(ui);
    let mut area = rect;
    preview_header::ui(ui, area.top_cut(size::HEADER + space::S), studio, draft, queue);
    statistics::ui(ui, area.bottom_cut(STATISTICS), studio);
    if studio.preview_len() == 0 {
        return nothing_ui(ui, area);
    }
    let columns = Columns::new(area);
    let titles = area.top_cut(32.0);
    for (x, key) in [(columns.source, "preview-source"), (columns.target, "preview-target")] {
        let cell = Rect::from_min_size(pos2(x, titles.top()), vec2(columns.width, 32.0));
        text(ui, cell, Align::Min, &tr(ui, key), font::small(), p.text_3);
    }
    vline(ui, columns.line, titles.top(), area.bottom());
    draft.refresh(ui, studio, columns.width);
    let clip = ui.clip_rect().intersect(area);
    let hovered = ui
        .scope_builder(egui::UiBuilder::new().id_salt("prose").max_rect(area), |ui| {
            ui.set_clip_rect(clip);
            draft.scroll_ui(ui, area, studio, columns.width);
            let hovered = draft.rows_ui(ui, area, columns, studio, queue);
            fade_bottom(ui, area, FADE, p.canvas);
            draft.bar_ui(ui, area, studio);
            hovered
        })
        .inner;
    draft.hover.ui(ui, rect, hovered, studio, queue);
}

fn nothing_ui(ui: &Ui, area: Rect) {
    let width = 320.0_f32.min(area.width() - 32.0);
    let pos = pos2((area.center().x - width / 2.0).round(), (area.center().y - 40.0).round());
    paragraph(ui, pos, width, &tr(ui, "preview-nothing"), font::body(), 20.0, palette(ui).text_3);
}

impl PreviewDraft {
    /// Forgets what was laid out for another width, theme or text.
    fn refresh(&mut self, ui: &Ui, studio: &Studio, width: f32) {
        let look = Some((width.to_bits(), ui.visuals().dark_mode, ui.pixels_per_point().to_bits()));
        if self.look != look {
            self.look = look;
            self.laid.clear();
        }
        if self.title != studio.preview.title {
            self.title.clone_from(&studio.preview.title);
            self.anchor = Anchor::default();
            self.laid.clear();
        }
        if self.laid.len() > ROWS_KEPT {
            let (first, last) = (self.anchor.row.saturating_sub(ROWS_KEPT / 4), self.anchor.row + ROWS_KEPT / 4);
            self.laid.retain(|row, _| (first..last).contains(row));
        }
    }

    /// The row, laid out anew when its text or its sites have changed.
    fn laid(&mut self, ui: &Ui, studio: &Studio, index: usize, width: f32) -> &Laid {
        let row = studio.preview_row(index);
        let lay_out = |row: Arc<PreviewRow>| Laid {
            source: Paragraph::new(ui, &row, Side::Source, width),
            target: Paragraph::new(ui, &row, Side::Target, width),
            row,
        };
        let laid = self.laid.entry(index).or_insert_with(|| lay_out(Arc::clone(&row)));
        if !Arc::ptr_eq(&laid.row, &row) {
            if *laid.row == *row {
                laid.row = row;
            } else {
                *laid = lay_out(row);
            }
        }
        laid
    }

    /// Wheel and keys.
    fn scroll_ui(&mut self, ui: &mut Ui, area: Rect, studio: &Studio, width: f32) {
        let id = ui.scope_id().with("canvas");
        let response = ui.interact(area, id, Sense::click());
        let name = tr(ui, "preview-text");
        response.widget_info(|| WidgetInfo::labeled(Role::Document, true, &name));
        if response.has_focus() {
            outline(ui, area.shrink(1.0), 0, 1.5, palette(ui).accent);
            let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        }
        let mut by = 0.0;
        if ui.rect_contains_pointer(area) {
            by -= ui.input(|input| input.smooth_scroll_delta().y);
        }
        let keys = response.has_focus() || ui.memory(|memory| memory.focused().is_none());
        let presses = |key| ui.input(|input| input.num_presses(key)) as f32;
        if keys {
            by += (area.height() - PAGE_OVERLAP) * (presses(Key::PageDown) - presses(Key::PageUp));
            if presses(Key::Home) > 0.0 {
                self.anchor = Anchor::default();
            }
            if presses(Key::End) > 0.0 {
                self.anchor = Anchor { row: usize::MAX, part: 1.0 };
            }
        }
        if response.has_focus() {
            by += 2.0 * size::PROSE_LINE * (presses(Key::ArrowDown) - presses(Key::ArrowUp));
        }
        if by != 0.0 {
            self.hover.close();
        }
        let (len, mut anchor) = (studio.preview_len(), self.anchor);
        let mut height = |row| self.laid(ui, studio, row, width).height();
        anchor.scroll(by, len, &mut height);
        anchor.settle(area.height() - space::XL, len, &mut height);
        self.anchor = anchor;
    }

    /// Paints the rows in sight; returns the word under the pointer.
    fn rows_ui(
        &mut self,
        ui: &mut Ui,
        area: Rect,
        columns: Columns,
        studio: &Studio,
        queue: &mut Queue,
    ) -> Option<Hovered> {
        let pointer = ui.input(|input| input.pointer.hover_pos()).filter(|_| ui.rect_contains_pointer(area));
        let (len, gaps) = (studio.preview_len(), !self.gaps_hidden);
        let mut hovered = None;
        self.in_sight = 0.0;
        let top = area.top() + space::XS;
        let mut y = top - self.anchor.part * self.laid(ui, studio, self.anchor.row, columns.width).height();
        for index in self.anchor.row..len {
            if y >= area.bottom() {
                break;
            }
            let laid = self.laid(ui, studio, index, columns.width);
            let height = laid.height();
            let at = y.round();
            row_ui(ui, laid, index, columns, at, gaps, studio, queue);
            if let Some(pointer) = pointer.filter(|pointer| at <= pointer.y && pointer.y < at + height) {
                hovered = hovered_in(laid, index, columns, at, pointer);
            }
            let shown = (y + height).min(area.bottom()) - y.max(top);
            y += height;
            self.in_sight += f64::from((shown / height).clamp(0.0, 1.0));
        }
        if hovered.as_ref().is_some_and(|word| word.is_site) {
            ui.set_cursor_icon(CursorIcon::PointingHand);
        }
        hovered
    }

    /// The floating scroll handle.
    fn bar_ui(&mut self, ui: &Ui, area: Rect, studio: &Studio) {
        let len = studio.preview_len();
        let part = (self.in_sight / len.max(1) as f64).clamp(0.0, 1.0);
        if part > 0.999 {
            return;
        }
        let track = Rect::from_min_max(pos2(area.right() - 12.0, area.top()), area.max).shrink2(vec2(0.0, space::XS));
        let handle_height = (track.height() * part as f32).max(32.0);
        let room = f64::from(track.height() - handle_height).max(1.0);
        let response = ui.interact(track, ui.scope_id().with("bar"), Sense::DRAG | Sense::CLICK);
        let name = tr(ui, "preview-scroll");
        response.widget_info(|| WidgetInfo::slider(true, self.anchor.place(len), &name));
        if let Some(pointer) = response.interact_pointer_pos() {
            let top = f64::from(pointer.y - track.top() - handle_height / 2.0);
            self.anchor = Anchor::at_place((top / room).clamp(0.0, 1.0) * (1.0 - part), len);
            self.hover.close();
            ui.request_repaint();
        }
        let way = (self.anchor.place(len) / (1.0 - part)).clamp(0.0, 1.0);
        let (left, wide) = if response.hovered() || response.dragged() { (8.0, 6.0) } else { (6.0, 4.0) };
        let top = (track.top() + (way * room) as f32).round();
        let handle = Rect::from_min_size(pos2(area.right() - left, top), vec2(wide, handle_height.round()));
        fill(ui, handle, 3, palette(ui).line_strong);
    }
}

/// Paints a row and makes its sites controls.
#[allow(clippy::too_many_arguments, reason = "a free function so that the laid-out row may be borrowed")]
fn row_ui(
    ui: &mut Ui,
    laid: &Laid,
    index: usize,
    columns: Columns,
    y: f32,
    gaps: bool,
    studio: &Studio,
    queue: &mut Queue,
) {
    let row = &laid.row;
    let number = Rect::from_min_size(pos2(columns.number, y), vec2(GUTTER - space::XS, size::PROSE_LINE));
    text(ui, number, Align::Min, &row.number.to_string(), font::small(), palette(ui).text_3);
    let chosen = |site: usize| studio.selection.is_some_and(|it| studio.selection_of(row.sites[site].of) == it);
    for (side, x, paragraph, words) in [
        (Side::Source, columns.source, &laid.source, &row.source),
        (Side::Target, columns.target, &laid.target, &row.target),
    ] {
        let pos = pos2(x, y);
        let id = ui.scope_id().with((index, side == Side::Source));
        let whole = Rect::from_min_size(pos, vec2(columns.width, paragraph.height()));
        let response = ui.interact(whole, id, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Paragraph, true, words));
        paragraph.paint(ui, pos, side, gaps, chosen);
        for (place, mark) in paragraph.marks.iter().enumerate().filter(|(_, mark)| mark.look != Look::Gap) {
            let (Some(site), Some(rect)) = (mark.site, mark.rects.first()) else { continue };
            let response = ui.interact(rect.translate(pos.to_vec2()), id.with(place), Sense::CLICK);
            response.widget_info(|| WidgetInfo::labeled(Role::Mark, true, &words[mark.bytes.clone()]));
            let further = mark.rects.iter().enumerate().skip(1);
            let clicked = further.fold(response.clicked(), |clicked, (line, rect)| {
                let response = ui.interact(rect.translate(pos.to_vec2()), id.with((place, line)), Sense::CLICK);
                clicked | response.clicked()
            });
            if clicked {
                queue.act(Action::Select(Some(studio.selection_of(row.sites[site].of))));
            }
        }
    }
}

/// The word or site of a row under the pointer.
fn hovered_in(laid: &Laid, index: usize, columns: Columns, y: f32, pointer: Pos2) -> Option<Hovered> {
    let row = &laid.row;
    let word = |start, end, rect: Rect, origin: Pos2, is_site| Hovered {
        index,
        row: Arc::clone(row),
        start,
        end,
        rect: rect.translate(origin.to_vec2()),
        is_site,
    };
    if pointer.x < columns.line {
        let origin = pos2(columns.source, y);
        let point = pointer - origin;
        if let Some((mark, rect)) = laid.source.mark_at(point) {
            return Some(word(mark.bytes.start, mark.bytes.end, rect, origin, mark.site.is_some()));
        }
        let byte = laid.source.byte_at(&row.source, point)?;
        let span = words::words(&row.source).find(|span| span.contains(byte))?;
        let rect = laid.source.rect_of(&row.source, span.start..span.end)?;
        return Some(word(span.start, span.end, rect, origin, false));
    }
    let origin = pos2(columns.target, y);
    let (mark, rect) = laid.target.mark_at(pointer - origin)?;
    let site = &row.sites[mark.site?];
    Some(word(site.start, site.end, rect, origin, true))
}
