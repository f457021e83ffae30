//! Examples of an entry: its own, or a place of the shown text.

use crate::app::panels::form_rows::row;
use crate::app::theme::{font, palette, size};
use crate::app::widgets::{Cut, text};
use crate::dictionary::Entry;
use crate::engine::{Density, Settings, Site, Target, Worker};
use crate::studio::{PreviewRow, RowKind, Selection, Studio};
use crate::text::{Markup, words};
use egui::{Align, Ui};
use std::sync::Arc;

/// Rows of the shown text that are looked at.
const ROWS: usize = 200;
/// Examples shown.
const SHOWN: usize = 3;
/// Words of context on either side.
const CONTEXT: usize = 2;

/// The examples of one entry, kept while nothing they depend on changes.
#[derive(Default)]
pub struct ExampleCache {
    key: Option<(Selection, u64, Settings, String)>,
    lines: Vec<Line>,
}

#[derive(Clone, PartialEq, Debug)]
struct Line {
    source: String,
    target: String,
    /// What the dictionary says must come out, when something else did.
    expected: Option<String>,
}

/// Draws the rows.
pub fn ui(ui: &mut Ui, studio: &Studio, selection: Selection, entry: &Entry, cache: &mut ExampleCache) {
    let key = (selection, studio.lexicon.revision(), studio.settings.clone(), studio.preview.title.clone());
    if cache.key.as_ref() != Some(&key) {
        cache.lines = lines(studio, selection, entry);
        cache.key = Some(key);
    }
    let p = palette(ui);
    for (index, line) in cache.lines.iter().enumerate() {
        let mut area = row(ui, if index == 0 { "form-example" } else { "form-example-more" }, size::CONTROL);
        let first = text(ui, area, Align::Min, &line.source, font::body(), p.text_2);
        area.left_cut((first.width() + 6.0).min(area.width()));
        let arrow = text(ui, area, Align::Min, "→", font::body(), p.text_3);
        area.left_cut((arrow.width() + 6.0).min(area.width()));
        let ink = if line.expected.is_some() { p.bad } else { p.text };
        text(ui, area, Align::Min, &line.target, font::body(), ink);
        if let Some(expected) = &line.expected {
            let area = row(ui, "form-example-expected", size::CONTROL);
            text(ui, area, Align::Min, expected, font::body(), p.text_2);
        }
    }
}

fn lines(studio: &Studio, selection: Selection, entry: &Entry) -> Vec<Line> {
    if !entry.examples.is_empty() {
        return entry.examples.iter().take(SHOWN).map(|(source, expected)| own(studio, source, expected)).collect();
    }
    from_text(studio, selection).or_else(|| of_word(studio, entry)).into_iter().collect()
}

/// An example of the dictionary, run with the defaults as `check` does, but with all open dictionaries.
fn own(studio: &Studio, source: &str, expected: &str) -> Line {
    let target = transform(studio, source, &Settings::default()).unwrap_or_default();
    let expected = (target != expected).then(|| expected.to_owned());
    Line { source: source.to_owned(), target, expected }
}

/// The headword by itself.
fn of_word(studio: &Studio, entry: &Entry) -> Option<Line> {
    let settings = Settings { density: Density::fixed(1.0), ..studio.settings.clone() };
    let target = transform(studio, &entry.word, &settings)?;
    (target != entry.word).then(|| Line { source: entry.word.clone(), target, expected: None })
}

fn transform(studio: &Studio, source: &str, settings: &Settings) -> Option<String> {
    let mut worker = Worker::new(Arc::clone(&studio.lexicon), Arc::new(settings.clone())).ok()?;
    Some(worker.transform(source, Markup::Plain, 0).target)
}

/// The first place of the shown text where the entry is replaced, with a word or two around.
fn from_text(studio: &Studio, selection: Selection) -> Option<Line> {
    let (dictionary, RowKind::Entry(index)) = (u32::try_from(selection.layer).ok()?, selection.row) else {
        return None;
    };
    let target = Target::Entry { dictionary, index: u32::try_from(index).ok()? };
    let stats = studio.preview.stats.as_ref();
    if stats.is_some_and(|stats| stats.metrics.hits.get(&target).is_none_or(|hits| *hits == 0)) {
        return None;
    }
    (0..studio.preview_len().min(ROWS)).find_map(|index| {
        let row = studio.preview_row(index);
        let at = row.sites.iter().position(|site| site.of == target && site.replaced)?;
        Some(excerpt(&row, at))
    })
}

/// A site with the plain words around it. Between neighbouring sites both texts are equal, so offsets move together.
fn excerpt(row: &PreviewRow, at: usize) -> Line {
    let site = &row.sites[at];
    let least = at.checked_sub(1).and_then(|before| row.sites.get(before)).map_or(0, |before: &Site| before.end);
    let most = row.sites.get(at + 1).map_or(row.source.len(), |after| after.start);
    let before: Vec<_> = words::words(&row.source[least..site.start]).collect();
    let start = before.len().checked_sub(CONTEXT).or(before.len().checked_sub(1)).and_then(|first| before.get(first));
    let start = start.map_or(site.start, |word| least + word.start);
    let after = words::words(&row.source[site.end..most]).take(CONTEXT).last();
    let end = after.map_or(site.end, |word| site.end + word.end);
    let target_start = site.target_start - (site.start - start);
    let target_end = site.target_end + (end - site.end);
    Line {
        source: row.source[start..end].to_owned(),
        target: row.target.get(target_start..target_end).unwrap_or_default().to_owned(),
        expected: None,
    }
}

/// How often a pattern is found in the first rows of the shown text, and the first finds.
pub fn pattern_matches(studio: &Studio, pattern: &str) -> (usize, String) {
    let Ok(regex) = regex::Regex::new(pattern) else { return (0, String::new()) };
    let (mut count, mut first) = (0, Vec::new());
    for index in 0..studio.preview_len().min(ROWS) {
        let row = studio.preview_row(index);
        for found in regex.find_iter(&row.source).filter(|found| !found.is_empty() && whole(&row.source, found)) {
            count += 1;
            if first.len() < SHOWN {
                first.push(found.as_str().to_owned());
            }
        }
    }
    (count, first.join(", "))
}

/// Whether a find ends between words on both sides.
fn whole(text: &str, found: &regex::Match<'_>) -> bool {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let inner = |edge: Option<char>, outer: Option<char>| edge.is_some_and(word) && outer.is_some_and(word);
    !inner(found.as_str().chars().next(), text[..found.start()].chars().next_back())
        && !inner(found.as_str().chars().next_back(), text[found.end()..].chars().next())
}
