//! Forms and readings of a single English word.

use crate::language::data::{self, Lexeme};
use crate::language::function_words::is_function_word;
use crate::language::grammar::{Part, Tag};
use crate::language::likelihood;
use crate::language::{Grammar, Reading};
use crate::text::folding;

/// The lexemes that a headword means: every part of speech it has (light lights lit lighter). A name yields to a common
/// word. A word that is a form and no lemma (children, went) means only itself and has none.
pub fn meanings(word: &str) -> Vec<Lexeme> {
    let mut lexemes = data::english().lexemes(&folding::key(word));
    if lexemes.iter().any(|lexeme| lexeme.name_kind().is_none()) {
        lexemes.retain(|lexeme| lexeme.name_kind().is_none());
    }
    lexemes
}

/// Calls `found` with each form of a headword but the headword itself, each once; says whether the data have the word.
pub fn for_each_form(word: &str, mut found: impl FnMut(&str)) -> bool {
    let key = folding::key(word);
    let meanings = meanings(word);
    let mut seen: Vec<String> = Vec::new();
    let mut text = String::new();
    for lexeme in &meanings {
        for form in lexeme.forms() {
            text.clear();
            form.push_to(&mut text);
            if text != key && !seen.contains(&text) {
                found(&text);
                seen.push(text.clone());
            }
        }
    }
    !meanings.is_empty() || is_known(&key)
}

/// Whether the key is a word of the data, in any form, or a function word.
pub fn is_known(key: &str) -> bool {
    is_function_word(key) || !data::english().matches(key).is_empty()
}

/// What a form of a headword is.
pub fn grammars(meanings: &[Lexeme], form_text: &str) -> Vec<Grammar> {
    let key = folding::key(form_text);
    let mut grammars: Vec<Grammar> = Vec::new();
    for lexeme in meanings {
        for form in lexeme.forms().filter(|form| form.text() == key) {
            for grammar in form.tags().map(Tag::grammar) {
                if !grammars.contains(&grammar) {
                    grammars.push(grammar);
                }
            }
        }
    }
    grammars
}

/// How much of the occurrences of a function word are one, where it is a form of another word too (will, can, mine).
const FUNCTION_SHARE: f32 = 0.97;

/// The readings of a word of a text, likeliest first. A possessive is read as its noun.
pub fn readings(word: &str) -> Vec<Reading> {
    let key = folding::key(word);
    let stem = key.strip_suffix("'s").filter(|_| !is_function_word(&key)).unwrap_or(&key);
    let weighed = likelihood::weigh_by(data::english(), stem, likelihood::english_share);
    let mut readings: Vec<Reading> = Vec::new();
    let mut rest = 1.0;
    if is_function_word(stem) && !weighed.iter().any(|reading| is_auxiliary(&reading.lexeme.lemma())) {
        rest = if weighed.is_empty() { 0.0 } else { 1.0 - FUNCTION_SHARE };
        let grammar = Grammar { part: Part::Other, grammemes: Vec::new() };
        readings.push(Reading { lemma: stem.to_owned(), grammar, is_name: false, likelihood: 1.0 - rest });
    }
    readings.extend(weighed.into_iter().map(|reading| {
        let kind = reading.lexeme.name_kind();
        let tag = kind.map_or(reading.tag, |kind| reading.tag.with(kind.grammeme()));
        Reading {
            lemma: reading.lexeme.lemma(),
            grammar: tag.grammar(),
            is_name: kind.is_some(),
            likelihood: reading.likelihood * rest,
        }
    }));
    readings
}

fn is_auxiliary(lemma: &str) -> bool {
    matches!(lemma, "be" | "have" | "do")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_likeliest_reading_comes_first() {
        for (word, lemma, part) in [
            ("saw", "see", Part::Verb),
            ("left", "leave", Part::Verb),
            ("Found", "find", Part::Verb),
            ("lay", "lie", Part::Verb),
            ("ground", "ground", Part::Noun),
            ("wound", "wound", Part::Noun),
            ("leaves", "leaf", Part::Noun),
            ("lives", "life", Part::Noun),
            ("does", "do", Part::Verb),
            ("felt", "feel", Part::Verb),
            ("better", "good", Part::Comparative),
            ("being", "be", Part::Participle),
            ("will", "will", Part::Other),
            ("can", "can", Part::Other),
            ("mine", "mine", Part::Other),
            ("the", "the", Part::Other),
            ("like", "like", Part::Verb),
            ("well", "well", Part::Adverb),
            ("houses", "house", Part::Noun),
            ("love's", "love", Part::Noun),
            ("children", "child", Part::Noun),
            ("was", "be", Part::Verb),
        ] {
            let readings = readings(word);
            assert_eq!((readings[0].lemma.as_str(), readings[0].grammar.part), (lemma, part), "{word}: {readings:?}");
            let sum: f32 = readings.iter().map(|reading| reading.likelihood).sum();
            assert!((sum - 1.0).abs() < 1e-3, "{word}: {sum}");
        }
        assert!(readings("qwrtz").is_empty());
    }

    #[test]
    fn what_a_form_is() {
        let said = |word: &str, form: &str| -> Vec<String> {
            let all = grammars(&meanings(word), form);
            all.iter().map(|it| format!("{} {}", it.part.name(), it.grammemes.join(" "))).collect()
        };
        assert_eq!(said("child", "children"), ["noun plural"]);
        assert_eq!(said("happy", "happier"), ["comparative "]);
        assert_eq!(said("write", "written"), ["participle past"]);
        assert_eq!(said("cut", "cut").len(), 4, "noun, verb, past, participle: {:?}", said("cut", "cut"));
    }
}
