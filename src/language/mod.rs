//! Forms of words: what a headword expands to, and what a word of a text may be a form of.

mod data;
mod english;
mod function_words;
pub mod grammar;
mod guess;
mod likelihood;
pub mod names;
mod phrase;
mod russian;

pub use function_words::is_function_word;
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
    let russian = if language == "ru" { russian::meanings(word) } else { Vec::new() };
    let english = if language == "en" { english::meanings(word) } else { Vec::new() };
    let mut forms: Vec<WordForm> = Vec::new();
    for_each_form(word, language, |text, standing| {
        let mut grammars = russian::grammars(&russian, text);
        grammars.extend(english::grammars(&english, text));
        forms.push(WordForm { text: text.to_owned(), standing, grammars });
    });
    forms
}

/// The texts of [`forms`], without what they are: what compiling needs.
pub fn for_each_form(word: &str, language: &str, mut form: impl FnMut(&str, Standing)) {
    form(word, Standing::Known);
    let mut known = |text: &str| {
        let is_claimed = function_words::is_claimed_by_others(text, word);
        form(text, if is_claimed { Standing::FunctionWord } else { Standing::Known });
    };
    let is_known = match language {
        "ru" => russian::for_each_form(word, &mut known),
        "en" => english::for_each_form(word, &mut known),
        _ => true,
    };
    if is_known {
        return;
    }
    if let Some(phrase) = phrase::Phrase::parse(word) {
        phrase.for_each_form(language, form);
    } else {
        guess::for_each_form(word, language, |text| form(text, Standing::Guessed));
    }
}

/// The readings of one word of a text (any case, with or without ё), likeliest first; empty when the data do not have
/// it.
pub fn readings(word: &str, language: &str) -> Vec<Reading> {
    match language {
        "ru" => russian::readings(word),
        "en" => english::readings(word),
        _ => Vec::new(),
    }
}
