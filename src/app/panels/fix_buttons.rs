//! Buttons that cure a problem.

use crate::app::i18n::tr;
use crate::app::queue::Queue;
use crate::app::theme::{font, size, space};
use crate::app::widgets::{Kind, button, width};
use crate::check::Cure;
use crate::dictionary::Problem;
use crate::studio::{Action, Studio};
use egui::{Rect, Sense, Ui, vec2};

/// A row of the quick fixes of a problem, `indent` from the left; none where there is no fix. True when one was taken.
pub fn row_ui(ui: &mut Ui, indent: f32, studio: &Studio, layer: usize, problem: &Problem, queue: &mut Queue) -> bool {
    let fixes = studio.fixes(layer, problem);
    if fixes.is_empty() {
        return false;
    }
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), size::CONTROL + space::XS), Sense::hover());
    let mut left = row.left() + indent;
    let mut taken = false;
    for fix in fixes {
        let (label, step) = match fix.cure {
            Cure::Except if problem.forms.len() > 1 => ("fix-except-all", "step-except"),
            Cure::Except => ("fix-except", "step-except"),
            Cure::Accept => ("fix-accept", "step-accept"),
            Cure::Approve => ("guesses-approve", "step-approve"),
            Cure::Shorten => ("fix-selector", "step-symbol"),
            Cure::Merge => ("fix-merge", "step-edit"),
            Cure::Mend => ("fix-mend", "step-edit"),
        };
        let label = tr(ui, label);
        let wide = width(ui, &label, font::medium(13.0)) + 20.0;
        let rect = Rect::from_min_size(egui::pos2(left, row.top()), vec2(wide, size::CONTROL));
        left += wide + space::S;
        if button(ui, rect, "", &label, Kind::Plain).clicked() {
            queue.act(Action::Edit { layer, edit: fix.edit, step });
            taken = true;
        }
    }
    taken
}
