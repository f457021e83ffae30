//! What forms are called on screen: parts of speech, cases, tenses, in words.

use crate::app::i18n::{Speaker, has, tr, tr_with};
use crate::language::{Grammar, Part};

/// Said of the word, not of the form: left out.
const OF_THE_WORD: &[&str] = &[
    "first-name",
    "patronymic",
    "surname",
    "place",
    "attributive",
    "possessive",
    "abbreviation",
    "indeclinable",
    "perfective",
    "imperfective",
    "animate",
    "inanimate",
    "plural-only",
];
const CASES: &[&str] = &[
    "nominative",
    "genitive",
    "partitive",
    "dative",
    "accusative",
    "instrumental",
    "prepositional",
    "locative",
    "vocative",
];

/// A part of speech in words.
pub fn part(ui: &impl Speaker, part: Part) -> String {
    let name = part.name();
    tr(ui, &format!("part-{name}"))
}

fn grammeme(ui: &impl Speaker, name: &str) -> String {
    worded(ui, &format!("grammeme-{name}"), name)
}

/// A name that has no words stands as it is.
fn worded(ui: &impl Speaker, key: &str, name: &str) -> String {
    if has(ui, key) { tr(ui, key) } else { name.replace('-', " ") }
}

fn case(name: &str) -> Option<&'static str> {
    CASES.iter().find(|case| **case == name).copied()
}

/// Readings that differ in their case only.
struct Cluster {
    part: Part,
    cases: Vec<&'static str>,
    rest: Vec<&'static str>,
}

/// What a form is, in words; readings that differ in their case only are said together. Empty when nothing is known.
pub fn said(ui: &impl Speaker, grammars: &[Grammar]) -> Vec<String> {
    let mut clusters: Vec<Cluster> = Vec::new();
    for grammar in grammars {
        let cases: Vec<_> = grammar.grammemes.iter().filter_map(|name| case(name)).collect();
        let is_said = |name: &&str| {
            let of_noun = grammar.part == Part::Noun && ["masculine", "feminine", "neuter", "common"].contains(name);
            case(name).is_none() && !OF_THE_WORD.contains(name) && !of_noun
        };
        let rest: Vec<_> = grammar.grammemes.iter().copied().filter(is_said).collect();
        match clusters.iter_mut().find(|cluster| cluster.part == grammar.part && cluster.rest == rest) {
            Some(cluster) => cluster.cases.extend(cases),
            None => clusters.push(Cluster { part: grammar.part, cases, rest }),
        }
    }
    let is_mixed = clusters.iter().any(|cluster| cluster.part != clusters[0].part);
    clusters.iter().map(|cluster| cluster_words(ui, cluster, is_mixed)).collect()
}

fn cluster_words(ui: &impl Speaker, cluster: &Cluster, is_mixed: bool) -> String {
    let plain = matches!(cluster.part, Part::Noun | Part::Verb | Part::Adjective | Part::Other);
    let is_bare = cluster.cases.is_empty() && cluster.rest.is_empty();
    let mut words = Vec::new();
    if is_mixed || !plain || is_bare {
        words.push(part(ui, cluster.part));
    }
    match cluster.cases.as_slice() {
        [] => {}
        [one] => words.push(grammeme(ui, one)),
        several => {
            let mut short: Vec<String> = Vec::new();
            for name in several.iter().map(|name| worded(ui, &format!("case-{name}"), name)) {
                if !short.contains(&name) {
                    short.push(name);
                }
            }
            words.push(tr_with(ui, "grammar-cases", [("cases", short.join(", ").into())]));
        }
    }
    words.extend(cluster.rest.iter().map(|name| grammeme(ui, name)));
    words.join(", ")
}

/// Where a form stands in a paradigm: the place of its group and the name of that group.
pub fn group(ui: &impl Speaker, grammar: &Grammar) -> (usize, String) {
    let is = |name: &str| grammar.grammemes.contains(&name);
    let named = |place: usize, key: &str| (place, tr(ui, key));
    match grammar.part {
        Part::Infinitive => named(0, "group-infinitive"),
        Part::Verb if is("imperative") => named(4, "group-imperative"),
        Part::Verb if is("past") => named(2, "group-past"),
        Part::Verb if is("present") => named(1, "group-present"),
        Part::Verb if is("future") => named(3, "group-future"),
        Part::Gerund => named(5, "group-gerund"),
        Part::Participle => named(6, "group-participle"),
        Part::ShortParticiple => named(7, "group-short-participle"),
        Part::ShortAdjective => named(35, "group-short"),
        Part::Comparative => named(36, "group-comparative"),
        Part::Adjective if is("comparative") => named(36, "group-comparative"),
        Part::Adjective if is("superlative") => named(37, "group-superlative"),
        Part::Adjective if is("plural") => named(34, "group-plural"),
        Part::Adjective if is("masculine") => named(31, "group-masculine"),
        Part::Adjective if is("feminine") => named(32, "group-feminine"),
        Part::Adjective if is("neuter") => named(33, "group-neuter"),
        other => {
            let found = CASES.iter().position(|case| grammar.grammemes.contains(case));
            match found {
                Some(place) => (10 + place, worded(ui, &format!("case-{}", CASES[place]), CASES[place])),
                None => (40 + other as usize, part(ui, other)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::studio::Language;

    #[test]
    fn cases_are_said_together() {
        let noun = |case, number| Grammar { part: Part::Noun, grammemes: vec![case, number, "feminine", "inanimate"] };
        let forms = [noun("genitive", "singular"), noun("dative", "singular"), noun("nominative", "plural")];
        assert_eq!(
            said(&Language::Russian, &forms),
            ["род., дат. падежи, единственное число", "именительный падеж, множественное число"]
        );
        let verb = Grammar { part: Part::Verb, grammemes: vec!["past"] };
        let plural = Grammar { part: Part::Noun, grammemes: vec!["plural"] };
        assert_eq!(said(&Language::English, std::slice::from_ref(&plural)), ["plural"]);
        assert_eq!(said(&Language::English, &[plural, verb]), ["noun, plural", "verb, past tense"]);
    }
}
