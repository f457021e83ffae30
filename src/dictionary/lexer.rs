//! The tokens of RON text, as far as layout needs them: where strings, comments and brackets begin and end.
//!
//! Values are read by the crate `ron`; this lexer only finds the places between which it is asked to.

use std::ops::Range;

/// Kinds of tokens.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Token {
    /// Spaces and line ends.
    Space,
    /// `// …` without its line end.
    LineComment,
    /// `/* … */`, nested.
    BlockComment,
    /// A string, raw string or character, closed.
    Text,
    /// `(`, `[` or `{`.
    Open(u8),
    /// `)`, `]` or `}`.
    Close(u8),
    /// `,`.
    Comma,
    /// `:`.
    Colon,
    /// A name or a number.
    Word,
    /// A string or block comment that the text ends in.
    Unclosed,
    /// Any other character.
    Other,
}

impl Token {
    /// Whether it is space or a comment.
    pub fn is_trivia(self) -> bool {
        matches!(self, Self::Space | Self::LineComment | Self::BlockComment)
    }

    /// Whether it is a comment.
    pub fn is_comment(self) -> bool {
        matches!(self, Self::LineComment | Self::BlockComment)
    }
}

/// The token at byte `at` and its end; `None` at the end of the text.
pub fn token(text: &str, at: usize) -> Option<(Token, usize)> {
    let rest = text.get(at..)?;
    let first = rest.chars().next()?;
    let (token, length) = match first {
        '(' | '[' | '{' => (Token::Open(first as u8), 1),
        ')' | ']' | '}' => (Token::Close(first as u8), 1),
        ',' => (Token::Comma, 1),
        ':' => (Token::Colon, 1),
        '"' => closed(string(&rest[1..]).map(|end| end + 1), rest.len()),
        '\'' => character(rest).map_or((Token::Other, 1), |end| (Token::Text, end)),
        '/' if rest.starts_with("//") => (Token::LineComment, rest.find('\n').unwrap_or(rest.len())),
        '/' if rest.starts_with("/*") => match block_comment(rest) {
            Some(end) => (Token::BlockComment, end),
            None => (Token::Unclosed, rest.len()),
        },
        _ if is_space(first) => (Token::Space, rest.find(|c| !is_space(c)).unwrap_or(rest.len())),
        'r' | 'b' => match raw_string(rest) {
            Some(end) => closed(end, rest.len()),
            None => (Token::Word, word(rest)),
        },
        _ if is_word(first) => (Token::Word, word(rest)),
        _ => (Token::Other, first.len_utf8()),
    };
    Some((token, at + length))
}

/// All tokens in a range of `text`.
pub fn tokens(text: &str, range: Range<usize>) -> impl Iterator<Item = (Token, Range<usize>)> + '_ {
    let text = &text[..range.end];
    let mut at = range.start;
    std::iter::from_fn(move || {
        let (token, end) = token(text, at)?;
        let start = std::mem::replace(&mut at, end);
        Some((token, start..end))
    })
}

/// The place of the first token at or after `at` that is neither space nor comment.
pub fn skip_trivia(text: &str, mut at: usize) -> usize {
    while let Some((found, end)) = token(text, at) {
        if !found.is_trivia() {
            break;
        }
        at = end;
    }
    at
}

/// The bracket that closes `open`.
pub fn closer(open: u8) -> u8 {
    match open {
        b'(' => b')',
        b'[' => b']',
        _ => b'}',
    }
}

fn closed(end: Option<usize>, all: usize) -> (Token, usize) {
    end.map_or((Token::Unclosed, all), |end| (Token::Text, end))
}

/// The white space of RON.
fn is_space(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t' | '\n' | '\r' | '\x0B' | '\x0C' | '\u{85}' | '\u{200E}' | '\u{200F}' | '\u{2028}' | '\u{2029}'
    )
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '.' | '+' | '-')
}

fn word(rest: &str) -> usize {
    let prefix = if rest.starts_with("r#") { 2 } else { 0 };
    prefix + rest[prefix..].find(|c| !is_word(c)).unwrap_or(rest.len() - prefix)
}

/// The end of a string, from after its opening quote.
fn string(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return Some(at + 1),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    None
}

/// The end of `r"…"`, `r#"…"#`, `b"…"` or `br"…"`; the outer `None` says that it is none.
fn raw_string(rest: &str) -> Option<Option<usize>> {
    let bytes = rest.as_bytes();
    let mut at = usize::from(bytes[0] == b'b');
    if bytes.get(at) == Some(&b'"') {
        return Some(string(&rest[at + 1..]).map(|end| at + 1 + end));
    }
    if bytes.get(at) != Some(&b'r') {
        return None;
    }
    at += 1;
    let hashes = bytes[at..].iter().take_while(|byte| **byte == b'#').count();
    at += hashes;
    if bytes.get(at) != Some(&b'"') {
        return None;
    }
    at += 1;
    let mut end = String::from("\"");
    end.extend(std::iter::repeat_n('#', hashes));
    Some(rest[at..].find(&end).map(|found| at + found + end.len()))
}

fn character(rest: &str) -> Option<usize> {
    let inner = rest[1..].chars().next()?;
    if inner == '\\' {
        let end = rest.bytes().take(14).skip(3).position(|byte| byte == b'\'')?;
        return Some(end + 4);
    }
    let end = 1 + inner.len_utf8();
    rest[end..].starts_with('\'').then_some(end + 1)
}

fn block_comment(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let (mut depth, mut at) = (0_usize, 0);
    while at + 1 < bytes.len() {
        match &bytes[at..at + 2] {
            b"/*" => (depth, at) = (depth + 1, at + 2),
            b"*/" => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn kinds(text: &str) -> Vec<(Token, &str)> {
        tokens(text, 0..text.len()).map(|(token, range)| (token, &text[range])).collect()
    }

    #[test]
    fn strings_and_comments_are_whole() {
        for text in
            [r#""a \" ] b""#, r#"r"\d(""#, "r#\"a\" (\"#", "b\"x\"", "'('", r"'\''", r"'\u{1F600}'", "\"с\nновой\""]
        {
            assert_eq!(kinds(text), [(Token::Text, text)]);
        }
        for text in ["/* a /* ( */ b */", "/**/"] {
            assert_eq!(kinds(text), [(Token::BlockComment, text)]);
        }
        assert_eq!(kinds("// ( \n"), [(Token::LineComment, "// ( "), (Token::Space, "\n")]);
        for text in ["\"abc", "r#\"abc\"", "/* /* */", "\"\\"] {
            assert_eq!(kinds(text), [(Token::Unclosed, text)]);
        }
        assert_eq!(kinds("r#word"), [(Token::Word, "r#word")]);
    }

    proptest! {
        #[test]
        fn tokens_tile_any_text(text in r#"[a-я"'\\/*#r(){}\[\],:\n ☀́]{0,60}"#) {
            let mut at = 0;
            for (_, range) in tokens(&text, 0..text.len()) {
                prop_assert_eq!(range.start, at);
                prop_assert!(range.end > at);
                at = range.end;
            }
            prop_assert_eq!(at, text.len());
        }
    }
}
