//! One entry or link as RON has it, read by the crate `ron` into typed records.

use crate::dictionary::{Accept, Entry, Link, Matching, ProblemKind, Reach, Rest, Symbol};
use ron::error::{Error, SpannedError};
use ron::extensions::Extensions;
use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeOwned, Deserializer, MapAccess, Visitor};
use std::fmt;

/// The fields of an entry, in the order they are written.
pub const ENTRY_FIELDS: &[&str] = &[
    "word",
    "matching",
    "also",
    "symbols",
    "emotion",
    "parent",
    "except",
    "names",
    "enabled",
    "description",
    "tags",
    "note",
    "examples",
    "allow",
];

/// The fields of a link, in the order they are written.
pub const LINK_FIELDS: &[&str] =
    &["of", "symbols", "reach", "rest", "emotion", "enabled", "description", "tags", "note", "allow"];

/// What can be read from an item's text.
pub trait Record: Sized {
    /// Its fields.
    const FIELDS: &'static [&'static str];
    /// The field that names it.
    const KEY: &'static str;
    /// What it is called in sentences.
    const NAME: &'static str;

    /// Reads it.
    fn read(text: &str) -> Result<Self, SpannedError>;
}

impl Record for Entry {
    const FIELDS: &'static [&'static str] = ENTRY_FIELDS;
    const KEY: &'static str = "word";
    const NAME: &'static str = "entry";

    fn read(text: &str) -> Result<Self, SpannedError> {
        read::<EntryRecord>(text).map(Entry::from)
    }
}

impl Record for Link {
    const FIELDS: &'static [&'static str] = LINK_FIELDS;
    const KEY: &'static str = "of";
    const NAME: &'static str = "link";

    fn read(text: &str) -> Result<Self, SpannedError> {
        read::<LinkRecord>(text).map(Link::from)
    }
}

/// Reads one value, optional fields written plainly; the recursion limit of `ron` is kept.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, SpannedError> {
    ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME).from_str(text)
}

#[derive(Deserialize)]
#[serde(rename = "Entry", deny_unknown_fields)]
struct EntryRecord {
    word: String,
    #[serde(default)]
    matching: MatchingRecord,
    #[serde(default)]
    also: Vec<String>,
    #[serde(default)]
    symbols: Vec<SymbolRecord>,
    #[serde(default)]
    emotion: Option<String>,
    #[serde(default)]
    parent: Option<String>,
    #[serde(default)]
    except: Vec<String>,
    #[serde(default)]
    names: bool,
    #[serde(default = "yes")]
    enabled: bool,
    #[serde(default)]
    description: Option<String>,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    note: Option<String>,
    #[serde(default)]
    examples: Vec<(String, String)>,
    #[serde(default)]
    allow: Vec<AcceptRecord>,
}

#[derive(Deserialize)]
#[serde(rename = "Link", deny_unknown_fields)]
struct LinkRecord {
    of: Vec<String>,
    #[serde(default)]
    symbols: Vec<SymbolRecord>,
    #[serde(default)]
    reach: ReachRecord,
    #[serde(default)]
    rest: RestRecord,
    #[serde(default)]
    emotion: Option<String>,
    #[serde(default = "yes")]
    enabled: bool,
    #[serde(default)]
    description: Option<String>,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    note: Option<String>,
    #[serde(default)]
    allow: Vec<AcceptRecord>,
}

#[derive(Deserialize, Default)]
enum MatchingRecord {
    #[default]
    Inflected,
    Exact,
    Pattern,
}

#[derive(Deserialize, Default)]
enum ReachRecord {
    Adjacent,
    Words(u32),
    #[default]
    Sentence,
}

#[derive(Deserialize, Default)]
enum RestRecord {
    #[default]
    Auto,
    Fold,
    Keep,
    Own,
}

#[derive(Deserialize)]
enum AcceptRecord {
    SameSymbol,
    SharedForm,
    GuessedForms,
}

/// `"☔"` or `(text: "🌧", weight: 0.5, palette: "glyph")`.
struct SymbolRecord(Symbol);

#[derive(Deserialize)]
#[serde(rename = "Symbol", deny_unknown_fields)]
struct SymbolFields {
    text: String,
    #[serde(default = "one")]
    weight: f64,
    #[serde(default)]
    palette: Option<String>,
}

fn yes() -> bool {
    true
}

fn one() -> f64 {
    1.0
}

impl<'de> Deserialize<'de> for SymbolRecord {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct SymbolVisitor;

        impl<'de> Visitor<'de> for SymbolVisitor {
            type Value = SymbolRecord;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a symbol: \"☔\" or (text: \"☔\", weight: 1, palette: \"glyph\")")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<SymbolRecord, E> {
                Ok(SymbolRecord(Symbol::new(text)))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<SymbolRecord, A::Error> {
                let fields = SymbolFields::deserialize(MapAccessDeserializer::new(map))?;
                if fields.weight.is_nan() {
                    return Err(serde::de::Error::custom("the weight must be a number above 0"));
                }
                Ok(SymbolRecord(Symbol { text: fields.text, weight: fields.weight, palette: fields.palette }))
            }
        }

        deserializer.deserialize_any(SymbolVisitor)
    }
}

impl From<EntryRecord> for Entry {
    fn from(record: EntryRecord) -> Self {
        Self {
            word: record.word,
            also: fitted(record.also),
            symbols: symbols(record.symbols),
            emotion: record.emotion,
            parent: record.parent,
            matching: match record.matching {
                MatchingRecord::Inflected => Matching::Inflected,
                MatchingRecord::Exact => Matching::Exact,
                MatchingRecord::Pattern => Matching::Pattern,
            },
            except: fitted(record.except),
            names: record.names,
            enabled: record.enabled,
            description: record.description,
            tags: fitted(record.tags),
            note: record.note,
            examples: fitted(record.examples),
            allow: accepted(&record.allow),
        }
    }
}

impl From<LinkRecord> for Link {
    fn from(record: LinkRecord) -> Self {
        Self {
            of: record.of,
            symbols: symbols(record.symbols),
            reach: match record.reach {
                ReachRecord::Adjacent => Reach::Adjacent,
                ReachRecord::Words(words) => Reach::Words(words),
                ReachRecord::Sentence => Reach::Sentence,
            },
            rest: match record.rest {
                RestRecord::Auto => Rest::Auto,
                RestRecord::Fold => Rest::Fold,
                RestRecord::Keep => Rest::Keep,
                RestRecord::Own => Rest::Own,
            },
            emotion: record.emotion,
            enabled: record.enabled,
            description: record.description,
            tags: fitted(record.tags),
            note: record.note,
            allow: accepted(&record.allow),
        }
    }
}

fn symbols(records: Vec<SymbolRecord>) -> Vec<Symbol> {
    fitted(records.into_iter().map(|record| record.0).collect())
}

/// Without the room that reading left for more: over a million entries it would add up to 150 MB.
fn fitted<T>(mut list: Vec<T>) -> Vec<T> {
    list.shrink_to_fit();
    list
}

fn accepted(records: &[AcceptRecord]) -> Vec<Accept> {
    let accept = |record: &AcceptRecord| match record {
        AcceptRecord::SameSymbol => Accept::SameSymbol,
        AcceptRecord::SharedForm => Accept::SharedForm,
        AcceptRecord::GuessedForms => Accept::GuessedForms,
    };
    records.iter().map(accept).collect()
}

/// What an error of `ron` means, as a kind and a sentence.
pub fn explain(error: &Error, item: &str) -> (ProblemKind, String) {
    let syntax = |sentence: String| (ProblemKind::Syntax, sentence);
    match error {
        Error::NoSuchStructField { expected, found, .. } => (ProblemKind::UnknownField, unknown_field(found, expected)),
        Error::DuplicateStructField { field, .. } => {
            (ProblemKind::DuplicateKey, format!("the field `{field}` is given twice; remove one"))
        }
        Error::MissingStructField { field, .. } => syntax(format!("the {item} has no `{field}`; add `{field}: …`")),
        Error::NoSuchEnumVariant { expected, found, .. } => {
            syntax(format!("`{found}` is not known here; use {}", one_of(expected)))
        }
        Error::ExceededRecursionLimit => syntax("brackets are nested too deeply; remove the needless ones".into()),
        Error::ExpectedString => syntax("text in quotation marks was expected here, like \"☀\"".into()),
        Error::ExpectedArray => syntax("a list was expected here, like [\"☀\"]".into()),
        Error::ExpectedArrayEnd => syntax("the list is not closed here; add `]` or a comma between its parts".into()),
        Error::ExpectedStructLikeEnd => syntax("a comma between fields, or the closing `)`, was expected here".into()),
        Error::ExpectedComma => syntax("a comma was expected here".into()),
        Error::ExpectedMapColon => syntax("a colon was expected after the field name".into()),
        Error::ExpectedBoolean => syntax("`true` or `false` was expected here".into()),
        Error::ExpectedFloat | Error::ExpectedInteger => syntax("a number was expected here".into()),
        Error::ExpectedIdentifier => syntax("a field name such as `word:` was expected here".into()),
        Error::InvalidEscape(_) => syntax(
            "the backslash in this text means nothing to RON; write it twice, or put r before the quotation mark"
                .into(),
        ),
        Error::TrailingCharacters => syntax(format!("something follows the {item}; put a comma between")),
        Error::UnexpectedChar(found) => syntax(format!("the character {found:?} was not expected here")),
        Error::Message(message) => syntax(message.clone()),
        other => syntax(format!("the {item} cannot be read: {}", lower_first(&other.to_string()))),
    }
}

/// The sentence for a field that does not exist.
pub fn unknown_field(found: &str, known: &[&str]) -> String {
    match closest(found, known) {
        Some(near) => format!("unknown field `{found}`; did you mean `{near}`? known are {}", known.join(", ")),
        None => format!("unknown field `{found}`; known are {}", known.join(", ")),
    }
}

fn one_of(names: &[&str]) -> String {
    match names {
        [] => "nothing".into(),
        [one] => format!("`{one}`"),
        [first @ .., last] => format!("`{}` or `{last}`", first.join("`, `")),
    }
}

/// The known name nearest to `found`, when it is near enough to be meant.
fn closest<'a>(found: &str, known: &[&'a str]) -> Option<&'a str> {
    if found.len() > 40 {
        return None;
    }
    let (distance, name) = known.iter().map(|name| (distance(found, name), *name)).min()?;
    (distance <= 2.max(name.len() / 3)).then_some(name)
}

/// Letters to change, add or drop.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, to) in b.iter().enumerate() {
            let change = diagonal + usize::from(from != *to);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

fn lower_first(sentence: &str) -> String {
    let mut chars = sentence.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn optional_things_are_written_plainly() {
        let entry = Entry::read(
            r#"(word: "a", symbols: ["x", (text: "y", weight: 2, palette: "glyph")], emotion: "радость", note: Some("n"), parent: None, examples: [("a", "x")], allow: [SameSymbol])"#,
        )
        .unwrap();
        assert_eq!(entry.emotion.as_deref(), Some("радость"));
        assert_eq!(entry.note.as_deref(), Some("n"));
        assert_eq!(entry.symbols[1], Symbol { text: "y".into(), weight: 2.0, palette: Some("glyph".into()) });
        let link = Link::read(r#"Link(of: ["a", "b"], reach: Words(3), rest: Own)"#).unwrap();
        assert_eq!((link.reach, link.rest), (Reach::Words(3), Rest::Own));
    }

    #[test]
    fn the_nearest_field_is_named() {
        assert!(unknown_field("symbol", ENTRY_FIELDS).contains("did you mean `symbols`?"));
        assert!(unknown_field("emotoin", ENTRY_FIELDS).contains("did you mean `emotion`?"));
        assert!(!unknown_field("colour", ENTRY_FIELDS).contains("did you mean"));
    }

    #[test]
    fn every_field_is_read() {
        for (fields, text) in [(ENTRY_FIELDS, "(word: \"a\", nonsense: 1)"), (LINK_FIELDS, "(of: [], nonsense: 1)")] {
            let error =
                if fields == ENTRY_FIELDS { Entry::read(text).unwrap_err() } else { Link::read(text).unwrap_err() };
            let Error::NoSuchStructField { expected, .. } = error.code else { panic!("{error}") };
            assert_eq!(expected, fields);
        }
    }
}
