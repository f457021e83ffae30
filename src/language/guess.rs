//! Forms of words that the data do not have, by their endings: хайп, лайкать, нейросеть, to yeet.
//!
//! A word behind a productive prefix or at the end of a compound inflects like itself; any other like the model word
//! of its ending in `assets/lang/models.tsv`. Guesses are few and careful: a word whose ending says nothing stays as
//! it is.

use crate::language::{data, english, russian};
use crate::text::folding;
use std::sync::OnceLock;

/// Calls `found` with each guessed form of a word, each once, and not with the word itself. A form that the data have
/// as a form of another word is left out.
pub fn for_each_form(word: &str, language: &str, mut found: impl FnMut(&str)) {
    let key = folding::key(word);
    let n_letters = key.chars().count();
    if !(3..=32).contains(&n_letters) || word.chars().any(char::is_uppercase) {
        return;
    }
    let forms = match language {
        "ru" if key.chars().all(|c| matches!(c, 'а'..='я' | 'ё' | '-')) && key.contains(RUSSIAN_VOWELS) => {
            russian(&key)
        }
        "en" if key.bytes().all(|byte| byte.is_ascii_lowercase()) && key.contains(ENGLISH_VOWELS) => english(&key),
        _ => Vec::new(),
    };
    for (index, form) in forms.iter().enumerate() {
        let is_new = *form != key && !forms[..index].contains(form);
        if is_new && !is_known(form, language) {
            found(form);
        }
    }
}

const RUSSIAN_VOWELS: &[char] = &['а', 'е', 'ё', 'и', 'о', 'у', 'ы', 'э', 'ю', 'я'];
const ENGLISH_VOWELS: &[char] = &['a', 'e', 'i', 'o', 'u', 'y'];

fn is_known(form: &str, language: &str) -> bool {
    match language {
        "ru" => data::russian().matches(form).iter().any(|(lexeme, _)| lexeme.name_kind().is_none()),
        _ => english::is_known(form),
    }
}

fn russian(word: &str) -> Vec<String> {
    for prefix in prefixes("ru") {
        let Some(rest) = word.strip_prefix(prefix).map(|rest| rest.trim_start_matches('-')) else { continue };
        if rest.chars().count() >= 3 && is_lemma("ru", rest) {
            return prefixed(&word[..word.len() - rest.len()], |found| {
                russian::for_each_form(rest, |form| found(form));
            });
        }
    }
    like_model(word)
}

fn english(word: &str) -> Vec<String> {
    for prefix in prefixes("en") {
        let Some(rest) = word.strip_prefix(prefix) else { continue };
        if rest.len() >= 3 && is_lemma("en", rest) {
            return prefixed(prefix, |found| {
                english::for_each_form(rest, |form| found(form));
            });
        }
    }
    // A compound inflects like its last part, and as a noun: moonscape, hyperword.
    for (at, _) in word.char_indices().skip(3) {
        let (first, last) = word.split_at(at);
        if last.len() < 4 || !is_lemma("en", first) {
            continue;
        }
        let nouns = data::english().lexemes(last).into_iter().filter(|lexeme| lexeme.name_kind().is_none());
        let plurals = nouns.flat_map(|lexeme| {
            let plural = lexeme.forms().filter(|form| form.tags().any(|tag| tag.has("plural")));
            plural.map(|form| format!("{first}{}", form.text())).collect::<Vec<_>>()
        });
        let plurals: Vec<String> = plurals.collect();
        if !plurals.is_empty() {
            return plurals;
        }
    }
    by_rule(word)
}

/// Regular English forms: of a noun where the ending is one of nouns only, else also of a verb; none for adverbs and
/// adjectives.
fn by_rule(word: &str) -> Vec<String> {
    let ends_so = |kind| models("en", kind).filter_map(|model| model.ending_length(word, 2)).max().unwrap_or(0);
    let (noun, none) = (ends_so("plural"), ends_so("none"));
    if none > noun {
        return Vec::new();
    }
    let letters: Vec<char> = word.chars().collect();
    let is_vowel =
        |back: usize| letters.len() > back && ENGLISH_VOWELS[..5].contains(&letters[letters.len() - 1 - back]);
    let ends_in_y = word.ends_with('y') && !is_vowel(1);
    let stem = &word[..word.len() - 1];
    let sibilant = ["s", "x", "z", "ch", "sh"].iter().any(|ending| word.ends_with(ending));
    let third = match () {
        () if word.ends_with('s') && noun == 0 => return Vec::new(),
        () if sibilant => format!("{word}es"),
        () if ends_in_y => format!("{stem}ies"),
        () => format!("{word}s"),
    };
    if noun > 0 {
        return vec![third];
    }
    let n_vowels = (0..letters.len()).filter(|back| is_vowel(*back)).count();
    let doubles = n_vowels == 1 && is_vowel(1) && !is_vowel(0) && !word.ends_with(['w', 'x', 'y']);
    let (past, gerund) = match () {
        () if word.ends_with("ee") || word.ends_with("oe") => (format!("{word}d"), format!("{word}ing")),
        () if word.ends_with('e') => (format!("{word}d"), format!("{stem}ing")),
        () if ends_in_y => (format!("{stem}ied"), format!("{word}ing")),
        () if doubles => {
            let last = &word[word.len() - 1..];
            (format!("{word}{last}ed"), format!("{word}{last}ing"))
        }
        () => (format!("{word}ed"), format!("{word}ing")),
    };
    vec![third, past, gerund]
}

fn prefixed(prefix: &str, each: impl FnOnce(&mut dyn FnMut(&str))) -> Vec<String> {
    let mut forms = Vec::new();
    each(&mut |form| forms.push(format!("{prefix}{form}")));
    forms
}

fn is_lemma(language: &str, word: &str) -> bool {
    let data = if language == "ru" { data::russian() } else { data::english() };
    data.lexemes(word).iter().any(|lexeme| lexeme.name_kind().is_none() && lexeme.lemma() == word)
}

/// A line of the models.
struct Model {
    language: &'static str,
    kind: &'static str,
    word: &'static str,
    affixes: Vec<&'static str>,
}

fn models(language: &'static str, kind: &'static str) -> impl Iterator<Item = &'static Model> {
    static MODELS: OnceLock<Vec<Model>> = OnceLock::new();
    let models = MODELS.get_or_init(|| {
        let lines = include_str!("../../assets/lang/models.tsv").lines().filter(|line| !line.starts_with('#'));
        let models = lines.filter_map(|line| {
            let mut columns = line.split('\t');
            let (language, kind, word) = (columns.next()?, columns.next()?, columns.next()?);
            Some(Model { language, kind, word, affixes: columns.next()?.split(' ').collect() })
        });
        models.collect()
    });
    models.iter().filter(move |model| model.language == language && model.kind == kind)
}

fn prefixes(language: &'static str) -> impl Iterator<Item = &'static str> {
    models(language, "prefix").flat_map(|model| model.affixes.iter().copied())
}

impl Model {
    /// The length of its longest ending that the word has after so many other bytes.
    fn ending_length(&self, word: &str, n_bytes_before: usize) -> Option<usize> {
        let fits = |ending: &&&str| word.len() >= ending.len() + n_bytes_before && word.ends_with(**ending);
        self.affixes.iter().filter(fits).map(|ending| ending.len()).max()
    }
}

/// The forms of a word made like those of the model word with the longest common ending.
fn like_model(word: &str) -> Vec<String> {
    let fitting = models("ru", "like").filter_map(|model| Some((model.ending_length(word, 3)?, model.word)));
    let Some((_, model)) = fitting.max_by_key(|(length, _)| *length) else { return Vec::new() };
    let (exchanged, kept) = model.split_once('|').unwrap_or((model, ""));
    let Some(stem) = word.strip_suffix(kept) else { return Vec::new() };
    let mut forms = Vec::new();
    russian::for_each_form(&format!("{exchanged}{kept}"), |form| {
        forms.extend(form.strip_prefix(exchanged).map(|ending| format!("{stem}{ending}")));
    });
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_model_is_a_word_that_its_endings_fit() {
        for model in models("ru", "like") {
            let (exchanged, kept) = model.word.split_once('|').unwrap();
            let mut n_forms = 0;
            assert!(russian::for_each_form(&format!("{exchanged}{kept}"), |_| n_forms += 1), "{}", model.word);
            assert!(n_forms >= 6, "{}", model.word);
            for ending in &model.affixes {
                assert!(ending.ends_with(kept), "{ending} for {}", model.word);
            }
        }
        assert!(prefixes("ru").chain(prefixes("en")).count() > 100);
    }

    #[test]
    fn nothing_is_guessed_where_nothing_is_certain() {
        for (word, language) in [
            ("мкрн", "ru"),
            ("blog-пост", "ru"),
            ("дж", "ru"),
            ("Хогвартс", "ru"),
            ("абвгде", "ru"),
            ("slowmo", "ru"),
            ("brrr", "en"),
            ("Hogwarts", "en"),
            ("x", "en"),
            ("вайб", "en"),
            ("o'clocky", "en"),
            ("yeet", "fr"),
        ] {
            for_each_form(word, language, |form| panic!("{word}: {form}"));
        }
    }
}
