//! Documents made ready: read one after another, cut into units.

use crate::corpus::{CorpusError, Document, read};
use crate::engine::Worker;
use crate::export::filters::Unwrap;
use crate::export::plan::{Input, Plan};
use crate::export::report::SourceRow;
use crate::text::{Markup, Unit};
use crate::writer::part::hex;
use crate::writer::split::document_hash;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A batch of documents holds at least so many bytes of text, if there are any.
const BATCH_BYTES: usize = 1 << 20;
/// So many documents are enough for a batch, however short they are.
const BATCH_DOCUMENTS: usize = 4096;

/// A document, or the next part of a long one.
pub struct Raw {
    /// What was read.
    pub document: Document,
    /// Names the whole document in ids and splits.
    pub hash: u64,
}

/// Documents read at once, with those that could not be read in their place.
pub struct Batch {
    /// In order.
    pub items: Vec<Result<Raw, CorpusError>>,
    /// Bytes of the file read so far.
    pub read: u64,
    /// What the whole input was, when this is its last batch.
    pub end: Option<SourceRow>,
}

impl Batch {
    /// Bytes of text in it.
    pub fn bytes(&self) -> u64 {
        self.items.iter().flatten().map(|raw| raw.document.text.len() as u64).sum()
    }
}

/// Reads the documents of one input.
pub struct Feed {
    name: String,
    documents: Documents,
    hash: u64,
    sha256: Sha256,
    bytes: u64,
    count: u64,
    encoding: &'static str,
    /// Documents and failures still to be passed over.
    skip: u64,
}

enum Documents {
    Text(Option<Box<Document>>),
    File(read::Documents),
}

impl Feed {
    /// Opens an input; the first `skip` documents and failures, which were dealt with before, are read but not given.
    pub fn open(plan: &Plan, input: &Input, skip: u64) -> Self {
        let (name, _) = plan.name_and_bytes(input);
        let documents = match input {
            Input::Text(index) => {
                let text = plan.job.texts[*index].1.clone();
                let mut document = Document::of(name.to_owned(), text);
                document.markdown = name.to_lowercase().ends_with(".md");
                Documents::Text(Some(Box::new(document)))
            }
            Input::File(file) => Documents::File(read::documents(file)),
        };
        Self {
            name: name.to_owned(),
            documents,
            hash: 0,
            sha256: Sha256::new(),
            bytes: 0,
            count: 0,
            encoding: "UTF-8",
            skip,
        }
    }

    /// The next documents, some megabytes at most unless one is longer. `stop` ends the reading early.
    pub fn batch(&mut self, stop: &AtomicBool) -> Batch {
        let (mut items, mut bytes) = (Vec::new(), 0);
        let mut is_ended = false;
        while bytes < BATCH_BYTES && items.len() < BATCH_DOCUMENTS && !stop.load(Ordering::Relaxed) {
            let Some(item) = self.next() else {
                is_ended = true;
                break;
            };
            if self.skip > 0 {
                self.skip -= 1;
                continue;
            }
            bytes += item.as_ref().map_or(0, |raw| raw.document.text.len());
            items.push(item);
        }
        let read = match &self.documents {
            Documents::Text(_) => self.bytes,
            Documents::File(documents) => documents.bytes_read(),
        };
        Batch { items, read, end: is_ended.then(|| self.row()) }
    }

    fn next(&mut self) -> Option<Result<Raw, CorpusError>> {
        let item = match &mut self.documents {
            Documents::Text(document) => Ok(*document.take()?),
            Documents::File(documents) => documents.next()?,
        };
        Some(item.map(|document| {
            if document.offset == 0 {
                self.hash = document_hash(&document.text);
                self.count += 1;
            }
            self.sha256.update(document.text.as_bytes());
            self.bytes += document.text.len() as u64;
            self.encoding = document.encoding.name();
            Raw { document, hash: self.hash }
        }))
    }

    fn row(&self) -> SourceRow {
        SourceRow {
            name: self.name.clone(),
            encoding: self.encoding.to_owned(),
            documents: self.count,
            bytes: self.bytes,
            sha256: hex(&self.sha256.clone().finalize()),
        }
    }
}

/// A document, or a part of one, and its units.
pub struct Prepared {
    /// Path inside its source, never absolute.
    pub name: String,
    /// The extracted text.
    pub text: String,
    /// Bytes of the same document that came before.
    pub offset: u64,
    /// Plain or Markdown.
    pub markup: Markup,
    /// All units, also those that give no records.
    pub units: Vec<Unit>,
    /// Names the document in ids and splits.
    pub hash: u64,
    /// What the user should know about it.
    pub hint: Option<Arc<str>>,
    unwrap: Unwrap,
}

impl Prepared {
    /// Cuts a text into units.
    pub fn of(raw: Raw, unwrap: Unwrap, worker: &Worker) -> Self {
        let Document { name, text, offset, markdown, hint, .. } = raw.document;
        let markup = if markdown { Markup::Markdown } else { Markup::Plain };
        let text = if markdown { text } else { unwrap.joined(text) };
        let units = worker.units(&text, markup);
        Self { name, text, offset, markup, units, hash: raw.hash, hint, unwrap }
    }

    /// The text of a unit as records hold it: line ends of a hard-wrapped one are spaces.
    pub fn source(&self, index: usize) -> Cow<'_, str> {
        let unit = &self.units[index];
        unwrapped(unit.span.of(&self.text), unit.hard_wrapped && self.unwrap != Unwrap::Off)
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
