//! The foot of the picker: the symbol under the ring, its names, its cost in tokens, skin tones.

use crate::app::i18n::{Speaker, arg, tr, tr_with};
use crate::app::panels::picker_list::Item;
use crate::app::queue::Queue;
use crate::app::theme::{font, palette, space};
use crate::app::widgets::{Cut, hit, symbol, text};
use crate::studio::{Action, Studio};
use crate::token::{self, Tokenizer};
use egui::{Align, Color32, Rect, Role, Stroke, Ui, pos2, vec2};
use std::collections::HashMap;

/// No tone, and the five from light to dark.
const TONES: [(Color32, &str); 6] = [
    (Color32::from_rgb(0xFF, 0xCC, 0x4D), "tone-none"),
    (Color32::from_rgb(0xF7, 0xDE, 0xCE), "tone-1"),
    (Color32::from_rgb(0xE0, 0xBB, 0x95), "tone-2"),
    (Color32::from_rgb(0xBF, 0x8F, 0x68), "tone-3"),
    (Color32::from_rgb(0x9B, 0x64, 0x3D), "tone-4"),
    (Color32::from_rgb(0x59, 0x45, 0x39), "tone-5"),
];

/// Token costs that were looked up.
#[derive(Default)]
pub struct Costs(HashMap<String, usize>);

impl Costs {
    /// The cost of a symbol. Nothing until the text has been counted: before that the tokenizer would first have to be
    /// unpacked, which takes longer than a frame.
    fn of(&mut self, studio: &Studio, symbol: &str) -> Option<usize> {
        studio.preview.stats.as_ref()?;
        let cost = self.0.entry(symbol.to_owned()).or_insert_with(|| token::count(Tokenizer::O200k, symbol));
        Some(*cost)
    }
}

/// Draws the foot.
pub fn ui(ui: &mut Ui, foot: Rect, studio: &Studio, item: &Item, costs: &mut Costs, queue: &mut Queue) {
    let p = palette(ui);
    let shown = item.shown(studio.preferences.skin_tone);
    let mut foot = foot.shrink2(vec2(space::L, space::S));
    let has_names = item.names(ui.language()).is_some();
    let tile = foot.left_cut(32.0);
    if has_names {
        symbol(ui, tile, &shown, 28.0);
    }
    foot.left_cut(if has_names { space::M } else { -32.0 });
    if item.emoji.is_some_and(|emoji| !emoji.tones.is_empty()) {
        tones_ui(ui, foot.right_cut(112.0), studio, queue);
    }
    let (first, second) = item.names(ui.language()).unwrap_or((item.text.as_str(), ""));
    let cost = costs.of(studio, &shown).map(|cost| tr_with(ui, "token-cost", [("count", arg(cost as u64))]));
    let below = match (second.is_empty(), cost) {
        (true, Some(cost)) => cost,
        (true, None) => tr(ui, "picker-own-symbol"),
        (false, Some(cost)) => format!("{second} · {cost}"),
        (false, None) => second.to_owned(),
    };
    foot.top_cut(3.0);
    text(ui, foot.top_cut(19.0), Align::Min, first, font::medium(13.0), p.text);
    text(ui, foot.top_cut(17.0), Align::Min, &below, font::small(), p.text_3);
}

fn tones_ui(ui: &Ui, area: Rect, studio: &Studio, queue: &mut Queue) {
    let p = palette(ui);
    for (index, (color, key)) in TONES.into_iter().enumerate() {
        let center = pos2(area.right() - 8.0 - 18.0 * (TONES.len() - 1 - index) as f32, area.center().y);
        let response = hit(ui, Rect::from_center_size(center, vec2(18.0, 24.0)), Role::RadioButton, &tr(ui, key));
        ui.painter().circle_filled(center, if response.hovered() { 7.0 } else { 6.0 }, color);
        if usize::from(studio.preferences.skin_tone) == index {
            ui.painter().circle_stroke(center, 8.5, Stroke::new(1.5, p.accent));
        }
        if response.clicked() {
            queue.act(Action::SetSkinTone(index as u8));
        }
    }
}
