//! JSON lines: each line's text is a document.

use crate::corpus::json_field::find;
use crate::corpus::lines::{Line, Lines, MAX_LINE};
use crate::corpus::origin::Origin;
use crate::corpus::packing::Bytes;
use crate::corpus::{CorpusError, Document, Encoding};
use serde::de::IgnoredAny;
use std::collections::BTreeMap;

/// The field that holds the text where none is named.
pub const TEXT: &str = "text";
/// So many names are listed when the wanted one is not there.
pub const MOST_NAMES: usize = 8;

/// Reads the documents of a file.
pub struct Jsonl {
    lines: Lines,
    origin: Origin,
    field: String,
    encoding: Encoding,
    is_ended: bool,
}

impl Jsonl {
    /// The documents of `from`.
    pub fn new(from: Bytes, origin: Origin) -> Result<Self, CorpusError> {
        let encoding = origin.file.encoding.unwrap_or_default();
        if !encoding.has_ascii_lines() {
            let reason = format!("JSON lines are not read in {}; save the file as UTF-8", encoding.name());
            return Err(origin.broken(None, reason));
        }
        let field = origin.file.field.clone().unwrap_or_else(|| TEXT.to_owned());
        Ok(Self { lines: Lines::new(from), origin, field, encoding, is_ended: false })
    }
}

impl Iterator for Jsonl {
    type Item = Result<Document, CorpusError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.is_ended {
            match self.lines.next() {
                Ok(Some(line)) => match document(&line, &self.origin, &self.field, self.encoding) {
                    Ok(None) => {}
                    Ok(Some(document)) => return Some(Ok(document)),
                    Err(error) => return Some(Err(error)),
                },
                Ok(None) => self.is_ended = true,
                Err(error) => {
                    self.is_ended = true;
                    return Some(Err(self.origin.unreadable(error)));
                }
            }
        }
        None
    }
}

/// The document of a line; `None` for a blank one.
fn document(
    line: &Line<'_>,
    origin: &Origin,
    field: &str,
    encoding: Encoding,
) -> Result<Option<Document>, CorpusError> {
    let place = format!("line {}", line.number);
    let fail = |at: usize, reason: String| origin.broken_at(&place, line.offset + at as u64, reason);
    let Some(bytes) = line.bytes else {
        return Err(fail(0, format!("longer than {} MiB; is this JSON lines?", MAX_LINE >> 20)));
    };
    let decoded;
    let line_text = if encoding == Encoding::UTF_8 {
        std::str::from_utf8(bytes).map_err(|error| fail(error.valid_up_to(), "not UTF-8 here; mend the line".into()))?
    } else {
        let (text, _) = crate::corpus::decode::decode(bytes.to_vec(), Some(encoding))
            .map_err(|error| fail(error.offset as usize, error.reason))?;
        decoded = text;
        &decoded
    };
    let json = line_text.trim_start_matches('\u{feff}');
    if json.trim().is_empty() {
        return Ok(None);
    }
    serde_json::from_str::<IgnoredAny>(json).map_err(|error| fail(0, format!("not JSON: {}", said(&error))))?;
    let value = find(json, field).ok_or_else(|| fail(0, missing("field", field, &names(json))))?;
    let text = serde_json::from_str::<String>(&json[value.clone()])
        .map_err(|_| fail(value.start, format!("the field `{field}` holds no text; name another with --field")))?;
    let other = |name: &str| {
        let value = &json[find(json, name)?];
        let text = serde_json::from_str::<String>(value).ok();
        text.or_else(|| value.starts_with(|c: char| c.is_ascii_digit()).then(|| value.to_owned()))
    };
    let (id, title) = (other("id"), other("title"));
    Ok(Some(Document { id, title, encoding, ..Document::of(origin.record_name(line.number), text) }))
}

/// What serde says, without the place, which is always line 1.
fn said(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let said = said.split(" at line ").next().unwrap_or(&said);
    format!("{said} (column {})", error.column())
}

/// The names of a record's fields, in order.
fn names(json: &str) -> Vec<String> {
    serde_json::from_str::<BTreeMap<String, IgnoredAny>>(json)
        .map_or_else(|_| Vec::new(), |map| map.into_keys().collect())
}

/// What to do when the wanted `noun` (field, column) is not there.
pub fn missing(noun: &str, wanted: &str, names: &[String]) -> String {
    let shown = |name: &String| format!("`{}`", crate::text::display::printable(name));
    let mut listed: Vec<String> = names.iter().take(MOST_NAMES).map(shown).collect();
    if names.len() > MOST_NAMES {
        listed.push("…".into());
    }
    match listed.as_slice() {
        [] => format!("no {noun} `{wanted}`"),
        listed => format!("no {noun} `{wanted}`; it has {}; name one with --field", listed.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read::tests::{file, read_as};

    #[test]
    fn lines_are_documents() {
        let text =
            "\u{feff}{\"id\": 7, \"title\": \"T\", \"text\": \"Свет.\\nНочь.\"}\r\n\n{\"text\":\"б\",\"id\":\"x\"}";
        let documents: Vec<Document> = read_as("a.jsonl", text.as_bytes(), None).map(Result::unwrap).collect();
        let shown: Vec<_> =
            documents.iter().map(|d| (d.name.as_str(), d.id.as_deref(), d.title.as_deref(), d.text.as_str())).collect();
        assert_eq!(shown, [("a.jsonl:1", Some("7"), Some("T"), "Свет.\nНочь."), ("a.jsonl:3", Some("x"), None, "б")]);
    }

    #[test]
    fn a_dotted_field_is_found() {
        let text = br#"{"meta": {"parts": [{"body": "a"}]}}"#;
        let found: Vec<_> = read_as("a.jsonl", text, Some("meta.parts.0.body")).map(|d| d.unwrap().text).collect();
        assert_eq!(found, ["a"]);
    }

    #[test]
    fn bad_lines_say_where_and_the_rest_goes_on() {
        let deep = format!("{{\"text\": {}{}}}", "[".repeat(100_000), "]".repeat(100_000));
        for (line, wanted) in [
            (&b"{\"text\": \"cut"[..], "a.jsonl: line 2: byte 13: not JSON: EOF while parsing a string (column 13)"),
            (b"{\"text\": \"raw\xFF\"}", "a.jsonl: line 2: byte 26: not UTF-8 here; mend the line"),
            (b"{\"text\": \"\\ud800 lone\"}", "line 2: byte 22: the field `text` holds no text"),
            (b"{\"text\": 123}", "line 2: byte 22: the field `text` holds no text; name another with --field"),
            (
                b"{\"body\": \"b\", \"a\": 1}",
                "line 2: byte 13: no field `text`; it has `a`, `body`; name one with --field",
            ),
            (b"[1,2]", "line 2: byte 13: no field `text`"),
            (b"null", "no field `text`"),
            (deep.as_bytes(), "the field `text` holds no text"),
        ] {
            let all = [b"{\"text\":\"a\"}", line, b"{\"text\":\"b\"}"].join(&b'\n');
            let read: Vec<_> = read_as("a.jsonl", &all, None).collect();
            assert_eq!(read.len(), 3);
            assert_eq!((read[0].as_ref().unwrap().text.as_str(), read[2].as_ref().unwrap().text.as_str()), ("a", "b"));
            let said = read[1].as_ref().unwrap_err().to_string();
            assert!(said.contains(wanted), "{said}");
        }
    }

    #[test]
    fn one_byte_encodings_are_read_when_asked() {
        let line = encoding_rs::WINDOWS_1251.encode("{\"text\":\"свет\"}\n").0.into_owned();
        let mut source = file("a.jsonl", &line);
        assert!(crate::corpus::read::documents(&source.1).next().unwrap().is_err());
        source.1.encoding = Some(Encoding::WINDOWS_1251);
        assert_eq!(crate::corpus::read::documents(&source.1).next().unwrap().unwrap().text, "свет");
    }
}
