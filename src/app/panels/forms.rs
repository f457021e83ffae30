//! The forms of the selected entry as switches: what matches, what is excepted, what is a guess, what may be another
//! word.

use crate::app::grammar;
use crate::app::i18n::{arg, percent, tr, tr_with};
use crate::app::icons;
use crate::app::panels::edits;
use crate::app::panels::form::{FieldKey, FormDraft};
use crate::app::panels::form_rows::{Flow, LABEL, row};
use crate::app::queue::Queue;
use crate::app::theme::{font, palette, size, space};
use crate::app::widgets::{Cut, FormChip, FormPower, Kind, button, form_chip, form_chip_width, hit, icon, text, width};
use crate::check::forms::LIKELY;
use crate::dictionary::{Accept, Entry, Matching};
use crate::language::{Grammar, Standing};
use crate::studio::{FormRow, Selection, Studio};
use crate::text::folding;
use egui::{Align, Rect, Response, Role, Sense, Ui, vec2};

/// Lines of chips while the section is folded.
const FOLDED_LINES: usize = 2;
/// Width of the `+9` after forms that are not shown.
const MORE: f32 = 32.0;

/// The forms of one entry, kept while nothing they depend on changes.
#[derive(Default)]
pub struct FormsCache {
    key: Option<(Selection, u64, Entry, usize)>,
    rows: Vec<FormRow>,
}

/// A chip: a form, and which of its readings it stands for here (all when `None`).
struct Item<'a> {
    row: &'a FormRow,
    grammar: Option<&'a Grammar>,
}

/// Draws the section.
pub fn ui(ui: &mut Ui, studio: &Studio, selection: Selection, entry: &Entry, draft: &mut FormDraft, queue: &mut Queue) {
    let key = (selection, studio.lexicon.revision(), entry.clone(), studio.problems.len());
    if draft.forms.key.as_ref() != Some(&key) {
        draft.forms.rows = studio.forms(selection);
        draft.forms.key = Some(key);
    }
    let rows = std::mem::take(&mut draft.forms.rows);
    let mut section = Section { studio, selection, entry, queue };
    let unfolded = draft.unfolded == Some((selection, FieldKey::Forms));
    if unfolded {
        if section.head_ui(ui, rows.len()) {
            draft.unfolded = None;
        }
        section.paradigm_ui(ui, &rows);
    } else if section.folded_ui(ui, &rows) {
        draft.unfolded = Some((selection, FieldKey::Forms));
    }
    section.guesses_ui(ui, &rows);
    draft.forms.rows = rows;
}

struct Section<'a> {
    studio: &'a Studio,
    selection: Selection,
    entry: &'a Entry,
    queue: &'a mut Queue,
}

impl Section<'_> {
    /// The first forms, those that want a look before the others; true when all are wanted.
    fn folded_ui(&mut self, ui: &mut Ui, rows: &[FormRow]) -> bool {
        let wants_look = |row: &&FormRow| is_doubtful(row) || row.form.is_excepted;
        let first = rows.iter().take(1);
        let rest = || rows.iter().skip(1);
        let ordered = first.chain(rest().filter(wants_look)).chain(rest().filter(|row| !wants_look(row)));
        let items: Vec<Item<'_>> = ordered.map(|row| Item { row, grammar: None }).collect();
        let room = ui.available_width() - LABEL;
        let widths: Vec<f32> = items.iter().map(|item| self.chip(ui, item, form_chip_width)).collect();
        let fits = |shown: usize| {
            let more = (shown < widths.len()).then_some(MORE);
            Flow::lines(&widths[..shown].iter().copied().chain(more).collect::<Vec<_>>(), room) <= FOLDED_LINES
        };
        let shown =
            if fits(widths.len()) { widths.len() } else { (0..widths.len()).rev().find(|n| fits(*n)).unwrap_or(0) };
        let rest = widths.len() - shown;
        let placed: Vec<f32> = widths[..shown].iter().copied().chain((rest > 0).then_some(MORE)).collect();
        let area = row(ui, "form-forms", Flow::lines(&placed, room) as f32 * size::CONTROL);
        let mut flow = Flow::new(area);
        self.chips_ui(ui, &mut flow, &items[..shown], &widths);
        if rest == 0 {
            return false;
        }
        let left = flow.place(MORE);
        let rect = Rect::from_min_size(egui::pos2(left, flow.middle - 12.0), vec2(MORE, size::CHIP));
        let name = tr_with(ui, "forms-more", [("count", arg(rest as u64))]);
        let response = hit(ui, rect, Role::Button, &name);
        let p = palette(ui);
        let ink = if response.hovered() || response.has_focus() { p.accent_text } else { p.text_3 };
        text(ui, rect, Align::Center, &format!("+{rest}"), font::small(), ink);
        response.clicked()
    }

    /// How many forms there are; true when they should be folded.
    fn head_ui(&mut self, ui: &mut Ui, count: usize) -> bool {
        let area = row(ui, "form-forms", size::CONTROL);
        let p = palette(ui);
        let fold = tr(ui, "forms-fold");
        let ink = text(
            ui,
            area,
            Align::Min,
            &tr_with(ui, "forms-count", [("count", arg(count as u64))]),
            font::small(),
            p.text_2,
        );
        let rect = Rect::from_min_size(egui::pos2(ink.right() + space::S, area.top() + 2.0), vec2(24.0, size::CHIP));
        let response = hit(ui, rect, Role::Button, &fold);
        icon(ui, rect, icons::CHEVRON_UP, if response.hovered() { p.text } else { p.text_3 });
        crate::app::widgets::tip(response, &fold, None).clicked()
    }

    /// All forms by what they are.
    fn paradigm_ui(&mut self, ui: &mut Ui, rows: &[FormRow]) {
        let words: Vec<&str> = crate::check::forms::written(self.entry).collect();
        for (number, word) in words.iter().enumerate() {
            let own: Vec<&FormRow> = rows.iter().filter(|row| row.form.word == number).collect();
            if own.is_empty() {
                continue;
            }
            if words.len() > 1 {
                let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), size::CONTROL), Sense::hover());
                text(ui, rect.with_min_x(rect.left() + LABEL), Align::Min, word, font::medium(12.0), palette(ui).text);
            }
            for (label, items) in groups(ui, &own) {
                ui.push_id((number, &label), |ui| self.group_ui(ui, &label, &items));
            }
        }
        ui.add_space(space::XS);
    }

    fn group_ui(&mut self, ui: &mut Ui, label: &str, items: &[Item<'_>]) {
        let room = ui.available_width() - LABEL;
        let widths: Vec<f32> = items.iter().map(|item| self.chip(ui, item, form_chip_width)).collect();
        let height = Flow::lines(&widths, room) as f32 * size::CONTROL;
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        let mut area = rect;
        let head = area.left_cut(LABEL).with_max_y(rect.top() + size::CONTROL);
        text(ui, head.with_max_x(head.right() - 4.0), Align::Min, label, font::small(), palette(ui).text_3);
        let mut flow = Flow::new(area);
        self.chips_ui(ui, &mut flow, items, &widths);
    }

    fn chips_ui(&mut self, ui: &mut Ui, flow: &mut Flow, items: &[Item<'_>], widths: &[f32]) {
        for (item, width) in items.iter().zip(widths) {
            let left = flow.place(*width);
            let response = self.chip(ui, item, |ui, chip| form_chip(ui, left, flow.middle, chip));
            self.chip_tip_ui(&response, item);
            if response.clicked() {
                self.switch(&item.row.form.text, item.row.form.is_excepted);
            }
        }
    }

    fn chip<R>(&self, ui: &mut Ui, item: &Item<'_>, with: impl FnOnce(&Ui, &FormChip<'_>) -> R) -> R {
        let form = &item.row.form;
        let is_guess = self.is_unapproved(item.row);
        let said = item.said(ui).join("; ");
        let name = match (said.is_empty(), is_guess) {
            (true, false) => form.text.clone(),
            (false, false) => tr_with(ui, "form-chip", [("form", arg(form.text.as_str())), ("what", said.into())]),
            (true, true) => tr_with(ui, "form-chip-guessed", [("form", arg(form.text.as_str()))]),
            (false, true) => tr_with(ui, "form-chip-guess", [("form", arg(form.text.as_str())), ("what", said.into())]),
        };
        let power = match (form.standing, form.is_excepted) {
            (_, true) => FormPower::Off,
            (Standing::FunctionWord, false) => FormPower::Never,
            _ if self.entry.matching != Matching::Inflected => FormPower::Fixed,
            _ => FormPower::On,
        };
        with(ui, &FormChip { label: &form.text, name: &name, power, is_guess, is_doubtful: is_doubtful(item.row) })
    }

    fn is_unapproved(&self, row: &FormRow) -> bool {
        row.form.standing == Standing::Guessed && !self.entry.allow.contains(&Accept::GuessedForms)
    }

    /// What a form is, and what is to be thought of.
    fn chip_tip_ui(&self, response: &Response, item: &Item<'_>) {
        if !response.hovered() {
            return;
        }
        response.clone().on_hover_ui(|ui| {
            let form = &item.row.form;
            let lines = item.row.form.grammars.as_slice();
            for line in grammar::said(ui, item.grammar.map_or(lines, std::slice::from_ref)) {
                ui.label(line);
            }
            if form.standing == Standing::Guessed {
                let key = if self.is_unapproved(item.row) { "form-guess" } else { "form-guess-approved" };
                ui.label(tr(ui, key));
            }
            if !form.shares.is_empty() {
                let words = form.shares.iter().take(4).map(|share| {
                    let likely = percent(ui, f64::from(share.likelihood), 0);
                    let part = grammar::part(ui, share.part);
                    tr_with(
                        ui,
                        "form-share",
                        [("word", arg(share.lemma.as_str())), ("part", part.into()), ("share", likely.into())],
                    )
                });
                let words = words.collect::<Vec<_>>().join("; ");
                ui.label(tr_with(ui, "form-shares", [("words", words.into())]));
            }
            if let Some(rival) = &item.row.rival {
                let key = if rival.wins { "form-rival-wins" } else { "form-rival-loses" };
                ui.label(tr_with(ui, key, [("name", arg(rival.word.as_str()))]));
            }
            let key = match (form.standing, form.is_excepted) {
                (_, true) => "form-off",
                (Standing::FunctionWord, false) => "form-never",
                _ if self.entry.matching != Matching::Inflected => "form-exact",
                _ => "form-on",
            };
            ui.weak(tr(ui, key));
        });
    }

    /// Excepts a form, or takes that back.
    fn switch(&mut self, form: &str, is_excepted: bool) {
        let key = folding::key(form);
        let action = edits::edit_entry(self.studio, self.selection, "step-except", |entry| {
            if is_excepted {
                entry.except.retain(|other| folding::key(other) != key);
            } else {
                entry.except.push(form.to_owned());
            }
        });
        if let Some(action) = action {
            self.queue.act(action);
        }
    }

    /// That there are guesses, with a button that approves them.
    fn guesses_ui(&mut self, ui: &mut Ui, rows: &[FormRow]) {
        let open = rows.iter().filter(|row| self.is_unapproved(row) && !row.form.is_excepted).count();
        if open == 0 {
            return;
        }
        let p = palette(ui);
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), size::CONTROL + space::XS), Sense::hover());
        let mut area = rect.with_min_x(rect.left() + LABEL).with_max_y(rect.top() + size::CONTROL);
        let label = tr(ui, "guesses-approve");
        let wide = width(ui, &label, font::medium(13.0)) + 20.0;
        let approve = area.right_cut(wide);
        text(ui, area, Align::Min, &tr_with(ui, "guesses", [("count", arg(open as u64))]), font::small(), p.text_2);
        if button(ui, approve, "", &label, Kind::Plain).clicked() {
            let action = edits::edit_entry(self.studio, self.selection, "step-approve", |entry| {
                entry.allow.push(Accept::GuessedForms);
            });
            if let Some(action) = action {
                self.queue.act(action);
            }
        }
    }
}

impl Item<'_> {
    fn said(&self, ui: &Ui) -> Vec<String> {
        match self.grammar {
            Some(grammar) => grammar::said(ui, std::slice::from_ref(grammar)),
            None => grammar::said(ui, &self.row.form.grammars),
        }
    }
}

/// Whether a text may well mean another word, or another entry claims the form.
fn is_doubtful(row: &FormRow) -> bool {
    row.form.standing != Standing::FunctionWord && (row.rival.is_some() || row.form.other() >= LIKELY)
}

/// Forms by the groups of a paradigm, in order; a form stands in each group that it has a reading of.
fn groups<'a>(ui: &Ui, rows: &[&'a FormRow]) -> Vec<(String, Vec<Item<'a>>)> {
    let mut groups: Vec<(usize, String, Vec<Item<'a>>)> = Vec::new();
    let mut add = |place: usize, label: String, item: Item<'a>| {
        let group = match groups.iter().position(|(_, other, _)| *other == label) {
            Some(at) => &mut groups[at],
            None => {
                groups.push((place, label, Vec::new()));
                let last = groups.len() - 1;
                &mut groups[last]
            }
        };
        let has = |other: &Item<'_>| std::ptr::eq(other.row, item.row) && other.said(ui) == item.said(ui);
        if !group.2.iter().any(has) {
            group.2.push(item);
        }
    };
    for row in rows.iter().copied() {
        for grammar in &row.form.grammars {
            let (place, label) = grammar::group(ui, grammar);
            add(place, label, Item { row, grammar: Some(grammar) });
        }
        if row.form.grammars.is_empty() {
            add(usize::MAX, String::new(), Item { row, grammar: None });
        }
    }
    groups.sort_by_key(|(place, _, _)| *place);
    groups.into_iter().map(|(_, label, items)| (label, items)).collect()
}
