//! The form of a link: members, symbols, reach, rest, emotion.

use crate::app::i18n::{arg, tr, tr_with};
use crate::app::icons;
use crate::app::panels::entry_form::{emotion_ui, switch_row_ui};
use crate::app::panels::form::{FieldKey, FormDraft, problems_ui};
use crate::app::panels::form_rows::{DraftField, Flow, LABEL, row};
use crate::app::panels::picker::PickerDraft;
use crate::app::panels::{edits, symbol_chips};
use crate::app::queue::Queue;
use crate::app::theme::{font, size};
use crate::app::widgets::chip::{Chip, chip_width, icon_chip};
use crate::app::widgets::{chip, select};
use crate::dictionary::{Link, Reach, Rest};
use crate::studio::{Action, LayerState, Selection, Studio};
use egui::{Rect, Ui, vec2};

/// Distances offered between members.
const DISTANCES: [u32; 4] = [1, 2, 3, 5];

/// Draws the rows of a link.
pub fn ui(
    ui: &mut Ui,
    studio: &Studio,
    selection: Selection,
    draft: &mut FormDraft,
    picker: &mut Option<PickerDraft>,
    queue: &mut Queue,
) {
    let Some(link) = edits::link(studio, selection) else { return };
    members_ui(ui, studio, selection, link, draft, queue);
    symbol_chips::ui(ui, studio, selection, picker, queue);
    emotion_ui(ui, studio, selection, link.emotion.as_deref(), draft, queue);
    reach_ui(ui, studio, selection, link, queue);
    rest_ui(ui, studio, selection, link, queue);
    problems_ui(ui, studio, selection, queue);
    let on = link.enabled;
    if switch_row_ui(ui, "form-enabled", on) {
        act(queue, edits::edit_link(studio, selection, "step-enabled", |link| link.enabled = !on));
    }
}

/// What a committed field changes.
pub fn commit(studio: &Studio, owner: Selection, key: FieldKey, text: &str) -> Option<Action> {
    match key {
        FieldKey::Emotion => edits::edit_link(studio, owner, "step-emotion", |link| {
            link.emotion = (!text.is_empty()).then(|| text.to_owned());
        }),
        FieldKey::Member if !text.is_empty() => {
            edits::edit_link(studio, owner, "step-members", |link| link.of.push(text.to_owned()))
        }
        _ => None,
    }
}

fn act(queue: &mut Queue, action: Option<Action>) {
    if let Some(action) = action {
        queue.act(action);
    }
}

fn members_ui(
    ui: &mut Ui,
    studio: &Studio,
    selection: Selection,
    link: &Link,
    draft: &mut FormDraft,
    queue: &mut Queue,
) {
    let leads: Vec<String> = (link.of.iter())
        .map(|member| {
            let at = studio.find_headword(member);
            at.and_then(|at| edits::symbols(studio, at).first()).map(|symbol| symbol.text.clone()).unwrap_or_default()
        })
        .collect();
    // A link keeps two members.
    let remove = if link.of.len() > 2 { tr(ui, "member-remove") } else { String::new() };
    let chips: Vec<Chip<'_>> = (link.of.iter().zip(&leads))
        .map(|(member, lead)| Chip { lead, label: member, name: member, remove: &remove, strong: true })
        .collect();
    let opened = draft.open == Some((selection, FieldKey::Member));
    let last = if opened { 112.0 } else { 28.0 };
    let widths: Vec<f32> = chips.iter().map(|chip| chip_width(ui, chip)).chain([last]).collect();
    let area = row(ui, "form-members", Flow::lines(&widths, ui.available_width() - LABEL) as f32 * size::CONTROL);
    let mut flow = Flow::new(area);
    for (index, data) in chips.iter().enumerate() {
        let left = flow.place(chip_width(ui, data));
        let output = ui.push_id(("member", index), |ui| chip(ui, left, flow.middle, data)).inner;
        if output.removed {
            act(queue, edits::edit_link(studio, selection, "step-members", |link| drop(link.of.remove(index))));
        } else if output.response.clicked()
            && let Some(at) = studio.find_headword(data.label)
        {
            queue.act(Action::Select(Some(at)));
        }
    }
    let left = flow.place(last);
    if !opened {
        if icon_chip(ui, left, flow.middle, icons::PLUS, &tr(ui, "member-add"), false).clicked() {
            draft.open_field(selection, FieldKey::Member);
        }
        return;
    }
    member_field_ui(
        ui,
        Rect::from_min_size(egui::pos2(left, flow.middle - 12.0), vec2(last, size::CHIP)),
        studio,
        selection,
        draft,
        queue,
    );
}

fn member_field_ui(
    ui: &mut Ui,
    rect: Rect,
    studio: &Studio,
    selection: Selection,
    draft: &mut FormDraft,
    queue: &mut Queue,
) {
    let layer = studio.layers.get(selection.layer).map(LayerState::dictionary);
    let candidates: Vec<String> =
        layer.into_iter().flat_map(|layer| &layer.entries).map(|entry| entry.word.clone()).collect();
    let field = DraftField {
        key: FieldKey::Member,
        owner: selection,
        name: &tr(ui, "member-add"),
        current: "",
        candidates: &candidates,
        hint: "",
    };
    let committed = field.show(ui, rect, draft, |field| field.font(font::small()));
    if draft.typing.is_none() && draft.focus.is_none() {
        draft.open = None;
    }
    if let Some(text) = committed {
        act(queue, commit(studio, selection, FieldKey::Member, text.trim()));
    }
}

fn reach_ui(ui: &mut Ui, studio: &Studio, selection: Selection, link: &Link, queue: &mut Queue) {
    let mut ways = vec![Reach::Sentence, Reach::Adjacent];
    ways.extend(DISTANCES.map(Reach::Words));
    if !ways.contains(&link.reach) {
        ways.push(link.reach);
    }
    let labels: Vec<String> = ways
        .iter()
        .map(|reach| match reach {
            Reach::Sentence => tr(ui, "reach-sentence"),
            Reach::Adjacent => tr(ui, "reach-adjacent"),
            Reach::Words(count) => tr_with(ui, "reach-words", [("count", arg(u64::from(*count)))]),
        })
        .collect();
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    let on = ways.iter().position(|way| *way == link.reach).unwrap_or(0);
    let area = row(ui, "form-reach", size::CONTROL);
    if let Some(chosen) = select(ui, area, "", &tr(ui, "form-reach"), &labels, on) {
        act(queue, edits::edit_link(studio, selection, "step-reach", |link| link.reach = ways[chosen]));
    }
}

fn rest_ui(ui: &mut Ui, studio: &Studio, selection: Selection, link: &Link, queue: &mut Queue) {
    let ways = [Rest::Auto, Rest::Fold, Rest::Keep, Rest::Own];
    let labels = ["rest-auto", "rest-fold", "rest-keep", "rest-own"].map(|key| tr(ui, key));
    let labels = [0, 1, 2, 3].map(|index: usize| labels[index].as_str());
    let on = ways.iter().position(|way| *way == link.rest).unwrap_or(0);
    let area = row(ui, "form-rest", size::CONTROL);
    if let Some(chosen) = select(ui, area, "", &tr(ui, "form-rest"), &labels, on) {
        act(queue, edits::edit_link(studio, selection, "step-rest", |link| link.rest = ways[chosen]));
    }
}
