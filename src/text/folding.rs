//! Case folding that keeps byte lengths, and the key by which words are compared.

use std::borrow::Cow;

/// Unicode simple folding (CaseFolding.txt C + S); letters whose UTF-8 length would change stay as they are.
pub fn fold_char(c: char) -> char {
    let _ = c;
    todo!("text")
}

/// Folds every letter; byte offsets stay the same.
pub fn fold(text: &str) -> String {
    text.chars().map(fold_char).collect()
}

/// The key of a word or phrase in matching: folded, NFC, without stress marks (U+0301, but й and the like stay
/// composed) and soft hyphens, apostrophes as ', hyphens as -. ё is kept.
pub fn key(word: &str) -> String {
    let _ = word;
    todo!("text")
}

/// A key with ё written as е.
pub fn without_yo(key: &str) -> Cow<'_, str> {
    let _ = key;
    todo!("text")
}
