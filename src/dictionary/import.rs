//! Taking entries and links of one dictionary into another: first a dry run that shows every row, then one edit.

use crate::dictionary::rules::{identity, pattern_fault, shown};
use crate::dictionary::{Dictionary, Edit, Entry, Link, Matching, Reach, Rest, Subject, Symbol};
use crate::symbol::hygiene::forbidden_char;
use crate::text::folding::key;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// What is done with a row whose headword is there already.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Policy {
    /// What is there stays.
    #[default]
    Skip,
    /// What the row says takes its place; what the row leaves open stays.
    Overwrite,
    /// What is there stays, and the row's words, symbols and tags are added to it.
    KeepBoth,
}

/// What becomes of a row.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Outcome {
    /// It is new.
    Added,
    /// It changes what is there.
    Changed,
    /// It changes nothing.
    Skipped,
    /// It cannot be taken.
    Rejected,
}

/// One row of a dry run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// The incoming entry or link.
    pub of: Subject,
    /// Its headword, or members joined by ` + `.
    pub title: String,
    /// What becomes of it.
    pub outcome: Outcome,
    /// Why, as a clause; empty for what is added without a word.
    pub reason: String,
}

/// What an import would do.
#[derive(Clone, PartialEq, Debug)]
pub struct DryRun {
    /// Every entry, then every link of what comes in.
    pub rows: Vec<Row>,
    /// The edit that does it, as one step.
    pub edit: Edit,
}

impl DryRun {
    /// How many rows have an outcome.
    pub fn count(&self, outcome: Outcome) -> usize {
        self.rows.iter().filter(|row| row.outcome == outcome).count()
    }
}

/// Tries an import; nothing is changed.
pub fn dry_run(existing: &Dictionary, incoming: &Dictionary, policy: Policy) -> DryRun {
    let there: HashMap<String, usize> =
        existing.entries.iter().enumerate().rev().map(|(at, entry)| (identity(entry), at)).collect();
    let mut faults = own_faults(incoming);
    loop {
        reject_orphans(existing, incoming, &mut faults);
        let mut trial = Trial {
            result: existing.clone(),
            entries: there.clone(),
            links: existing.links.iter().enumerate().rev().map(|(at, link)| (members(link), at)).collect(),
            policy,
            edits: Vec::new(),
        };
        let mut rows = Vec::new();
        let mut has_new_faults = false;
        for (at, entry) in incoming.entries.iter().enumerate() {
            let outcome = match &faults[at] {
                Some(fault) => Err(fault.clone()),
                None => trial.entry(entry),
            };
            // What is not there and does not come must be nobody's parent: then all is tried again.
            if let (None, Err(fault)) = (&faults[at], &outcome)
                && !there.contains_key(&identity(entry))
            {
                faults[at] = Some(fault.clone());
                has_new_faults = true;
            }
            rows.push(row(Subject::Entry(at), entry.word.clone(), outcome));
        }
        if has_new_faults {
            continue;
        }
        let mut seen = HashSet::new();
        for (at, link) in incoming.links.iter().enumerate() {
            let outcome = match link_fault(link) {
                Some(fault) => Err(fault),
                None if !seen.insert(members(link)) => Err(TWICE.into()),
                None => Ok(trial.link(link)),
            };
            rows.push(row(Subject::Link(at), link.title(), outcome));
        }
        return DryRun { rows, edit: Edit::Batch(trial.edits) };
    }
}

const TWICE: &str = "it stands twice in what comes in";

/// What is wrong with each entry by itself.
fn own_faults(incoming: &Dictionary) -> Vec<Option<String>> {
    let mut seen = HashSet::new();
    let fault = |entry: &Arc<Entry>| match entry_fault(entry) {
        None if !seen.insert(identity(entry)) => Some(TWICE.into()),
        fault => fault,
    };
    incoming.entries.iter().map(fault).collect()
}

/// Rejects entries whose parent is neither there nor comes, and their children after them.
fn reject_orphans(existing: &Dictionary, incoming: &Dictionary, faults: &mut [Option<String>]) {
    let mut providers: HashMap<String, usize> = HashMap::new();
    let mut children: HashMap<String, Vec<usize>> = HashMap::new();
    for entry in &existing.entries {
        *providers.entry(key(&entry.word)).or_default() += 1;
    }
    for (at, entry) in incoming.entries.iter().enumerate().filter(|(at, _)| faults[*at].is_none()) {
        *providers.entry(key(&entry.word)).or_default() += 1;
        if let Some(parent) = &entry.parent {
            children.entry(key(parent)).or_default().push(at);
        }
    }
    let mut missing: Vec<String> = children.keys().filter(|parent| !providers.contains_key(*parent)).cloned().collect();
    while let Some(parent) = missing.pop() {
        for at in children.remove(&parent).unwrap_or_default() {
            let entry = &incoming.entries[at];
            let named = entry.parent.as_deref().unwrap_or_default();
            faults[at] = Some(format!("its parent {} has no entry", shown(named)));
            let own = key(&entry.word);
            let left = providers.get_mut(&own).map_or(0, |count| {
                *count -= 1;
                *count
            });
            if left == 0 {
                missing.push(own);
            }
        }
    }
}

fn row(of: Subject, title: String, outcome: Result<(Outcome, String), String>) -> Row {
    let (outcome, reason) = outcome.unwrap_or_else(|reason| (Outcome::Rejected, reason));
    Row { of, title, outcome, reason }
}

/// The dictionary as it would become.
struct Trial {
    result: Dictionary,
    entries: HashMap<String, usize>,
    links: HashMap<Vec<String>, usize>,
    policy: Policy,
    edits: Vec<Edit>,
}

impl Trial {
    fn entry(&mut self, entry: &Arc<Entry>) -> Result<(Outcome, String), String> {
        let Some(at) = self.entries.get(&identity(entry)).copied() else {
            let at = self.result.entries.len();
            self.entries.insert(identity(entry), at);
            self.result.entries.push(entry.clone());
            if self.is_own_ancestor(at) {
                self.result.entries.pop();
                self.entries.remove(&identity(entry));
                return Err(own_ancestor(entry));
            }
            self.edits.push(Edit::InsertEntry(at, Box::new(Entry::clone(entry))));
            return Ok((Outcome::Added, String::new()));
        };
        let before = Arc::clone(&self.result.entries[at]);
        let after = match self.policy {
            Policy::Skip => Entry::clone(&before),
            Policy::Overwrite => overwritten_entry(&before, entry),
            Policy::KeepBoth => joined_entry(&before, entry),
        };
        if after == *before {
            return Ok((Outcome::Skipped, skipped(overwritten_entry(&before, entry) == *before)));
        }
        if let Some(fault) = pattern_clause(&after) {
            return Err(fault);
        }
        self.result.entries[at] = Arc::new(after.clone());
        if self.is_own_ancestor(at) {
            self.result.entries[at] = before;
            return Err(own_ancestor(entry));
        }
        self.edits.push(Edit::ReplaceEntry(at, Box::new(after)));
        Ok((Outcome::Changed, self.changed()))
    }

    fn link(&mut self, link: &Arc<Link>) -> (Outcome, String) {
        let Some(at) = self.links.get(&members(link)).copied() else {
            let at = self.result.links.len();
            self.links.insert(members(link), at);
            self.result.links.push(link.clone());
            self.edits.push(Edit::InsertLink(at, Box::new(Link::clone(link))));
            return (Outcome::Added, String::new());
        };
        let before = &self.result.links[at];
        let after = match self.policy {
            Policy::Skip => Link::clone(before),
            Policy::Overwrite => overwritten_link(before, link),
            Policy::KeepBoth => joined_link(before, link),
        };
        if after == **before {
            return (Outcome::Skipped, skipped(overwritten_link(before, link) == **before));
        }
        self.result.links[at] = Arc::new(after.clone());
        self.edits.push(Edit::ReplaceLink(at, Box::new(after)));
        (Outcome::Changed, self.changed())
    }

    fn changed(&self) -> String {
        match self.policy {
            Policy::KeepBoth => "its words and symbols are added to those that are there".into(),
            _ => "it takes the place of what is there".into(),
        }
    }

    /// Whether following parents from an entry leads back to it.
    fn is_own_ancestor(&self, start: usize) -> bool {
        let entries = &self.result.entries;
        let parent = |at: usize| self.entries.get(&key(entries[at].parent.as_deref()?)).copied();
        let mut at = start;
        for _ in 0..entries.len() {
            match parent(at) {
                Some(next) if next == start => return true,
                Some(next) => at = next,
                None => return false,
            }
        }
        false
    }
}

fn skipped(is_equal: bool) -> String {
    if is_equal { "it is there already, just so".into() } else { "its headword is there already".into() }
}

fn own_ancestor(entry: &Entry) -> String {
    let parent = entry.parent.as_deref().unwrap_or_default();
    format!("with the parent {} it would be its own ancestor", shown(parent))
}

/// A link is the same link whatever the order of its members.
fn members(link: &Link) -> Vec<String> {
    let mut members: Vec<String> = link.of.iter().map(|member| key(member)).collect();
    members.sort();
    members
}

fn entry_fault(entry: &Entry) -> Option<String> {
    let words = entry.also.iter().chain(&entry.except);
    if entry.word.trim().is_empty() || words.clone().any(|word| word.trim().is_empty()) {
        return Some("a word is empty".into());
    }
    if let Some(fault) = pattern_clause(entry) {
        return Some(fault);
    }
    let texts = words.chain([&entry.word]).chain(&entry.emotion).chain(&entry.parent).chain(&entry.tags);
    character_fault(texts).or_else(|| symbol_fault(&entry.symbols))
}

fn pattern_clause(entry: &Entry) -> Option<String> {
    let patterns = std::iter::once(&entry.word).chain(&entry.also).filter(|_| entry.matching == Matching::Pattern);
    let fault = patterns.filter_map(|pattern| pattern_fault(pattern)).next()?;
    Some(format!("the pattern cannot be used: {fault}"))
}

fn link_fault(link: &Link) -> Option<String> {
    if link.of.len() < 2 {
        return Some("a link needs two members or more".into());
    }
    if link.of.iter().any(|member| member.trim().is_empty()) {
        return Some("a member is empty".into());
    }
    let texts = link.of.iter().chain(&link.emotion).chain(&link.tags);
    character_fault(texts).or_else(|| symbol_fault(&link.symbols))
}

fn character_fault<'a>(mut texts: impl Iterator<Item = &'a String>) -> Option<String> {
    let found = texts.find_map(|text| forbidden_char(text))?;
    Some(format!("the invisible control character U+{:04X} stands in it", u32::from(found)))
}

fn symbol_fault(symbols: &[Symbol]) -> Option<String> {
    if symbols.iter().any(|symbol| symbol.text.trim().is_empty()) {
        return Some("a symbol is empty".into());
    }
    if symbols.iter().any(|symbol| !(symbol.weight > 0.0 && symbol.weight.is_finite())) {
        return Some("a weight is not a number above 0".into());
    }
    character_fault(symbols.iter().flat_map(|symbol| [Some(&symbol.text), symbol.palette.as_ref()]).flatten())
}

/// What `new` says, and what it leaves open as in `old`. The headword keeps its spelling.
fn overwritten_entry(old: &Entry, new: &Entry) -> Entry {
    let plain = Entry::default();
    Entry {
        word: old.word.clone(),
        also: list(&old.also, &new.also),
        symbols: list(&old.symbols, &new.symbols),
        emotion: new.emotion.clone().or_else(|| old.emotion.clone()),
        parent: new.parent.clone().or_else(|| old.parent.clone()),
        matching: if new.matching == plain.matching { old.matching } else { new.matching },
        except: list(&old.except, &new.except),
        names: old.names || new.names,
        enabled: old.enabled && new.enabled,
        description: new.description.clone().or_else(|| old.description.clone()),
        tags: list(&old.tags, &new.tags),
        note: new.note.clone().or_else(|| old.note.clone()),
        examples: list(&old.examples, &new.examples),
        allow: list(&old.allow, &new.allow),
    }
}

fn overwritten_link(old: &Link, new: &Link) -> Link {
    Link {
        of: old.of.clone(),
        symbols: list(&old.symbols, &new.symbols),
        reach: if new.reach == Reach::default() { old.reach } else { new.reach },
        rest: if new.rest == Rest::default() { old.rest } else { new.rest },
        emotion: new.emotion.clone().or_else(|| old.emotion.clone()),
        enabled: old.enabled && new.enabled,
        description: new.description.clone().or_else(|| old.description.clone()),
        tags: list(&old.tags, &new.tags),
        note: new.note.clone().or_else(|| old.note.clone()),
        allow: list(&old.allow, &new.allow),
    }
}

/// `old` with the lists of `new` added, and its single fields where `old` has none.
pub fn joined_entry(old: &Entry, new: &Entry) -> Entry {
    let mut words = new.also.clone();
    if old.matching == new.matching && key(&new.word) != key(&old.word) {
        words.insert(0, new.word.clone());
    }
    Entry {
        also: joined(&old.also, &words),
        symbols: joined_symbols(&old.symbols, &new.symbols),
        emotion: old.emotion.clone().or_else(|| new.emotion.clone()),
        parent: old.parent.clone().or_else(|| new.parent.clone()),
        except: joined(&old.except, &new.except),
        description: old.description.clone().or_else(|| new.description.clone()),
        tags: joined(&old.tags, &new.tags),
        note: old.note.clone().or_else(|| new.note.clone()),
        examples: joined(&old.examples, &new.examples),
        allow: joined(&old.allow, &new.allow),
        ..old.clone()
    }
}

fn joined_link(old: &Link, new: &Link) -> Link {
    Link {
        symbols: joined_symbols(&old.symbols, &new.symbols),
        emotion: old.emotion.clone().or_else(|| new.emotion.clone()),
        description: old.description.clone().or_else(|| new.description.clone()),
        tags: joined(&old.tags, &new.tags),
        note: old.note.clone().or_else(|| new.note.clone()),
        allow: joined(&old.allow, &new.allow),
        ..old.clone()
    }
}

fn list<T: Clone>(old: &[T], new: &[T]) -> Vec<T> {
    if new.is_empty() { old.to_vec() } else { new.to_vec() }
}

fn joined<T: Clone + PartialEq>(old: &[T], new: &[T]) -> Vec<T> {
    let mut all = old.to_vec();
    for value in new {
        if !all.contains(value) {
            all.push(value.clone());
        }
    }
    all
}

fn joined_symbols(old: &[Symbol], new: &[Symbol]) -> Vec<Symbol> {
    let mut all = old.to_vec();
    for symbol in new {
        if !all.iter().any(|known| known.text == symbol.text && known.palette() == symbol.palette()) {
            all.push(symbol.clone());
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::{Document, FileFormat, samples};
    use proptest::prelude::*;

    fn lines(text: &str) -> Dictionary {
        Document::parse(text, FileFormat::Txt).0.dictionary
    }

    fn outcomes(run: &DryRun) -> Vec<(&str, Outcome)> {
        run.rows.iter().map(|row| (row.title.as_str(), row.outcome)).collect()
    }

    #[test]
    fn each_policy() {
        let mut existing = lines("свет = ☀{радость}\nдождь = ☔\nдождь + свет = 🌈\n");
        Arc::make_mut(&mut existing.entries[0]).note = Some("моё".into());
        let incoming = lines("Свет = 🌞\nдождь = ☔\nснег = ❄\nснег = ☃\nсвет + дождь = 🌦\nа = \u{202E}\n");
        let after = |policy| {
            let run = dry_run(&existing, &incoming, policy);
            let mut result = existing.clone();
            result.apply(run.edit.clone());
            (run, result)
        };
        let (run, result) = after(Policy::Skip);
        let fixed = [("снег", Outcome::Added), ("снег", Outcome::Rejected), ("а", Outcome::Rejected)];
        let with = |light, link| {
            let mut all = vec![("Свет", light), ("дождь", Outcome::Skipped)];
            all.extend(fixed);
            all.push(("свет + дождь", link));
            all
        };
        assert_eq!(outcomes(&run), with(Outcome::Skipped, Outcome::Skipped));
        assert_eq!(result.entries[0], existing.entries[0]);
        assert_eq!(result.entries.len(), 3);

        let (run, result) = after(Policy::Overwrite);
        assert_eq!(outcomes(&run), with(Outcome::Changed, Outcome::Changed));
        assert_eq!(result.entries[0].symbols, [Symbol::new("🌞")]);
        assert_eq!(result.entries[0].word, "свет");
        assert_eq!(result.entries[0].note.as_deref(), Some("моё"));

        let (run, result) = after(Policy::KeepBoth);
        assert_eq!(outcomes(&run), with(Outcome::Changed, Outcome::Changed));
        assert_eq!(result.entries[0].symbols, [Symbol::new("☀"), Symbol::new("🌞")]);
        assert_eq!(result.links[0].symbols, [Symbol::new("🌈"), Symbol::new("🌦")]);
    }

    #[test]
    fn parents_must_exist_and_lead_upwards() {
        let child =
            |word: &str, parent: &str| Entry { word: word.into(), parent: Some(parent.into()), ..Entry::default() };
        let dictionary = |entries: Vec<Entry>| Dictionary {
            entries: entries.into_iter().map(Arc::new).collect(),
            ..Dictionary::default()
        };
        let existing = dictionary(vec![child("б", "а"), Entry { word: "а".into(), ..Entry::default() }]);
        let incoming = dictionary(vec![child("в", "г"), child("г", "а"), child("а", "б"), child("д", "нет")]);
        let run = dry_run(&existing, &incoming, Policy::Overwrite);
        let wanted = [("в", Outcome::Added), ("г", Outcome::Added), ("а", Outcome::Rejected), ("д", Outcome::Rejected)];
        assert_eq!(outcomes(&run), wanted, "{run:?}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn an_import_brings_no_new_errors(incoming in samples::dictionary(), policy in 0..3_usize) {
            let policy = [Policy::Skip, Policy::Overwrite, Policy::KeepBoth][policy];
            let mut result = lines("слово = ☀\nсвет + слово = 🌈");
            let run = dry_run(&result, &incoming, policy);
            prop_assert_eq!(run.rows.len(), incoming.entries.len() + incoming.links.len());
            let undo = result.apply(run.edit);
            let text = Document::from(result.clone()).to_ron();
            let (_, problems) = Document::parse(&text, FileFormat::Ron);
            prop_assert_eq!(problems, vec![]);
            result.apply(undo);
            prop_assert_eq!(result.entries.len() + result.links.len(), 2);
        }
    }
}
