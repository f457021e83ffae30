//! Links: found before entries, over all occurrences of their members, greedily by first start, last end, order of links.
//!
//! Claims only ever take occurrences away, so a link's next match never moves to the left: each link waits in a queue
//! with its best match, and is asked again when another link has taken a word of it.

use crate::dictionary::{Reach, Rest};
use crate::engine::chain;
use crate::engine::forms::FastMap;
use crate::engine::matcher::{self, Found, How, What};
use crate::engine::pattern::View;
use crate::engine::reading::{Fit, Reading};
use crate::engine::tokens::{Tokens, touches};
use crate::text::words::is_space;
use crate::text::{Span, folding};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A place where a member stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Occurrence {
    /// Which member of the link, in the link's order.
    pub slot: usize,
    /// Its first word, and one past its last.
    pub first: usize,
    pub end: usize,
    /// Its bytes.
    pub span: Span,
}

/// A link in the text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct LinkMatch {
    /// Its number in the lexicon.
    pub link: u32,
    /// Its members, in order of the text.
    pub members: Vec<Occurrence>,
    /// Whether the whole stretch from first to last is one site.
    pub is_whole: bool,
}

/// Finds the links of a unit and closes the words they claim.
pub(crate) fn find(reading: &Reading<'_>, tokens: &mut Tokens, fits: &mut Vec<Fit>, out: &mut Vec<LinkMatch>) {
    let occurrences = Occurrences::read(reading, tokens, fits);
    let mut active: Vec<Search<'_>> = Vec::new();
    for member in &occurrences.members {
        for &link in &reading.lexicon.anchored[*member as usize] {
            let slots = &reading.lexicon.links[link as usize].members;
            let lists: Option<Vec<&[Occurrence]>> = slots.iter().map(|slot| occurrences.of(*slot)).collect();
            if let Some(lists) = lists {
                active.push(Search::new(link, lists));
            }
        }
    }
    if active.is_empty() {
        return;
    }
    tokens.sentences(reading.text, reading.protected);
    let mut queue = BinaryHeap::new();
    let wait = |queue: &mut BinaryHeap<_>, found: Option<Vec<Occurrence>>, link: u32, index: usize| {
        if let Some(members) = found {
            let start = members.iter().map(|member| member.span.start).min();
            let end = members.iter().map(|member| member.span.end).max();
            let members: Vec<_> = members.iter().map(|member| (member.slot, member.first, member.end)).collect();
            queue.push(Reverse((start, end, link, index, members)));
        }
    };
    for (index, search) in active.iter_mut().enumerate() {
        let best = search.best(reading, tokens);
        wait(&mut queue, best, search.link, index);
    }
    while let Some(Reverse((_, _, link, index, members))) = queue.pop() {
        let search = &mut active[index];
        if members.iter().all(|(_, first, end)| tokens.list()[*first..*end].iter().all(|token| !token.is_closed)) {
            let members = members.into_iter().filter_map(|(slot, first, _)| search.occurrence(slot, first)).collect();
            out.push(LinkMatch::new(link, members, reading, tokens));
        }
        let best = search.best(reading, tokens);
        wait(&mut queue, best, link, index);
    }
}

/// Occurrences of members in a unit.
struct Occurrences {
    /// In order of first appearance.
    members: Vec<u32>,
    lists: FastMap<u32, Vec<Occurrence>>,
}

impl Occurrences {
    fn read(reading: &Reading<'_>, tokens: &Tokens, fits: &mut Vec<Fit>) -> Self {
        let mut read = Self { members: Vec::new(), lists: FastMap::default() };
        for index in 0..tokens.list().len() {
            reading.fits(tokens, index, fits);
            let mut is_name = None;
            // The longest first: a member's occurrences do not overlap.
            for fit in fits.iter().rev() {
                let outspelled = |other: &Fit| other.words == fit.words && other.is_exact && !fit.is_exact;
                if fits.iter().any(outspelled) {
                    continue;
                }
                let first = tokens.list()[index].span.start;
                let occurrence =
                    Occurrence { slot: 0, first: index, end: index + fit.words, span: Span::new(first, fit.end) };
                for member in reading.table.marks(fit.form).iter().filter(|mark| mark.is_member()) {
                    if member.exact_only() && !fit.is_exact
                        || member.minds_names() && *is_name.get_or_insert_with(|| reading.is_name(tokens, index))
                    {
                        continue;
                    }
                    read.push(member.of, occurrence);
                }
            }
        }
        read.read_patterns(reading, tokens);
        read
    }

    /// Members that are patterns occur where they match whole words.
    fn read_patterns(&mut self, reading: &Reading<'_>, tokens: &Tokens) {
        if reading.lexicon.pattern_members.is_empty() {
            return;
        }
        let view = View::new(reading.text);
        let mut found: Vec<(u32, Occurrence)> = Vec::new();
        for (member, pattern) in &reading.lexicon.pattern_members {
            let mut from = 0;
            while let Some(next) = matcher::next_match(*pattern, reading, tokens, &view, reading.protected, from) {
                let span = next.found.span;
                from = span.end;
                let (first, end) = (tokens.first_ending_after(span.start), tokens.first_from(span.end));
                // A match without a word in it is nowhere among the words.
                if first < end {
                    found.push((*member, Occurrence { slot: 0, first, end, span }));
                }
            }
        }
        found.sort_by_key(|(member, occurrence)| (*member, occurrence.first, Reverse(occurrence.end)));
        for (member, occurrence) in found {
            self.push(member, occurrence);
        }
    }

    fn push(&mut self, member: u32, occurrence: Occurrence) {
        let list = self.lists.entry(member).or_insert_with(|| {
            self.members.push(member);
            Vec::new()
        });
        if list.last().is_none_or(|last| last.end <= occurrence.first) {
            list.push(occurrence);
        }
    }

    fn of(&self, member: u32) -> Option<&[Occurrence]> {
        self.lists.get(&member).map(Vec::as_slice)
    }
}

/// The search for one link's matches, from left to right.
pub(crate) struct Search<'a> {
    pub link: u32,
    /// The occurrences of each member.
    pub slots: Vec<&'a [Occurrence]>,
    /// For each member, how many occurrences lie behind as first ones of a match.
    starts: Vec<usize>,
    /// For each member, how many lie behind as further ones.
    pub nexts: Vec<usize>,
}

impl<'a> Search<'a> {
    fn new(link: u32, slots: Vec<&'a [Occurrence]>) -> Self {
        let count = slots.len();
        Self { link, slots, starts: vec![0; count], nexts: vec![0; count] }
    }

    fn occurrence(&self, slot: usize, first: usize) -> Option<Occurrence> {
        let index = self.slots[slot].binary_search_by_key(&first, |occurrence| occurrence.first).ok()?;
        Some(Occurrence { slot, ..self.slots[slot][index] })
    }

    /// The match with the least first start, then the least last end.
    fn best(&mut self, reading: &Reading<'_>, tokens: &mut Tokens) -> Option<Vec<Occurrence>> {
        loop {
            let mut first: Option<Occurrence> = None;
            for slot in 0..self.slots.len() {
                let list = self.slots[slot];
                let start = &mut self.starts[slot];
                while list.get(*start).is_some_and(|occurrence| is_closed(tokens, occurrence)) {
                    *start += 1;
                }
                if let Some(occurrence) = list.get(*start)
                    && first.is_none_or(|first| occurrence.first < first.first)
                {
                    first = Some(Occurrence { slot, ..*occurrence });
                }
            }
            let first = first?;
            let reach = reading.lexicon.links[self.link as usize].link.reach;
            let found = match reach {
                Reach::Sentence => self.complete(first, reading, tokens, |_, _| true),
                Reach::Words(most) if self.slots.len() == 2 => {
                    self.complete(first, reading, tokens, |first, other| other.first - first.end <= most as usize)
                }
                Reach::Adjacent if self.slots.len() == 2 => {
                    self.complete(first, reading, tokens, |first, other| is_adjacent(reading, first, other))
                }
                Reach::Words(_) | Reach::Adjacent => chain::complete(self, first, reading, tokens),
            };
            if found.is_some() {
                return found;
            }
            self.starts[first.slot] += 1;
        }
    }

    /// The next occurrence of each other member, held against the first.
    fn complete(
        &mut self,
        first: Occurrence,
        reading: &Reading<'_>,
        tokens: &mut Tokens,
        reaches: impl Fn(&Occurrence, &Occurrence) -> bool,
    ) -> Option<Vec<Occurrence>> {
        let in_sentence = reading.lexicon.links[self.link as usize].link.reach == Reach::Sentence;
        let mut chosen = vec![first];
        for slot in (0..self.slots.len()).filter(|slot| *slot != first.slot) {
            let mut next = self.skip_behind(slot, &first, tokens);
            let overlaps = |other: &Occurrence| chosen.iter().any(|own| own.span.overlaps(other.span));
            let list = self.slots[slot];
            while list.get(next).is_some_and(|other| is_closed(tokens, other) || overlaps(other)) {
                next += 1;
            }
            let other = Occurrence { slot, ..*list.get(next)? };
            let sentences = tokens.sentences(reading.text, reading.protected);
            if in_sentence && sentences[first.first] != sentences[other.end - 1] || !reaches(&first, &other) {
                return None;
            }
            chosen.push(other);
        }
        chosen.sort_by_key(|member| member.first);
        Some(chosen)
    }

    /// Index of the first open occurrence of a member after the start of `first`.
    pub fn skip_behind(&mut self, slot: usize, first: &Occurrence, tokens: &Tokens) -> usize {
        let list = self.slots[slot];
        let next = &mut self.nexts[slot];
        while list.get(*next).is_some_and(|other| other.first < first.first || is_closed(tokens, other)) {
            *next += 1;
        }
        *next
    }
}

/// Whether a word of an occurrence is taken.
pub(crate) fn is_closed(tokens: &Tokens, occurrence: &Occurrence) -> bool {
    tokens.list()[occurrence.first..occurrence.end].iter().any(|token| token.is_closed)
}

/// Whether only spaces, a comma, or a comma and/or a joining word stand between two members.
pub(crate) fn is_adjacent(reading: &Reading<'_>, left: &Occurrence, right: &Occurrence) -> bool {
    if right.first < left.end || right.first - left.end > 1 {
        return false;
    }
    let between = Span::new(left.span.end, right.span.start);
    !between.is_empty() && !touches(reading.protected, between) && joins(between.of(reading.text))
}

fn joins(between: &str) -> bool {
    let mut line_ends = 0;
    let mut skip = |text: &mut &str| {
        while let Some(c) = text.chars().next().filter(|c| is_space(*c) || matches!(c, '\n' | '\r')) {
            line_ends += usize::from(c == '\n');
            *text = &text[c.len_utf8()..];
        }
    };
    let mut rest = between;
    skip(&mut rest);
    rest = rest.strip_prefix(',').unwrap_or(rest);
    skip(&mut rest);
    let word_end = rest.find(|c: char| is_space(c) || matches!(c, '\n' | '\r')).unwrap_or(rest.len());
    if matches!(folding::key(&rest[..word_end]).as_str(), "и" | "да" | "а" | "но" | "and" | "or" | "&") {
        rest = &rest[word_end..];
        skip(&mut rest);
    }
    rest.is_empty() && line_ends < 2
}

impl LinkMatch {
    /// Claims the words of the members, and those between them where the whole stretch is one site.
    fn new(link: u32, members: Vec<Occurrence>, reading: &Reading<'_>, tokens: &mut Tokens) -> Self {
        let rest = reading.lexicon.links[link as usize].link.rest;
        let are_adjacent = members.windows(2).all(|pair| is_adjacent(reading, &pair[0], &pair[1]));
        let (first, last) = (members[0].first, members[members.len() - 1].end);
        let is_open = tokens.list()[first..last].iter().all(|token| !token.is_closed);
        let is_whole = are_adjacent && is_open && matches!(rest, Rest::Auto | Rest::Fold);
        if is_whole {
            tokens.close(first, last);
        } else {
            for member in &members {
                tokens.close(member.first, member.end);
            }
        }
        Self { link, members, is_whole }
    }

    /// Where its symbol stands: the bytes of the first member, or the whole stretch.
    pub fn span(&self) -> Span {
        let (first, last) = (self.members[0].span, self.members[self.members.len() - 1].span);
        if self.is_whole { Span::new(first.start, last.end) } else { first }
    }

    /// Adds a stretch for each member that is one of its own.
    pub fn rows(&self, number: usize, reading: &Reading<'_>, out: &mut Vec<Found>) {
        out.push(Found { span: self.span(), what: What::Link { number } });
        if self.is_whole {
            return;
        }
        let link = &reading.lexicon.links[self.link as usize];
        for member in &self.members[1..] {
            let own = link.entries[member.slot].filter(|entry| reading.lexicon.entries[*entry as usize].has_symbol());
            let (how, span) = match (link.link.rest, own) {
                (Rest::Fold, _) => (How::Folded, with_space(reading, member.span)),
                (Rest::Own, Some(entry)) => (How::Own { entry }, member.span),
                (Rest::Own, None) | (Rest::Keep | Rest::Auto, _) => (How::Kept, member.span),
            };
            out.push(Found { span, what: What::Rest { number, how } });
        }
    }
}

/// A member with the spaces before it; at the start of a unit those after it.
fn with_space(reading: &Reading<'_>, member: Span) -> Span {
    let (before, after) = (&reading.text[..member.start], &reading.text[member.end..]);
    let start = before.trim_end_matches(is_space).len();
    let end = if start == 0 { reading.text.len() - after.trim_start_matches(is_space).len() } else { member.end };
    let whole = Span::new(if start == 0 { member.start } else { start }, end);
    if touches(reading.protected, whole) { member } else { whole }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_joins_members() {
        for between in [" ", ", ", ",", " и ", ", и ", " & ", "\u{a0}", " AND ", ",\nи ", "\r\n", " Но "] {
            assert!(joins(between), "{between:?}");
        }
        for between in [". ", " или ", "; ", " — ", "-", "\n\n", ",, ", " и, ", " и а ", " (", " не "] {
            assert!(!joins(between), "{between:?}");
        }
    }
}
