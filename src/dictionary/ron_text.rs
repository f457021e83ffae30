//! The canonical RON text of entries, links and whole dictionaries.

use crate::dictionary::{Accept, Dictionary, Entry, Link, Matching, Reach, Rest, Symbol};
use std::fmt::Write;

/// The version of the format this program writes and reads.
pub const FORMAT: u64 = 1;

/// The whole text of a dictionary that has no file yet.
pub fn dictionary(dictionary: &Dictionary) -> String {
    let mut out = format!("Dictionary(\n  format: {FORMAT},\n");
    let mut head = Vec::new();
    if !dictionary.name.is_empty() {
        head.push(format!("name: {}", quoted(&dictionary.name)));
    }
    if let Some(language) = &dictionary.language {
        head.push(format!("language: {}", quoted(language)));
    }
    if !head.is_empty() {
        let _ = writeln!(out, "  {},", head.join(", "));
    }
    out.push_str("  entries: [\n");
    for item in &dictionary.entries {
        let _ = writeln!(out, "    {},", entry(item));
    }
    out.push_str("  ],\n");
    if !dictionary.links.is_empty() {
        out.push_str("  links: [\n");
        for item in &dictionary.links {
            let _ = writeln!(out, "    {},", link(item));
        }
        out.push_str("  ],\n");
    }
    out.push_str(")\n");
    out
}

/// An entry on one line, without a comma.
pub fn entry(entry: &Entry) -> String {
    let mut fields = Fields::new();
    fields.add("word", &quoted(&entry.word));
    match entry.matching {
        Matching::Inflected => {}
        Matching::Exact => fields.add("matching", "Exact"),
        Matching::Pattern => fields.add("matching", "Pattern"),
    }
    fields.texts("also", &entry.also);
    fields.symbols(&entry.symbols);
    fields.text("emotion", entry.emotion.as_deref());
    fields.text("parent", entry.parent.as_deref());
    fields.texts("except", &entry.except);
    if entry.names {
        fields.add("names", "true");
    }
    fields.common(entry.enabled, entry.description.as_deref(), &entry.tags, entry.note.as_deref());
    fields.list("examples", &entry.examples, |(from, to)| format!("({}, {})", quoted(from), quoted(to)));
    fields.allow(&entry.allow);
    fields.finish()
}

/// A link on one line, without a comma. Reach and rest are always written: a line then says what it does.
pub fn link(link: &Link) -> String {
    let mut fields = Fields::new();
    let members: Vec<String> = link.of.iter().map(|member| quoted(member)).collect();
    fields.add("of", &format!("[{}]", members.join(", ")));
    fields.symbols(&link.symbols);
    let reach = match link.reach {
        Reach::Adjacent => "Adjacent".to_owned(),
        Reach::Words(words) => format!("Words({words})"),
        Reach::Sentence => "Sentence".to_owned(),
    };
    fields.add("reach", &reach);
    let rest = match link.rest {
        Rest::Auto => "Auto",
        Rest::Fold => "Fold",
        Rest::Keep => "Keep",
        Rest::Own => "Own",
    };
    fields.add("rest", rest);
    fields.text("emotion", link.emotion.as_deref());
    fields.common(link.enabled, link.description.as_deref(), &link.tags, link.note.as_deref());
    fields.allow(&link.allow);
    fields.finish()
}

/// A RON string. One with backslashes is raw where that can hold it, so that patterns stay legible.
pub fn quoted(text: &str) -> String {
    if text.contains('\\') && !text.chars().any(must_escape) {
        let hashes = "#".repeat(hashes(text));
        return format!("r{hashes}\"{text}\"{hashes}");
    }
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if must_escape(c) => {
                let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Characters that would break a line, or deceive who reads it.
fn must_escape(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{61C}')
}

/// How many `#` a raw string needs.
fn hashes(text: &str) -> usize {
    text.split('"').skip(1).map(|after| after.bytes().take_while(|byte| *byte == b'#').count() + 1).max().unwrap_or(0)
}

/// The fields of one line.
struct Fields(Vec<String>);

impl Fields {
    fn new() -> Self {
        Self(Vec::new())
    }

    fn add(&mut self, name: &str, value: &str) {
        self.0.push(format!("{name}: {value}"));
    }

    fn text(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.add(name, &quoted(value));
        }
    }

    fn list<T>(&mut self, name: &str, values: &[T], write: impl Fn(&T) -> String) {
        if !values.is_empty() {
            let values: Vec<String> = values.iter().map(write).collect();
            self.add(name, &format!("[{}]", values.join(", ")));
        }
    }

    fn texts(&mut self, name: &str, values: &[String]) {
        self.list(name, values, |value| quoted(value));
    }

    fn symbols(&mut self, symbols: &[Symbol]) {
        self.list("symbols", symbols, symbol);
    }

    fn common(&mut self, enabled: bool, description: Option<&str>, tags: &[String], note: Option<&str>) {
        if !enabled {
            self.add("enabled", "false");
        }
        self.text("description", description);
        self.texts("tags", tags);
        self.text("note", note);
    }

    fn allow(&mut self, allow: &[Accept]) {
        self.list("allow", allow, |accept| match accept {
            Accept::SameSymbol => "SameSymbol".into(),
            Accept::SharedForm => "SharedForm".into(),
            Accept::GuessedForms => "GuessedForms".into(),
        });
    }

    fn finish(self) -> String {
        format!("({})", self.0.join(", "))
    }
}

fn symbol(symbol: &Symbol) -> String {
    #[allow(clippy::float_cmp, reason = "a weight of exactly 1 is the one that is left out")]
    let is_plain = symbol.weight == 1.0 && symbol.palette.is_none();
    if is_plain {
        return quoted(&symbol.text);
    }
    let mut fields = Fields::new();
    fields.add("text", &quoted(&symbol.text));
    #[allow(clippy::float_cmp, reason = "as above")]
    if symbol.weight != 1.0 {
        fields.add("weight", &weight(symbol.weight));
    }
    fields.text("palette", symbol.palette.as_deref());
    fields.finish()
}

/// The shortest text that reads back as the same number.
fn weight(weight: f64) -> String {
    let text = format!("{weight:?}");
    text.strip_suffix(".0").map_or_else(|| text.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::record::read;
    use proptest::prelude::*;

    #[test]
    fn patterns_stay_legible() {
        assert_eq!(quoted(r"\d+"), r#"r"\d+""#);
        assert_eq!(quoted("\\\"#"), "r##\"\\\"#\"##");
        assert_eq!(quoted("a\n\\"), r#""a\n\\""#);
        assert_eq!(quoted("a\u{202E}b"), r#""a\u{202e}b""#);
    }

    proptest! {
        #[test]
        fn quoted_text_reads_back(text in crate::dictionary::samples::text()) {
            let line = quoted(&text);
            prop_assert!(!line.contains('\n'));
            prop_assert_eq!(read::<String>(&line).unwrap(), text);
        }

        #[test]
        fn weights_read_back(value in proptest::num::f64::NORMAL | proptest::num::f64::SUBNORMAL | proptest::num::f64::INFINITE) {
            prop_assert_eq!(read::<f64>(&weight(value)).unwrap(), value);
        }
    }
}
