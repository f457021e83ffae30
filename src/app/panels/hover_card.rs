//! The card over a word: what fired and why, or why nothing did, as a sentence a writer understands.

use crate::app::grammar;
use crate::app::i18n::{arg, decimal, percent, tr, tr_with};
use crate::app::icons;
use crate::app::panels::{edits, styles};
use crate::app::queue::Queue;
use crate::app::theme::{font, palette, size, space};
use crate::app::widgets::{Cut, Kind, button, card, icon, paragraph, symbol, text, width};
use crate::dictionary::{Entry, Matching};
use crate::engine::{Outcome, Reason, Target, WordReport};
use crate::language;
use crate::studio::{Action, PreviewRow, Selection, Studio};
use crate::text::folding;
use egui::{Align, Context, Key, Order, Pos2, Rect, Role, Sense, Ui, pos2, vec2};
use std::sync::Arc;
use std::time::Duration;

/// How long the pointer rests before the card opens.
const DELAY_SECS: f64 = 0.35;
const WIDTH: f32 = 320.0;
/// Between the word and the card.
const GAP: f32 = 8.0;
const LINE: f32 = 20.0;
const SMALL_LINE: f32 = 16.0;
/// Icon and label before the value of a line.
const LABELS: f32 = 16.0 + 10.0 + 72.0;
/// Readings of a form that are said.
const READINGS: usize = 3;

/// The word under the pointer.
#[derive(Clone, Debug)]
pub struct Hovered {
    /// Row of the preview.
    pub index: usize,
    /// What is shown there.
    pub row: Arc<PreviewRow>,
    /// Bytes of the row's source.
    pub start: usize,
    /// One past.
    pub end: usize,
    /// Where it is on the screen.
    pub rect: Rect,
    /// Whether the dictionary matches here.
    pub is_site: bool,
}

impl Hovered {
    fn is_same(&self, other: &Self) -> bool {
        (self.index, self.start, self.end) == (other.index, other.start, other.end)
            && self.rect.min.distance(other.rect.min) < 1.0
    }

    fn word(&self) -> &str {
        self.row.source.get(self.start..self.end).unwrap_or_default()
    }
}

/// The card and the word it waits for.
#[derive(Default)]
pub struct HoverCard {
    waiting: Option<(Hovered, f64)>,
    open: Option<Open>,
    /// Closed with Esc; stays closed until the pointer leaves the word.
    dismissed: bool,
}

struct Open {
    word: Hovered,
    report: WordReport,
    /// What the form is, in words.
    reading: String,
    rect: Rect,
}

/// What the card says.
struct Wording {
    symbol: String,
    title: String,
    origin: String,
    /// What the form is, in words; empty when nothing is known.
    reading: String,
    /// Icon, label and value of each line.
    lines: Vec<(&'static str, String, String)>,
    /// Where there is no site: the reason in words.
    reason: String,
    entry: Option<Selection>,
    /// The form that may be excepted.
    form: Option<String>,
    /// The word that may be added.
    add: Option<String>,
}

impl HoverCard {
    /// Closes the card at once.
    pub fn close(&mut self) {
        (self.waiting, self.open) = (None, None);
    }

    /// Whether the card is open.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Opens, keeps or closes the card by where the pointer is, and draws it inside `canvas`.
    pub fn ui(&mut self, ui: &Ui, canvas: Rect, hovered: Option<Hovered>, studio: &Studio, queue: &mut Queue) {
        let pointer = ui.input(|input| input.pointer.hover_pos());
        self.follow(ui, canvas, hovered, pointer, studio);
        if self.open.is_some() && ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Escape)) {
            let now = ui.input(|input| input.time);
            self.waiting = self.open.take().map(|open| (open.word, now));
            self.dismissed = true;
        }
        let Some(open) = &self.open else { return };
        let wording = wording(ui, open, studio);
        let (rect, report) = (open.rect, open.report.clone());
        let close = egui::Area::new(egui::Id::unique("hover-card"))
            .order(Order::Foreground)
            .fixed_pos(rect.min)
            .role(Role::Tooltip)
            .accessible_name(tr_with(ui, "hover-card", [("word", arg(wording.title.as_str()))]))
            .show(ui, |ui| {
                ui.allocate_rect(rect, Sense::hover());
                card_ui(ui, rect, &wording, &report, queue)
            })
            .inner;
        if close {
            self.close();
        }
    }

    fn follow(&mut self, ui: &Ui, canvas: Rect, hovered: Option<Hovered>, pointer: Option<Pos2>, studio: &Studio) {
        if self.open.as_ref().is_some_and(|open| pointer.is_some_and(|pointer| open.keeps(pointer))) {
            return;
        }
        self.open = None;
        let Some(hovered) = hovered.filter(|_| !ui.input(|input| input.pointer.any_down())) else {
            self.waiting = None;
            self.dismissed = false;
            return;
        };
        let now = ui.input(|input| input.time);
        let since = match &self.waiting {
            Some((waiting, since)) if waiting.is_same(&hovered) => *since,
            _ => {
                self.dismissed = false;
                now
            }
        };
        self.waiting = Some((hovered.clone(), since));
        if self.dismissed {
            return;
        }
        let left = since + DELAY_SECS - now;
        if left > 1e-3 {
            ui.request_repaint_after(Duration::from_secs_f64(left));
            return;
        }
        if let Some(report) = studio.explain(hovered.index, hovered.start) {
            let reading = reading(ui, &report, studio);
            let mut open = Open { word: hovered, report, reading, rect: Rect::NOTHING };
            open.rect = place(canvas, open.word.rect, height(ui, &open, studio));
            self.open = Some(open);
            ui.request_repaint();
        }
    }
}

impl Open {
    /// Whether the card stays open with the pointer here: over the word, the card, or between them.
    fn keeps(&self, pointer: Pos2) -> bool {
        let word = self.word.rect.expand(1.0);
        let between = Rect::from_x_y_ranges(
            self.rect.x_range(),
            word.bottom().min(self.rect.bottom())..=word.top().max(self.rect.top()),
        );
        word.contains(pointer) || self.rect.expand(2.0).contains(pointer) || between.contains(pointer)
    }
}

/// Below the word, or above it where there is no room below; never outside the canvas.
fn place(canvas: Rect, word: Rect, height: f32) -> Rect {
    let room = canvas.shrink(space::S);
    let x = (word.center().x - 120.0).min(room.right() - WIDTH).max(room.left());
    let below = word.bottom() + GAP;
    let y = if below + height <= room.bottom() { below } else { (word.top() - GAP - height).max(room.top()) };
    Rect::from_min_size(pos2(x.round(), y.round()), vec2(WIDTH, height))
}

fn height(ui: &Ui, open: &Open, studio: &Studio) -> f32 {
    let wording = wording(ui, open, studio);
    let middle = if wording.lines.is_empty() {
        let galley =
            ui.painter().layout(wording.reason.clone(), font::body(), egui::Color32::WHITE, WIDTH - 2.0 * space::L);
        galley.rows.len() as f32 * LINE
    } else {
        24.0 * wording.lines.len() as f32 + reading_height(ui, &wording.reading)
    };
    let buttons = if wording.buttons() { space::M + size::CONTROL } else { 0.0 };
    2.0 * space::L + 24.0 + space::M + middle + buttons
}

/// Height of the lines that say what the form is.
fn reading_height(ui: &Ui, reading: &str) -> f32 {
    if reading.is_empty() {
        return 0.0;
    }
    let room = WIDTH - 2.0 * space::L - LABELS;
    let galley = ui.painter().layout(reading.to_owned(), font::small(), egui::Color32::WHITE, room);
    galley.rows.len() as f32 * SMALL_LINE + space::XS
}

/// What the form of a site is, in words: the cases of a noun, the tense of a verb.
fn reading(ui: &Ui, report: &WordReport, studio: &Studio) -> String {
    let (Some(target), Some(form), Some(lemma)) = (report.target, report.form.as_deref(), report.lemma.as_deref())
    else {
        return String::new();
    };
    let selection = studio.selection_of(target);
    let (Some(layer), Some(entry)) = (studio.layers.get(selection.layer), edits::entry(studio, selection)) else {
        return String::new();
    };
    if entry.matching != Matching::Inflected {
        return String::new();
    }
    let forms = language::forms(lemma, layer.dictionary().language_code());
    let own = forms.iter().find(|other| folding::key(&other.text) == form);
    let said = own.map(|form| grammar::said(ui, &form.grammars)).unwrap_or_default();
    said.into_iter().take(READINGS).collect::<Vec<_>>().join("; ")
}

impl Wording {
    fn buttons(&self) -> bool {
        self.entry.is_some() || self.add.is_some()
    }
}

fn wording(ui: &Context, open: &Open, studio: &Studio) -> Wording {
    let (report, word) = (&open.report, open.word.word());
    let entry = report.target.map(|target| studio.selection_of(target));
    let headword = report.target.map(|target| studio.lexicon.headword(target).to_owned());
    let origin = report.target.map(|target| {
        let (Target::Entry { dictionary, .. } | Target::Link { dictionary, .. }) = target;
        tr_with(ui, "hover-origin", [("name", arg(studio.lexicon.dictionary_name(dictionary)))])
    });
    let is_site = report.outcome != Outcome::None;
    let lines = if is_site { site_lines(ui, report, word, headword.as_deref()) } else { Vec::new() };
    let addable = matches!(report.reason, Reason::NoEntry | Reason::FunctionWord) && !is_site;
    let excepts = is_site && matches!(report.target, Some(Target::Entry { .. })) && report.lemma.is_some();
    Wording {
        symbol: report.symbol.clone().unwrap_or_default(),
        reading: if is_site { open.reading.clone() } else { String::new() },
        title: headword.unwrap_or_else(|| word.to_owned()),
        origin: origin.unwrap_or_default(),
        lines,
        reason: reason(ui, report, is_site),
        form: excepts.then(|| report.form.clone().unwrap_or_else(|| word.to_lowercase())),
        entry,
        add: addable.then(|| word.to_lowercase()),
    }
}

/// Form, draw, and what is written.
fn site_lines(
    ui: &Context,
    report: &WordReport,
    word: &str,
    headword: Option<&str>,
) -> Vec<(&'static str, String, String)> {
    let lemma = report.lemma.as_deref().or(headword).unwrap_or(word);
    let shown = report.form.as_deref().unwrap_or(word);
    let form = if shown == lemma { shown.to_owned() } else { format!("{shown} → {lemma}") };
    let palette = styles::palette_name(ui, report.palette.as_deref().unwrap_or_default());
    let style = styles::style_name(ui, report.style.as_deref().unwrap_or_default());
    let written = tr_with(ui, "hover-written", [("palette", palette.into()), ("style", style.into())]);
    vec![
        (icons::CORNER_DOWN_RIGHT, tr(ui, "hover-form-label"), form),
        (icons::DICES, tr(ui, "hover-draw-label"), reason(ui, report, true)),
        (icons::PALETTE, tr(ui, "hover-written-label"), written),
    ]
}

/// Why, in words.
fn reason(ui: &Context, report: &WordReport, is_site: bool) -> String {
    let number = |value: Option<f64>, digits| decimal(ui, value.unwrap_or_default(), digits);
    // Draws a hair below the density must not read as equal to it.
    let digits = match (report.draw, report.density) {
        (Some(draw), Some(density)) if (draw - density).abs() < 0.01 => 4,
        _ => 2,
    };
    let draw = number(report.draw, digits);
    let density = number(report.density, digits.max(2));
    let key = match (report.reason, report.outcome) {
        (Reason::Drawn, _) => "hover-drawn",
        (Reason::AboveDensity, _) => "hover-above-density",
        (Reason::OverMax, _) => "hover-over-max",
        (Reason::Pinned, _) => "hover-pinned",
        (Reason::Vetoed, _) => "hover-vetoed",
        (Reason::LinkMember, Outcome::Replaced) if is_site => "hover-drawn",
        (Reason::LinkMember, _) => "hover-link-member",
        (Reason::NoEntry, _) => "hover-no-entry",
        (Reason::Excepted, _) => "hover-excepted",
        (Reason::Name, _) => "hover-name",
        (Reason::Protected, _) => "hover-protected",
        (Reason::FunctionWord, _) if report.target.is_some() => "hover-function-form",
        (Reason::FunctionWord, _) => "hover-function-word",
        (Reason::Shadowed, _) => "hover-shadowed",
        (Reason::EntryOff, _) => "hover-entry-off",
        (Reason::DictionaryOff, _) => "hover-dictionary-off",
    };
    let share = percent(ui, report.density.unwrap_or(1.0), 0);
    tr_with(ui, key, [("draw", draw.into()), ("density", density.into()), ("share", share.into())])
}

/// Draws the card; true when it should close.
fn card_ui(ui: &mut Ui, rect: Rect, wording: &Wording, report: &WordReport, queue: &mut Queue) -> bool {
    let p = palette(ui);
    card(ui, rect);
    let mut area = rect.shrink(space::L);
    let mut head = area.top_cut(24.0);
    if !wording.symbol.is_empty() {
        let lead = width(ui, &wording.symbol, font::symbol(20.0)).clamp(24.0, 120.0);
        symbol(ui, head.left_cut(lead), &wording.symbol, 20.0);
        head.left_cut(10.0);
    }
    let ink = text(ui, head, Align::Min, &wording.title, font::strong(15.0), p.text);
    let rest = Rect::from_min_max(pos2((ink.right() + 8.0).min(head.right()), head.top() + 1.0), head.max);
    if rest.width() > 24.0 {
        text(ui, rest, Align::Min, &wording.origin, font::small(), p.text_3);
    }
    area.top_cut(space::M);
    if wording.lines.is_empty() {
        let used = paragraph(ui, area.min, area.width(), &wording.reason, font::body(), LINE, p.text_2);
        area.top_cut(used);
    }
    for (index, (glyph, label, value)) in wording.lines.iter().enumerate() {
        let mut row = area.top_cut(24.0);
        icon(ui, row.left_cut(16.0), glyph, p.text_3);
        row.left_cut(10.0);
        text(ui, row.left_cut(72.0), Align::Min, label, font::body(), p.text_2);
        let ink = if report.outcome == Outcome::Kept && *glyph == icons::DICES { p.accent_text } else { p.text };
        text(ui, row, Align::Min, value, font::body(), ink);
        if index == 0 && !wording.reading.is_empty() {
            let below = area.top_cut(reading_height(ui, &wording.reading)).with_min_x(row.left());
            paragraph(ui, below.min, below.width(), &wording.reading, font::small(), SMALL_LINE, p.text_2);
        }
    }
    if !wording.buttons() {
        return false;
    }
    area.top_cut(space::M);
    buttons_ui(ui, area.top_cut(size::CONTROL), wording, queue)
}

fn buttons_ui(ui: &mut Ui, mut row: Rect, wording: &Wording, queue: &mut Queue) -> bool {
    let mut done = false;
    if let Some(selection) = wording.entry {
        if button(ui, row.left_cut(128.0), "", &tr(ui, "hover-open-entry"), Kind::Plain).clicked() {
            queue.act(Action::Select(Some(selection)));
            done = true;
        }
        row.left_cut(space::XS);
        if let Some(form) = &wording.form
            && button(ui, row, "", &tr(ui, "hover-except-form"), Kind::Ghost).clicked()
        {
            queue.act(Action::ExceptForm(selection, form.clone()));
            done = true;
        }
    } else if let Some(word) = &wording.add {
        let label = tr(ui, "hover-add");
        let whole = width(ui, &label, font::medium(13.0)) + 16.0 + 6.0 + 24.0;
        if button(ui, row.left_cut(whole.min(row.width())), icons::PLUS, &label, Kind::Plain).clicked() {
            queue.act(Action::AddEntry(Box::new(Entry { word: word.clone(), ..Entry::default() })));
            done = true;
        }
    }
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_card_stays_on_the_canvas() {
        let canvas = Rect::from_min_max(pos2(376.0, 48.0), pos2(1144.0, 872.0));
        for (x, y) in [(380.0, 60.0), (1130.0, 60.0), (380.0, 860.0), (1130.0, 860.0), (700.0, 400.0)] {
            let word = Rect::from_min_size(pos2(x, y), vec2(40.0, 21.0));
            let card = place(canvas, word, 180.0);
            assert!(canvas.contains_rect(card), "{word} {card}");
            assert!(!card.intersects(word), "{word} {card}");
        }
        let word = Rect::from_min_size(pos2(700.0, 400.0), vec2(40.0, 21.0));
        assert_eq!(place(canvas, word, 180.0).top(), word.bottom() + 8.0);
    }
}
