//! Records read back from lines of JSONL: for checking an export and for restoring sources.

use crate::engine::restore::{SiteRow, restore};
use crate::record::{Schema, Way};
use serde_json::{Map, Value};

/// A record as a line holds it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Parsed {
    /// Its schema, told from its keys.
    pub schema: Schema,
    /// The keys in order.
    pub keys: Vec<String>,
    /// Its identity.
    pub id: String,
    /// All that a model is given; ends with the input. Empty for [`Schema::Text`].
    pub prompt: String,
    /// What a model is to answer.
    pub answer: String,
    /// Its sites, where they were written.
    pub sites: Option<Vec<SiteRow>>,
}

/// Reads one line; the error says what is wrong with it.
pub fn parse(line: &str) -> Result<Parsed, String> {
    let value: Value = serde_json::from_str(line).map_err(|error| format!("not JSON: {error}"))?;
    let Value::Object(map) = value else { return Err("not a JSON object".into()) };
    let keys: Vec<String> = map.keys().cloned().collect();
    let (schema, prompt, answer) = content(&map)?;
    let sites = match map.get("sites") {
        None => None,
        Some(rows) => Some(
            serde_json::from_value::<Vec<SiteRow>>(rows.clone())
                .map_err(|error| format!("`sites` is broken: {error}"))?,
        ),
    };
    Ok(Parsed { schema, keys, id: text(&map, "id")?, prompt, answer, sites })
}

fn content(map: &Map<String, Value>) -> Result<(Schema, String, String), String> {
    if map.contains_key("messages") {
        let (prompt, answer) = turns(map, "messages", "role", "content", "assistant")?;
        return Ok((Schema::Messages, prompt, answer));
    }
    if map.contains_key("conversations") {
        let (prompt, answer) = turns(map, "conversations", "from", "value", "gpt")?;
        return Ok((Schema::Sharegpt, prompt, answer));
    }
    for (schema, prompt, answer) in [
        (Schema::Pair, "source", "target"),
        (Schema::PromptCompletion, "prompt", "completion"),
        (Schema::Alpaca, "input", "output"),
    ] {
        if map.contains_key(prompt) {
            return Ok((schema, text(map, prompt)?, text(map, answer)?));
        }
    }
    Ok((Schema::Text, String::new(), text(map, "text").map_err(|_| "no known schema".to_owned())?))
}

fn turns(
    map: &Map<String, Value>,
    column: &str,
    by: &str,
    says: &str,
    model: &str,
) -> Result<(String, String), String> {
    let broken = || format!("`{column}` is not a list of {{{by}, {says}}} that ends with {model}");
    let rows = map.get(column).and_then(Value::as_array).ok_or_else(broken)?;
    let mut said = rows.iter().rev().map(|row| Some((row.get(by)?.as_str()?, row.get(says)?.as_str()?)));
    match (said.next().flatten(), said.next().flatten()) {
        (Some((role, answer)), Some((_, prompt))) if role == model => Ok((prompt.to_owned(), answer.to_owned())),
        _ => Err(broken()),
    }
}

fn text(map: &Map<String, Value>, key: &str) -> Result<String, String> {
    map.get(key).and_then(Value::as_str).map(str::to_owned).ok_or_else(|| format!("`{key}` is missing or no text"))
}

impl Parsed {
    /// The source text, put back by the sites, and the way the record goes.
    ///
    /// A record does not say its way: it is the one in which input and answer lead to each other. A record of
    /// [`Schema::Text`] has no input; there it must do that the sites fit.
    pub fn restore(&self) -> Result<(String, Way), String> {
        let sites = self.sites.as_deref().ok_or("the record has no sites; export with --sites")?;
        let encoded = restore(&self.answer, sites);
        if let Ok(source) = &encoded
            && (self.schema == Schema::Text || self.ends_with_input(source))
        {
            return Ok((source.clone(), Way::Encode));
        }
        let says_words = |site: &SiteRow| self.answer.get(site.target_start..site.target_end) == Some(&site.word);
        let swapped: Vec<SiteRow> = sites.iter().map(swapped).collect();
        let is_decoded = match self.schema {
            Schema::Text => sites.iter().all(says_words),
            _ => (self.input_by_sites(sites))
                .is_some_and(|input| restore(input, &swapped).is_ok_and(|text| text == self.answer)),
        };
        if is_decoded {
            return Ok((self.answer.clone(), Way::Decode));
        }
        match encoded {
            Ok(_) if self.schema == Schema::Text => Err("the sites do not fit the text".into()),
            Ok(_) => Err("the restored text is not the input".into()),
            Err(error) => Err(error.to_string()),
        }
    }

    fn ends_with_input(&self, input: &str) -> bool {
        self.prompt.strip_suffix(input).is_some_and(|before| before.is_empty() || before.ends_with("\n\n"))
    }

    /// The input: its length follows from the answer's and the sites'.
    fn input_by_sites(&self, sites: &[SiteRow]) -> Option<&str> {
        let grown: usize = sites.iter().map(|site| site.end.checked_sub(site.start)).sum::<Option<_>>()?;
        let shrunk: usize =
            sites.iter().map(|site| site.target_end.checked_sub(site.target_start)).sum::<Option<_>>()?;
        let length = (self.answer.len() + grown).checked_sub(shrunk)?;
        self.prompt.get(self.prompt.len().checked_sub(length)?..)
    }
}

/// The same stretch seen from the other side.
pub fn swapped(site: &SiteRow) -> SiteRow {
    SiteRow {
        start: site.target_start,
        end: site.target_end,
        target_start: site.start,
        target_end: site.end,
        ..site.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Record;

    #[test]
    fn what_was_written_is_read_back() {
        for schema in Schema::ALL {
            let record =
                Record { id: 5, system: None, instruction: "I", input: "in\nput", answer: "answer", sites: Some(&[]) };
            let mut line = Vec::new();
            record.write_json(schema, &mut line);
            let parsed = parse(std::str::from_utf8(&line).unwrap()).unwrap();
            assert_eq!(parsed.schema, schema);
            assert_eq!((parsed.id.as_str(), parsed.answer.as_str()), ("0000000000000005", "answer"));
            assert!(schema == Schema::Text || parsed.prompt.ends_with("in\nput"), "{schema:?}");
            assert_eq!(parsed.sites, Some(Vec::new()));
        }
    }

    #[test]
    fn both_ways_give_the_text_back() {
        let row = SiteRow {
            start: 2,
            end: 6,
            target_start: 2,
            target_end: 5,
            word: "love".into(),
            symbol: "❤".into(),
            entry: "love".into(),
        };
        let back = swapped(&row);
        for schema in Schema::ALL {
            for (input, answer, row, way) in
                [("a love b", "a ❤ b", &row, Way::Encode), ("a ❤ b", "a love b", &back, Way::Decode)]
            {
                let sites = std::slice::from_ref(row);
                let record =
                    Record { id: 5, system: Some("s\n\nt"), instruction: "I", input, answer, sites: Some(sites) };
                let mut line = Vec::new();
                record.write_json(schema, &mut line);
                let parsed = parse(std::str::from_utf8(&line).unwrap()).unwrap();
                assert_eq!(parsed.restore(), Ok(("a love b".to_owned(), way)), "{schema:?}");
            }
        }
    }

    #[test]
    fn broken_lines_are_named() {
        for (line, part) in [
            ("{", "not JSON"),
            ("[]", "not a JSON object"),
            (r#"{"id":"1"}"#, "no known schema"),
            (r#"{"messages":[],"id":"1"}"#, "`messages` is not a list"),
            (r#"{"source":"a","target":"b"}"#, "`id` is missing"),
            (r#"{"source":"a","target":"b","id":"1","sites":[{}]}"#, "`sites` is broken"),
        ] {
            let error = parse(line).unwrap_err();
            assert!(error.contains(part), "{line}: {error}");
        }
    }
}
