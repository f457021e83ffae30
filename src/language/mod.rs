//! Forms of words: what a headword expands to, and what a word of a text may be a form of.

mod data;
pub mod grammar;
mod likelihood;
pub mod names;
mod russian;

pub use grammar::{Grammar, Part};
pub use names::is_name;

/// The language a text of words is in, told from its script: `ru` when Cyrillic letters prevail, else `en`.
pub fn of_words<'a>(words: impl Iterator<Item = &'a str>) -> &'static str {
    let (mut cyrillic, mut other) = (0_usize, 0_usize);
    for c in words.flat_map(str::chars).filter(|c| c.is_alphabetic()) {
        if ('\u{400}'..='\u{52F}').contains(&c) { cyrillic += 1 } else { other += 1 }
    }
    if cyrillic > other { "ru" } else { "en" }
}

/// How a form of a headword counts in matching.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Standing {
    /// In the language data, or as written.
    Known,
    /// Made by the ending of a word that the data do not have: to be approved.
    Guessed,
    /// Far more often a function word (три, мой, для): never matches an inflected headword.
    FunctionWord,
}

/// One form of a word or phrase.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WordForm {
    /// As written in mid-sentence.
    pub text: String,
    /// How it counts.
    pub standing: Standing,
    /// What it is; several where forms coincide (стекла: genitive singular, nominative plural). Empty when unknown.
    pub grammars: Vec<Grammar>,
}

/// What a form in a text may be.
#[derive(Clone, PartialEq, Debug)]
pub struct Reading {
    /// Its lemma.
    pub lemma: String,
    /// What it is.
    pub grammar: Grammar,
    /// Whether it is a first name, patronymic, surname or place.
    pub is_name: bool,
    /// How likely this reading is, in [0, 1]; the readings of a form add up to 1.
    pub likelihood: f32,
}

/// All forms of a word or phrase in `language`, each once, the word itself first, with what they are.
pub fn forms(word: &str, language: &str) -> Vec<WordForm> {
    let meanings = if language == "ru" { russian::meanings(word) } else { Vec::new() };
    let mut forms: Vec<WordForm> = Vec::new();
    for_each_form(word, language, |text, standing| {
        forms.push(WordForm { text: text.to_owned(), standing, grammars: russian::grammars(&meanings, text) });
    });
    forms
}

/// The texts of [`forms`], without what they are: what compiling needs.
pub fn for_each_form(word: &str, language: &str, mut form: impl FnMut(&str, Standing)) {
    form(word, Standing::Known);
    if language == "ru" {
        russian::for_each_form(word, |text| form(text, Standing::Known));
    }
}

/// The readings of one word of a text (any case, with or without ё), likeliest first; empty when the data do not have
/// it.
pub fn readings(word: &str, language: &str) -> Vec<Reading> {
    match language {
        "ru" => russian::readings(word),
        _ => Vec::new(),
    }
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
