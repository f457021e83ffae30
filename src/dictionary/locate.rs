//! Where in the file an entry or link of a document stands, after edits too.

use crate::dictionary::align::align;
use crate::dictionary::rules::shown;
use crate::dictionary::source::Source;
use crate::dictionary::{Document, Subject};

/// Finds places; made once for many questions.
pub struct Locator<'a> {
    source: Option<&'a Source>,
    entries: Vec<Option<usize>>,
    links: Vec<Option<usize>>,
    /// Lines have moved since the file was read: sentences name none.
    is_changed: bool,
}

impl<'a> Locator<'a> {
    /// For a document as it is now.
    pub fn new(document: &'a Document) -> Self {
        let source = document.source();
        let now = &document.dictionary;
        let Some(before) = source.map(|source| &source.dictionary) else {
            return Self {
                source,
                entries: vec![None; now.entries.len()],
                links: vec![None; now.links.len()],
                is_changed: false,
            };
        };
        Self {
            source,
            entries: align(&before.entries, &now.entries, |entry| entry.word.as_str()),
            links: align(&before.links, &now.links, |link| link.of.as_slice()),
            is_changed: document.is_changed(),
        }
    }

    /// Line and column of a field, or of one element of a list; of the item when the field does not stand there;
    /// (0, 0) for what is not in the file.
    pub fn place(&self, subject: Subject, field: &str, element: Option<usize>) -> (usize, usize) {
        let found = || {
            let source = self.source?;
            let item = source.item(self.origin(subject)?)?;
            Some(source.lines.place(&source.text, source.offset(item, field, element)))
        };
        found().unwrap_or_default()
    }

    /// A word with its line, for sentences about two items.
    pub fn mention(&self, subject: Subject, word: &str) -> String {
        match self.place(subject, "", None) {
            (0, _) => shown(word),
            _ if self.is_changed => shown(word),
            (line, _) => format!("{} of line {line}", shown(word)),
        }
    }

    /// What an item of the file as read is now; `None` when it is gone.
    pub fn now(&self, as_read: Subject) -> Option<Subject> {
        let find = |list: &[Option<usize>], index| list.iter().position(|from| *from == Some(index));
        match as_read {
            Subject::Entry(index) => find(&self.entries, index).map(Subject::Entry),
            Subject::Link(index) => find(&self.links, index).map(Subject::Link),
        }
    }

    fn origin(&self, subject: Subject) -> Option<Subject> {
        match subject {
            Subject::Entry(index) => (*self.entries.get(index)?).map(Subject::Entry),
            Subject::Link(index) => (*self.links.get(index)?).map(Subject::Link),
        }
    }
}
