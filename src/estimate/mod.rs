//! How much text there is: pages, words, tokens; tiers of training; limits of tools.

mod limits;
mod measure;

pub use limits::{Fits, Limit, limits};
pub use measure::{Measured, measure, measure_text, measure_texts};

use serde::Serialize;
use std::collections::BTreeMap;

/// Sizes of sources; with [`Answer`], the fields of `size --json`.
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
    /// Sentences: records, with the default unit.
    pub sentences: u64,
    /// A4 pages: 350 Russian or 480 English words, else 2,300 characters (12 pt, spacing 1.5, margins 2.5 cm).
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

impl Count {
    /// The count, or the middle of the range.
    pub fn middle(self) -> u64 {
        match self {
            Self::Exact(count) => count,
            Self::Range { low, high } => low.midpoint(high),
        }
    }
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
    /// Enough to see the idea.
    Demonstration,
    /// Enough for a first LoRA.
    LoraTest,
    /// Enough to teach a habit.
    FullCorpus,
}

impl Tier {
    /// Tier, fewest and usual most records (rules of thumb in circulation, in records).
    pub const ALL: [(Tier, u64, u64); 3] =
        [(Tier::Demonstration, 100, 500), (Tier::LoraTest, 10_000, 100_000), (Tier::FullCorpus, 1_000_000, 10_000_000)];

    /// The highest tier that `records` reach.
    pub fn reached(records: u64) -> Tier {
        Self::ALL.iter().rev().find(|(_, from, _)| records >= *from).map_or(Tier::None, |(tier, ..)| *tier)
    }
}

/// One tier in the answer of `size`.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct TierRow {
    /// Its name.
    pub name: Tier,
    /// Fewest records.
    pub from: u64,
    /// Usual most.
    pub to: u64,
    /// Whether there are enough.
    pub reached: bool,
    /// How many records are missing; 0 when reached.
    pub missing_lines: u64,
}

/// Hours, from and to.
#[derive(Clone, Copy, PartialEq, Debug, Serialize)]
pub struct Hours {
    /// At best.
    pub low: f64,
    /// At worst.
    pub high: f64,
}

/// All that `size` answers.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Answer {
    /// The sizes.
    #[serde(flatten)]
    pub size: Size,
    /// The tier reached.
    pub tier: Tier,
    /// All tiers.
    pub tiers: Vec<TierRow>,
    /// What tools take.
    pub limits: Vec<Limit>,
    /// Training time by size of model, on the GPU of [`GPU`].
    pub hours: BTreeMap<&'static str, Hours>,
    /// The GPU assumed.
    pub gpu: &'static str,
}

/// The GPU that training hours are for.
pub const GPU: &str = "one 24 GB GPU with 80 TFLOPS (bf16), three epochs of LoRA";

impl Answer {
    /// Judges sizes; a record is a sentence.
    pub fn new(size: Size) -> Self {
        let records = size.sentences;
        let tiers = Tier::ALL.iter().map(|&(name, from, to)| TierRow {
            name,
            from,
            to,
            reached: records >= from,
            missing_lines: from.saturating_sub(records),
        });
        let models = [("1.3B", 1.3e9), ("3B", 3e9), ("7B", 7e9)];
        let hours = models.map(|(name, parameters)| (name, training_hours(size.tokens.o200k.middle(), parameters)));
        Self {
            tier: Tier::reached(records),
            tiers: tiers.collect(),
            limits: limits(&size),
            hours: hours.into(),
            gpu: GPU,
            size,
        }
    }
}

/// Three epochs over the source and as many tokens of answers; a LoRA step costs about 4 operations a parameter and
/// token (forward 2, backward through frozen weights 2), 6 with recomputed activations; cards reach 30 to 60 % of 80 TFLOPS.
fn training_hours(source_tokens: u64, parameters: f64) -> Hours {
    let tokens = source_tokens as f64 * 2.0 * 3.0;
    let hours = |operations: f64, share: f64| {
        let hours = tokens * parameters * operations / (80e12 * share) / 3600.0;
        (hours * 100.0).round() / 100.0
    };
    Hours { low: hours(4.0, 0.6), high: hours(6.0, 0.3) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiers_by_their_lower_bound() {
        for (records, tier) in [
            (0, Tier::None),
            (99, Tier::None),
            (100, Tier::Demonstration),
            (9_999, Tier::Demonstration),
            (10_000, Tier::LoraTest),
            (1_000_000, Tier::FullCorpus),
        ] {
            assert_eq!(Tier::reached(records), tier);
        }
    }

    #[test]
    fn the_answer_has_stable_fields() {
        let answer = Answer::new(Size { sentences: 150, ..Size::default() });
        let json = serde_json::to_value(&answer).unwrap();
        let keys: Vec<&str> = json.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(
            keys,
            [
                "documents",
                "bytes",
                "mb",
                "lines",
                "words",
                "sentences",
                "pages",
                "tokens",
                "tier",
                "tiers",
                "limits",
                "hours",
                "gpu"
            ]
        );
        assert_eq!(json["tier"], "demonstration");
        assert_eq!(json["tiers"][1]["missing_lines"], 9_850);
    }
}
