//! Edits that return their inverse: the whole of undo and redo.

use crate::dictionary::{Dictionary, Entry, Link};

/// A change of a dictionary.
#[derive(Clone, PartialEq, Debug)]
pub enum Edit {
    /// Puts an entry in at an index.
    InsertEntry(usize, Box<Entry>),
    /// Takes an entry out.
    RemoveEntry(usize),
    /// Puts another entry in its place.
    ReplaceEntry(usize, Box<Entry>),
    /// Puts a link in at an index.
    InsertLink(usize, Box<Link>),
    /// Takes a link out.
    RemoveLink(usize),
    /// Puts another link in its place.
    ReplaceLink(usize, Box<Link>),
    /// Changes name and language.
    SetHead {
        /// Shown name.
        name: String,
        /// Language code.
        language: Option<String>,
    },
    /// Several edits, in order, as one step.
    Batch(Vec<Edit>),
}

impl Dictionary {
    /// Carries out `edit` and returns the edit that takes it back. An index out of range changes nothing and returns
    /// an empty batch.
    pub fn apply(&mut self, edit: Edit) -> Edit {
        let _ = edit;
        todo!("dict")
    }

    /// The edits that rename an entry and every parent and link member that names it.
    pub fn rename(&self, index: usize, word: &str) -> Edit {
        let _ = (index, word);
        todo!("dict")
    }
}
