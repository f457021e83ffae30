//! Caret and Backspace by what a person sees as one sign: egui counts characters, and 👨‍👩‍👧‍👦 is seven of them.

use egui::text::{ByteIndex, CCursor, CharIndex};
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// A text whose deletions take whole grapheme clusters.
pub struct Graphemes<'a>(pub &'a mut String);

impl egui::TextBuffer for Graphemes<'_> {
    fn is_mutable(&self) -> bool {
        true
    }
    fn as_str(&self) -> &str {
        self.0
    }
    fn insert_text(&mut self, text: &str, at: CharIndex) -> usize {
        egui::TextBuffer::insert_text(self.0, text, at)
    }
    fn delete_char_range(&mut self, range: Range<CharIndex>) {
        egui::TextBuffer::delete_char_range(self.0, range);
    }
    fn byte_index_from_char_index(&self, at: CharIndex) -> ByteIndex {
        egui::TextBuffer::byte_index_from_char_index(self.0, at)
    }
    fn delete_previous_char(&mut self, cursor: CCursor) -> CCursor {
        let from = before(self.0, cursor.index.0);
        self.delete_selected_ccursor_range([CCursor::new(from), cursor])
    }
    fn delete_next_char(&mut self, cursor: CCursor) -> CCursor {
        let to = after(self.0, cursor.index.0);
        self.delete_selected_ccursor_range([cursor, CCursor::new(to)])
    }
    fn type_id(&self) -> std::any::TypeId {
        std::any::TypeId::of::<Graphemes<'static>>()
    }
}

/// Character offsets of the bounds of grapheme clusters, from 0 to the end.
fn bounds(text: &str) -> impl Iterator<Item = usize> + '_ {
    let mut at = 0;
    std::iter::once(0).chain(text.graphemes(true).map(move |cluster| {
        at += cluster.chars().count();
        at
    }))
}

fn before(text: &str, at: usize) -> usize {
    bounds(text).take_while(|bound| *bound < at).last().unwrap_or(0)
}

fn after(text: &str, at: usize) -> usize {
    bounds(text).find(|bound| *bound > at).unwrap_or(at)
}

/// The bound nearest to `at` in the direction of travel from `previous`.
pub fn snap(text: &str, at: usize, previous: usize) -> usize {
    if bounds(text).any(|bound| bound == at) {
        at
    } else if at > previous {
        after(text, at)
    } else {
        before(text, at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_over_clusters() {
        let text = "я👨‍👩‍👧‍👦🇷🇺б";
        assert_eq!(snap(text, 2, 1), 8);
        assert_eq!(snap(text, 7, 8), 1);
        assert_eq!(snap(text, 9, 8), 10);
        assert_eq!(snap(text, 1, 0), 1);
    }

    #[test]
    fn deletes_clusters() {
        let mut text = "я👨‍👩‍👧‍👦🇷🇺".to_owned();
        let mut buffer = Graphemes(&mut text);
        let end = CCursor::new(10);
        let cursor = egui::TextBuffer::delete_previous_char(&mut buffer, end);
        assert_eq!((buffer.0.as_str(), cursor.index.0), ("я👨‍👩‍👧‍👦", 8));
        egui::TextBuffer::delete_next_char(&mut buffer, CCursor::new(1));
        assert_eq!(text, "я");
    }
}
