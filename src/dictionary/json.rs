//! The JSON map: `{"любовь": "❤", "свет": "☀{радость}", "дождь + грусть": "☔🫧"}`.
//!
//! The object is read pair by pair: so each problem has its place, a broken pair does not hide the next, and a key that
//! stands twice is seen. (A map of serde_json would keep the last without a word.)

use crate::dictionary::notation::{Line, line, split_emotion};
use crate::dictionary::place::LineIndex;
use crate::dictionary::rules::shown;
use crate::dictionary::source::{Report, Source, normalised};
use crate::dictionary::{Problem, ProblemKind, Symbol};
use std::collections::HashSet;

/// Reads a JSON map.
pub fn read(text: &str) -> (Source, Vec<Problem>) {
    let text = normalised(text);
    let lines = LineIndex::new(&text);
    let mut source = Source::default();
    let mut reader =
        Reader { text: &text, at: 0, report: Report::new(&text, &lines), source: &mut source, keys: HashSet::new() };
    reader.object();
    let problems = reader.report.problems;
    source.finish(text, lines, !problems.is_empty());
    (source, problems)
}

/// The entry or link that a pair gives.
pub fn pair(key: &str, value: &str) -> Line {
    let (symbol, emotion) = split_emotion(value);
    line(key, vec![Symbol::new(symbol)], emotion.map(str::to_owned))
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    report: Report<'a>,
    source: &'a mut Source,
    keys: HashSet<String>,
}

impl Reader<'_> {
    fn object(&mut self) {
        self.space();
        if !self.take('{') {
            self.syntax(self.at, "a JSON dictionary is an object of words and symbols, like {\"свет\": \"☀\"}");
            return;
        }
        let mut needs_comma = false;
        loop {
            self.space();
            if self.report.is_full() {
                return;
            }
            let start = self.at;
            match self.peek() {
                None => return self.syntax(start, "the file ends before the object is closed; add `}`"),
                Some('}') => {
                    self.at += 1;
                    break;
                }
                Some(',') if needs_comma => {
                    self.at += 1;
                    self.space();
                    if self.peek() == Some('}') {
                        self.syntax(start, "a comma stands before the closing `}`; remove it");
                    }
                    needs_comma = false;
                }
                Some('"') => {
                    if needs_comma {
                        self.syntax(start, "a comma is missing before this key; add `,`");
                    }
                    needs_comma = self.pair();
                }
                Some(_) => {
                    self.syntax(start, "a key in quotation marks was expected here, like \"свет\": \"☀\"");
                    self.skip_line();
                    needs_comma = false;
                }
            }
        }
        self.space();
        if self.at < self.text.len() {
            self.syntax(self.at, "the object is closed before this; remove what follows its `}`");
        }
    }

    /// Reads `"key": value`. Whether a comma belongs after it.
    fn pair(&mut self) -> bool {
        let start = self.at;
        let Some(key) = self.string() else {
            self.skip_line();
            return false;
        };
        self.space();
        if !self.take(':') {
            self.syntax(self.at, "a colon is missing after the key");
            self.skip_line();
            return false;
        }
        self.space();
        if self.peek() != Some('"') {
            let message = format!("the value of {} must be a symbol in quotation marks", shown(&key));
            self.syntax(self.at, &message);
            self.skip_value();
            return true;
        }
        let Some(value) = self.string() else {
            self.skip_line();
            return false;
        };
        if !self.keys.insert(key.clone()) {
            let message = format!("the key {} stands twice; remove one of the two", shown(&key));
            self.report.error(ProblemKind::DuplicateKey, start, message);
            return true;
        }
        self.source.push(pair(&key, &value), start..self.at);
        true
    }

    /// Reads a string; a JSON string ends on its line.
    fn string(&mut self) -> Option<String> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut end = start + 1;
        loop {
            match bytes.get(end) {
                Some(b'"') => break,
                Some(b'\\') => end += 2,
                None | Some(b'\n') => {
                    self.syntax(start, "this text is not closed; add a quotation mark \" at its end");
                    return None;
                }
                Some(_) => end += 1,
            }
        }
        self.at = end + 1;
        let read = self.text.get(start..self.at).and_then(|text| serde_json::from_str(text).ok());
        if read.is_none() {
            self.syntax(start, "this text holds a bad escape or a control character; write \\\\ for a backslash");
        }
        read
    }

    /// Passes over a value that is no string.
    fn skip_value(&mut self) {
        let mut depth = 0_usize;
        while let Some(c) = self.peek() {
            match c {
                '"' => {
                    let reported = self.report.problems.len();
                    if self.string().is_none() {
                        self.report.problems.truncate(reported);
                        self.skip_line();
                    }
                    continue;
                }
                '[' | '{' => depth += 1,
                ',' | '}' | ']' if depth == 0 => return,
                ']' | '}' => depth -= 1,
                _ => {}
            }
            self.at += c.len_utf8();
        }
    }

    fn skip_line(&mut self) {
        self.at = self.text[self.at..].find('\n').map_or(self.text.len(), |end| self.at + end + 1);
    }

    fn space(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn take(&mut self, c: char) -> bool {
        let is_there = self.peek() == Some(c);
        self.at += if is_there { c.len_utf8() } else { 0 };
        is_there
    }

    fn syntax(&mut self, at: usize, message: &str) {
        self.report.error(ProblemKind::Syntax, at, message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_of_words() {
        let (source, problems) =
            read(r#"{"любовь": "❤", "свет": "☀{радость}", "дождь + грусть": "☔🫧", "a\"\u0431": "\u2600"}"#);
        assert_eq!(problems, []);
        let entries = &source.dictionary.entries;
        assert_eq!(entries[1].emotion.as_deref(), Some("радость"));
        assert_eq!((entries[2].word.as_str(), entries[2].symbols[0].text.as_str()), ("a\"б", "☀"));
        assert_eq!(source.dictionary.links[0].of, ["дождь", "грусть"]);
    }

    #[test]
    fn each_problem_has_its_place() {
        let check = |text: &str, place: (usize, usize), part: &str, words: &[&str]| {
            let (source, problems) = read(text);
            let first = &problems[0];
            assert_eq!(problems.len(), 1, "{text}: {problems:?}");
            assert!((first.line, first.column) == place && first.message.contains(part), "{text}: {problems:?}");
            let found: Vec<_> = source.dictionary.entries.iter().map(|entry| entry.word.as_str()).collect();
            assert_eq!(found, words, "{text}");
        };
        check("{\"a\": \"1\",\n \"b\": \"2\",\n \"a\": \"3\"}", (3, 2), "stands twice", &["a", "b"]);
        check("{\"a\": \"1\",\n \"b\": 2, \"c\": \"3\"}", (2, 7), "must be a symbol", &["a", "c"]);
        check("{\"a\": [\"1\", {\"x\": \"}\"}], \"c\": \"3\"}", (1, 7), "must be a symbol", &["c"]);
        check("{\"a\": \"1,\n \"b\": \"2\"}", (1, 7), "not closed", &["b"]);
        check("{\"a\": \"1\" \"b\": \"2\"}", (1, 11), "comma is missing", &["a", "b"]);
        check("{\"a\": \"1\",}", (1, 10), "comma stands", &["a"]);
        check("{\"a\": \"1\"", (1, 10), "ends before", &["a"]);
        check("{\"a\": \"\\x\",\n\"b\": \"2\"}", (1, 7), "bad escape", &["b"]);
        check("", (1, 1), "object", &[]);
        check("[]", (1, 1), "object", &[]);
        check("{} x", (1, 4), "closed before", &[]);
    }

    #[test]
    fn hostile_text_is_one_problem_or_few() {
        for text in ["[".repeat(1 << 20), "{\"a\":".to_owned() + &"[".repeat(1 << 20), "\0\u{1}".repeat(1000)] {
            let (_, problems) = read(&text);
            assert!((1..=3).contains(&problems.len()), "{problems:?}");
        }
    }
}
