//! A record as a row of columns, in bytes: what Parquet is made from.
//!
//! A row is its length (u32, little endian) and its values in the order of the columns: a text is its length (u32) and
//! its bytes, a number is a u64, a list is its length (u32) and its elements.

use crate::engine::restore::SiteRow;
use crate::record::json::{write_number, write_string};
use crate::record::schema::question;
use crate::record::{Record, Schema};

/// Which columns the records of an export have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Shape {
    /// The schema.
    pub schema: Schema,
    /// Whether there is a system prompt.
    pub system: bool,
    /// Whether sites are written.
    pub sites: bool,
}

/// A column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Column {
    /// A text.
    Text(&'static str),
    /// A list of structs.
    List(&'static str, &'static [Field]),
}

/// A field of a struct.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Field {
    /// A text.
    Text(&'static str),
    /// A whole number.
    Number(&'static str),
}

const SITE: &[Field] = &[
    Field::Number("start"),
    Field::Number("end"),
    Field::Number("target_start"),
    Field::Number("target_end"),
    Field::Text("word"),
    Field::Text("symbol"),
    Field::Text("entry"),
];

impl Shape {
    /// The columns, those of JSONL in the same order.
    pub fn columns(self) -> Vec<Column> {
        let mut columns = vec![Column::Text("id")];
        match self.schema {
            Schema::Messages => {
                columns.push(Column::List("messages", &[Field::Text("role"), Field::Text("content")]));
            }
            Schema::Sharegpt => {
                columns.push(Column::List("conversations", &[Field::Text("from"), Field::Text("value")]));
            }
            Schema::Pair => columns.extend(["source", "target"].map(Column::Text)),
            Schema::PromptCompletion => columns.extend(["prompt", "completion"].map(Column::Text)),
            Schema::Alpaca => {
                columns.extend(self.system.then_some(Column::Text("system")));
                columns.extend(["instruction", "input", "output"].map(Column::Text));
            }
            Schema::Text => columns.push(Column::Text("text")),
        }
        columns.extend(self.sites.then_some(Column::List("sites", SITE)));
        columns
    }
}

impl Record<'_> {
    /// Appends the record as a row.
    pub fn write_row(&self, schema: Schema, out: &mut Vec<u8>) {
        let start = out.len();
        put_count(0, out);
        put_text(&format!("{:016x}", self.id), out);
        match schema {
            Schema::Messages => self.put_turns(["system", "user", "assistant"], out),
            Schema::Sharegpt => self.put_turns(["system", "human", "gpt"], out),
            Schema::Pair => {
                put_text(self.input, out);
                put_text(self.answer, out);
            }
            Schema::PromptCompletion => {
                put_text(&self.prompt(), out);
                put_text(self.answer, out);
            }
            Schema::Alpaca => {
                if let Some(system) = self.system {
                    put_text(system, out);
                }
                for text in [self.instruction, self.input, self.answer] {
                    put_text(text, out);
                }
            }
            Schema::Text => put_text(self.answer, out),
        }
        if let Some(sites) = self.sites {
            put_count(sites.len(), out);
            for site in sites {
                put_site(site, out);
            }
        }
        let length = u32::try_from(out.len() - start - 4).unwrap_or(u32::MAX);
        out[start..start + 4].copy_from_slice(&length.to_le_bytes());
    }

    fn put_turns(&self, roles: [&str; 3], out: &mut Vec<u8>) {
        put_count(2 + usize::from(self.system.is_some()), out);
        if let Some(system) = self.system {
            put_text(roles[0], out);
            put_text(system, out);
        }
        put_text(roles[1], out);
        put_text(&question(self.instruction, self.input), out);
        put_text(roles[2], out);
        put_text(self.answer, out);
    }
}

fn put_count(count: usize, out: &mut Vec<u8>) {
    out.extend_from_slice(&u32::try_from(count).unwrap_or(u32::MAX).to_le_bytes());
}

fn put_text(text: &str, out: &mut Vec<u8>) {
    put_count(text.len(), out);
    out.extend_from_slice(text.as_bytes());
}

fn put_site(site: &SiteRow, out: &mut Vec<u8>) {
    for number in [site.start, site.end, site.target_start, site.target_end] {
        out.extend_from_slice(&(number as u64).to_le_bytes());
    }
    for text in [&site.word, &site.symbol, &site.entry] {
        put_text(text, out);
    }
}

/// The first row of `bytes` without its length, and what follows it; none when it is not whole.
pub fn split_first(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    rest.split_at_checked(u32::from_le_bytes(*length) as usize)
}

/// The values of a row, one after another.
pub struct Values<'a>(pub &'a [u8]);

impl<'a> Values<'a> {
    /// The length of a list.
    pub fn count(&mut self) -> Option<usize> {
        let (count, rest) = self.0.split_first_chunk::<4>()?;
        self.0 = rest;
        Some(u32::from_le_bytes(*count) as usize)
    }

    /// A text.
    pub fn text(&mut self) -> Option<&'a [u8]> {
        let length = self.count()?;
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(text)
    }

    /// A number.
    pub fn number(&mut self) -> Option<u64> {
        let (number, rest) = self.0.split_first_chunk::<8>()?;
        self.0 = rest;
        Some(u64::from_le_bytes(*number))
    }
}

/// A row as the line of JSON it would be, without its end; none when it is not of this shape.
pub fn to_json(row: &[u8], shape: Shape) -> Option<String> {
    let (row, _) = split_first(row)?;
    let mut values = Values(row);
    let mut out = Vec::new();
    for (index, column) in shape.columns().iter().enumerate() {
        out.push(if index == 0 { b'{' } else { b',' });
        match column {
            Column::Text(name) => {
                write_string(name, &mut out);
                out.push(b':');
                write_string(std::str::from_utf8(values.text()?).ok()?, &mut out);
            }
            Column::List(name, fields) => {
                write_string(name, &mut out);
                out.extend_from_slice(b":[");
                for element in 0..values.count()? {
                    out.extend_from_slice(if element == 0 { b"{" } else { b",{" });
                    struct_to_json(fields, &mut values, &mut out)?;
                    out.push(b'}');
                }
                out.push(b']');
            }
        }
    }
    out.push(b'}');
    String::from_utf8(out).ok()
}

fn struct_to_json(fields: &[Field], values: &mut Values<'_>, out: &mut Vec<u8>) -> Option<()> {
    for (index, field) in fields.iter().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        let (Field::Text(name) | Field::Number(name)) = field;
        write_string(name, out);
        out.push(b':');
        match field {
            Field::Text(_) => write_string(std::str::from_utf8(values.text()?).ok()?, out),
            Field::Number(_) => write_number(values.number()? as usize, out),
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_holds_what_the_line_does() {
        let site = SiteRow { start: 1, end: 2, word: "a\n".into(), symbol: "☀".into(), ..SiteRow::default() };
        for schema in Schema::ALL {
            for (system, sites) in [(None, None), (Some("S"), Some(vec![])), (Some("S"), Some(vec![site.clone()]))] {
                let record = Record {
                    id: 7,
                    system,
                    instruction: "I",
                    input: "in \"put\"",
                    answer: "a\u{2028}",
                    sites: sites.as_deref(),
                };
                let (mut line, mut row) = (Vec::new(), Vec::new());
                record.write_json(schema, &mut line);
                record.write_row(schema, &mut row);
                let shape = Shape { schema, system: system.is_some(), sites: sites.is_some() };
                assert_eq!(to_json(&row, shape).unwrap() + "\n", String::from_utf8(line).unwrap());
                assert_eq!(to_json(&row[..row.len() - 1], shape), None);
            }
        }
    }
}
