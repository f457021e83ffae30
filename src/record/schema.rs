//! A record as one line of JSONL or TXT.

use crate::engine::restore::SiteRow;
use crate::record::Schema;
use crate::record::json::{write_number, write_string};

/// One training example.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
    /// Its identity, written as 16 hex digits.
    pub id: u64,
    /// A system prompt, in all records of an export or in none.
    pub system: Option<&'a str>,
    /// What to do; one line.
    pub instruction: &'a str,
    /// What is given.
    pub input: &'a str,
    /// What is wanted.
    pub answer: &'a str,
    /// Replaced stretches: `start..end` in the input, `target_start..target_end` in the answer, whichever way the
    /// record goes. `word` is always the text's and `symbol` the hyperword's. In all records of an export or in none.
    pub sites: Option<&'a [SiteRow]>,
}

impl Record<'_> {
    /// Appends the record as one line of JSON. The same schema, system prompt and sites give the same keys in the same
    /// order, always of the same types.
    pub fn write_json(&self, schema: Schema, out: &mut Vec<u8>) {
        out.extend_from_slice(b"{\"id\":\"");
        write_id(self.id, out);
        out.push(b'"');
        match schema {
            Schema::Messages => self.write_turns("messages", ["role", "content"], ["system", "user", "assistant"], out),
            Schema::Sharegpt => self.write_turns("conversations", ["from", "value"], ["system", "human", "gpt"], out),
            Schema::Pair => {
                write_field("source", self.input, out);
                write_field("target", self.answer, out);
            }
            Schema::PromptCompletion => {
                write_field("prompt", &self.prompt(), out);
                write_field("completion", self.answer, out);
            }
            Schema::Alpaca => {
                if let Some(system) = self.system {
                    write_field("system", system, out);
                }
                write_field("instruction", self.instruction, out);
                write_field("input", self.input, out);
                write_field("output", self.answer, out);
            }
            Schema::Text => write_field("text", self.answer, out),
        }
        if let Some(sites) = self.sites {
            write_sites(sites, out);
        }
        out.extend_from_slice(b"}\n");
    }

    /// Appends the record as one line of text: the answer, or input TAB answer. Line ends inside become spaces, and so
    /// do tabs where a tab has a meaning.
    pub fn write_txt(&self, pairs: bool, out: &mut Vec<u8>) {
        if pairs {
            write_flat(self.input, pairs, out);
            out.push(b'\t');
        }
        write_flat(self.answer, pairs, out);
        out.push(b'\n');
    }

    /// The system prompt, if there is one, and the question.
    pub(super) fn prompt(&self) -> String {
        let question = question(self.instruction, self.input);
        self.system.map(|system| [system, "\n\n", &question].concat()).unwrap_or(question)
    }

    fn write_turns(&self, column: &str, keys: [&str; 2], roles: [&str; 3], out: &mut Vec<u8>) {
        write_key(column, out);
        out.push(b'[');
        if let Some(system) = self.system {
            write_turn(keys, roles[0], system, out);
            out.push(b',');
        }
        write_turn(keys, roles[1], &question(self.instruction, self.input), out);
        out.push(b',');
        write_turn(keys, roles[2], self.answer, out);
        out.push(b']');
    }
}

/// The instruction, an empty line, the input.
pub(super) fn question(instruction: &str, input: &str) -> String {
    [instruction, "\n\n", input].concat()
}

/// Appends `id` as 16 hex digits.
fn write_id(id: u64, out: &mut Vec<u8>) {
    out.extend_from_slice(format!("{id:016x}").as_bytes());
}

/// A key is never the first: the id is.
fn write_key(key: &str, out: &mut Vec<u8>) {
    out.extend_from_slice(b",\"");
    out.extend_from_slice(key.as_bytes());
    out.extend_from_slice(b"\":");
}

fn write_field(key: &str, value: &str, out: &mut Vec<u8>) {
    write_key(key, out);
    write_string(value, out);
}

fn write_turn(keys: [&str; 2], role: &str, content: &str, out: &mut Vec<u8>) {
    out.extend_from_slice(b"{\"");
    out.extend_from_slice(keys[0].as_bytes());
    out.extend_from_slice(b"\":");
    write_string(role, out);
    write_field(keys[1], content, out);
    out.push(b'}');
}

fn write_sites(sites: &[SiteRow], out: &mut Vec<u8>) {
    write_key("sites", out);
    out.push(b'[');
    for (index, site) in sites.iter().enumerate() {
        out.extend_from_slice(if index == 0 { b"{\"start\":" } else { b",{\"start\":" });
        write_number(site.start, out);
        for (key, number) in [("end", site.end), ("target_start", site.target_start), ("target_end", site.target_end)] {
            write_key(key, out);
            write_number(number, out);
        }
        write_field("word", &site.word, out);
        write_field("symbol", &site.symbol, out);
        write_field("entry", &site.entry, out);
        out.push(b'}');
    }
    out.push(b']');
}

/// Characters that some reader takes for a line end.
fn ends_line(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn write_flat(text: &str, flatten_tabs: bool, out: &mut Vec<u8>) {
    let is_flattened = |c: char| ends_line(c) || (flatten_tabs && c == '\t');
    let mut rest = text;
    while let Some(at) = rest.find(is_flattened) {
        out.extend_from_slice(&rest.as_bytes()[..at]);
        out.push(b' ');
        rest = rest[at..].strip_prefix("\r\n").unwrap_or_else(|| {
            let mut characters = rest[at..].chars();
            characters.next();
            characters.as_str()
        });
    }
    out.extend_from_slice(rest.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECORD: Record<'_> = Record {
        id: 0xabc,
        system: None,
        instruction: "Замени слова.",
        input: "Свет и \"тень\"",
        answer: "☀{радость} и \"тень\"",
        sites: None,
    };

    fn json(record: &Record<'_>, schema: Schema) -> String {
        let mut out = Vec::new();
        record.write_json(schema, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn every_schema_reads_as_documented() {
        for (schema, line) in [
            (
                Schema::Messages,
                r#"{"id":"0000000000000abc","messages":[{"role":"user","content":"Замени слова.\n\nСвет и \"тень\""},{"role":"assistant","content":"☀{радость} и \"тень\""}]}"#,
            ),
            (Schema::Pair, r#"{"id":"0000000000000abc","source":"Свет и \"тень\"","target":"☀{радость} и \"тень\""}"#),
            (
                Schema::PromptCompletion,
                r#"{"id":"0000000000000abc","prompt":"Замени слова.\n\nСвет и \"тень\"","completion":"☀{радость} и \"тень\""}"#,
            ),
            (
                Schema::Alpaca,
                r#"{"id":"0000000000000abc","instruction":"Замени слова.","input":"Свет и \"тень\"","output":"☀{радость} и \"тень\""}"#,
            ),
            (
                Schema::Sharegpt,
                r#"{"id":"0000000000000abc","conversations":[{"from":"human","value":"Замени слова.\n\nСвет и \"тень\""},{"from":"gpt","value":"☀{радость} и \"тень\""}]}"#,
            ),
            (Schema::Text, r#"{"id":"0000000000000abc","text":"☀{радость} и \"тень\""}"#),
        ] {
            assert_eq!(json(&RECORD, schema).trim_end(), line, "{schema:?}");
        }
    }

    #[test]
    fn a_system_prompt_comes_first() {
        let record = Record {
            system: Some("Ты — переводчик."), instruction: "I", input: "a", answer: "b", ..RECORD
        };
        for (schema, part) in [
            (Schema::Messages, r#""messages":[{"role":"system","content":"Ты — переводчик."},{"role":"user""#),
            (Schema::Sharegpt, r#""conversations":[{"from":"system","value":"Ты — переводчик."},{"from":"human""#),
            (Schema::PromptCompletion, r#""prompt":"Ты — переводчик.\n\nI\n\na""#),
            (Schema::Alpaca, r#""system":"Ты — переводчик.","instruction":"I""#),
        ] {
            let line = json(&record, schema);
            assert!(line.contains(part), "{schema:?}: {line}");
        }
    }

    #[test]
    fn sites_are_a_list_of_rows() {
        let rows = [SiteRow {
            start: 0,
            end: 8,
            target_start: 0,
            target_end: 20,
            word: "Свет".into(),
            symbol: "☀".into(),
            entry: "свет".into(),
        }];
        let line = json(&Record { sites: Some(&rows), ..RECORD }, Schema::Pair);
        assert!(line.trim_end().ends_with(
            r#","sites":[{"start":0,"end":8,"target_start":0,"target_end":20,"word":"Свет","symbol":"☀","entry":"свет"}]}"#
        ));
        let none = json(&Record { sites: Some(&[]), ..RECORD }, Schema::Pair);
        assert!(none.trim_end().ends_with(r#","sites":[]}"#));
    }

    #[test]
    fn txt_is_one_line_a_record() {
        let record = Record { input: "a\tb\nc", answer: "x\r\ny\tz\u{2028}w", ..RECORD };
        for (pairs, line) in [(false, "x y\tz w\n"), (true, "a b c\tx y z w\n")] {
            let mut out = Vec::new();
            record.write_txt(pairs, &mut out);
            assert_eq!(String::from_utf8(out).unwrap(), line);
        }
    }
}
