//! The words of one unit with what matching needs to know about them.

use crate::engine::forms::{WordHash, word_hash};
use crate::engine::phrase::Joint;
use crate::text::words::Gap;
use crate::text::{Span, folding, sentences, words};

/// A word of the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    /// Where it is.
    pub span: Span,
    /// The hash of its key.
    pub word: WordHash,
    /// The hash of what stands before a possessive 's, where there is one.
    pub stem: WordHash,
    /// Where that ends; the end of the word where there is none.
    pub stem_end: usize,
    /// Where its key begins among the keys.
    key_start: usize,
    key_len: usize,
    /// Inside a protected span, or claimed by a link.
    pub is_closed: bool,
}

impl Token {
    /// Whether it ends in a possessive 's.
    pub fn has_stem(&self) -> bool {
        self.stem_end < self.span.end
    }
}

/// The words of a unit; the buffers are used again for the next.
#[derive(Debug, Default)]
pub(crate) struct Tokens {
    list: Vec<Token>,
    /// The keys of all words, with ё, one after the other.
    keys: String,
    key: String,
    /// Sentence of each word; filled on first use.
    sentences: Vec<u32>,
}

impl Tokens {
    /// Reads the words of `text`; those that touch `protected` (sorted) are closed.
    pub fn fill(&mut self, text: &str, protected: &[Span]) {
        self.list.clear();
        self.keys.clear();
        self.sentences.clear();
        let mut protected = protected.iter().peekable();
        for span in words::words(text) {
            while protected.next_if(|p| p.end <= span.start).is_some() {}
            let is_closed = protected.peek().is_some_and(|p| p.start < span.end);
            let key_start = self.keys.len();
            let mut token = Token { span, word: 0, stem: 0, stem_end: span.end, key_start, key_len: 0, is_closed };
            if !is_closed {
                self.read(text, &mut token);
            }
            self.list.push(token);
        }
    }

    fn read(&mut self, text: &str, token: &mut Token) {
        let word = token.span.of(text);
        folding::key_into(word, &mut self.key);
        self.keys.push_str(&self.key);
        token.key_len = self.key.len();
        token.word = word_hash(&folding::without_yo(&self.key));
        if let Some(stem) = words::possessive_stem(word)
            && let Some(stem_key) = self.key.strip_suffix("'s")
        {
            token.stem = word_hash(stem_key);
            token.stem_end = token.span.start + stem.len();
        }
    }

    /// The key of a word that was open; without its possessive's tail when it is cut there.
    pub fn key(&self, index: usize, is_cut: bool) -> &str {
        let token = &self.list[index];
        let key = &self.keys[token.key_start..token.key_start + token.key_len];
        if is_cut { key.strip_suffix("'s").unwrap_or(key) } else { key }
    }

    /// All words.
    pub fn list(&self) -> &[Token] {
        &self.list
    }

    /// Closes the words `from..to` to further matches.
    pub fn close(&mut self, from: usize, to: usize) {
        for token in &mut self.list[from..to] {
            token.is_closed = true;
        }
    }

    /// Index of the first word that ends after `offset`.
    pub fn first_ending_after(&self, offset: usize) -> usize {
        self.list.partition_point(|token| token.span.end <= offset)
    }

    /// Index of the first word that starts at or after `offset`.
    pub fn first_from(&self, offset: usize) -> usize {
        self.list.partition_point(|token| token.span.start < offset)
    }

    /// Whether `offset` cuts a word.
    pub fn cuts_word(&self, offset: usize) -> bool {
        self.list.get(self.first_ending_after(offset)).is_some_and(|token| token.span.start < offset)
    }

    /// What joins a word to the next, when a phrase may go across.
    pub fn joint_after(&self, index: usize, text: &str, protected: &[Span]) -> Option<Joint> {
        let (left, right) = (self.list.get(index)?, self.list.get(index + 1)?);
        let between = Span::new(left.span.end, right.span.start);
        let joint = match words::gap(between.of(text)) {
            Gap::Space => Joint::Space,
            Gap::Hyphen => Joint::Hyphen,
            Gap::Other => return None,
        };
        (!touches(protected, between)).then_some(joint)
    }

    /// Sentence numbers of the words, decided once a unit.
    pub fn sentences(&mut self, text: &str, protected: &[Span]) -> &[u32] {
        if self.sentences.len() != self.list.len() {
            let mut number = 0;
            self.sentences.push(number);
            for pair in self.list.windows(2) {
                let (left, right) = (pair[0].span, pair[1].span);
                if sentences::ends_between_outside(text, left, right, protected) {
                    number += 1;
                }
                self.sentences.push(number);
            }
        }
        &self.sentences
    }
}

/// Whether any of the sorted spans shares a byte with `span`.
pub(crate) fn touches(sorted: &[Span], span: Span) -> bool {
    let next = sorted.partition_point(|other| other.end <= span.start);
    sorted.get(next).is_some_and(|other| other.start < span.end)
}
