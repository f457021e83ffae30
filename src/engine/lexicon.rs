//! The compiled, immutable, shareable form of all enabled dictionaries.

use crate::dictionary::{Dictionary, Entry, Matching, Reach, Rest, Symbol};
use crate::engine::forms::{FastMap, FormTable};
use crate::engine::pattern::Pattern;
use crate::engine::{Forms, compile};
use std::sync::{Arc, OnceLock};

/// A dictionary given to the compiler.
#[derive(Clone, Copy, Debug)]
pub struct Layer<'a> {
    /// The dictionary.
    pub dictionary: &'a Dictionary,
    /// Whether it takes part. (A disabled one is still known to `explain`.)
    pub enabled: bool,
}

/// What a site is of.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Target {
    /// An entry: index of its dictionary among the layers, its index there.
    Entry {
        /// Layer, enabled or not.
        dictionary: u32,
        /// Entry.
        index: u32,
    },
    /// A link.
    Link {
        /// Layer, enabled or not.
        dictionary: u32,
        /// Link.
        index: u32,
    },
}

impl Target {
    /// Index of its dictionary among the layers.
    pub fn dictionary(self) -> u32 {
        match self {
            Self::Entry { dictionary, .. } | Self::Link { dictionary, .. } => dictionary,
        }
    }
}

/// Two entries that claim one form.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Conflict {
    /// The form, as a key.
    pub form: String,
    /// Who wins.
    pub winner: Target,
    /// Who loses.
    pub loser: Target,
}

/// The compiled dictionaries.
#[derive(Debug, Default)]
pub struct Lexicon {
    pub(crate) revision: u64,
    pub(crate) dictionaries: Vec<DictionaryInfo>,
    /// All entries of all layers: the order of precedence.
    pub(crate) entries: Vec<EntryInfo>,
    /// All links of all layers: the order of links.
    pub(crate) links: Vec<LinkInfo>,
    pub(crate) table: FormTable,
    pub(crate) patterns: Vec<PatternInfo>,
    /// For each member of links, the links that are looked for when it occurs.
    pub(crate) anchored: Vec<Vec<u32>>,
    /// Excepted forms and whose they are.
    pub(crate) excepted: FastMap<Box<str>, u32>,
    /// Forms of what is switched off and of entries without a symbol; only `explain` asks.
    pub(crate) idle: OnceLock<FormTable>,
    pub(crate) forms: Forms,
}

#[derive(Debug)]
pub(crate) struct DictionaryInfo {
    pub name: String,
    pub language: String,
    /// Index of its first entry and link among all.
    pub first_entry: u32,
    pub first_link: u32,
}

/// Whether something takes part.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Power {
    On,
    Off,
    DictionaryOff,
}

#[derive(Debug)]
pub(crate) struct EntryInfo {
    pub target: Target,
    pub headword: String,
    pub also: Vec<String>,
    pub symbols: Vec<Symbol>,
    pub emotion: String,
    /// Index among all entries.
    pub parent: Option<u32>,
    pub power: Power,
    pub matching: Matching,
    /// Whether the entry asks for names to match.
    pub names: bool,
    /// Keys of excepted forms.
    pub except: Vec<String>,
}

#[derive(Debug)]
pub(crate) struct LinkInfo {
    pub target: Target,
    /// The members joined by ` + `.
    pub headword: String,
    pub symbols: Vec<Symbol>,
    pub emotion: String,
    pub reach: Reach,
    pub rest: Rest,
    /// Member numbers, in the link's order; empty when the link takes no part.
    pub members: Vec<u32>,
    /// The entries of the members.
    pub entries: Vec<Option<u32>>,
}

#[derive(Debug)]
pub(crate) struct PatternInfo {
    pub entry: u32,
    pub pattern: Arc<Pattern>,
}

impl Lexicon {
    /// Compiles the layers, in order. Entries that cannot be compiled (bad patterns) are left out; `check` names them.
    pub fn compile(layers: &[Layer<'_>], forms: Forms) -> (Lexicon, Vec<Conflict>) {
        compile::compile(layers, forms)
    }

    /// A number that differs between lexicons compiled in one process.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The headword (or members joined by ` + `) of a target; empty for a target of another lexicon.
    pub fn headword(&self, target: Target) -> &str {
        match target {
            Target::Entry { .. } => self.entry(target).map_or("", |entry| &entry.headword),
            Target::Link { .. } => self.link(target).map_or("", |link| &link.headword),
        }
    }

    /// The name of the dictionary at an index among the layers.
    pub fn dictionary_name(&self, dictionary: u32) -> &str {
        self.dictionaries.get(dictionary as usize).map_or("", |info| &info.name)
    }

    /// The emotion of a target.
    pub fn emotion(&self, target: Target) -> Option<&str> {
        let emotion = match target {
            Target::Entry { .. } => &self.entry(target)?.emotion,
            Target::Link { .. } => &self.link(target)?.emotion,
        };
        (!emotion.is_empty()).then_some(emotion.as_str())
    }

    /// The headword of an entry's parent.
    pub fn parent(&self, target: Target) -> Option<&str> {
        let parent = self.entry(target)?.parent?;
        Some(&self.entries[parent as usize].headword)
    }

    /// Whether a target is an entry that matches by a regular expression.
    pub fn is_pattern(&self, target: Target) -> bool {
        self.entry(target).is_some_and(|entry| entry.matching == Matching::Pattern)
    }

    /// All symbols that entries and links which take part may write, in order, with repetitions.
    pub fn symbols(&self) -> impl Iterator<Item = &Symbol> {
        let entries = self.entries.iter().filter(|entry| entry.power == Power::On).flat_map(|entry| &entry.symbols);
        entries.chain(self.links.iter().filter(|link| !link.members.is_empty()).flat_map(|link| &link.symbols))
    }

    /// Every entry and then every link that takes part, in order of precedence: what statistics list.
    pub fn targets(&self) -> impl Iterator<Item = Target> {
        let entries = self.entries.iter().filter(|entry| entry.power == Power::On).map(|entry| entry.target);
        entries.chain(self.links.iter().filter(|link| !link.members.is_empty()).map(|link| link.target))
    }

    /// Number of entries that take part.
    pub fn entry_count(&self) -> usize {
        self.entries.iter().filter(|entry| entry.power == Power::On).count()
    }

    /// Number of links that take part.
    pub fn link_count(&self) -> usize {
        self.links.iter().filter(|link| !link.members.is_empty()).count()
    }

    /// Number of forms that are matched.
    pub fn form_count(&self) -> usize {
        self.table.all().len()
    }

    /// Which forms it was compiled for.
    pub fn forms(&self) -> Forms {
        self.forms
    }

    fn entry(&self, target: Target) -> Option<&EntryInfo> {
        let Target::Entry { dictionary, index } = target else { return None };
        let first = self.dictionaries.get(dictionary as usize)?.first_entry;
        self.entries.get((first + index) as usize)
    }

    fn link(&self, target: Target) -> Option<&LinkInfo> {
        let Target::Link { dictionary, index } = target else { return None };
        let first = self.dictionaries.get(dictionary as usize)?.first_link;
        self.links.get((first + index) as usize)
    }
}

impl EntryInfo {
    /// The headword (0) or a synonym.
    pub fn lemma(&self, lemma: u32) -> &str {
        if lemma == 0 { &self.headword } else { self.also.get(lemma as usize - 1).map_or("", String::as_str) }
    }

    /// What its forms are made from.
    pub fn as_entry(&self) -> Entry {
        let (word, also) = (self.headword.clone(), self.also.clone());
        Entry { word, also, matching: self.matching, names: self.names, ..Entry::default() }
    }

    /// Whether sites of it are looked for, and its symbol can be climbed to.
    pub fn has_symbol(&self) -> bool {
        self.power == Power::On && !self.symbols.is_empty()
    }
}
