//! Forms of words. Until the language data come, an inflected headword matches as written.

pub mod names;

pub use names::is_name;

/// The language a text of words is in, told from its script: `ru` when Cyrillic letters prevail, else `en`.
pub fn of_words<'a>(words: impl Iterator<Item = &'a str>) -> &'static str {
    let (mut cyrillic, mut other) = (0_usize, 0_usize);
    for c in words.flat_map(str::chars).filter(|c| c.is_alphabetic()) {
        if ('\u{400}'..='\u{52F}').contains(&c) { cyrillic += 1 } else { other += 1 }
    }
    if cyrillic > other { "ru" } else { "en" }
}

/// All forms of a word or phrase in `language`, the word itself first. Until the language data come: the word.
pub fn forms(word: &str, language: &str) -> Vec<String> {
    let _ = language;
    vec![word.to_owned()]
}

const FUNCTION_WORDS: &[&str] = &[
    "а",
    "без",
    "бы",
    "в",
    "во",
    "вот",
    "вы",
    "да",
    "для",
    "до",
    "его",
    "ее",
    "её",
    "если",
    "же",
    "за",
    "и",
    "из",
    "или",
    "им",
    "их",
    "к",
    "как",
    "ко",
    "ли",
    "мы",
    "на",
    "над",
    "не",
    "ни",
    "но",
    "о",
    "об",
    "он",
    "она",
    "они",
    "оно",
    "от",
    "по",
    "под",
    "при",
    "про",
    "с",
    "со",
    "так",
    "то",
    "ты",
    "у",
    "что",
    "чтобы",
    "это",
    "я",
    "a",
    "an",
    "and",
    "as",
    "at",
    "but",
    "by",
    "for",
    "from",
    "he",
    "her",
    "his",
    "i",
    "if",
    "in",
    "into",
    "it",
    "its",
    "my",
    "not",
    "of",
    "on",
    "or",
    "our",
    "she",
    "so",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "they",
    "this",
    "to",
    "us",
    "was",
    "we",
    "were",
    "with",
    "you",
    "your",
];

/// Whether the key (folded) is a word that only joins others: no one looks for a symbol for it.
pub fn is_function_word(key: &str) -> bool {
    FUNCTION_WORDS.contains(&key)
}
