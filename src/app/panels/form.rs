//! The form of the selected entry or link: what is typed is a draft until Enter, Tab or leaving the field.

use crate::app::commands::{Command, Menu};
use crate::app::i18n::tr;
use crate::app::icons;
use crate::app::panels::picker::PickerDraft;
use crate::app::panels::{edits, entry_form, example, fix_buttons, forms, link_form, top_bar};
use crate::app::queue::Queue;
use crate::app::theme::{font, palette, radius, space};
use crate::app::widgets::{Cut, dot, fade_bottom, fill, icon, icon_button_as, menu, symbol_fit, text};
use crate::app::words;
use crate::dictionary::{Level, Problem, ProblemKind, Subject};
use crate::studio::{RowKind, Selection, Studio};
use egui::{Align, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// Fields of the form.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum FieldKey {
    /// The headword.
    Word,
    /// The emotion.
    Emotion,
    /// The parent.
    Parent,
    /// A new form or synonym.
    Also,
    /// A new excepted form.
    Except,
    /// All forms.
    Forms,
    /// The meaning.
    Description,
    /// The weight of a symbol.
    Weight(usize),
    /// A new member of a link.
    Member,
    /// The distance of a link's members.
    Distance,
}

/// What is being typed.
#[derive(Clone, Debug)]
pub struct Typing {
    /// Whose field.
    pub owner: Selection,
    /// Which.
    pub key: FieldKey,
    /// The text so far.
    pub text: String,
    /// The completion that the arrow keys chose.
    pub marked: Option<usize>,
    /// Whether it differs from what the dictionary has.
    pub changed: bool,
}

/// What the form remembers between frames.
#[derive(Default)]
pub struct FormDraft {
    /// What is being typed.
    pub typing: Option<Typing>,
    /// Where completions were shown.
    pub popup: Option<Rect>,
    /// The field that takes the focus when it is drawn next.
    pub focus: Option<FieldKey>,
    /// A field that is shown in place of its button.
    pub open: Option<(Selection, FieldKey)>,
    /// The row of forms that shows all of them.
    pub unfolded: Option<(Selection, FieldKey)>,
    /// The forms of the selected entry, as last made.
    pub forms: forms::FormsCache,
    /// The example of the selected entry, as last made.
    pub example: example::ExampleCache,
}

impl FormDraft {
    /// Shows the field `key` in place of its button, with the focus.
    pub fn open_field(&mut self, owner: Selection, key: FieldKey) {
        self.open = Some((owner, key));
        self.focus = Some(key);
    }
}

/// Draws the form.
pub fn ui(
    ui: &mut Ui,
    area: Rect,
    studio: &Studio,
    draft: &mut FormDraft,
    picker: &mut Option<PickerDraft>,
    queue: &mut Queue,
) {
    let p = palette(ui);
    let Some(selection) = studio.selection else { return };
    commit_left(studio, selection, draft, queue);
    let mut area = area;
    area.top_cut(space::M + 1.0);
    let mut inner = area.shrink2(vec2(space::L, 0.0));
    let head = inner.top_cut(40.0);
    let more = head_ui(ui, head, studio, selection, draft, picker, queue);
    inner.top_cut(space::M - 4.0);
    let clip = Rect::from_min_max(pos2(area.left(), inner.top()), area.max);
    let mut child = ui.new_child(egui::UiBuilder::new().id_salt(("rows", selection)).max_rect(clip));
    child.set_clip_rect(clip);
    child.spacing_mut().item_spacing = vec2(0.0, 0.0);
    let scroll = egui::ScrollArea::vertical().auto_shrink(false).id_salt(selection);
    let margin = egui::Margin::symmetric(space::L as i8, 0);
    let scroll = scroll.content_margin(margin).show(&mut child, |ui| {
        ui.set_clip_rect(clip);
        ui.add_space(4.0);
        match selection.row {
            RowKind::Entry(_) => entry_form::ui(ui, studio, selection, draft, picker, queue),
            RowKind::Link(_) => link_form::ui(ui, studio, selection, draft, picker, queue),
        }
        ui.add_space(space::XL);
    });
    if scroll.content_size.y - scroll.state.clamped_offset().y > scroll.inner_rect.height() + 8.0 {
        fade_bottom(&child, clip, 28.0, p.panel);
    }
    more_ui(ui, more, studio, queue);
}

/// What was being typed when something else was selected goes where it belongs.
fn commit_left(studio: &Studio, selection: Selection, draft: &mut FormDraft, queue: &mut Queue) {
    let Some(typing) = draft.typing.take_if(|typing| typing.owner != selection) else { return };
    draft.popup = None;
    if let Some(action) = entry_form::commit(studio, typing.owner, typing.key, &typing.text) {
        queue.act(action);
    }
}

/// Tile, title and path; returns the place of the ⋯ button, which comes last in the Tab order.
fn head_ui(
    ui: &mut Ui,
    head: Rect,
    studio: &Studio,
    selection: Selection,
    draft: &mut FormDraft,
    picker: &mut Option<PickerDraft>,
    queue: &mut Queue,
) -> Rect {
    let p = palette(ui);
    let mut head = head;
    let tile = head.left_cut(40.0);
    let response = ui.interact(tile, ui.scope_id().with("tile"), Sense::CLICK);
    let name = tr(ui, "form-tile");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    fill(ui, tile, radius::TILE, if response.hovered() { p.control_hover } else { p.control });
    if response.clicked() {
        *picker = PickerDraft::open(ui.ctx(), studio);
    }
    let row = studio.row_of(selection).map(|row| studio.row(row));
    let shown = row.map(|row| row.symbol).unwrap_or_default();
    let first = edits::symbols(studio, selection).first().map(|symbol| symbol.text.as_str()).unwrap_or_default();
    if first.is_empty() {
        icon(ui, tile, icons::SMILE_PLUS, p.text_3);
    } else {
        symbol_fit(ui, tile.shrink(4.0), Align::Center, if shown.is_empty() { first } else { &shown }, 22.0);
    }
    head.left_cut(space::M);
    let more = head.right_cut(28.0).translate(vec2(6.0, 0.0));
    let (title, below) = head.split_top_bottom_at_y(head.top() + 22.0);
    match selection.row {
        RowKind::Entry(_) => entry_form::title_ui(ui, title, studio, selection, draft, queue),
        RowKind::Link(_) => {
            text(ui, title, Align::Min, &edits::headword(studio, selection), font::strong(15.0), p.text);
        }
    }
    text(ui, below, Align::Min, &path_text(ui, studio, selection), font::small(), p.text_3);
    more
}

/// природа › погода › ветер; for what has no parent, its dictionary.
fn path_text(ui: &Ui, studio: &Studio, selection: Selection) -> String {
    let Some(layer) = studio.layers.get(selection.layer) else { return String::new() };
    let mut path = Vec::new();
    let mut entry = edits::entry(studio, selection);
    while let Some(here) = entry {
        path.push(here.word.clone());
        let above = here.parent.as_deref().filter(|_| path.len() < 8);
        let at = above.and_then(|parent| studio.find_headword(parent));
        entry = at.and_then(|at| edits::entry(studio, at)).filter(|above| !path.contains(&above.word));
    }
    if path.len() < 2 {
        return crate::app::panels::layers::layer_name(ui, layer);
    }
    path.reverse();
    path.join("  ›  ")
}

fn more_ui(ui: &Ui, rect: Rect, studio: &Studio, queue: &mut Queue) {
    let id = ui.scope_id().with("form-more");
    let response = icon_button_as(ui, rect, id, icons::ELLIPSIS, &tr(ui, "form-more"), false);
    menu(&response, 220.0, |ui| {
        for command in Command::ALL {
            if command.spec().menu == Menu::Entry {
                top_bar::command_item(ui, command, studio, queue);
            }
        }
    });
}

/// What is wrong with the selected entry or link, in words, with the quick fix where there is one.
pub fn problems_ui(ui: &mut Ui, studio: &Studio, selection: Selection, queue: &mut Queue) {
    let p = palette(ui);
    let subject = match selection.row {
        RowKind::Entry(index) => Subject::Entry(index),
        RowKind::Link(index) => Subject::Link(index),
    };
    // The row of forms says of guesses what there is to say.
    let is_said =
        |problem: &Problem| problem.kind == ProblemKind::GuessedForms && matches!(selection.row, RowKind::Entry(_));
    let about = |(layer, problem): &&(usize, Problem)| {
        *layer == selection.layer && problem.subject == Some(subject) && !is_said(problem)
    };
    for (index, (_, problem)) in studio.problems.iter().filter(about).enumerate() {
        let wide = ui.available_width() - 14.0;
        let said = words::problem(ui, problem);
        let galley = ui.painter().layout(said.clone(), font::small(), p.text_2, wide);
        let (rect, response) =
            ui.allocate_exact_size(vec2(ui.available_width(), galley.size().y + 10.0), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
        crate::app::widgets::tip(response, &problem.message, None);
        let mark = match problem.level {
            Level::Error => p.bad,
            Level::Warning => p.warn_mark,
            Level::Note => p.text_3,
        };
        dot(ui, pos2(rect.left() + 3.0, rect.top() + 13.0), mark);
        ui.painter().galley(rect.min + vec2(14.0, 5.0), galley, p.text_2);
        ui.push_id(index, |ui| fix_buttons::row_ui(ui, 14.0, studio, selection.layer, problem, queue));
    }
}
