//! What Enter in the add box does: a word, a line of the brace notation, or many pasted lines.

use crate::dictionary::import::{self, Outcome, Policy};
use crate::dictionary::{Dictionary, Document, Entry, FileFormat, Line, parse_line};
use crate::studio::{LayerState, Notice, Studio};

/// A pasted line without a symbol is a word to add up to so many words; a longer one is somebody's prose.
const WORDS_OF_A_HEADWORD: usize = 5;

impl Studio {
    /// Adds what was typed or pasted. A word that is there already is selected instead.
    pub(crate) fn add_line(&mut self, text: &str) {
        let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        match lines.as_slice() {
            [] => {}
            [line] if !line.starts_with('{') => self.add_one(line),
            lines => self.add_many(text, lines),
        }
    }

    fn add_one(&mut self, line: &str) {
        let line = parse_line(line).unwrap_or_else(|| Line::Entry(Box::new(bare(line))));
        let word = match &line {
            Line::Entry(entry) => entry.word.clone(),
            Line::Link(link) => link.of.join(" + "),
        };
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

    /// Adds all lines that a dry run finds new, as one step, and says what became of the rest.
    fn add_many(&mut self, text: &str, lines: &[&str]) {
        self.need_layer();
        let (incoming, unread) = read_pasted(text, lines);
        let existing = self.layers.get(self.active_layer).map(LayerState::dictionary);
        let Some(run) = existing.map(|existing| import::dry_run(existing, &incoming, Policy::Skip)) else { return };
        let [added, changed, skipped, rejected] =
            [Outcome::Added, Outcome::Changed, Outcome::Skipped, Outcome::Rejected].map(|outcome| run.count(outcome));
        if added + changed > 0 {
            self.edit(self.active_layer, run.edit, "step-import");
        }
        self.filter.clear();
        self.refilter();
        self.notices.push(Notice::Imported(added, changed, skipped, rejected + unread));
    }
}

/// Pasted entries and links, and how many lines are none.
fn read_pasted(text: &str, lines: &[&str]) -> (Dictionary, usize) {
    let format = match lines.first() {
        Some(first) if first.starts_with('{') => Some(FileFormat::Json),
        Some(first) if first.starts_with("word,") => Some(FileFormat::Csv),
        Some(first) if first.starts_with("word\t") => Some(FileFormat::Tsv),
        _ => None,
    };
    if let Some(format) = format {
        let (document, problems) = Document::parse(text, format);
        return (document.dictionary, problems.len());
    }
    let mut dictionary = Dictionary::default();
    let mut unread = 0;
    for line in lines {
        match parse_line(line) {
            Some(Line::Entry(entry)) => dictionary.entries.push(entry.into()),
            Some(Line::Link(link)) => dictionary.links.push(link.into()),
            None if line.split_whitespace().count() <= WORDS_OF_A_HEADWORD => {
                dictionary.entries.push(bare(line).into());
            }
            None => unread += 1,
        }
    }
    (dictionary, unread)
}

/// An entry without a symbol.
fn bare(line: &str) -> Entry {
    Entry { word: line.split_whitespace().collect::<Vec<_>>().join(" "), ..Entry::default() }
}
