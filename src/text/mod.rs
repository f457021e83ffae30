//! Text without dictionaries: folding, words, sentences, paragraphs, units, protected spans.

mod abbreviations;
pub mod display;
pub mod fences;
pub mod folding;
pub mod paragraphs;
pub mod protected;
pub mod sentences;
pub mod span;
pub mod units;
pub mod words;

pub use protected::{Markup, Protector};
pub use span::Span;
pub use units::{Unit, UnitKind};
