//! Headwords of a lexicon by their keys: parents and link members name entries so.

use crate::engine::Lexicon;
use crate::engine::forms::FastMap;
use crate::text::folding;

/// The hash of a headword's key; never 0.
pub(crate) fn head(word: &str) -> u64 {
    xxhash_rust::xxh3::xxh3_64(folding::key(word).as_bytes()).max(1)
}

/// For each layer, its first entry with each headword.
pub(crate) struct Heads {
    layers: Vec<FastMap<u64, u32>>,
}

impl Heads {
    /// Reads the headwords of all layers, if anything names one.
    pub fn new(lexicon: &Lexicon, is_needed: bool) -> Self {
        let mut layers = vec![FastMap::default(); lexicon.dictionaries.len()];
        if !is_needed {
            return Self { layers };
        }
        for (layer, map) in layers.iter_mut().enumerate() {
            let first = lexicon.dictionaries[layer].first_entry as usize;
            let end =
                lexicon.dictionaries.get(layer + 1).map_or(lexicon.entries.len(), |next| next.first_entry as usize);
            map.reserve(end - first);
            for (index, info) in lexicon.entries[first..end].iter().enumerate() {
                map.entry(info.head).or_insert((first + index) as u32);
            }
        }
        Self { layers }
    }

    /// The first entry of a layer whose headword has this hash: most surely the one that is meant.
    pub fn nearest(&self, layer: usize, head: u64) -> Option<u32> {
        self.layers[layer].get(&head).copied()
    }

    /// The first entry of a layer with this headword, folded.
    pub fn find(&self, lexicon: &Lexicon, layer: usize, word: &str) -> Option<u32> {
        let found = self.nearest(layer, head(word))?;
        let is_it = |rank: u32| {
            let own = &lexicon.entries[rank as usize].entry.word;
            own == word || folding::key(own) == folding::key(word)
        };
        // Behind another headword with the same hash, which no one has seen yet.
        let last = lexicon.dictionaries.get(layer + 1).map_or(lexicon.entries.len() as u32, |next| next.first_entry);
        if is_it(found) { Some(found) } else { (found..last).find(|rank| is_it(*rank)) }
    }
}
