//! Symbols: the emoji catalogue, search in Russian and English, suggestions for a word, hygiene, names of emotions.

pub mod catalogue;
pub mod emotions;
pub mod hygiene;
pub mod search;
mod stem;

pub use catalogue::{Emoji, Group};
pub use emotions::emotions;
