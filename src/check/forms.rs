//! The forms of an entry as a curator sees them: what each is, which are guesses, which are likelier other words.

use crate::dictionary::{Entry, Matching};
use crate::language::{self, Grammar, Part, Reading, Standing};
use crate::text::folding::{key, without_yo};
use crate::text::words::words;
use std::collections::HashSet;

/// From this likelihood on another reading of a form is worth a warning: nearly one site in three would be wrong.
pub const LIKELY: f32 = 0.3;

/// A word that a form may be.
#[derive(Clone, PartialEq, Debug)]
pub struct Share {
    /// The word.
    pub lemma: String,
    /// Its likeliest part of speech.
    pub part: Part,
    /// How likely, in [0, 1]; the shares of a form add up to 1.
    pub likelihood: f32,
    /// Whether the entry means it.
    pub is_own: bool,
}

/// One form of an entry.
#[derive(Clone, PartialEq, Debug)]
pub struct EntryForm {
    /// As written in mid-sentence.
    pub text: String,
    /// The word it is a form of: 0 the headword, from 1 `also`.
    pub word: usize,
    /// How it counts in matching.
    pub standing: Standing,
    /// What it is.
    pub grammars: Vec<Grammar>,
    /// Whether `except` names it.
    pub is_excepted: bool,
    /// What a text may mean by it, likeliest first; empty when only the entry's own word.
    pub shares: Vec<Share>,
}

impl EntryForm {
    /// How likely it is another word.
    pub fn other(&self) -> f32 {
        other(&self.shares)
    }
}

/// All forms of an entry, each once, in order; none of a pattern.
pub fn of_entry(entry: &Entry, language: &str) -> Vec<EntryForm> {
    let (own, except) = (own_lemmas(entry, language), except(entry));
    let mut seen = HashSet::new();
    let mut all = Vec::new();
    for (word, written) in written(entry).enumerate() {
        let forms = match entry.matching {
            Matching::Inflected => language::forms(written, language),
            Matching::Exact => vec![as_written(written)],
            Matching::Pattern => Vec::new(),
        };
        for form in forms {
            let key = key(&form.text);
            if !seen.insert(key.clone()) {
                continue;
            }
            let shares = match entry.matching {
                Matching::Inflected => shares(&own, &language::readings(&form.text, language)),
                _ => Vec::new(),
            };
            let is_excepted = except.contains(&key);
            let language::WordForm { text, standing, grammars } = form;
            all.push(EntryForm { text, word, standing, grammars, is_excepted, shares });
        }
    }
    all
}

fn as_written(word: &str) -> language::WordForm {
    language::WordForm { text: word.to_owned(), standing: Standing::Known, grammars: Vec::new() }
}

/// The guessed forms of a word that are not excepted.
pub fn guessed(word: &str, language: &str, except: &HashSet<String>) -> Vec<String> {
    let mut guessed = Vec::new();
    language::for_each_form(word, language, |form, standing| {
        if standing == Standing::Guessed && !except.contains(&key(form)) {
            guessed.push(form.to_owned());
        }
    });
    guessed
}

/// Forms that are likely other words than the entry's, with what they may be; worst first. Other words that `known`
/// holds (keys without ё) do not count: they have entries, and what two entries claim is a conflict.
pub fn shared(entry: &Entry, language: &str, known: &HashSet<String>) -> Vec<(String, Vec<Share>)> {
    let (own, except) = (own_lemmas(entry, language), except(entry));
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    for word in written(entry).filter(|word| is_one_word(word)) {
        language::for_each_form(word, language, |form, standing| {
            if standing != Standing::Known {
                return;
            }
            let key = key(form);
            if except.contains(&key) || !seen.insert(key) {
                return;
            }
            let mut shares = shares(&own, &language::readings(form, language));
            let is_known = |share: &Share| !share.is_own && known.contains(without_yo(&key_of(share)).as_ref());
            if other(&shares) < LIKELY || shares.iter().any(is_known) {
                return;
            }
            shares.truncate(3);
            shares.retain(|share| share.likelihood >= 0.01);
            found.push((form.to_owned(), shares));
        });
    }
    found.sort_by(|a, b| other(&b.1).total_cmp(&other(&a.1)));
    found
}

fn key_of(share: &Share) -> String {
    key(&share.lemma)
}

/// Keys of the excepted forms.
pub fn except(entry: &Entry) -> HashSet<String> {
    entry.except.iter().map(|form| key(form)).collect()
}

/// The headword and its synonyms.
pub fn written(entry: &Entry) -> impl Iterator<Item = &str> {
    std::iter::once(&entry.word).chain(&entry.also).map(String::as_str)
}

fn is_one_word(word: &str) -> bool {
    words(word).next().is_some_and(|span| span.start == 0 && span.end == word.len())
}

/// The lemmas that an entry means: its words, or what they are forms of (люди: человек).
fn own_lemmas(entry: &Entry, language: &str) -> HashSet<String> {
    let plain = |word: &str| without_yo(&key(word)).into_owned();
    let mut own = HashSet::new();
    for word in written(entry) {
        let written = plain(word);
        if is_one_word(word) {
            let readings = language::readings(word, language);
            if !readings.iter().any(|reading| plain(&reading.lemma) == written) {
                own.extend(readings.iter().map(|reading| plain(&reading.lemma)));
            }
        }
        own.insert(written);
    }
    own
}

fn other(shares: &[Share]) -> f32 {
    shares.iter().filter(|share| !share.is_own).map(|share| share.likelihood).sum()
}

/// The readings of a form by word, likeliest first; empty when no other word than the entry's is among them. Names do
/// not count: a capital letter tells them. Nor does a word that has grown out of the entry's own form: an adjective or
/// adverb of a participle or short adjective (любимый, тихо), an adverb of a case (утром), a noun in -ing (winding).
fn shares(own: &HashSet<String>, readings: &[Reading]) -> Vec<Share> {
    let is_own = |reading: &Reading| own.contains(without_yo(&key(&reading.lemma)).as_ref());
    let grown_from = |wanted: &[Part]| readings.iter().any(|r| is_own(r) && wanted.contains(&r.grammar.part));
    let from_participle = grown_from(&[Part::Participle, Part::ShortParticiple, Part::Gerund]);
    let from_short = grown_from(&[Part::ShortAdjective, Part::Comparative, Part::ShortParticiple, Part::Gerund]);
    let from_noun = grown_from(&[Part::Noun]);
    let is_grown = |reading: &Reading| match reading.grammar.part {
        Part::Adjective if reading.lemma.ends_with("ed") => grown_from(&[Part::Verb, Part::Participle]),
        Part::Adjective | Part::ShortAdjective => from_participle,
        Part::Adverb => from_short || from_participle || from_noun,
        Part::Predicative | Part::Comparative => from_short || from_participle,
        Part::Noun => from_participle && reading.lemma.ends_with("ing"),
        _ => false,
    };
    let mut shares: Vec<Share> = Vec::new();
    for reading in readings {
        let is_own = is_own(reading) || is_grown(reading);
        if reading.is_name && !is_own {
            continue;
        }
        let same = |share: &&mut Share| share.is_own == is_own && (is_own || share.lemma == reading.lemma);
        match shares.iter_mut().find(same) {
            Some(share) => share.likelihood += reading.likelihood,
            None => shares.push(Share {
                lemma: reading.lemma.clone(),
                part: reading.grammar.part,
                likelihood: reading.likelihood,
                is_own,
            }),
        }
    }
    let sum: f32 = shares.iter().map(|share| share.likelihood).sum();
    // A form that the data give to other words only was given to this one for a reason.
    if sum <= 0.0 || !shares.iter().any(|share| share.is_own) || shares.len() < 2 {
        return Vec::new();
    }
    for share in &mut shares {
        share.likelihood /= sum;
    }
    shares.sort_by(|a, b| b.likelihood.total_cmp(&a.likelihood));
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(lemma: &str, part: Part, likelihood: f32, is_name: bool) -> Reading {
        let grammar = Grammar { part, grammemes: Vec::new() };
        Reading { lemma: lemma.to_owned(), grammar, is_name, likelihood }
    }

    fn said(own: &[&str], readings: &[Reading]) -> String {
        let own = own.iter().map(|word| (*word).to_owned()).collect();
        let one = |share: &Share| {
            format!("{}{} {:.0}", if share.is_own { "+" } else { "" }, share.lemma, 100.0 * share.likelihood)
        };
        shares(&own, readings).iter().map(one).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn what_a_text_may_mean_by_a_form() {
        use Part::{Adjective, Adverb, Gerund, Noun, Participle, ShortAdjective, Verb};
        let eli =
            [reading("есть", Verb, 0.7, false), reading("ель", Noun, 0.2, false), reading("Эля", Noun, 0.1, true)];
        assert_eq!(said(&["ель"], &eli), "есть 78, +ель 22");
        assert_eq!(said(&["есть", "ель"], &eli), "", "both are meant");
        assert_eq!(said(&["дождь"], &eli), "", "none is the entry's");
        let yo = [reading("ёлка", Noun, 0.6, false), reading("елок", Noun, 0.4, false)];
        assert_eq!(said(&["елка"], &yo), "+ёлка 60, елок 40");
        let loved = [reading("любимый", Adjective, 0.9, false), reading("любить", Participle, 0.1, false)];
        assert_eq!(said(&["любить"], &loved), "", "grown from its participle");
        assert_eq!(said(&["любимый"], &loved), "+любимый 90, любить 10");
        let quietly = [reading("тихо", Adverb, 0.8, false), reading("тихий", ShortAdjective, 0.2, false)];
        assert_eq!(said(&["тихий"], &quietly), "");
        let silently = [reading("молча", Adverb, 0.8, false), reading("молчать", Gerund, 0.2, false)];
        assert_eq!(said(&["молчать"], &silently), "");
    }
}
