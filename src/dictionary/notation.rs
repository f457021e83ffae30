//! The brace notation: `☀{радость}` is a symbol with an emotion, `дождь + грусть` a link.

use crate::dictionary::{Entry, Link, Symbol};

/// What a line or pair of the brace notation gives.
#[derive(Clone, PartialEq, Debug)]
pub enum Line {
    /// An entry.
    Entry(Box<Entry>),
    /// A link.
    Link(Box<Link>),
}

/// Makes an entry or link of words and a symbol.
pub fn line(words: &str, symbols: Vec<Symbol>, emotion: Option<String>) -> Line {
    match members(words) {
        Some(of) => Line::Link(Box::new(Link { of, symbols, emotion, ..Link::default() })),
        None => Line::Entry(Box::new(Entry { word: words.to_owned(), symbols, emotion, ..Entry::default() })),
    }
}

/// The members of `a + b`; `None` when it is no link.
pub fn members(words: &str) -> Option<Vec<String>> {
    words.contains(" + ").then(|| words.split(" + ").map(|member| member.trim().to_owned()).collect())
}

/// `☀{радость}` as symbol and emotion. Braces that hold nothing, or stand alone, are a part of the symbol.
pub fn split_emotion(text: &str) -> (&str, Option<&str>) {
    let found = || {
        let (symbol, emotion) = text.strip_suffix('}')?.rsplit_once('{')?;
        let is_emotion = !symbol.trim().is_empty() && !emotion.trim().is_empty() && !emotion.contains('}');
        is_emotion.then_some((symbol.trim_end(), emotion.trim()))
    };
    found().map_or((text, None), |(symbol, emotion)| (symbol, Some(emotion)))
}

/// A symbol with its emotion.
pub fn join_emotion(symbol: &str, emotion: Option<&str>) -> String {
    emotion.map_or_else(|| symbol.to_owned(), |emotion| format!("{symbol}{{{emotion}}}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_are_an_emotion() {
        assert_eq!(split_emotion("☀{радость}"), ("☀", Some("радость")));
        assert_eq!(split_emotion("☀ { тихая радость }"), ("☀", Some("тихая радость")));
        for text in ["☀", "{x}", "☀{}", "{", "}", "☀}"] {
            assert_eq!(split_emotion(text), (text, None));
        }
    }

    #[test]
    fn a_plus_between_spaces_is_a_link() {
        assert_eq!(members("дождь + грусть").unwrap(), ["дождь", "грусть"]);
        assert_eq!(members("c++"), None);
    }
}
