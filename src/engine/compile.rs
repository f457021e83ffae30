//! Dictionaries → lexicon.

use crate::dictionary::{Dictionary, Entry, Link, Matching};
use crate::engine::forms::{Claim, FastMap, FormTable, Member};
use crate::engine::lexicon::{DictionaryInfo, EntryInfo, LinkInfo, PatternInfo, Power};
use crate::engine::pattern::Pattern;
use crate::engine::phrase::Phrase;
use crate::engine::{Conflict, Forms, Layer, Lexicon, Target};
use crate::language;
use crate::text::folding;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};

pub(crate) fn compile(layers: &[Layer<'_>], forms: Forms) -> (Lexicon, Vec<Conflict>) {
    static REVISION: AtomicU64 = AtomicU64::new(1);
    let entry_count = layers.iter().map(|layer| layer.dictionary.entries.len()).sum();
    let mut compiler = Compiler {
        forms,
        lexicon: Lexicon {
            revision: REVISION.fetch_add(1, Ordering::Relaxed),
            table: FormTable::with_capacity(entry_count),
            forms,
            ..Lexicon::default()
        },
        headwords: Vec::with_capacity(layers.len()),
        members: HashMap::new(),
    };
    for layer in layers {
        compiler.add_dictionary(layer);
    }
    cut_cycles(&mut compiler.lexicon.entries);
    for (index, layer) in layers.iter().enumerate().filter(|(_, layer)| layer.enabled) {
        compiler.add_forms(index, layer.dictionary);
    }
    for (index, layer) in layers.iter().enumerate() {
        compiler.add_links(index, layer);
    }
    compiler.anchor_links();
    let conflicts = conflicts(&compiler.lexicon);
    (compiler.lexicon, conflicts)
}

struct Compiler {
    forms: Forms,
    lexicon: Lexicon,
    /// For each layer, its headwords by key (index among all entries).
    headwords: Vec<FastMap<String, u32>>,
    /// Link members by what they are, and their numbers.
    members: HashMap<MemberOf, u32>,
}

/// What a link member stands for: the headword of an entry, or a word by its key and language.
#[derive(Clone, PartialEq, Eq, Hash)]
enum MemberOf {
    Entry(u32),
    Word(String, String),
}

impl Compiler {
    /// Takes in names, symbols and parents.
    fn add_dictionary(&mut self, layer: &Layer<'_>) {
        let Layer { dictionary, enabled } = *layer;
        let number = self.lexicon.dictionaries.len() as u32;
        let first = self.lexicon.entries.len() as u32;
        let words = || dictionary.entries.iter().map(|entry| entry.word.as_str());
        let language = dictionary.language.clone();
        self.lexicon.dictionaries.push(DictionaryInfo {
            name: dictionary.name.clone(),
            language: language.unwrap_or_else(|| language::of_words(words()).to_owned()),
            first_entry: first,
            first_link: self.lexicon.links.len() as u32,
        });
        let mut headwords = FastMap::default();
        headwords.reserve(dictionary.entries.len());
        for (index, word) in words().enumerate() {
            headwords.entry(folding::key(word)).or_insert(first + index as u32);
        }
        for (index, entry) in dictionary.entries.iter().enumerate() {
            let power = match (enabled, entry.enabled) {
                (false, _) => Power::DictionaryOff,
                (true, false) => Power::Off,
                (true, true) => Power::On,
            };
            let parent = entry.parent.as_ref().and_then(|parent| headwords.get(&folding::key(parent)).copied());
            self.lexicon.entries.push(EntryInfo {
                target: Target::Entry { dictionary: number, index: index as u32 },
                headword: entry.word.clone(),
                also: entry.also.clone(),
                symbols: entry.symbols.clone(),
                emotion: entry.emotion.clone().unwrap_or_default(),
                parent,
                power,
                matching: entry.matching,
                names: entry.names,
                except: entry.except.iter().map(|form| form_key(form)).collect(),
            });
        }
        self.headwords.push(headwords);
        for (index, link) in dictionary.links.iter().enumerate() {
            self.lexicon.links.push(LinkInfo {
                target: Target::Link { dictionary: number, index: index as u32 },
                headword: link.of.join(" + "),
                symbols: link.symbols.clone(),
                emotion: link.emotion.clone().unwrap_or_default(),
                reach: link.reach,
                rest: link.rest,
                members: Vec::new(),
                entries: Vec::new(),
            });
        }
    }

    /// Enters the forms and patterns of an enabled dictionary.
    fn add_forms(&mut self, layer: usize, dictionary: &Dictionary) {
        let first = self.lexicon.dictionaries[layer].first_entry;
        for (index, entry) in dictionary.entries.iter().enumerate() {
            let number = first + index as u32;
            if !self.lexicon.entries[number as usize].has_symbol() {
                continue;
            }
            for except in &self.lexicon.entries[number as usize].except {
                self.lexicon.excepted.entry(except.as_str().into()).or_insert(number);
            }
            if entry.matching == Matching::Pattern {
                let sources = std::iter::once(&entry.word).chain(&entry.also);
                let patterns = sources.filter_map(|source| Pattern::cached(source));
                self.lexicon.patterns.extend(patterns.map(|pattern| PatternInfo { entry: number, pattern }));
                continue;
            }
            let language = &self.lexicon.dictionaries[layer].language;
            let expanded = expand(entry, &self.lexicon.entries[number as usize].except, language, self.forms);
            for Expanded { phrase, lemma, minds_names, exact_only } in expanded {
                let claims = &mut self.lexicon.table.form_mut(&phrase).claims;
                if claims.last().is_none_or(|claim| claim.entry != number) {
                    claims.push(Claim { entry: number, lemma, minds_names, exact_only });
                }
            }
        }
    }

    fn add_links(&mut self, layer: usize, Layer { dictionary, enabled }: &Layer<'_>) {
        let first = self.lexicon.dictionaries[layer].first_link;
        for (index, link) in dictionary.links.iter().enumerate() {
            if *enabled && link.enabled && link.of.len() > 1 && !link.symbols.is_empty() {
                self.add_link(layer, first as usize + index, link);
            }
        }
    }

    fn add_link(&mut self, layer: usize, number: usize, link: &Link) {
        let mut members = Vec::with_capacity(link.of.len());
        let mut entries = Vec::with_capacity(link.of.len());
        for word in &link.of {
            let entry = self.entry_of(layer, word);
            entries.push(entry);
            members.push(self.member(layer, word, entry));
        }
        let info = &mut self.lexicon.links[number];
        info.members = members;
        info.entries = entries;
    }

    /// The enabled entry with a headword: of the link's own dictionary, else of the first that has it.
    fn entry_of(&self, layer: usize, word: &str) -> Option<u32> {
        let key = folding::key(word);
        let others = (0..self.headwords.len()).filter(|other| *other != layer);
        std::iter::once(layer).chain(others).find_map(|layer| {
            let entry = *self.headwords[layer].get(&key)?;
            (self.lexicon.entries[entry as usize].power == Power::On).then_some(entry)
        })
    }

    fn member(&mut self, layer: usize, word: &str, entry: Option<u32>) -> u32 {
        let language = self.lexicon.dictionaries[layer].language.clone();
        let of = entry.map_or_else(|| MemberOf::Word(folding::key(word), language), MemberOf::Entry);
        if let Some(id) = self.members.get(&of) {
            return *id;
        }
        let id = self.members.len() as u32;
        for Expanded { phrase, minds_names, exact_only, .. } in self.member_forms(&of, word) {
            let members = &mut self.lexicon.table.form_mut(&phrase).members;
            if members.last().is_none_or(|member| member.id != id) {
                members.push(Member { id, minds_names, exact_only });
            }
        }
        self.members.insert(of, id);
        id
    }

    fn member_forms(&self, of: &MemberOf, word: &str) -> Vec<Expanded> {
        match of {
            MemberOf::Word(_, language) => {
                let entry = Entry { word: word.to_owned(), ..Entry::default() };
                expand(&entry, &[], language, self.forms)
            }
            MemberOf::Entry(number) => {
                let info = &self.lexicon.entries[*number as usize];
                let language = &self.lexicon.dictionaries[info.target.dictionary() as usize].language;
                expand(&info.as_entry(), &info.except, language, self.forms)
            }
        }
    }

    /// Hangs each link on its member with the fewest links, so that a common member does not wake all its links.
    fn anchor_links(&mut self) {
        let mut counts = vec![0_usize; self.members.len()];
        for member in self.lexicon.links.iter().flat_map(|link| &link.members) {
            counts[*member as usize] += 1;
        }
        self.lexicon.anchored = vec![Vec::new(); self.members.len()];
        for (number, link) in self.lexicon.links.iter().enumerate() {
            if let Some(anchor) = link.members.iter().min_by_key(|member| counts[**member as usize]) {
                self.lexicon.anchored[*anchor as usize].push(number as u32);
            }
        }
    }
}

/// Cuts the hierarchy where it runs in a circle: an error that `check` names, but no reason to hang here.
fn cut_cycles(entries: &mut [EntryInfo]) {
    let mut walk_of = vec![0_u32; entries.len()];
    for start in 0..entries.len() {
        let walk = start as u32 + 1;
        let mut at = start;
        while walk_of[at] == 0 {
            walk_of[at] = walk;
            let Some(parent) = entries[at].parent else { break };
            if walk_of[parent as usize] == walk {
                entries[at].parent = None;
                break;
            }
            at = parent as usize;
        }
    }
}

impl Lexicon {
    /// Forms of what is switched off and of entries without a symbol, made when `explain` first asks.
    pub(crate) fn idle_table(&self) -> &FormTable {
        self.idle.get_or_init(|| {
            let mut table = FormTable::default();
            for (number, info) in self.entries.iter().enumerate() {
                if info.has_symbol() || info.matching == Matching::Pattern {
                    continue;
                }
                let language = &self.dictionaries[info.target.dictionary() as usize].language;
                for form in expand(&info.as_entry(), &info.except, language, self.forms) {
                    let claim =
                        Claim { entry: number as u32, lemma: form.lemma, minds_names: false, exact_only: false };
                    table.form_mut(&form.phrase).claims.push(claim);
                }
            }
            table
        })
    }
}

/// One form of an entry.
pub(crate) struct Expanded {
    pub phrase: Phrase,
    pub lemma: u32,
    pub minds_names: bool,
    pub exact_only: bool,
}

/// All forms of an entry that is no pattern, without the excepted ones.
pub(crate) fn expand(entry: &Entry, except: &[String], language: &str, forms: Forms) -> Vec<Expanded> {
    let is_inflected = entry.matching == Matching::Inflected && forms == Forms::Inflected;
    let is_capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let minds_names = is_inflected && !entry.names && !is_capital(&entry.word);
    let mut expanded = Vec::new();
    for (lemma, word) in std::iter::once(&entry.word).chain(&entry.also).enumerate() {
        let mut written = Vec::new();
        if is_inflected {
            language::for_each_form(word, language, |form, standing| {
                if standing != language::Standing::FunctionWord {
                    written.push(form.to_owned());
                }
            });
        } else {
            written.push(word.clone());
        }
        for phrase in written.iter().filter_map(|form| Phrase::parse(form)) {
            let (is_excepted, exact_only) = excepted(&phrase, except);
            if !is_excepted {
                let minds_names = minds_names && phrase.words.len() == 1 && !is_capital(word);
                expanded.push(Expanded { phrase, lemma: lemma as u32, minds_names, exact_only });
            }
        }
    }
    expanded
}

/// Whether a form is excepted, and whether its spelling with е is.
fn excepted(phrase: &Phrase, except: &[String]) -> (bool, bool) {
    if except.is_empty() {
        return (false, false);
    }
    let key = phrase.key();
    let plain = folding::without_yo(&key);
    let has = |key: &str| except.iter().any(|other| other == key);
    (has(&key), plain != key && has(&plain))
}

/// The key of a form as it stands in `except`.
pub(crate) fn form_key(form: &str) -> String {
    Phrase::parse(form).map_or_else(|| folding::key(form), |phrase| phrase.key())
}

/// Forms that several entries claim, with the winner.
fn conflicts(lexicon: &Lexicon) -> Vec<Conflict> {
    let target = |claim: &Claim| lexicon.entries[claim.entry as usize].target;
    let mut conflicts = Vec::new();
    for form in lexicon.table.all() {
        let Some((winner, losers)) = form.claims.split_first() else { continue };
        conflicts.extend(losers.iter().map(|loser| Conflict {
            form: form.phrase.key(),
            winner: target(winner),
            loser: target(loser),
        }));
    }
    conflicts
}
