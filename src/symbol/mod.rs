//! Symbols: the emoji catalogue, search in Russian and English, suggestions for a word, hygiene.

pub mod catalogue;
pub mod hygiene;
pub mod search;

pub use catalogue::{Emoji, Group};
