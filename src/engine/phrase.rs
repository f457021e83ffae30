//! The written form of an entry as the matcher needs it: words joined by single spaces or hyphens.

use crate::text::{folding, words};

/// What joins a word of an entry to the next.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Joint {
    /// Matches spaces, one line end, or a hyphen.
    Space,
    /// Matches a hyphen only.
    Hyphen,
}

/// Keys of the words and what joins them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Phrase {
    /// The key of each word, with ё; never empty.
    pub words: Vec<String>,
    /// One fewer than words.
    pub joints: Vec<Joint>,
}

impl Phrase {
    /// `None` when `written` is not words joined by single spaces or hyphens: such a headword never matches.
    pub fn parse(written: &str) -> Option<Self> {
        let mut phrase = Self { words: Vec::new(), joints: Vec::new() };
        let mut end = 0;
        for span in words::words(written) {
            let between = &written[end..span.start];
            if phrase.words.is_empty() {
                if !between.is_empty() {
                    return None;
                }
            } else {
                phrase.joints.push(match between {
                    " " => Joint::Space,
                    "-" | "\u{2010}" | "\u{2011}" => Joint::Hyphen,
                    _ => return None,
                });
            }
            phrase.words.push(folding::key(span.of(written)));
            end = span.end;
        }
        (end == written.len() && !phrase.words.is_empty()).then_some(phrase)
    }

    /// The key of a phrase as [`Phrase::key`] makes it, written into a buffer that is cleared first; `false` when
    /// `written` is no phrase.
    pub(crate) fn key_into(written: &str, key: &mut String, word: &mut String) -> bool {
        key.clear();
        let mut end = 0;
        for span in words::words(written) {
            match &written[end..span.start] {
                "" if key.is_empty() => {}
                " " if !key.is_empty() => key.push(' '),
                "-" | "\u{2010}" | "\u{2011}" if !key.is_empty() => key.push('-'),
                _ => return false,
            }
            folding::key_into(span.of(written), word);
            key.push_str(word);
            end = span.end;
        }
        end == written.len() && !key.is_empty()
    }

    /// The whole as one key.
    pub fn key(&self) -> String {
        let mut key = self.words[0].clone();
        for (joint, word) in self.joints.iter().zip(&self.words[1..]) {
            key.push(if *joint == Joint::Space { ' ' } else { '-' });
            key.push_str(word);
        }
        key
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_joined_by_single_spaces_or_hyphens_are_phrases() {
        for (written, key) in [
            ("Любовь", Some("любовь")),
            ("точка Зрения", Some("точка зрения")),
            ("кое\u{2011}что", Some("кое-что")),
            ("rock’n’roll", Some("rock'n'roll")),
            ("a_b 2", Some("a_b 2")),
            ("", None),
            (" любовь", None),
            ("любовь ", None),
            ("две  штуки", None),
            ("да, нет", None),
            ("❤", None),
            ("C++", None),
        ] {
            assert_eq!(Phrase::parse(written).map(|phrase| phrase.key()).as_deref(), key, "{written}");
            let (mut buffer, mut word) = ("old".to_owned(), String::new());
            assert_eq!(Phrase::key_into(written, &mut buffer, &mut word).then_some(buffer.as_str()), key, "{written}");
        }
    }
}
