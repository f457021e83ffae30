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

/// Every grammeme, in the order in which those of a form are said. The window translates each.
///
/// `attributive` is a pronoun that agrees with a noun (мой, этот); `common` is the gender of сирота; `partitive` and
/// `locative` are the second genitive and prepositional (чаю, в лесу); `indeclinable` is кофе, `plural-only` ножницы.
pub const GRAMMEMES: &[&str] = &[
    "first-name",
    "patronymic",
    "surname",
    "place",
    "superlative",
    "ordinal",
    "attributive",
    "possessive",
    "abbreviation",
    "indeclinable",
    "active",
    "passive",
    "perfective",
    "imperfective",
    "present",
    "past",
    "future",
    "imperative",
    "impersonal",
    "first-person",
    "second-person",
    "third-person",
    "nominative",
    "genitive",
    "partitive",
    "dative",
    "accusative",
    "instrumental",
    "prepositional",
    "locative",
    "vocative",
    "singular",
    "plural",
    "masculine",
    "feminine",
    "neuter",
    "common",
    "animate",
    "inanimate",
    "plural-only",
    "archaic",
    "colloquial",
];

/// What a form is: its part of speech and what else is said of it (`genitive`, `plural`, `past` …), each a name of
/// [`GRAMMEMES`].
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Grammar {
    /// Part of speech.
    pub part: Part,
    /// Grammemes, in the order they are said.
    pub grammemes: Vec<&'static str>,
}

impl Grammar {
    /// Whether the grammeme is among them.
    pub fn has(&self, grammeme: &str) -> bool {
        self.grammemes.contains(&grammeme)
    }
}

impl Part {
    /// Every part of speech.
    pub const ALL: [Self; 18] = [
        Self::Noun,
        Self::Adjective,
        Self::ShortAdjective,
        Self::Comparative,
        Self::Verb,
        Self::Infinitive,
        Self::Participle,
        Self::ShortParticiple,
        Self::Gerund,
        Self::Numeral,
        Self::Adverb,
        Self::Pronoun,
        Self::Predicative,
        Self::Preposition,
        Self::Conjunction,
        Self::Particle,
        Self::Interjection,
        Self::Other,
    ];

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

    /// The part with that name; `Other` when there is none.
    pub fn named(name: &str) -> Self {
        Self::ALL.into_iter().find(|part| part.name() == name).unwrap_or(Self::Other)
    }
}

/// A [`Grammar`] in 12 bytes: what the language data hold, and what code compares.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Tag {
    /// Part of speech.
    pub part: Part,
    /// A bit for each of [`GRAMMEMES`].
    bits: u64,
}

impl Tag {
    /// Reads `noun genitive singular`: a part of speech and grammemes; unknown words are passed over.
    pub fn parse(text: &str) -> Self {
        let mut words = text.split(' ');
        let part = Part::named(words.next().unwrap_or_default());
        Self { part, bits: words.map(bit).fold(0, |bits, bit| bits | bit) }
    }

    /// Whether it has the grammeme.
    pub fn has(self, grammeme: &str) -> bool {
        self.bits & bit(grammeme) != 0
    }

    /// Whether it has all these grammemes, separated by spaces.
    pub fn has_all(self, grammemes: &str) -> bool {
        grammemes.split(' ').all(|grammeme| self.has(grammeme))
    }

    /// The same with another grammeme.
    #[must_use]
    pub fn with(self, grammeme: &str) -> Self {
        Self { bits: self.bits | bit(grammeme), ..self }
    }

    /// Only those of its grammemes that are listed, separated by spaces: two forms agree in them when these are equal.
    #[must_use]
    pub fn only(self, grammemes: &str) -> Self {
        Self { bits: self.bits & grammemes.split(' ').map(bit).fold(0, |bits, bit| bits | bit), ..self }
    }

    /// Whether the other tag has the same grammemes, whatever its part of speech.
    pub fn has_same_grammemes(self, other: Self) -> bool {
        self.bits == other.bits
    }

    /// In words.
    pub fn grammar(self) -> Grammar {
        let said = |index: &usize| self.bits >> index & 1 == 1;
        Grammar {
            part: self.part,
            grammemes: (0..GRAMMEMES.len()).filter(said).map(|index| GRAMMEMES[index]).collect(),
        }
    }
}

fn bit(grammeme: &str) -> u64 {
    GRAMMEMES.iter().position(|name| *name == grammeme).map_or(0, |index| 1 << index)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_says_its_grammemes_in_their_order() {
        let tag = Tag::parse("noun inanimate plural genitive nonsense");
        assert_eq!(tag.grammar().part, Part::Noun);
        assert_eq!(tag.grammar().grammemes, ["genitive", "plural", "inanimate"]);
        assert!(tag.has("plural") && !tag.has("singular") && !tag.has("nonsense"));
        assert!(tag.has_all("plural genitive") && !tag.has_all("plural dative"));
        assert_eq!(tag.only("plural singular"), Tag::parse("noun plural"));
        assert_eq!(tag.with("place"), Tag::parse("noun place genitive plural inanimate"));
    }

    #[test]
    fn names_are_kebab_case_and_fit_into_the_bits() {
        let parts = Part::ALL.map(Part::name);
        for name in GRAMMEMES.iter().chain(&parts) {
            assert!(name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{name}");
            assert_eq!(parts.iter().chain(GRAMMEMES).filter(|other| *other == name).count(), 1, "{name}");
        }
        assert!(GRAMMEMES.len() <= 64);
        assert!(Part::ALL.into_iter().all(|part| Part::named(part.name()) == part));
    }
}
