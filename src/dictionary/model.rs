//! What a dictionary is: entries and links, in the user's order.

use crate::text::folding::key;
use std::sync::Arc;

/// A dictionary.
#[derive(Clone, Debug, Default)]
pub struct Dictionary {
    /// Shown name.
    pub name: String,
    /// Language code like `ru`; `None` is told from the words.
    pub language: Option<String>,
    /// Entries, in the user's order. Shared: a copy of a dictionary is cheap, and what an edit left alone is known by its
    /// address.
    pub entries: Vec<Arc<Entry>>,
    /// Links, in the user's order.
    pub links: Vec<Arc<Link>>,
}

impl PartialEq for Dictionary {
    fn eq(&self, other: &Self) -> bool {
        (&self.name, &self.language) == (&other.name, &other.language)
            && are_equal(&self.entries, &other.entries)
            && are_equal(&self.links, &other.links)
    }
}

/// Whether two lists are equal; elements that both share are not read.
fn are_equal<T: PartialEq>(left: &[Arc<T>], right: &[Arc<T>]) -> bool {
    left.len() == right.len() && left.iter().zip(right).all(|(a, b)| Arc::ptr_eq(a, b) || a == b)
}

impl Dictionary {
    /// The index of the entry with a headword: as written, else folded.
    pub fn entry_index(&self, word: &str) -> Option<usize> {
        self.entries.iter().position(|entry| entry.word == word).or_else(|| {
            let wanted = key(word);
            self.entries.iter().position(|entry| key(&entry.word) == wanted)
        })
    }

    /// Its language: the one it names, else told from the script of its words.
    pub fn language_code(&self) -> &str {
        self.language.as_deref().unwrap_or_else(|| self.guessed_language())
    }

    /// The language told from the script of its words. Patterns and members of links do not count, unless there is
    /// nothing else.
    pub fn guessed_language(&self) -> &'static str {
        let mut words = self.entries.iter().filter(|entry| entry.matching != Matching::Pattern).peekable();
        if words.peek().is_some() {
            return crate::language::of_words(words.map(|entry| entry.word.as_str()));
        }
        crate::language::of_words(self.links.iter().flat_map(|link| &link.of).map(String::as_str))
    }
}

impl Link {
    /// What it is called: its members joined by ` + `.
    pub fn title(&self) -> String {
        self.of.join(" + ")
    }
}

/// One node: words, symbols, emotion, parent.
#[derive(Clone, PartialEq, Debug)]
pub struct Entry {
    /// The headword, phrase or pattern; its identity.
    pub word: String,
    /// Synonyms and other written forms.
    pub also: Vec<String>,
    /// Symbols of all palettes.
    pub symbols: Vec<Symbol>,
    /// Word in braces.
    pub emotion: Option<String>,
    /// Headword of the parent.
    pub parent: Option<String>,
    /// How the words match.
    pub matching: Matching,
    /// Forms that must not match.
    pub except: Vec<String>,
    /// Whether it matches names too.
    pub names: bool,
    /// Whether it takes part.
    pub enabled: bool,
    /// Meaning, for glossaries.
    pub description: Option<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// The curator's note.
    pub note: Option<String>,
    /// Text and what must become of it.
    pub examples: Vec<(String, String)>,
    /// Warnings accepted here.
    pub allow: Vec<Accept>,
}

impl Default for Entry {
    fn default() -> Self {
        Self {
            word: String::new(),
            also: Vec::new(),
            symbols: Vec::new(),
            emotion: None,
            parent: None,
            matching: Matching::Inflected,
            except: Vec::new(),
            names: false,
            enabled: true,
            description: None,
            tags: Vec::new(),
            note: None,
            examples: Vec::new(),
            allow: Vec::new(),
        }
    }
}

/// What is written instead of a word.
#[derive(Clone, PartialEq, Debug)]
pub struct Symbol {
    /// The text written.
    pub text: String,
    /// Share among the symbols of its palette, above 0.
    pub weight: f64,
    /// Palette; `None` is `emoji`.
    pub palette: Option<String>,
}

impl Symbol {
    /// The palette of symbols that name none.
    pub const DEFAULT_PALETTE: &str = "emoji";

    /// A symbol of weight 1 in the default palette.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), weight: 1.0, palette: None }
    }

    /// Its palette's name.
    pub fn palette(&self) -> &str {
        self.palette.as_deref().unwrap_or(Self::DEFAULT_PALETTE)
    }
}

/// How an entry's words match.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Matching {
    /// All forms of the words.
    #[default]
    Inflected,
    /// The written forms only.
    Exact,
    /// The word is a regular expression.
    Pattern,
}

/// Entries that together give one symbol.
#[derive(Clone, PartialEq, Debug)]
pub struct Link {
    /// Two or more members: headwords or words.
    pub of: Vec<String>,
    /// Symbols of all palettes.
    pub symbols: Vec<Symbol>,
    /// How far apart members may be.
    pub reach: Reach,
    /// What becomes of the members after the first.
    pub rest: Rest,
    /// Word in braces.
    pub emotion: Option<String>,
    /// Whether it takes part.
    pub enabled: bool,
    /// Meaning, for glossaries.
    pub description: Option<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// The curator's note.
    pub note: Option<String>,
    /// Warnings accepted here.
    pub allow: Vec<Accept>,
}

impl Default for Link {
    fn default() -> Self {
        Self {
            of: Vec::new(),
            symbols: Vec::new(),
            reach: Reach::Sentence,
            rest: Rest::Auto,
            emotion: None,
            enabled: true,
            description: None,
            tags: Vec::new(),
            note: None,
            allow: Vec::new(),
        }
    }
}

/// How far apart a link's members may be.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Reach {
    /// Between them only spaces, a comma, or a comma and/or a joining word.
    Adjacent,
    /// At most so many words between neighbours.
    Words(u32),
    /// In one sentence.
    #[default]
    Sentence,
}

/// What becomes of a link's members after the first.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Rest {
    /// Fold where all members are adjacent, else Keep.
    #[default]
    Auto,
    /// Removed, with the space before.
    Fold,
    /// Left as text.
    Keep,
    /// Their own symbols.
    Own,
}

/// A warning that an entry or link accepts (`allow` in the file).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Accept {
    /// Another entry has the same symbol.
    SameSymbol,
    /// Another entry claims a form, or another word is likely to be meant.
    SharedForm,
    /// Forms of a word that the language data do not have are guessed.
    GuessedForms,
}
