//! Transforms units. Cheap to make, one a thread; owns its buffers.

use crate::engine::{Lexicon, Settings, Target};
use crate::text::protected::ProtectError;
use crate::text::{Markup, Unit};
use std::sync::Arc;

/// A unit as transformed.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Rendered {
    /// The text after.
    pub target: String,
    /// All sites, in order of the text, replaced or not.
    pub sites: Vec<Site>,
}

/// A place where the dictionary matches.
#[derive(Clone, PartialEq, Debug)]
pub struct Site {
    /// Byte range in the source.
    pub start: usize,
    /// One past.
    pub end: usize,
    /// Byte range in the target (equal text when not replaced).
    pub target_start: usize,
    /// One past.
    pub target_end: usize,
    /// What it is of.
    pub of: Target,
    /// Its kind.
    pub kind: SiteKind,
    /// The symbol written (after palette, weight, captures and climb); empty for a folded or kept member.
    pub symbol: String,
    /// In [0, 1).
    pub draw: f64,
    /// Whether it was replaced.
    pub replaced: bool,
}

impl Site {
    /// Whether it counts as a site: every row but a link's rows after the first.
    pub fn counts(&self) -> bool {
        self.kind != SiteKind::LinkRest
    }
}

/// Kinds of sites.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum SiteKind {
    /// A word or phrase.
    Word,
    /// A pattern.
    Pattern,
    /// A link's first stretch.
    Link,
    /// A link's further stretch (folded or own symbol).
    LinkRest,
}

/// Transforms units with one lexicon and one set of settings.
pub struct Worker {
    lexicon: Arc<Lexicon>,
    settings: Arc<Settings>,
}

impl Worker {
    /// Fails when a protect pattern is not a regular expression.
    pub fn new(lexicon: Arc<Lexicon>, settings: Arc<Settings>) -> Result<Self, ProtectError> {
        Ok(Self { lexicon, settings })
    }

    /// The lexicon.
    pub fn lexicon(&self) -> &Arc<Lexicon> {
        &self.lexicon
    }

    /// The settings.
    pub fn settings(&self) -> &Arc<Settings> {
        &self.settings
    }

    /// Cuts a document into units by the settings.
    pub fn units(&self, text: &str, markup: Markup) -> Vec<Unit> {
        let _ = (text, markup);
        todo!("engine")
    }

    /// Transforms one unit; `out` is cleared first, offsets are relative to the unit.
    pub fn transform_unit(&mut self, unit: &str, markup: Markup, variant: u32, out: &mut Rendered) {
        let _ = (unit, markup, variant, out);
        todo!("engine")
    }

    /// Transforms a document: its units by the settings, and the text between them kept. Offsets are the document's.
    pub fn transform(&mut self, text: &str, markup: Markup, variant: u32) -> Rendered {
        let _ = (text, markup, variant);
        todo!("engine")
    }

    /// What this unit and variant drew from the mix: (density, style, palette, climb).
    pub fn mix(&self, unit: &str, variant: u32) -> Mix {
        let _ = (unit, variant);
        todo!("engine")
    }
}

/// What a unit and variant drew.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Mix {
    /// Density.
    pub density: f64,
    /// Index into `Settings::styles`.
    pub style: usize,
    /// Index into `Settings::palettes`.
    pub palette: usize,
    /// Index into `Settings::climbs`.
    pub climb: usize,
}
