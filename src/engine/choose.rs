//! Which symbol is written: palette, weight, climb, captures.

use crate::dictionary::{Matching, Symbol};
use crate::engine::pattern::Pattern;
use crate::engine::{Climb, Lexicon, Settings};
use crate::hash::{self, Purpose};
use crate::text::Span;
use std::borrow::Cow;

/// What the draws of one site hang on.
#[derive(Clone, Copy)]
pub(crate) struct Drawing<'a> {
    pub settings: &'a Settings,
    pub variant: u32,
    /// The unit's text.
    pub text: &'a str,
    /// The palette drawn for the unit.
    pub palette: usize,
    /// The site's byte offset in the unit.
    pub offset: usize,
}

impl Drawing<'_> {
    /// The site's number for a purpose, in [0, 1).
    pub fn draw(&self, purpose: Purpose) -> f64 {
        hash::draw(self.settings.seed, purpose, self.variant, self.offset as u64, self.text.as_bytes())
    }

    /// The symbol in the palette drawn, else in the next of the settings' palettes that has one, else the first.
    pub fn symbol<'s>(&self, symbols: &'s [Symbol]) -> Option<&'s Symbol> {
        let palettes = &self.settings.palettes;
        let (before, after) = palettes.split_at(self.palette.min(palettes.len()));
        for (palette, _) in after.iter().chain(before) {
            let in_palette = || symbols.iter().filter(|symbol| symbol.palette() == palette);
            match in_palette().count() {
                0 => {}
                1 => return in_palette().next(),
                _ => {
                    let weights = in_palette().map(|symbol| symbol.weight);
                    return in_palette().nth(hash::choose(self.draw(Purpose::Symbol), weights));
                }
            }
        }
        symbols.first()
    }

    /// The symbols from the top of the hierarchy down to `entry`.
    pub fn path(&self, lexicon: &Lexicon, entry: u32) -> String {
        let nodes: Vec<u32> = std::iter::successors(Some(entry), |at| lexicon.entries[*at as usize].parent).collect();
        let nodes = nodes.iter().rev().map(|node| &lexicon.entries[*node as usize]);
        nodes
            .filter(|node| node.has_symbol())
            .filter_map(|node| Some(self.symbol(&node.entry.symbols)?.text.as_str()))
            .collect()
    }
}

/// The entry whose symbol is written for `entry`: the n-th ancestor or the top, or the nearest below with a symbol.
pub(crate) fn climb(lexicon: &Lexicon, entry: u32, climb: Climb) -> u32 {
    let steps = match climb {
        Climb::Up(steps) => steps as usize,
        Climb::Top => usize::MAX,
    };
    let ancestors =
        std::iter::successors(lexicon.entries[entry as usize].parent, |at| lexicon.entries[*at as usize].parent);
    ancestors.take(steps).filter(|at| lexicon.entries[*at as usize].has_symbol()).last().unwrap_or(entry)
}

/// A pattern's symbol with `{1}` and `{name}` filled in; braces that name no group stay.
pub(crate) fn fill_captures<'s>(
    symbol: &'s str,
    pattern: &Pattern,
    captures: &[Option<Span>],
    text: &str,
) -> Cow<'s, str> {
    if !symbol.contains('{') {
        return Cow::Borrowed(symbol);
    }
    let mut filled = String::with_capacity(symbol.len() + 16);
    let mut rest = symbol;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let group = after.split_once('}').and_then(|(name, after)| {
            let index = name.parse().ok().or_else(|| pattern.group(name))?;
            Some((captures.get(index)?, after))
        });
        if let Some((span, after)) = group {
            filled.push_str(span.map_or("", |span| span.of(text)));
            rest = after;
        } else {
            filled.push('{');
            rest = after;
        }
    }
    filled.push_str(rest);
    Cow::Owned(filled)
}

impl Lexicon {
    /// Whether the entry is a pattern, whose symbols may hold captures.
    pub(crate) fn is_pattern_entry(&self, entry: u32) -> bool {
        self.entries[entry as usize].entry.matching == Matching::Pattern
    }
}
