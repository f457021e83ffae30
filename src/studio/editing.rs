//! Edits of layers: carried out, remembered for undo, followed by table and selection.

use crate::dictionary::{Edit, Entry, Link};
use crate::studio::history::{self, Step};
use crate::studio::{RowKind, Selection, Studio};
use std::sync::Arc;

impl Studio {
    /// Carries out an edit as a step of this name.
    pub(crate) fn edit(&mut self, layer: usize, edit: Edit, name: &'static str) {
        self.keep_sample();
        let Some(state) = self.layers.get(layer) else { return };
        let dictionary = state.dictionary();
        let about = history::about(dictionary, &edit);
        let typing = history::typing(dictionary, layer, &edit, self.selection, name);
        let version_before = state.version;
        self.last_version += 1;
        let version_after = self.last_version;
        let Some(back) = self.carry_out(layer, &edit, version_after) else { return };
        self.history.push(Step { layer, back, again: edit, name, about, typing, version_before, version_after });
        self.refilter();
        self.recompile();
    }

    /// Applies an edit to a layer; the inverse, or `None` when nothing changed.
    fn carry_out(&mut self, layer: usize, edit: &Edit, version: u64) -> Option<Edit> {
        let state = self.layers.get_mut(layer)?;
        let length = state.dictionary().entries.len();
        let links = state.dictionary().links.len();
        let document = Arc::make_mut(&mut state.document);
        let back = document.dictionary.apply(edit.clone());
        if back == Edit::Batch(Vec::new()) {
            return None;
        }
        state.version = version;
        state.dirty = state.version != state.saved;
        self.table.follow(layer, edit, &document.dictionary);
        if moves_rows(edit, length, links) {
            self.shape += 1;
        }
        self.selection = self.selection.and_then(|selection| history::moved(selection, layer, edit));
        Some(back)
    }

    /// Takes the last step back.
    pub(crate) fn undo(&mut self) {
        if let Some(step) = self.history.undo() {
            self.replay(step.layer, &step.back, step.version_before);
        }
    }

    /// Does the last step taken back again.
    pub(crate) fn redo(&mut self) {
        if let Some(step) = self.history.redo() {
            self.replay(step.layer, &step.again, step.version_after);
        }
    }

    fn replay(&mut self, layer: usize, edit: &Edit, version: u64) {
        let touched = history::touched(layer, edit);
        if self.carry_out(layer, edit, version).is_some() {
            self.selection = touched.filter(|selection| self.holds(*selection)).or(self.selection);
            self.refilter();
            self.recompile();
        }
    }

    /// Whether the row of a selection is there.
    pub(crate) fn holds(&self, selection: Selection) -> bool {
        let Some(layer) = self.layers.get(selection.layer) else { return false };
        match selection.row {
            RowKind::Entry(index) => layer.entry(index).is_some(),
            RowKind::Link(index) => layer.link(index).is_some(),
        }
    }

    /// Adds an entry to the end of the active layer and selects it.
    pub(crate) fn add_entry(&mut self, entry: Entry) {
        self.need_layer();
        let (layer, index) = (self.active_layer, self.active_lengths().0);
        self.edit(layer, Edit::InsertEntry(index, Box::new(entry)), "step-add");
        self.select(Some(Selection::entry(layer, index)));
    }

    /// Adds a link to the end of the active layer and selects it.
    pub(crate) fn add_link(&mut self, link: Link) {
        self.need_layer();
        let (layer, index) = (self.active_layer, self.active_lengths().1);
        self.edit(layer, Edit::InsertLink(index, Box::new(link)), "step-add-link");
        self.select(Some(Selection::link(layer, index)));
    }

    /// Entries and links of the active layer.
    pub(crate) fn active_lengths(&self) -> (usize, usize) {
        let dictionary = self.layers.get(self.active_layer).map(crate::studio::LayerState::dictionary);
        dictionary.map_or((0, 0), |dictionary| (dictionary.entries.len(), dictionary.links.len()))
    }

    /// Deletes the selected row.
    pub(crate) fn delete_selected(&mut self) {
        let Some(selection) = self.selection.filter(|selection| self.holds(*selection)) else { return };
        let edit = match selection.row {
            RowKind::Entry(index) => Edit::RemoveEntry(index),
            RowKind::Link(index) => Edit::RemoveLink(index),
        };
        self.edit(selection.layer, edit, "step-delete");
        self.select(None);
    }

    /// Adds a form to the `except` of an entry.
    pub(crate) fn except_form(&mut self, selection: Selection, form: String) {
        let RowKind::Entry(index) = selection.row else { return };
        let Some(entry) = self.layers.get(selection.layer).and_then(|layer| layer.entry(index)) else { return };
        if !entry.except.contains(&form) {
            let mut entry = entry.clone();
            entry.except.push(form);
            self.edit(selection.layer, Edit::ReplaceEntry(index, Box::new(entry)), "step-except");
        }
    }

    /// Shows a row in the form; ends typing in the one before.
    pub(crate) fn select(&mut self, selection: Option<Selection>) {
        let selection = selection.filter(|selection| self.holds(*selection));
        if selection != self.selection {
            self.history.close();
        }
        self.selection = selection;
    }

    /// Ends typing: the next edit is a step of its own.
    pub(crate) fn history_closed(&mut self) {
        self.history.close();
    }

    /// Finds the rows that pass the filter.
    pub(crate) fn refilter(&mut self) {
        self.table.filter(&self.filter);
    }
}

/// Whether an edit gives rows other indexes (adding at the end does not).
fn moves_rows(edit: &Edit, entries: usize, links: usize) -> bool {
    match edit {
        Edit::InsertEntry(index, _) => *index < entries,
        Edit::InsertLink(index, _) => *index < links,
        Edit::RemoveEntry(_) | Edit::RemoveLink(_) => true,
        Edit::ReplaceEntry(..) | Edit::ReplaceLink(..) | Edit::SetHead { .. } => false,
        Edit::Batch(edits) => edits.iter().any(|edit| moves_rows(edit, entries, links)),
    }
}
