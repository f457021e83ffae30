//! Undo and redo: steps with names over all layers.

use crate::dictionary::{Dictionary, Edit, Entry, Link};
use crate::studio::{RowKind, Selection};

/// Fluent keys of the steps that the studio names itself; the window translates them beside its own.
pub const STEPS: [&str; 6] = ["step-add", "step-add-link", "step-delete", "step-import", "step-except", "step-edit"];

/// Steps kept; more would only cost memory.
const KEPT: usize = 1_000;

/// What a step is about, so that typing goes on in the same step.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Typing {
    at: Selection,
    field: &'static str,
    name: &'static str,
}

/// One step: the edit that takes it back and the edit that does it again.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Step {
    pub(crate) layer: usize,
    pub(crate) back: Edit,
    pub(crate) again: Edit,
    pub(crate) name: &'static str,
    pub(crate) about: String,
    pub(crate) typing: Option<Typing>,
    pub(crate) version_before: u64,
    pub(crate) version_after: u64,
}

/// Steps done and steps taken back.
#[derive(Default)]
pub(crate) struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
    /// Whether typing may go on in the last step.
    open: bool,
}

impl History {
    /// Remembers a step; typing in the same field of the same row goes into the last one.
    pub(crate) fn push(&mut self, step: Step) {
        self.undone.clear();
        if self.open
            && step.typing.is_some()
            && let Some(last) = self.done.last_mut()
            && last.typing == step.typing
            && last.layer == step.layer
        {
            join(&mut last.back, step.back, false);
            join(&mut last.again, step.again, true);
            last.version_after = step.version_after;
            last.about = step.about;
            return;
        }
        self.open = step.typing.is_some();
        self.done.push(step);
        if self.done.len() > KEPT {
            self.done.remove(0);
        }
    }

    /// Ends typing: what follows is a step of its own.
    pub(crate) fn close(&mut self) {
        self.open = false;
    }

    pub(crate) fn last_done(&self) -> Option<&Step> {
        self.done.last()
    }

    pub(crate) fn last_undone(&self) -> Option<&Step> {
        self.undone.last()
    }

    /// Moves a step over to those taken back.
    pub(crate) fn undo(&mut self) -> Option<Step> {
        self.close();
        let step = self.done.pop()?;
        self.undone.push(step.clone());
        Some(step)
    }

    /// Moves a step over to those done.
    pub(crate) fn redo(&mut self) -> Option<Step> {
        self.close();
        let step = self.undone.pop()?;
        self.done.push(step.clone());
        Some(step)
    }

    /// Forgets the steps of a layer that is taken out; those of later layers move up.
    pub(crate) fn remove_layer(&mut self, layer: usize) {
        self.close();
        for steps in [&mut self.done, &mut self.undone] {
            steps.retain(|step| step.layer != layer);
            for step in steps.iter_mut().filter(|step| step.layer > layer) {
                step.layer -= 1;
                step.typing = None;
            }
        }
    }
}

/// Joins two edits into one: `newer` after `older`, or before it when taking back.
fn join(older: &mut Edit, newer: Edit, newer_last: bool) {
    let first = std::mem::replace(older, Edit::Batch(Vec::new()));
    *older = match (first, newer) {
        // Whole entries: the last one written counts.
        (Edit::ReplaceEntry(i, old), Edit::ReplaceEntry(j, new)) if i == j => {
            Edit::ReplaceEntry(i, if newer_last { new } else { old })
        }
        (Edit::ReplaceLink(i, old), Edit::ReplaceLink(j, new)) if i == j => {
            Edit::ReplaceLink(i, if newer_last { new } else { old })
        }
        (old, new) if newer_last => Edit::Batch(vec![old, new]),
        (old, new) => Edit::Batch(vec![new, old]),
    };
}

/// Whether replacing a row's content is typing in one text field, and in which.
pub(crate) fn typing(
    dictionary: &Dictionary,
    layer: usize,
    edit: &Edit,
    selection: Option<Selection>,
    name: &'static str,
) -> Option<Typing> {
    let (row, field) = match edit {
        Edit::ReplaceEntry(index, new) => (RowKind::Entry(*index), entry_field(dictionary.entries.get(*index)?, new)?),
        Edit::ReplaceLink(index, new) => (RowKind::Link(*index), link_field(dictionary.links.get(*index)?, new)?),
        // A headword typed anew takes parents and members along.
        Edit::Batch(edits) => {
            let selection = selection?;
            let RowKind::Entry(index) = selection.row else { return None };
            let old = dictionary.entries.get(index)?;
            let renames = |edit: &Edit| matches!(edit, Edit::ReplaceEntry(i, new) if *i == index && entry_field(old, new) == Some("word"));
            (selection.row, edits.iter().any(renames).then_some("word")?)
        }
        _ => return None,
    };
    Some(Typing { at: Selection { layer, row }, field, name })
}

/// The one text field in which two entries differ.
fn entry_field(old: &Entry, new: &Entry) -> Option<&'static str> {
    let mut changed = [
        ("word", old.word != new.word),
        ("also", old.also != new.also),
        ("symbols", old.symbols != new.symbols),
        ("emotion", old.emotion != new.emotion),
        ("parent", old.parent != new.parent),
        ("except", old.except != new.except),
        ("description", old.description != new.description),
        ("tags", old.tags != new.tags),
        ("note", old.note != new.note),
        ("examples", old.examples != new.examples),
    ]
    .into_iter()
    .filter(|(_, changed)| *changed);
    let (field, _) = changed.next()?;
    let others = old.matching == new.matching
        && old.names == new.names
        && old.enabled == new.enabled
        && old.allow == new.allow
        && changed.next().is_none();
    // Choosing another symbol or switching a form is a choice, not typing.
    (others && !["symbols", "also", "except"].contains(&field)).then_some(field)
}

/// The one text field in which two links differ.
fn link_field(old: &Link, new: &Link) -> Option<&'static str> {
    let mut changed = [
        ("of", old.of != new.of),
        ("symbols", old.symbols != new.symbols),
        ("emotion", old.emotion != new.emotion),
        ("description", old.description != new.description),
        ("tags", old.tags != new.tags),
        ("note", old.note != new.note),
    ]
    .into_iter()
    .filter(|(_, changed)| *changed);
    let (field, _) = changed.next()?;
    let others = old.reach == new.reach
        && old.rest == new.rest
        && old.enabled == new.enabled
        && old.allow == new.allow
        && changed.next().is_none();
    (others && field != "symbols").then_some(field)
}

/// The word that an edit is about, as the name of a step shows it.
pub(crate) fn about(dictionary: &Dictionary, edit: &Edit) -> String {
    let entry = |index: usize| dictionary.entries.get(index).map(|entry| entry.word.clone()).unwrap_or_default();
    match edit {
        Edit::InsertEntry(_, entry) => entry.word.clone(),
        Edit::ReplaceEntry(index, _) | Edit::RemoveEntry(index) => entry(*index),
        Edit::InsertLink(_, link) => link.of.join(" + "),
        Edit::ReplaceLink(index, _) | Edit::RemoveLink(index) => {
            dictionary.links.get(*index).map(|link| link.of.join(" + ")).unwrap_or_default()
        }
        Edit::SetHead { name, .. } => name.clone(),
        Edit::Batch(edits) => match edits.as_slice() {
            [] => String::new(),
            [first, ..] => about(dictionary, first),
        },
    }
}

/// Where a selection is after `edit` was carried out in `layer`; `None` when its row is gone.
pub(crate) fn moved(selection: Selection, layer: usize, edit: &Edit) -> Option<Selection> {
    if selection.layer != layer {
        return Some(selection);
    }
    let row = match (selection.row, edit) {
        (RowKind::Entry(at), Edit::InsertEntry(index, _)) if *index <= at => RowKind::Entry(at + 1),
        (RowKind::Entry(at), Edit::RemoveEntry(index)) if *index <= at => RowKind::Entry(below(at, *index)?),
        (RowKind::Link(at), Edit::InsertLink(index, _)) if *index <= at => RowKind::Link(at + 1),
        (RowKind::Link(at), Edit::RemoveLink(index)) if *index <= at => RowKind::Link(below(at, *index)?),
        (_, Edit::Batch(edits)) => {
            return edits.iter().try_fold(selection, |selection, edit| moved(selection, layer, edit));
        }
        (row, _) => row,
    };
    Some(Selection { layer, row })
}

fn below(at: usize, removed: usize) -> Option<usize> {
    if at == removed { None } else { Some(at - 1) }
}

/// The last row that an edit puts in or changes: what undo and redo show.
pub(crate) fn touched(layer: usize, edit: &Edit) -> Option<Selection> {
    match edit {
        Edit::InsertEntry(index, _) | Edit::ReplaceEntry(index, _) => Some(Selection::entry(layer, *index)),
        Edit::InsertLink(index, _) | Edit::ReplaceLink(index, _) => Some(Selection::link(layer, *index)),
        Edit::Batch(edits) => edits.iter().rev().find_map(|edit| touched(layer, edit)),
        Edit::RemoveEntry(_) | Edit::RemoveLink(_) | Edit::SetHead { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(word: &str, emotion: &str) -> Box<Entry> {
        Box::new(Entry { word: word.into(), emotion: Some(emotion.into()), ..Entry::default() })
    }

    fn step(back: Edit, again: Edit, field: Option<&'static str>) -> Step {
        let typing = field.map(|field| Typing { at: Selection::entry(0, 0), field, name: "step-emotion" });
        let name = "step-emotion";
        Step { layer: 0, back, again, name, about: "свет".into(), typing, version_before: 0, version_after: 1 }
    }

    #[test]
    fn typing_is_one_step() {
        let mut history = History::default();
        let replace = |emotion| Edit::ReplaceEntry(0, entry("свет", emotion));
        history.push(step(replace(""), replace("р"), Some("emotion")));
        history.push(step(replace("р"), replace("ра"), Some("emotion")));
        let undone = history.undo().unwrap();
        assert_eq!((undone.back, undone.again), (replace(""), replace("ра")));
        assert!(history.undo().is_none());
    }

    #[test]
    fn another_field_or_a_pause_is_another_step() {
        let mut history = History::default();
        let replace = |emotion| Edit::ReplaceEntry(0, entry("свет", emotion));
        history.push(step(replace(""), replace("р"), Some("emotion")));
        history.push(step(replace(""), replace("р"), Some("note")));
        history.close();
        history.push(step(replace("р"), replace("ра"), Some("note")));
        history.push(step(replace("р"), replace("ра"), None));
        assert_eq!(std::iter::from_fn(|| history.undo()).count(), 4);
    }

    #[test]
    fn typing_is_told_from_choosing() {
        let dictionary = Dictionary { entries: vec![entry("свет", "").into()], ..Dictionary::default() };
        let edited = |change: fn(&mut Entry)| {
            let mut new = Entry::clone(&dictionary.entries[0]);
            change(&mut new);
            typing(&dictionary, 0, &Edit::ReplaceEntry(0, Box::new(new)), None, "step").map(|typing| typing.field)
        };
        assert_eq!(edited(|entry| entry.word.push('а')), Some("word"));
        assert_eq!(edited(|entry| entry.emotion = Some("р".into())), Some("emotion"));
        assert_eq!(edited(|entry| entry.except.push("света".into())), None);
        assert_eq!(edited(|entry| entry.enabled = false), None);
        assert_eq!(edited(|entry| entry.symbols.push(crate::dictionary::Symbol::new("☀"))), None);
    }

    #[test]
    fn a_selection_follows_its_row() {
        let at = Selection::entry(0, 2);
        let insert = |index| Edit::InsertEntry(index, entry("а", ""));
        assert_eq!(moved(at, 0, &insert(0)), Some(Selection::entry(0, 3)));
        assert_eq!(moved(at, 0, &insert(3)), Some(at));
        assert_eq!(moved(at, 1, &insert(0)), Some(at));
        assert_eq!(moved(at, 0, &Edit::RemoveEntry(2)), None);
        assert_eq!(moved(at, 0, &Edit::Batch(vec![Edit::RemoveEntry(0), insert(0)])), Some(at));
    }
}
