//! Tokens of an export, counted on a sample: counting is far slower than transforming.

use crate::export::plan::Plan;
use crate::progress::Progress;
use crate::token::{self, Tokenizer};

/// About so many bytes of source are counted; more hardly changes the mean.
const SAMPLE_BYTES: u64 = 200_000;
/// Tokens that a chat template and an instruction add, about.
const FRAME_TOKENS: usize = 64;
/// Sequence lengths worth training with.
const LENGTHS: [usize; 5] = [256, 512, 1024, 2048, 4096];

/// A unit whose tokens are counted when all is written.
#[derive(serde::Serialize, serde::Deserialize)]
pub struct Sample {
    /// The text.
    pub source: String,
    /// Its hyperwords.
    pub target: String,
}

/// What the sample says (o200k).
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Measured {
    /// Tokens in a byte of source.
    pub source_rate: f64,
    /// Tokens in a byte of target.
    pub target_rate: f64,
    /// Whether only a part was counted.
    pub is_sample: bool,
    /// A sequence length that 99 of 100 records fit into.
    pub max_length: usize,
}

impl Plan {
    /// Whether the unit with this id is in the sample. One in so many that about [`SAMPLE_BYTES`] come together.
    pub fn takes_sample(&self, id: u64) -> bool {
        id.is_multiple_of(self.sample_every())
    }

    /// One unit in so many is in the sample.
    fn sample_every(&self) -> u64 {
        (self.bytes() / SAMPLE_BYTES).max(1)
    }

    /// Counts the samples; stops early when cancelled.
    pub fn measure(&self, samples: &[Sample], progress: &Progress) -> Measured {
        let mut sums = [0_usize; 4];
        let mut lengths = Vec::with_capacity(samples.len());
        for sample in samples.iter().take_while(|_| !progress.is_cancelled()) {
            let source = token::count(Tokenizer::O200k, &sample.source);
            let target = token::count(Tokenizer::O200k, &sample.target);
            lengths.push(source + target + FRAME_TOKENS);
            for (sum, count) in sums.iter_mut().zip([source, sample.source.len(), target, sample.target.len()]) {
                *sum += count;
            }
        }
        lengths.sort_unstable();
        let long = lengths.get(lengths.len() * 99 / 100).copied().unwrap_or(FRAME_TOKENS);
        let rate = |tokens: usize, bytes: usize| tokens as f64 / bytes.max(1) as f64;
        Measured {
            source_rate: rate(sums[0], sums[1]),
            target_rate: rate(sums[2], sums[3]),
            is_sample: self.sample_every() > 1,
            max_length: LENGTHS.into_iter().find(|length| *length >= long).unwrap_or(LENGTHS[LENGTHS.len() - 1]),
        }
    }
}
