//! The symbols of an entry or link as chips: weight, palette, removing, adding.

use crate::app::i18n::{decimal, tr, tr_with};
use crate::app::icons;
use crate::app::panels::edits;
use crate::app::panels::form_rows::{Flow, row};
use crate::app::panels::picker::PickerDraft;
use crate::app::queue::Queue;
use crate::app::theme::size;
use crate::app::widgets::chip::{Chip, chip_width, icon_chip};
use crate::app::widgets::menu::Item;
use crate::app::widgets::{chip, menu, menu_item, menu_line, menu_title};
use crate::dictionary::Symbol;
use crate::studio::{Selection, Studio};
use egui::{Id, Rect, Response, Ui};

const WEIGHTS: [f64; 5] = [0.25, 0.5, 1.0, 2.0, 3.0];

/// Where the picker opens: the button that adds a symbol, as last drawn.
pub fn anchor_id() -> Id {
    Id::unique("picker-anchor")
}

/// Draws the row.
pub fn ui(ui: &mut Ui, studio: &Studio, selection: Selection, picker: &mut Option<PickerDraft>, queue: &mut Queue) {
    let symbols = edits::symbols(studio, selection).to_vec();
    let labels: Vec<String> = symbols.iter().map(|symbol| label(ui, symbol, symbols.len())).collect();
    let names: Vec<String> =
        symbols.iter().map(|symbol| tr_with(ui, "symbol-chip", [("symbol", symbol.text.as_str().into())])).collect();
    let remove = tr(ui, "symbol-remove");
    let chips: Vec<Chip<'_>> = (symbols.iter().zip(&labels))
        .zip(&names)
        .map(|((symbol, label), name)| Chip { lead: &symbol.text, label, name, remove: &remove, strong: false })
        .collect();
    let room = ui.available_width() - crate::app::panels::form_rows::LABEL;
    let widths: Vec<f32> = chips.iter().map(|chip| chip_width(ui, chip)).chain([28.0]).collect();
    let lines = Flow::lines(&widths, room);
    let area = row(ui, "form-symbols", lines as f32 * size::CONTROL);
    let mut flow = Flow::new(area);
    for (index, data) in chips.iter().enumerate() {
        let left = flow.place(chip_width(ui, data));
        let output = ui.push_id(index, |ui| chip(ui, left, flow.middle, data)).inner;
        if output.removed {
            change(studio, selection, queue, |symbols| drop(symbols.remove(index)));
        }
        chip_menu_ui(&output.response, studio, selection, index, queue);
    }
    let left = flow.place(28.0);
    let open = picker.is_some();
    let response = icon_chip(ui, left, flow.middle, icons::SMILE_PLUS, &tr(ui, "symbol-add"), open);
    ui.data_mut(|data| data.insert_temp::<Rect>(anchor_id(), response.rect));
    if response.clicked() {
        *picker = if open { None } else { PickerDraft::open(ui.ctx(), studio) };
    }
}

/// ×0,5 · glyph; a lone symbol of the usual palette needs no words.
fn label(ui: &Ui, symbol: &Symbol, count: usize) -> String {
    let mut label = String::new();
    if count > 1 || symbol.weight != 1.0 {
        label = format!("×{}", decimal(ui, symbol.weight, 2));
    }
    if let Some(palette) = &symbol.palette {
        if !label.is_empty() {
            label.push_str(" · ");
        }
        label.push_str(palette);
    }
    label
}

fn change(studio: &Studio, selection: Selection, queue: &mut Queue, change: impl FnOnce(&mut Vec<Symbol>)) {
    if let Some(action) = edits::edit_symbols(studio, selection, "step-symbol", change) {
        queue.act(action);
    }
}

/// Palettes in use, after the three that everybody has.
fn palettes(studio: &Studio) -> Vec<String> {
    let mut names: Vec<String> = ["emoji", "glyph", "ascii"].map(String::from).into();
    let of_layers = studio.layers.iter().flat_map(|layer| &layer.dictionary().entries);
    let used = of_layers.flat_map(|entry| &entry.symbols).filter_map(|symbol| symbol.palette.as_ref());
    for name in used {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    names
}

fn chip_menu_ui(response: &Response, studio: &Studio, selection: Selection, index: usize, queue: &mut Queue) {
    menu(response, 160.0, |ui| {
        let Some(symbol) = edits::symbols(studio, selection).get(index).cloned() else { return };
        menu_title(ui, &tr(ui, "symbol-weight"));
        for weight in WEIGHTS {
            let label = format!("×{}", decimal(ui, weight, 2));
            if menu_item(ui, Item { label: &label, checked: symbol.weight == weight, ..Item::default() }) {
                change(studio, selection, queue, |symbols| symbols[index].weight = weight);
            }
        }
        menu_line(ui);
        menu_title(ui, &tr(ui, "symbol-palette"));
        for name in palettes(studio) {
            if menu_item(ui, Item { label: &name, checked: symbol.palette() == name, ..Item::default() }) {
                let palette = (name != Symbol::DEFAULT_PALETTE).then_some(name);
                change(studio, selection, queue, |symbols| symbols[index].palette = palette);
            }
        }
        menu_line(ui);
        if index > 0 && menu_item(ui, Item { label: &tr(ui, "symbol-first"), ..Item::default() }) {
            change(studio, selection, queue, |symbols| symbols.swap(0, index));
        }
        if menu_item(ui, Item { glyph: icons::TRASH_2, label: &tr(ui, "symbol-remove"), ..Item::default() }) {
            change(studio, selection, queue, |symbols| drop(symbols.remove(index)));
        }
    });
}
