//! The compiled, immutable, shareable form of all enabled dictionaries.

use crate::dictionary::Dictionary;
use crate::engine::Forms;

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
        /// Layer.
        dictionary: u32,
        /// Entry.
        index: u32,
    },
    /// A link.
    Link {
        /// Layer.
        dictionary: u32,
        /// Link.
        index: u32,
    },
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
pub struct Lexicon {}

impl Lexicon {
    /// Compiles the layers, in order. Entries that cannot be compiled (bad patterns) are left out; `check` names them.
    pub fn compile(layers: &[Layer<'_>], forms: Forms) -> (Lexicon, Vec<Conflict>) {
        let _ = (layers, forms);
        todo!("engine")
    }

    /// A number that differs between lexicons compiled in one process.
    pub fn revision(&self) -> u64 {
        todo!("engine")
    }

    /// The headword (or members joined by ` + `) of a target.
    pub fn headword(&self, target: Target) -> &str {
        let _ = target;
        todo!("engine")
    }

    /// The name of the dictionary at an index among the layers.
    pub fn dictionary_name(&self, dictionary: u32) -> &str {
        let _ = dictionary;
        todo!("engine")
    }
}
