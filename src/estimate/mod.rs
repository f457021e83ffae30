//! How much text there is: pages, words, tokens; tiers of training; limits of tools.

use crate::corpus::{CorpusError, SourceFile};
use crate::progress::Progress;
use serde::Serialize;

/// Sizes of sources; the fields of `size --json`.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct Size {
    /// Documents.
    pub documents: u64,
    /// Bytes of extracted text (UTF-8).
    pub bytes: u64,
    /// 10⁶ bytes.
    pub mb: f64,
    /// Lines that are not blank.
    pub lines: u64,
    /// Words.
    pub words: u64,
    /// Sentences.
    pub sentences: u64,
    /// A4 pages.
    pub pages: f64,
    /// Tokens.
    pub tokens: Tokens,
}

/// Token counts.
#[derive(Clone, Copy, PartialEq, Debug, Default, Serialize)]
pub struct Tokens {
    /// By o200k.
    pub o200k: Count,
    /// By cl100k.
    pub cl100k: Count,
}

/// Exact, or a range from samples.
#[derive(Clone, Copy, PartialEq, Debug, Serialize)]
#[serde(untagged)]
pub enum Count {
    /// Counted.
    Exact(u64),
    /// Sampled.
    Range {
        /// Lower bound.
        low: u64,
        /// Upper bound.
        high: u64,
    },
}

impl Default for Count {
    fn default() -> Self {
        Self::Exact(0)
    }
}

/// A tier of training.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tier {
    /// Too little.
    None,
    /// 100 lines.
    Demonstration,
    /// 10,000 lines.
    LoraTest,
    /// 1,000,000 lines.
    FullCorpus,
}

impl Tier {
    /// Name, first and last number of records.
    pub const ALL: [(Tier, u64, u64); 3] =
        [(Tier::Demonstration, 100, 500), (Tier::LoraTest, 10_000, 100_000), (Tier::FullCorpus, 1_000_000, 10_000_000)];

    /// The highest tier that `records` reach.
    pub fn reached(records: u64) -> Tier {
        Self::ALL.iter().rev().find(|(_, from, _)| records >= *from).map_or(Tier::None, |(tier, ..)| *tier)
    }
}

/// Measures sources.
pub fn measure(files: &[SourceFile], progress: &Progress) -> Result<Size, CorpusError> {
    let _ = (files, progress);
    todo!("corpus")
}
