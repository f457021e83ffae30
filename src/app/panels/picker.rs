//! The emoji picker: the search field has the focus from the start, arrows move the ring, Enter takes.

use crate::app::i18n::{tr, tr_with};
use crate::app::icons;
use crate::app::layout::Regions;
use crate::app::panels::picker_list::{Catalogue, List};
use crate::app::panels::{edits, picker_footer, symbol_chips};
use crate::app::queue::Queue;
use crate::app::theme::{palette, space};
use crate::app::widgets::field::focus_at_end;
use crate::app::widgets::{Cut, Field, card, fill, hit, hline, icon, outline};
use crate::studio::{Selection, Studio};
use egui::{Area, Id, Key, Modifiers, Order, Rect, Role, Sense, Ui, pos2, vec2};

/// Width and height.
pub const SIZE: egui::Vec2 = vec2(392.0, 420.0);
const FOOTER: f32 = 60.0;
/// Frames in which the field asks for the focus.
const OPENING: u8 = 3;

/// An open picker.
pub struct PickerDraft {
    /// For what.
    selection: Selection,
    word: String,
    query: String,
    list: List,
    /// Item under the ring.
    ring: usize,
    /// The ring moved by keys: it must be in sight.
    follow: bool,
    /// Section that a tab was clicked for.
    jump: Option<usize>,
    tab: usize,
    /// Frames until the field surely has the focus: a popover's first frame is not yet interactive.
    opening: u8,
    footer: picker_footer::Costs,
}

fn field_id() -> Id {
    Id::unique("picker-search")
}

/// Icons and names of the tabs, in the order of [`Catalogue`].
const TABS: [(&str, &str); 9] = [
    (icons::SPARKLES, "picker-suggested"),
    (icons::CLOCK, "picker-recent"),
    (icons::SMILE, "picker-people"),
    (icons::LEAF, "picker-nature"),
    (icons::UTENSILS, "picker-food"),
    (icons::PLANE, "picker-travel"),
    (icons::LIGHTBULB, "picker-objects"),
    (icons::SHAPES, "picker-symbols"),
    (icons::FLAG, "picker-flags"),
];

impl PickerDraft {
    /// A picker for what is selected; `None` when nothing is.
    pub fn open(ctx: &egui::Context, studio: &Studio) -> Option<Self> {
        let selection = studio.selection?;
        let word = edits::headword(studio, selection);
        let list = List::new(ctx, &word, "", &studio.preferences);
        Some(Self {
            selection,
            word,
            query: String::new(),
            list,
            ring: 0,
            follow: false,
            jump: None,
            tab: 0,
            opening: OPENING,
            footer: picker_footer::Costs::default(),
        })
    }
}

/// Draws the picker while it is open.
pub fn ui(ui: &mut Ui, regions: &Regions, studio: &Studio, open: &mut Option<PickerDraft>, queue: &mut Queue) {
    let Some(draft) = open else { return };
    if studio.selection != Some(draft.selection) {
        *open = None;
        return;
    }
    let rect = place(ui, regions);
    let mut close = false;
    if draft.opening > 0 {
        draft.opening -= 1;
        focus_at_end(ui.ctx(), field_id(), &draft.query);
        ui.ctx().request_repaint();
    } else {
        close = left(ui, rect);
    }
    Area::new(Id::unique("picker")).order(Order::Foreground).fixed_pos(rect.min).show(ui.ctx(), |ui| {
        ui.allocate_rect(rect, Sense::hover());
        card(ui, rect);
        close |= contents_ui(ui, rect, studio, draft, queue);
    });
    if close {
        *open = None;
    }
}

/// Above the button that opened it, inside the window.
fn place(ui: &Ui, regions: &Regions) -> Rect {
    let usual = Rect::from_min_size(regions.left.left_bottom() + vec2(226.0, -249.0), vec2(28.0, 24.0));
    let anchor = ui.data(|data| data.get_temp::<Rect>(symbol_chips::anchor_id())).unwrap_or(usual);
    let whole = regions.whole.shrink(space::S);
    let x = (anchor.left() - 30.0).clamp(whole.left(), (whole.right() - SIZE.x).max(whole.left()));
    let above = anchor.top() - space::XS - SIZE.y;
    let y = if above >= whole.top() { above } else { (anchor.bottom() + space::XS).min(whole.bottom() - SIZE.y) };
    Rect::from_min_size(pos2(x.round(), y.max(whole.top()).round()), SIZE)
}

/// Esc was pressed, or the pointer outside.
fn left(ui: &Ui, rect: Rect) -> bool {
    let anchor = ui.data(|data| data.get_temp::<Rect>(symbol_chips::anchor_id()));
    ui.input(|input| {
        let outside = |at: egui::Pos2| !rect.contains(at) && !anchor.is_some_and(|anchor| anchor.contains(at));
        let pressed = input.pointer.any_pressed() && input.pointer.interact_pos().is_some_and(outside);
        pressed || input.key_pressed(Key::Escape)
    })
}

/// Draws everything; true when the picker is done.
fn contents_ui(ui: &mut Ui, rect: Rect, studio: &Studio, draft: &mut PickerDraft, queue: &mut Queue) -> bool {
    let mut area = rect.shrink(space::M);
    keys(ui, draft);
    let (enter, stay) = ui.input_mut(|input| {
        let stay = input.consume_key(Modifiers::SHIFT, Key::Enter);
        (input.consume_key(Modifiers::NONE, Key::Enter), stay)
    });
    let (name, hint) = (tr(ui, "picker-search"), tr(ui, "picker-hint"));
    let before = draft.query.clone();
    Field::new(&name).hint(&hint).glyph(icons::SEARCH).id(field_id()).show(ui, area.top_cut(32.0), &mut draft.query);
    if draft.query != before {
        draft.list = List::new(ui.ctx(), &draft.word, &draft.query, &studio.preferences);
        draft.ring = draft.list.first(&draft.query);
        (draft.tab, draft.jump, draft.follow) = (0, Some(0), false);
    }
    area.top_cut(space::S);
    tabs_ui(ui, area.top_cut(32.0), draft);
    hline(ui, rect.left() + 1.0, rect.right() - 1.0, area.top());
    area.top_cut(1.0);
    let footer = Rect::from_min_max(pos2(rect.left(), rect.bottom() - FOOTER), rect.max);
    let body = Rect::from_min_max(area.min, pos2(area.right(), footer.top()));
    let clicked = body_ui(ui, body, studio, draft);
    hline(ui, footer.left() + 1.0, footer.right() - 1.0, footer.top());
    if let Some(item) = draft.list.item(draft.ring) {
        picker_footer::ui(ui, footer, studio, item, &mut draft.footer, queue);
    }
    let taken = clicked.map(|(item, shift)| (item, !shift));
    let taken = taken.or_else(|| (enter || stay).then_some((draft.ring, !stay)));
    let Some((item, closes)) = taken else { return false };
    let Some(item) = draft.list.item(item) else { return false };
    edits::take_symbol(studio, draft.selection, &item.shown(studio.preferences.skin_tone), queue);
    if !closes {
        focus_at_end(ui.ctx(), field_id(), &draft.query);
    }
    closes
}

/// Arrow keys move the ring, wherever the caret is.
fn keys(ui: &Ui, draft: &mut PickerDraft) {
    let pressed = |key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
    let moves = [Key::ArrowLeft, Key::ArrowRight, Key::ArrowUp, Key::ArrowDown].map(pressed);
    for (way, count) in moves.into_iter().enumerate() {
        for _ in 0..count {
            draft.ring = match way {
                0 => draft.ring.saturating_sub(1),
                1 => (draft.ring + 1).min(draft.list.len().saturating_sub(1)),
                2 => draft.list.above(draft.ring),
                _ => draft.list.below(draft.ring),
            };
            draft.follow = true;
        }
    }
}

fn tabs_ui(ui: &Ui, row: Rect, draft: &mut PickerDraft) {
    let p = palette(ui);
    let mut row = row;
    let each = row.width() / TABS.len() as f32;
    for (index, (glyph, key)) in TABS.into_iter().enumerate() {
        let cell = row.left_cut(each);
        let cell = Rect::from_center_size(pos2(cell.center().x.round(), cell.center().y), vec2(32.0, 28.0));
        let response = hit(ui, cell, Role::Tab, &tr(ui, key));
        let on = index == draft.tab;
        let ink = match (on, response.hovered()) {
            (true, _) => p.accent_text,
            (_, true) => p.text,
            _ => p.text_3,
        };
        icon(ui, cell, glyph, ink);
        if on {
            let bar = Rect::from_min_size(pos2(cell.left() + 6.0, cell.bottom() + 1.0), vec2(20.0, 2.0));
            fill(ui, bar, 1, p.accent);
        }
        if response.has_focus() {
            outline(ui, cell, 6, 1.5, p.accent);
        }
        let response = crate::app::widgets::tip(response, &tr(ui, key), None);
        if response.clicked() {
            draft.query.clear();
            draft.list = draft.list.with_all(ui.ctx());
            draft.tab = index;
            draft.jump = Some(index);
        }
    }
}

/// The list; gives back the item that was clicked and whether Shift was held.
fn body_ui(ui: &mut Ui, body: Rect, studio: &Studio, draft: &mut PickerDraft) -> Option<(usize, bool)> {
    let mut child = ui.new_child(egui::UiBuilder::new().id_salt("body").max_rect(body));
    let clip = body.expand2(vec2(4.0, 0.0));
    child.set_clip_rect(clip);
    let mut scroll = egui::ScrollArea::vertical().auto_shrink(false).id_salt("list");
    if let Some(section) = draft.jump.take() {
        scroll = scroll.vertical_scroll_offset(draft.list.section_top(Catalogue::ALL[section]));
    }
    let mut clicked = None;
    let (follow, ring) = (std::mem::take(&mut draft.follow), draft.ring);
    let tone = studio.preferences.skin_tone;
    let output = scroll.show_viewport(&mut child, |ui, view| {
        ui.set_clip_rect(clip);
        let origin = ui.min_rect().min;
        ui.set_height(draft.list.height());
        for cell in draft.list.visible(view) {
            if let Some((item, hovered, click)) = cell.ui(ui, origin, body.width(), &draft.list, ring, tone) {
                if hovered && ui.input(|input| input.pointer.is_moving()) {
                    draft.ring = item;
                }
                if click {
                    clicked = Some((item, ui.input(|input| input.modifiers.shift)));
                }
            }
        }
        if follow && let Some(rect) = draft.list.item_rect(ring, body.width()) {
            ui.scroll_to_rect(rect.translate(origin.to_vec2()).expand(6.0), None);
        }
    });
    if draft.query.is_empty() {
        draft.tab = draft.list.tab_at(output.state.clamped_offset().y);
    }
    crate::app::widgets::fade_bottom(&child, body, 20.0, palette(ui).raised);
    if draft.list.is_empty() {
        let said = tr_with(ui, "picker-nothing", [("query", draft.query.as_str().into())]);
        let p = palette(ui);
        let line = Rect::from_min_size(body.min + vec2(0.0, space::L), vec2(body.width(), 20.0));
        crate::app::widgets::text(ui, line, egui::Align::Center, &said, crate::app::theme::font::body(), p.text_3);
    }
    clicked
}
