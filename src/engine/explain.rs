//! Why a word was replaced, or why not.

use crate::engine::{Target, Worker};
use crate::text::Markup;
use serde::Serialize;

/// What became of a word.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Written anew.
    Replaced,
    /// A site that stayed as it was.
    Kept,
    /// No site.
    None,
}

/// Why.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names are the documentation, and stand in DESIGN section 4")]
pub enum Reason {
    Drawn,
    NoEntry,
    Excepted,
    Name,
    Protected,
    FunctionWord,
    Shadowed,
    LinkMember,
    AboveDensity,
    OverMax,
    EntryOff,
    DictionaryOff,
    Pinned,
    Vetoed,
}

/// One word of a unit.
#[derive(Clone, PartialEq, Debug)]
pub struct WordReport {
    /// Byte range in the text.
    pub start: usize,
    /// One past.
    pub end: usize,
    /// What became of it.
    pub outcome: Outcome,
    /// Why.
    pub reason: Reason,
    /// The form that matched or would have.
    pub form: Option<String>,
    /// Headword or synonym it is a form of.
    pub lemma: Option<String>,
    /// The entry or link.
    pub target: Option<Target>,
    /// Its draw.
    pub draw: Option<f64>,
    /// The density it was held against.
    pub density: Option<f64>,
    /// The symbol.
    pub symbol: Option<String>,
    /// The palette drawn.
    pub palette: Option<String>,
    /// The style drawn.
    pub style: Option<String>,
}

impl Worker {
    /// Explains every word of a document.
    pub fn explain(&mut self, text: &str, markup: Markup, variant: u32) -> Vec<WordReport> {
        let _ = (text, markup, variant);
        todo!("engine")
    }
}
