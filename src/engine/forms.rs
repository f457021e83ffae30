//! Which forms a lexicon knows: a tree of words, so that a phrase costs one look-up a word.

use crate::engine::phrase::{Joint, Phrase};
use crate::text::folding;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A word of the vocabulary, keyed without ё.
pub(crate) type WordId = u32;
/// The id of words that no form contains.
pub(crate) const UNKNOWN: WordId = WordId::MAX;

/// Who matches a form.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Claim {
    /// Index among the lexicon's entries: the order of precedence.
    pub entry: u32,
    /// 0 the headword, from 1 `also`.
    pub lemma: u32,
    /// A capital letter in mid-sentence is looked at (DESIGN 2.7).
    pub minds_names: bool,
    /// Text with е does not match ё here: the е-spelling stands in `except`.
    pub exact_only: bool,
}

/// A member of links that a form stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Member {
    /// Its number in the lexicon.
    pub id: u32,
    /// As in [`Claim`].
    pub minds_names: bool,
    /// As in [`Claim`].
    pub exact_only: bool,
}

/// A form of one or more entries and link members.
#[derive(Debug)]
pub(crate) struct Form {
    /// Words and joints, with ё.
    pub phrase: Phrase,
    has_yo: bool,
    /// By precedence.
    pub claims: Vec<Claim>,
    /// Members of links.
    pub members: Vec<Member>,
}

/// All forms.
#[derive(Debug, Default)]
pub(crate) struct FormTable {
    words: FastMap<Box<str>, WordId>,
    /// (node, word) → node; a phrase's first word starts at [`ROOT`].
    nodes: FastMap<(u32, WordId), u32>,
    /// The forms that end at a node.
    ends: Vec<Vec<u32>>,
    forms: Vec<Form>,
}

/// The node where every form starts.
pub(crate) const ROOT: u32 = 0;

impl FormTable {
    /// With room for about `forms` forms.
    pub fn with_capacity(forms: usize) -> Self {
        let mut table = Self::default();
        table.words.reserve(forms);
        table.nodes.reserve(forms);
        table
    }

    /// The form of `phrase`, made when it is new.
    pub fn form_mut(&mut self, phrase: &Phrase) -> &mut Form {
        if self.ends.is_empty() {
            self.ends.push(Vec::new());
        }
        let mut node = ROOT;
        for word in &phrase.words {
            let plain = folding::without_yo(word);
            let next_word = self.words.len() as WordId;
            let id = match self.words.get(plain.as_ref()) {
                Some(id) => *id,
                None => *self.words.entry(plain.into()).or_insert(next_word),
            };
            let next_node = self.ends.len() as u32;
            node = *self.nodes.entry((node, id)).or_insert(next_node);
            if node == next_node {
                self.ends.push(Vec::new());
            }
        }
        let known = self.ends[node as usize].iter().copied().find(|form| self.forms[*form as usize].phrase == *phrase);
        let index = known.unwrap_or_else(|| {
            let has_yo = phrase.words.iter().any(|word| word.contains('ё'));
            self.forms.push(Form { phrase: phrase.clone(), has_yo, claims: Vec::new(), members: Vec::new() });
            let index = self.forms.len() as u32 - 1;
            self.ends[node as usize].push(index);
            index
        });
        &mut self.forms[index as usize]
    }

    /// The id of a word by its key without ё.
    pub fn word(&self, plain_key: &str) -> WordId {
        self.words.get(plain_key).copied().unwrap_or(UNKNOWN)
    }

    /// One word further down the tree.
    pub fn step(&self, node: u32, word: WordId) -> Option<u32> {
        if word == UNKNOWN { None } else { self.nodes.get(&(node, word)).copied() }
    }

    /// The forms that end at a node.
    pub fn ends_at(&self, node: u32) -> &[u32] {
        &self.ends[node as usize]
    }

    /// A form by its index.
    pub fn form(&self, index: u32) -> &Form {
        &self.forms[index as usize]
    }

    /// All forms.
    pub fn all(&self) -> &[Form] {
        &self.forms
    }
}

impl Form {
    /// Whether the text's words, alike but for ё and joints, are this form: `Some(true)` in the exact spelling as to ё.
    pub fn fits(&self, joints: &[Joint], text_keys: &dyn Fn(usize) -> String, text_has_yo: bool) -> Option<bool> {
        let joints_fit = self.phrase.joints.iter().zip(joints).all(|(own, text)| own == text || *own == Joint::Space);
        if !joints_fit {
            return None;
        }
        if !self.has_yo {
            return (!text_has_yo).then_some(true);
        }
        let mut exact = true;
        for (index, own) in self.phrase.words.iter().enumerate() {
            let text = text_keys(index);
            exact &= *own == text;
            let letters = own.chars().zip(text.chars());
            if letters.into_iter().any(|(own, text)| text == 'ё' && own != 'ё') {
                return None;
            }
        }
        Some(exact)
    }
}

/// A map with a fast hash: the keys come from dictionaries, not from strangers.
pub(crate) type FastMap<K, V> = HashMap<K, V, BuildHasherDefault<FastHasher>>;

/// XXH3 for strings, a multiplication for numbers.
#[derive(Default)]
pub(crate) struct FastHasher(u64);

impl Hasher for FastHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = xxhash_rust::xxh3::xxh3_64_with_seed(bytes, self.0);
    }

    // The byte that ends a string adds nothing where each key is one string.
    fn write_u8(&mut self, _value: u8) {}

    fn write_u32(&mut self, value: u32) {
        self.write_u64(u64::from(value));
    }

    fn write_u64(&mut self, value: u64) {
        let mixed = (self.0.rotate_left(29) ^ value).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = mixed ^ (mixed >> 32);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(form: &str, text: &str) -> Option<bool> {
        let mut table = FormTable::default();
        let text = Phrase::parse(text).unwrap();
        let form = table.form_mut(&Phrase::parse(form).unwrap());
        let has_yo = text.words.iter().any(|word| word.contains('ё'));
        form.fits(&text.joints, &|index| text.words[index].clone(), has_yo)
    }

    #[test]
    fn yo_and_joints() {
        for (form, text, expected) in [
            ("ёлка", "ёлка", Some(true)),
            ("ёлка", "Елка", Some(false)),
            ("елка", "ёлка", None),
            ("елка", "елка", Some(true)),
            ("ещё ёлка", "ещё елка", Some(false)),
            ("ещё елка", "ещё ёлка", None),
            ("кое что", "кое-что", Some(true)),
            ("кое-что", "кое что", None),
        ] {
            assert_eq!(fits(form, text), expected, "{form} / {text}");
        }
    }
}
