//! Transforms units. Cheap to make, one a thread; owns its buffers.

use crate::engine::matcher::Finds;
use crate::engine::reading::Reading;
use crate::engine::tokens::Tokens;
use crate::engine::write::{Verdict, Writing};
use crate::engine::{Climb, Density, Lexicon, Pin, Settings, Target, Template};
use crate::hash::{self, Purpose};
use crate::text::protected::ProtectError;
use crate::text::units::UnitOptions;
use crate::text::{Markup, Protector, Span, Unit, units, words};
use crate::token;
use std::collections::HashMap;
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
    protector: Protector,
    /// Units with pins, then the pins.
    pins: HashMap<u64, HashMap<u64, bool>>,
    fallback_style: Template,
    pub(crate) scratch: Scratch,
}

/// What a worker uses again from unit to unit.
#[derive(Default)]
pub(crate) struct Scratch {
    pub protected: Vec<Span>,
    pub tokens: Tokens,
    pub finds: Finds,
    pub verdicts: Vec<Verdict>,
}

impl Worker {
    /// Fails when a protect pattern is not a regular expression.
    pub fn new(lexicon: Arc<Lexicon>, settings: Arc<Settings>) -> Result<Self, ProtectError> {
        let protector = Protector::new(&settings.protect)?;
        let mut pins: HashMap<u64, HashMap<u64, bool>> = HashMap::new();
        for pin in &settings.pins {
            pins.entry(pin.unit).or_default().insert(pin.offset, pin.keep);
        }
        let scratch = Scratch::default();
        Ok(Self { lexicon, settings, protector, pins, fallback_style: Template::default(), scratch })
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
        let count_words = |sentence: &str| words::words(sentence).count();
        let count_tokens = |sentence: &str| token::count(token::Tokenizer::O200k, sentence);
        let (chunk_size, measure): (usize, &dyn Fn(&str) -> usize) = match self.settings.chunk_tokens {
            Some(tokens) => (tokens, &count_tokens),
            None => (self.settings.chunk_words, &count_words),
        };
        let options = UnitOptions { kind: self.settings.unit, markup, protector: &self.protector, chunk_size, measure };
        units::units(text, &options)
    }

    /// Transforms one unit; `out` is cleared first, offsets are relative to the unit.
    pub fn transform_unit(&mut self, unit: &str, markup: Markup, variant: u32, out: &mut Rendered) {
        out.target.clear();
        out.sites.clear();
        self.append_unit(unit, markup, variant, 0, out);
    }

    /// Transforms a document: its units by the settings, and the text between them kept. Offsets are the document's.
    pub fn transform(&mut self, text: &str, markup: Markup, variant: u32) -> Rendered {
        let mut out = Rendered { target: String::with_capacity(text.len()), sites: Vec::new() };
        let mut copied = 0;
        for unit in self.units(text, markup) {
            out.target.push_str(&text[copied..unit.span.start]);
            copied = unit.span.end;
            if unit.verbatim {
                out.target.push_str(unit.span.of(text));
            } else {
                self.append_unit(unit.span.of(text), markup, variant, unit.span.start, &mut out);
            }
        }
        out.target.push_str(&text[copied..]);
        out
    }

    fn append_unit(&mut self, unit: &str, markup: Markup, variant: u32, base: usize, out: &mut Rendered) {
        let mut scratch = std::mem::take(&mut self.scratch);
        self.judge_unit(unit, markup, variant, &mut scratch);
        if scratch.finds.list.is_empty() {
            out.target.push_str(unit);
        } else {
            self.writing(unit, variant, &scratch.protected).write(&scratch.finds, &scratch.verdicts, base, out);
        }
        self.scratch = scratch;
    }

    /// Finds the sites of a unit and decides on them.
    pub(crate) fn judge_unit(&self, unit: &str, markup: Markup, variant: u32, scratch: &mut Scratch) {
        scratch.protected = self.protector.spans(unit, markup);
        let lexicon = &*self.lexicon;
        scratch.tokens.fill(unit, &scratch.protected);
        let names_match = self.settings.names;
        let reading =
            Reading { text: unit, protected: &scratch.protected, table: &lexicon.table, lexicon, names_match };
        scratch.finds.fill(&reading, &mut scratch.tokens);
        if scratch.finds.list.is_empty() {
            return;
        }
        let pins = if self.pins.is_empty() { None } else { self.pins.get(&Pin::unit_hash(unit)) };
        let pin = |offset: usize| pins?.get(&(offset as u64)).copied();
        let writing = self.writing(unit, variant, &scratch.protected);
        writing.judge(&scratch.finds, &mut scratch.tokens, &pin, &mut scratch.verdicts);
    }

    pub(crate) fn writing<'a>(&'a self, unit: &'a str, variant: u32, protected: &'a [Span]) -> Writing<'a> {
        let mix = self.mix(unit, variant);
        Writing {
            lexicon: &self.lexicon,
            settings: &self.settings,
            text: unit,
            protected,
            variant,
            density: mix.density,
            style: self.settings.styles.get(mix.style).map_or(&self.fallback_style, |(style, _)| style),
            palette: mix.palette,
            climb: self.settings.climbs.get(mix.climb).map_or(Climb::Up(0), |(climb, _)| *climb),
        }
    }

    /// What this unit and variant drew from the mix: (density, style, palette, climb).
    pub fn mix(&self, unit: &str, variant: u32) -> Mix {
        let settings = &*self.settings;
        let draw = |purpose| hash::draw(settings.seed, purpose, variant, 0, unit.as_bytes());
        let Density { low, high } = settings.density;
        let density = if low < high { low + draw(Purpose::Density) * (high - low) } else { low };
        Mix {
            density,
            style: pick(&settings.styles, || draw(Purpose::Style)),
            palette: pick(&settings.palettes, || draw(Purpose::Palette)),
            climb: pick(&settings.climbs, || draw(Purpose::Climb)),
        }
    }
}

/// The index drawn from a weighted list.
fn pick<T>(list: &[(T, f64)], draw: impl FnOnce() -> f64) -> usize {
    if list.len() < 2 { 0 } else { hash::choose(draw(), list.iter().map(|(_, weight)| *weight)) }
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
