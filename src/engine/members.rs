//! Links and their members on their way into a lexicon. A member whose forms are known from the lexicon before keeps
//! its number.

use crate::dictionary::{Entry, Link};
use crate::engine::compile::{Compiler, language_of};
use crate::engine::forms::FastMap;
use crate::engine::heads::Heads;
use crate::engine::lexicon::{LinkInfo, MemberOf, Power};
use crate::engine::{Layer, Target};
use std::sync::Arc;

impl Compiler<'_> {
    /// Lists all links; those that take part get members and an anchor.
    pub fn add_links(&mut self, layers: &[Layer<'_>], heads: &Heads) {
        let mut numbers = Numbers::free_in(&self.old.members);
        for (layer, Layer { dictionary, enabled }) in layers.iter().enumerate() {
            for (index, link) in dictionary.links.iter().enumerate() {
                let mut info = LinkInfo {
                    target: Target::Link { dictionary: layer as u32, index: index as u32 },
                    link: Arc::clone(link),
                    headword: link.of.join(" + "),
                    members: Vec::new(),
                    entries: Vec::new(),
                };
                if *enabled && link.enabled && link.of.len() > 1 && !link.symbols.is_empty() {
                    self.find_members(layer, link, &mut info, heads, &mut numbers);
                }
                self.lexicon.links.push(info);
            }
        }
        self.drop_members();
        self.anchor_links(numbers.count);
        self.find_pattern_members();
    }

    fn find_members(&mut self, layer: usize, link: &Link, info: &mut LinkInfo, heads: &Heads, numbers: &mut Numbers) {
        for word in &link.of {
            let entry = self.entry_of(layer, word, heads);
            info.entries.push(entry);
            info.members.push(self.member(layer, word, entry, numbers));
        }
    }

    /// The enabled entry with a headword: of the link's own dictionary, else of the first that has it.
    fn entry_of(&self, layer: usize, word: &str, heads: &Heads) -> Option<u32> {
        let others = (0..self.lexicon.dictionaries.len()).filter(|other| *other != layer);
        std::iter::once(layer).chain(others).find_map(|layer| {
            let entry = heads.find(&self.lexicon, layer, word)?;
            (self.lexicon.entries[entry as usize].power == Power::On).then_some(entry)
        })
    }

    fn member(&mut self, layer: usize, word: &str, entry: Option<u32>, numbers: &mut Numbers) -> u32 {
        let language = &self.lexicon.dictionaries[layer].language;
        let slot = entry.map(|entry| self.lexicon.entries[entry as usize].slot);
        let of = slot.map_or_else(|| MemberOf::Word(word.to_owned(), language.clone()), MemberOf::Entry);
        if let Some(number) = self.lexicon.members.get(&of) {
            return *number;
        }
        let is_kept = slot.is_none_or(|slot| self.is_kept[slot as usize]);
        let number = self.old.members.get(&of).copied().filter(|_| is_kept).unwrap_or_else(|| {
            let number = numbers.next();
            let forms = self.lexicon.forms;
            match entry {
                Some(rank) => {
                    let language = language_of(&self.lexicon, rank as usize);
                    self.come.add_member(number, &self.lexicon.entries[rank as usize].entry, language, forms);
                }
                None => self.come.add_member(number, &alone(word), language, forms),
            }
            number
        });
        self.lexicon.members.insert(of, number);
        number
    }

    /// Takes out the forms of members that are no more.
    fn drop_members(&mut self) {
        let forms = self.lexicon.forms;
        for (of, number) in &self.old.members {
            if self.lexicon.members.get(of) == Some(number) {
                continue;
            }
            match of {
                MemberOf::Entry(slot) => {
                    let rank = self.old.ranks[*slot as usize] as usize;
                    let language = language_of(self.old, rank);
                    self.gone.add_member(*number, &self.old.entries[rank].entry, language, forms);
                }
                MemberOf::Word(word, language) => self.gone.add_member(*number, &alone(word), language, forms),
            }
        }
    }

    /// Hangs each link on its member with the fewest links, so that a common member does not wake all its links.
    fn anchor_links(&mut self, count: usize) {
        if self.lexicon.members.is_empty() {
            return;
        }
        let mut counts = vec![0_usize; count];
        for member in self.lexicon.links.iter().flat_map(|link| &link.members) {
            counts[*member as usize] += 1;
        }
        self.lexicon.anchored = vec![Vec::new(); count];
        for (number, link) in self.lexicon.links.iter().enumerate() {
            if let Some(anchor) = link.members.iter().min_by_key(|member| counts[**member as usize]) {
                self.lexicon.anchored[*anchor as usize].push(number as u32);
            }
        }
    }

    fn find_pattern_members(&mut self) {
        let lexicon = &mut self.lexicon;
        for (number, info) in lexicon.patterns.iter().enumerate() {
            let slot = lexicon.entries[info.entry as usize].slot;
            if let Some(member) = lexicon.members.get(&MemberOf::Entry(slot)) {
                lexicon.pattern_members.push((*member, number as u32));
            }
        }
    }
}

/// A word without an entry of its own: it matches as an inflected one.
fn alone(word: &str) -> Entry {
    Entry { word: word.to_owned(), ..Entry::default() }
}

/// Numbers for new members.
struct Numbers {
    /// Numbers that no member has, the least last.
    free: Vec<u32>,
    /// All numbers are less.
    count: usize,
}

impl Numbers {
    fn free_in(members: &FastMap<MemberOf, u32>) -> Self {
        let count = members.values().max().map_or(0, |most| *most as usize + 1);
        let mut is_free = vec![true; count];
        members.values().for_each(|number| is_free[*number as usize] = false);
        Self { free: (0..count as u32).rev().filter(|number| is_free[*number as usize]).collect(), count }
    }

    fn next(&mut self) -> u32 {
        self.free.pop().unwrap_or_else(|| {
            self.count += 1;
            self.count as u32 - 1
        })
    }
}
