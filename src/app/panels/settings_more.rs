//! The settings behind the button: unit, climb, how many a sentence, variants, names, the seed in figures.

use crate::app::i18n::tr;
use crate::app::panels::settings::{SettingsDraft, choice_ui};
use crate::app::queue::Queue;
use crate::app::theme::{font, palette, size, space};
use crate::app::widgets::{Cut, Field, SegmentCell, menu_line, menu_title, segmented, switch, text};
use crate::engine::Climb;
use crate::studio::{SettingsAction, Studio};
use crate::text::UnitKind;
use egui::{Align, Rect, Sense, Ui, vec2};

const UNITS: [(UnitKind, &str); 4] = [
    (UnitKind::Sentence, "unit-sentence"),
    (UnitKind::Line, "unit-line"),
    (UnitKind::Paragraph, "unit-paragraph"),
    (UnitKind::Chunk, "unit-chunk"),
];
const CLIMBS: [Climb; 5] = [Climb::Up(0), Climb::Up(1), Climb::Up(2), Climb::Up(3), Climb::Top];
const PER_SENTENCE: [Option<u32>; 6] = [None, Some(1), Some(2), Some(3), Some(4), Some(6)];
const VARIANTS: [u32; 5] = [1, 2, 3, 5, 10];

/// Draws the popover's content.
pub fn ui(ui: &mut Ui, studio: &Studio, draft: &mut SettingsDraft, queue: &mut Queue) {
    let settings = &studio.settings;
    menu_title(ui, &tr(ui, "settings-unit"));
    for (unit, key) in UNITS {
        if choice_ui(ui, settings.unit == unit, &tr(ui, key), &tr(ui, &format!("{key}-example"))) {
            queue.settings(SettingsAction::Unit(unit));
        }
    }
    menu_line(ui);
    let climb = settings.climbs.first().map(|(climb, _)| *climb).filter(|_| settings.climbs.len() == 1);
    let labels: Vec<String> = CLIMBS
        .iter()
        .map(|climb| match climb {
            Climb::Up(steps) => steps.to_string(),
            Climb::Top => tr(ui, "climb-top"),
        })
        .collect();
    let on = CLIMBS.iter().position(|known| Some(*known) == climb);
    if let Some(index) = cells_ui(ui, "settings-climb", &labels, on) {
        queue.settings(SettingsAction::Climb(CLIMBS[index]));
    }
    let labels: Vec<String> =
        PER_SENTENCE.iter().map(|most| most.map_or_else(|| tr(ui, "settings-any"), |most| most.to_string())).collect();
    let on = PER_SENTENCE.iter().position(|most| *most == settings.max_per_sentence);
    if let Some(index) = cells_ui(ui, "settings-per-sentence", &labels, on) {
        queue.settings(SettingsAction::MaxPerSentence(PER_SENTENCE[index]));
    }
    let labels: Vec<String> = VARIANTS.iter().map(u32::to_string).collect();
    let on = VARIANTS.iter().position(|variants| *variants == settings.variants);
    if let Some(index) = cells_ui(ui, "settings-variants", &labels, on) {
        queue.settings(SettingsAction::Variants(VARIANTS[index]));
    }
    menu_line(ui);
    let mut row = row(ui);
    let name = tr(ui, "settings-names");
    if switch(ui, row.right_cut(28.0), settings.names, &name) {
        queue.settings(SettingsAction::Names(!settings.names));
    }
    text(ui, row, Align::Min, &name, font::body(), palette(ui).text);
    seed_ui(ui, studio, draft, queue);
}

fn row(ui: &mut Ui) -> Rect {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), size::CONTROL + space::XS), Sense::hover());
    rect.shrink2(vec2(space::S, 2.0))
}

/// A caption and, under it, cells to choose from.
fn cells_ui(ui: &mut Ui, key: &str, labels: &[String], on: Option<usize>) -> Option<usize> {
    menu_title(ui, &tr(ui, key));
    let row = row(ui);
    let cells: Vec<_> = labels.iter().map(|label| SegmentCell { label, enabled: true }).collect();
    segmented(ui, row, key, &cells, on.unwrap_or(usize::MAX))
}

fn seed_ui(ui: &mut Ui, studio: &Studio, draft: &mut SettingsDraft, queue: &mut Queue) {
    let mut row = row(ui);
    let name = tr(ui, "seed");
    let id = ui.scope_id().with("seed-field");
    let field = row.right_cut(152.0);
    text(ui, row, Align::Min, &name, font::body(), palette(ui).text);
    let written = draft.seed.get_or_insert_with(|| studio.settings.seed.to_string());
    let bad = written.trim().parse::<u64>().is_err();
    let output = Field::new(&name).id(id).bad(bad).show(ui, field, written);
    if output.response.changed()
        && let Ok(seed) = written.trim().parse()
    {
        queue.settings(SettingsAction::Seed(seed));
    }
    if std::mem::take(&mut draft.focus_seed) {
        output.response.request_focus();
    } else if !output.response.has_focus() {
        draft.seed = None;
    }
}
