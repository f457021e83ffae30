//! The text beside its hyperwords, computed for the rows that are looked at.

use crate::engine::{Metrics, Site};

/// The shown text.
#[derive(Default)]
pub struct Preview {
    /// Name of the shown text.
    pub title: String,
    /// Numbers over the whole text, once counted; old ones stay until new ones are there.
    pub stats: Option<Stats>,
    // The studio's owner adds: text, paragraphs, cache of rendered rows, background counting.
}

/// A paragraph (or chunk, or line) of the preview.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct PreviewRow {
    /// From 1, as shown in the margin.
    pub number: usize,
    /// Its text.
    pub source: String,
    /// What becomes of it.
    pub target: String,
    /// Sites; offsets into `source` and `target`.
    pub sites: Vec<Site>,
    /// Words without an entry that are frequent in the text (byte ranges of `source`).
    pub gaps: Vec<(usize, usize)>,
}

/// Numbers over the whole shown text.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Stats {
    /// Words, sites, coverage, hits.
    pub metrics: Metrics,
    /// o200k tokens before; exact or scaled from a sample.
    pub tokens_before: u64,
    /// After.
    pub tokens_after: u64,
    /// Whether the tokens come from a sample.
    pub tokens_sampled: bool,
    /// A4 pages of the source.
    pub pages: f64,
}
