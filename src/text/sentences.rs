//! Sentence ends, decided locally (at most 256 bytes on either side).

use crate::text::Span;

/// The sentences of one paragraph, without the white space between them; never ends inside `protected` (sorted).
pub fn sentences(paragraph: &str, protected: &[Span]) -> Vec<Span> {
    let _ = (paragraph, protected);
    todo!("text")
}

/// Whether a sentence starts at the word at `offset` in `text`: its start, after a sentence end, after an opening
/// quotation mark or a dash of direct speech.
pub fn starts_at(text: &str, offset: usize) -> bool {
    let _ = (text, offset);
    todo!("text")
}

/// Whether a sentence ends between the words at `left` and `right` (their spans) of `text`.
pub fn ends_between(text: &str, left: Span, right: Span) -> bool {
    let _ = (text, left, right);
    todo!("text")
}
