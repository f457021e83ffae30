//! Where the fields, entries and links of a RON dictionary stand in its text, broken ones included.
//!
//! The text is cut into items before any value is read: so one broken entry does not hide the others, and a save can
//! leave every unchanged item as it stands.

use crate::dictionary::items::{ItemScanner, List};
use crate::dictionary::lexer::{Token, skip_trivia, token, tokens};
use std::ops::Range;

/// A header is looked for again at most so often after a broken field: a bound on the time for hostile files.
const MAX_RECOVERIES: usize = 20;

/// A header has five fields; a file of thousands is none.
const MAX_FIELDS: usize = 1000;

/// What is wrong at a byte offset.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// Byte offset.
    pub at: usize,
    /// The sentence.
    pub message: String,
}

impl Fault {
    /// A fault at an offset.
    pub fn new(at: usize, message: impl Into<String>) -> Self {
        Self { at, message: message.into() }
    }
}

/// A field of the header: `name: "Природа"`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HeadField {
    /// Its name.
    pub name: String,
    /// Where its name begins.
    pub start: usize,
    /// Its value.
    pub value: Range<usize>,
    /// After its comma, or after the value where there is none.
    pub end: usize,
}

/// The outline of a file.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Layout {
    /// After the opening bracket.
    pub open: usize,
    /// Where the closing bracket stands, or the end of the text.
    pub close: usize,
    /// Fields that are no list of items.
    pub fields: Vec<HeadField>,
    /// `entries`.
    pub entries: Option<List>,
    /// `links`.
    pub links: Option<List>,
    /// After the last field's comma or value.
    pub last_end: usize,
    /// Whether a comma follows the last field.
    pub last_comma: bool,
}

/// Cuts a text into its parts. `None` when it is no dictionary at all; the faults then say why.
pub fn outline(text: &str) -> (Option<Layout>, Vec<Fault>) {
    let mut faults = Vec::new();
    let Some(open) = opening(text, &mut faults) else { return (None, faults) };
    let scanner = Outliner { text, items: ItemScanner::new(text), faults };
    scanner.run(open)
}

/// The place after `Dictionary(`.
fn opening(text: &str, faults: &mut Vec<Fault>) -> Option<usize> {
    let mut at = skip_trivia(text, 0);
    while text[at..].starts_with("#!") {
        let open = skip_trivia(text, at + 2);
        let Some(end) = balanced(text, open, text.len()).filter(|_| text[open..].starts_with('[')) else { break };
        at = skip_trivia(text, end);
    }
    let mut fail = |message: &str| {
        faults.push(Fault::new(at, message));
        None
    };
    let rest = &text[at..];
    if rest.is_empty() {
        return fail("the file is empty; a dictionary begins with `Dictionary(format: 1, entries: [`");
    }
    let name_end = match token(text, at) {
        Some((Token::Word, end)) if &text[at..end] == "Dictionary" => end,
        Some((Token::Open(b'('), _)) => at,
        Some((Token::Open(b'{'), _)) => {
            return fail("this looks like JSON, not like a dictionary in RON; name the file with the ending .json");
        }
        _ => return fail("this is not a hyperlex dictionary; one begins with `Dictionary(format: 1, entries: [`"),
    };
    let open = skip_trivia(text, name_end);
    if !text[open..].starts_with('(') {
        return fail("after `Dictionary` a bracket `(` is missing; write `Dictionary(format: 1, entries: [`");
    }
    let after = skip_trivia(text, open + 1);
    if text[after..].starts_with(['(', '[', '{']) {
        return fail("this is not a hyperlex dictionary: after the first bracket a field such as `format: 1` belongs");
    }
    Some(open + 1)
}

/// The end of the brackets that open at `at`; `None` when they do not close before `limit`.
fn balanced(text: &str, at: usize, limit: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (token, range) in tokens(text, at..limit) {
        match token {
            Token::Open(_) => depth += 1,
            Token::Close(_) => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(range.end);
                }
            }
            _ if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

struct Outliner<'a> {
    text: &'a str,
    items: ItemScanner<'a>,
    faults: Vec<Fault>,
}

impl Outliner<'_> {
    fn run(mut self, open: usize) -> (Option<Layout>, Vec<Fault>) {
        let text = self.text;
        let mut layout = Layout { open, close: text.len(), last_end: open, last_comma: true, ..Layout::default() };
        let mut at = open;
        let mut recoveries = 0;
        loop {
            at = skip_trivia(text, at);
            match token(text, at) {
                None => {
                    let is_told = [&layout.entries, &layout.links].into_iter().flatten().any(|list| list.close == at);
                    if !is_told {
                        self.fault(at, "the file ends before the dictionary is closed; add `)` at its end");
                    }
                    break;
                }
                Some((Token::Close(b')'), end)) => {
                    layout.close = at;
                    let rest = skip_trivia(text, end);
                    if rest < text.len() {
                        self.fault(rest, "the dictionary is closed before this; remove what follows its last `)`");
                    }
                    break;
                }
                Some(_) if layout.fields.len() >= MAX_FIELDS => {
                    self.fault(at, "too many fields; the rest of the file was not read");
                }
                Some((Token::Word, name_end)) => {
                    let needs_comma = (!layout.last_comma).then_some(layout.last_end);
                    match self.field(&mut layout, at, name_end) {
                        Ok(end) => {
                            if let Some(end) = needs_comma {
                                self.fault(end, "a comma is missing after this field; add `,`");
                            }
                            at = end;
                            continue;
                        }
                        Err(_) if needs_comma.is_some() => {
                            self.fault(
                                at,
                                "this was not expected here: a quotation mark or a comma is missing before it",
                            );
                        }
                        Err(fault) => self.faults.push(fault),
                    }
                }
                Some((Token::Unclosed, _)) => self.fault(at, "this comment or string is not closed"),
                Some(_) => self.fault(at, "a field such as `name: \"…\",` or `entries: [` was expected here"),
            }
            if layout.fields.len() >= MAX_FIELDS {
                break;
            }
            recoveries += 1;
            match self.next_field_line(at).filter(|_| recoveries <= MAX_RECOVERIES) {
                Some(next) => (at, layout.last_comma) = (next, true),
                None => break,
            }
        }
        (Some(layout), self.faults)
    }

    fn fault(&mut self, at: usize, message: &str) {
        self.faults.push(Fault::new(at, message));
    }

    /// Reads `name: value,` and returns the place after it.
    fn field(&mut self, layout: &mut Layout, start: usize, name_end: usize) -> Result<usize, Fault> {
        let text = self.text;
        let name = text[start..name_end].trim_start_matches("r#").to_owned();
        let colon = skip_trivia(text, name_end);
        if !text[colon..].starts_with(':') {
            return Err(Fault::new(colon, format!("after the field name `{name}` a colon is missing")));
        }
        let value = skip_trivia(text, colon + 1);
        let is_list = text[value..].starts_with('[');
        let slot = match name.as_str() {
            "entries" if is_list => Some(&mut layout.entries),
            "links" if is_list => Some(&mut layout.links),
            _ => None,
        };
        let value_end = match slot {
            Some(slot) if slot.is_none() => {
                let list = self.items.list(start, value, &mut self.faults);
                let end = list.end;
                *slot = Some(list);
                end
            }
            _ => {
                let end = self.value_end(value)?;
                layout.fields.push(HeadField { name, start, value: value..end, end });
                end
            }
        };
        let comma = skip_trivia(text, value_end);
        layout.last_comma = text[comma..].starts_with(',');
        layout.last_end = if layout.last_comma { comma + 1 } else { value_end };
        if let Some(field) = layout.fields.last_mut().filter(|field| field.start == start) {
            field.end = layout.last_end;
        }
        Ok(layout.last_end)
    }

    /// The end of a plain value: one token, or something in brackets.
    fn value_end(&self, at: usize) -> Result<usize, Fault> {
        match token(self.text, at) {
            Some((Token::Text, end)) if !self.swallows_field(at..end) => Ok(end),
            Some((Token::Word, end)) => {
                let open = skip_trivia(self.text, end);
                let bracket = self.text[open..].starts_with('(').then(|| balanced(self.text, open, self.text.len()));
                Ok(bracket.flatten().unwrap_or(end))
            }
            Some((Token::Open(_), _)) => {
                balanced(self.text, at, self.text.len()).ok_or_else(|| Fault::new(at, "this bracket is not closed"))
            }
            Some((Token::Text | Token::Unclosed, _)) => {
                Err(Fault::new(at, "this string is not closed; add a quotation mark \" at its end"))
            }
            _ => Err(Fault::new(at, "a value is missing here")),
        }
    }

    /// Whether a string runs over a line that begins like a field: then its quotation mark is missing.
    fn swallows_field(&self, range: Range<usize>) -> bool {
        let inside = &self.text[range];
        inside.contains('\n')
            && inside.split('\n').skip(1).any(|line| begins_field(line.trim_start_matches([' ', '\t'])))
    }

    /// The next line after `at` that begins like a field of the header.
    fn next_field_line(&self, at: usize) -> Option<usize> {
        let mut line = at + self.text[at..].find('\n')? + 1;
        loop {
            let rest = &self.text[line..];
            let start = line + (rest.len() - rest.trim_start_matches([' ', '\t']).len());
            if begins_field(&self.text[start..]) {
                return Some(start);
            }
            line += rest.find('\n')? + 1;
        }
    }
}

/// Whether a text begins with a field of the header and a colon.
pub fn begins_field(rest: &str) -> bool {
    ["entries", "links", "format", "name", "language"]
        .iter()
        .filter_map(|name| rest.strip_prefix(name))
        .any(|after| after.trim_start_matches([' ', '\t']).starts_with(':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bodies<'a>(text: &'a str, list: Option<&List>) -> Vec<&'a str> {
        list.map(|list| list.items.iter().map(|item| &text[item.body.clone()]).collect()).unwrap_or_default()
    }

    #[track_caller]
    fn check(text: &str, entries: &[&str], links: &[&str], faults: &[(usize, &str)]) {
        let (layout, found) = outline(text);
        let layout = layout.unwrap();
        let index = crate::dictionary::place::LineIndex::new(text);
        assert_eq!(bodies(text, layout.entries.as_ref()), entries, "{found:?}");
        assert_eq!(bodies(text, layout.links.as_ref()), links, "{found:?}");
        let found: Vec<_> = found.iter().map(|fault| (index.place(text, fault.at).0, fault.message.as_str())).collect();
        assert_eq!(found.len(), faults.len(), "{found:?}");
        for ((line, message), (wanted_line, part)) in found.iter().zip(faults) {
            assert!(line == wanted_line && message.contains(part), "{found:?}");
        }
    }

    #[test]
    fn items_are_found_in_any_layout() {
        check(
            "Dictionary(format:1,entries:[(word:\"a\"),(word:\"b\")],links:[(of:[\"a\",\"b\"])])",
            &["(word:\"a\")", "(word:\"b\")"],
            &["(of:[\"a\",\"b\"])"],
            &[],
        );
        check(
            "#![enable(implicit_some)]\n(/* x */ format: 1,\n entries: [ // all\n (\n word: \"a)\",\n symbols: [\n\"x\"\n]\n)\n]\n)\n",
            &["(\n word: \"a)\",\n symbols: [\n\"x\"\n]\n)"],
            &[],
            &[],
        );
    }

    #[test]
    fn a_broken_entry_does_not_hide_the_next() {
        let file =
            |first: &str| format!("(\nentries: [\n{first}\n  (word: \"b\"),\n],\nlinks: [\n  (of: [\"a\"]),\n],\n)");
        for (first, body, part) in [
            ("  (word: \"a\", symbols: [\"x\"],", "(word: \"a\", symbols: [\"x\"],", "not closed"),
            ("  (word: \"a, symbols: [\"x\"]),", "(word: \"a, symbols: [\"x\"]),", "not closed"),
            ("  (word: \"a\", symbols: [\"x),", "(word: \"a\", symbols: [\"x),", "not closed"),
            ("  (word: \"a\", symbols: [\"x\"),", "(word: \"a\", symbols: [\"x\")", "expected `]`"),
            ("  (word: \"a\", symbols: \"x\"]),", "(word: \"a\", symbols: \"x\"])", "closes nothing"),
            ("  word: \"a\", symbols: [\"x\"]),", "word: \"a\", symbols: [\"x\"]),", "begin"),
        ] {
            check(&file(first), &[body, "(word: \"b\")"], &["(of: [\"a\"])"], &[(3, part)]);
        }
        check(&file("  (word: \"a\")"), &["(word: \"a\")", "(word: \"b\")"], &["(of: [\"a\"])"], &[(3, "comma")]);
    }

    #[test]
    fn a_broken_last_entry_does_not_hide_the_links() {
        for last in [
            "(word: \"b\", symbols: [\"x\"],",
            "(word: \"b\", symbols: [\"x\",",
            "(word: \"b),",
            "(word: \"b\", symbols: [\"x]),",
        ] {
            let text = format!("(\nentries: [\n  {last}\n],\nlinks: [\n  (of: [\"a\"]),\n],\n)");
            check(&text, &[last], &["(of: [\"a\"])"], &[(3, "not closed")]);
        }
    }

    #[test]
    fn a_string_may_hold_what_looks_like_an_entry() {
        let text = "(\nentries: [\n  (word: \"a\", note: \"\n  (word: \"),\n],\n)";
        check(text, &["(word: \"a\", note: \"\n  (word: \")"], &[], &[]);
    }

    #[test]
    fn a_broken_header_does_not_hide_the_entries() {
        let text = "Dictionary(\n  name: \"a, language: \"ru\",\n  entries: [\n    (word: \"a\"),\n  ],\n)";
        check(text, &["(word: \"a\")"], &[], &[(2, "quotation mark")]);
    }
}
