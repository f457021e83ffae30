//! What is left out of an export, and where it stops.

use crate::engine::{Metrics, Rendered};
use crate::export::report::Results;
use crate::export::tally::Tally;
use crate::writer::Batch;

/// Which units give no records.
#[derive(Clone, PartialEq, Debug, serde::Serialize)]
pub struct Filters {
    /// Units with fewer characters are left out.
    pub min_chars: u64,
    /// Units with more characters are left out.
    pub max_chars: Option<u64>,
    /// Units of which a smaller share of characters (white space not counted) is letters are left out.
    pub min_letters: f64,
    /// Records of which a larger share of words was replaced are left out.
    pub max_replaced: f64,
    /// Units that look like another language are left out: `ru` or `en`.
    pub language: Option<String>,
}

impl Default for Filters {
    fn default() -> Self {
        Self { min_chars: 0, max_chars: None, min_letters: 0.0, max_replaced: 1.0, language: None }
    }
}

/// Why a filter left something out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reason {
    /// Fewer characters.
    Short,
    /// More characters.
    Long,
    /// Fewer letters.
    FewLetters,
    /// Another language.
    OtherLanguage,
    /// More words replaced.
    MuchReplaced,
}

impl Reason {
    /// All of them, with their names in the report.
    pub const ALL: [(Reason, &'static str); 5] = [
        (Reason::Short, "short"),
        (Reason::Long, "long"),
        (Reason::FewLetters, "few_letters"),
        (Reason::OtherLanguage, "other_language"),
        (Reason::MuchReplaced, "much_replaced"),
    ];
}

impl Filters {
    /// Why a unit is left out, whatever would be replaced in it.
    pub fn refuses(&self, source: &str, language: &str) -> Option<Reason> {
        let chars = || source.chars().count() as u64;
        if self.min_chars > 0 && chars() < self.min_chars {
            return Some(Reason::Short);
        }
        if self.max_chars.is_some_and(|most| chars() > most) {
            return Some(Reason::Long);
        }
        if self.language.as_deref().is_some_and(|wanted| wanted != language) {
            return Some(Reason::OtherLanguage);
        }
        if self.min_letters > 0.0 {
            let (mut letters, mut all) = (0_u64, 0_u64);
            for c in source.chars().filter(|c| !c.is_whitespace()) {
                all += 1;
                letters += u64::from(c.is_alphabetic());
            }
            if (letters as f64) < self.min_letters * all as f64 {
                return Some(Reason::FewLetters);
            }
        }
        None
    }

    /// Whether too many of its words were replaced.
    pub fn refuses_rendered(&self, source: &str, rendered: &Rendered) -> Option<Reason> {
        if self.max_replaced >= 1.0 {
            return None;
        }
        let mut metrics = Metrics::default();
        metrics.add(source, rendered);
        (metrics.replaced_words as f64 > self.max_replaced * metrics.words as f64).then_some(Reason::MuchReplaced)
    }
}

/// Where an export stops; glossary lines come on top.
#[derive(Clone, PartialEq, Debug, Default, serde::Serialize)]
pub struct Limits {
    /// Records.
    pub lines: Option<u64>,
    /// A4 pages of source.
    pub pages: Option<u64>,
    /// Tokens (o200k) of the records as they are written.
    pub tokens: Option<u64>,
    /// Bytes of the records before compression.
    pub bytes: Option<u64>,
}

/// How much there is of what limits count.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Amount {
    records: u64,
    pages: f64,
    tokens: u64,
    bytes: u64,
}

impl Amount {
    /// What is written.
    pub fn of(results: &Results) -> Self {
        Self {
            records: results.total(),
            pages: results.tally.pages,
            tokens: results.written_tokens,
            bytes: results.written_bytes,
        }
    }

    /// With a block on top.
    pub fn with(self, batches: &[Batch], tally: &Tally) -> Self {
        Self {
            records: self.records + batches.iter().map(Batch::records).sum::<u64>(),
            pages: self.pages + tally.pages,
            tokens: self.tokens + batches.iter().map(|batch| batch.tokens_of(0, batch.ends.len())).sum::<u64>(),
            bytes: self.bytes + batches.iter().map(|batch| batch.bytes.len() as u64).sum::<u64>(),
        }
    }
}

impl Limits {
    /// Whether there is any.
    pub fn is_any(&self) -> bool {
        self.lines.is_some() || self.pages.is_some() || self.tokens.is_some() || self.bytes.is_some()
    }

    /// Whether no more is wanted.
    pub fn is_reached(&self, amount: Amount) -> bool {
        self.lines.is_some_and(|most| amount.records >= most)
            || self.pages.is_some_and(|most| amount.pages >= most as f64)
            || self.tokens.is_some_and(|most| amount.tokens >= most)
            || self.bytes.is_some_and(|most| amount.bytes >= most)
    }

    /// Whether it is more than is wanted, so that the last record has to go.
    pub fn is_passed(&self, amount: Amount) -> bool {
        self.lines.is_some_and(|most| amount.records > most)
            || self.tokens.is_some_and(|most| amount.tokens > most)
            || self.bytes.is_some_and(|most| amount.bytes > most)
    }
}

/// Whether line ends inside units become spaces.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, serde::Serialize)]
pub enum Unwrap {
    /// Where a block looks hard-wrapped.
    #[default]
    Auto,
    /// Everywhere but at empty lines; Markdown as in `Auto`.
    On,
    /// Nowhere.
    Off,
}

impl Unwrap {
    /// Joins lines where all are to be joined.
    pub fn joined(self, text: String) -> String {
        if self != Unwrap::On {
            return text;
        }
        let mut out = String::with_capacity(text.len());
        let mut lines = text.split_inclusive('\n').peekable();
        while let Some(line) = lines.next() {
            let is_text = |line: &str| !line.trim().is_empty();
            if is_text(line) && lines.peek().is_some_and(|next| is_text(next)) {
                out.push_str(line.trim_end_matches(['\r', '\n']).trim_end());
                out.push(' ');
            } else {
                out.push_str(line);
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_left_out_for_a_reason() {
        let none = Filters::default;
        for (filters, source, reason) in [
            (none(), "", None),
            (Filters { min_chars: 4, ..none() }, "свет", None),
            (Filters { min_chars: 5, ..none() }, "свет", Some(Reason::Short)),
            (Filters { max_chars: Some(4), ..none() }, "свет", None),
            (Filters { max_chars: Some(3), ..none() }, "свет", Some(Reason::Long)),
            (Filters { min_letters: 0.5, ..none() }, "ab 12", None),
            (Filters { min_letters: 0.5, ..none() }, "a  123", Some(Reason::FewLetters)),
            (Filters { language: Some("ru".into()), ..none() }, "свет", None),
            (Filters { language: Some("en".into()), ..none() }, "свет", Some(Reason::OtherLanguage)),
        ] {
            assert_eq!(filters.refuses(source, "ru"), reason, "{filters:?} {source}");
        }
    }

    #[test]
    fn lines_are_joined_but_at_empty_ones() {
        for (text, joined) in [
            ("a\nb\n\nc\nd", "a b\n\nc d"),
            ("a \r\nb\r\n\r\nc\r\n", "a b\r\n\r\nc\r\n"),
            ("a\n", "a\n"),
            ("\n\na\n  \nb", "\n\na\n  \nb"),
        ] {
            assert_eq!(Unwrap::On.joined(text.to_owned()), joined);
            assert_eq!(Unwrap::Auto.joined(text.to_owned()), text);
        }
    }
}
