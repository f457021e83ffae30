//! Units: what is transformed and exported as one.

use crate::text::{Markup, Protector, Span};
use serde::{Deserialize, Serialize};

/// What a unit is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub enum UnitKind {
    /// A line.
    Line,
    /// A sentence.
    #[default]
    Sentence,
    /// A paragraph.
    Paragraph,
    /// Whole sentences up to a number of words or tokens.
    Chunk,
}

/// A stretch of a document.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Unit {
    /// Where it is in the document.
    pub span: Span,
    /// A fenced code block: passed through, left out of records.
    pub verbatim: bool,
    /// Its line ends stand for spaces.
    pub hard_wrapped: bool,
}

/// How to cut.
pub struct UnitOptions<'a> {
    /// What a unit is.
    pub kind: UnitKind,
    /// Markdown or not.
    pub markup: Markup,
    /// Sentences never end inside its spans.
    pub protector: &'a Protector,
    /// A chunk's upper size, counted by `measure`.
    pub chunk_size: usize,
    /// Words or tokens of a sentence.
    pub measure: &'a dyn Fn(&str) -> usize,
}

/// Cuts a document into units, in order; the text between units is white space.
pub fn units(text: &str, options: &UnitOptions<'_>) -> Vec<Unit> {
    let _ = (text, options.kind);
    todo!("text")
}
