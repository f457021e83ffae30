//! Token counts by the built-in o200k and cl100k encodings.

use serde::{Deserialize, Serialize};

/// A built-in tokenizer.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub enum Tokenizer {
    /// OpenAI's o200k.
    #[default]
    O200k,
    /// OpenAI's cl100k.
    Cl100k,
}

/// Merging is quadratic in the length of a run without spaces (or of spaces): longer runs are cut here. No word of any
/// language comes near.
const MAX_RUN: usize = 2048;

/// How many tokens `text` is. The encoding is unpacked on first use (some 100 ms): call it off the UI thread.
pub fn count(tokenizer: Tokenizer, text: &str) -> usize {
    let encoding = match tokenizer {
        Tokenizer::O200k => tiktoken_rs::o200k_base_singleton(),
        Tokenizer::Cl100k => tiktoken_rs::cl100k_base_singleton(),
    };
    pieces(text).map(|piece| encoding.encode_ordinary(piece).len()).sum()
}

/// `text` cut inside runs longer than [`MAX_RUN`], and nowhere else.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (mut run, mut space) = (0, false);
        let cut = rest.char_indices().find_map(|(at, c)| {
            if c.is_whitespace() == space {
                run += c.len_utf8();
            } else {
                (run, space) = (c.len_utf8(), !space);
            }
            (run > MAX_RUN).then_some(at)
        });
        let (piece, after) = rest.split_at(cut.unwrap_or(rest.len()));
        rest = after;
        Some(piece)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_those_of_the_encodings() {
        for (text, o200k, cl100k) in [("", 0, 0), ("hello world", 2, 2), ("Съешь ещё этих мягких булок", 9, 19)]
        {
            assert_eq!((count(Tokenizer::O200k, text), count(Tokenizer::Cl100k, text)), (o200k, cl100k), "{text}");
        }
    }

    #[test]
    fn only_endless_runs_are_cut() {
        let text = format!("{} {}\n{}", "a".repeat(2048), "ж".repeat(3000), " ".repeat(5000));
        let parts: Vec<&str> = pieces(&text).collect();
        assert_eq!(parts.concat(), text);
        assert_eq!(parts.len(), 1 + 2 + 2);
        assert_eq!(pieces("два слова").count(), 1);
    }
}
