//! What a dictionary's file says beside the model: the text itself, and which part of it gave which entry.

use crate::dictionary::fields::{Field, elements, fields};
use crate::dictionary::items::{List, RawItem};
use crate::dictionary::layout::{Layout, outline};
use crate::dictionary::lexer::tokens;
use crate::dictionary::notation::Line;
use crate::dictionary::place::LineIndex;
use crate::dictionary::record::{Record, explain, read, unknown_field};
use crate::dictionary::ron_text::FORMAT;
use crate::dictionary::{Dictionary, Entry, Level, Link, Problem, ProblemKind, Subject};
use std::ops::Range;
use std::sync::Arc;

/// After so many problems the rest is not told, and a file that broken is not read on.
pub const MAX_PROBLEMS: usize = 1000;

/// The fields of the header.
const HEAD_FIELDS: &[&str] = &["format", "name", "language", "entries", "links"];

/// A file as it was read.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// Its text with LF and without a byte order mark.
    pub text: String,
    /// Its lines.
    pub lines: LineIndex,
    /// Where things stand; `None` in formats that are not kept, and in files that were not understood.
    pub layout: Option<Layout>,
    /// Whether the text is RON that could not be read as a whole: it must not be saved over.
    pub is_opaque: bool,
    /// Whether parts of another format than RON could not be read, which a save in it would lose.
    pub is_partial: bool,
    /// The dictionary as read.
    pub dictionary: Dictionary,
    /// What gave the entries, broken ones included, in order of the text.
    pub entries: Vec<Item>,
    /// What gave the links.
    pub links: Vec<Item>,
}

/// A part of a file that gave an entry or link, or should have.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Item {
    /// Its text, without the comments around it.
    pub body: Range<usize>,
    /// The entry or link it gave.
    pub index: Option<usize>,
    /// Fields that are not known, and are kept.
    pub unknown: Vec<Range<usize>>,
    /// The headword of a broken entry.
    pub broken_word: Option<String>,
}

/// Collects problems with their places.
pub struct Report<'a> {
    text: &'a str,
    lines: &'a LineIndex,
    /// What was found.
    pub problems: Vec<Problem>,
}

impl<'a> Report<'a> {
    /// An empty report on a text.
    pub fn new(text: &'a str, lines: &'a LineIndex) -> Self {
        Self { text, lines, problems: Vec::new() }
    }

    /// Adds an error at a byte offset.
    pub fn error(&mut self, kind: ProblemKind, at: usize, message: impl Into<String>) -> &mut Problem {
        let (line, column) = self.lines.place(self.text, at);
        self.problems.push(Problem {
            level: Level::Error,
            kind,
            line,
            column,
            message: message.into(),
            subject: None,
            forms: Vec::new(),
        });
        let last = self.problems.len() - 1;
        &mut self.problems[last]
    }

    /// Whether so much is wrong that reading on makes no sense.
    pub fn is_full(&self) -> bool {
        self.problems.len() >= MAX_PROBLEMS
    }
}

/// Reads RON text; one that needs no change is kept as it is.
pub fn read_ron(text: String) -> (Source, Vec<Problem>) {
    let text = if text.starts_with('\u{FEFF}') || text.contains("\r\n") { normalised(&text) } else { text };
    let lines = LineIndex::new(&text);
    let mut report = Report::new(&text, &lines);
    let (layout, faults) = outline(&text);
    for fault in faults.into_iter().take(MAX_PROBLEMS) {
        report.error(ProblemKind::Syntax, fault.at, fault.message);
    }
    let mut source = Source::default();
    let is_usable = layout.as_ref().is_some_and(|layout| {
        let has_lists = layout.entries.is_some() || layout.links.is_some();
        read_head(&text, layout, &mut source.dictionary, &mut report) && (has_lists || report.problems.is_empty())
    });
    if let Some(layout) = layout.filter(|_| is_usable) {
        (source.entries, source.dictionary.entries) =
            read_list::<Entry>(&text, layout.entries.as_ref(), Subject::Entry, &mut report);
        (source.links, source.dictionary.links) =
            read_list::<Link>(&text, layout.links.as_ref(), Subject::Link, &mut report);
        source.layout = Some(layout);
    }
    source.is_opaque = !is_usable || report.is_full();
    let mut problems = report.problems;
    problems.truncate(MAX_PROBLEMS);
    (source.text, source.lines) = (text, lines);
    (source, problems)
}

/// Text without a byte order mark, with LF.
pub fn normalised(text: &str) -> String {
    text.strip_prefix('\u{FEFF}').unwrap_or(text).replace("\r\n", "\n")
}

/// Reads the header; `false` when the file is not to be read on.
fn read_head(text: &str, layout: &Layout, dictionary: &mut Dictionary, report: &mut Report<'_>) -> bool {
    let mut has_format = false;
    let mut seen: Vec<&str> = Vec::new();
    seen.extend(layout.entries.as_ref().map(|_| "entries"));
    seen.extend(layout.links.as_ref().map(|_| "links"));
    for field in &layout.fields {
        let name = field.name.as_str();
        if seen.contains(&name) {
            report.error(
                ProblemKind::DuplicateKey,
                field.start,
                format!("the field `{name}` is given twice; remove one"),
            );
            continue;
        }
        seen.push(name);
        let value = &text[field.value.clone()];
        let at = field.value.start;
        match name {
            "format" => {
                has_format = true;
                match read::<u64>(value) {
                    Ok(FORMAT) => {}
                    Ok(newer) if newer > FORMAT => {
                        let message = format!(
                            "made by a newer hyperlex (format {newer}); this one reads format {FORMAT}: update hyperlex"
                        );
                        report.problems.clear();
                        report.error(ProblemKind::NewerFormat, at, message);
                        return false;
                    }
                    _ => {
                        report.error(
                            ProblemKind::Syntax,
                            at,
                            format!("the format must be a number; write `format: {FORMAT}`"),
                        );
                    }
                }
            }
            "name" => match read(value) {
                Ok(name) => dictionary.name = name,
                Err(_) => {
                    report.error(ProblemKind::Syntax, at, "the name must be text in quotation marks");
                }
            },
            "language" => match read(value) {
                Ok(language) => dictionary.language = language,
                Err(_) => {
                    report.error(
                        ProblemKind::Syntax,
                        at,
                        "the language must be a code in quotation marks, like \"ru\"",
                    );
                }
            },
            "entries" | "links" => {
                report.error(ProblemKind::Syntax, at, format!("`{name}` must be a list, `{name}: [ … ]`"));
            }
            _ => {
                report.error(ProblemKind::UnknownField, field.start, unknown_field(name, HEAD_FIELDS));
            }
        }
    }
    if !has_format && report.problems.is_empty() {
        let message = format!("the format is missing; write `format: {FORMAT},` after the first bracket");
        report.error(ProblemKind::Syntax, layout.open.saturating_sub(1), message);
    }
    true
}

/// Reads the items of a list.
fn read_list<T: Record>(
    text: &str,
    list: Option<&List>,
    subject: impl Fn(usize) -> Subject,
    report: &mut Report<'_>,
) -> (Vec<Item>, Vec<Arc<T>>) {
    let mut items = Vec::new();
    let mut values = Vec::new();
    for raw in list.map(|list| list.items.as_slice()).unwrap_or_default() {
        let mut item = Item { body: raw.body.clone(), index: None, unknown: Vec::new(), broken_word: None };
        let first_problem = report.problems.len();
        let is_read = !raw.is_broken && !report.is_full();
        match if is_read { read_item::<T>(text, raw, &mut item.unknown, report) } else { None } {
            Some(value) => {
                item.index = Some(values.len());
                for problem in &mut report.problems[first_problem..] {
                    problem.subject = Some(subject(values.len()));
                }
                values.push(Arc::new(value));
            }
            None => item.broken_word = broken_word(text, raw),
        }
        items.push(item);
    }
    (items, values)
}

/// Reads one item; what is wrong goes to the report.
fn read_item<T: Record>(
    text: &str,
    raw: &RawItem,
    unknown: &mut Vec<Range<usize>>,
    report: &mut Report<'_>,
) -> Option<T> {
    let body = &text[raw.body.clone()];
    match T::read(body) {
        Ok(value) => return Some(value),
        Err(error) if !matches!(error.code, ron::Error::NoSuchStructField { .. }) => {
            fail::<T>(body, raw, &error, report);
            return None;
        }
        Err(_) => {}
    }
    let all = fields(text, raw.body.clone()).unwrap_or_default();
    for field in all.iter().filter(|field| !T::FIELDS.contains(&name(text, field))) {
        unknown.push(field.name.start..field.end);
        report.error(ProblemKind::UnknownField, field.name.start, unknown_field(name(text, field), T::FIELDS));
    }
    let blanked = blank(body, raw.body.start, unknown);
    match T::read(&blanked) {
        Ok(value) => Some(value),
        Err(error) => {
            fail::<T>(&blanked, raw, &error, report);
            None
        }
    }
}

fn fail<T: Record>(body: &str, raw: &RawItem, error: &ron::error::SpannedError, report: &mut Report<'_>) {
    let (kind, message) = explain(&error.code, T::NAME);
    let lines = LineIndex::new(body);
    let at = lines.offset(body, error.span.start.line, error.span.start.col);
    let at = if matches!(error.code, ron::Error::MissingStructField { .. }) { 0 } else { at };
    report.error(kind, raw.body.start + at.min(body.len()), message);
}

/// `body` with spaces instead of some ranges of the file, so that places stay.
fn blank(body: &str, start: usize, ranges: &[Range<usize>]) -> String {
    let blank_at = |at: usize| ranges.iter().any(|range| range.contains(&(start + at)));
    body.char_indices().map(|(at, c)| if c != '\n' && blank_at(at) { ' ' } else { c }).collect()
}

fn name<'a>(text: &'a str, field: &Field) -> &'a str {
    text[field.name.clone()].trim_start_matches("r#")
}

/// The headword of an entry that cannot be read, so that others may name it as their parent.
fn broken_word(text: &str, raw: &RawItem) -> Option<String> {
    let body = text.get(raw.body.clone())?;
    let after = body.split_once("word")?.1.trim_start().strip_prefix(':')?;
    let at = raw.body.end - after.len();
    let (_, value) = tokens(text, at..raw.body.end).find(|(token, _)| !token.is_trivia())?;
    read(&text[value]).ok()
}

impl Source {
    /// Adds an entry or link of a format that is not kept, and the range that gave it.
    pub fn push(&mut self, line: Line, body: Range<usize>) {
        let item = |index| Item { body, index: Some(index), unknown: Vec::new(), broken_word: None };
        match line {
            Line::Entry(entry) => {
                self.entries.push(item(self.dictionary.entries.len()));
                self.dictionary.entries.push(Arc::from(entry));
            }
            Line::Link(link) => {
                self.links.push(item(self.dictionary.links.len()));
                self.dictionary.links.push(Arc::from(link));
            }
        }
    }

    /// Keeps the text of a format that is not kept, for places.
    pub fn finish(&mut self, text: String, lines: LineIndex, is_partial: bool) {
        (self.text, self.lines, self.is_partial) = (text, lines, is_partial);
    }

    /// The item that gave an entry or link of the dictionary as read.
    pub fn item(&self, subject: Subject) -> Option<&Item> {
        let (items, index) = match subject {
            Subject::Entry(index) => (&self.entries, index),
            Subject::Link(index) => (&self.links, index),
        };
        // Items and what they gave are in one order: only broken ones stand between.
        items.iter().skip(index).find(|item| item.index == Some(index))
    }

    /// Where a field of an item stands, or the item when the field is not found. `element` is the place in a list.
    pub fn offset(&self, item: &Item, field: &str, element: Option<usize>) -> usize {
        let found = || {
            self.layout.as_ref()?;
            let all = fields(&self.text, item.body.clone())?;
            let value = all.iter().find(|candidate| name(&self.text, candidate) == field)?.value.clone();
            let part = element.and_then(|element| elements(&self.text, value.clone()).into_iter().nth(element));
            Some(part.unwrap_or(value).start)
        };
        found().unwrap_or(item.body.start)
    }
}
