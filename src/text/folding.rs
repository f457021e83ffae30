//! Case folding that keeps byte lengths, and the key by which words are compared.

use std::borrow::Cow;
use unicode_normalization::{UnicodeNormalization, is_nfc};

const STRESS: char = '\u{301}';
const SOFT_HYPHEN: char = '\u{ad}';

/// Unicode simple folding (CaseFolding.txt C + S); letters whose UTF-8 length would change stay as they are.
pub fn fold_char(c: char) -> char {
    match c {
        'A'..='Z' => c.to_ascii_lowercase(),
        '\0'..='\u{7f}' | 'а'..='џ' => c,
        // The two blocks that most text is made of, without a table: А–Я and Ѐ–Џ.
        'А'..='Я' => char::from_u32(c as u32 + 0x20).unwrap_or(c),
        'Ѐ'..='Џ' => char::from_u32(c as u32 + 0x50).unwrap_or(c),
        _ => unicode_case_mapping::case_folded(c)
            .and_then(|folded| char::from_u32(folded.get()))
            .filter(|folded| folded.len_utf8() == c.len_utf8())
            .unwrap_or(c),
    }
}

/// Folds every letter; byte offsets stay the same.
pub fn fold(text: &str) -> String {
    text.chars().map(fold_char).collect()
}

/// The key of a word or phrase in matching: folded, NFC, without stress marks (U+0301, but й and the like stay
/// composed) and soft hyphens, apostrophes as ', hyphens as -. ё is kept.
///
/// Composing comes first, so that é is one letter however it is written; an U+0301 left after it is a stress mark
/// (no Cyrillic vowel composes with it) and is dropped.
pub fn key(word: &str) -> String {
    let mut key = String::with_capacity(word.len());
    key_into(word, &mut key);
    key
}

/// [`key`] written into a buffer that is cleared first: for those who ask for many.
pub fn key_into(word: &str, key: &mut String) {
    key.clear();
    if word.chars().all(is_plain) {
        key.extend(word.chars().map(fold_char));
        return;
    }
    let without: String = word.chars().filter(|c| *c != SOFT_HYPHEN).collect();
    key.push_str(&without);
    // What is composed after a stress mark is gone may be a letter to fold (ſ + U+0301 + U+0307), and a folded letter
    // may compose again.
    loop {
        let composed: String = compose(key).chars().filter(|c| *c != STRESS).map(unify).map(fold_char).collect();
        if composed == *key {
            return;
        }
        *key = composed;
    }
}

/// A key with ё written as е.
pub fn without_yo(key: &str) -> Cow<'_, str> {
    if key.contains('ё') { Cow::Owned(key.replace('ё', "е")) } else { Cow::Borrowed(key) }
}

/// Whether folding alone makes the key of a word of such letters: ASCII and Cyrillic without marks.
fn is_plain(c: char) -> bool {
    c.is_ascii() || ('Ѐ'..='џ').contains(&c)
}

fn unify(c: char) -> char {
    match c {
        '’' => '\'',
        '\u{2010}' | '\u{2011}' => '-',
        _ => c,
    }
}

/// NFC, but the signs that NFC turns into a letter of another length (K, Å, Ω) stay: they match only themselves.
fn compose(text: &str) -> Cow<'_, str> {
    const SIGNS: [char; 3] = ['\u{2126}', '\u{212a}', '\u{212b}'];
    if is_nfc(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for piece in text.split_inclusive(SIGNS) {
        let sign = piece.chars().next_back().filter(|c| SIGNS.contains(c));
        out.extend(piece[..piece.len() - sign.map_or(0, char::len_utf8)].nfc());
        out.extend(sign);
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn keys() {
        for (word, wanted) in [
            ("Любовь", "любовь"),
            ("любо\u{301}вь", "любовь"),
            ("лю\u{ad}бовь", "любовь"),
            ("бои\u{306}", "бой"),
            ("И\u{306}ОД", "йод"),
            ("е\u{308}лка", "ёлка"),
            ("Е\u{308}\u{301}лка", "ёлка"),
            ("е\u{301}\u{308}лка", "ёлка"),
            ("Cafe\u{301}", "café"),
            ("CAFÉ", "café"),
            ("rock’n’roll", "rock'n'roll"),
            ("из\u{2011}за", "из-за"),
            ("из\u{2010}за", "из-за"),
            ("ΣΊΣΥΦΟΣ", "σίσυφοσ"),
            ("ς", "σ"),
            ("İ", "İ"),
            ("I\u{307}", "İ"),
            ("ẞ", "ẞ"),
            ("ſ", "ſ"),
            ("\u{212a}", "\u{212a}"),
            ("Њ", "њ"),
            ("Ѐ", "ѐ"),
            ("Ґ", "ґ"),
            ("Ⅳ", "ⅳ"),
            ("", ""),
        ] {
            assert_eq!(key(word), wanted, "{word:?}");
        }
        assert_eq!(without_yo("ёж и чёрт"), "еж и черт");
    }

    #[test]
    fn the_short_way_agrees_with_the_table() {
        for c in ('\0'..='\u{52f}').filter(|c| is_plain(*c)) {
            let table = unicode_case_mapping::case_folded(c).and_then(|folded| char::from_u32(folded.get()));
            let wanted = table.filter(|folded| folded.len_utf8() == c.len_utf8()).unwrap_or(c);
            assert_eq!(fold_char(c), wanted, "{c:?}");
        }
    }

    #[test]
    fn every_letter_with_every_mark_has_a_key_that_is_its_own() {
        const MARKS: [&str; 9] = [
            "",
            "\u{301}",
            "\u{307}",
            "\u{308}",
            "\u{345}",
            "\u{301}\u{307}",
            "\u{307}\u{301}",
            "\u{301}\u{345}",
            "\u{ad}\u{308}",
        ];
        for c in ('\u{80}'..='\u{1ffff}').filter(|c| fold_char(*c) != *c || !is_nfc(&format!("{c}\u{307}"))) {
            for mark in MARKS {
                let once = key(&format!("{c}{mark}"));
                assert_eq!(key(&once), once, "{c:?} {mark:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn folding_keeps_lengths(text in any::<String>()) {
            let lengths = |text: &str| text.chars().map(char::len_utf8).collect::<Vec<_>>();
            prop_assert_eq!(lengths(&fold(&text)), lengths(&text));
        }

        #[test]
        fn every_letter_keeps_its_length(c in any::<char>()) {
            prop_assert_eq!(fold_char(c).len_utf8(), c.len_utf8());
            prop_assert_eq!(fold_char(fold_char(c)), fold_char(c));
        }

        #[test]
        fn a_key_is_its_own_key(text in "[a-zA-Zа-яёА-ЯЁéüİıßſẞΆ\u{301}\u{306}\u{307}\u{308}\u{327}\u{ad}’\u{2011}-]{0,12}") {
            let once = key(&text);
            prop_assert_eq!(key(&once), once);
        }

        #[test]
        fn decomposed_text_has_the_same_key(text in "[a-zA-Zа-яёА-ЯЁéüİÅńΆ\u{301}\u{306}\u{308}]{0,12}") {
            let decomposed: String = text.nfd().collect();
            prop_assert_eq!(key(&decomposed), key(&text));
        }
    }
}
