//! A unit read against a lexicon: which forms stand at a word.

use crate::engine::forms::{Claim, FormTable, ROOT, UNKNOWN};
use crate::engine::lexicon::Lexicon;
use crate::engine::phrase::Joint;
use crate::engine::tokens::Tokens;
use crate::language;
use crate::text::{Span, folding, sentences};
use std::cmp::Reverse;

/// What is read, and how.
#[derive(Clone, Copy)]
pub(crate) struct Reading<'a> {
    pub text: &'a str,
    /// Sorted, apart.
    pub protected: &'a [Span],
    /// The forms looked for; the lexicon's own but for `explain`.
    pub table: &'a FormTable,
    pub lexicon: &'a Lexicon,
    /// Whether names match like other words.
    pub names_match: bool,
}

/// A form that stands at a word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Fit {
    pub form: u32,
    /// Number of words.
    pub words: usize,
    /// Byte offset of its end: before the 's of a possessive.
    pub end: usize,
    /// Without a possessive's tail.
    pub is_whole: bool,
    /// Spelled exactly, as to ё.
    pub is_exact: bool,
}

/// An entry that matches at a word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Candidate {
    pub fit: Fit,
    pub claim: Claim,
}

impl Candidate {
    /// Words, the exact spelling as to ё, the order of entries: the greatest wins.
    pub fn rank(&self) -> (usize, bool, Reverse<u32>) {
        (self.fit.words, self.fit.is_exact, Reverse(self.claim.entry))
    }
}

impl Reading<'_> {
    /// All forms that stand at the word `index`, shorter ones first; a possessive stands back behind the whole word.
    pub fn fits(&self, tokens: &Tokens, index: usize, fits: &mut Vec<Fit>) {
        fits.clear();
        let table = self.table;
        let mut joints: Vec<Joint> = Vec::new();
        let mut has_yo = false;
        let mut node = ROOT;
        for at in index..tokens.list().len() {
            let token = tokens.list()[at];
            if token.is_closed || (token.word == UNKNOWN && token.stem == UNKNOWN) {
                return;
            }
            has_yo |= token.has_yo;
            let count = fits.len();
            let next = table.step(node, token.word);
            for (node, end) in [(next, token.span.end), (table.step(node, token.stem), token.stem_end)] {
                let Some(node) = node.filter(|_| fits.len() == count) else { continue };
                let keys = |word: usize| {
                    let span = tokens.list()[index + word].span;
                    folding::key(Span::new(span.start, span.end.min(end)).of(self.text))
                };
                for &form in table.ends_at(node) {
                    if let Some(is_exact) = table.form(form).fits(&joints, &keys, has_yo) {
                        let is_whole = end == token.span.end;
                        fits.push(Fit { form, words: at - index + 1, end, is_whole, is_exact });
                    }
                }
            }
            let (Some(next), Some(joint)) = (next, tokens.joint_after(at, self.text, self.protected)) else { return };
            node = next;
            joints.push(joint);
        }
    }

    /// The entry that wins at the word `index`: the longest, then by precedence.
    pub fn candidate(&self, tokens: &Tokens, index: usize, fits: &mut Vec<Fit>) -> Option<Candidate> {
        let token = tokens.list()[index];
        if token.is_closed || (token.word == UNKNOWN && token.stem == UNKNOWN) {
            return None;
        }
        self.fits(tokens, index, fits);
        let mut is_name = None;
        let mut best: Option<Candidate> = None;
        for fit in fits.iter() {
            for claim in &self.table.form(fit.form).claims {
                if claim.exact_only && !fit.is_exact
                    || claim.minds_names && *is_name.get_or_insert_with(|| self.is_name(tokens, index))
                {
                    continue;
                }
                let candidate = Candidate { fit: *fit, claim: *claim };
                if best.is_none_or(|best| candidate.rank() > best.rank()) {
                    best = Some(candidate);
                }
                break;
            }
        }
        best
    }

    /// Whether the word is a name that is left alone (DESIGN 2.7).
    pub fn is_name(&self, tokens: &Tokens, index: usize) -> bool {
        let token = tokens.list()[index];
        let word = Span::new(token.span.start, token.stem_end).of(self.text);
        if self.names_match || index == 0 || !word.chars().next().is_some_and(char::is_uppercase) {
            return false;
        }
        let mut letters = word.chars().filter(|c| c.is_alphabetic());
        let is_all_capitals = word.chars().nth(1).is_some() && letters.all(char::is_uppercase);
        !is_all_capitals && language::is_name(&folding::key(word)) && !sentences::starts_at(self.text, token.span.start)
    }
}
