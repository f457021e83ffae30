//! Units: what is transformed and exported as one.

use crate::text::paragraphs::{self, Paragraph};
use crate::text::{Markup, Protector, Span};
use crate::text::{fences, sentences};
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
    /// A fenced code block or front matter: passed through, left out of records.
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
    /// Words or tokens of a sentence with the white space before it.
    pub measure: &'a dyn Fn(&str) -> usize,
}

/// Cuts a document into units, in order; the text between units is white space or a byte order mark. A unit never ends
/// inside a protected span, so that the spans of a unit are those of its document.
pub fn units(text: &str, options: &UnitOptions<'_>) -> Vec<Unit> {
    let mut found = Vec::new();
    let mut from = text.len() - text.trim_start_matches('\u{feff}').len();
    for block in fences::verbatim(text, options.markup) {
        cut(text, Span::new(from, block.start), options, &mut found);
        found.push(Unit { span: block, verbatim: true, hard_wrapped: false });
        from = block.end;
    }
    cut(text, Span::new(from, text.len()), options, &mut found);
    found
}

/// Cuts the stretch between two verbatim blocks.
fn cut(document: &str, stretch: Span, options: &UnitOptions<'_>, found: &mut Vec<Unit>) {
    let text = stretch.of(document);
    let protected = options.protector.spans(text, options.markup);
    let blocks = match options.kind {
        UnitKind::Line => whole_lines(text),
        _ => paragraphs::paragraphs(text),
    };
    let blocks = joined_over(blocks, &protected);
    let unit = |span: Span, hard_wrapped| Unit { span: span.shifted(stretch.start), verbatim: false, hard_wrapped };
    match options.kind {
        UnitKind::Line | UnitKind::Paragraph => {
            found.extend(blocks.iter().map(|block| unit(block.span, block.hard_wrapped)));
        }
        UnitKind::Sentence => {
            let all = blocks.iter().flat_map(|block| sentences_of(text, *block, &protected));
            found.extend(all.map(|(span, hard_wrapped)| unit(span, hard_wrapped)));
        }
        UnitKind::Chunk => {
            let all = blocks.iter().flat_map(|block| sentences_of(text, *block, &protected));
            chunks(text, all, options, |span, hard_wrapped| found.push(unit(span, hard_wrapped)));
        }
    }
}

fn whole_lines(text: &str) -> Vec<Paragraph> {
    let spans = paragraphs::lines(text).map(|line| paragraphs::trimmed(text, line)).filter(|line| !line.is_empty());
    spans.map(|span| Paragraph { span, hard_wrapped: false }).collect()
}

/// Joins blocks where a protected span, like a comment of several lines, goes from one to the next.
fn joined_over(blocks: Vec<Paragraph>, protected: &[Span]) -> Vec<Paragraph> {
    let mut joined: Vec<Paragraph> = Vec::with_capacity(blocks.len());
    for block in blocks {
        match joined.last_mut() {
            Some(last) if sentences::is_inside(protected, Span::new(last.span.end, block.span.start)) => {
                last.span.end = block.span.end;
                last.hard_wrapped &= block.hard_wrapped;
            }
            _ => joined.push(block),
        }
    }
    joined
}

fn sentences_of(text: &str, block: Paragraph, protected: &[Span]) -> impl Iterator<Item = (Span, bool)> {
    let first = protected.partition_point(|span| span.end <= block.span.start);
    let inside: Vec<Span> = protected[first..]
        .iter()
        .take_while(|span| span.start < block.span.end)
        .map(|span| Span::new(span.start.max(block.span.start) - block.span.start, span.end - block.span.start))
        .collect();
    let cut = sentences::sentences(block.span.of(text), &inside);
    cut.into_iter().map(move |span| (span.shifted(block.span.start), block.hard_wrapped))
}

/// Joins sentences, also over the ends of paragraphs, while their sizes add up to at most the chunk's. A longer
/// sentence is a chunk alone.
fn chunks(
    text: &str,
    sentences: impl Iterator<Item = (Span, bool)>,
    options: &UnitOptions<'_>,
    mut push: impl FnMut(Span, bool),
) {
    let mut chunk: Option<(Span, bool)> = None;
    let mut size = 0;
    for (sentence, hard_wrapped) in sentences {
        if let Some((span, all_wrapped)) = &mut chunk {
            let longer = size + (options.measure)(&text[span.end..sentence.end]);
            if longer <= options.chunk_size {
                *span = Span::new(span.start, sentence.end);
                *all_wrapped &= hard_wrapped;
                size = longer;
                continue;
            }
            push(*span, *all_wrapped);
        }
        size = (options.measure)(sentence.of(text));
        chunk = Some((sentence, hard_wrapped));
    }
    if let Some((span, all_wrapped)) = chunk {
        push(span, all_wrapped);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words::words;
    use proptest::prelude::*;

    fn cut_by(text: &str, kind: UnitKind, markup: Markup, chunk_size: usize) -> Vec<Unit> {
        let measure = |text: &str| words(text).count();
        let protector = Protector::new(&[r"\{[^}]*\}".into()]).unwrap();
        units(text, &UnitOptions { kind, markup, protector: &protector, chunk_size, measure: &measure })
    }

    fn shown(text: &str, kind: UnitKind, markup: Markup) -> Vec<&str> {
        cut_by(text, kind, markup, 4).iter().map(|unit| unit.span.of(text)).collect()
    }

    #[test]
    fn kinds() {
        let text = "\u{feff}Раз два. Три!\n  Четыре пять шесть семь восемь. \r\n\r\nДевять.\n";
        for (kind, wanted) in [
            (UnitKind::Line, vec!["Раз два. Три!", "Четыре пять шесть семь восемь.", "Девять."]),
            (UnitKind::Paragraph, vec!["Раз два. Три!", "Четыре пять шесть семь восемь.", "Девять."]),
            (UnitKind::Sentence, vec!["Раз два.", "Три!", "Четыре пять шесть семь восемь.", "Девять."]),
            (UnitKind::Chunk, vec!["Раз два. Три!", "Четыре пять шесть семь восемь.", "Девять."]),
        ] {
            assert_eq!(shown(text, kind, Markup::Plain), wanted, "{kind:?}");
        }
        assert_eq!(
            shown("Раз.\nДва.\n\nТри. Четыре. Пять.", UnitKind::Chunk, Markup::Plain),
            ["Раз.\nДва.\n\nТри. Четыре.", "Пять."]
        );
    }

    #[test]
    fn verbatim_blocks_stand_alone() {
        let text = "---\na: b\n---\nРаз.\n```rust\nlet a. B = 1;\n\n```\nДва.";
        let verbatim: Vec<bool> =
            cut_by(text, UnitKind::Sentence, Markup::Markdown, 9).iter().map(|u| u.verbatim).collect();
        assert_eq!(verbatim, [true, false, true, false]);
        assert_eq!(shown(text, UnitKind::Chunk, Markup::Markdown).len(), 4);
    }

    #[test]
    fn a_protected_span_is_never_cut() {
        let text = "Раз <!-- a. B\n\nC. --> два. Три.";
        assert_eq!(shown(text, UnitKind::Sentence, Markup::Markdown), ["Раз <!-- a. B\n\nC. --> два.", "Три."]);
        assert_eq!(shown(text, UnitKind::Line, Markup::Markdown).len(), 1);
        assert_eq!(shown(text, UnitKind::Line, Markup::Plain).len(), 2);
    }

    #[test]
    fn hard_wrapped_sentences_cross_lines() {
        let text = "Первая строка блока идёт\nсюда. Вторая строка тоже\nне короче, чем третья\nэта.";
        let cut = cut_by(text, UnitKind::Sentence, Markup::Plain, 9);
        assert_eq!(cut.len(), 2);
        assert!(cut.iter().all(|unit| unit.hard_wrapped));
    }

    const DOCUMENT: &str = "\u{feff}?([а-яА-Яa-z]{1,9}|[.!?…] |\r?\n|\n\n|```\n|~~~\n|---\n|`|<!--|-->|<b>|http://a\\.b|[{}\\[\\]()| -]){0,80}";

    proptest! {
        #[test]
        fn units_tile_the_text(text in DOCUMENT, kind in 0..4, markdown: bool) {
            let kind = [UnitKind::Line, UnitKind::Sentence, UnitKind::Paragraph, UnitKind::Chunk][kind as usize];
            let markup = if markdown { Markup::Markdown } else { Markup::Plain };
            let mut from = 0;
            let is_space = |between: &str| between.trim_start_matches('\u{feff}').trim().is_empty();
            for unit in cut_by(&text, kind, markup, 5) {
                prop_assert!(unit.span.start >= from && !unit.span.is_empty());
                prop_assert!(is_space(&text[from..unit.span.start]), "{:?}", &text[from..unit.span.start]);
                prop_assert!(unit.verbatim || unit.span.of(&text).trim() == unit.span.of(&text));
                from = unit.span.end;
            }
            prop_assert!(is_space(&text[from..]));
        }

        #[test]
        fn units_never_end_inside_protected(text in DOCUMENT, kind in 0..4) {
            let kind = [UnitKind::Line, UnitKind::Sentence, UnitKind::Paragraph, UnitKind::Chunk][kind as usize];
            let protector = Protector::new(&[r"\{[^}]*\}".into()]).unwrap();
            let text = text.replace("```", "``");
            let spans = protector.spans(text.trim_start_matches('\u{feff}'), Markup::Plain);
            let mark = text.len() - text.trim_start_matches('\u{feff}').len();
            for unit in cut_by(&text, kind, Markup::Plain, 5) {
                let ends = [unit.span.start - mark, unit.span.end - mark];
                prop_assert!(!spans.iter().any(|s| ends.iter().any(|end| s.start < *end && *end < s.end)));
            }
        }

        #[test]
        fn paragraphs_hold_the_sentences(text in DOCUMENT) {
            let paragraphs = cut_by(&text, UnitKind::Paragraph, Markup::Markdown, 5);
            for sentence in cut_by(&text, UnitKind::Sentence, Markup::Markdown, 5) {
                let is_within = |p: &Unit| p.span.start <= sentence.span.start && sentence.span.end <= p.span.end;
                prop_assert!(paragraphs.iter().any(is_within));
            }
        }
    }
}
