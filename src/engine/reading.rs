//! A unit read against a lexicon: which forms stand at a word.

use crate::engine::forms::{FormId, FormTable, Found, Path};
use crate::engine::lexicon::{Claim, Lexicon};
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
    pub form: FormId,
    /// Number of words.
    pub words: usize,
    /// Byte offset of its end: before the 's of a possessive.
    pub end: usize,
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
    /// Words, the exact spelling as to ё, the order of entries and of their words: the greatest wins.
    pub fn rank(&self) -> (usize, bool, Reverse<u32>, Reverse<u32>) {
        (self.fit.words, self.fit.is_exact, Reverse(self.claim.entry), Reverse(self.claim.lemma))
    }
}

impl Reading<'_> {
    /// All forms that stand at the word `index`, shorter ones first; a possessive stands back behind the whole word.
    pub fn fits(&self, tokens: &Tokens, index: usize, fits: &mut Vec<Fit>) {
        fits.clear();
        let mut joints: Vec<Joint> = Vec::new();
        let mut path = Path::default();
        for at in index..tokens.list().len() {
            let token = &tokens.list()[at];
            if token.is_closed {
                return;
            }
            let next = path.step(token.word);
            let found = self.table.find(next);
            self.add_fits(found, tokens, index, &joints, None, fits);
            let is_whole = fits.last().is_some_and(|fit| fit.words == at - index + 1);
            if token.has_stem() && !is_whole {
                let found = self.table.find(path.step(token.stem));
                self.add_fits(found, tokens, index, &joints, Some(token.stem_end), fits);
            }
            if !found.is_some_and(Found::goes_on) {
                return;
            }
            let Some(joint) = tokens.joint_after(at, self.text, self.protected) else { return };
            joints.push(joint);
            path = next;
        }
    }

    /// Those of the forms found that stand at the words from `index` on; the last is cut where its stem ends.
    fn add_fits(
        &self,
        found: Option<Found>,
        tokens: &Tokens,
        index: usize,
        joints: &[Joint],
        cut: Option<usize>,
        fits: &mut Vec<Fit>,
    ) {
        let words = joints.len() + 1;
        for form in found.into_iter().flat_map(Found::forms) {
            let key = |word: usize| tokens.key(index + word, cut.is_some() && word + 1 == words);
            if let Some(is_exact) = self.table.fits(form, joints, key) {
                let end = cut.unwrap_or_else(|| tokens.list()[index + words - 1].span.end);
                fits.push(Fit { form, words, end, is_exact });
            }
        }
    }

    /// Who claims a form of the table, in no order.
    pub fn claims(&self, form: FormId) -> impl Iterator<Item = Claim> {
        self.lexicon.claims(self.table.marks(form))
    }

    /// The entry that wins at the word `index`: the longest, then by precedence.
    pub fn candidate(&self, tokens: &Tokens, index: usize, fits: &mut Vec<Fit>) -> Option<Candidate> {
        self.fits(tokens, index, fits);
        let mut is_name = None;
        let mut best: Option<Candidate> = None;
        for fit in fits.iter() {
            for claim in self.claims(fit.form) {
                if claim.exact_only && !fit.is_exact
                    || claim.minds_names && *is_name.get_or_insert_with(|| self.is_name(tokens, index))
                {
                    continue;
                }
                let candidate = Candidate { fit: *fit, claim };
                if best.is_none_or(|best| candidate.rank() > best.rank()) {
                    best = Some(candidate);
                }
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
