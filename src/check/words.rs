//! Warnings about words: headwords that never match, members without an entry, entries without a symbol, likely false
//! friends.

use crate::check::Findings;
use crate::dictionary::rules::{parent_indexes, shown};
use crate::dictionary::{Entry, Matching, ProblemKind, Subject};
use crate::language::is_function_word;
use crate::text::folding::key;
use crate::text::words::words;
use std::collections::HashSet;

/// Adds the warnings.
pub fn check(findings: &mut Findings<'_>) {
    let dictionary = &findings.document.dictionary;
    let mut has_children = vec![false; dictionary.entries.len()];
    for parent in parent_indexes(dictionary).into_iter().flatten() {
        has_children[parent] = true;
    }
    let mut known: HashSet<String> = findings.document.broken_words().map(|word| key(&word)).collect();
    for (at, entry) in dictionary.entries.iter().enumerate() {
        let subject = Subject::Entry(at);
        if entry.symbols.is_empty() && !has_children[at] {
            let message =
                format!("{} has no symbol and no entry below it; give it a symbol or remove it", shown(&entry.word));
            findings.warn(ProblemKind::NoSymbol, subject, "word", None, message);
        }
        known.extend(written(entry).map(|(_, _, word)| key(word)));
        if entry.matching == Matching::Pattern {
            continue;
        }
        for (field, element, word) in written(entry) {
            if !word.trim().is_empty() && !is_phrase(word) {
                let message = format!(
                    "{} never matches: only words joined by single spaces or hyphens do; write it so, or as a pattern",
                    shown(word)
                );
                findings.warn(ProblemKind::NeverMatches, subject, field, element, message);
            }
            if entry.matching == Matching::Inflected && is_false_friend(word) {
                let message = format!(
                    "{} is so short or common that it will match what is not meant; use `matching: Exact`, or remove it",
                    shown(word)
                );
                findings.warn(ProblemKind::FalseFriend, subject, field, element, message);
            }
        }
    }
    for (at, link) in dictionary.links.iter().enumerate() {
        let subject = Subject::Link(at);
        if link.symbols.is_empty() {
            let message = format!("the link {} has no symbol; give it one or remove it", shown(&link.title()));
            findings.warn(ProblemKind::NoSymbol, subject, "of", None, message);
        }
        for (element, member) in link.of.iter().enumerate() {
            if !member.trim().is_empty() && !known.contains(&key(member)) {
                let message = format!("the member {} has no entry; it matches as an inflected word", shown(member));
                findings.warn(ProblemKind::MemberWithoutEntry, subject, "of", Some(element), message);
            }
        }
    }
}

/// The headword and its synonyms, with where they stand.
fn written(entry: &Entry) -> impl Iterator<Item = (&'static str, Option<usize>, &str)> {
    let also = entry.also.iter().enumerate().map(|(at, word)| ("also", Some(at), word.as_str()));
    std::iter::once(("word", None, entry.word.as_str())).chain(also)
}

/// Whether a headword is words joined by single spaces or hyphens.
pub fn is_phrase(word: &str) -> bool {
    let mut end = 0;
    let mut count = 0;
    for span in words(word) {
        let between = &word[end..span.start];
        let is_joined =
            if count == 0 { between.is_empty() } else { matches!(between, " " | "-" | "\u{2010}" | "\u{2011}") };
        if !is_joined {
            return false;
        }
        (end, count) = (span.end, count + 1);
    }
    count > 0 && end == word.len()
}

/// A single letter, or a word that stands in nearly every sentence: as an inflected headword more likely a slip.
fn is_false_friend(word: &str) -> bool {
    let key = key(word);
    key.chars().count() == 1 && key.chars().all(char::is_alphabetic) || is_function_word(&key)
}
