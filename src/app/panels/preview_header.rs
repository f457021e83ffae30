//! The bar above the text: what is shown, the eye for words without an entry, copying.

use crate::app::dialogs::Purpose;
use crate::app::i18n::tr;
use crate::app::icons;
use crate::app::panels::preview::{PreviewDraft, margin};
use crate::app::queue::Queue;
use crate::app::theme::{font, palette, radius, size, space};
use crate::app::widgets::button::{focus_ring, icon_button_as};
use crate::app::widgets::menu::{Item, menu, menu_item, menu_line, menu_title};
use crate::app::widgets::{Cut, fill, hit_as, icon, icon_button, text, width};
use crate::studio::{Action, Studio, sample};
use egui::{Align, Event, Rect, Role, Ui, ViewportCommand, pos2, vec2};

/// Copying stops at about so many bytes: more is an export.
const COPY_BYTES: usize = 4_000_000;

/// Draws the bar.
pub fn ui(ui: &mut Ui, bar: Rect, studio: &Studio, draft: &mut PreviewDraft, queue: &mut Queue) {
    let mut bar = bar.shrink2(vec2(margin(bar.width()), 10.0));
    let copy = bar.right_cut(size::CONTROL).translate(vec2(6.0, 0.0));
    let eye = bar.right_cut(size::CONTROL).translate(vec2(6.0, 0.0));
    bar.right_cut(space::S);
    if studio.preview_len() > 0 {
        if icon_button(ui, copy, icons::COPY, &tr(ui, "preview-copy")).clicked() {
            ui.copy_text(whole_target(studio));
        }
        let (glyph, key) =
            if draft.gaps_hidden { (icons::EYE_OFF, "preview-show-gaps") } else { (icons::EYE, "preview-hide-gaps") };
        let id = ui.scope_id().with("gaps");
        if icon_button_as(ui, eye, id, glyph, &tr(ui, key), false).clicked() {
            draft.gaps_hidden = !draft.gaps_hidden;
        }
    }
    text_menu_ui(ui, bar, studio, draft, queue);
    if draft.pasting {
        paste(ui, draft, queue);
    }
}

/// The name of the shown text, which opens the choice of others.
fn text_menu_ui(ui: &mut Ui, bar: Rect, studio: &Studio, draft: &mut PreviewDraft, queue: &mut Queue) {
    let p = palette(ui);
    let title = match &studio.preview.title {
        title if title.is_empty() => tr(ui, "preview-choose"),
        title => title.clone(),
    };
    let whole = (16.0 + 6.0 + width(ui, &title, font::body()) + 8.0 + 12.0).min(bar.width());
    let rect = Rect::from_min_size(bar.min, vec2(whole, bar.height()));
    let id = ui.scope_id().with("text-menu");
    let response = hit_as(ui, rect.expand2(vec2(6.0, 0.0)), id, Role::ComboBox, &tr(ui, "preview-shown"));
    if response.hovered() {
        fill(ui, rect.expand2(vec2(6.0, 0.0)), radius::CONTROL, p.control);
    }
    focus_ring(ui, rect.expand2(vec2(6.0, 0.0)), radius::CONTROL, &response);
    let mut inner = rect;
    icon(ui, inner.left_cut(16.0), icons::FILE_TEXT, p.text_3);
    inner.left_cut(6.0);
    inner.right_cut(20.0);
    let ink = text(ui, inner.expand2(vec2(1.0, 0.0)), Align::Min, &title, font::body(), p.text_2);
    let chevron = Rect::from_min_size(pos2(ink.right() + 8.0, rect.top()), vec2(12.0, rect.height()));
    icon(ui, chevron, icons::CHEVRON_DOWN, p.text_3);
    menu(&response, 220.0, |ui| {
        menu_title(ui, &tr(ui, "preview-samples"));
        for (index, (_, title, _)) in sample::TEXTS.iter().enumerate() {
            let checked = studio.preview.title == *title;
            if menu_item(ui, Item { glyph: icons::BOOK_OPEN, label: title, checked, ..Item::default() }) {
                queue.act(Action::ShowSampleText(index));
            }
        }
        menu_line(ui);
        let open = tr(ui, "preview-open");
        if menu_item(ui, Item { glyph: icons::FOLDER_OPEN, label: &open, ..Item::default() }) {
            queue.ask(Purpose::ShowFile);
        }
        let paste = tr(ui, "preview-paste");
        if menu_item(ui, Item { glyph: icons::FILE_PLUS, label: &paste, ..Item::default() }) {
            draft.pasting = true;
            ui.send_viewport_cmd(ViewportCommand::RequestPaste);
        }
    });
}

/// Shows what the clipboard holds, once it is there.
fn paste(ui: &Ui, draft: &mut PreviewDraft, queue: &mut Queue) {
    let pasted = ui.input(|input| {
        input.events.iter().find_map(|event| match event {
            Event::Paste(text) if !text.trim().is_empty() => Some(text.clone()),
            _ => None,
        })
    });
    if let Some(text) = pasted {
        draft.pasting = false;
        queue.act(Action::ShowText(text));
    }
}

/// The hyperwords of the shown text, paragraphs set apart by an empty line.
fn whole_target(studio: &Studio) -> String {
    let mut whole = String::new();
    for index in 0..studio.preview_len() {
        if index > 0 {
            whole.push_str("\n\n");
        }
        whole.push_str(&studio.preview_row(index).target);
        if whole.len() > COPY_BYTES {
            break;
        }
    }
    whole
}
