//! Edits that panels ask for, as actions.

use crate::app::i18n::tr;
use crate::app::queue::Queue;
use crate::dictionary::{Edit, Entry, Link, Matching, Symbol};
use crate::studio::{Action, RowKind, Selection, Studio};
use egui::Context;

/// The entry that is selected, if it is one.
pub fn entry(studio: &Studio, selection: Selection) -> Option<&Entry> {
    match selection.row {
        RowKind::Entry(index) => studio.layers.get(selection.layer)?.entry(index),
        RowKind::Link(_) => None,
    }
}

/// The link that is selected, if it is one.
pub fn link(studio: &Studio, selection: Selection) -> Option<&Link> {
    match selection.row {
        RowKind::Link(index) => studio.layers.get(selection.layer)?.link(index),
        RowKind::Entry(_) => None,
    }
}

/// Changes an entry; `None` when it is not there or stays as it is.
pub fn edit_entry(
    studio: &Studio,
    selection: Selection,
    step: &'static str,
    change: impl FnOnce(&mut Entry),
) -> Option<Action> {
    let (old, RowKind::Entry(index)) = (entry(studio, selection)?, selection.row) else { return None };
    let mut new = old.clone();
    change(&mut new);
    let edit = if new.word == old.word {
        Edit::ReplaceEntry(index, Box::new(new.clone()))
    } else {
        studio.layers.get(selection.layer)?.dictionary().rename(index, &new.word)
    };
    (new != *old).then_some(Action::Edit { layer: selection.layer, edit, step })
}

/// Changes a link; `None` when it is not there or stays as it is.
pub fn edit_link(
    studio: &Studio,
    selection: Selection,
    step: &'static str,
    change: impl FnOnce(&mut Link),
) -> Option<Action> {
    let (old, RowKind::Link(index)) = (link(studio, selection)?, selection.row) else { return None };
    let mut new = old.clone();
    change(&mut new);
    let edit = Edit::ReplaceLink(index, Box::new(new.clone()));
    (new != *old).then_some(Action::Edit { layer: selection.layer, edit, step })
}

/// Changes the symbols of an entry or link.
pub fn edit_symbols(
    studio: &Studio,
    selection: Selection,
    step: &'static str,
    change: impl FnOnce(&mut Vec<Symbol>),
) -> Option<Action> {
    match selection.row {
        RowKind::Entry(_) => edit_entry(studio, selection, step, |entry| change(&mut entry.symbols)),
        RowKind::Link(_) => edit_link(studio, selection, step, |link| change(&mut link.symbols)),
    }
}

/// The symbols of an entry or link.
pub fn symbols(studio: &Studio, selection: Selection) -> &[Symbol] {
    let of_entry = entry(studio, selection).map(|entry| entry.symbols.as_slice());
    of_entry.or_else(|| link(studio, selection).map(|link| link.symbols.as_slice())).unwrap_or_default()
}

/// Headword, pattern or members joined by ` + `.
pub fn headword(studio: &Studio, selection: Selection) -> String {
    entry(studio, selection)
        .map(|entry| entry.word.clone())
        .or_else(|| link(studio, selection).map(|link| link.of.join(" + ")))
        .unwrap_or_default()
}

/// Takes a symbol for the selected entry or link: adds it, and remembers it as used.
pub fn take_symbol(studio: &Studio, selection: Selection, symbol: &str, queue: &mut Queue) {
    let palette = studio.settings.palettes.first().map(|(name, _)| name.as_str()).unwrap_or_default();
    let palette =
        (palette != Symbol::DEFAULT_PALETTE && !palette.is_empty() && !is_emoji(symbol)).then(|| palette.into());
    let action = edit_symbols(studio, selection, "step-symbol", |symbols| {
        if !symbols.iter().any(|old| old.text == symbol && old.palette == palette) {
            symbols.push(Symbol { palette, ..Symbol::new(symbol) });
        }
    });
    if let Some(action) = action {
        queue.act(action);
        queue.act(Action::UseSymbol(symbol.to_owned()));
    }
}

fn is_emoji(symbol: &str) -> bool {
    crate::symbol::catalogue::find(symbol).is_some()
}

/// A copy of what is selected, below a name of its own.
pub fn duplicate(studio: &Studio, selection: Selection) -> Option<Action> {
    let layer = studio.layers.get(selection.layer)?.dictionary();
    let edit = match selection.row {
        RowKind::Entry(index) => {
            let mut copy = Entry::clone(layer.entries.get(index)?);
            copy.word = free_word(studio, &copy.word);
            Edit::InsertEntry(index + 1, Box::new(copy))
        }
        RowKind::Link(index) => Edit::InsertLink(index + 1, Box::new(Link::clone(layer.links.get(index)?))),
    };
    Some(Action::Edit { layer: selection.layer, edit, step: "step-duplicate" })
}

/// `word` or `word 2`, `word 3` …: the first that no entry has.
fn free_word(studio: &Studio, word: &str) -> String {
    let mut number = 1;
    let mut free = word.to_owned();
    while studio.find_headword(&free).is_some() {
        number += 1;
        free = format!("{word} {number}");
    }
    free
}

/// Adds a link or pattern to begin with; the form shows it.
pub fn add_blank(ctx: &Context, studio: &Studio, is_link: bool, queue: &mut Queue) {
    if is_link {
        let first = studio.selection.and_then(|selection| entry(studio, selection)).map(|entry| entry.word.clone());
        let of = vec![first.unwrap_or_else(|| tr(ctx, "blank-member")), tr(ctx, "blank-member-2")];
        queue.act(Action::AddLink(Box::new(Link { of, ..Link::default() })));
    } else {
        let word = free_word(studio, r"\d{4}");
        queue.act(Action::AddEntry(Box::new(Entry { word, matching: Matching::Pattern, ..Entry::default() })));
    }
}
