//! Search in the catalogue and suggestions for a word.

use crate::symbol::Emoji;

/// Emoji that fit `query` in either language, best first.
pub fn search(query: &str) -> Vec<&'static Emoji> {
    let _ = query;
    todo!("data")
}

/// Up to `count` symbols for the headword `word`: curated concepts first, then names, then keywords.
pub fn suggest(word: &str, count: usize) -> Vec<&'static Emoji> {
    let _ = (word, count);
    todo!("data")
}
