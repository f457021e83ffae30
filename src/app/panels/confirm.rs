//! The question before unsaved work or a running export is left.

use crate::app::i18n::tr;
use crate::app::panels::about::modal_ui;
use crate::app::theme::{font, palette, size, space};
use crate::app::widgets::{Cut, Kind, button, paragraph, text, width};
use crate::studio::Action;
use egui::{Align, Key, Rect, Ui, vec2};

/// What follows when the work may be left.
#[derive(Debug)]
pub enum Then {
    /// The window closes.
    Quit,
    /// Another project.
    Act(Action),
}

/// The open question.
#[derive(Debug)]
pub struct Confirm {
    /// What follows.
    pub then: Then,
    exporting: bool,
}

impl Confirm {
    /// A question; `exporting` says that an export is running.
    pub fn new(then: Then, exporting: bool) -> Self {
        Self { then, exporting }
    }
}

/// What the user said.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Answer {
    /// Save first.
    Save,
    /// Leave it.
    Discard,
    /// Stay.
    Stay,
}

/// Draws the question while it is open.
pub fn ui(ui: &mut Ui, whole: Rect, confirm: &Option<Confirm>) -> Option<Answer> {
    let exporting = confirm.as_ref()?.exporting;
    let (title, body) =
        if exporting { ("confirm-export", "confirm-export-text") } else { ("confirm-unsaved", "confirm-unsaved-text") };
    let mut answer = ui.input(|input| input.key_pressed(Key::Escape)).then_some(Answer::Stay);
    modal_ui(ui, "confirm", whole, vec2(440.0, 152.0), |ui, rect| {
        let p = palette(ui);
        let mut area = rect.shrink(space::L + space::XS);
        text(ui, area.top_cut(24.0), Align::Min, &tr(ui, title), font::strong(15.0), p.text);
        area.top_cut(space::XS);
        paragraph(ui, area.min, area.width(), &tr(ui, body), font::body(), 20.0, p.text_2);
        let mut row = area.bottom_cut(size::CONTROL);
        let choices: &[(&str, Answer, Kind)] = if exporting {
            &[("confirm-stop", Answer::Discard, Kind::Plain), ("confirm-stay", Answer::Stay, Kind::Ghost)]
        } else {
            &[
                ("confirm-save", Answer::Save, Kind::Primary),
                ("confirm-discard", Answer::Discard, Kind::Plain),
                ("confirm-stay", Answer::Stay, Kind::Ghost),
            ]
        };
        for (key, said, kind) in choices {
            let label = tr(ui, key);
            let wide = width(ui, &label, font::medium(13.0)) + 28.0;
            if button(ui, row.right_cut(wide), "", &label, *kind).clicked() {
                answer = Some(*said);
            }
            row.right_cut(space::S);
        }
    });
    answer
}
