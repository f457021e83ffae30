//! The compiled, immutable, shareable form of all enabled dictionaries.

use crate::dictionary::{Dictionary, Entry, Link, Matching, Symbol};
use crate::engine::expand::each_form;
use crate::engine::forms::{FastMap, FormTable};
use crate::engine::pattern::Pattern;
use crate::engine::shard::Mark;
use crate::engine::{Forms, compile};
use crate::language::Standing;
use std::sync::Arc;

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
    /// For each slot, the index among all entries. An entry keeps its slot when others come and go, so that what the
    /// tables say of it stays true.
    pub(crate) ranks: Vec<u32>,
    /// All links of all layers: the order of links.
    pub(crate) links: Vec<LinkInfo>,
    /// Forms that match.
    pub(crate) table: FormTable,
    /// Forms of what is switched off and of entries without a symbol; only `explain` asks.
    pub(crate) idle: FormTable,
    /// Forms that entries except or leave to function words; only `explain` asks.
    pub(crate) barred: FormTable,
    pub(crate) patterns: Vec<PatternInfo>,
    /// For each member of links, the links that are looked for when it occurs; empty when no link takes part.
    pub(crate) anchored: Vec<Vec<u32>>,
    /// The members of links that take part, and their numbers.
    pub(crate) members: FastMap<MemberOf, u32>,
    /// Members that are patterns: the numbers of member and pattern.
    pub(crate) pattern_members: Vec<(u32, u32)>,
    pub(crate) forms: Forms,
}

/// No entry: the rank of a slot that is free.
pub(crate) const NONE: u32 = u32::MAX;

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

/// What becomes of an entry's words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Role {
    /// Their forms match.
    Words,
    /// They are regular expressions, and match.
    Pattern,
    /// They only explain why nothing matches: switched off, or without a symbol.
    Idle,
    /// A pattern that is switched off or has no symbol.
    Silent,
}

#[derive(Clone, Debug)]
pub(crate) struct EntryInfo {
    pub target: Target,
    pub entry: Arc<Entry>,
    /// The hash of the headword's key.
    pub head: u64,
    /// The hash of the parent's key; 0 without a parent.
    pub parent_head: u64,
    /// Index among all entries.
    pub parent: Option<u32>,
    /// What the tables call it.
    pub slot: u32,
    pub power: Power,
    pub role: Role,
}

#[derive(Debug)]
pub(crate) struct LinkInfo {
    pub target: Target,
    pub link: Arc<Link>,
    /// The members joined by ` + `.
    pub headword: String,
    /// Member numbers, in the link's order; empty when the link takes no part.
    pub members: Vec<u32>,
    /// The entries of the members.
    pub entries: Vec<Option<u32>>,
}

/// What a link member stands for.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(crate) enum MemberOf {
    /// The forms of an entry, by its slot.
    Entry(u32),
    /// A word as written, and its language.
    Word(String, String),
}

/// An entry that claims a form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Claim {
    /// Index among the lexicon's entries: the order of precedence.
    pub entry: u32,
    /// 0 the headword, from 1 `also`.
    pub lemma: u32,
    /// A capital letter in mid-sentence is looked at (DESIGN 2.7).
    pub minds_names: bool,
    /// Text with е does not match ё here: the е-spelling stands in `except`.
    pub exact_only: bool,
    /// The form is left to a function word.
    pub is_function_word: bool,
}

#[derive(Debug)]
pub(crate) struct PatternInfo {
    pub entry: u32,
    pub pattern: Arc<Pattern>,
    /// Keys of what it must not match.
    pub except: Vec<String>,
}

impl Lexicon {
    /// Compiles the layers, in order. Entries that cannot be compiled (bad patterns) are left out; `check` names them.
    pub fn compile(layers: &[Layer<'_>], forms: Forms) -> (Lexicon, Vec<Conflict>) {
        let lexicon = Self::default().recompile(layers, forms, &|| false).unwrap_or_default();
        let conflicts = lexicon.conflicts();
        (lexicon, conflicts)
    }

    /// What [`Lexicon::compile`] gives for these layers, made from this lexicon: entries that both share (by address)
    /// are not expanded again. `None` when cancelled, which is asked for every few thousand entries.
    pub fn recompile(&self, layers: &[Layer<'_>], forms: Forms, is_cancelled: &dyn Fn() -> bool) -> Option<Lexicon> {
        compile::recompile(self, layers, forms, is_cancelled)
    }

    /// How many words [`Lexicon::recompile`] would have to expand or take out: what its time hangs on.
    pub fn words_to_expand(&self, layers: &[Layer<'_>], forms: Forms) -> usize {
        compile::words_to_expand(self, layers, forms)
    }

    /// Forms that several entries claim, with the winner; by winner, loser, form.
    pub fn conflicts(&self) -> Vec<Conflict> {
        let target = |entry: u32| self.entries[entry as usize].target;
        let mut conflicts = Vec::new();
        for (form, marks) in self.table.all().filter(|(_, marks)| marks.len() > 1) {
            let mut claims: Vec<u32> = self.claims(marks).map(|claim| claim.entry).collect();
            claims.sort_unstable();
            let Some((winner, losers)) = claims.split_first() else { continue };
            conflicts.extend(losers.iter().map(|loser| Conflict {
                form: form.to_owned(),
                winner: target(*winner),
                loser: target(*loser),
            }));
        }
        conflicts.sort_unstable_by(|a, b| (a.winner, a.loser, &a.form).cmp(&(b.winner, b.loser, &b.form)));
        conflicts
    }

    /// The forms of an entry that were guessed because the language data do not have its word: keys, as they match.
    pub fn guessed_forms(&self, target: Target) -> Vec<String> {
        let mut guessed = Vec::new();
        if let Some(info) = self.entry(target).filter(|info| info.entry.matching != Matching::Pattern) {
            let language = &self.dictionaries[target.dictionary() as usize].language;
            each_form(&info.entry, language, self.forms, &mut |key, shape| {
                if shape.standing == Standing::Guessed {
                    guessed.push(key.to_owned());
                }
            });
        }
        guessed
    }

    /// The entries among the marks of a form.
    pub(crate) fn claims<'a>(&'a self, marks: &'a [Mark]) -> impl Iterator<Item = Claim> + 'a {
        marks.iter().filter(|mark| !mark.is_member()).map(|mark| Claim {
            entry: self.ranks[mark.of as usize],
            lemma: mark.lemma(),
            minds_names: mark.minds_names(),
            exact_only: mark.exact_only(),
            is_function_word: mark.is_function_word(),
        })
    }

    /// A number that differs between lexicons compiled in one process.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The headword (or members joined by ` + `) of a target; empty for a target of another lexicon.
    pub fn headword(&self, target: Target) -> &str {
        match target {
            Target::Entry { .. } => self.entry(target).map_or("", |info| &info.entry.word),
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
            Target::Entry { .. } => &self.entry(target)?.entry.emotion,
            Target::Link { .. } => &self.link(target)?.link.emotion,
        };
        emotion.as_deref().filter(|emotion| !emotion.is_empty())
    }

    /// The headword of an entry's parent.
    pub fn parent(&self, target: Target) -> Option<&str> {
        let parent = self.entry(target)?.parent?;
        Some(&self.entries[parent as usize].entry.word)
    }

    /// Whether a target is an entry that matches by a regular expression.
    pub fn is_pattern(&self, target: Target) -> bool {
        self.entry(target).is_some_and(|info| info.entry.matching == Matching::Pattern)
    }

    /// All symbols that entries and links which take part may write, in order, with repetitions.
    pub fn symbols(&self) -> impl Iterator<Item = &Symbol> {
        let entries = self.entries.iter().filter(|entry| entry.power == Power::On).flat_map(|info| &info.entry.symbols);
        entries.chain(self.links.iter().filter(|link| !link.members.is_empty()).flat_map(|info| &info.link.symbols))
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
        self.table.form_count()
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
        let entry = &self.entry;
        if lemma == 0 { &entry.word } else { entry.also.get(lemma as usize - 1).map_or("", String::as_str) }
    }

    /// Whether sites of it are looked for, and its symbol can be climbed to.
    pub fn has_symbol(&self) -> bool {
        matches!(self.role, Role::Words | Role::Pattern)
    }
}
