//! The filter that is also the add box, and the symbols it offers for a new word.

use crate::app::i18n::{tr, tr_with};
use crate::app::icons;
use crate::app::panels::edits;
use crate::app::panels::picker::PickerDraft;
use crate::app::queue::Queue;
use crate::app::theme::{font, palette, radius, size, space};
use crate::app::widgets::field::focus_at_end;
use crate::app::widgets::{Cut, Field, chip::icon_chip, fill, hit, key, outline, symbol, text, width};
use crate::studio::{Action, Selection, Studio};
use crate::symbol::search;
use egui::{Align, Context, Event, Id, Key, Rect, Role, Ui, pos2, vec2};

/// Symbols offered on the keys 1 to 6.
const OFFERED: usize = 6;

/// What the box remembers between frames.
#[derive(Default)]
pub struct AddBoxDraft {
    text: String,
    /// The filter as the studio has it from us.
    sent: String,
    /// Enter was pressed: what is selected next gets an offer when it has no symbol.
    entered: bool,
    offer: Option<Offer>,
}

struct Offer {
    selection: Selection,
    word: String,
    symbols: Vec<&'static str>,
}

fn field_id() -> Id {
    Id::unique("add-box")
}

impl AddBoxDraft {
    /// Whether something stands in the box and it has the focus.
    pub fn is_typing(&self, ctx: &Context) -> bool {
        !self.text.is_empty() && ctx.memory(|memory| memory.has_focus(field_id()))
    }

    /// Gives the box the focus.
    pub fn focus(&mut self, ctx: &Context) {
        focus_at_end(ctx, field_id(), &self.text);
    }
}

/// Draws the field; true when the arrow down was pressed in it.
pub fn ui(ui: &mut Ui, rect: Rect, studio: &Studio, draft: &mut AddBoxDraft, queue: &mut Queue) -> bool {
    if studio.filter != draft.sent {
        draft.text.clone_from(&studio.filter);
        draft.sent.clone_from(&studio.filter);
    }
    make_offer(ui, studio, draft);
    let focus = ui.memory(|memory| memory.has_focus(field_id()));
    if focus && let Some(lines) = take_pasted_lines(ui) {
        queue.act(Action::AddLine(lines));
    }
    let typed = draft.text.trim().to_owned();
    let unknown = !typed.is_empty() && studio.find_headword(&typed).is_none();
    let (name, hint, add) = (tr(ui, "filter"), tr(ui, "filter-hint"), tr(ui, "add-key"));
    let keys = width(ui, &add, font::medium(11.0)) + 16.0;
    let field = Field::new(&name).hint(&hint).glyph(icons::SEARCH).id(field_id());
    let field = if unknown { field.room(keys) } else { field };
    let output = field.show(ui, rect, &mut draft.text);
    if unknown {
        key(ui, rect.right() - 6.0, rect.center().y, &add);
    } else if !draft.text.is_empty() {
        let cross = Rect::from_min_size(pos2(rect.right() - 28.0, rect.top()), vec2(28.0, rect.height()));
        if crate::app::widgets::icon_button(ui, cross.shrink(3.0), icons::X, &tr(ui, "filter-clear")).clicked() {
            draft.text.clear();
        }
    }
    if output.escaped {
        draft.text.clear();
        draft.offer = None;
    }
    if output.entered && !typed.is_empty() {
        queue.act(Action::AddLine(typed));
        draft.entered = true;
        draft.focus(ui.ctx());
    } else if draft.text != draft.sent {
        draft.offer = None;
        draft.sent.clone_from(&draft.text);
        queue.act(Action::SetFilter(draft.text.clone()));
    }
    focus && ui.input(|input| input.key_pressed(Key::ArrowDown))
}

/// Several pasted lines are taken out of the input: a field of one line would join them.
fn take_pasted_lines(ui: &Ui) -> Option<String> {
    let several = |text: &str| text.lines().filter(|line| !line.trim().is_empty()).count() > 1;
    ui.input_mut(|input| {
        let at = input.events.iter().position(|event| matches!(event, Event::Paste(text) if several(text)))?;
        match input.events.remove(at) {
            Event::Paste(text) => Some(text),
            _ => None,
        }
    })
}

/// After Enter, the new entry gets an offer of symbols; it ends when something else is selected.
fn make_offer(ui: &Ui, studio: &Studio, draft: &mut AddBoxDraft) {
    let selected = studio.selection.filter(|selection| edits::symbols(studio, *selection).is_empty());
    if std::mem::take(&mut draft.entered)
        && let Some(selection) = selected
    {
        let word = edits::headword(studio, selection);
        let symbols = search::suggest(&word, OFFERED).into_iter().map(|emoji| emoji.text).collect();
        draft.offer = Some(Offer { selection, word, symbols });
        ui.ctx().request_repaint();
    }
    if draft.offer.as_ref().is_some_and(|offer| selected != Some(offer.selection)) {
        draft.offer = None;
    }
}

/// The digit that was typed while nothing else stands in the box; it is taken out of the input.
fn take_digit(ui: &Ui, count: usize) -> Option<usize> {
    let digit = |text: &str| text.parse::<usize>().ok().filter(|digit| (1..=count).contains(digit));
    ui.input_mut(|input| {
        let at = input.events.iter().position(|event| matches!(event, Event::Text(text) if digit(text).is_some()))?;
        match input.events.remove(at) {
            Event::Text(text) => digit(&text).map(|digit| digit - 1),
            _ => None,
        }
    })
}

/// Draws the offered symbols off the top of `area`.
pub fn offer_ui(
    ui: &mut Ui,
    area: &mut Rect,
    studio: &Studio,
    draft: &mut AddBoxDraft,
    picker: &mut Option<PickerDraft>,
    queue: &mut Queue,
) {
    let Some(offer) = &draft.offer else { return };
    let p = palette(ui);
    area.top_cut(space::S);
    let mut row = area.top_cut(size::ROW + space::XS).shrink2(vec2(space::L, 0.0));
    let mut taken = None;
    for (index, emoji) in offer.symbols.iter().enumerate() {
        let cell = row.left_cut(44.0).shrink2(vec2(1.0, 0.0));
        let name = tr_with(ui, "offer-take", [("symbol", (*emoji).into()), ("word", offer.word.as_str().into())]);
        let response = hit(ui, cell, Role::Button, &name);
        fill(ui, cell, radius::CONTROL, if response.hovered() { p.control_hover } else { p.control });
        if response.has_focus() {
            outline(ui, cell, radius::CONTROL, 1.5, p.accent);
        }
        let mut inner = cell.shrink2(vec2(6.0, 0.0));
        let digit = (index + 1).to_string();
        text(ui, inner.left_cut(10.0), Align::Min, &digit, font::medium(11.0), p.text_3);
        symbol(ui, inner, emoji, 18.0);
        if response.clicked() {
            taken = Some(index);
        }
    }
    let x = row.left() + 1.0;
    if icon_chip(ui, x, row.center().y, icons::SMILE_PLUS, &tr(ui, "offer-more"), false).clicked() {
        *picker = PickerDraft::open(ui.ctx(), studio);
    }
    if offer.symbols.is_empty() {
        let rest = Rect::from_min_max(pos2(x + 36.0, row.top()), row.max);
        text(ui, rest, Align::Min, &tr(ui, "offer-none"), font::small(), p.text_3);
    }
    if let Some(emoji) = taken.and_then(|index| offer.symbols.get(index)) {
        edits::take_symbol(studio, offer.selection, emoji, queue);
        draft.offer = None;
        draft.focus(ui.ctx());
    }
}

/// Takes a digit for the offer before the field sees it. Call before [`ui`].
pub fn offer_keys(ui: &Ui, studio: &Studio, draft: &mut AddBoxDraft, queue: &mut Queue) {
    let Some(offer) = &draft.offer else { return };
    let free = ui.memory(|memory| memory.focused().is_none_or(|id| id == field_id()));
    if !free || !draft.text.is_empty() {
        return;
    }
    if let Some(emoji) = take_digit(ui, offer.symbols.len()).and_then(|index| offer.symbols.get(index)) {
        edits::take_symbol(studio, offer.selection, emoji, queue);
        draft.offer = None;
    }
}
