//! The new text of a file: only the lines of changed entries differ, and no comment is lost.

use crate::dictionary::align::align;
use crate::dictionary::items::{List, RawItem};
use crate::dictionary::layout::Layout;
use crate::dictionary::lexer::tokens;
use crate::dictionary::ron_text::{self, quoted};
use crate::dictionary::source::{Item, Source};
use std::ops::Range;

use crate::dictionary::Dictionary;

/// A stretch of the file and what is written there instead.
type Change = (Range<usize>, String);

/// The text of `dictionary` in place of the one that was read.
pub fn patched(source: &Source, dictionary: &Dictionary) -> String {
    let Some(layout) = source.layout.as_ref().filter(|_| !source.is_opaque) else {
        return ron_text::dictionary(dictionary);
    };
    if source.dictionary == *dictionary {
        return source.text.clone();
    }
    let before = &source.dictionary;
    let mut changes: Vec<Change> = Vec::new();
    head_changes(source, layout, dictionary, &mut changes);
    let mut added = String::new();
    let entries = Lines {
        source,
        items: &source.entries,
        list: layout.entries.as_ref(),
        pairs: align(&before.entries, &dictionary.entries, |entry| entry.word.as_str()),
        is_same: &|from, at| before.entries[from] == dictionary.entries[at],
        write: &|at| ron_text::entry(&dictionary.entries[at]),
        field: "entries",
    };
    entries.change(&mut changes, &mut added);
    let links = Lines {
        source,
        items: &source.links,
        list: layout.links.as_ref(),
        pairs: align(&before.links, &dictionary.links, |link| link.of.as_slice()),
        is_same: &|from, at| before.links[from] == dictionary.links[at],
        write: &|at| ron_text::link(&dictionary.links[at]),
        field: "links",
    };
    links.change(&mut changes, &mut added);
    if !added.is_empty() {
        add_field(source, layout, &added, &mut changes);
    }
    apply(&source.text, changes)
}

/// Writes the changes into the text.
fn apply(text: &str, mut changes: Vec<Change>) -> String {
    changes.sort_by_key(|(range, _)| (range.start, range.end));
    let mut out = String::with_capacity(text.len() + 256);
    let mut at = 0;
    for (range, new) in changes {
        out.push_str(&text[at..range.start]);
        out.push_str(&new);
        at = range.end;
    }
    out.push_str(&text[at..]);
    out
}

/// Name and language.
fn head_changes(source: &Source, layout: &Layout, dictionary: &Dictionary, changes: &mut Vec<Change>) {
    let before = &source.dictionary;
    let name = Some(dictionary.name.as_str());
    let mut fields = Vec::new();
    if before.name != dictionary.name {
        fields.push(("name", name));
    }
    if before.language != dictionary.language {
        fields.push(("language", dictionary.language.as_deref()));
    }
    let mut missing = String::new();
    for (field_name, value) in fields {
        let found = layout.fields.iter().find(|field| field.name == field_name);
        match (found, value) {
            (Some(field), Some(value)) => changes.push((field.value.clone(), quoted(value))),
            (Some(field), None) => changes.push((field.value.clone(), "None".into())),
            (None, Some(value)) => missing.push_str(&format!("\n  {field_name}: {},", quoted(value))),
            (None, None) => {}
        }
    }
    if !missing.is_empty() {
        let after_format = layout.fields.iter().find(|field| field.name == "format" && field.end > field.value.end);
        changes.push(match after_format {
            Some(field) => (field.end..field.end, missing),
            None => (layout.open..layout.open, missing),
        });
    }
}

/// Puts a list that the file does not have yet before the closing bracket.
fn add_field(source: &Source, layout: &Layout, added: &str, changes: &mut Vec<Change>) {
    if !layout.last_comma {
        changes.push((layout.last_end..layout.last_end, ",".into()));
    }
    let before = &source.text[..layout.close];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let (at, gap) = if before[line_start..].trim().is_empty() { (line_start, "") } else { (layout.close, "\n") };
    changes.push((at..at, format!("{gap}{added}")));
}

/// One list with its items now.
struct Lines<'a> {
    source: &'a Source,
    items: &'a [Item],
    list: Option<&'a List>,
    /// The element as read that each element now came from.
    pairs: Vec<Option<usize>>,
    is_same: &'a dyn Fn(usize, usize) -> bool,
    write: &'a dyn Fn(usize) -> String,
    field: &'a str,
}

/// What is written for one item.
enum Piece<'a> {
    /// An item as it stands.
    Verbatim(&'a RawItem),
    /// An item of the file with a new body.
    Changed(&'a RawItem, String),
    /// A new line.
    New(String),
    /// The comments of an item that is gone.
    Gone(&'a RawItem),
}

impl Lines<'_> {
    fn change(&self, changes: &mut Vec<Change>, added: &mut String) {
        let Some(list) = self.list else {
            if !self.pairs.is_empty() {
                added.push_str(&format!("  {}: [\n", self.field));
                for at in 0..self.pairs.len() {
                    added.push_str(&format!("    {},\n", (self.write)(at)));
                }
                added.push_str("  ],\n");
            }
            return;
        };
        let pieces = self.pieces(list);
        if pieces.iter().all(|piece| matches!(piece, Piece::Verbatim(_))) && self.is_in_order() {
            return;
        }
        let end = list.items.last().map_or(list.head_end, |item| item.end);
        changes.push((list.head_end..end, self.render(list, &pieces, end)));
    }

    fn is_in_order(&self) -> bool {
        let count = self.items.iter().filter(|item| item.index.is_some()).count();
        self.pairs.len() == count && self.pairs.iter().enumerate().all(|(at, from)| *from == Some(at))
    }

    /// What is written, in order. Items that no element came from follow the one they followed in the file.
    fn pieces<'a>(&self, list: &'a List) -> Vec<Piece<'a>> {
        let item_of: Vec<usize> = (0..self.items.len()).filter(|item| self.items[*item].index.is_some()).collect();
        let mut is_kept = vec![false; self.items.len()];
        for from in self.pairs.iter().flatten() {
            is_kept[item_of[*from]] = true;
        }
        let mut pieces = Vec::with_capacity(list.items.len() + 1);
        let leftovers = |after: usize, pieces: &mut Vec<Piece<'a>>| {
            for item in (after..list.items.len()).take_while(|item| !is_kept[*item]) {
                let raw = &list.items[item];
                let is_broken = self.items[item].index.is_none();
                pieces.push(if is_broken { Piece::Verbatim(raw) } else { Piece::Gone(raw) });
            }
        };
        leftovers(0, &mut pieces);
        for (at, from) in self.pairs.iter().enumerate() {
            let Some(from) = *from else {
                pieces.push(Piece::New((self.write)(at)));
                continue;
            };
            let item = item_of[from];
            let raw = &list.items[item];
            pieces.push(if (self.is_same)(from, at) {
                Piece::Verbatim(raw)
            } else {
                Piece::Changed(raw, self.with_unknown(&self.items[item], (self.write)(at)))
            });
            leftovers(item + 1, &mut pieces);
        }
        pieces
    }

    /// A new body with the fields that are not known, which nobody may lose.
    fn with_unknown(&self, item: &Item, body: String) -> String {
        if item.unknown.is_empty() {
            return body;
        }
        let mut out = body.strip_suffix(')').unwrap_or(&body).to_owned();
        for range in &item.unknown {
            let text = tokens(&self.source.text, range.clone())
                .map(|(token, range)| if token.is_trivia() { " " } else { &self.source.text[range] });
            out.push_str(", ");
            out.push_str(text.collect::<String>().trim_end_matches([',', ' ']));
        }
        out.push(')');
        out
    }

    fn render(&self, list: &List, pieces: &[Piece<'_>], end: usize) -> String {
        let text = &self.source.text;
        let indent = list.items.first().and_then(|item| indent(text, item.body.start)).unwrap_or("    ");
        let last_body = pieces.iter().rposition(|piece| !matches!(piece, Piece::Gone(_)));
        let mut out = String::new();
        let before = &text[..list.head_end];
        let mut at_line_start = before.ends_with('\n');
        for (at, piece) in pieces.iter().enumerate() {
            let needs_comma = |raw: &RawItem| !raw.has_comma && last_body != Some(at);
            let new_line = |out: &mut String, at_line_start: bool| {
                if !at_line_start {
                    out.push('\n');
                }
            };
            match piece {
                Piece::Verbatim(raw) => {
                    out.push_str(&text[raw.start..raw.body.end]);
                    push_tail(&mut out, text, raw, needs_comma(raw));
                }
                Piece::Changed(raw, body) => {
                    out.push_str(&text[raw.start..raw.body.start]);
                    let inner = comments(text, raw.body.clone());
                    if !inner.is_empty() {
                        let own = indent_of_line(&out, at_line_start).map(str::to_owned);
                        let indent = own.as_deref().unwrap_or(indent);
                        if own.is_none() {
                            out.push_str(&format!("\n{indent}"));
                        }
                        for comment in inner {
                            out.push_str(&format!("{comment}\n{indent}"));
                        }
                    }
                    out.push_str(body);
                    push_tail(&mut out, text, raw, needs_comma(raw));
                }
                Piece::New(body) => {
                    new_line(&mut out, at_line_start);
                    out.push_str(&format!("{indent}{body},\n"));
                }
                Piece::Gone(raw) => {
                    let above = whole_lines(text, raw.start..raw.body.start);
                    let rest = raw.start + above.len()..raw.end;
                    if at_line_start || !above.trim().is_empty() {
                        out.push_str(above);
                    }
                    let inner = comments(text, rest);
                    if !inner.is_empty() {
                        let at_line_start = out.ends_with('\n') || out.is_empty() && at_line_start;
                        new_line(&mut out, at_line_start);
                    }
                    for comment in inner {
                        out.push_str(&format!("{indent}{comment}\n"));
                    }
                }
            }
            at_line_start = if out.is_empty() { before.ends_with('\n') } else { out.ends_with('\n') };
        }
        let closes_own_line =
            text[end..list.close].contains('\n') || indent_of_line(&text[..list.close], false).is_some();
        if at_line_start && !closes_own_line && !out.is_empty() {
            out.push_str("  ");
        }
        out
    }
}

/// Writes what follows an item's body, with a comma when it needs one.
fn push_tail(out: &mut String, text: &str, raw: &RawItem, needs_comma: bool) {
    if needs_comma {
        out.push(',');
    }
    out.push_str(&text[raw.body.end..raw.end]);
}

/// The lines of a range that end in it, but not within a comment.
fn whole_lines(text: &str, range: Range<usize>) -> &str {
    let mut end = range.start;
    for (token, place) in tokens(text, range.clone()).filter(|(token, _)| token.is_trivia()) {
        if let Some(line_end) = text[place.clone()].rfind('\n').filter(|_| !token.is_comment()) {
            end = place.start + line_end + 1;
        }
    }
    &text[range.start..end]
}

/// The comments in a range, in order.
fn comments(text: &str, range: Range<usize>) -> Vec<&str> {
    let found = tokens(text, range).filter(|(token, _)| token.is_comment());
    found.map(|(_, range)| text[range].trim_end()).collect()
}

/// The white space before `at`, when it begins its line.
fn indent(text: &str, at: usize) -> Option<&str> {
    indent_of_line(&text[..at], false)
}

/// The last line of `text`, when it is white space only.
fn indent_of_line(text: &str, is_line_start: bool) -> Option<&str> {
    let line = match text.rfind('\n') {
        Some(line_end) => &text[line_end + 1..],
        None if is_line_start || text.is_empty() => text,
        None => return None,
    };
    line.trim().is_empty().then_some(line)
}
