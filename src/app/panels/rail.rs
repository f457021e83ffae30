//! Folded side panels: icons that unfold them.

use crate::app::commands::Command;
use crate::app::i18n::tr;
use crate::app::icons;
use crate::app::queue::Queue;
use crate::app::theme::space;
use crate::app::widgets::{Cut, icon_button};
use crate::studio::Studio;
use egui::{Rect, Ui, vec2};

/// The rail of the export panel.
pub fn right_ui(ui: &mut Ui, area: Rect, queue: &mut Queue) {
    let names = [
        (icons::PANEL_RIGHT, "rail-show-export"),
        (icons::FILE_TEXT, "sources"),
        (icons::SETTINGS_2, "dataset"),
        (icons::GAUGE, "size"),
    ];
    buttons(ui, area, &names, Command::ToggleExport, queue);
}

/// The rail of the dictionary panel.
pub fn left_ui(ui: &mut Ui, area: Rect, studio: &Studio, queue: &mut Queue) {
    let _ = studio;
    let names = [(icons::PANEL_LEFT, "rail-show-dictionary"), (icons::LIBRARY, "dictionaries")];
    buttons(ui, area, &names, Command::ToggleDictionary, queue);
}

fn buttons(ui: &mut Ui, area: Rect, names: &[(&str, &str)], command: Command, queue: &mut Queue) {
    let mut area = area.shrink2(vec2(8.0, 6.0));
    for (glyph, key) in names {
        if icon_button(ui, area.top_cut(28.0), glyph, &tr(ui, key)).clicked() {
            queue.run(command);
        }
        area.top_cut(space::XS);
    }
}
