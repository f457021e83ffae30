//! Fenced code blocks and front matter: what is passed through as it stands.

use crate::text::paragraphs::lines;
use crate::text::protected::front_matter;
use crate::text::{Markup, Span};

/// A fence closes within so many bytes, or it is ordinary text (DESIGN 2.8).
pub const MAX_BYTES: usize = 64 * 1024;

/// Fence lengths told apart when remembering that none closes.
const MAX_LENGTH: usize = 64;

/// The verbatim blocks of a document, in order: fences of backquotes in any text, since code in backquotes is protected
/// there too; in Markdown also fences of tildes (which separate scenes in plain text), fences inside quotes, and front
/// matter.
pub fn verbatim(text: &str, markup: Markup) -> Vec<Span> {
    let mut found = Vec::new();
    if markup == Markup::Markdown {
        found.extend(front_matter(text));
    }
    let from = found.first().map_or(0, |block| block.end);
    let marks: Vec<Mark> = lines(&text[from..]).filter_map(|line| Mark::of(text, line.shifted(from), markup)).collect();
    let mut unclosed = Unclosed::default();
    let mut index = 0;
    while index < marks.len() {
        match marks[index].opens.then(|| unclosed.closing(&marks, index)).flatten() {
            Some(close) => {
                found.push(Span::new(marks[index].line.start, marks[close].line.end));
                index = close + 1;
            }
            None => index += 1,
        }
    }
    found
}

/// A line that opens or closes a fence.
struct Mark {
    /// Without the white space at its end.
    line: Span,
    tilde: bool,
    length: usize,
    opens: bool,
    closes: bool,
}

impl Mark {
    fn of(text: &str, line: Span, markup: Markup) -> Option<Self> {
        let is_markdown = markup == Markup::Markdown;
        let whole = line.of(text).trim_end();
        let inner = whole.trim_start_matches(|c| matches!(c, ' ' | '\t') || is_markdown && c == '>');
        let inner = inner.strip_prefix('\u{feff}').unwrap_or(inner);
        let first = inner.chars().next().filter(|c| *c == '`' || is_markdown && *c == '~')?;
        let rest = inner.trim_start_matches(first);
        let length = inner.len() - rest.len();
        let start =
            line.start + if line.start == 0 { whole.len() - whole.trim_start_matches('\u{feff}').len() } else { 0 };
        (length >= 3).then(|| Self {
            line: Span::new(start, line.start + whole.len()),
            tilde: first == '~',
            length,
            opens: first == '~' || !rest.contains('`'),
            closes: rest.is_empty(),
        })
    }
}

/// For each kind and length of fence, up to which mark there is known to be none that closes it.
struct Unclosed([[usize; MAX_LENGTH]; 2]);

impl Default for Unclosed {
    fn default() -> Self {
        Self([[0; MAX_LENGTH]; 2])
    }
}

impl Unclosed {
    fn closing(&mut self, marks: &[Mark], open: usize) -> Option<usize> {
        let Mark { line, tilde, length, .. } = marks[open];
        let known = &mut self.0[usize::from(tilde)];
        let shorter = known[..=length.min(MAX_LENGTH - 1)].iter().copied().max().unwrap_or(0);
        let mut at = shorter.max(open + 1);
        while at < marks.len() && marks[at].line.end - line.start <= MAX_BYTES {
            if marks[at].closes && marks[at].tilde == tilde && marks[at].length >= length {
                return Some(at);
            }
            at += 1;
        }
        if length < MAX_LENGTH {
            known[length] = at;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(markup: Markup, text: &str, wanted: &[&str]) {
        let found: Vec<&str> = verbatim(text, markup).iter().map(|span| span.of(text)).collect();
        assert_eq!(found, wanted, "{text:?}");
    }

    #[test]
    fn fences() {
        check(Markup::Plain, "a\n```rust\nb\n\n```  \nc", &["```rust\nb\n\n```"]);
        check(Markup::Plain, "\u{feff}```\nb\r\n````\r\nc", &["```\nb\r\n````"]);
        check(Markup::Plain, "````\n```\n````", &["````\n```\n````"]);
        check(Markup::Plain, "```\na\n``` b\n", &[]);
        check(Markup::Plain, "```a```\nb\n```", &[]);
        check(Markup::Plain, "~~~\na\n~~~", &[]);
        check(Markup::Markdown, "~~~ a`b\n```\n~~~\n```\nc\n```", &["~~~ a`b\n```\n~~~", "```\nc\n```"]);
        check(Markup::Markdown, "- a\n  ```\n  b\n  ```", &["  ```\n  b\n  ```"]);
        check(Markup::Markdown, "> ```\n> b\n> ```", &["> ```\n> b\n> ```"]);
        check(Markup::Markdown, "---\na: b\n---\n```\n```", &["---\na: b\n---", "```\n```"]);
    }

    #[test]
    fn a_fence_closes_within_64_kib() {
        let text = |bytes: usize| format!("```\n{}\n```", "x".repeat(bytes - 8));
        check(Markup::Plain, &text(MAX_BYTES), &[&text(MAX_BYTES)]);
        check(Markup::Plain, &text(MAX_BYTES + 1), &[]);
    }

    #[test]
    fn hostile_input_is_linear() {
        for piece in ["```x\n", "````x\n```\n", "```\n~~~\n", "> ```x\n", "`````\n````\n```\n"] {
            verbatim(&piece.repeat(300_000 / piece.len()), Markup::Markdown);
        }
    }
}
