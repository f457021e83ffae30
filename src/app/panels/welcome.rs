//! The first page of an empty project: one sentence, one live example, three ways in.

use crate::app::commands::Command;
use crate::app::i18n::{Speaker, tr};
use crate::app::icons;
use crate::app::panels::prose::{Paragraph, Side};
use crate::app::queue::Queue;
use crate::app::theme::{font, palette, radius, space};
use crate::app::widgets::button::focus_ring;
use crate::app::widgets::{Cut, fill, hit_as, hline, icon, key, outline, text};
use crate::dictionary::{Dictionary, Entry, Symbol};
use crate::engine::lexicon::Layer;
use crate::engine::{Forms, Lexicon, Settings, Worker};
use crate::studio::{Language, PreviewRow, Studio};
use crate::text::Markup;
use egui::{Align, Key, Rect, Role, Ui, pos2, vec2};
use std::sync::Arc;

/// What the page remembers between frames.
#[derive(Default)]
pub struct WelcomeDraft {
    example: Option<(Language, PreviewRow)>,
}

/// Draws the page.
pub fn ui(ui: &mut Ui, rect: Rect, studio: &Studio, draft: &mut WelcomeDraft, queue: &mut Queue) {
    let p = palette(ui);
    let width = 520.0_f32.min(rect.width() - 2.0 * space::L);
    let top = (rect.center().y - 12.0 - 246.0).max(rect.top() + space::L);
    let mut area = Rect::from_min_size(pos2(rect.center().x - width / 2.0, top).round(), vec2(width, 492.0));
    text(ui, area.top_cut(36.0), Align::Center, &tr(ui, "welcome-title"), font::strong(28.0), p.text);
    area.top_cut(space::S);
    text(ui, area.top_cut(24.0), Align::Center, &tr(ui, "welcome-about"), font::prose(), p.text_2);
    area.top_cut(space::XL + space::S);
    example_ui(ui, area.top_cut(104.0), draft);
    area.top_cut(space::XL);
    let ways = [
        (Command::OpenSample, icons::BOOK_OPEN, "welcome-sample"),
        (Command::NewDictionary, icons::PLUS, "welcome-dictionary"),
        (Command::Open, icons::FOLDER_OPEN, "welcome-open"),
    ];
    for (index, (command, glyph, name)) in ways.into_iter().enumerate() {
        let keys = if index == 0 { tr(ui, "key-enter") } else { command.keys(ui.ctx()) };
        if way_ui(ui, area.top_cut(64.0), glyph, name, &keys, index == 0) {
            queue.run(command);
        }
        area.top_cut(space::XS);
    }
    area.top_cut(space::M);
    text(ui, area.top_cut(20.0), Align::Center, &tr(ui, "welcome-drop"), font::small(), p.text_3);
    let free = ui.memory(|memory| memory.focused().is_none()) && !egui::Popup::is_any_open(ui.ctx());
    if free && studio.job.running.is_none() && ui.input(|input| input.key_pressed(Key::Enter)) {
        queue.run(Command::OpenSample);
    }
}

/// One sentence before and after, made by the engine itself.
fn example_ui(ui: &mut Ui, mut frame: Rect, draft: &mut WelcomeDraft) {
    let p = palette(ui);
    let language = ui.language();
    if draft.example.as_ref().is_none_or(|(known, _)| *known != language) {
        draft.example = Some((language, example(ui)));
    }
    let Some((_, row)) = &draft.example else { return };
    outline(ui, frame, radius::CARD, 1.0, p.line);
    hline(ui, frame.left() + 1.0, frame.right() - 1.0, frame.center().y.round());
    for (label, side) in [("welcome-text", Side::Source), ("welcome-hyper", Side::Target)] {
        let mut line = frame.top_cut(52.0).shrink2(vec2(space::L, 0.0));
        text(ui, line.left_cut(64.0), Align::Min, &tr(ui, label), font::small(), p.text_3);
        let paragraph = Paragraph::new(ui, row, side, line.width());
        let pos = pos2(line.left(), (line.center().y - paragraph.height() / 2.0).round());
        paragraph.paint(ui, pos, side, false, |_| false);
    }
}

fn example(ui: &impl Speaker) -> PreviewRow {
    let entry = |number: usize, symbol: &str| {
        let words = tr(ui, &format!("welcome-example-word-{number}"));
        let mut words = words.split(' ').map(str::to_owned);
        Entry {
            word: words.next().unwrap_or_default(),
            also: words.collect(),
            symbols: vec![Symbol::new(symbol)],
            emotion: Some(tr(ui, &format!("welcome-example-emotion-{number}"))),
            ..Entry::default()
        }
    };
    let dictionary =
        Dictionary { entries: vec![entry(1, "☔").into(), entry(2, "☀").into()], ..Dictionary::default() };
    let (lexicon, _) = Lexicon::compile(&[Layer { dictionary: &dictionary, enabled: true }], Forms::Inflected);
    let source = tr(ui, "welcome-example");
    let rendered = Worker::new(Arc::new(lexicon), Arc::new(Settings::default()))
        .map(|mut worker| worker.transform(&source, Markup::default(), 0))
        .unwrap_or_default();
    PreviewRow { number: 1, source, target: rendered.target, sites: rendered.sites, gaps: Vec::new() }
}

/// A way in; true when it was taken.
fn way_ui(ui: &mut Ui, row: Rect, glyph: &str, name: &str, keys: &str, first: bool) -> bool {
    let p = palette(ui);
    let title = tr(ui, name);
    let response = hit_as(ui, row, ui.scope_id().with(name), Role::Button, &title);
    if first {
        fill(ui, row, radius::TILE, p.accent_tint);
    } else if response.hovered() {
        fill(ui, row, radius::TILE, p.control);
    }
    focus_ring(ui, row, radius::TILE, &response);
    let mut inner = row.shrink2(vec2(space::L, 0.0));
    icon(ui, inner.left_cut(20.0), glyph, if first { p.accent_text } else { p.text_2 });
    inner.left_cut(space::M);
    if !keys.is_empty() {
        let left = key(ui, inner.right(), inner.center().y, keys);
        inner.max.x = left - space::S;
    }
    inner.top_cut(13.0);
    text(ui, inner.top_cut(20.0), Align::Min, &title, font::medium(13.0), p.text);
    let about = tr(ui, &format!("{name}-about"));
    text(ui, inner.top_cut(18.0), Align::Min, &about, font::small(), if first { p.text_2 } else { p.text_3 });
    response.clicked()
}
