//! The open dictionaries: switches, names, counts; the active one is where new words go.

use crate::app::commands::Command;
use crate::app::i18n::{number, tr, tr_with};
use crate::app::icons;
use crate::app::panels::top_bar;
use crate::app::queue::Queue;
use crate::app::theme::{font, palette, radius, size, space};
use crate::app::widgets::menu::Item;
use crate::app::widgets::{Cut, Field, fill, menu_item, menu_line, menu_title, outline, switch, text, tip};
use crate::dictionary::Edit;
use crate::studio::{Action, LayerState, Studio};
use egui::{Align, Id, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// So many rows are shown before the list scrolls.
const ROWS: f32 = 6.0;

/// What the list remembers between frames.
#[derive(Default)]
pub struct LayersDraft {
    renaming: Option<(usize, String)>,
}

/// Where the menu leaves the wish to rename the active dictionary.
fn rename_id() -> Id {
    Id::unique("rename-layer")
}

/// Draws the rows off the top of `area`.
pub fn ui(ui: &mut Ui, area: &mut Rect, studio: &Studio, draft: &mut LayersDraft, queue: &mut Queue) {
    let count = studio.layers.len() as f32;
    let list = area.top_cut(size::ROW * count.min(ROWS));
    if let Some(layer) = ui.data_mut(|data| data.remove_temp::<usize>(rename_id())) {
        let name = studio.layers.get(layer).map(|layer| layer.dictionary().name.clone());
        draft.renaming = name.map(|name| (layer, name));
        crate::app::widgets::field::focus_at_end(ui.ctx(), field_id(), "");
    }
    let mut child = ui.new_child(egui::UiBuilder::new().id_salt("layers").max_rect(list));
    child.set_clip_rect(list);
    egui::ScrollArea::vertical().auto_shrink(false).show(&mut child, |ui| {
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        for index in 0..studio.layers.len() {
            let (rect, _) = ui.allocate_exact_size(vec2(list.width(), size::ROW), Sense::hover());
            ui.push_id(index, |ui| row_ui(ui, rect, index, studio, draft, queue));
        }
    });
}

fn field_id() -> Id {
    Id::unique("layer-name")
}

fn row_ui(ui: &mut Ui, rect: Rect, index: usize, studio: &Studio, draft: &mut LayersDraft, queue: &mut Queue) {
    let p = palette(ui);
    let Some(layer) = studio.layers.get(index) else { return };
    let name = layer_name(ui, layer);
    let mut row = rect.shrink2(vec2(space::L, 0.0));
    let track = row.left_cut(28.0);
    row.left_cut(10.0);
    if draft.renaming.as_ref().is_some_and(|(renamed, _)| *renamed == index) {
        return rename_ui(ui, row, index, layer, draft, queue);
    }
    let active = index == studio.active_layer && studio.layers.len() > 1;
    let response = ui.interact(rect.with_min_x(row.left() - 6.0), ui.scope_id().with("layer"), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, active, &name));
    if response.hovered() {
        fill(ui, rect.with_min_x(row.left() - 6.0).with_max_x(rect.right() - 10.0), radius::CONTROL, p.control);
    }
    if response.has_focus() {
        outline(ui, rect.with_min_x(row.left() - 6.0).with_max_x(rect.right() - 10.0), radius::CONTROL, 1.5, p.accent);
    }
    if switch(ui, track, layer.enabled, &tr_with(ui, "layer-switch", [("name", name.as_str().into())])) {
        queue.act(Action::SetLayerEnabled(index, !layer.enabled));
    }
    let entries = layer.dictionary().entries.len() + layer.dictionary().links.len();
    text(ui, row.right_cut(56.0), Align::Max, &number(entries as u64), font::small(), p.text_3);
    let face = if active { font::medium(13.0) } else { font::body() };
    let ink = text(ui, row, Align::Min, &name, face, if layer.enabled { p.text } else { p.text_3 });
    if active {
        let mark = Rect::from_min_size(pos2(ink.right() + 4.0, row.top()), vec2(16.0, size::ROW));
        text(ui, mark, Align::Center, icons::PENCIL, font::icon(12.0), p.accent_text);
    }
    if layer.dirty {
        let x = ink.right() + if active { 26.0 } else { 10.0 };
        ui.painter().circle_filled(pos2(x, row.center().y), 2.5, p.text_3);
    }
    let said = if active { tr(ui, "layer-active") } else { tr(ui, "layer-activate") };
    let response = tip(response, &said, None);
    if response.clicked() {
        queue.act(Action::SetActiveLayer(index));
    }
    if response.double_clicked() {
        ui.data_mut(|data| data.insert_temp(rename_id(), index));
    }
}

fn rename_ui(ui: &mut Ui, row: Rect, index: usize, layer: &LayerState, draft: &mut LayersDraft, queue: &mut Queue) {
    let Some((_, buffer)) = &mut draft.renaming else { return };
    let name = tr(ui, "layer-name");
    let output = Field::new(&name).id(field_id()).show(ui, row.shrink2(vec2(0.0, 1.0)), buffer);
    if output.escaped {
        draft.renaming = None;
    } else if output.response.lost_focus() {
        let name = buffer.trim().to_owned();
        let language = layer.dictionary().language.clone();
        if !name.is_empty() && name != layer.dictionary().name {
            let edit = Edit::SetHead { name, language };
            queue.act(Action::Edit { layer: index, edit, step: "step-rename" });
        }
        draft.renaming = None;
    }
}

/// The shown name of a dictionary: its own, its file's, or none.
pub fn layer_name(ui: &Ui, layer: &LayerState) -> String {
    let named = &layer.dictionary().name;
    if !named.is_empty() {
        return named.clone();
    }
    let file = layer.path.as_ref().and_then(|path| path.file_stem()).map(|stem| stem.to_string_lossy().into_owned());
    file.unwrap_or_else(|| tr(ui, "untitled"))
}

/// The … of the dictionaries: what to do with the active one.
pub fn menu_ui(ui: &mut Ui, studio: &Studio, queue: &mut Queue) {
    let active = studio.active_layer;
    if let Some(layer) = studio.layers.get(active) {
        let name = layer_name(ui, layer);
        menu_title(ui, &name);
        let label = if layer.enabled { tr(ui, "layer-switch-off") } else { tr(ui, "layer-switch-on") };
        let glyph = if layer.enabled { icons::EYE_OFF } else { icons::EYE };
        if menu_item(ui, Item { glyph, label: &label, ..Item::default() }) {
            queue.act(Action::SetLayerEnabled(active, !layer.enabled));
        }
        if menu_item(ui, Item { glyph: icons::PENCIL, label: &tr(ui, "layer-rename"), ..Item::default() }) {
            ui.data_mut(|data| data.insert_temp(rename_id(), active));
        }
        if menu_item(ui, Item { glyph: icons::X, label: &tr(ui, "layer-remove"), ..Item::default() }) {
            queue.act(Action::RemoveLayer(active));
        }
        menu_line(ui);
    }
    top_bar::command_item(ui, Command::AddDictionary, studio, queue);
    top_bar::command_item(ui, Command::ToggleDictionary, studio, queue);
}
