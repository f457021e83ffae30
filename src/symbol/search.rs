//! Search in the catalogue and suggestions for a word.
//!
//! An own table of concepts (`assets/emoji/concepts.tsv`) comes before names and keywords: by keywords alone «душа» is
//! a shower and «весна» is nothing.

use crate::symbol::catalogue::{all, find};
use crate::symbol::stem::stem;
use crate::symbol::{Emoji, Group};
use crate::text::folding;
use std::sync::OnceLock;

const CONCEPTS: &str = include_str!("../../assets/emoji/concepts.tsv");

/// How well an emoji fits, best first; within a rank a concept's order, a prefix's tail, then plain emoji first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Concept,
    Name,
    Keyword,
    ConceptStem,
    NameWord,
    KeywordWord,
    Stem,
    ConceptPrefix,
    NamePrefix,
    KeywordPrefix,
}

/// A rank and what decides within it.
type Score = (Rank, usize);

/// A folded word or phrase, and what it leads to.
struct Posting {
    key: Box<str>,
    emoji: u16,
    score: Score,
}

struct Index {
    /// Sorted by key: whole names and keywords, their words, concepts.
    exact: Vec<Posting>,
    /// Sorted by key: stems of the same words.
    stems: Vec<Posting>,
}

/// The shortest stem that may find a name or keyword: below, «душ» (a shower) is found for «душа».
const SHORTEST_STEM: usize = 4;
/// The shortest word that may suggest by the beginning of another.
const SHORTEST_PREFIX: usize = 4;
/// The shortest word of a phrase that suggests by itself.
const SHORTEST_PART: usize = 3;

/// Emoji that fit `query` in either language, best first; none for a blank query. Several words must all fit.
pub fn search(query: &str) -> Vec<&'static Emoji> {
    match find(query) {
        Some(emoji) => vec![emoji],
        None => ranked(query, true),
    }
}

/// Up to `count` symbols for the headword `word`: curated concepts first, then names, then keywords.
pub fn suggest(word: &str, count: usize) -> Vec<&'static Emoji> {
    let mut found = ranked(word, word.chars().count() >= SHORTEST_PREFIX);
    let key = folded(word);
    let parts = words(&key);
    if parts.len() > 1 {
        // The words of a phrase take turns, so that «старый дом» offers a house too.
        let by_part: Vec<_> =
            parts.iter().filter(|part| part.chars().count() >= SHORTEST_PART).map(|part| ranked(part, false)).collect();
        let longest = by_part.iter().map(Vec::len).max().unwrap_or(0);
        for emoji in (0..longest).flat_map(|turn| by_part.iter().filter_map(move |part| part.get(turn))) {
            if !found.iter().any(|known| known.text == emoji.text) {
                found.push(emoji);
            }
        }
    }
    found.truncate(count);
    found
}

fn ranked(query: &str, prefixes: bool) -> Vec<&'static Emoji> {
    let key = folded(query);
    let parts = words(&key);
    if parts.is_empty() {
        return Vec::new();
    }
    let mut scores = scores(&parts.join(" "), prefixes);
    if parts.len() > 1 {
        let by_part: Vec<_> = parts.iter().map(|part| self::scores(part, prefixes)).collect();
        for (emoji, score) in scores.iter_mut().enumerate() {
            let together = by_part.iter().map(|part| part[emoji]).reduce(|one, other| Some(one?.max(other?))).flatten();
            // A phrase found as it stands beats the same words found apart.
            *score = score.or(together.map(|(rank, _)| (rank.max(Rank::NameWord), 0)));
        }
    }
    let mut found: Vec<_> = scores
        .iter()
        .enumerate()
        .filter_map(|(position, score)| Some((*score.as_ref()?, rarity(&all()[position]), position)))
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, _, position)| &all()[position]).collect()
}

/// The best score of every emoji for one word or phrase.
fn scores(key: &str, prefixes: bool) -> Vec<Option<Score>> {
    let index = index();
    let mut scores = vec![None; all().len()];
    let mut improve = |emoji: u16, score: Score| {
        let best = &mut scores[usize::from(emoji)];
        if best.is_none_or(|known| score < known) {
            *best = Some(score);
        }
    };
    for posting in starting_with(&index.exact, key) {
        let tail = posting.key.len() - key.len();
        if tail == 0 {
            improve(posting.emoji, posting.score);
        } else if prefixes {
            let (rank, order) = posting.score;
            match rank {
                Rank::Concept => improve(posting.emoji, (Rank::ConceptPrefix, order)),
                Rank::Name | Rank::NameWord => improve(posting.emoji, (Rank::NamePrefix, tail)),
                _ => improve(posting.emoji, (Rank::KeywordPrefix, tail)),
            }
        }
    }
    let stem = stem(key);
    for posting in starting_with(&index.stems, &stem).take_while(|posting| posting.key.len() == stem.len()) {
        improve(posting.emoji, posting.score);
    }
    scores
}

fn starting_with<'a>(postings: &'a [Posting], key: &'a str) -> impl Iterator<Item = &'a Posting> {
    let first = postings.partition_point(|posting| *posting.key < *key);
    postings[first..].iter().take_while(move |posting| posting.key.starts_with(key))
}

/// Plain emoji first, then sequences, flags last.
fn rarity(emoji: &Emoji) -> u8 {
    if emoji.group == Group::Flags { 2 } else { u8::from(emoji.text.contains('\u{200d}')) }
}

/// Builds the index, so that the first search need not: some tens of milliseconds, to be spent in the background.
pub fn prepare() {
    index();
}

fn index() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| {
        let mut index = Index { exact: Vec::new(), stems: Vec::new() };
        for (position, emoji) in (0..).zip(all()) {
            for name in [emoji.name_ru, emoji.name_en] {
                index.add_phrase(name, position, Rank::Name, Rank::NameWord);
            }
            for keyword in emoji.keywords_ru.split('|').chain(emoji.keywords_en.split('|')) {
                index.add_phrase(keyword, position, Rank::Keyword, Rank::KeywordWord);
            }
        }
        for (words, symbols) in concepts() {
            for (order, emoji) in symbols.iter().enumerate() {
                for word in &words {
                    index.add(word.clone(), *emoji, (Rank::Concept, order));
                    index.add_stem(word, *emoji, (Rank::ConceptStem, order));
                }
            }
        }
        index.exact.sort_unstable_by(|one, other| one.key.cmp(&other.key));
        index.stems.sort_unstable_by(|one, other| one.key.cmp(&other.key));
        index
    })
}

impl Index {
    fn add(&mut self, key: String, emoji: u16, score: Score) {
        self.exact.push(Posting { key: key.into(), emoji, score });
    }

    fn add_stem(&mut self, word: &str, emoji: u16, score: Score) {
        self.stems.push(Posting { key: stem(word).into(), emoji, score });
    }

    fn add_phrase(&mut self, phrase: &str, emoji: u16, whole: Rank, part: Rank) {
        let key = folded(phrase);
        let parts = words(&key);
        for word in &parts {
            if parts.len() > 1 {
                self.add((*word).to_owned(), emoji, (part, 0));
            }
            if stem(word).chars().count() >= SHORTEST_STEM {
                self.add_stem(word, emoji, (Rank::Stem, 0));
            }
        }
        self.add(parts.join(" "), emoji, (whole, 0));
    }
}

/// The lines of the table: folded words and positions of their symbols, best first.
fn concepts() -> impl Iterator<Item = (Vec<String>, Vec<u16>)> {
    let mut positions: Vec<(&str, u16)> = all().iter().map(|emoji| emoji.text).zip(0..).collect();
    positions.sort_unstable();
    CONCEPTS.lines().filter_map(move |line| {
        let (words, symbols) = line.split_once('\t')?;
        let place =
            |symbol: &str| positions.binary_search_by(|(text, _)| (*text).cmp(symbol)).ok().map(|at| positions[at].1);
        Some((words.split('|').map(folded).collect(), symbols.split(' ').filter_map(place).collect()))
    })
}

/// Case folded, without stress marks, ё as е.
fn folded(text: &str) -> String {
    folding::without_yo(&folding::key(text)).into_owned()
}

/// The words of a folded text.
fn words(key: &str) -> Vec<&str> {
    key.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(found: &[&'static Emoji]) -> Vec<&'static str> {
        found.iter().take(6).map(|emoji| emoji.text).collect()
    }

    #[test]
    fn finds_in_both_languages_among_the_first_six() {
        for (query, expected) in [
            ("ветер", "💨"),
            ("ветр", "💨"),
            ("ветра", "💨"),
            ("любовь", "❤"),
            ("ЛЮБОВЬ", "❤"),
            ("любви", "❤"),
            ("rain", "☔"),
            ("rainy", "☔"),
            ("sadness", "😢"),
            ("душа", "🕊"),
            ("песня", "🎵"),
            ("песни", "🎵"),
            ("весна", "🌷"),
            ("надежда", "🌈"),
            ("вечность", "♾"),
            ("ёлка", "🌲"),
            ("елка", "🌲"),
            ("елка", "🎄"),
            ("самолет", "✈"),
            ("самолёт", "✈"),
            ("umbrella", "☂"),
            ("red heart", "❤"),
            ("алое сердце", "❤"),
            ("флаг финляндия", "🇫🇮"),
            ("flag finland", "🇫🇮"),
            ("butterf", "🦋"),
            ("бабоч", "🦋"),
            ("❤\u{fe0f}", "❤"),
        ] {
            assert!(texts(&search(query)).contains(&expected), "{query}: {:?}", texts(&search(query)));
        }
    }

    #[test]
    fn the_first_hit_is_the_expected_one() {
        for (query, expected) in [
            ("любовь", "❤"),
            ("душа", "🕊"),
            ("песня", "🎵"),
            ("весна", "🌷"),
            ("вечность", "♾"),
            ("дождь", "☔"),
            ("fox", "🦊"),
        ] {
            assert_eq!(texts(&search(query)).first(), Some(&expected), "{query}");
        }
    }

    #[test]
    fn a_blank_or_unknown_query_finds_nothing() {
        for query in ["", "  ", "…", "щщщщ"] {
            assert!(search(query).is_empty(), "{query}");
        }
    }

    #[test]
    fn suggests_for_headwords_and_their_forms() {
        for (word, expected) in [
            ("надежды", "🌈"),
            ("душою", "🕊"),
            ("тихий ветер", "💨"),
            ("старый дом", "🏠"),
            ("dreams", "💭"),
            ("Happiness", "😊"),
            ("слёзы", "💧"),
        ] {
            assert!(texts(&suggest(word, 6)).contains(&expected), "{word}: {:?}", texts(&suggest(word, 6)));
        }
        assert!(suggest("любовь", 3).len() == 3 && suggest("любовь", 0).is_empty());
    }

    #[test]
    fn every_symbol_of_the_concepts_is_in_the_catalogue() {
        let mut words = std::collections::HashSet::new();
        for (line, (_, found)) in CONCEPTS.lines().zip(concepts()) {
            let (names, symbols) = line.split_once('\t').unwrap_or_default();
            assert_eq!(symbols.split(' ').count(), found.len(), "{line}");
            for name in names.split('|') {
                assert!(words.insert(folded(name)), "twice: {name}");
            }
        }
    }
}
