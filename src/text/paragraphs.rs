//! Paragraphs: an empty line ends one; so does every line end outside a hard-wrapped block.

use crate::text::Span;

/// A block is hard-wrapped when it has so many lines …
const MIN_LINES: usize = 3;
/// … none longer than this, in characters …
const MAX_CHARS: usize = 120;
/// … and all but the last within so many characters of the longest (DESIGN, Units).
const MAX_SHORTER: usize = 20;

/// One paragraph, without the line end after it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Paragraph {
    /// Where it is.
    pub span: Span,
    /// Whether its lines were broken at a column: line ends inside stand for spaces.
    pub hard_wrapped: bool,
}

/// The paragraphs of `text` that hold more than white space, without the white space around them.
pub fn paragraphs(text: &str) -> Vec<Paragraph> {
    let mut found = Vec::new();
    let mut block: Vec<Span> = Vec::new();
    for line in lines(text) {
        if line.of(text).trim().is_empty() {
            finish_block(text, &mut block, &mut found);
        } else {
            block.push(line);
        }
    }
    finish_block(text, &mut block, &mut found);
    found
}

/// The lines of `text` without their ends: LF, CRLF, or a CR alone.
pub fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        if from >= text.len() {
            return None;
        }
        let start = from;
        let end = text[start..].find(['\n', '\r']).map_or(text.len(), |length| start + length);
        from = if text[end..].starts_with("\r\n") { end + 2 } else { end + 1 };
        Some(Span::new(start, end))
    })
}

/// `span` without the white space at its ends; empty at its start when there is nothing else.
pub fn trimmed(text: &str, span: Span) -> Span {
    let inner = span.of(text);
    let start = span.start + (inner.len() - inner.trim_start().len());
    let end = span.start + inner.trim_end().len();
    if start <= end { Span::new(start, end) } else { Span::new(span.start, span.start) }
}

fn finish_block(text: &str, block: &mut Vec<Span>, found: &mut Vec<Paragraph>) {
    if let (Some(first), Some(last)) = (block.first(), block.last()) {
        if is_hard_wrapped(text, block) {
            let span = trimmed(text, Span::new(first.start, last.end));
            found.push(Paragraph { span, hard_wrapped: true });
        } else {
            found.extend(block.iter().map(|line| Paragraph { span: trimmed(text, *line), hard_wrapped: false }));
        }
    }
    block.clear();
}

fn is_hard_wrapped(text: &str, block: &[Span]) -> bool {
    // A byte bound first: four bytes a character at most, so a long line is not counted.
    if block.len() < MIN_LINES || block.iter().any(|line| line.of(text).trim_end().len() > 4 * MAX_CHARS) {
        return false;
    }
    let length = |line: &Span| line.of(text).trim_end().chars().count();
    let longest = block.iter().map(length).max().unwrap_or(0);
    longest <= MAX_CHARS && block[..block.len() - 1].iter().all(|line| length(line) + MAX_SHORTER >= longest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<(String, bool)> {
        paragraphs(text).iter().map(|p| (p.span.of(text).to_owned(), p.hard_wrapped)).collect()
    }

    #[test]
    fn lines_end_in_three_ways() {
        let split = |text: &'static str| lines(text).map(|line| line.of(text)).collect::<Vec<_>>();
        assert_eq!(split("a\nb\r\nc\rd"), ["a", "b", "c", "d"]);
        assert_eq!(split("a\n\n"), ["a", ""]);
        assert_eq!(split(""), Vec::<&str>::new());
    }

    #[test]
    fn every_line_is_a_paragraph() {
        assert_eq!(
            shown("  one\r\n\r\ntwo \nthree\n \n"),
            [("one".into(), false), ("two".into(), false), ("three".into(), false)]
        );
    }

    #[test]
    fn a_hard_wrapped_block_is_one() {
        let (long, short) = ("x".repeat(60), "x".repeat(40));
        let block = format!("{long}\n{short}\n{long}\nend");
        assert_eq!(shown(&format!("{block}\n\nnext")), [(block, true), ("next".into(), false)]);
    }

    #[test]
    fn the_bounds_of_hard_wrap() {
        let count = |lengths: &[usize]| {
            let text = lengths.iter().map(|n| "ы".repeat(*n)).collect::<Vec<_>>().join("\n");
            paragraphs(&text).len()
        };
        assert_eq!(count(&[60, 60]), 2, "two lines are too few");
        assert_eq!(count(&[60, 60, 60]), 1);
        assert_eq!(count(&[60, 39, 60]), 3, "more than 20 shorter");
        assert_eq!(count(&[60, 40, 1]), 1);
        assert_eq!(count(&[39, 39, 60]), 3, "the last counts as the longest");
        assert_eq!(count(&[120, 120, 120]), 1);
        assert_eq!(count(&[121, 121, 121]), 3);
    }
}
