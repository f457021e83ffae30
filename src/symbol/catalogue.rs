//! The emoji catalogue, embedded; names and keywords in Russian and English.
//!
//! The data are one line an emoji (`assets/emoji/emoji.tsv`, made by `build_emoji.py`), read at the first use: every
//! string of an [`Emoji`] is a slice of the embedded file.

use crate::symbol::hygiene;
use std::collections::HashMap;
use std::sync::OnceLock;

const DATA: &str = include_str!("../../assets/emoji/emoji.tsv");

/// A group of the catalogue, in the order of Unicode's list.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Group {
    /// Smileys and people's faces.
    Smileys,
    /// People and body.
    People,
    /// Animals and nature.
    Nature,
    /// Food and drink.
    Food,
    /// Travel and places.
    Travel,
    /// Activities.
    Activities,
    /// Objects.
    Objects,
    /// Symbols.
    Symbols,
    /// Flags.
    Flags,
}

impl Group {
    /// All groups, in order.
    pub const ALL: [Group; 9] = [
        Group::Smileys,
        Group::People,
        Group::Nature,
        Group::Food,
        Group::Travel,
        Group::Activities,
        Group::Objects,
        Group::Symbols,
        Group::Flags,
    ];
}

/// One emoji without skin tone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Emoji {
    /// What is written: the shortest form that shows in colour (no needless U+FE0F).
    pub text: &'static str,
    /// Its group.
    pub group: Group,
    /// Name in Russian.
    pub name_ru: &'static str,
    /// Name in English.
    pub name_en: &'static str,
    /// Keywords in Russian, separated by `|`.
    pub keywords_ru: &'static str,
    /// Keywords in English, separated by `|`.
    pub keywords_en: &'static str,
    /// The five skin tones, light to dark; empty where there are none.
    pub tones: Vec<&'static str>,
}

/// All emoji, in Unicode's order.
pub fn all() -> &'static [Emoji] {
    static ALL: OnceLock<Vec<Emoji>> = OnceLock::new();
    ALL.get_or_init(|| DATA.lines().filter_map(parse_line).collect())
}

/// The emoji written as `text` (with or without U+FE0F or a tone).
pub fn find(text: &str) -> Option<&'static Emoji> {
    static INDEX: OnceLock<HashMap<String, usize>> = OnceLock::new();
    let index = INDEX.get_or_init(|| {
        let mut index = HashMap::new();
        for (position, emoji) in all().iter().enumerate() {
            for form in std::iter::once(&emoji.text).chain(&emoji.tones) {
                index.entry(bare(form)).or_insert(position);
            }
        }
        index
    });
    index.get(&bare(text.trim())).map(|&position| &all()[position])
}

/// `text` without any U+FE0F: two emoji never differ in that alone.
fn bare(text: &str) -> String {
    text.replace(hygiene::SELECTOR, "")
}

/// A line has seven fields; a test holds that no line is dropped.
fn parse_line(line: &'static str) -> Option<Emoji> {
    let mut fields = line.split('\t');
    let mut next = || fields.next();
    Some(Emoji {
        text: next()?,
        group: *Group::ALL.get(next()?.parse::<usize>().ok()?)?,
        name_ru: next()?,
        name_en: next()?,
        keywords_ru: next()?,
        keywords_en: next()?,
        tones: next()?.split_whitespace().collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_line_is_an_emoji_with_names_in_both_languages() {
        assert_eq!(all().len(), DATA.lines().count());
        assert!((1_900..2_000).contains(&all().len()), "{}", all().len());
        for emoji in all() {
            assert!(!emoji.name_ru.is_empty() && !emoji.name_en.is_empty(), "{}", emoji.text);
            assert!(matches!(emoji.tones.len(), 0 | 5), "{}", emoji.text);
        }
        assert_eq!(all().iter().map(|emoji| emoji.text).collect::<HashSet<_>>().len(), all().len());
    }

    #[test]
    fn every_group_has_emoji_in_one_stretch() {
        let mut groups: Vec<Group> = all().iter().map(|emoji| emoji.group).collect();
        groups.dedup();
        assert_eq!(groups, Group::ALL);
    }

    #[test]
    fn symbols_are_in_their_shortest_form() {
        for emoji in all() {
            for form in std::iter::once(&emoji.text).chain(&emoji.tones) {
                assert_eq!(hygiene::without_needless_selectors(form), None, "{form}");
                assert_eq!(hygiene::forbidden_char(form), None, "{form}");
            }
        }
    }

    #[test]
    fn finds_with_and_without_selector_or_tone() {
        for (text, expected) in [
            ("☀", Some("☀")),
            ("☀\u{fe0f}", Some("☀")),
            ("❤\u{200d}🔥", Some("❤\u{fe0f}\u{200d}🔥")),
            ("👋🏽", Some("👋")),
            (" 1\u{20e3} ", Some("1\u{fe0f}\u{20e3}")),
            ("🇫🇮", Some("🇫🇮")),
            ("дождь", None),
            ("", None),
        ] {
            assert_eq!(find(text).map(|emoji| emoji.text), expected, "{text:?}");
        }
    }
}
