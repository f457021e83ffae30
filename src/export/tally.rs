//! Counts over units while an export runs.

use crate::engine::{Metrics, Rendered, Target};
use crate::text::words::words;
use std::collections::BTreeMap;

/// Counts over units; add the parts in any order.
#[derive(Clone, PartialEq, Debug, Default, serde::Serialize, serde::Deserialize)]
#[serde(from = "Stored", into = "Stored")]
pub struct Tally {
    /// Units of all documents.
    pub units: u64,
    /// Left out: code.
    pub verbatim: u64,
    /// Left out: white space.
    pub blank: u64,
    /// Left out: seen before.
    pub duplicates: u64,
    /// Left out: too few replaced sites (units times variants).
    pub few_sites: u64,
    /// Left out: no sites, and not in the plain share (units times variants).
    pub plain_left_out: u64,
    /// Left out by the filters, for each reason.
    pub filtered: [u64; 5],
    /// A4 pages of the units that were looked at.
    pub pages: f64,
    /// Over what is kept.
    pub metrics: Metrics,
    /// Replaced sites of each entry and link.
    pub replaced: BTreeMap<Target, u64>,
    /// Bytes of text that is kept.
    pub source_bytes: u64,
    /// Bytes of what became of it.
    pub target_bytes: u64,
}

/// Words on an A4 page (12 pt, spacing 1.5, margins 2.5 cm), by language.
const WORDS_A_PAGE: [(&str, f64); 2] = [("ru", 350.0), ("en", 480.0)];

impl Tally {
    /// Adds a unit that is looked at.
    pub fn add_source(&mut self, source: &str, language: &str) {
        let on_a_page = WORDS_A_PAGE.iter().find(|(name, _)| *name == language).map_or(480.0, |(_, words)| *words);
        self.pages += words(source).count() as f64 / on_a_page;
    }

    /// Adds a unit and variant that is kept.
    pub fn add_kept(&mut self, source: &str, rendered: &Rendered) {
        self.metrics.add(source, rendered);
        for site in rendered.sites.iter().filter(|site| site.replaced && site.counts()) {
            *self.replaced.entry(site.of).or_default() += 1;
        }
        self.source_bytes += source.len() as u64;
        self.target_bytes += rendered.target.len() as u64;
    }

    /// Adds other sums.
    pub fn merge(&mut self, other: &Tally) {
        self.units += other.units;
        self.verbatim += other.verbatim;
        self.blank += other.blank;
        self.duplicates += other.duplicates;
        self.few_sites += other.few_sites;
        self.plain_left_out += other.plain_left_out;
        for (sum, count) in self.filtered.iter_mut().zip(other.filtered) {
            *sum += count;
        }
        self.pages += other.pages;
        self.metrics.merge(&other.metrics);
        for (target, count) in &other.replaced {
            *self.replaced.entry(*target).or_default() += count;
        }
        self.source_bytes += other.source_bytes;
        self.target_bytes += other.target_bytes;
    }
}

/// A tally in a checkpoint: exact, where JSON's numbers with a point are not, and with lists for maps whose keys are no
/// texts.
#[derive(Default, serde::Serialize, serde::Deserialize)]
struct Stored {
    counts: [u64; 6],
    filtered: [u64; 5],
    pages: u64,
    words: [u64; 4],
    hits: Vec<(bool, u32, u32, u64)>,
    replaced: Vec<(bool, u32, u32, u64)>,
    bytes: [u64; 2],
}

fn rows(map: &BTreeMap<Target, u64>) -> Vec<(bool, u32, u32, u64)> {
    let row = |(target, count): (&Target, &u64)| match *target {
        Target::Entry { dictionary, index } => (false, dictionary, index, *count),
        Target::Link { dictionary, index } => (true, dictionary, index, *count),
    };
    map.iter().map(row).collect()
}

fn map(rows: Vec<(bool, u32, u32, u64)>) -> BTreeMap<Target, u64> {
    let target = |(is_link, dictionary, index, count)| match is_link {
        false => (Target::Entry { dictionary, index }, count),
        true => (Target::Link { dictionary, index }, count),
    };
    rows.into_iter().map(target).collect()
}

impl From<Tally> for Stored {
    fn from(tally: Tally) -> Self {
        let Tally { units, verbatim, blank, duplicates, few_sites, plain_left_out, .. } = tally;
        let metrics = &tally.metrics;
        Self {
            counts: [units, verbatim, blank, duplicates, few_sites, plain_left_out],
            filtered: tally.filtered,
            pages: tally.pages.to_bits(),
            words: [metrics.words, metrics.replaced_words, metrics.sites, metrics.replaced],
            hits: rows(&metrics.hits),
            replaced: rows(&tally.replaced),
            bytes: [tally.source_bytes, tally.target_bytes],
        }
    }
}

impl From<Stored> for Tally {
    fn from(stored: Stored) -> Self {
        let [units, verbatim, blank, duplicates, few_sites, plain_left_out] = stored.counts;
        let [words, replaced_words, sites, replaced] = stored.words;
        let metrics = Metrics { words, replaced_words, sites, replaced, hits: map(stored.hits) };
        Self {
            units,
            verbatim,
            blank,
            duplicates,
            few_sites,
            plain_left_out,
            filtered: stored.filtered,
            pages: f64::from_bits(stored.pages),
            metrics,
            replaced: map(stored.replaced),
            source_bytes: stored.bytes[0],
            target_bytes: stored.bytes[1],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stored_tally_is_the_same() {
        let target = Target::Link { dictionary: 1, index: 2 };
        let tally = Tally {
            units: 1,
            verbatim: 2,
            blank: 3,
            duplicates: 4,
            few_sites: 5,
            plain_left_out: 6,
            filtered: [15, 16, 17, 18, 19],
            // No decimal fraction tells it exactly.
            pages: 0.1 + 0.2,
            metrics: Metrics { words: 7, replaced_words: 8, sites: 9, replaced: 10, hits: [(target, 11)].into() },
            replaced: [(Target::Entry { dictionary: 3, index: 4 }, 12)].into(),
            source_bytes: 13,
            target_bytes: 14,
        };
        let stored = serde_json::to_string(&tally).unwrap();
        assert_eq!(serde_json::from_str::<Tally>(&stored).unwrap(), tally);
    }
}
