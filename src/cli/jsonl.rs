//! One field of JSONL records transformed; every other byte of a record is kept.

use crate::cli::input::Input;
use crate::cli::output::say;
use crate::cli::transform::OnBad;
use crate::engine::Worker;
use crate::record::json::write_string;
use crate::text::Markup;
use anyhow::{anyhow, bail};
use serde::de::IgnoredAny;
use std::io::{BufRead as _, Read as _, Write};
use std::ops::Range;

/// A record is at most so long: a file without line ends must not fill the memory.
const MAX_RECORD: u64 = 64 << 20;

/// How records are transformed.
pub struct Records<'a> {
    /// Dotted path of the text; numbers are places in lists.
    pub field: &'a str,
    /// What becomes of a bad record.
    pub on_bad: OnBad,
    /// The variant.
    pub variant: u32,
}

impl Records<'_> {
    /// Reads records line by line and writes them with the field transformed.
    pub fn transform(&self, input: &Input<'_>, worker: &mut Worker, out: &mut dyn Write) -> anyhow::Result<()> {
        let mut reader = input.open()?;
        let mut line = Vec::new();
        let mut bad = 0_u64;
        for number in 1_u64.. {
            line.clear();
            let read = reader.by_ref().take(MAX_RECORD).read_until(b'\n', &mut line);
            let read = read.map_err(|error| anyhow!("{}: cannot read: {error}", input.name()))?;
            if read == 0 {
                break;
            }
            if read as u64 == MAX_RECORD && !line.ends_with(b"\n") {
                bail!("{}: line {number}: longer than 64 MiB; is this JSONL?", input.name());
            }
            match self.record(&line, worker) {
                Ok(record) => out.write_all(&record)?,
                Err(reason) => {
                    match self.on_bad {
                        OnBad::Stop => bail!("{}: line {number}: {reason}", input.name()),
                        OnBad::Pass => out.write_all(&line)?,
                        OnBad::Drop => {}
                    }
                    bad += 1;
                }
            }
        }
        if bad > 0 {
            let what = if self.on_bad == OnBad::Pass { "passed on as they were" } else { "left out" };
            say(&format!("{}: {bad} records without a text in `{}` were {what}", input.name(), self.field));
        }
        Ok(())
    }

    /// One line with its field transformed; a blank line as it is.
    fn record(&self, line: &[u8], worker: &mut Worker) -> Result<Vec<u8>, String> {
        let text = std::str::from_utf8(line).map_err(|error| format!("byte {}: not UTF-8", error.valid_up_to()))?;
        let json = text.trim_start_matches('\u{feff}');
        if json.trim().is_empty() {
            return Ok(line.to_vec());
        }
        serde_json::from_str::<IgnoredAny>(json).map_err(|error| format!("not JSON: {error}"))?;
        let value = find(json, self.field).ok_or_else(|| format!("no field `{}`", self.field))?;
        let source: String =
            serde_json::from_str(&json[value.clone()]).map_err(|_| format!("the field `{}` is no text", self.field))?;
        let target = worker.transform(&source, Markup::Plain, self.variant).target;
        let bom = text.len() - json.len();
        let mut written = line[..bom + value.start].to_vec();
        write_string(&target, &mut written);
        written.extend_from_slice(&line[bom + value.end..]);
        Ok(written)
    }
}

/// Where the value at a dotted path stands in `json`, which is valid. Of equal keys the last counts, as for readers.
fn find(json: &str, path: &str) -> Option<Range<usize>> {
    let mut range = 0..json.len();
    for name in path.split('.') {
        range = child(json, range, name)?;
    }
    Some(range)
}

/// The value of `name` in the object, or at that place in the list, that stands in `range`.
fn child(json: &str, range: Range<usize>, name: &str) -> Option<Range<usize>> {
    let mut at = skip_space(json, range.start);
    let is_object = match json.as_bytes().get(at)? {
        b'{' => true,
        b'[' => false,
        _ => return None,
    };
    let mut found = None;
    for index in 0_usize.. {
        at = skip_space(json, at + 1);
        if matches!(json.as_bytes().get(at)?, b'}' | b']') {
            break;
        }
        let mut is_wanted = index.to_string() == name;
        if is_object {
            let end = value_end(json, at)?;
            is_wanted = serde_json::from_str::<String>(&json[at..end]).ok()? == name;
            at = skip_space(json, skip_space(json, end) + 1);
        }
        let end = value_end(json, at)?;
        if is_wanted {
            found = Some(at..end);
        }
        at = skip_space(json, end);
        if json.as_bytes().get(at)? != &b',' {
            break;
        }
    }
    found
}

fn skip_space(json: &str, at: usize) -> usize {
    at + json.as_bytes()[at.min(json.len())..].iter().take_while(|byte| byte.is_ascii_whitespace()).count()
}

/// One past the value that starts at `at`.
fn value_end(json: &str, at: usize) -> Option<usize> {
    let bytes = json.as_bytes();
    let mut depth = 0_usize;
    let mut next = at;
    loop {
        match bytes.get(next)? {
            b'"' => next = string_end(bytes, next)?,
            b'{' | b'[' => {
                depth += 1;
                next += 1;
            }
            b'}' | b']' => {
                depth = depth.checked_sub(1)?;
                next += 1;
            }
            _ if depth == 0 => {
                let rest = &bytes[next..];
                let length =
                    rest.iter().position(|byte| matches!(byte, b',' | b'}' | b']') || byte.is_ascii_whitespace());
                next += length.unwrap_or(rest.len());
            }
            _ => next += 1,
        }
        if depth == 0 {
            return Some(next);
        }
    }
}

fn string_end(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start + 1;
    loop {
        match bytes.get(at)? {
            b'\\' => at += 2,
            b'"' => return Some(at + 1),
            _ => at += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_found_where_they_stand() {
        for (json, path, wanted) in [
            (r#"{"a": 1, "b": "x"}"#, "b", Some(r#""x""#)),
            (r#" { "a" : { "b" : [ 1 , {"c":"y\"}"} ] } , "d":2} "#, "a.b.1.c", Some(r#""y\"}""#)),
            (r#"{"a":"1","a":"2"}"#, "a", Some(r#""2""#)),
            (r#"{"\u0061":-1.50e+9}"#, "a", Some("-1.50e+9")),
            (r#"{"a":[]}"#, "a.0", None),
            (r#"{"a":"x"}"#, "a.b", None),
            ("{}", "a", None),
            ("[\"x\", true]", "1", Some("true")),
            ("\"x\"", "a", None),
        ] {
            assert_eq!(find(json, path).map(|range| &json[range]), wanted, "{json} {path}");
        }
    }
}
