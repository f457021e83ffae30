//! Dictionaries → lexicon, made from the lexicon before: only entries and links that are new or changed are expanded.
//!
//! An entry is known again by its address, so a step through all of them costs little. What must not depend on the
//! lexicon before is everything that can be asked: slots and member numbers stay inside.

use crate::dictionary::{Entry, Matching};
use crate::engine::expand::{Gathered, form_key};
use crate::engine::forms::{Batch, FastMap, FormTable};
use crate::engine::heads::{Heads, head};
use crate::engine::lexicon::{DictionaryInfo, EntryInfo, NONE, PatternInfo, Power, Role};
use crate::engine::pattern::Pattern;
use crate::engine::{Forms, Layer, Lexicon, Target};
use crate::language;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// After so many entries a cancellation is asked for.
const STRIDE: usize = 2048;

/// When more entries than this share of all have changed, all is made anew: that is quicker.
const MOST_CHANGED: usize = 3;

pub(crate) fn recompile(
    old: &Lexicon,
    layers: &[Layer<'_>],
    forms: Forms,
    is_cancelled: &dyn Fn() -> bool,
) -> Option<Lexicon> {
    static REVISION: AtomicU64 = AtomicU64::new(1);
    let from_scratch = || recompile(&Lexicon::default(), layers, forms, is_cancelled);
    let is_new = old.entries.is_empty() && old.links.is_empty();
    if !is_new && old.forms != forms {
        return from_scratch();
    }
    let mut compiler = Compiler::new(old, forms, is_cancelled);
    compiler.take_in(layers)?;
    let changes = compiler.removed.len() + compiler.added.len();
    if !is_new && changes > STRIDE && changes > old.entries.len() / MOST_CHANGED {
        return from_scratch();
    }
    let is_named = |compiler: &Compiler<'_>| compiler.lexicon.entries.iter().any(|info| info.parent_head != 0);
    let heads = Heads::new(&compiler.lexicon, compiler.link_count > 0 || is_named(&compiler));
    compiler.find_parents(&heads);
    cut_cycles(&mut compiler.lexicon.entries);
    compiler.add_patterns();
    compiler.add_links(layers, &heads);
    compiler.gather()?;
    compiler.fill_tables()?;
    let mut lexicon = compiler.lexicon;
    if !is_new && [&lexicon.table, &lexicon.idle, &lexicon.barred].into_iter().any(FormTable::is_crowded) {
        return from_scratch();
    }
    lexicon.revision = REVISION.fetch_add(1, Ordering::Relaxed);
    Some(lexicon)
}

/// A lexicon on its way.
pub(crate) struct Compiler<'a> {
    pub old: &'a Lexicon,
    pub lexicon: Lexicon,
    is_cancelled: &'a dyn Fn() -> bool,
    link_count: u32,
    /// For each entry, its index in the lexicon before.
    origins: Vec<u32>,
    /// For each slot, whether its entry's forms are those of the lexicon before.
    pub is_kept: Vec<bool>,
    /// Entries of the lexicon before whose forms go.
    removed: Vec<u32>,
    /// Entries whose forms come.
    added: Vec<u32>,
    /// Forms that go and forms that come.
    pub gone: Gathered,
    pub come: Gathered,
}

impl<'a> Compiler<'a> {
    fn new(old: &'a Lexicon, forms: Forms, is_cancelled: &'a dyn Fn() -> bool) -> Self {
        Self {
            old,
            lexicon: Lexicon { forms, ..Lexicon::default() },
            is_cancelled,
            link_count: 0,
            origins: Vec::new(),
            is_kept: Vec::new(),
            removed: Vec::new(),
            added: Vec::new(),
            gone: Gathered::default(),
            come: Gathered::default(),
        }
    }

    /// Lists all entries, and which of them the lexicon before has.
    fn take_in(&mut self, layers: &[Layer<'_>]) -> Option<()> {
        let count = layers.iter().map(|layer| layer.dictionary.entries.len()).sum();
        self.lexicon.entries.reserve_exact(count);
        self.origins = origins(&self.old.entries, layers, count);
        for layer in layers {
            self.add_dictionary(layer)?;
        }
        self.assign_slots();
        (!(self.is_cancelled)()).then_some(())
    }

    fn add_dictionary(&mut self, layer: &Layer<'_>) -> Option<()> {
        let Layer { dictionary, enabled } = *layer;
        let number = self.lexicon.dictionaries.len() as u32;
        let words = || dictionary.entries.iter().map(|entry| entry.word.as_str());
        self.lexicon.dictionaries.push(DictionaryInfo {
            name: dictionary.name.clone(),
            language: dictionary.language.clone().unwrap_or_else(|| language::of_words(words()).to_owned()),
            first_entry: self.lexicon.entries.len() as u32,
            first_link: self.link_count,
        });
        self.link_count += dictionary.links.len() as u32;
        for (index, entry) in dictionary.entries.iter().enumerate() {
            if index.is_multiple_of(STRIDE) && (self.is_cancelled)() {
                return None;
            }
            let power = match (enabled, entry.enabled) {
                (false, _) => Power::DictionaryOff,
                (true, false) => Power::Off,
                (true, true) => Power::On,
            };
            let has_symbol = power == Power::On && !entry.symbols.is_empty();
            let role = match (entry.matching == Matching::Pattern, has_symbol) {
                (true, true) => Role::Pattern,
                (true, false) => Role::Silent,
                (false, true) => Role::Words,
                (false, false) => Role::Idle,
            };
            let before = self.old.entries.get(self.origins[self.lexicon.entries.len()] as usize);
            self.lexicon.entries.push(EntryInfo {
                target: Target::Entry { dictionary: number, index: index as u32 },
                entry: Arc::clone(entry),
                head: before.map_or_else(|| head(&entry.word), |before| before.head),
                parent_head: before
                    .map_or_else(|| entry.parent.as_deref().map_or(0, head), |before| before.parent_head),
                parent: None,
                slot: NONE,
                power,
                role,
            });
        }
        Some(())
    }

    /// Entries that were there keep their slots; others take free ones.
    fn assign_slots(&mut self) {
        let slots = self.old.ranks.len();
        self.lexicon.ranks = vec![NONE; slots];
        self.is_kept = vec![false; slots];
        for (rank, origin) in self.origins.iter().enumerate() {
            let Some(before) = self.old.entries.get(*origin as usize) else { continue };
            let info = &mut self.lexicon.entries[rank];
            info.slot = before.slot;
            self.lexicon.ranks[info.slot as usize] = rank as u32;
            let (language, old) = (language_of(&self.lexicon, rank), language_of(self.old, *origin as usize));
            self.is_kept[before.slot as usize] = self.lexicon.entries[rank].role == before.role && language == old;
        }
        self.removed.extend(
            (0..self.old.entries.len() as u32)
                .filter(|old| !self.is_kept[self.old.entries[*old as usize].slot as usize]),
        );
        let mut free = (0..slots as u32).filter(|slot| self.lexicon.ranks[*slot as usize] == NONE).collect::<Vec<_>>();
        free.reverse();
        for (rank, info) in self.lexicon.entries.iter_mut().enumerate() {
            if info.slot == NONE {
                info.slot = free.pop().unwrap_or(self.lexicon.ranks.len() as u32);
                self.lexicon.ranks.resize(self.lexicon.ranks.len().max(info.slot as usize + 1), NONE);
                self.lexicon.ranks[info.slot as usize] = rank as u32;
                self.added.push(rank as u32);
            } else if !self.is_kept[info.slot as usize] {
                self.added.push(rank as u32);
            }
        }
        self.is_kept.resize(self.lexicon.ranks.len(), false);
    }

    fn find_parents(&mut self, heads: &Heads) {
        for rank in 0..self.lexicon.entries.len() {
            let info = &self.lexicon.entries[rank];
            if info.parent_head == 0 {
                continue;
            }
            let layer = info.target.dictionary() as usize;
            let found = heads.nearest(layer, info.parent_head);
            // Where it was found before, and nothing about it has changed, its headword need not be compared again.
            let before = self.old.entries.get(self.origins[rank] as usize).and_then(|before| before.parent);
            let is_known =
                found.is_some_and(|found| before.is_some_and(|before| self.origins[found as usize] == before));
            let named = info.entry.parent.as_deref().unwrap_or_default();
            let parent = if is_known { found } else { heads.find(&self.lexicon, layer, named) };
            self.lexicon.entries[rank].parent = parent;
        }
    }

    fn add_patterns(&mut self) {
        let entries = self.lexicon.entries.iter().enumerate();
        for (rank, info) in entries.filter(|(_, info)| info.role == Role::Pattern) {
            let except: Vec<String> = info.entry.except.iter().map(|form| form_key(form)).collect();
            for source in std::iter::once(&info.entry.word).chain(&info.entry.also) {
                let Some(pattern) = Pattern::cached(source) else { continue };
                self.lexicon.patterns.push(PatternInfo { entry: rank as u32, pattern, except: except.clone() });
            }
        }
    }

    /// Expands what goes and what comes.
    fn gather(&mut self) -> Option<()> {
        let forms = self.lexicon.forms;
        for (lexicon, ranks, gathered) in
            [(self.old, &self.removed, &mut self.gone), (&self.lexicon, &self.added, &mut self.come)]
        {
            for some in ranks.chunks(STRIDE) {
                if (self.is_cancelled)() {
                    return None;
                }
                for rank in some {
                    let info = &lexicon.entries[*rank as usize];
                    gathered.add_entry(info.slot, info.role, &info.entry, language_of(lexicon, *rank as usize), forms);
                }
            }
        }
        Some(())
    }

    fn fill_tables(&mut self) -> Option<()> {
        let change = |old: &FormTable, gone: &mut Batch, come: &mut Batch| {
            let (mut gone, mut come) = (std::mem::take(gone), std::mem::take(come));
            if old.form_count() == 0 {
                FormTable::new(&mut come, self.is_cancelled)
            } else {
                old.changed(&mut gone, &mut come, self.is_cancelled)
            }
        };
        self.lexicon.table = change(&self.old.table, &mut self.gone.matched, &mut self.come.matched)?;
        self.lexicon.idle = change(&self.old.idle, &mut self.gone.idle, &mut self.come.idle)?;
        self.lexicon.barred = change(&self.old.barred, &mut self.gone.barred, &mut self.come.barred)?;
        Some(())
    }
}

/// How many words a compilation from `old` would expand.
pub(crate) fn words_to_expand(old: &Lexicon, layers: &[Layer<'_>], forms: Forms) -> usize {
    let nothing = Lexicon::default();
    let mut compiler = Compiler::new(if old.forms == forms { old } else { &nothing }, forms, &|| false);
    if compiler.take_in(layers).is_none() {
        return usize::MAX;
    }
    let words = |lexicon: &Lexicon, ranks: &[u32]| -> usize {
        ranks.iter().map(|rank| 1 + lexicon.entries[*rank as usize].entry.also.len()).sum()
    };
    words(&compiler.lexicon, &compiler.added) + words(compiler.old, &compiler.removed)
}

/// The language of an entry's dictionary.
pub(crate) fn language_of(lexicon: &Lexicon, rank: usize) -> &str {
    &lexicon.dictionaries[lexicon.entries[rank].target.dictionary() as usize].language
}

/// For each entry of the layers, its index among the entries before, or [`NONE`].
fn origins(before: &[EntryInfo], layers: &[Layer<'_>], count: usize) -> Vec<u32> {
    let mut origins = vec![NONE; count];
    if before.is_empty() {
        return origins;
    }
    let now: Vec<&Arc<Entry>> = layers.iter().flat_map(|layer| &layer.dictionary.entries).collect();
    let is_same = |(old, new): (&EntryInfo, &&Arc<Entry>)| Arc::ptr_eq(&old.entry, new);
    let head = before.iter().zip(&now).take_while(|(old, new)| is_same((old, new))).count();
    let most = before.len().min(now.len()) - head;
    let tail =
        before.iter().rev().zip(now.iter().rev()).take(most).take_while(|(old, new)| is_same((old, new))).count();
    for (rank, origin) in origins[..head].iter_mut().enumerate() {
        *origin = rank as u32;
    }
    for back in 1..=tail {
        origins[count - back] = (before.len() - back) as u32;
    }
    // What stands between may have moved; an address may stand there twice.
    let mut moved: FastMap<usize, Vec<u32>> = FastMap::default();
    for (rank, info) in before.iter().enumerate().take(before.len() - tail).skip(head).rev() {
        moved.entry(Arc::as_ptr(&info.entry) as usize).or_default().push(rank as u32);
    }
    for (rank, entry) in now.iter().enumerate().take(count - tail).skip(head) {
        if let Some(found) = moved.get_mut(&(Arc::as_ptr(entry) as usize)).and_then(Vec::pop) {
            origins[rank] = found;
        }
    }
    origins
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
