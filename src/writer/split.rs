//! Which records are for training, which for validation and test.

use crate::hash::{self, Purpose};

/// How much of a document's text names it.
const NAMING_BYTES: usize = 64 << 10;

/// Consecutive units that stay together when splits are by block.
pub const BLOCK_UNITS: u64 = 100;

/// A part of the corpus.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Split {
    /// To learn from.
    Train,
    /// To watch while learning.
    Validation,
    /// To judge by in the end.
    Test,
}

impl Split {
    /// All three, in the order of the shares.
    pub const ALL: [Split; 3] = [Split::Train, Split::Validation, Split::Test];

    /// Its name, in file names too.
    pub fn name(self) -> &'static str {
        match self {
            Split::Train => "train",
            Split::Validation => "validation",
            Split::Test => "test",
        }
    }
}

/// The hash that names a document: of the first 64 KiB of its extracted text, so that equal documents never stand on
/// two sides and a long one need not be read to its end.
pub fn document_hash(text: &str) -> u64 {
    let naming = &text.as_bytes()[..text.len().min(NAMING_BYTES)];
    hash::hash(0, Purpose::Split, 0, 0, naming)
}

/// Decides by hash.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Splitter {
    /// Train, validation, test in percent; sums to 100.
    pub shares: [u8; 3],
    /// By blocks of [`BLOCK_UNITS`] units instead of whole documents.
    pub by_block: bool,
}

impl Splitter {
    /// The split of a document's unit. `unit_number` counts all units of the document from 0, before any filter.
    pub fn of(&self, document_hash: u64, unit_number: u64) -> Split {
        let hash = if self.by_block {
            let block = unit_number / BLOCK_UNITS;
            hash::hash(0, Purpose::Split, 0, block, &document_hash.to_le_bytes())
        } else {
            document_hash
        };
        let percent = hash::fraction(hash) * 100.0;
        let [train, validation, _] = self.shares.map(f64::from);
        match percent {
            _ if percent < train => Split::Train,
            _ if percent < train + validation => Split::Validation,
            _ => Split::Test,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_kept_about() {
        let splitter = Splitter { shares: [80, 15, 5], by_block: false };
        let mut counts = [0; 3];
        for n in 0..10_000 {
            counts[splitter.of(document_hash(&format!("document {n}")), 0) as usize] += 1;
        }
        let [train, validation, test] = counts;
        assert!((7_800..8_200).contains(&train) && (1_350..1_650).contains(&validation), "{counts:?}");
        assert!((400..600).contains(&test), "{counts:?}");
    }

    #[test]
    fn a_share_of_nothing_gets_nothing() {
        for (shares, split) in
            [([100, 0, 0], Split::Train), ([0, 100, 0], Split::Validation), ([0, 0, 100], Split::Test)]
        {
            for by_block in [false, true] {
                let splitter = Splitter { shares, by_block };
                assert!((0..500).all(|n| splitter.of(document_hash(&n.to_string()), n) == split));
            }
        }
    }

    #[test]
    fn documents_stay_whole_and_so_do_blocks() {
        let hash = document_hash("one");
        let by_document = Splitter { shares: [34, 33, 33], by_block: false };
        assert!((0..1_000).all(|unit| by_document.of(hash, unit) == by_document.of(hash, 0)));
        let by_block = Splitter { by_block: true, ..by_document };
        assert!((0..1_000).all(|unit| by_block.of(hash, unit) == by_block.of(hash, unit / 100 * 100)));
        assert!((0..10).any(|block| by_block.of(hash, block * 100) != by_block.of(hash, 0)));
    }

    #[test]
    fn a_document_is_named_by_its_beginning() {
        let long = "я".repeat(40_000);
        assert_eq!(document_hash(&long), document_hash(&(long.clone() + "end")));
        assert_ne!(document_hash("a"), document_hash("b"));
    }
}
