//! Counts over transformed text: words, sites, coverage.

use crate::engine::{Rendered, Target};
use std::collections::BTreeMap;

/// Sums over units; add the parts of a text in any order.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Metrics {
    /// Words in the source.
    pub words: u64,
    /// Words inside replaced sites.
    pub replaced_words: u64,
    /// Sites (a link counts once), drawn or not.
    pub sites: u64,
    /// Replaced sites.
    pub replaced: u64,
    /// Sites before density for each entry or link.
    pub hits: BTreeMap<Target, u64>,
}

impl Metrics {
    /// Adds one unit.
    pub fn add(&mut self, source: &str, rendered: &Rendered) {
        let _ = (source, rendered);
        todo!("engine")
    }

    /// Adds other sums.
    pub fn merge(&mut self, other: &Metrics) {
        let _ = other;
        todo!("engine")
    }

    /// Words inside replaced sites / words, in 0 to 1.
    pub fn coverage(&self) -> f64 {
        if self.words == 0 { 0.0 } else { self.replaced_words as f64 / self.words as f64 }
    }
}
