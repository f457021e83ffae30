//! A document made ready: read, decoded, cut into units.

use crate::corpus::{CorpusError, read};
use crate::engine::Worker;
use crate::export::plan::{Input, Plan};
use crate::text::{Markup, Unit};
use crate::writer::part::sha256_hex;
use crate::writer::split::document_hash;
use std::borrow::Cow;

/// A document and its units.
pub struct Prepared {
    /// Path inside its source, never absolute.
    pub name: String,
    /// The extracted text.
    pub text: String,
    /// Plain or Markdown.
    pub markup: Markup,
    /// All units, also those that give no records.
    pub units: Vec<Unit>,
    /// Names the document in ids and splits.
    pub hash: u64,
    /// Of the extracted text.
    pub sha256: String,
}

impl Prepared {
    /// Reads an input.
    pub fn read(plan: &Plan, input: &Input, worker: &Worker) -> Result<Self, CorpusError> {
        let (name, text, markdown) = match input {
            Input::Text(index) => {
                let (name, text) = &plan.job.texts[*index];
                (name.clone(), text.clone(), name.to_lowercase().ends_with(".md"))
            }
            Input::File(file) => {
                let document = read::document(file)?;
                (document.name, document.text, document.markdown)
            }
        };
        Ok(Self::of(name, text, if markdown { Markup::Markdown } else { Markup::Plain }, worker))
    }

    /// Cuts a text into units.
    pub fn of(name: String, text: String, markup: Markup, worker: &Worker) -> Self {
        let units = worker.units(&text, markup);
        let (hash, sha256) = (document_hash(&text), sha256_hex(text.as_bytes()));
        Self { name, text, markup, units, hash, sha256 }
    }

    /// The text of a unit as records hold it: line ends of a hard-wrapped one are spaces.
    pub fn source(&self, index: usize) -> Cow<'_, str> {
        let unit = &self.units[index];
        unwrapped(unit.span.of(&self.text), unit.hard_wrapped)
    }

    /// Why a unit gives no records whatever is in it.
    pub fn is_left_out(&self, index: usize) -> Option<LeftOut> {
        let unit = &self.units[index];
        match () {
            () if unit.verbatim => Some(LeftOut::Verbatim),
            () if unit.span.of(&self.text).trim().is_empty() => Some(LeftOut::Blank),
            () => None,
        }
    }
}

/// Units that are never exported.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LeftOut {
    /// Code.
    Verbatim,
    /// White space.
    Blank,
}

fn unwrapped(unit: &str, hard_wrapped: bool) -> Cow<'_, str> {
    if hard_wrapped && unit.contains(['\n', '\r']) {
        Cow::Owned(unit.replace("\r\n", " ").replace(['\n', '\r'], " "))
    } else {
        Cow::Borrowed(unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_hard_wrapped_lines_are_joined() {
        for (unit, hard_wrapped, text) in
            [("a\nb\r\nc", true, "a b c"), ("a\nb", false, "a\nb"), ("a b", true, "a b"), ("a \n b", true, "a   b")]
        {
            assert_eq!(unwrapped(unit, hard_wrapped), text);
        }
    }
}
