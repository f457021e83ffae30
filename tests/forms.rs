//! Which forms a headword has, and which not: tables of headword, forms it must match, forms it must not.

use hyperlex::language::{self, Standing};
use hyperlex::text::folding;

/// The forms of a headword that a text would match: known ones, in lower case.
fn matched(headword: &str, language: &str) -> Vec<String> {
    let mut forms = Vec::new();
    language::for_each_form(headword, language, |form, standing| {
        if standing == Standing::Known {
            forms.push(folding::key(form));
        }
    });
    forms
}

/// Whether a word in mid-sentence, spelled so, is one of the forms: е also stands for ё, and a name that the headword
/// is not stays a name.
fn matches(headword: &str, forms: &[String], word: &str) -> bool {
    let is_capitalised = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let key = folding::key(word);
    let is_form = forms.iter().any(|form| *form == key || folding::without_yo(form) == key);
    is_form && !(is_capitalised(word) && !is_capitalised(headword) && language::is_name(&key))
}

/// Every must-match and must-not of a table that does not hold.
fn failures(table: &str, language: &str) -> (usize, Vec<String>) {
    let (mut n_wanted, mut failures) = (0, Vec::new());
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split('\t');
        let headword = fields.next().unwrap();
        let forms = matched(headword, language);
        for (wanted, words) in [true, false].into_iter().zip(fields) {
            for word in words.split_whitespace() {
                n_wanted += usize::from(wanted);
                if matches(headword, &forms, word) != wanted {
                    failures.push(format!("{headword}: {}{word}", if wanted { "" } else { "not " }));
                }
            }
        }
    }
    (n_wanted, failures)
}

#[test]
fn russian_forms() {
    for table in [include_str!("fixtures/forms/ru.tsv"), include_str!("fixtures/forms/ru_own.tsv")] {
        let (n_wanted, failures) = failures(table, "ru");
        assert!(n_wanted > 250);
        assert_eq!(failures, [""; 0]);
    }
}

#[test]
fn english_forms() {
    for table in [include_str!("fixtures/forms/en.tsv"), include_str!("fixtures/forms/en_own.tsv")] {
        let (n_wanted, failures) = failures(table, "en");
        assert!(n_wanted > 90);
        assert_eq!(failures, [""; 0]);
    }
}

#[test]
fn phrases_inflect_as_a_whole() {
    let mut failures = Vec::new();
    for line in include_str!("fixtures/forms/phrases.tsv").lines().filter(|line| !line.starts_with('#')) {
        let [language, phrase, wanted] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let mut wanted: Vec<&str> = wanted.split('|').filter(|form| *form != "=").collect();
        let forms = language::forms(phrase, language);
        let mut got: Vec<&str> = forms.iter().skip(1).map(|form| form.text.as_str()).collect();
        wanted.sort_unstable();
        got.sort_unstable();
        if got != wanted || forms[0].text != phrase {
            failures.push(format!("{phrase}: {got:?}"));
        }
    }
    assert_eq!(failures, [""; 0]);
}

#[test]
fn unknown_words_get_guessed_forms() {
    let mut failures = Vec::new();
    for line in include_str!("fixtures/forms/guesses.tsv").lines().filter(|line| !line.starts_with('#')) {
        let [language, word, wanted, unwanted] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let forms = language::forms(word, language);
        let has =
            |text: &str| forms[1..].iter().any(|form| form.text == text && form.standing != Standing::FunctionWord);
        let bad_wanted = wanted.split_whitespace().filter(|form| !has(form));
        let bad_unwanted =
            unwanted.split_whitespace().filter(|form| if *form == "*" { forms.len() > 1 } else { has(form) });
        failures.extend(bad_wanted.chain(bad_unwanted).map(|form| format!("{word}: {form}")));
    }
    assert_eq!(failures, [""; 0]);
}
