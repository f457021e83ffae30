//! The form of an entry.

use crate::app::i18n::{arg, tr, tr_with};
use crate::app::icons;
use crate::app::panels::form::{FieldKey, FormDraft, problems_ui};
use crate::app::panels::form_rows::{DraftField, Flow, LABEL, row};
use crate::app::panels::picker::PickerDraft;
use crate::app::panels::{edits, example, forms, link_form, symbol_chips};
use crate::app::queue::Queue;
use crate::app::theme::{font, palette, size, space};
use crate::app::widgets::chip::{Chip, chip_width, icon_chip};
use crate::app::widgets::{Cut, SegmentCell, chip, hit, segmented, switch, text};
use crate::dictionary::{Entry, Matching};
use crate::studio::{Action, LayerState, RowKind, Selection, Studio};
use egui::{Align, Rect, Ui, vec2};

/// Width of a short field.
const SHORT: f32 = 136.0;
/// Width of the `+9` after forms that are not shown.
const MORE: f32 = 32.0;

/// Draws the rows of an entry.
pub fn ui(
    ui: &mut Ui,
    studio: &Studio,
    selection: Selection,
    draft: &mut FormDraft,
    picker: &mut Option<PickerDraft>,
    queue: &mut Queue,
) {
    let Some(entry) = edits::entry(studio, selection) else { return };
    if entry.matching == Matching::Pattern {
        pattern_ui(ui, studio, selection, entry, draft);
    }
    symbol_chips::ui(ui, studio, selection, picker, queue);
    emotion_ui(ui, studio, selection, entry.emotion.as_deref(), draft, queue);
    parent_ui(ui, studio, selection, entry, draft, queue);
    if entry.matching != Matching::Pattern {
        words_ui(ui, studio, selection, FieldKey::Also, draft, queue);
        forms::ui(ui, studio, selection, entry, draft, queue);
    }
    example::ui(ui, studio, selection, entry, &mut draft.example);
    problems_ui(ui, studio, selection, queue);
    matching_ui(ui, studio, selection, entry, queue);
    if entry.matching != Matching::Pattern {
        words_ui(ui, studio, selection, FieldKey::Except, draft, queue);
    }
    description_ui(ui, studio, selection, entry, draft, queue);
    switches_ui(ui, studio, selection, entry, queue);
}

/// What a committed field changes.
pub fn commit(studio: &Studio, owner: Selection, key: FieldKey, text: &str) -> Option<Action> {
    let text = text.trim();
    let optional = || (!text.is_empty()).then(|| text.to_owned());
    if let RowKind::Link(_) = owner.row {
        return link_form::commit(studio, owner, key, text);
    }
    match key {
        FieldKey::Word if text.is_empty() => None,
        FieldKey::Word => edits::edit_entry(studio, owner, "step-word", |entry| entry.word = text.to_owned()),
        FieldKey::Emotion => edits::edit_entry(studio, owner, "step-emotion", |entry| entry.emotion = optional()),
        FieldKey::Parent => edits::edit_entry(studio, owner, "step-parent", |entry| entry.parent = optional()),
        FieldKey::Also => edits::edit_entry(studio, owner, "step-also", |entry| add_words(&mut entry.also, text)),
        FieldKey::Except => edits::edit_entry(studio, owner, "step-except", |entry| add_words(&mut entry.except, text)),
        FieldKey::Description => {
            edits::edit_entry(studio, owner, "step-description", |entry| entry.description = optional())
        }
        FieldKey::Weight(_) | FieldKey::Member | FieldKey::Distance | FieldKey::Forms => None,
    }
}

/// Words typed with commas between them.
fn add_words(words: &mut Vec<String>, text: &str) {
    for word in text.split([',', ';']).map(str::trim).filter(|word| !word.is_empty()) {
        if !words.iter().any(|old| old == word) {
            words.push(word.to_owned());
        }
    }
}

fn act(queue: &mut Queue, action: Option<Action>) {
    if let Some(action) = action {
        queue.act(action);
    }
}

/// The headword as a title that can be edited.
pub fn title_ui(
    ui: &mut Ui,
    rect: Rect,
    studio: &Studio,
    selection: Selection,
    draft: &mut FormDraft,
    queue: &mut Queue,
) {
    let Some(entry) = edits::entry(studio, selection) else { return };
    let face = if entry.matching == Matching::Pattern { egui::FontId::monospace(14.0) } else { font::strong(15.0) };
    let field = DraftField {
        key: FieldKey::Word,
        owner: selection,
        name: &tr(ui, "form-word"),
        current: &entry.word,
        candidates: &[],
        hint: "",
    };
    let bad = entry.matching == Matching::Pattern && pattern_error(draft, selection, &entry.word).is_some();
    let rect = rect.with_min_x(rect.left() - space::S);
    if let Some(text) = field.show(ui, rect, draft, |field| field.bare().font(face).bad(bad)) {
        act(queue, commit(studio, selection, FieldKey::Word, &text));
    }
}

/// The pattern as typed now.
fn pattern_text<'a>(draft: &'a FormDraft, selection: Selection, saved: &'a str) -> &'a str {
    let typing = draft.typing.as_ref().filter(|typing| typing.owner == selection && typing.key == FieldKey::Word);
    typing.map_or(saved, |typing| typing.text.as_str())
}

fn pattern_error(draft: &FormDraft, selection: Selection, saved: &str) -> Option<String> {
    let error = regex::Regex::new(pattern_text(draft, selection, saved)).err()?.to_string();
    let last = error.lines().last().unwrap_or_default().trim_start_matches("error: ");
    Some(last.to_owned())
}

/// What a pattern finds in the shown text, or why it is none.
fn pattern_ui(ui: &mut Ui, studio: &Studio, selection: Selection, entry: &Entry, draft: &FormDraft) {
    let p = palette(ui);
    let area = row(ui, "form-finds", size::CONTROL);
    if let Some(error) = pattern_error(draft, selection, &entry.word) {
        text(ui, area, Align::Min, &error, font::small(), p.bad);
        return;
    }
    let (count, first) = example::pattern_matches(studio, pattern_text(draft, selection, &entry.word));
    let said = tr_with(ui, "pattern-finds", [("count", arg(count as u64)), ("first", arg(first))]);
    text(ui, area, Align::Min, &said, font::small(), if count == 0 { p.text_3 } else { p.text });
}

/// The emotion of an entry or link, completed from those in use.
pub fn emotion_ui(
    ui: &mut Ui,
    studio: &Studio,
    selection: Selection,
    current: Option<&str>,
    draft: &mut FormDraft,
    queue: &mut Queue,
) {
    let area = row(ui, "form-emotion", size::CONTROL);
    // All entries are counted for the list: only while it is wanted.
    let typing = draft.typing.as_ref().is_some_and(|typing| typing.key == FieldKey::Emotion);
    let candidates = if typing { studio.emotions() } else { Vec::new() };
    let field = DraftField {
        key: FieldKey::Emotion,
        owner: selection,
        name: &tr(ui, "form-emotion"),
        current: current.unwrap_or_default(),
        candidates: &candidates,
        hint: "",
    };
    let rect = Rect::from_min_size(area.min, vec2(SHORT, size::CONTROL));
    if let Some(text) = field.show(ui, rect, draft, |field| field) {
        act(queue, commit(studio, selection, FieldKey::Emotion, &text));
    }
}

fn parent_ui(
    ui: &mut Ui,
    studio: &Studio,
    selection: Selection,
    entry: &Entry,
    draft: &mut FormDraft,
    queue: &mut Queue,
) {
    let area = row(ui, "form-parent", size::CONTROL);
    let opened = draft.open == Some((selection, FieldKey::Parent));
    if let (Some(parent), false) = (&entry.parent, opened) {
        let at = studio.find_headword(parent);
        let lead = at.and_then(|at| edits::symbols(studio, at).first()).map(|symbol| symbol.text.clone());
        let data = Chip {
            lead: lead.as_deref().unwrap_or_default(),
            label: parent,
            name: &tr_with(ui, "parent-chip", [("name", parent.as_str().into())]),
            remove: &tr(ui, "parent-remove"),
            strong: true,
        };
        let output = chip(ui, area.left(), area.center().y, &data);
        if output.removed {
            act(queue, commit(studio, selection, FieldKey::Parent, ""));
        } else if output.response.clicked() {
            draft.open_field(selection, FieldKey::Parent);
        }
        return;
    }
    let owner = &entry.word;
    let layer = studio.layers.get(selection.layer).map(LayerState::dictionary);
    let words = layer.into_iter().flat_map(|layer| &layer.entries).map(|entry| entry.word.clone());
    let typing = draft.typing.as_ref().is_some_and(|typing| typing.key == FieldKey::Parent);
    let candidates: Vec<String> = if typing { words.filter(|word| word != owner).collect() } else { Vec::new() };
    let field = DraftField {
        key: FieldKey::Parent,
        owner: selection,
        name: &tr(ui, "form-parent"),
        current: entry.parent.as_deref().unwrap_or_default(),
        candidates: &candidates,
        hint: "",
    };
    let rect = Rect::from_min_size(area.min, vec2(SHORT, size::CONTROL));
    let committed = field.show(ui, rect, draft, |field| field);
    if draft.typing.is_none() && draft.focus.is_none() {
        draft.open = draft.open.take_if(|open| *open != (selection, FieldKey::Parent));
    }
    if let Some(text) = committed {
        act(queue, commit(studio, selection, FieldKey::Parent, &text));
    }
}

/// How many of the first things fit into `room`; all when only a few are left out.
fn fitting(widths: &[f32], room: f32) -> usize {
    let mut x = 0.0;
    let fit = widths.iter().take_while(|wide| {
        x += **wide + space::XS;
        x <= room
    });
    fit.count()
}

/// `+9`: so many more; a click shows them.
fn more_ui(ui: &Ui, rect: Rect, count: usize) -> bool {
    let p = palette(ui);
    let label = format!("+{count}");
    let name = tr_with(ui, "forms-more", [("count", arg(count as u64))]);
    let response = hit(ui, rect, egui::Role::Button, &name);
    let ink = if response.hovered() || response.has_focus() { p.accent_text } else { p.text_3 };
    text(ui, rect, Align::Center, &label, font::small(), ink);
    response.clicked()
}

/// Chips of `also` or `except`, with a field for one more.
fn words_ui(
    ui: &mut Ui,
    studio: &Studio,
    selection: Selection,
    key: FieldKey,
    draft: &mut FormDraft,
    queue: &mut Queue,
) {
    let Some(entry) = edits::entry(studio, selection) else { return };
    let also = key == FieldKey::Also;
    let (label, add, step) =
        if also { ("form-also", "also-add", "step-also") } else { ("form-except", "except-add", "step-except") };
    let words = if also { &entry.also } else { &entry.except };
    let remove = tr(ui, "word-remove");
    let chips: Vec<Chip<'_>> =
        words.iter().map(|word| Chip { label: word, name: word, remove: &remove, ..Chip::default() }).collect();
    let opened = draft.open == Some((selection, key));
    let last = if opened { 112.0 } else { 28.0 };
    let room = ui.available_width() - LABEL;
    let all: Vec<f32> = chips.iter().map(|chip| chip_width(ui, chip)).collect();
    let whole = draft.unfolded == Some((selection, key));
    let shown = if whole { all.len() } else { fitting(&all, room - last - MORE) };
    let rest = all.len() - shown;
    let widths: Vec<f32> = all[..shown].iter().copied().chain((rest > 0).then_some(MORE)).chain([last]).collect();
    let area = row(ui, label, Flow::lines(&widths, room) as f32 * size::CONTROL);
    let mut flow = Flow::new(area);
    for (index, data) in chips.iter().enumerate().take(shown) {
        let left = flow.place(all[index]);
        if ui.push_id((label, index), |ui| chip(ui, left, flow.middle, data)).inner.removed {
            let action = edits::edit_entry(studio, selection, step, |entry| {
                drop(if also { entry.also.remove(index) } else { entry.except.remove(index) });
            });
            act(queue, action);
        }
    }
    if rest > 0 {
        let left = flow.place(MORE);
        let rect = Rect::from_min_size(egui::pos2(left, flow.middle - 12.0), vec2(MORE, size::CHIP));
        if more_ui(ui, rect, rest) {
            draft.unfolded = Some((selection, key));
        }
    }
    let left = flow.place(last);
    if !opened {
        if icon_chip(ui, left, flow.middle, icons::PLUS, &tr(ui, add), false).clicked() {
            draft.open_field(selection, key);
        }
        return;
    }
    let field = DraftField { key, owner: selection, name: &tr(ui, add), current: "", candidates: &[], hint: "" };
    let rect = Rect::from_min_size(egui::pos2(left, flow.middle - 12.0), vec2(last, size::CHIP));
    let committed = field.show(ui, rect, draft, |field| field.font(font::small()));
    let entered = committed.is_some() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    if let Some(text) = committed {
        act(queue, commit(studio, selection, key, &text));
    }
    if entered {
        draft.open_field(selection, key);
    } else if draft.typing.is_none() && draft.focus.is_none() {
        draft.open = None;
    }
}

fn matching_ui(ui: &mut Ui, studio: &Studio, selection: Selection, entry: &Entry, queue: &mut Queue) {
    let area = row(ui, "form-matching", size::CONTROL);
    let labels = ["matching-inflected", "matching-exact", "matching-pattern"].map(|key| tr(ui, key));
    let cells = [0, 1, 2].map(|index: usize| SegmentCell { label: &labels[index], enabled: true });
    let ways = [Matching::Inflected, Matching::Exact, Matching::Pattern];
    let on = ways.iter().position(|way| *way == entry.matching).unwrap_or(0);
    if let Some(chosen) = segmented(ui, area, "matching", &cells, on) {
        act(queue, edits::edit_entry(studio, selection, "step-matching", |entry| entry.matching = ways[chosen]));
    }
}

fn description_ui(
    ui: &mut Ui,
    studio: &Studio,
    selection: Selection,
    entry: &Entry,
    draft: &mut FormDraft,
    queue: &mut Queue,
) {
    let area = row(ui, "form-description", size::CONTROL);
    let field = DraftField {
        key: FieldKey::Description,
        owner: selection,
        name: &tr(ui, "form-description"),
        current: entry.description.as_deref().unwrap_or_default(),
        candidates: &[],
        hint: &tr(ui, "description-hint"),
    };
    if let Some(text) = field.show(ui, area, draft, |field| field) {
        act(queue, commit(studio, selection, FieldKey::Description, &text));
    }
}

fn switches_ui(ui: &mut Ui, studio: &Studio, selection: Selection, entry: &Entry, queue: &mut Queue) {
    if entry.matching == Matching::Inflected {
        let on = entry.names;
        if switch_row_ui(ui, "form-names", on) {
            act(queue, edits::edit_entry(studio, selection, "step-names", |entry| entry.names = !on));
        }
    }
    let on = entry.enabled;
    if switch_row_ui(ui, "form-enabled", on) {
        act(queue, edits::edit_entry(studio, selection, "step-enabled", |entry| entry.enabled = !on));
    }
}

/// A switch at the right of its sentence.
pub fn switch_row_ui(ui: &mut Ui, key: &str, on: bool) -> bool {
    let p = palette(ui);
    let (mut rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), size::ROW), egui::Sense::hover());
    let label = tr(ui, key);
    let flipped = switch(ui, rect.right_cut(28.0), on, &label);
    text(ui, rect, Align::Min, &label, font::small(), if on { p.text_2 } else { p.text_3 });
    flipped
}
