//! Words by DESIGN 2.3: where they begin and end, what may stand between the words of a phrase, possessives.

use crate::text::Span;
use crate::text::folding;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

const SOFT_HYPHEN: char = '\u{ad}';

/// The words of `text`, in order.
///
/// A word begins with a letter, a digit or `_` and goes on with letters, digits, combining marks and `_`. One
/// apostrophe between two word characters belongs to it, and so do soft hyphens.
pub fn words(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        let word = next_word(text, from)?;
        from = word.end;
        Some(word)
    })
}

/// Whether `c` may stand inside a word (letter, digit, combining mark but no variation selector, `_`).
pub fn is_word_char(c: char) -> bool {
    matches!(kind(c), Kind::Start | Kind::Mark)
}

/// Whether a word may begin with `c`.
pub fn is_word_start(c: char) -> bool {
    kind(c) == Kind::Start
}

/// What stands between two neighbouring words, as far as phrases care.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Gap {
    /// Matches a space of an entry: spaces, tabs, no-break spaces, or a single line end with the spaces around it.
    Space,
    /// One hyphen: matches a space or a hyphen of an entry.
    Hyphen,
    /// Anything else: no phrase goes across.
    Other,
}

/// Classifies the text between two words.
pub fn gap(between: &str) -> Gap {
    if matches!(between, "-" | "\u{2010}" | "\u{2011}") {
        return Gap::Hyphen;
    }
    let rest = between.trim_start_matches(is_space);
    let rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n')).unwrap_or(rest);
    if !between.is_empty() && rest.chars().all(is_space) { Gap::Space } else { Gap::Other }
}

/// A space, tab or no-break space: white space that ends no line.
pub fn is_space(c: char) -> bool {
    match c {
        ' ' | '\t' | '\u{a0}' => true,
        '\0'..='\u{7f}' => false,
        _ => c.general_category() == GeneralCategory::SpaceSeparator,
    }
}

/// Contractions that look like possessives and are none.
const CONTRACTIONS: [&str; 11] =
    ["it's", "that's", "he's", "she's", "what's", "who's", "there's", "here's", "let's", "where's", "how's"];

/// The Latin word before an English possessive 's: `love` of `love's`. The plural possessive (`lovers'`) needs nothing:
/// its apostrophe is no part of the word.
pub fn possessive_stem(word: &str) -> Option<&str> {
    let stem = word.strip_suffix(['s', 'S'])?.strip_suffix(['\'', '’'])?;
    let is_latin = stem.chars().any(is_latin_letter)
        && stem.chars().all(|c| is_latin_letter(c) || !is_word_start(c) || c.is_ascii_digit() || c == '_');
    (is_latin && !CONTRACTIONS.contains(&folding::key(word).as_str())).then_some(stem)
}

fn is_latin_letter(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphabetic(),
        '\u{aa}' | '\u{ba}' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => is_word_start(c),
        _ => false,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Begins a word or goes on with it.
    Start,
    /// Goes on with a word.
    Mark,
    Other,
}

fn kind(c: char) -> Kind {
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' | '_' | 'Ѐ'..='ҁ' | 'Ҋ'..='ԯ' => Kind::Start,
        '\0'..='\u{7f}' | '\u{2000}'..='\u{2070}' => Kind::Other,
        _ => kind_by_table(c),
    }
}

fn kind_by_table(c: char) -> Kind {
    match c.general_category() {
        GeneralCategory::UppercaseLetter
        | GeneralCategory::LowercaseLetter
        | GeneralCategory::TitlecaseLetter
        | GeneralCategory::ModifierLetter
        | GeneralCategory::OtherLetter
        | GeneralCategory::LetterNumber
        | GeneralCategory::DecimalNumber => Kind::Start,
        GeneralCategory::NonspacingMark | GeneralCategory::SpacingMark | GeneralCategory::EnclosingMark => {
            if is_variation_selector(c) {
                Kind::Other
            } else {
                Kind::Mark
            }
        }
        _ => Kind::Other,
    }
}

fn is_variation_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' | '\u{180b}'..='\u{180d}' | '\u{180f}')
}

fn next_word(text: &str, from: usize) -> Option<Span> {
    let start = from + text[from..].char_indices().find(|(_, c)| is_word_start(*c))?.0;
    let mut end = start;
    loop {
        let rest = &text[end..];
        let run = rest.find(|c| !is_word_char(c)).unwrap_or(rest.len());
        end += run;
        match joint(&rest[run..]) {
            Some(length) => end += length,
            None => return Some(Span::new(start, end)),
        }
    }
}

/// The length of the apostrophe and soft hyphens at the start of `rest`, where a word goes on after them.
fn joint(rest: &str) -> Option<usize> {
    let first = rest.chars().next()?;
    if !matches!(first, '\'' | '’' | SOFT_HYPHEN) {
        return None;
    }
    let mut apostrophe_seen = false;
    for (offset, c) in rest.char_indices() {
        match c {
            SOFT_HYPHEN => {}
            '\'' | '’' if !apostrophe_seen => apostrophe_seen = true,
            _ => return is_word_char(c).then_some(offset),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn split(text: &str) -> Vec<&str> {
        words(text).map(|span| span.of(text)).collect()
    }

    #[test]
    fn where_words_begin_and_end() {
        for (text, wanted) in [
            ("", vec![]),
            ("любовь и свет", vec!["любовь", "и", "свет"]),
            ("из-за чёрно\u{2011}белой", vec!["из", "за", "чёрно", "белой"]),
            ("don't rock’n’roll", vec!["don't", "rock’n’roll"]),
            ("'quoted' boys' a''b", vec!["quoted", "boys", "a", "b"]),
            ("любо\u{301}вь лю\u{ad}бовь", vec!["любо\u{301}вь", "лю\u{ad}бовь"]),
            ("конец\u{ad} строки", vec!["конец", "строки"]),
            ("\u{ad}слово", vec!["слово"]),
            ("do\u{ad}n'\u{ad}t", vec!["do\u{ad}n'\u{ad}t"]),
            ("snake_case _x 3D 5'6", vec!["snake_case", "_x", "3D", "5'6"]),
            ("1\u{fe0f}\u{20e3} ☀\u{fe0f}a", vec!["1", "a"]),
            ("\u{301}а", vec!["а"]),
            ("हिन्दी 日本語 ①²", vec!["हिन्दी", "日本語"]),
            ("❤любовь❤", vec!["любовь"]),
            ("🅰🇷🇺 Ⅳ", vec!["Ⅳ"]),
            ("'", vec![]),
            ("a'", vec!["a"]),
        ] {
            assert_eq!(split(text), wanted, "{text:?}");
        }
    }

    #[test]
    fn gaps() {
        for (between, wanted) in [
            (" ", Gap::Space),
            (" \t\u{a0}\u{202f}", Gap::Space),
            ("\n", Gap::Space),
            (" \r\n  ", Gap::Space),
            ("\n\n", Gap::Other),
            ("\n \n", Gap::Other),
            ("\r", Gap::Other),
            ("-", Gap::Hyphen),
            ("\u{2010}", Gap::Hyphen),
            ("\u{2011}", Gap::Hyphen),
            (" - ", Gap::Other),
            ("--", Gap::Other),
            ("–", Gap::Other),
            (", ", Gap::Other),
            ("", Gap::Other),
            ("\u{ad}", Gap::Other),
        ] {
            assert_eq!(gap(between), wanted, "{between:?}");
        }
    }

    #[test]
    fn possessives() {
        for (word, wanted) in [
            ("love's", Some("love")),
            ("love’s", Some("love")),
            ("LOVE'S", Some("LOVE")),
            ("Zoë's", Some("Zoë")),
            ("o'clock's", Some("o'clock")),
            ("it's", None),
            ("It’s", None),
            ("HOW'S", None),
            ("days", None),
            ("д'Артаньян's", None),
            ("1990's", None),
            ("'s", None),
        ] {
            assert_eq!(possessive_stem(word), wanted, "{word:?}");
        }
    }

    #[test]
    fn the_short_way_agrees_with_the_table() {
        for c in '\0'..='\u{2fff}' {
            let wanted = if c == '_' { Kind::Start } else { kind_by_table(c) };
            assert!(kind(c) == wanted, "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn spans_are_sane(text in "[a-zа-я0-9_ '’\u{ad}\u{301}\u{fe0f}☀日-]{0,40}|\\PC{0,40}") {
            let mut from = 0;
            for span in words(&text) {
                prop_assert!(span.start >= from && span.end > span.start);
                prop_assert!(text[from..span.start].chars().all(|c| !is_word_start(c)));
                let word = span.of(&text);
                prop_assert!(word.starts_with(is_word_start) && word.ends_with(is_word_char));
                prop_assert!(!text[span.end..].starts_with(is_word_char));
                from = span.end;
            }
            prop_assert!(text[from..].chars().all(|c| !is_word_start(c)));
        }
    }
}
