//! The command search: every command and every word, by typing.

use crate::app::commands::Command;
use crate::app::i18n::tr;
use crate::app::icons;
use crate::app::panels::layers::layer_name;
use crate::app::queue::Queue;
use crate::app::theme::{font, palette, radius, size, space};
use crate::app::widgets::field::focus_at_end;
use crate::app::widgets::{Cut, Field, card, fill, icon, key, symbol, text};
use crate::studio::{Action, Selection, Studio};
use crate::text::folding;
use egui::{Align, Area, Id, Key, Modifiers, Order, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

const WIDTH: f32 = 560.0;
const WORDS: usize = 6;
const SHOWN: usize = 12;
/// Frames in which the field asks for the focus.
const OPENING: u8 = 3;

/// An open search.
pub struct SearchDraft {
    query: String,
    marked: usize,
    /// Frames until the field surely has the focus: a popover's first frame is not yet interactive.
    opening: u8,
    hits: Vec<Hit>,
}

impl Default for SearchDraft {
    fn default() -> Self {
        Self { query: String::new(), marked: 0, opening: OPENING, hits: Vec::new() }
    }
}

impl SearchDraft {
    /// Opens or closes.
    pub fn toggle(open: &Option<Self>) -> Option<Self> {
        open.is_none().then(Self::default)
    }
}

#[derive(Clone, Copy, PartialEq, Debug)]
enum Hit {
    Command(Command),
    Word(Selection),
}

fn field_id() -> Id {
    Id::unique("command-search")
}

/// Draws the search while it is open.
pub fn ui(ui: &mut Ui, whole: Rect, studio: &Studio, open: &mut Option<SearchDraft>, queue: &mut Queue) {
    let Some(draft) = open else { return };
    let fresh = draft.opening > 0;
    if fresh {
        if draft.opening == OPENING {
            draft.hits = hits(ui, studio, "");
        }
        draft.opening -= 1;
        focus_at_end(ui.ctx(), field_id(), &draft.query);
        ui.ctx().request_repaint();
    }
    let height = 32.0 + 3.0 * space::S + size::ROW * draft.hits.len().clamp(1, SHOWN) as f32 + space::S;
    let x = (whole.center().x - WIDTH / 2.0).round();
    let rect = Rect::from_min_size(pos2(x, whole.top() + 72.0), vec2(WIDTH, height));
    let mut close = !fresh
        && ui.input(|input| {
            let outside = input.pointer.interact_pos().is_some_and(|at| !rect.contains(at));
            input.pointer.any_pressed() && outside || input.key_pressed(Key::Escape)
        });
    Area::new(Id::unique("commands")).order(Order::Foreground).fixed_pos(rect.min).show(ui.ctx(), |ui| {
        ui.allocate_rect(rect, Sense::hover());
        card(ui, rect);
        if let Some(hit) = contents_ui(ui, rect, studio, draft) {
            match hit {
                Hit::Command(command) => queue.run(command),
                Hit::Word(selection) => {
                    queue.act(Action::SetFilter(String::new()));
                    queue.act(Action::Select(Some(selection)));
                }
            }
            close = true;
        }
    });
    if close {
        *open = None;
    }
}

fn contents_ui(ui: &mut Ui, rect: Rect, studio: &Studio, draft: &mut SearchDraft) -> Option<Hit> {
    let mut area = rect.shrink(space::S);
    let last = draft.hits.len().min(SHOWN).saturating_sub(1);
    let pressed = |key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
    let (down, up) = (pressed(Key::ArrowDown), pressed(Key::ArrowUp));
    draft.marked = (draft.marked + down).saturating_sub(up).min(last);
    let entered = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    let (name, hint) = (tr(ui, "command-commands"), tr(ui, "search-hint"));
    let before = draft.query.clone();
    Field::new(&name).hint(&hint).glyph(icons::SEARCH).id(field_id()).show(ui, area.top_cut(32.0), &mut draft.query);
    if draft.query != before {
        draft.hits = hits(ui, studio, &draft.query);
        draft.marked = 0;
    }
    area.top_cut(space::S);
    if draft.hits.is_empty() {
        let p = palette(ui);
        text(ui, area.top_cut(size::ROW), Align::Center, &tr(ui, "search-nothing"), font::body(), p.text_3);
        return None;
    }
    let mut taken = entered.then(|| draft.hits.get(draft.marked).copied()).flatten();
    for index in 0..draft.hits.len().min(SHOWN) {
        let row = area.top_cut(size::ROW);
        let hit = draft.hits[index];
        if row_ui(ui, row, index, hit, index == draft.marked, studio) {
            taken = Some(hit);
        }
    }
    taken
}

fn row_ui(ui: &Ui, row: Rect, index: usize, hit: Hit, marked: bool, studio: &Studio) -> bool {
    let p = palette(ui);
    let response = ui.interact(row, ui.scope_id().with(index), Sense::CLICK);
    if marked {
        fill(ui, row, radius::CONTROL, p.accent_tint);
    } else if response.hovered() {
        fill(ui, row, radius::CONTROL, p.control_hover);
    }
    let mut inner = row.shrink2(vec2(space::S, 0.0));
    let lead = inner.left_cut(16.0);
    inner.left_cut(space::S + 2.0);
    let label = match hit {
        Hit::Command(command) => {
            icon(ui, lead, command.spec().glyph, p.text_2);
            let keys = command.keys(ui.ctx());
            if !keys.is_empty() {
                key(ui, inner.right(), inner.center().y, &keys);
            }
            tr(ui, command.spec().label)
        }
        Hit::Word(selection) => {
            let data = studio.row_of(selection).map(|row| studio.row(row)).unwrap_or_default();
            symbol(ui, lead, &data.symbol, 15.0);
            if let Some(layer) = studio.layers.get(selection.layer) {
                text(ui, inner, Align::Max, &layer_name(ui, layer), font::small(), p.text_3);
            }
            crate::app::panels::edits::headword(studio, selection)
        }
    };
    response.widget_info(|| WidgetInfo::selected(Role::MenuItem, true, marked, &label));
    let enabled = !matches!(hit, Hit::Command(command) if !command.is_enabled(studio));
    text(ui, inner, Align::Min, &label, font::body(), if enabled { p.text } else { p.text_3 });
    response.clicked()
}

/// Commands whose words begin with what is typed come first, then words of the dictionaries, then other commands.
fn hits(ui: &Ui, studio: &Studio, query: &str) -> Vec<Hit> {
    let query = folding::key(query.trim());
    let commands = |wanted: fn(&str, &str) -> bool| {
        Command::ALL.into_iter().filter(|command| *command != Command::Commands).filter_map({
            let query = query.clone();
            move |command| wanted(&folding::key(&tr(ui, command.spec().label)), &query).then_some(Hit::Command(command))
        })
    };
    let begins = |label: &str, query: &str| label.split([' ', '-', '…']).any(|word| word.starts_with(query));
    let mut hits: Vec<Hit> = commands(|label, query| label.starts_with(query)).collect();
    hits.extend(commands(begins).filter(|hit| !hits.contains(hit)).collect::<Vec<_>>());
    if !query.is_empty() {
        let words = words(studio, &query);
        let at = hits.len().min(SHOWN - WORDS);
        hits.splice(at..at, words.into_iter().map(Hit::Word));
    }
    hits
}

fn words(studio: &Studio, query: &str) -> Vec<Selection> {
    let (mut begins, mut holds) = (Vec::new(), Vec::new());
    for (layer, state) in studio.layers.iter().enumerate() {
        for (index, entry) in state.dictionary().entries.iter().enumerate() {
            let key = folding::key(&entry.word);
            if key.starts_with(query) {
                begins.push((key.len(), Selection::entry(layer, index)));
            } else if key.contains(query) {
                holds.push((key.len(), Selection::entry(layer, index)));
            }
        }
    }
    begins.sort();
    holds.sort();
    begins.into_iter().chain(holds).map(|(_, selection)| selection).take(WORDS).collect()
}
