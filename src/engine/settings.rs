//! What a user may choose about a transform.

use crate::engine::Template;
use crate::text::UnitKind;

/// How sites are chosen and written. Its defaults are the product's.
#[derive(Clone, PartialEq, Debug)]
pub struct Settings {
    /// What a unit is.
    pub unit: UnitKind,
    /// Words in a chunk.
    pub chunk_words: usize,
    /// Tokens in a chunk, instead of words.
    pub chunk_tokens: Option<usize>,
    /// Share of sites replaced.
    pub density: Density,
    /// Styles and their weights; never empty.
    pub styles: Vec<(Template, f64)>,
    /// Palettes and their weights; never empty. Also the order of fallback.
    pub palettes: Vec<(String, f64)>,
    /// How far up the hierarchy, and weights; never empty.
    pub climbs: Vec<(Climb, f64)>,
    /// Seed of every draw.
    pub seed: u64,
    /// Records a unit.
    pub variants: u32,
    /// At most so many replaced sites a sentence.
    pub max_per_sentence: Option<u32>,
    /// Whether names match too.
    pub names: bool,
    /// Inflected or exact.
    pub forms: Forms,
    /// The user's protected patterns.
    pub protect: Vec<String>,
    /// Occurrences kept or vetoed.
    pub pins: Vec<Pin>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            unit: UnitKind::Sentence,
            chunk_words: 200,
            chunk_tokens: None,
            density: Density::default(),
            styles: vec![(Template::default(), 1.0)],
            palettes: vec![("emoji".into(), 1.0)],
            climbs: vec![(Climb::Up(0), 1.0)],
            seed: 1,
            variants: 1,
            max_per_sentence: None,
            names: false,
            forms: Forms::Inflected,
            protect: Vec::new(),
            pins: Vec::new(),
        }
    }
}

/// A density or a range of them, in [0, 1], low ≤ high.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Density {
    /// Lowest.
    pub low: f64,
    /// Highest; equal to `low` when fixed.
    pub high: f64,
}

impl Density {
    /// The same density everywhere.
    pub fn fixed(value: f64) -> Self {
        Self { low: value, high: value }
    }
}

impl Default for Density {
    fn default() -> Self {
        Self::fixed(1.0)
    }
}

/// How far up the hierarchy a symbol is taken from.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Climb {
    /// The n-th ancestor.
    Up(u32),
    /// The top.
    Top,
}

/// Which forms match.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Forms {
    /// All forms.
    #[default]
    Inflected,
    /// As written.
    Exact,
}

/// One occurrence kept (always replaced) or vetoed (never replaced).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Pin {
    /// Hash of the unit's text ([`Pin::unit_hash`]).
    pub unit: u64,
    /// Byte offset of the site in the unit.
    pub offset: u64,
    /// Kept, or vetoed.
    pub keep: bool,
}

impl Pin {
    /// The hash that names a unit's text: purpose id, seed 0, variant 0, offset 0.
    pub fn unit_hash(unit: &str) -> u64 {
        crate::hash::hash(0, crate::hash::Purpose::Id, 0, 0, unit.as_bytes())
    }
}
