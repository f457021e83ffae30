//! Edits that return their inverse: the whole of undo and redo.

use crate::dictionary::{Dictionary, Entry, Link};
use crate::text::folding::key;
use std::sync::Arc;

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
        let nothing = || Edit::Batch(Vec::new());
        match edit {
            Edit::InsertEntry(at, entry) => {
                insert(&mut self.entries, at, entry).map_or_else(nothing, Edit::RemoveEntry)
            }
            Edit::InsertLink(at, link) => insert(&mut self.links, at, link).map_or_else(nothing, Edit::RemoveLink),
            Edit::RemoveEntry(at) => {
                remove(&mut self.entries, at).map_or_else(nothing, |entry| Edit::InsertEntry(at, entry))
            }
            Edit::RemoveLink(at) => remove(&mut self.links, at).map_or_else(nothing, |link| Edit::InsertLink(at, link)),
            Edit::ReplaceEntry(at, entry) => {
                replace(&mut self.entries, at, entry).map_or_else(nothing, |entry| Edit::ReplaceEntry(at, entry))
            }
            Edit::ReplaceLink(at, link) => {
                replace(&mut self.links, at, link).map_or_else(nothing, |link| Edit::ReplaceLink(at, link))
            }
            Edit::SetHead { name, language } => Edit::SetHead {
                name: std::mem::replace(&mut self.name, name),
                language: std::mem::replace(&mut self.language, language),
            },
            Edit::Batch(edits) => {
                let mut inverses: Vec<Edit> = edits.into_iter().map(|edit| self.apply(edit)).collect();
                inverses.reverse();
                Edit::Batch(inverses)
            }
        }
    }

    /// The edits that rename an entry and every parent and link member that names it. Names are compared folded, so
    /// that a change of case alone reaches them too. An index out of range gives an empty batch.
    pub fn rename(&self, index: usize, word: &str) -> Edit {
        let Some(entry) = self.entries.get(index) else { return Edit::Batch(Vec::new()) };
        let old = key(&entry.word);
        let mut edits = Vec::new();
        for (at, entry) in self.entries.iter().enumerate() {
            let has_parent = entry.parent.as_ref().is_some_and(|parent| key(parent) == old);
            if at != index && !has_parent {
                continue;
            }
            let mut renamed = Entry::clone(entry);
            if at == index {
                word.clone_into(&mut renamed.word);
            }
            if has_parent {
                renamed.parent = Some(word.to_owned());
            }
            if renamed != **entry {
                edits.push(Edit::ReplaceEntry(at, Box::new(renamed)));
            }
        }
        for (at, link) in self.links.iter().enumerate() {
            let mut renamed = Link::clone(link);
            for member in renamed.of.iter_mut().filter(|member| key(member) == old) {
                word.clone_into(member);
            }
            if renamed != **link {
                edits.push(Edit::ReplaceLink(at, Box::new(renamed)));
            }
        }
        Edit::Batch(edits)
    }
}

fn insert<T>(list: &mut Vec<Arc<T>>, at: usize, element: Box<T>) -> Option<usize> {
    (at <= list.len()).then(|| {
        list.insert(at, Arc::from(element));
        at
    })
}

fn remove<T: Clone>(list: &mut Vec<Arc<T>>, at: usize) -> Option<Box<T>> {
    (at < list.len()).then(|| Box::new(Arc::unwrap_or_clone(list.remove(at))))
}

fn replace<T: Clone>(list: &mut [Arc<T>], at: usize, element: Box<T>) -> Option<Box<T>> {
    let before = std::mem::replace(list.get_mut(at)?, Arc::from(element));
    Some(Box::new(Arc::unwrap_or_clone(before)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::samples;
    use proptest::prelude::*;

    fn edits() -> impl Strategy<Value = Edit> {
        let at = 0..6_usize;
        let leaf = prop_oneof![
            (at.clone(), samples::entry()).prop_map(|(at, entry)| Edit::InsertEntry(at, Box::new(entry))),
            (at.clone(), samples::entry()).prop_map(|(at, entry)| Edit::ReplaceEntry(at, Box::new(entry))),
            at.clone().prop_map(Edit::RemoveEntry),
            (at.clone(), samples::link()).prop_map(|(at, link)| Edit::InsertLink(at, Box::new(link))),
            (at.clone(), samples::link()).prop_map(|(at, link)| Edit::ReplaceLink(at, Box::new(link))),
            at.prop_map(Edit::RemoveLink),
            (samples::text(), proptest::option::of(samples::text()))
                .prop_map(|(name, language)| Edit::SetHead { name, language }),
        ];
        leaf.prop_recursive(2, 8, 4, |inner| proptest::collection::vec(inner, 0..4).prop_map(Edit::Batch))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn inverses_take_everything_back(
            dictionary in samples::dictionary(),
            edits in proptest::collection::vec(edits(), 0..8),
        ) {
            let mut now = dictionary.clone();
            let mut inverses: Vec<Edit> = edits.into_iter().map(|edit| now.apply(edit)).collect();
            let after = now.clone();
            let mut redo = Vec::new();
            while let Some(inverse) = inverses.pop() {
                redo.push(now.apply(inverse));
            }
            prop_assert_eq!(&now, &dictionary);
            while let Some(edit) = redo.pop() {
                now.apply(edit);
            }
            prop_assert_eq!(now, after);
        }
    }

    #[test]
    fn a_new_name_reaches_parents_and_members() {
        let entry = |word: &str, parent: Option<&str>| Entry {
            word: word.into(),
            parent: parent.map(Into::into),
            ..Entry::default()
        };
        let link = Link { of: vec!["дождь".into(), "Погода".into()], ..Link::default() };
        let mut dictionary = Dictionary {
            entries: [entry("погода", None), entry("дождь", Some("Погода")), entry("стол", None)].map(Arc::new).into(),
            links: vec![link.into()],
            ..Dictionary::default()
        };
        let before = dictionary.clone();
        let undo = dictionary.apply(dictionary.rename(0, "климат"));
        assert_eq!(dictionary.entries[0].word, "климат");
        assert_eq!(dictionary.entries[1].parent.as_deref(), Some("климат"));
        assert_eq!(dictionary.links[0].of, ["дождь", "климат"]);
        dictionary.apply(undo);
        assert_eq!(dictionary, before);
    }
}
