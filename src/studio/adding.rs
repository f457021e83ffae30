//! What Enter in the add box does: a word, a line of the brace notation, or many pasted lines.

use crate::dictionary::store::{self, Line};
use crate::dictionary::{Edit, Entry};
use crate::studio::{Notice, Studio};
use crate::text::folding;
use std::collections::HashSet;

impl Studio {
    /// Adds what was typed or pasted. A word that is there already is selected instead.
    pub(crate) fn add_line(&mut self, text: &str) {
        let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        match lines.as_slice() {
            [] => {}
            [line] => self.add_one(line),
            lines => self.add_many(lines),
        }
    }

    fn add_one(&mut self, line: &str) {
        let line = store::parse_line(line).unwrap_or_else(|| Line::Entry(Box::new(bare(line))));
        let word = headword(&line);
        self.filter.clear();
        self.refilter();
        if let Some(there) = self.find_headword(&word) {
            self.select(Some(there));
            return;
        }
        match line {
            Line::Entry(entry) => self.add_entry(*entry),
            Line::Link(link) => self.add_link(*link),
        }
    }

    fn add_many(&mut self, lines: &[&str]) {
        self.need_layer();
        let (mut entries, mut links) = self.active_lengths();
        let mut seen = HashSet::new();
        let mut edits = Vec::new();
        let mut skipped = 0;
        for line in lines {
            let line = store::parse_line(line).unwrap_or_else(|| Line::Entry(Box::new(bare(line))));
            let word = headword(&line);
            if !seen.insert(folding::key(&word)) || self.find_headword(&word).is_some() {
                skipped += 1;
                continue;
            }
            match line {
                Line::Entry(entry) => {
                    edits.push(Edit::InsertEntry(entries, entry));
                    entries += 1;
                }
                Line::Link(link) => {
                    edits.push(Edit::InsertLink(links, link));
                    links += 1;
                }
            }
        }
        let added = edits.len();
        if added > 0 {
            self.edit(self.active_layer, Edit::Batch(edits), "step-import");
        }
        self.filter.clear();
        self.refilter();
        self.notices.push(Notice::Imported(added, 0, skipped, 0));
    }
}

fn bare(line: &str) -> Entry {
    Entry { word: line.split_whitespace().collect::<Vec<_>>().join(" "), ..Entry::default() }
}

fn headword(line: &Line) -> String {
    match line {
        Line::Entry(entry) => entry.word.clone(),
        Line::Link(link) => link.of.join(" + "),
    }
}
