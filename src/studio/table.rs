//! The filtered table: which entries and links pass the filter, found in one scan of their folded texts.

use crate::dictionary::{Dictionary, Edit, Entry, Link};
use crate::studio::{LayerState, RowKind, Selection};
use crate::text::folding;

/// Between the texts of a row: no filter holds it.
const FIELD: char = '\u{1}';

/// The folded texts of many rows, one after another: one string to search, and spliced at an edit instead of rebuilt.
#[derive(Default)]
struct Keys {
    text: String,
    /// Where each row's text begins.
    starts: Vec<usize>,
}

impl Keys {
    fn push(&mut self, key: &str) {
        self.starts.push(self.text.len());
        self.text.push_str(key);
    }

    fn range(&self, row: usize) -> std::ops::Range<usize> {
        let start = self.starts.get(row).copied().unwrap_or(self.text.len());
        start..self.starts.get(row + 1).copied().unwrap_or(self.text.len())
    }

    fn shift(&mut self, from: usize, removed: usize, added: usize) {
        for start in self.starts.iter_mut().skip(from) {
            *start = *start - removed + added;
        }
    }

    fn insert(&mut self, row: usize, key: &str) {
        let at = self.range(row).start;
        self.text.insert_str(at, key);
        self.shift(row, 0, key.len());
        self.starts.insert(row.min(self.starts.len()), at);
    }

    fn remove(&mut self, row: usize) {
        if row < self.starts.len() {
            let range = self.range(row);
            let length = range.len();
            self.text.replace_range(range, "");
            self.starts.remove(row);
            self.shift(row, length, 0);
        }
    }

    fn replace(&mut self, row: usize, key: &str) {
        if row < self.starts.len() {
            let range = self.range(row);
            let length = range.len();
            self.text.replace_range(range, key);
            self.shift(row + 1, length, key.len());
        }
    }

    /// Rows whose text holds `needle`, in order.
    fn find(&self, needle: &str, mut found: impl FnMut(usize)) {
        if needle.is_empty() {
            (0..self.starts.len()).for_each(found);
            return;
        }
        let mut from = 0;
        while let Some(at) = self.text[from..].find(needle) {
            let row = self.starts.partition_point(|start| *start <= from + at).saturating_sub(1);
            found(row);
            from = self.range(row).end;
        }
    }

    /// The first row whose text begins with the field `word`.
    fn first_with(&self, word: &str) -> Option<usize> {
        let field = format!("{word}{FIELD}");
        let mut from = 0;
        while let Some(at) = self.text[from..].find(&field) {
            let row = self.starts.partition_point(|start| *start <= from + at).saturating_sub(1);
            if self.starts.get(row) == Some(&(from + at)) {
                return Some(row);
            }
            from += at + field.len();
        }
        None
    }
}

/// The table's rows and what finds them.
#[derive(Default)]
pub(crate) struct Table {
    entries: Vec<Keys>,
    links: Vec<Keys>,
    rows: Vec<Selection>,
}

impl Table {
    /// Reads all layers anew.
    pub(crate) fn rebuild(&mut self, layers: &[LayerState]) {
        self.entries = layers.iter().map(|layer| entry_keys(layer.dictionary())).collect();
        self.links = layers.iter().map(|layer| link_keys(layer.dictionary())).collect();
    }

    /// Follows an edit that has been carried out on `dictionary`.
    pub(crate) fn follow(&mut self, layer: usize, edit: &Edit, dictionary: &Dictionary) {
        let (Some(entries), Some(links)) = (self.entries.get_mut(layer), self.links.get_mut(layer)) else { return };
        match edit {
            Edit::InsertEntry(index, entry) => entries.insert(*index, &entry_key(entry)),
            Edit::RemoveEntry(index) => entries.remove(*index),
            Edit::ReplaceEntry(index, entry) => entries.replace(*index, &entry_key(entry)),
            Edit::InsertLink(index, link) => links.insert(*index, &link_key(link)),
            Edit::RemoveLink(index) => links.remove(*index),
            Edit::ReplaceLink(index, link) => links.replace(*index, &link_key(link)),
            Edit::SetHead { .. } => {}
            Edit::Batch(edits) if edits.len() <= 32 => {
                for edit in edits {
                    self.follow(layer, edit, dictionary);
                }
            }
            Edit::Batch(_) => {
                *entries = entry_keys(dictionary);
                *links = link_keys(dictionary);
            }
        }
    }

    /// Finds the rows that pass `filter`.
    pub(crate) fn filter(&mut self, filter: &str) {
        let needle = needle(filter);
        self.rows.clear();
        for (layer, (entries, links)) in self.entries.iter().zip(&self.links).enumerate() {
            entries.find(&needle, |index| self.rows.push(Selection { layer, row: RowKind::Entry(index) }));
            links.find(&needle, |index| self.rows.push(Selection { layer, row: RowKind::Link(index) }));
        }
    }

    /// The rows that pass the filter.
    pub(crate) fn rows(&self) -> &[Selection] {
        &self.rows
    }

    /// The entry (or link, for members joined by ` + `) of this headword: in the layer `first`, else in any.
    pub(crate) fn headword(&self, word: &str, first: usize) -> Option<Selection> {
        let word = folding::key(word.trim());
        let of = |layer: usize| {
            let entry = self.entries.get(layer)?.first_with(&word).map(|index| Selection::entry(layer, index));
            entry.or_else(|| self.links.get(layer)?.first_with(&word).map(|index| Selection::link(layer, index)))
        };
        of(first).or_else(|| (0..self.entries.len()).find_map(of))
    }
}

/// What a user types, as rows hold it.
fn needle(filter: &str) -> String {
    folding::key(filter.trim()).replace(FIELD, "")
}

fn entry_keys(dictionary: &Dictionary) -> Keys {
    let mut keys = Keys::default();
    for entry in &dictionary.entries {
        keys.push(&entry_key(entry));
    }
    keys
}

fn link_keys(dictionary: &Dictionary) -> Keys {
    let mut keys = Keys::default();
    for link in &dictionary.links {
        keys.push(&link_key(link));
    }
    keys
}

fn entry_key(entry: &Entry) -> String {
    let symbols = entry.symbols.iter().map(|symbol| &symbol.text);
    let words = std::iter::once(&entry.word).chain(&entry.also).chain(symbols).chain(&entry.emotion);
    key(words.chain(&entry.tags))
}

fn link_key(link: &Link) -> String {
    let word = link.of.join(" + ");
    let symbols = link.symbols.iter().map(|symbol| &symbol.text);
    key(std::iter::once(&word).chain(symbols).chain(&link.emotion).chain(&link.tags))
}

fn key<'a>(fields: impl Iterator<Item = &'a String>) -> String {
    let mut key = String::new();
    for field in fields {
        key.push_str(&folding::key(field).replace(FIELD, ""));
        key.push(FIELD);
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::{Document, Symbol};
    use proptest::prelude::*;

    fn entry(word: &str, symbol: &str) -> Entry {
        Entry { word: word.into(), symbols: vec![Symbol::new(symbol)], ..Entry::default() }
    }

    fn table(words: &[&str]) -> (Table, LayerState) {
        let entries = words.iter().map(|word| entry(word, "☔").into()).collect();
        let dictionary = Dictionary { entries, ..Dictionary::default() };
        let layer = LayerState::new(Document { dictionary, ..Document::default() }, Vec::new(), None);
        let mut table = Table::default();
        table.rebuild(std::slice::from_ref(&layer));
        (table, layer)
    }

    fn found(table: &mut Table, filter: &str) -> Vec<usize> {
        table.filter(filter);
        let index = |selection: &Selection| match selection.row {
            RowKind::Entry(index) | RowKind::Link(index) => index,
        };
        table.rows().iter().map(index).collect()
    }

    #[test]
    fn the_filter_folds_and_finds_each_row_once() {
        let (mut table, _) = table(&["Дождь", "дождь дождь", "свет"]);
        assert_eq!(found(&mut table, " ДОЖ "), [0, 1]);
        assert_eq!(found(&mut table, "☔"), [0, 1, 2]);
        assert_eq!(found(&mut table, ""), [0, 1, 2]);
        assert_eq!(found(&mut table, "снег"), Vec::<usize>::new());
    }

    #[test]
    fn a_headword_is_found_whole() {
        let (table, _) = table(&["дождь дождь", "дождь", "свет"]);
        assert_eq!(table.headword("Дождь", 0), Some(Selection::entry(0, 1)));
        assert_eq!(table.headword("дож", 0), None);
        assert_eq!(table.headword("☔", 0), None);
    }

    proptest! {
        #[test]
        fn following_edits_is_the_same_as_reading_anew(steps in proptest::collection::vec((0..4_u8, 0..8_usize, "[а-г]{1,3}"), 0..30)) {
            let (mut table, mut layer) = table(&["а", "б", "в"]);
            for (kind, index, word) in steps {
                let entry = Box::new(entry(&word, "☀"));
                let length = layer.dictionary().entries.len();
                let edit = match kind {
                    0 => Edit::InsertEntry(index % (length + 1), entry),
                    1 if length > 0 => Edit::RemoveEntry(index % length),
                    2 if length > 0 => Edit::ReplaceEntry(index % length, entry),
                    _ => Edit::Batch(vec![Edit::InsertEntry(0, entry), Edit::RemoveEntry(0)]),
                };
                let document = std::sync::Arc::make_mut(&mut layer.document);
                document.dictionary.apply(edit.clone());
                table.follow(0, &edit, &document.dictionary);
            }
            let anew = entry_keys(layer.dictionary());
            prop_assert_eq!(&table.entries[0].text, &anew.text);
            prop_assert_eq!(&table.entries[0].starts, &anew.starts);
        }
    }
}
