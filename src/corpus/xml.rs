//! What the XML readers share: which encoding, which character an entity is, how to say what is broken.

use quick_xml::events::{BytesRef, BytesStart};
use std::borrow::Cow;

/// Where and why XML is broken.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct XmlError {
    /// Offset in the decoded text, in bytes.
    pub offset: u64,
    /// What is wrong.
    pub reason: String,
}

/// The text that a reference like `&amp;` stands for. One that the file's own DTD declares is kept as it is written: it
/// is never expanded.
pub fn resolved(entity: &BytesRef<'_>) -> Cow<'static, str> {
    if let Ok(Some(c)) = entity.resolve_char_ref() {
        return c.to_string().into();
    }
    let name: &str = entity;
    let known = match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        "nbsp" => "\u{A0}",
        "mdash" => "—",
        "ndash" => "–",
        "laquo" => "«",
        "raquo" => "»",
        "hellip" => "…",
        _ => return format!("&{name};").into(),
    };
    known.into()
}

/// The value of an attribute by its local name, references resolved.
pub fn attribute(tag: &BytesStart<'_>, key: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|found| found.key.local_name().as_ref() == key)?;
    let value: &str = found.value.as_ref();
    Some(quick_xml::escape::unescape(value).map_or_else(|_| value.to_owned(), Cow::into_owned))
}
