//! The dictionary panel: layers, the filter that is also the add box, the table, the form.

use crate::app::Drafts;
use crate::app::commands::{Command, Menu};
use crate::app::i18n::tr;
use crate::app::icons;
use crate::app::panels::add_box::{self, AddBoxDraft};
use crate::app::panels::layers::{self, LayersDraft};
use crate::app::panels::table::{self, TableDraft};
use crate::app::panels::{form, top_bar};
use crate::app::queue::Queue;
use crate::app::theme::{font, palette, radius, size, space};
use crate::app::widgets::{Cut, Kind, button, fill, hline, icon_button_as, menu, menu_line, paragraph, text};
use crate::studio::Studio;
use egui::{Align, Context, CursorIcon, Id, Rect, Sense, Ui, WidgetInfo, pos2, vec2};

/// Height of the form, at first and where there is little room.
const FORM: f32 = 288.0;
const FORM_COMPACT: f32 = 152.0;
/// What the form takes of a tall window.
const FORM_SHARE: f32 = 0.4;
/// Below this height of table and form together the form is compact.
const COMPACT_BELOW: f32 = 540.0;
/// What the table keeps.
const TABLE_MIN: f32 = 140.0;

/// What the panel remembers between frames.
#[derive(Default)]
pub struct DictionaryDraft {
    layers: LayersDraft,
    add: AddBoxDraft,
    table: TableDraft,
    form_height: Option<f32>,
}

impl DictionaryDraft {
    /// Whether something stands in the add box and it has the focus.
    pub fn is_typing(&self, ctx: &Context) -> bool {
        self.add.is_typing(ctx)
    }

    /// Gives the add box the focus.
    pub fn focus_add_box(&mut self, ctx: &Context) {
        self.add.focus(ctx);
    }
}

/// Draws the panel.
pub fn ui(ui: &mut Ui, area: Rect, studio: &Studio, drafts: &mut Drafts, queue: &mut Queue) {
    let mut area = area;
    area.right_cut(1.0);
    header_ui(ui, area.top_cut(size::HEADER), studio, queue);
    if studio.layers.is_empty() {
        return empty_ui(ui, area, queue);
    }
    let draft = &mut drafts.dictionary;
    layers::ui(ui, &mut area, studio, &mut draft.layers, queue);
    area.top_cut(space::S);
    hline(ui, area.left(), area.right(), area.top());
    area.top_cut(1.0 + space::M);
    let mut tools = area.top_cut(size::CONTROL).shrink2(vec2(space::L, 0.0));
    table::columns_button_ui(ui, tools.right_cut(28.0).translate(vec2(4.0, 0.0)), &mut draft.table);
    tools.right_cut(space::XS);
    add_box::offer_keys(ui, studio, &mut draft.add, queue);
    let down = add_box::ui(ui, tools, studio, &mut draft.add, queue);
    add_box::offer_ui(ui, &mut area, studio, &mut draft.add, &mut drafts.picker, queue);
    area.top_cut(space::XS);
    let form_area = form_area(&mut area, studio, draft.form_height);
    if down {
        draft.table.focus(ui.ctx());
    }
    table::ui(ui, area, studio, &mut draft.table, queue);
    if studio.selection.is_some() {
        divider_ui(ui, form_area, &mut draft.form_height);
        let mut inner = ui.new_child(egui::UiBuilder::new().id_salt("form").max_rect(form_area));
        inner.set_clip_rect(form_area);
        form::ui(&mut inner, form_area, studio, &mut drafts.form, &mut drafts.picker, queue);
    }
}

fn form_area(area: &mut Rect, studio: &Studio, chosen: Option<f32>) -> Rect {
    if studio.selection.is_none() {
        return area.bottom_cut(0.0);
    }
    let usual = if area.height() < COMPACT_BELOW { FORM_COMPACT } else { FORM.max(area.height() * FORM_SHARE) };
    let most = (area.height() - TABLE_MIN).max(FORM_COMPACT);
    area.bottom_cut(chosen.unwrap_or(usual).clamp(FORM_COMPACT.min(most), most).round())
}

/// The edge between table and form.
fn divider_ui(ui: &mut Ui, form: Rect, height: &mut Option<f32>) {
    let p = palette(ui);
    let rect = Rect::from_min_max(pos2(form.left(), form.top() - 3.0), pos2(form.right(), form.top() + 4.0));
    let response = ui.interact(rect, Id::unique("resize-form"), Sense::drag());
    let name = tr(ui, "resize-form");
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Splitter, true, &name));
    hline(ui, form.left(), form.right(), form.top());
    if response.hovered() || response.dragged() || response.has_focus() {
        ui.set_cursor_icon(CursorIcon::ResizeVertical);
        let line = Rect::from_min_max(form.min, pos2(form.right(), form.top() + 1.0));
        fill(ui, line, 0, if response.hovered() { p.line_strong } else { p.accent });
    }
    if let Some(pointer) = response.interact_pointer_pos().filter(|_| response.dragged()) {
        *height = Some(form.bottom() - pointer.y);
    }
}

fn header_ui(ui: &mut Ui, header: Rect, studio: &Studio, queue: &mut Queue) {
    let mut header = header.shrink2(vec2(space::L, 6.0));
    let more = header.right_cut(28.0).translate(vec2(6.0, 0.0));
    let add = header.right_cut(28.0).translate(vec2(6.0, 0.0));
    text(ui, header, Align::Min, &tr(ui, "dictionaries"), font::strong(13.0), palette(ui).text);
    let response = icon_button_as(ui, add, ui.scope_id().with("add"), icons::PLUS, &tr(ui, "add-menu"), false);
    menu(&response, 220.0, |ui| {
        for command in Command::ALL {
            if command.spec().menu == Menu::Add {
                if command == Command::NewDictionary {
                    menu_line(ui);
                }
                top_bar::command_item(ui, command, studio, queue);
            }
        }
    });
    let response = icon_button_as(ui, more, ui.scope_id().with("more"), icons::ELLIPSIS, &tr(ui, "more"), false);
    menu(&response, 220.0, |ui| layers::menu_ui(ui, studio, queue));
}

/// No dictionary is open: ghost rows, one sentence, two ways in.
fn empty_ui(ui: &mut Ui, area: Rect, queue: &mut Queue) {
    let p = palette(ui);
    let mut rows = area.shrink2(vec2(space::L, 0.0));
    rows.top_cut(space::S);
    for (index, part) in [0.52, 0.38, 0.6, 0.44, 0.3].into_iter().enumerate() {
        let row = rows.top_cut(size::ROW + 4.0);
        let color = p.control.gamma_multiply(1.0 - 0.17 * index as f32);
        let tile = Rect::from_min_size(pos2(row.left(), row.center().y - 9.0), vec2(18.0, 18.0));
        fill(ui, tile, radius::MARK, color);
        let line = Rect::from_min_size(
            pos2(row.left() + 30.0, row.center().y - 4.0),
            vec2((rows.width() * part).round(), 8.0),
        );
        fill(ui, line, 4, color);
    }
    rows.top_cut(space::L);
    let used = paragraph(ui, rows.min, rows.width(), &tr(ui, "no-dictionary"), font::body(), 20.0, p.text_2);
    rows.top_cut(used + space::M);
    let mut row = rows.top_cut(size::CONTROL);
    let label = tr(ui, Command::NewDictionary.spec().label);
    let wide = crate::app::widgets::width(ui, &label, font::medium(13.0)) + 46.0;
    if button(ui, row.left_cut(wide), icons::PLUS, &label, Kind::Plain).clicked() {
        queue.run(Command::NewDictionary);
    }
    row.left_cut(space::S);
    let label = tr(ui, "import");
    let wide = crate::app::widgets::width(ui, &label, font::medium(13.0)) + 46.0;
    if button(ui, row.left_cut(wide), icons::DOWNLOAD, &label, Kind::Ghost).clicked() {
        queue.run(Command::AddDictionary);
    }
}
