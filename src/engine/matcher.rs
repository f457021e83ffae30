//! The sites of a unit: leftmost, then longest, then by precedence; links before entries.

use crate::engine::forms::FormId;
use crate::engine::links::{self, LinkMatch};
use crate::engine::pattern::{PatternMatch, View};
use crate::engine::reading::{Candidate, Fit, Reading};
use crate::engine::tokens::Tokens;
use crate::text::{Span, folding};
use std::cmp::Reverse;

/// A stretch of the unit that the dictionary matches.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Found {
    /// The bytes that would be replaced.
    pub span: Span,
    /// By what.
    pub what: What,
}

/// What matched.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum What {
    /// A word or phrase of an entry.
    Word { entry: u32, lemma: u32, form: FormId },
    /// A pattern, by its number in the lexicon.
    Pattern { pattern: u32, captures: Vec<Option<Span>> },
    /// A link's first stretch, by the number of the match.
    Link { number: usize },
    /// A link's further stretch.
    Rest { number: usize, how: How },
}

/// What becomes of a link's member that is not the first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum How {
    /// Removed.
    Folded,
    /// Left as text.
    Kept,
    /// Replaced by the symbol of its own entry.
    Own { entry: u32 },
}

/// Everything found in a unit.
#[derive(Debug, Default)]
pub(crate) struct Finds {
    /// In order of the text.
    pub list: Vec<Found>,
    /// What `What::Link` and `What::Rest` number.
    pub links: Vec<LinkMatch>,
    fits: Vec<Fit>,
}

impl Finds {
    /// Finds all sites; closes the words that links claim.
    pub fn fill(&mut self, reading: &Reading<'_>, tokens: &mut Tokens) {
        self.list.clear();
        self.links.clear();
        if !reading.lexicon.anchored.is_empty() {
            links::find(reading, tokens, &mut self.fits, &mut self.links);
            for (number, link) in self.links.iter().enumerate() {
                link.rows(number, reading, &mut self.list);
            }
        }
        let has_links = !self.list.is_empty();
        self.find_entries(reading, tokens);
        if has_links {
            self.list.sort_by_key(|found| found.span);
        }
    }

    fn find_entries(&mut self, reading: &Reading<'_>, tokens: &Tokens) {
        let mut patterns = Patterns::new(reading, &self.list);
        let mut cursor = 0;
        let mut index = 0;
        loop {
            patterns.advance(reading, tokens, cursor);
            let start = tokens.list().get(index).map(|token| token.span.start);
            if start.is_some_and(|start| start < cursor) {
                index += 1;
                continue;
            }
            let pattern =
                patterns.first().filter(|pattern| start.is_none_or(|start| pattern.found.span.start <= start));
            let is_before = pattern.is_some_and(|pattern| start.is_none_or(|start| pattern.found.span.start < start));
            let word = match start {
                Some(_) if !is_before => reading.candidate(tokens, index, &mut self.fits),
                _ => None,
            };
            match (word, pattern) {
                (word, Some(pattern)) if word.is_none_or(|word| pattern.wins_over(&word)) => {
                    let what = What::Pattern { pattern: pattern.number, captures: pattern.found.captures.clone() };
                    self.list.push(Found { span: pattern.found.span, what });
                    cursor = pattern.found.span.end;
                }
                (Some(Candidate { fit, claim }), _) => {
                    let what = What::Word { entry: claim.entry, lemma: claim.lemma, form: fit.form };
                    let span = Span::new(tokens.list()[index].span.start, fit.end);
                    self.list.push(Found { span, what });
                    cursor = fit.end;
                    index += fit.words;
                }
                (None, _) if start.is_none() => return,
                (None, _) => index += 1,
            }
        }
    }
}

/// The next match of each pattern.
struct Patterns<'a> {
    view: Option<View<'a>>,
    /// What no pattern may touch: protected spans and what links have taken.
    blocked: Vec<Span>,
    /// One for each pattern that still matches somewhere further on.
    next: Vec<Next>,
}

/// A match of a pattern, and how it ranks.
pub(crate) struct Next {
    number: u32,
    entry: u32,
    words: usize,
    pub found: PatternMatch,
}

impl Next {
    fn wins_over(&self, word: &Candidate) -> bool {
        // A pattern is always spelled exactly, as to ё.
        (self.words, true, Reverse(self.entry), Reverse(0)) > word.rank()
    }
}

impl<'a> Patterns<'a> {
    fn new(reading: &Reading<'a>, taken: &[Found]) -> Self {
        let mut patterns = Self { view: None, blocked: Vec::new(), next: Vec::new() };
        if reading.lexicon.patterns.is_empty() {
            return patterns;
        }
        patterns.view = Some(View::new(reading.text));
        patterns.blocked.extend(reading.protected);
        patterns.blocked.extend(taken.iter().map(|found| found.span));
        patterns.blocked.sort_unstable();
        patterns
    }

    /// Brings all matches to `cursor` or after.
    fn advance(&mut self, reading: &Reading<'_>, tokens: &Tokens, cursor: usize) {
        let Some(view) = &self.view else { return };
        if cursor == 0 && self.next.is_empty() {
            let all = 0..reading.lexicon.patterns.len() as u32;
            self.next = all.filter_map(|number| next_match(number, reading, tokens, view, &self.blocked, 0)).collect();
            if self.next.is_empty() {
                self.view = None;
            }
            return;
        }
        if self.next.iter().all(|next| next.found.span.start >= cursor) {
            return;
        }
        let old = std::mem::take(&mut self.next);
        self.next = old
            .into_iter()
            .filter_map(|next| {
                if next.found.span.start >= cursor {
                    return Some(next);
                }
                next_match(next.number, reading, tokens, view, &self.blocked, cursor)
            })
            .collect();
    }

    fn first(&self) -> Option<&Next> {
        self.next.iter().min_by_key(|next| (next.found.span.start, Reverse(next.words), next.entry, next.number))
    }
}

/// The next match of a pattern at or after `from` that touches nothing blocked and is not excepted.
pub(crate) fn next_match(
    number: u32,
    reading: &Reading<'_>,
    tokens: &Tokens,
    view: &View<'_>,
    blocked: &[Span],
    from: usize,
) -> Option<Next> {
    let info = &reading.lexicon.patterns[number as usize];
    let mut at = from;
    loop {
        let found = info.pattern.find(view, tokens, blocked, at)?;
        let is_excepted = !info.except.is_empty() && info.except.contains(&folding::key(found.span.of(reading.text)));
        if !is_excepted {
            let words = tokens.first_from(found.span.end) - tokens.first_ending_after(found.span.start);
            return Some(Next { number, entry: info.entry, words, found });
        }
        at = found.span.end;
    }
}
