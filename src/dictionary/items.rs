//! The items of one list, `entries: [ … ]`: each with its comments, broken ones cut where the next begins.

use crate::dictionary::layout::{Fault, begins_field};
use crate::dictionary::lexer::{Token, closer, skip_trivia, token};
use std::ops::Range;

/// How far an item may be read past a line that looks like the next one, in all: a string may hold such a line, but
/// a file of unclosed strings must not cost the square of its length.
const TRIAL_BUDGET: usize = 8 << 20;

/// After so many broken items the rest of a list is one.
const MAX_BROKEN: usize = 1000;

/// A list of items.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct List {
    /// Where its field name begins.
    pub start: usize,
    /// After `[` and what stands on its line, when nothing but comments does.
    pub head_end: usize,
    /// The items.
    pub items: Vec<RawItem>,
    /// Where `]` stands, or where it should.
    pub close: usize,
    /// After `]`.
    pub end: usize,
}

/// One item: an entry or link as it stands, with what belongs to it. Items and heads tile a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RawItem {
    /// Where the space and comments above it begin.
    pub start: usize,
    /// From bracket to bracket.
    pub body: Range<usize>,
    /// Whether a comma follows.
    pub has_comma: bool,
    /// After its comma and the comments that follow on the line, and the line end.
    pub end: usize,
    /// Whether it cannot be read (a fault says why).
    pub is_broken: bool,
}

/// A line that may begin something else than what is being read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Boundary {
    /// After the line's indent.
    at: usize,
    /// Whether it ends the list; else it begins an item.
    ends_list: bool,
}

/// How the reading of one item ended.
enum Outcome {
    Whole(usize),
    Broken(usize, Fault),
}

/// Reads lists. Knows all lines that look like the begin of an item.
pub struct ItemScanner<'a> {
    text: &'a str,
    boundaries: Vec<Boundary>,
    budget: usize,
    broken: usize,
}

impl<'a> ItemScanner<'a> {
    /// Looks through the lines of a text.
    pub fn new(text: &'a str) -> Self {
        let mut boundaries = Vec::new();
        let mut line = 0;
        for whole in text.split_inclusive('\n') {
            let rest = whole.trim_start_matches([' ', '\t']);
            let at = line + (whole.len() - rest.len());
            if begins_item(rest) {
                boundaries.push(Boundary { at, ends_list: false });
            } else if rest.starts_with(']') && ends_list(text, at) {
                boundaries.push(Boundary { at, ends_list: true });
            }
            line += whole.len();
        }
        Self { text, boundaries, budget: TRIAL_BUDGET, broken: 0 }
    }

    /// Reads the list whose field begins at `start` and whose `[` stands at `open`.
    pub fn list(&mut self, start: usize, open: usize, faults: &mut Vec<Fault>) -> List {
        let text = self.text;
        let head_end = line_rest(text, open + 1).unwrap_or(open + 1);
        let mut list = List { start, head_end, items: Vec::new(), close: text.len(), end: text.len() };
        let mut item_start = head_end;
        loop {
            let at = skip_trivia(text, item_start);
            match token(text, at) {
                None => {
                    if list.items.last().is_none_or(|item| !item.is_broken) {
                        faults.push(Fault::new(at, "the file ends before the list is closed; add `]` and `)`"));
                    }
                    return list;
                }
                Some((Token::Close(b']'), end)) => {
                    (list.close, list.end) = (at, end);
                    return list;
                }
                Some((Token::Close(b')'), _)) if skip_trivia(text, at + 1) == text.len() => {
                    faults.push(Fault::new(at, "the list is not closed; add `]` before this `)`"));
                    (list.close, list.end) = (at, at);
                    return list;
                }
                _ => {}
            }
            if begins_field(&text[at..]) && is_line_start(text, at) {
                faults.push(Fault::new(at, "the list before this field is not closed; add `],`"));
                (list.close, list.end) = (at, at);
                return list;
            }
            if let Some(previous) = list.items.last().filter(|previous| !previous.has_comma && !previous.is_broken) {
                faults.push(Fault::new(previous.body.end, "a comma is missing after this item; add `,`"));
            }
            let item = self.item(item_start, at, faults);
            item_start = item.end;
            list.items.push(item);
        }
    }

    /// Reads the item whose first token stands at `at`.
    fn item(&mut self, start: usize, at: usize, faults: &mut Vec<Fault>) -> RawItem {
        let outcome = if self.broken >= MAX_BROKEN {
            Outcome::Broken(self.text.len(), Fault::new(at, "too much is broken; the rest of the file was not read"))
        } else if is_item_open(self.text, at) {
            self.body(at)
        } else {
            let message = "an item must begin with a bracket, like `(word: \"свет\", symbols: [\"☀\"]),`";
            Outcome::Broken(self.garbage_end(at), Fault::new(at, message))
        };
        let (body_end, fault) = match outcome {
            Outcome::Whole(end) => (end, None),
            Outcome::Broken(end, fault) => (end, Some(fault)),
        };
        self.broken += usize::from(fault.is_some());
        let is_broken = fault.is_some();
        faults.extend(fault);
        let comma = skip_trivia(self.text, body_end);
        let has_comma = self.text[comma..].starts_with(',');
        let mut end = if has_comma { comma + 1 } else { body_end };
        end = line_rest(self.text, end).unwrap_or(end);
        RawItem { start, body: at..body_end, has_comma, end, is_broken }
    }

    /// Reads from the opening bracket to the closing one.
    fn body(&mut self, start: usize) -> Outcome {
        let text = self.text;
        let mut next = self.boundaries.partition_point(|boundary| boundary.at <= start);
        let mut stack: Vec<u8> = Vec::new();
        let mut fault: Option<Fault> = None;
        // Where to cut if what looks like a string over several lines turns out to be none.
        let mut cut: Option<usize> = None;
        let mut at = start;
        let unclosed = || Fault::new(start, "this item is not closed: a `)` or a quotation mark is missing");
        while let Some((token, end)) = token(text, at) {
            while let Some(boundary) = self.boundaries.get(next).filter(|boundary| boundary.at < end) {
                if boundary.at == at {
                    let end = trimmed(text, start, cut.unwrap_or(at));
                    return Outcome::Broken(end, fault.unwrap_or_else(unclosed));
                }
                if !token.is_comment() {
                    cut.get_or_insert(boundary.at);
                }
                next += 1;
            }
            if let Some(cut) = cut {
                let spent = end - at.max(cut);
                if spent > self.budget {
                    return Outcome::Broken(trimmed(text, start, cut), unclosed());
                }
                self.budget -= spent;
            }
            match token {
                Token::Open(open) => stack.push(closer(open)),
                Token::Close(close) => {
                    if stack.last() == Some(&close) {
                        stack.pop();
                    } else if let Some(found) = stack.iter().rposition(|open| *open == close) {
                        fault.get_or_insert_with(|| mismatch(at, stack.last().copied(), close));
                        stack.truncate(found);
                    } else if close == b']' && ends_list(text, at) {
                        return Outcome::Broken(trimmed(text, start, cut.unwrap_or(at)), unclosed());
                    } else {
                        let message = format!("this `{}` closes nothing; remove it", char::from(close));
                        fault.get_or_insert(Fault::new(at, message));
                    }
                    if stack.is_empty() {
                        return match (cut, fault) {
                            (_, None) if cut.is_none() || reads_as_fields(text, start..end) => Outcome::Whole(end),
                            (Some(cut), _) => Outcome::Broken(trimmed(text, start, cut), unclosed()),
                            (None, fault) => Outcome::Broken(end, fault.unwrap_or_else(unclosed)),
                        };
                    }
                }
                _ => {}
            }
            at = end;
        }
        Outcome::Broken(trimmed(text, start, cut.unwrap_or(text.len())), fault.unwrap_or_else(unclosed))
    }

    /// The end of what is no item: the end of its line, or a bracket that ends the list.
    fn garbage_end(&self, start: usize) -> usize {
        let line_end = self.text[start..].find('\n').map_or(self.text.len(), |end| start + end);
        let mut depth = 0_usize;
        let mut at = start;
        while let Some((token, end)) = token(self.text, at) {
            match token {
                Token::Open(_) => depth += 1,
                Token::Close(b']') if depth == 0 && at > start => return trimmed(self.text, start, at),
                Token::Close(_) => depth = depth.saturating_sub(1),
                _ => {}
            }
            at = end;
            if at >= line_end {
                break;
            }
        }
        trimmed(self.text, start, line_end)
    }
}

fn mismatch(at: usize, expected: Option<u8>, found: u8) -> Fault {
    let expected = char::from(expected.unwrap_or(b')'));
    Fault::new(at, format!("expected `{expected}` before this `{}`", char::from(found)))
}

/// `end` moved back over white space.
fn trimmed(text: &str, start: usize, end: usize) -> usize {
    start + text[start..end].trim_end().len()
}

/// Whether a text begins like an item: `(word:` or `Link(of:`.
fn begins_item(rest: &str) -> bool {
    let rest = rest.strip_prefix("Entry").or_else(|| rest.strip_prefix("Link")).unwrap_or(rest);
    let Some(rest) = rest.strip_prefix('(') else { return false };
    let rest = rest.trim_start_matches([' ', '\t']);
    let after = rest.strip_prefix("word").or_else(|| rest.strip_prefix("of"));
    after.is_some_and(|after| after.trim_start_matches([' ', '\t']).starts_with(':'))
}

fn is_item_open(text: &str, at: usize) -> bool {
    match token(text, at) {
        Some((Token::Open(b'('), _)) => true,
        Some((Token::Word, end)) => {
            matches!(&text[at..end], "Entry" | "Link") && text[skip_trivia(text, end)..].starts_with('(')
        }
        _ => false,
    }
}

/// Whether the `]` at `at` ends a list of items: a field of the header or the end of the file follows.
fn ends_list(text: &str, at: usize) -> bool {
    // Comments are left aside here: this is a guess about a broken file, and must not look far.
    let space = [' ', '\t', '\r', '\n'];
    let rest = text[at + 1..].trim_start_matches(space);
    let rest = rest.strip_prefix(',').unwrap_or(rest).trim_start_matches(space);
    begins_field(rest) || rest.strip_prefix(')').unwrap_or(rest).trim_start_matches(space).is_empty()
}

/// Whether a text in brackets is fields with names, as an item must be.
fn reads_as_fields(text: &str, range: Range<usize>) -> bool {
    crate::dictionary::fields::fields(text, range).is_some()
}

fn is_line_start(text: &str, at: usize) -> bool {
    text[..at].trim_end_matches([' ', '\t']).ends_with('\n')
}

/// The place after the line end that follows `at`, when only spaces and comments stand between.
fn line_rest(text: &str, mut at: usize) -> Option<usize> {
    while let Some((found, end)) = token(text, at) {
        match found {
            Token::Space => {
                if let Some(line_end) = text[at..end].find('\n') {
                    return Some(at + line_end + 1);
                }
            }
            Token::LineComment | Token::BlockComment => {}
            _ => return None,
        }
        at = end;
    }
    None
}
