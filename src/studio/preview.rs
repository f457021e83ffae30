//! The text beside its hyperwords, computed for the rows that are looked at.

use crate::engine::{Lexicon, Metrics, Settings, Site, WordReport, Worker};
use crate::text::{Markup, Unit, UnitKind, words};
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

/// Rows kept ready; enough for several screens.
const ROWS_KEPT: usize = 2_000;

/// What the preview shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Shown {
    /// A built-in text.
    Sample(usize),
    /// A file.
    File(PathBuf),
    /// Pasted text.
    Pasted,
}

/// The shown text.
#[derive(Default)]
pub struct Preview {
    /// Name of the shown text.
    pub title: String,
    /// What is shown; `None` when there is nothing.
    pub shown: Option<Shown>,
    /// Whether a file is being read; the old text stays meanwhile.
    pub loading: bool,
    /// Numbers over the whole text, once counted; old ones stay until new ones are there.
    pub stats: Option<Stats>,
    pub(crate) text: Arc<Text>,
    /// Words without an entry that are frequent in the text, as keys.
    pub(crate) gaps: Arc<HashSet<String>>,
    cache: RefCell<Cache>,
}

/// A text with its rows.
#[derive(Default, Debug)]
pub(crate) struct Text {
    pub(crate) text: String,
    pub(crate) markup: Markup,
    pub(crate) rows: Vec<Unit>,
}

#[derive(Default)]
struct Cache {
    worker: Option<Worker>,
    rows: HashMap<usize, Arc<PreviewRow>>,
}

/// A paragraph (or chunk, or line) of the preview.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct PreviewRow {
    /// From 1, as shown in the margin.
    pub number: usize,
    /// Its text.
    pub source: String,
    /// What becomes of it.
    pub target: String,
    /// Sites; offsets into `source` and `target`.
    pub sites: Vec<Site>,
    /// Words without an entry that are frequent in the text (byte ranges of `source`).
    pub gaps: Vec<(usize, usize)>,
}

/// Numbers over the whole shown text.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Stats {
    /// Words, sites, coverage, hits.
    pub metrics: Metrics,
    /// o200k tokens before; exact or scaled from a sample.
    pub tokens_before: u64,
    /// After.
    pub tokens_after: u64,
    /// Whether the tokens come from a sample.
    pub tokens_sampled: bool,
    /// A4 pages of the source.
    pub pages: f64,
}

impl Text {
    /// Finds the rows of a text.
    pub(crate) fn new(text: String, markup: Markup, settings: &Settings) -> Self {
        let rows = match row_worker(settings) {
            Some(worker) => worker.units(&text, markup),
            None => Vec::new(),
        };
        Self { text, markup, rows }
    }

    /// The row's text: line ends of a hard-wrapped paragraph as spaces, as an export reads it.
    pub(crate) fn row(&self, index: usize) -> Option<String> {
        let unit = self.rows.get(index)?;
        Some(unwrapped(unit.span.of(&self.text), unit.hard_wrapped).into_owned())
    }
}

/// Cuts rows: sentences stand together in their paragraph.
fn row_worker(settings: &Settings) -> Option<Worker> {
    let unit = match settings.unit {
        UnitKind::Sentence | UnitKind::Paragraph => UnitKind::Paragraph,
        unit @ (UnitKind::Line | UnitKind::Chunk) => unit,
    };
    worker(&Arc::default(), &Arc::new(Settings { unit, ..settings.clone() }))
}

/// A worker; a protect pattern that is no regular expression (said when the project was opened) protects nothing.
pub(crate) fn worker(lexicon: &Arc<Lexicon>, settings: &Arc<Settings>) -> Option<Worker> {
    Worker::new(Arc::clone(lexicon), Arc::clone(settings)).ok().or_else(|| {
        let settings = Settings { protect: Vec::new(), ..(**settings).clone() };
        Worker::new(Arc::clone(lexicon), Arc::new(settings)).ok()
    })
}

/// A unit's text as records hold it: line ends of a hard-wrapped one are spaces.
pub(crate) fn unwrapped(text: &str, hard_wrapped: bool) -> Cow<'_, str> {
    if hard_wrapped && text.contains(['\n', '\r']) {
        Cow::Owned(text.replace("\r\n", " ").replace(['\n', '\r'], " "))
    } else {
        Cow::Borrowed(text)
    }
}

impl Preview {
    /// Shows another text.
    pub(crate) fn show(&mut self, title: String, shown: Shown, text: Text) {
        self.loading = false;
        if self.text.text != text.text {
            self.stats = None;
            self.gaps = Arc::default();
        }
        self.title = title;
        self.shown = Some(shown);
        self.text = Arc::new(text);
        self.forget();
    }

    /// The rows must be computed anew.
    pub(crate) fn forget(&mut self) {
        *self.cache.borrow_mut() = Cache::default();
    }

    /// Number of rows.
    pub(crate) fn len(&self) -> usize {
        self.text.rows.len()
    }

    /// The row `index`, empty past the end.
    pub(crate) fn row(&self, index: usize, lexicon: &Arc<Lexicon>, settings: &Arc<Settings>) -> Arc<PreviewRow> {
        let mut cache = self.cache.borrow_mut();
        if let Some(row) = cache.rows.get(&index) {
            return Arc::clone(row);
        }
        let Some(source) = self.text.row(index) else { return Arc::default() };
        if cache.worker.is_none() {
            cache.worker = worker(lexicon, settings);
        }
        let rendered = cache.worker.as_mut().map(|worker| worker.transform(&source, self.text.markup, 0));
        let rendered = rendered.unwrap_or_default();
        let gaps = words::words(&source)
            .filter(|word| !rendered.sites.iter().any(|site| site.start < word.end && word.start < site.end))
            .filter(|word| self.gaps.contains(&crate::text::folding::key(word.of(&source))))
            .map(|word| (word.start, word.end))
            .collect();
        let row = PreviewRow { number: index + 1, source, target: rendered.target, sites: rendered.sites, gaps };
        if cache.rows.len() >= ROWS_KEPT {
            cache.rows.clear();
        }
        let row = Arc::new(row);
        cache.rows.insert(index, Arc::clone(&row));
        row
    }

    /// Why the word at `offset` of a row is what it is.
    pub(crate) fn explain(
        &self,
        index: usize,
        offset: usize,
        lexicon: &Arc<Lexicon>,
        settings: &Arc<Settings>,
    ) -> Option<WordReport> {
        let source = self.text.row(index)?;
        let reports = worker(lexicon, settings)?.explain(&source, self.text.markup, 0);
        reports.into_iter().find(|report| report.start <= offset && offset < report.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_become_spaces() {
        assert_eq!(unwrapped("один\r\nдва\nтри", true), "один два три");
        assert_eq!(unwrapped("один\nдва", false), "один\nдва");
    }
}
