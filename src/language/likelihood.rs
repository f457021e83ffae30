//! How likely each reading of a form is.
//!
//! Where a corpus was read by people, their counts say it: стекла was стекло 81 times and стечь never. Elsewhere the
//! frequency of the lexeme and the usual share of such a form in a lexeme stand in; they also smooth the counts.

use crate::language::data::{Data, Lexeme, LexemeForm};
use crate::language::grammar::{Part, Tag};

/// A lexeme that a word may be a form of.
pub struct Weighed {
    /// The lexeme.
    pub lexeme: Lexeme,
    form: usize,
    /// What the word is most likely among what it may be in this lexeme.
    pub tag: Tag,
    /// In [0, 1]; those of a word add up to 1.
    pub likelihood: f32,
}

/// What the guess from frequencies weighs, in occurrences of the word in the counts.
const PRIOR_WEIGHT: f32 = 0.7;

/// The readings of a Russian word in lower case, one a lexeme, likeliest first.
pub fn weigh(data: &'static Data, word: &str) -> Vec<Weighed> {
    weigh_by(data, word, share)
}

/// The same for any language; `share` says which part of the occurrences of a lexeme has a tag.
pub fn weigh_by(data: &'static Data, word: &str, share: fn(Tag) -> f32) -> Vec<Weighed> {
    let mut readings: Vec<Weighed> = Vec::new();
    for (lexeme, form) in data.matches(word) {
        let tags = || lexeme.form(form).tags().collect::<Vec<_>>();
        let Some(tag) = tags().into_iter().reduce(|best, tag| if share(tag) > share(best) { tag } else { best }) else {
            continue;
        };
        let shares: f32 = tags().into_iter().map(share).sum();
        let likelihood = shares * f32::from(lexeme.frequency()).exp2() * lexeme_prior(&lexeme);
        match readings.iter_mut().find(|reading| reading.lexeme.is(&lexeme)) {
            Some(reading) => reading.likelihood += likelihood,
            None => readings.push(Weighed { lexeme, form, tag, likelihood }),
        }
    }
    normalise(&mut readings);
    let counts: Vec<(u16, u16)> = data.counts(word).collect();
    let n_seen: f32 = counts.iter().map(|(_, count)| f32::from(*count) / 10.0).sum();
    if n_seen > 0.0 {
        for reading in &mut readings {
            let count = counts.iter().find(|(paradigm, _)| *paradigm == reading.lexeme.paradigm());
            let count = count.map_or(0.0, |(_, count)| f32::from(*count) / 10.0);
            reading.likelihood = (count + PRIOR_WEIGHT * reading.likelihood) / (n_seen + PRIOR_WEIGHT);
        }
        normalise(&mut readings);
    }
    readings.sort_by(|a, b| b.likelihood.total_cmp(&a.likelihood));
    readings
}

impl Weighed {
    /// The form that the word is.
    pub fn form(&self) -> LexemeForm<'_> {
        self.lexeme.form(self.form)
    }
}

fn normalise(readings: &mut [Weighed]) {
    let sum: f32 = readings.iter().map(|reading| reading.likelihood).sum();
    if sum > 0.0 {
        readings.iter_mut().for_each(|reading| reading.likelihood /= sum);
    }
}

fn lexeme_prior(lexeme: &Lexeme) -> f32 {
    let name = if lexeme.name_kind().is_some() { 0.3 } else { 1.0 };
    if lexeme.is_rare() { name * 0.2 } else { name }
}

/// Roughly which part of the occurrences of a lexeme has this tag, estimated from the counts of OpenCorpora.
fn share(tag: Tag) -> f32 {
    let share = match tag.part {
        Part::Noun | Part::Pronoun | Part::Numeral => case_share(tag) * if tag.has("plural") { 0.4 } else { 1.0 },
        Part::Adjective => case_share(tag) * 0.4,
        Part::Participle => case_share(tag) * 0.03,
        Part::ShortParticiple | Part::Gerund => 0.02,
        Part::Verb if tag.has("imperative") => 0.01,
        Part::Verb if tag.has("past") || tag.has("third-person") => 0.12,
        Part::Verb | Part::ShortAdjective | Part::Comparative => 0.03,
        Part::Infinitive => 0.2,
        _ => 1.0,
    };
    match () {
        () if tag.has("archaic") || tag.has("vocative") => share * 0.02,
        () if tag.has("colloquial") => share * 0.2,
        () if tag.has("abbreviation") => share * 0.05,
        () => share,
    }
}

fn case_share(tag: Tag) -> f32 {
    match () {
        () if tag.has("nominative") => 0.3,
        () if tag.has("genitive") => 0.28,
        () if tag.has("accusative") => 0.16,
        () if tag.has("instrumental") || tag.has("prepositional") => 0.1,
        () if tag.has("dative") => 0.06,
        () => 0.02,
    }
}

/// What [`share`] is in English, where a lemma that is several parts of speech is most often a noun.
pub fn english_share(tag: Tag) -> f32 {
    match tag.part {
        Part::Noun => 0.5,
        Part::Verb if tag.has("past") || tag.has("third-person") => 0.3,
        Part::Adjective if !tag.has("superlative") => 0.3,
        Part::Verb | Part::Participle => 0.25,
        Part::Adverb => 0.2,
        _ => 0.1,
    }
}
