//! Paragraphs: an empty line ends one; so does every line end outside a hard-wrapped block.

use crate::text::Span;

/// One paragraph, without the line end after it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Paragraph {
    /// Where it is.
    pub span: Span,
    /// Whether its lines were broken at a column: line ends inside stand for spaces.
    pub hard_wrapped: bool,
}

/// The paragraphs of `text` that hold more than white space.
pub fn paragraphs(text: &str) -> Vec<Paragraph> {
    let _ = text;
    todo!("text")
}
