//! Counts over transformed text: words, sites, coverage.

use crate::engine::{Rendered, Target};
use crate::text::words;
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
        let mut sites = rendered.sites.iter().filter(|site| site.replaced).peekable();
        for word in words::words(source) {
            self.words += 1;
            while sites.next_if(|site| site.end <= word.start).is_some() {}
            self.replaced_words += u64::from(sites.peek().is_some_and(|site| site.start < word.end));
        }
        for site in rendered.sites.iter().filter(|site| site.counts()) {
            self.sites += 1;
            self.replaced += u64::from(site.replaced);
            *self.hits.entry(site.of).or_default() += 1;
        }
    }

    /// Adds other sums.
    pub fn merge(&mut self, other: &Metrics) {
        self.words += other.words;
        self.replaced_words += other.replaced_words;
        self.sites += other.sites;
        self.replaced += other.replaced;
        for (target, hits) in &other.hits {
            *self.hits.entry(*target).or_default() += hits;
        }
    }

    /// Words inside replaced sites / words, in 0 to 1.
    pub fn coverage(&self) -> f64 {
        if self.words == 0 { 0.0 } else { self.replaced_words as f64 / self.words as f64 }
    }

    /// Replaced sites / sites, in 0 to 1.
    pub fn share_replaced(&self) -> f64 {
        if self.sites == 0 { 0.0 } else { self.replaced as f64 / self.sites as f64 }
    }
}
