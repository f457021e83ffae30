//! Text fields.

use crate::app::theme::{font, palette, radius, size, space};
use crate::app::widgets::caret::{Graphemes, snap};
use crate::app::widgets::layout::Cut;
use crate::app::widgets::paint::{fill, icon, outline};
use egui::text::CCursor;
use egui::{Color32, FontId, Id, Key, Rect, Response, Ui, vec2};

/// A text field to be drawn.
pub struct Field<'a> {
    name: &'a str,
    hint: &'a str,
    glyph: &'a str,
    id: Option<Id>,
    bad: bool,
    font: FontId,
    right: f32,
    rows: usize,
    bare: bool,
    focus_on_show: bool,
}

/// What happened to a field.
pub struct FieldOutput {
    /// The text edit's response.
    pub response: Response,
    /// Enter was pressed in it now.
    pub entered: bool,
    /// Esc was pressed in it now.
    pub escaped: bool,
}

impl<'a> Field<'a> {
    /// A field of one line; `name` is what screen readers say.
    pub fn new(name: &'a str) -> Self {
        Self {
            name,
            hint: "",
            glyph: "",
            id: None,
            bad: false,
            font: font::body(),
            right: 0.0,
            rows: 1,
            bare: false,
            focus_on_show: false,
        }
    }
    /// What stands in the empty field.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }
    /// An icon before the text.
    pub fn glyph(mut self, glyph: &'a str) -> Self {
        self.glyph = glyph;
        self
    }
    /// An id that others know, to give it the focus.
    pub fn id(mut self, id: Id) -> Self {
        self.id = Some(id);
        self
    }
    /// The edge says that the text is wrong.
    pub fn bad(mut self, bad: bool) -> Self {
        self.bad = bad;
        self
    }
    /// Another font.
    pub fn font(mut self, font: FontId) -> Self {
        self.font = font;
        self
    }
    /// Leaves room at the right for what the caller draws.
    pub fn room(mut self, right: f32) -> Self {
        self.right = right;
        self
    }
    /// Several lines (Enter still ends the input; Shift+Enter makes a line).
    pub fn rows(mut self, rows: usize) -> Self {
        self.rows = rows;
        self
    }

    /// No edge until it is used: a title that can be edited.
    pub fn bare(mut self) -> Self {
        self.bare = true;
        self
    }
    /// Takes the focus with this frame.
    pub fn focused(mut self, now: bool) -> Self {
        self.focus_on_show = now;
        self
    }

    /// Draws it.
    pub fn show(self, ui: &mut Ui, rect: Rect, value: &mut String) -> FieldOutput {
        let p = palette(ui);
        let id = self.id.unwrap_or_else(|| ui.scope_id().with(("field", self.name)));
        let focus = ui.memory(|memory| memory.has_focus(id));
        if self.focus_on_show {
            focus_at_end(ui.ctx(), id, value);
        }
        self.frame(ui, rect, focus);
        let mut inner = rect.shrink2(vec2(space::S, if self.rows > 1 { 6.0 } else { 0.0 }));
        inner.right_cut(self.right);
        if !self.glyph.is_empty() {
            icon(ui, inner.left_cut(size::ICON), self.glyph, p.text_3);
            inner.left_cut(6.0);
        }
        let previous = caret(ui, id);
        let keys = |ui: &Ui| {
            focus
                && ui.input(|input| input.key_pressed(Key::Enter) && !input.modifiers.shift && !input.modifiers.command)
        };
        let entered = keys(ui);
        let response = self.edit(ui, inner, id, value);
        keep_whole(ui, id, value, previous);
        // egui takes the focus away before the frame that Esc is pressed in.
        let escaped = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape));
        FieldOutput { response, entered, escaped }
    }

    fn frame(&self, ui: &Ui, rect: Rect, focus: bool) {
        let p = palette(ui);
        if self.bare && !focus && !self.bad && !ui.rect_contains_pointer(rect) {
            return;
        }
        fill(ui, rect, radius::CONTROL, p.field);
        let (edge, color) = match (self.bad, focus) {
            (true, _) => (1.5, p.bad),
            (false, true) => (1.5, p.accent),
            (false, false) => (1.0, p.line_strong),
        };
        outline(ui, rect, radius::CONTROL, edge, color);
    }

    fn edit(&self, ui: &mut Ui, inner: Rect, id: Id, value: &mut String) -> Response {
        let p = palette(ui);
        let mut buffer = Graphemes(value);
        let hint = egui::RichText::new(self.hint).color(p.text_3).font(self.font.clone());
        let edit = if self.rows > 1 {
            let line = egui::KeyboardShortcut::new(egui::Modifiers::SHIFT, Key::Enter);
            egui::TextEdit::multiline(&mut buffer).desired_rows(self.rows).return_key(line)
        } else {
            egui::TextEdit::singleline(&mut buffer).align(egui::Align2::LEFT_CENTER)
        };
        let edit = edit
            .id(id)
            .frame(egui::Frame::NONE)
            .background_color(Color32::TRANSPARENT)
            .margin(egui::Margin::ZERO)
            .desired_width(inner.width())
            .font(self.font.clone())
            .text_color(p.text)
            .hint_text(hint);
        // In a child, so that the place of what comes next does not move.
        ui.new_child(egui::UiBuilder::new().max_rect(inner)).put(inner, edit).accessible_name(self.name)
    }
}

fn caret(ui: &Ui, id: Id) -> usize {
    egui::TextEdit::load_state(ui.ctx(), id)
        .and_then(|state| state.cursor.char_range())
        .map_or(0, |r| r.primary.index.0)
}

/// Moves the caret out of the middle of a cluster.
fn keep_whole(ui: &Ui, id: Id, value: &str, previous: usize) {
    let Some(mut state) = egui::TextEdit::load_state(ui.ctx(), id) else { return };
    let Some(mut range) = state.cursor.char_range() else { return };
    let whole = snap(value, range.primary.index.0, previous);
    if whole == range.primary.index.0 {
        return;
    }
    if range.is_empty() {
        range.secondary = CCursor::new(whole);
    }
    range.primary = CCursor::new(whole);
    state.cursor.set_char_range(Some(range));
    state.store(ui.ctx(), id);
}

/// Puts the caret of the field `id` at the end of its text and gives it the focus.
pub fn focus_at_end(ctx: &egui::Context, id: Id, text: &str) {
    ctx.memory_mut(|memory| memory.request_focus(id));
    let mut state = egui::TextEdit::load_state(ctx, id).unwrap_or_default();
    let end = CCursor::new(text.chars().count());
    state.cursor.set_char_range(Some(egui::text::CCursorRange::one(end)));
    state.store(ctx, id);
}
