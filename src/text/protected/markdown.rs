//! What is protected in Markdown beside the marks of any text: front matter, comments, link targets, callout heads.

use crate::text::paragraphs::lines;
use crate::text::span::Span;

/// Front matter and comments are at most so long, as a fence is.
const MAX_BLOCK: usize = 64 * 1024;
/// A link's target or label is at most so long, and its brackets nest at most so deep: keeps hostile input linear.
const MAX_TARGET: usize = 2048;
const MAX_DEPTH: usize = 32;

/// All of them.
pub(super) fn spans(text: &str, found: &mut Vec<Span>) {
    found.extend(front_matter(text));
    comments(text, found);
    wiki_links(text, found);
    targets(text, found);
    for line in lines(text) {
        definition(text, line, found);
        callout(text, line, found);
    }
}

/// The YAML block between two lines `---` at the start of a document.
pub(crate) fn front_matter(text: &str) -> Option<Span> {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let body = &text[start..text.floor_char_boundary((start + MAX_BLOCK).min(text.len()))];
    let mut lines = lines(body);
    if lines.next()?.of(body).trim_end() != "---" {
        return None;
    }
    let end = lines.find(|line| matches!(line.of(body).trim_end(), "---" | "..."))?;
    Some(Span::new(start, start + end.start + 3))
}

fn comments(text: &str, found: &mut Vec<Span>) {
    let mut from = 0;
    let mut close = 0;
    while let Some(offset) = text[from..].find("<!--") {
        let start = from + offset;
        from = start + 4;
        if close < from {
            let Some(offset) = text[from..].find("-->") else { return };
            close = from + offset + 3;
        }
        if close - start <= MAX_BLOCK && close >= from + 3 {
            found.push(Span::new(start, close));
            from = close;
        }
    }
}

/// `[[target]]` and the part up to the bar of `[[target|shown]]`.
fn wiki_links(text: &str, found: &mut Vec<Span>) {
    for (start, _) in text.match_indices("[[") {
        let inner = &text[start + 2..];
        let window = &inner[..inner.floor_char_boundary(MAX_TARGET.min(inner.len()))];
        let Some(end) = window.find(['[', ']', '|', '\n', '\r']) else { continue };
        if window[end..].starts_with("]]") {
            found.push(Span::new(start, start + 2 + end + 2));
        } else if window[end..].starts_with('|') {
            let shown = &window[end + 1..];
            let close = shown.find(['[', ']', '\n', '\r']);
            if close.is_some_and(|close| shown[close..].starts_with("]]")) {
                found.push(Span::new(start, start + 2 + end + 1));
            }
        }
    }
}

/// The part from `](` to the closing bracket of a link, and `][label]`.
fn targets(text: &str, found: &mut Vec<Span>) {
    for (start, _) in text.match_indices(']') {
        let rest = &text[start + 1..];
        let window = &rest[..rest.floor_char_boundary(MAX_TARGET.min(rest.len()))];
        let length = match window.chars().next() {
            Some('(') => balanced(window),
            Some('[') => window[1..]
                .find(['[', ']', '\n', '\r'])
                .filter(|end| window[1 + end..].starts_with(']'))
                .map(|end| end + 2),
            _ => None,
        };
        if let Some(length) = length.filter(|length| *length > 2) {
            found.push(Span::new(start, start + 1 + length));
        }
    }
}

/// The length of the bracketed target at the start of `text`, in one line.
fn balanced(text: &str) -> Option<usize> {
    let mut depth = 0;
    for (offset, c) in text.char_indices() {
        match c {
            '(' if depth == MAX_DEPTH => return None,
            '(' => depth += 1,
            ')' if depth == 1 => return Some(offset + 1),
            ')' => depth -= 1,
            '\n' | '\r' => return None,
            _ => {}
        }
    }
    None
}

/// `[label]: target "title"`; no footnote, and no prose after a bracket.
fn definition(text: &str, line: Span, found: &mut Vec<Span>) {
    let whole = line.of(text).trim_end();
    let inner = whole.trim_start_matches(' ');
    let Some(rest) = inner.strip_prefix('[').filter(|rest| !rest.starts_with('^')) else { return };
    let Some(end) = rest.find(['[', ']']) else { return };
    let Some(target) = rest[end..].strip_prefix("]:") else { return };
    let target = target.trim_start();
    let (url, title) = match target.strip_prefix('<').and_then(|inner| inner.split_once('>')) {
        Some(parts) => parts,
        None => target.split_once(char::is_whitespace).unwrap_or((target, "")),
    };
    let title = title.trim();
    let is_title = title.is_empty()
        || [('"', '"'), ('\'', '\''), ('(', ')')]
            .iter()
            .any(|(open, close)| title.len() > 1 && title.starts_with(*open) && title.ends_with(*close));
    if !url.is_empty() && is_title {
        let start = line.start + (whole.len() - inner.len());
        found.push(Span::new(start, line.start + whole.len()));
    }
}

/// `[!note]` at the head of a callout, with the sign that folds it.
fn callout(text: &str, line: Span, found: &mut Vec<Span>) {
    let whole = line.of(text);
    let inner = whole.trim_start_matches(['>', ' ', '\t']);
    let is_quote = whole[..whole.len() - inner.len()].contains('>');
    let Some(kind) = inner.strip_prefix("[!").filter(|_| is_quote) else { return };
    let Some(end) = kind.find([']', '[']).filter(|end| kind[*end..].starts_with(']')) else { return };
    let start = line.start + (whole.len() - inner.len());
    let fold = usize::from(kind[end + 1..].starts_with(['+', '-']));
    found.push(Span::new(start, start + 2 + end + 1 + fold));
}
