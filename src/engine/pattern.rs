//! Entries that match by a regular expression: whole words at both ends unless the pattern says otherwise.

use crate::engine::tokens::Tokens;
use crate::text::Span;
use regex::{Regex, RegexBuilder};
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use unicode_normalization::UnicodeNormalization;

/// A compiled pattern of an entry.
#[derive(Debug)]
pub struct Pattern {
    source: String,
    regex: Regex,
    /// The same, ending before something that is not a word; made when a match was found to cut a word.
    bounded: OnceLock<Option<Regex>>,
    /// Begins, or ends, with a look-around of its own in every branch.
    own_start: bool,
    own_end: bool,
    has_end_anchor: bool,
}

/// What is wrong with a pattern.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("pattern `{pattern}`: {message}")]
pub struct PatternError {
    /// The pattern.
    pub pattern: String,
    /// What is wrong, on one line.
    pub message: String,
}

/// A match of a pattern: places in the source.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct PatternMatch {
    pub span: Span,
    /// Group 0 first; a group that took no part is `None`.
    pub captures: Vec<Option<Span>>,
}

/// What may follow a word.
const AFTER_WORD: &str = r"(?P<after_word>\z|[^\p{L}\p{M}\p{N}_'’]|[\u{FE00}-\u{FE0F}]|['’](?:\z|[^\p{L}\p{M}\p{N}_]))";

impl Pattern {
    /// Compiles a pattern; letters match in either case.
    pub fn new(source: &str) -> Result<Self, PatternError> {
        let fail = |message: String| PatternError { pattern: source.to_owned(), message: one_line(&message) };
        let regex = build(source).map_err(|error| fail(error.to_string()))?;
        let tree = regex_syntax::Parser::new().parse(source).map_err(|error| fail(error.to_string()))?;
        let properties = tree.properties();
        let ends = [regex_syntax::hir::Look::End, regex_syntax::hir::Look::EndLF, regex_syntax::hir::Look::EndCRLF];
        Ok(Self {
            source: source.to_owned(),
            own_start: !properties.look_set_prefix().is_empty(),
            own_end: !properties.look_set_suffix().is_empty(),
            has_end_anchor: ends.iter().any(|look| properties.look_set().contains(*look)),
            regex,
            bounded: OnceLock::new(),
        })
    }

    /// As [`Pattern::new`], from the patterns compiled before: an edit of one entry does not compile all others anew.
    pub(crate) fn cached(source: &str) -> Option<Arc<Self>> {
        static CACHE: Mutex<Option<HashMap<String, Arc<Pattern>>>> = Mutex::new(None);
        const MOST: usize = 4096;
        let mut guard = CACHE.lock().unwrap_or_else(PoisonError::into_inner);
        let cache = guard.get_or_insert_default();
        if let Some(pattern) = cache.get(source) {
            return Some(Arc::clone(pattern));
        }
        let pattern = Arc::new(Self::new(source).ok()?);
        if cache.len() >= MOST {
            cache.clear();
        }
        cache.insert(source.to_owned(), Arc::clone(&pattern));
        Some(pattern)
    }

    /// As written.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Index of a named group.
    pub(crate) fn group(&self, name: &str) -> Option<usize> {
        self.regex.capture_names().position(|own| own == Some(name))
    }

    /// The first match at or after `from` (an offset of the source) that touches no `blocked` span (sorted, apart).
    pub(crate) fn find(&self, view: &View<'_>, tokens: &Tokens, blocked: &[Span], from: usize) -> Option<PatternMatch> {
        let length = view.source_len();
        let mut next = blocked.partition_point(|span| span.end <= from);
        let mut start = from;
        loop {
            let end = blocked.get(next).map_or(length, |span| span.start);
            if start < end
                && let Some(found) = self.find_between(view, tokens, start, end)
            {
                return Some(found);
            }
            start = blocked.get(next)?.end.max(from);
            next += 1;
        }
    }

    fn find_between(&self, view: &View<'_>, tokens: &Tokens, start: usize, end: usize) -> Option<PatternMatch> {
        let haystack = &view.text[..view.offset_of(end)];
        let is_cut = haystack.len() < view.text.len();
        let mut at = view.offset_of(start);
        while at <= haystack.len() {
            let found = self.regex.find_at(haystack, at)?;
            let begin = view.to_source(found.start());
            let token = tokens.first_ending_after(begin);
            let after = match tokens.list().get(token) {
                Some(token) if token.span.start < begin && !self.own_start => token.span.end,
                _ => {
                    let valid = |end: usize| {
                        end > found.start()
                            && !(is_cut && self.has_end_anchor && end == haystack.len())
                            && (self.own_end || !tokens.cuts_word(view.to_source(end)))
                    };
                    if valid(found.end()) {
                        return Some(self.matched(&self.regex, view, haystack, found.start(), found.end()));
                    }
                    if let Some(end) = self.bounded_end(haystack, found.start()).filter(|end| valid(*end)) {
                        let regex = self.bounded.get().and_then(Option::as_ref).unwrap_or(&self.regex);
                        return Some(self.matched(regex, view, haystack, found.start(), end));
                    }
                    view.to_source(found.start()) + view.char_len(found.start())
                }
            };
            at = view.offset_of(after).max(at + 1);
            while !haystack.is_char_boundary(at) && at < haystack.len() {
                at += 1;
            }
        }
        None
    }

    /// Where a match at `start` ends when it has to end before something that is not a word.
    fn bounded_end(&self, haystack: &str, start: usize) -> Option<usize> {
        // Without the line end, the comment at the end of a pattern with (?x) would swallow the bracket.
        let wrap = |end: &str| build(&format!("(?:{}{end}){AFTER_WORD}", self.source));
        let wrapped = || wrap("").or_else(|_| wrap("\n")).ok();
        let regex = self.bounded.get_or_init(wrapped).as_ref()?;
        let captures = regex.captures_at(haystack, start)?;
        (captures.get(0)?.start() == start).then(|| captures.name("after_word").map(|after| after.start()))?
    }

    fn matched(&self, regex: &Regex, view: &View<'_>, haystack: &str, start: usize, end: usize) -> PatternMatch {
        let span = |start, end| Span::new(view.to_source(start), view.to_source(end));
        let mut captures = vec![Some(span(start, end))];
        if self.regex.captures_len() > 1
            && let Some(found) = regex.captures_at(haystack, start)
        {
            let groups = (1..self.regex.captures_len()).map(|group| found.get(group).map(|g| span(g.start(), g.end())));
            captures.extend(groups);
        }
        PatternMatch { span: span(start, end), captures }
    }
}

fn build(source: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(source).case_insensitive(true).build()
}

fn one_line(message: &str) -> String {
    let last = message.lines().rev().find_map(|line| line.strip_prefix("error: "));
    last.map_or_else(|| message.split_whitespace().collect::<Vec<_>>().join(" "), str::to_owned)
}

/// The text as patterns see it: composed, without stress marks and soft hyphens; the source itself where it has none.
#[derive(Debug)]
pub(crate) struct View<'a> {
    text: Cow<'a, str>,
    source_len: usize,
    /// Source offset of each byte of `text`, and of its end; empty when they are the same.
    offsets: Vec<usize>,
}

impl<'a> View<'a> {
    pub fn new(source: &'a str) -> Self {
        let is_plain = !source.chars().any(|c| c == '\u{ad}' || is_mark(c));
        let mut view = Self { text: Cow::Borrowed(source), source_len: source.len(), offsets: Vec::new() };
        if !is_plain {
            view.compose(source);
        }
        view
    }

    fn compose(&mut self, source: &str) {
        let mut text = String::with_capacity(source.len());
        let mut start = 0;
        while start < source.len() {
            let mut end = start;
            for (index, c) in source[start..].char_indices() {
                if index > 0 && !is_mark(c) && c != '\u{ad}' {
                    break;
                }
                end = start + index + c.len_utf8();
            }
            text.extend(source[start..end].nfc().filter(|c| !matches!(c, '\u{301}' | '\u{ad}')));
            self.offsets.resize(text.len(), start);
            start = end;
        }
        self.offsets.push(source.len());
        self.text = Cow::Owned(text);
    }

    fn source_len(&self) -> usize {
        self.source_len
    }

    fn to_source(&self, offset: usize) -> usize {
        if self.offsets.is_empty() { offset } else { self.offsets[offset] }
    }

    fn offset_of(&self, offset: usize) -> usize {
        if self.offsets.is_empty() { offset } else { self.offsets.partition_point(|source| *source < offset) }
    }

    fn char_len(&self, offset: usize) -> usize {
        self.text[offset..].chars().next().map_or(1, char::len_utf8)
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all<'a>(pattern: &str, text: &'a str, blocked: &[Span]) -> Vec<&'a str> {
        let pattern = Pattern::new(pattern).unwrap();
        let mut tokens = Tokens::default();
        tokens.fill(text, &[]);
        let view = View::new(text);
        let mut found = Vec::new();
        let mut from = 0;
        while let Some(next) = pattern.find(&view, &tokens, blocked, from) {
            from = next.span.end;
            found.push(next.span.of(text));
        }
        found
    }

    #[test]
    fn whole_words_unless_the_pattern_says_otherwise() {
        for (pattern, text, expected) in [
            (r"\d{1,2} (января|марта)", "1 марта, 12 ЯНВАРЯ и 123 марта", vec!["1 марта", "12 ЯНВАРЯ"]),
            (r"\d+", "a12 34 5кг 6", vec!["34", "6"]),
            (r"\d+\B", "5кг", vec!["5"]),
            (r"\b\d+", "5кг a7 8", vec!["8"]),
            (r"don|don't", "don't", vec!["don't"]),
            (r"do|dog|dogs", "dogs do", vec!["dogs", "do"]),
            (r"\d+%?", "12%abc 5", vec!["12%", "5"]),
            (r"№\d+", "см№5 №6", vec!["№5", "№6"]),
            (r"x*", "a xx", vec!["xx"]),
            (r"любовь \d", "Любо\u{301}вь 5!", vec!["Любо\u{301}вь 5"]),
            (r"^да", "да да", vec!["да"]),
            (r"(?x) а б # comment", "аб", vec!["аб"]),
        ] {
            assert_eq!(all(pattern, text, &[]), expected, "{pattern}");
        }
    }

    #[test]
    fn blocked_spans_are_never_crossed_but_hide_nothing_beside_them() {
        assert_eq!(all("a.*b", "a b x b", &[Span::new(4, 5)]), vec!["a b"]);
        assert_eq!(all("a$", "a a", &[Span::new(1, 2)]), vec!["a"]);
        assert_eq!(all("x", "x x x", &[Span::new(0, 1), Span::new(4, 5)]), vec!["x"]);
    }

    #[test]
    fn errors_are_one_line() {
        let error = Pattern::new("(a").unwrap_err();
        assert_eq!(error.to_string(), "pattern `(a`: unclosed group");
    }
}
