//! From what was found in a unit to what is written: verdicts by draw and pins, then the text.

use crate::engine::choose::{self, Drawing};
use crate::engine::matcher::{Finds, Found, How, What};
use crate::engine::template::Fields;
use crate::engine::tokens::Tokens;
use crate::engine::{Climb, Lexicon, Reason, Rendered, Settings, Site, SiteKind, Template};
use crate::hash::Purpose;
use crate::text::Span;

/// Draws of sites in longer units are not made where nothing asks for them: each hashes the whole unit.
const ALWAYS_DRAWN: usize = 1 << 16;

/// Whether a site is replaced, and why.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Verdict {
    pub draw: f64,
    pub replaced: bool,
    pub reason: Reason,
}

/// A unit with what it has drawn.
#[derive(Clone, Copy)]
pub(crate) struct Writing<'a> {
    pub lexicon: &'a Lexicon,
    pub settings: &'a Settings,
    pub text: &'a str,
    pub protected: &'a [Span],
    pub variant: u32,
    pub density: f64,
    pub style: &'a Template,
    pub palette: usize,
    pub climb: Climb,
}

impl<'a> Writing<'a> {
    /// One verdict for each stretch found; a link's further stretches share that of its first.
    pub fn judge(
        &self,
        finds: &Finds,
        tokens: &mut Tokens,
        pin: &dyn Fn(usize) -> Option<bool>,
        verdicts: &mut Vec<Verdict>,
    ) {
        verdicts.clear();
        let most = self.settings.max_per_sentence;
        let is_drawn = self.density < 1.0 || most.is_some() || self.text.len() <= ALWAYS_DRAWN;
        let mut of_links = vec![None; finds.links.len()];
        for found in &finds.list {
            let verdict = match found.what {
                What::Rest { number, .. } => of_links[number],
                _ => None,
            };
            let verdict = verdict.unwrap_or_else(|| {
                let draw = if is_drawn { self.drawing(found.span.start).draw(Purpose::Site) } else { 0.0 };
                let (replaced, reason) = match pin(found.span.start) {
                    Some(true) => (true, Reason::Pinned),
                    Some(false) => (false, Reason::Vetoed),
                    None if draw < self.density => (true, Reason::Drawn),
                    None => (false, Reason::AboveDensity),
                };
                Verdict { draw, replaced, reason }
            });
            if let What::Link { number } = found.what {
                of_links[number] = Some(verdict);
            }
            verdicts.push(verdict);
        }
        if let Some(most) = most {
            self.keep_lowest(most as usize, finds, tokens, verdicts);
        }
    }

    /// Keeps the lowest draws of each sentence; pinned sites stay, and count.
    fn keep_lowest(&self, most: usize, finds: &Finds, tokens: &mut Tokens, verdicts: &mut [Verdict]) {
        let words = tokens.list().len();
        let sentence_of = |tokens: &mut Tokens, found: &Found| {
            let word = tokens.first_ending_after(found.span.start).min(words.saturating_sub(1));
            tokens.sentences(self.text, self.protected).get(word).copied().unwrap_or(0)
        };
        let mut sites: Vec<(u32, bool, f64, usize)> = Vec::new();
        for (index, found) in finds.list.iter().enumerate() {
            let verdict = verdicts[index];
            if verdict.replaced && !matches!(found.what, What::Rest { .. }) {
                sites.push((sentence_of(tokens, found), verdict.reason != Reason::Pinned, verdict.draw, index));
            }
        }
        sites.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)).then(a.3.cmp(&b.3)));
        let mut dropped_links = vec![false; finds.links.len()];
        for sentence in sites.chunk_by(|a, b| a.0 == b.0) {
            for (_, is_unpinned, _, index) in sentence.iter().skip(most) {
                if *is_unpinned {
                    verdicts[*index] = Verdict { replaced: false, reason: Reason::OverMax, ..verdicts[*index] };
                    if let What::Link { number } = finds.list[*index].what {
                        dropped_links[number] = true;
                    }
                }
            }
        }
        for (found, verdict) in finds.list.iter().zip(verdicts) {
            if matches!(found.what, What::Rest { number, .. } if dropped_links[number]) {
                *verdict = Verdict { replaced: false, reason: Reason::OverMax, ..*verdict };
            }
        }
    }

    /// Appends the unit's target and sites; offsets of sources are moved by `base`.
    pub fn write(&self, finds: &Finds, verdicts: &[Verdict], base: usize, out: &mut Rendered) {
        let mut copied = 0;
        for (found, verdict) in finds.list.iter().zip(verdicts) {
            out.target.push_str(&self.text[copied..found.span.start]);
            copied = found.span.end;
            let target_start = out.target.len();
            let written = self.stretch(finds, found, verdict.replaced, &mut out.target);
            if !written.replaced {
                out.target.push_str(found.span.of(self.text));
            }
            let span = found.span.shifted(base);
            out.sites.push(Site {
                start: span.start,
                end: span.end,
                target_start,
                target_end: out.target.len(),
                of: self.target_of(finds, found),
                kind: kind_of(found),
                symbol: written.symbol,
                draw: verdict.draw,
                replaced: written.replaced,
            });
        }
        out.target.push_str(&self.text[copied..]);
    }

    fn stretch(&self, finds: &Finds, found: &Found, replaced: bool, target: &mut String) -> Written {
        match &found.what {
            What::Word { entry, lemma, .. } => {
                let lemma = self.lexicon.entries[*entry as usize].lemma(*lemma);
                self.entry(*entry, lemma, found.span, None, replaced, target)
            }
            What::Pattern { pattern, captures } => {
                let entry = self.lexicon.patterns[*pattern as usize].entry;
                // A regular expression is no lemma to be read: what it matched stands for it.
                let lemma = found.span.of(self.text);
                self.entry(entry, lemma, found.span, Some((*pattern, captures.as_slice())), replaced, target)
            }
            What::Link { number } => self.link(finds.links[*number].link, found.span, replaced, target),
            What::Rest { how: How::Own { entry }, .. } => {
                let lemma = &self.lexicon.entries[*entry as usize].entry.word;
                self.entry(*entry, lemma, found.span, None, replaced, target)
            }
            What::Rest { how: How::Folded, .. } => Written { symbol: String::new(), replaced },
            What::Rest { how: How::Kept, .. } => Written { symbol: String::new(), replaced: false },
        }
    }

    fn entry(
        &self,
        entry: u32,
        lemma: &str,
        span: Span,
        captures: Option<(u32, &[Option<Span>])>,
        replaced: bool,
        target: &mut String,
    ) -> Written {
        let drawing = self.drawing(span.start);
        let info = &self.lexicon.entries[entry as usize];
        let chosen = choose::climb(self.lexicon, entry, self.climb);
        let symbol =
            drawing.symbol(&self.lexicon.entries[chosen as usize].entry.symbols).map_or("", |symbol| &symbol.text);
        let symbol = match captures.filter(|_| chosen == entry && self.lexicon.is_pattern_entry(entry)) {
            Some((pattern, captures)) => {
                let pattern = &self.lexicon.patterns[pattern as usize].pattern;
                choose::fill_captures(symbol, pattern, captures, self.text).into_owned()
            }
            None => symbol.to_owned(),
        };
        if replaced {
            let path = if self.style.uses_path() { self.path(&drawing, entry, chosen, &symbol) } else { String::new() };
            let parent = info.parent.map_or("", |parent| self.lexicon.entries[parent as usize].entry.word.as_str());
            let fields = Fields {
                word: span.of(self.text),
                lemma,
                entry: &info.entry.word,
                symbol: &symbol,
                emotion: info.entry.emotion.as_deref().unwrap_or_default(),
                parent,
                path: &path,
            };
            self.style.render(&fields, target);
        }
        Written { symbol, replaced }
    }

    /// The path ends in the symbol that was chosen, captures filled in.
    fn path(&self, drawing: &Drawing<'_>, entry: u32, chosen: u32, symbol: &str) -> String {
        let above = self.lexicon.entries[chosen as usize].parent.filter(|_| chosen == entry);
        match above {
            Some(above) => drawing.path(self.lexicon, above) + symbol,
            None if chosen == entry => symbol.to_owned(),
            None => drawing.path(self.lexicon, chosen),
        }
    }

    fn link(&self, link: u32, span: Span, replaced: bool, target: &mut String) -> Written {
        let info = &self.lexicon.links[link as usize];
        let symbol = self.drawing(span.start).symbol(&info.link.symbols).map_or("", |symbol| &symbol.text).to_owned();
        if replaced {
            let members = info.headword.as_str();
            let fields = Fields {
                word: members,
                lemma: members,
                entry: members,
                symbol: &symbol,
                emotion: info.link.emotion.as_deref().unwrap_or_default(),
                parent: "",
                path: &symbol,
            };
            self.style.render(&fields, target);
        }
        Written { symbol, replaced }
    }

    fn target_of(&self, finds: &Finds, found: &Found) -> crate::engine::Target {
        match found.what {
            What::Word { entry, .. } => self.lexicon.entries[entry as usize].target,
            What::Pattern { pattern, .. } => {
                self.lexicon.entries[self.lexicon.patterns[pattern as usize].entry as usize].target
            }
            What::Link { number } | What::Rest { number, .. } => {
                self.lexicon.links[finds.links[number].link as usize].target
            }
        }
    }

    fn drawing(&self, offset: usize) -> Drawing<'a> {
        Drawing { settings: self.settings, variant: self.variant, text: self.text, palette: self.palette, offset }
    }
}

struct Written {
    symbol: String,
    replaced: bool,
}

fn kind_of(found: &Found) -> SiteKind {
    match found.what {
        What::Word { .. } => SiteKind::Word,
        What::Pattern { .. } => SiteKind::Pattern,
        What::Link { .. } => SiteKind::Link,
        What::Rest { .. } => SiteKind::LinkRest,
    }
}
