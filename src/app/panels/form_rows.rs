//! Rows of the form: labels in a column of 80, chips that wrap, fields whose text is a draft until it is committed.

use crate::app::i18n::tr;
use crate::app::panels::form::{FieldKey, FormDraft, Typing};
use crate::app::theme::{font, palette, radius, size, space};
use crate::app::widgets::{Cut, Field, card, fill, text};
use crate::studio::Selection;
use egui::{Align, Area, Id, Key, Order, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// Width of the labels.
pub const LABEL: f32 = 80.0;
/// Completions shown at once.
const COMPLETIONS: usize = 7;

/// A row: its label at the left; returns the rest.
pub fn row(ui: &mut Ui, label_key: &str, height: f32) -> Rect {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    ui.add_space(space::XS);
    let mut rest = rect;
    let label = rest.left_cut(LABEL).with_max_y(rect.top() + size::CONTROL);
    text(ui, label.with_max_x(label.right() - 4.0), Align::Min, &tr(ui, label_key), font::small(), palette(ui).text_3);
    rest
}

/// Places things of given widths one after another, wrapping at the right edge.
pub struct Flow {
    left: f32,
    right: f32,
    x: f32,
    /// The middle of the line.
    pub middle: f32,
}

impl Flow {
    /// The lines that `widths` take in `width`.
    pub fn lines(widths: &[f32], width: f32) -> usize {
        let (mut x, mut lines) = (0.0, 1);
        for wide in widths {
            if x > 0.0 && x + wide > width {
                lines += 1;
                x = 0.0;
            }
            x += wide + space::XS;
        }
        lines
    }

    /// Begins at the top left of `area`.
    pub fn new(area: Rect) -> Self {
        let middle = area.top() + size::CONTROL / 2.0;
        Self { left: area.left(), right: area.right(), x: area.left(), middle }
    }

    /// The left edge of the next thing.
    pub fn place(&mut self, wide: f32) -> f32 {
        if self.x > self.left && self.x + wide > self.right {
            self.x = self.left;
            self.middle += size::CONTROL;
        }
        let at = self.x;
        self.x += wide + space::XS;
        at
    }
}

/// A field of the form.
pub struct DraftField<'a> {
    /// Which.
    pub key: FieldKey,
    /// Whose.
    pub owner: Selection,
    /// Its accessible name.
    pub name: &'a str,
    /// What the dictionary has.
    pub current: &'a str,
    /// What completes it.
    pub candidates: &'a [String],
    /// What is written when it is empty.
    pub hint: &'a str,
}

/// The id of a field's text edit.
pub fn field_id(owner: Selection, key: FieldKey) -> Id {
    Id::unique(("form", owner, key))
}

impl DraftField<'_> {
    /// Draws it. The text given back was committed now by Enter, Tab or leaving the field.
    pub fn show(
        &self,
        ui: &mut Ui,
        rect: Rect,
        draft: &mut FormDraft,
        style: impl for<'a> FnOnce(Field<'a>) -> Field<'a>,
    ) -> Option<String> {
        let id = field_id(self.owner, self.key);
        let ours = |typing: &Typing| typing.owner == self.owner && typing.key == self.key;
        let typed = draft.typing.as_ref().filter(|typing| ours(typing)).map(|typing| typing.text.clone());
        let mut buffer = typed.unwrap_or_else(|| self.current.to_owned());
        let picked = self.complete_keys(ui, id, draft, &buffer);
        let had_popup = draft.popup;
        let focus_now = draft.focus.take_if(|key| *key == self.key).is_some();
        let field = style(Field::new(self.name).id(id).hint(self.hint)).focused(focus_now);
        let output = field.show(ui, rect, &mut buffer);
        let focused = output.response.has_focus() || output.response.gained_focus();
        if output.escaped {
            draft.typing = draft.typing.take().filter(|typing| !ours(typing));
            draft.popup = None;
            return None;
        }
        if let Some(picked) = picked {
            return self.commit(draft, picked);
        }
        if output.response.lost_focus() {
            let inside =
                |rect: Rect| ui.input(|input| input.pointer.interact_pos()).is_some_and(|at| rect.contains(at));
            if !output.entered && had_popup.is_some_and(inside) {
                // The pointer is on a completion: its click decides.
                draft.typing =
                    Some(Typing { owner: self.owner, key: self.key, text: buffer, marked: None, changed: true });
                return None;
            }
            return self.commit(draft, buffer);
        }
        if focused {
            let marked = draft.typing.as_ref().filter(|typing| ours(typing) && typing.text == buffer);
            let marked = marked.and_then(|typing| typing.marked);
            let changed = buffer != self.current;
            draft.typing = Some(Typing { owner: self.owner, key: self.key, text: buffer.clone(), marked, changed });
        }
        if draft.typing.as_ref().is_some_and(ours) {
            let taken = self.completions_ui(ui, rect, draft, &buffer);
            if let Some(taken) = taken {
                return self.commit(draft, taken);
            }
        }
        None
    }

    fn commit(&self, draft: &mut FormDraft, text: String) -> Option<String> {
        draft.typing = None;
        draft.popup = None;
        (text != self.current).then_some(text)
    }

    fn fitting(&self, typed: &str) -> Vec<&String> {
        let typed = crate::text::folding::key(typed.trim());
        let key = |candidate: &String| crate::text::folding::key(candidate);
        let begins = self.candidates.iter().filter(|candidate| key(candidate).starts_with(&typed));
        let holds = self.candidates.iter().filter(|candidate| {
            let key = key(candidate);
            !key.starts_with(&typed) && key.contains(&typed)
        });
        let mut fitting: Vec<&String> = begins.chain(holds).take(COMPLETIONS).collect();
        fitting.retain(|candidate| candidate.as_str() != self.current || typed.is_empty());
        fitting
    }

    /// Arrow keys move the mark, Enter takes what is marked.
    fn complete_keys(&self, ui: &Ui, id: Id, draft: &mut FormDraft, typed: &str) -> Option<String> {
        if self.candidates.is_empty() || !ui.memory(|memory| memory.has_focus(id)) {
            return None;
        }
        let fitting = self.fitting(typed);
        let typing = draft.typing.as_mut()?;
        let (down, up) = ui.input_mut(|input| {
            let none = egui::Modifiers::NONE;
            (input.consume_key(none, Key::ArrowDown), input.consume_key(none, Key::ArrowUp))
        });
        let last = fitting.len().checked_sub(1)?;
        if down {
            typing.marked = Some(typing.marked.map_or(0, |mark| (mark + 1).min(last)));
        }
        if up {
            typing.marked = typing.marked.and_then(|mark| mark.checked_sub(1));
        }
        let entered = ui.input(|input| input.key_pressed(Key::Enter) || input.key_pressed(Key::Tab));
        typing.marked.filter(|_| entered).and_then(|mark| fitting.get(mark)).map(|taken| (*taken).clone())
    }

    fn completions_ui(&self, ui: &Ui, rect: Rect, draft: &mut FormDraft, typed: &str) -> Option<String> {
        let fitting = self.fitting(typed);
        if fitting.is_empty() || fitting.len() == 1 && fitting.first().is_some_and(|only| only.as_str() == typed) {
            draft.popup = None;
            return None;
        }
        let height = fitting.len() as f32 * size::ROW + 8.0;
        let below = rect.bottom() + space::XS;
        let screen = ui.ctx().content_rect();
        let top = if below + height > screen.bottom() - 8.0 { rect.top() - space::XS - height } else { below };
        let area = Rect::from_min_size(pos2(rect.left(), top), vec2(rect.width().max(160.0), height));
        draft.popup = Some(area);
        let marked = draft.typing.as_ref().and_then(|typing| typing.marked);
        let mut taken = None;
        Area::new(Id::unique(("completions", self.key))).order(Order::Foreground).fixed_pos(area.min).show(
            ui.ctx(),
            |ui| {
                ui.allocate_rect(area, Sense::hover());
                card(ui, area);
                let mut rows = area.shrink(4.0);
                for (index, candidate) in fitting.iter().enumerate() {
                    let row = rows.top_cut(size::ROW);
                    if completion_ui(ui, row, candidate, marked == Some(index)) {
                        taken = Some((*candidate).clone());
                    }
                }
            },
        );
        taken
    }
}

fn completion_ui(ui: &Ui, row: Rect, candidate: &str, marked: bool) -> bool {
    let p = palette(ui);
    let response = ui.interact(row, ui.scope_id().with(candidate), Sense::CLICK);
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, marked, candidate));
    if marked {
        fill(ui, row, radius::CONTROL, p.accent_tint);
    } else if response.hovered() {
        fill(ui, row, radius::CONTROL, p.control_hover);
    }
    text(ui, row.shrink2(vec2(space::S, 0.0)), Align::Min, candidate, font::body(), p.text);
    response.clicked()
}
