//! What is protected in any text: URLs, e-mail addresses, code in backquotes, tags.

use crate::text::protected::Markup;
use crate::text::span::Span;
use std::collections::HashMap;

/// A tag is at most so long: keeps hostile input linear.
const MAX_TAG: usize = 2048;

/// `scheme://…` and `www.…`, up to white space or a quotation mark, without the punctuation after it.
pub(super) fn urls(text: &str, found: &mut Vec<Span>) {
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(offset) = text[from..].find("://") {
        let at = from + offset;
        let is_scheme = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'.' | b'-');
        let length = bytes[from..at].iter().rev().take_while(|byte| is_scheme(byte)).count();
        let skipped = bytes[at - length..at].iter().take_while(|byte| !byte.is_ascii_alphabetic()).count();
        let end = url_end(text, at + 3);
        if skipped < length && end > at + 3 {
            found.push(Span::new(at - length + skipped, end));
        }
        from = end.max(at + 3);
    }
    from = 0;
    for (at, _) in text.match_indices('.') {
        let is_www = at >= from + 3 && bytes[at - 3..at].eq_ignore_ascii_case(b"www");
        if is_www && !text[..at - 3].ends_with(|c: char| c.is_alphanumeric() || c == '/') {
            let end = url_end(text, at + 1);
            if end > at + 1 {
                found.push(Span::new(at - 3, end));
                from = end;
            }
        }
    }
}

/// Where a URL ends whose part after `://` or `www.` starts at `start`.
fn url_end(text: &str, start: usize) -> usize {
    let mut open = Vec::new();
    let mut end = start;
    for (offset, c) in text[start..].char_indices() {
        match c {
            '(' | '[' | '{' => open.push(c),
            ')' | ']' | '}' if open.pop().is_none() => break,
            '<' | '>' | '"' | '`' | '«' | '»' | '“' | '”' | '„' | '|' => break,
            _ if c.is_whitespace() || c.is_control() => break,
            _ => {}
        }
        // Punctuation at the end is the sentence's, not the address's.
        if !matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '…' | '\'' | '’' | '*' | '_' | '(' | '[' | '{' | '—' | '–')
        {
            end = start + offset + c.len_utf8();
        }
    }
    end
}

/// `name@domain.tld`.
pub(super) fn emails(text: &str, found: &mut Vec<Span>) {
    let is_local = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-');
    let mut from = 0;
    for (at, _) in text.match_indices('@') {
        let before = &text[from..at];
        let local = before[before.trim_end_matches(is_local).len()..].trim_start_matches('.');
        let after = &text[at + 1..];
        let domain =
            &after[..after.find(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-'))).unwrap_or(after.len())];
        let domain = domain.trim_end_matches(['.', '-']);
        let top = domain.rsplit_once('.').filter(|(name, _)| !name.is_empty()).map_or("", |(_, top)| top);
        if !local.is_empty() && top.chars().count() > 1 && top.chars().all(char::is_alphabetic) {
            found.push(Span::new(at - local.len(), at + 1 + domain.len()));
        }
        from = at + 1;
    }
}

/// Code between two runs of equally many backquotes: in one line, in Markdown in one block of lines.
pub(super) fn code(text: &str, markup: Markup, found: &mut Vec<Span>) {
    let mut runs: Vec<Span> = Vec::new();
    let mut block_start = 0;
    let mut from = 0;
    while let Some(offset) = text[from..].find('`') {
        let start = from + offset;
        let end = start + text[start..].bytes().take_while(|byte| *byte == b'`').count();
        if ends_block(&text[block_start.max(from)..start], markup) {
            pair(&runs, found);
            runs.clear();
            block_start = start;
        }
        runs.push(Span::new(start, end));
        from = end;
    }
    pair(&runs, found);
}

fn ends_block(between: &str, markup: Markup) -> bool {
    match markup {
        Markup::Plain => between.contains(['\n', '\r']),
        Markup::Markdown => {
            let mut lines = between.split('\n');
            lines.next();
            lines.next_back();
            lines.any(|line| line.trim().is_empty())
        }
    }
}

/// Pairs the runs of one block, left to right.
fn pair(runs: &[Span], found: &mut Vec<Span>) {
    let mut next_same = vec![None; runs.len()];
    let mut latest = HashMap::new();
    for (index, run) in runs.iter().enumerate().rev() {
        next_same[index] = latest.insert(run.len(), index);
    }
    let mut index = 0;
    while index < runs.len() {
        if let Some(close) = next_same[index] {
            found.push(Span::new(runs[index].start, runs[close].end));
            index = close;
        }
        index += 1;
    }
}

/// XML and HTML tags, declarations and processing instructions; no comments.
pub(super) fn tags(text: &str, found: &mut Vec<Span>) {
    let mut from = 0;
    while let Some(offset) = text[from..].find('<') {
        let start = from + offset;
        let window = &text[start..text.floor_char_boundary((start + MAX_TAG).min(text.len()))];
        match tag_length(window) {
            Some(length) => {
                found.push(Span::new(start, start + length));
                from = start + length;
            }
            None => from = start + 1,
        }
    }
}

/// The length of the tag at the start of `text`, by CommonMark's grammar with names in any script.
fn tag_length(text: &str) -> Option<usize> {
    let rest = &text[1..];
    let end = if let Some(rest) = rest.strip_prefix('?') {
        let end =
            rest.find(['<', '>']).filter(|end| rest[..*end].ends_with('?') && rest.starts_with(char::is_alphabetic));
        &rest[end?..]
    } else if let Some(rest) = rest.strip_prefix('!') {
        &rest[rest.find(['<', '>']).filter(|_| rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '['))?..]
    } else if let Some(rest) = rest.strip_prefix('/') {
        skip_space(name(rest)?)
    } else {
        attributes(name(rest)?)?
    };
    end.strip_prefix('>').map(|after| text.len() - after.len())
}

/// What stands after the name at the start of `text`.
fn name(text: &str) -> Option<&str> {
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.');
    text.starts_with(|c: char| c.is_alphabetic() || c == '_').then(|| text.trim_start_matches(is_name))
}

/// What stands after the attributes and the closing slash of a tag.
fn attributes(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        let after_space = skip_space(rest);
        let is_apart = after_space.len() < rest.len();
        let next = after_space.strip_prefix('/').filter(|next| next.starts_with('>'));
        if next.is_some() || after_space.starts_with('>') || !is_apart {
            return Some(next.unwrap_or(after_space));
        }
        rest = name(after_space)?;
        let Some(value) = skip_space(rest).strip_prefix('=') else { continue };
        let value = skip_space(value);
        rest = match value.chars().next()? {
            quote @ ('"' | '\'') => &value[1 + value[1..].find(quote)? + 1..],
            '<' | '>' | '=' | '`' => return None,
            _ => &value[value.find(|c: char| c.is_whitespace() || "\"'=<>`".contains(c))?..],
        };
    }
}

/// White space with at most one line end.
fn skip_space(text: &str) -> &str {
    let rest = text.trim_start();
    let has_empty_line = text[..text.len() - rest.len()].matches('\n').count() > 1;
    if has_empty_line { text } else { rest }
}
