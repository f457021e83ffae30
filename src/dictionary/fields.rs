//! The fields inside one item's brackets, for places of problems.

use crate::dictionary::lexer::{Token, skip_trivia, token, tokens};
use std::ops::Range;

/// `name: value` inside an item.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Field {
    /// Where its name stands.
    pub name: Range<usize>,
    /// Its value, without the comma.
    pub value: Range<usize>,
    /// After the comma, or after the value.
    pub end: usize,
}

/// The fields of the item at `range`, whose brackets are balanced. `None` when something else stands among them.
pub fn fields(text: &str, range: Range<usize>) -> Option<Vec<Field>> {
    let text = &text[..range.end];
    let mut at = range.start;
    if let Some((Token::Word, end)) = token(text, at) {
        at = skip_trivia(text, end);
    }
    at = skip_trivia(text, at + 1);
    let mut found = Vec::new();
    while let Some((token_found, name_end)) = token(text, at) {
        match token_found {
            Token::Close(b')') => return Some(found),
            Token::Word => {}
            _ => return None,
        }
        let colon = skip_trivia(text, name_end);
        if !text[colon..].starts_with(':') {
            return None;
        }
        let value = skip_trivia(text, colon + 1);
        let value_end = value_end(text, value)?;
        let comma = skip_trivia(text, value_end);
        let has_comma = text[comma..].starts_with(',');
        let end = if has_comma { comma + 1 } else { value_end };
        found.push(Field { name: at..name_end, value: value..value_end, end });
        at = skip_trivia(text, end);
        if !has_comma && !text[at..].starts_with(')') {
            return None;
        }
    }
    None
}

/// The elements of the list at `range`, `["a", "b"]`, or the value itself when it is no list.
pub fn elements(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    if !text[range.clone()].starts_with('[') {
        return vec![range];
    }
    let mut found = Vec::new();
    let mut at = skip_trivia(text, range.start + 1);
    while at < range.end && !text[at..].starts_with(']') {
        let Some(end) = value_end(text, at) else { break };
        found.push(at..end);
        at = skip_trivia(text, end);
        if text[at..].starts_with(',') {
            at = skip_trivia(text, at + 1);
        }
    }
    found
}

/// The end of a value: a token, or brackets with or without a name before them.
fn value_end(text: &str, at: usize) -> Option<usize> {
    let (first, first_end) = token(text, at)?;
    let open = match first {
        Token::Open(_) => at,
        Token::Word => {
            let open = skip_trivia(text, first_end);
            if !text[open..].starts_with('(') {
                return Some(first_end);
            }
            open
        }
        Token::Text => return Some(first_end),
        _ => return None,
    };
    let mut depth = 0_usize;
    for (found, range) in tokens(text, open..text.len()) {
        match found {
            Token::Open(_) => depth += 1,
            Token::Close(_) => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if depth == 0 {
            return Some(range.end);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_of_an_entry() {
        let text = r#"(word: "a(", /* x */ symbols: ["x", (text: "y", weight: 2)], matching: Pattern)"#;
        let found = fields(text, 0..text.len()).unwrap();
        let names: Vec<_> = found.iter().map(|field| &text[field.name.clone()]).collect();
        assert_eq!(names, ["word", "symbols", "matching"]);
        let parts: Vec<_> = elements(text, found[1].value.clone()).into_iter().map(|part| &text[part]).collect();
        assert_eq!(parts, [r#""x""#, r#"(text: "y", weight: 2)"#]);
        assert_eq!(&text[found[2].value.clone()], "Pattern");
    }

    #[test]
    fn anything_else_is_none() {
        for text in ["(\"a\")", "(word \"a\")", "(word: )", "(word: \"a\" also: [])"] {
            assert_eq!(fields(text, 0..text.len()), None, "{text}");
        }
    }
}
