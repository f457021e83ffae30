//! What a form of a word is: part of speech and grammemes, by their usual English names.

/// Part of speech.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
#[allow(missing_docs, reason = "the names are the documentation")]
pub enum Part {
    Noun,
    Adjective,
    ShortAdjective,
    Comparative,
    Verb,
    Infinitive,
    Participle,
    ShortParticiple,
    Gerund,
    Numeral,
    Adverb,
    Pronoun,
    Predicative,
    Preposition,
    Conjunction,
    Particle,
    Interjection,
    Other,
}

/// What a form is: its part of speech and what else is said of it (`genitive`, `plural`, `past` …), each a name in
/// kebab-case that the window translates.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Grammar {
    /// Part of speech.
    pub part: Part,
    /// Grammemes, in the order they are said.
    pub grammemes: Vec<&'static str>,
}

impl Part {
    /// Its name in kebab-case.
    pub fn name(self) -> &'static str {
        match self {
            Self::Noun => "noun",
            Self::Adjective => "adjective",
            Self::ShortAdjective => "short-adjective",
            Self::Comparative => "comparative",
            Self::Verb => "verb",
            Self::Infinitive => "infinitive",
            Self::Participle => "participle",
            Self::ShortParticiple => "short-participle",
            Self::Gerund => "gerund",
            Self::Numeral => "numeral",
            Self::Adverb => "adverb",
            Self::Pronoun => "pronoun",
            Self::Predicative => "predicative",
            Self::Preposition => "preposition",
            Self::Conjunction => "conjunction",
            Self::Particle => "particle",
            Self::Interjection => "interjection",
            Self::Other => "other",
        }
    }
}
