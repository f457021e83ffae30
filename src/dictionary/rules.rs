//! Errors of the model: what makes a dictionary unusable as it is, whatever file it came from.

use crate::dictionary::locate::Locator;
use crate::dictionary::{Dictionary, Document, Entry, Level, Link, Matching, Problem, ProblemKind, Subject, Symbol};
use crate::symbol::hygiene::forbidden_char;
use crate::text::folding::key;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// The kinds this file tells: those that an edit can cure or cause.
pub const KINDS: &[ProblemKind] = &[
    ProblemKind::DuplicateHeadword,
    ProblemKind::EmptySymbol,
    ProblemKind::ForbiddenCharacter,
    ProblemKind::UnknownParent,
    ProblemKind::Cycle,
    ProblemKind::BadPattern,
    ProblemKind::EmptyWord,
    ProblemKind::BadWeight,
    ProblemKind::TooFewMembers,
];

/// All errors of the model, in order of the entries, then of the links.
pub fn errors(document: &Document, locator: &Locator<'_>) -> Vec<Problem> {
    let mut rules = Rules { locator, problems: Vec::new() };
    let dictionary = &document.dictionary;
    for (at, entry) in dictionary.entries.iter().enumerate() {
        rules.entry(Subject::Entry(at), entry);
    }
    for (at, link) in dictionary.links.iter().enumerate() {
        rules.link(Subject::Link(at), link);
    }
    rules.headwords(dictionary);
    rules.parents(dictionary, document.broken_words());
    rules.problems
}

/// What identifies an entry: its folded headword. Folding would change the meaning of a pattern.
pub fn identity(entry: &Entry) -> String {
    match entry.matching {
        Matching::Pattern => entry.word.clone(),
        _ => key(&entry.word),
    }
}

/// What is wrong with a pattern, in one clause.
pub fn pattern_fault(pattern: &str) -> Option<String> {
    let clause = match regex::Regex::new(pattern) {
        Ok(_) => return None,
        Err(regex::Error::CompiledTooBig(_)) => "it grows too large; use smaller repetitions".to_owned(),
        Err(error) => {
            let text = error.to_string();
            let last = text.lines().rev().find_map(|line| line.strip_prefix("error: "));
            last.unwrap_or("it is no regular expression").to_owned()
        }
    };
    Some(clause)
}

struct Rules<'a> {
    locator: &'a Locator<'a>,
    problems: Vec<Problem>,
}

impl Rules<'_> {
    fn add(&mut self, kind: ProblemKind, subject: Subject, field: &str, element: Option<usize>, message: String) {
        let (line, column) = self.locator.place(subject, field, element);
        self.problems.push(Problem {
            level: Level::Error,
            kind,
            line,
            column,
            message,
            subject: Some(subject),
            forms: Vec::new(),
        });
    }

    fn entry(&mut self, subject: Subject, entry: &Entry) {
        let title = || shown(&entry.word);
        if entry.word.trim().is_empty() {
            self.add(ProblemKind::EmptyWord, subject, "word", None, "the headword is empty; write a word".into());
        }
        self.empty_words(subject, "also", &entry.also, &title);
        self.empty_words(subject, "except", &entry.except, &title);
        self.characters(subject, "word", None, &entry.word);
        for (field, list) in [("also", &entry.also), ("except", &entry.except), ("tags", &entry.tags)] {
            for (at, text) in list.iter().enumerate() {
                self.characters(subject, field, Some(at), text);
            }
        }
        self.characters(subject, "parent", None, entry.parent.as_deref().unwrap_or_default());
        self.emotion(subject, entry.emotion.as_deref());
        self.symbols(subject, &entry.symbols, &title);
        if entry.matching == Matching::Pattern {
            self.pattern(subject, "word", None, &entry.word);
            for (at, pattern) in entry.also.iter().enumerate() {
                self.pattern(subject, "also", Some(at), pattern);
            }
        }
    }

    fn link(&mut self, subject: Subject, link: &Link) {
        let title = || shown(&link.title());
        if link.of.len() < 2 {
            let title = title();
            let message = format!("the link {title} needs two members or more; add one or remove the link");
            self.add(ProblemKind::TooFewMembers, subject, "of", None, message);
        }
        self.empty_words(subject, "of", &link.of, &title);
        for (field, list) in [("of", &link.of), ("tags", &link.tags)] {
            for (at, text) in list.iter().enumerate() {
                self.characters(subject, field, Some(at), text);
            }
        }
        self.emotion(subject, link.emotion.as_deref());
        self.symbols(subject, &link.symbols, &title);
    }

    fn empty_words(&mut self, subject: Subject, field: &str, words: &[String], title: &dyn Fn() -> String) {
        for (at, _) in words.iter().enumerate().filter(|(_, word)| word.trim().is_empty()) {
            let title = title();
            let message = format!("{title} has an empty word in `{field}`; write it or remove it");
            self.add(ProblemKind::EmptyWord, subject, field, Some(at), message);
        }
    }

    fn symbols(&mut self, subject: Subject, symbols: &[Symbol], title: &dyn Fn() -> String) {
        for (at, symbol) in symbols.iter().enumerate() {
            if symbol.text.trim().is_empty() {
                let message = format!("{} has an empty symbol; write one or remove it", title());
                self.add(ProblemKind::EmptySymbol, subject, "symbols", Some(at), message);
            }
            if !(symbol.weight > 0.0 && symbol.weight.is_finite()) {
                let (weight, title) = (symbol.weight, title());
                let message = format!("the weight {weight} of a symbol of {title} must be a number above 0");
                self.add(ProblemKind::BadWeight, subject, "symbols", Some(at), message);
            }
            self.characters(subject, "symbols", Some(at), &symbol.text);
            self.characters(subject, "symbols", Some(at), symbol.palette.as_deref().unwrap_or_default());
        }
    }

    fn emotion(&mut self, subject: Subject, emotion: Option<&str>) {
        self.characters(subject, "emotion", None, emotion.unwrap_or_default());
    }

    fn characters(&mut self, subject: Subject, field: &str, element: Option<usize>, text: &str) {
        if let Some(found) = forbidden_char(text) {
            let code = u32::from(found);
            let message = format!("the invisible control character U+{code:04X} stands in {}; remove it", shown(text));
            self.add(ProblemKind::ForbiddenCharacter, subject, field, element, message);
        }
    }

    fn pattern(&mut self, subject: Subject, field: &str, element: Option<usize>, pattern: &str) {
        if let Some(fault) = pattern_fault(pattern) {
            let message = format!("the pattern {} cannot be used: {fault}", shown(pattern));
            self.add(ProblemKind::BadPattern, subject, field, element, message);
        }
    }

    fn headwords(&mut self, dictionary: &Dictionary) {
        for (at, earlier) in doubles(&dictionary.entries) {
            let entry = &dictionary.entries[at];
            if entry.word.trim().is_empty() {
                continue;
            }
            let other = self.locator.mention(Subject::Entry(earlier), &dictionary.entries[earlier].word);
            let message = format!("{} doubles {other}; merge or rename one", shown(&entry.word));
            self.add(ProblemKind::DuplicateHeadword, Subject::Entry(at), "word", None, message);
        }
    }

    fn parents(&mut self, dictionary: &Dictionary, broken: impl Iterator<Item = String>) {
        let broken: HashSet<String> = broken.map(|word| key(&word)).collect();
        let parents = parent_indexes(dictionary);
        for (at, entry) in dictionary.entries.iter().enumerate() {
            let Some(parent) = &entry.parent else { continue };
            if parents[at].is_none() && !broken.contains(&key(parent)) {
                let title = shown(&entry.word);
                let message =
                    format!("the parent {} of {title} has no entry; add one or remove the parent", shown(parent));
                self.add(ProblemKind::UnknownParent, Subject::Entry(at), "parent", None, message);
            }
        }
        for cycle in cycles(&parents) {
            let mut path: Vec<&str> = cycle.iter().map(|at| dictionary.entries[*at].word.as_str()).collect();
            path.truncate(6);
            path.push(if path.len() < cycle.len() { "…" } else { path[0] });
            let message =
                format!("{} is its own ancestor ({}); remove one of these parents", shown(path[0]), path.join(" → "));
            self.add(ProblemKind::Cycle, Subject::Entry(cycle[0]), "parent", None, message);
        }
    }
}

/// Entries that are the same as an earlier one, in order, each with the first.
fn doubles(entries: &[Arc<Entry>]) -> Vec<(usize, usize)> {
    // Hashes first: a map of a million headwords would cost more than the dictionary's text.
    let hash = |entry: &Entry| xxhash_rust::xxh3::xxh3_64(identity(entry).as_bytes());
    let mut hashes: Vec<(u64, usize)> = entries.iter().enumerate().map(|(at, entry)| (hash(entry), at)).collect();
    hashes.sort_unstable();
    let mut doubles = Vec::new();
    for alike in hashes.chunk_by(|a, b| a.0 == b.0).filter(|alike| alike.len() > 1) {
        let mut first: HashMap<String, usize> = HashMap::new();
        for (_, at) in alike {
            let earlier = *first.entry(identity(&entries[*at])).or_insert(*at);
            if earlier != *at {
                doubles.push((*at, earlier));
            }
        }
    }
    doubles.sort_unstable();
    doubles
}

/// The index of each entry's parent, where it names one that exists.
pub fn parent_indexes(dictionary: &Dictionary) -> Vec<Option<usize>> {
    if dictionary.entries.iter().all(|entry| entry.parent.is_none()) {
        return vec![None; dictionary.entries.len()];
    }
    let mut by_key: HashMap<String, usize> = HashMap::with_capacity(dictionary.entries.len());
    for (at, entry) in dictionary.entries.iter().enumerate() {
        by_key.entry(key(&entry.word)).or_insert(at);
    }
    let find = |entry: &Arc<Entry>| by_key.get(&key(entry.parent.as_deref()?)).copied();
    dictionary.entries.iter().map(find).collect()
}

/// The cycles of a hierarchy, each once, from its first entry. Each entry is walked over once.
fn cycles(parents: &[Option<usize>]) -> Vec<Vec<usize>> {
    let mut walk_of = vec![usize::MAX; parents.len()];
    let mut found = Vec::new();
    for start in 0..parents.len() {
        let mut at = start;
        while walk_of[at] == usize::MAX {
            walk_of[at] = start;
            let Some(parent) = parents[at] else { break };
            at = parent;
            if walk_of[at] == start {
                let mut cycle = vec![at];
                let mut next = parents[at];
                while let Some(member) = next.filter(|member| *member != at) {
                    cycle.push(member);
                    next = parents[member];
                }
                let first = cycle.iter().enumerate().min_by_key(|(_, member)| **member).map_or(0, |(at, _)| at);
                cycle.rotate_left(first);
                found.push(cycle);
            }
        }
    }
    found
}

/// A word as it stands in sentences: in quotation marks, harmless, not too long.
pub fn shown(word: &str) -> String {
    let mut short: String = word.chars().take(60).collect();
    if short.len() < word.len() {
        short.push('…');
    }
    format!("«{}»", crate::text::display::printable(&short))
}
