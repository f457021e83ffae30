//! Counting words, sentences, pages and tokens of sources, on all cores.

use crate::corpus::{CorpusError, Document, Encoding, SourceFile, read};
use crate::estimate::{Count, Size, Tokens};
use crate::progress::Progress;
use crate::text::units::{UnitOptions, units};
use crate::text::words::words;
use crate::text::{Markup, Protector, UnitKind};
use crate::token::{self, Tokenizer};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Texts are counted in pieces of about this many bytes.
const PIECE: usize = 1 << 20;
/// Tokens are counted in full up to this many bytes (counting runs at some 10 MB a second), and sampled above.
const EXACT_BYTES: u64 = 4 << 20;
/// Bytes of one token sample.
const SAMPLE: usize = 16 << 10;
/// Bytes of text for each sample.
const SAMPLE_EVERY: usize = 256 << 10;

/// Texts are counted together until they hold so much.
const BATCH: u64 = 8 << 20;
/// So many failures and hints are kept.
const MOST_LISTED: usize = 50;

/// What sources hold, and what is to be said about them.
#[derive(Debug)]
pub struct Measured {
    /// Pages, words, tokens.
    pub size: Size,
    /// The first files and records that could not be read: the rest is counted all the same.
    pub failures: Vec<CorpusError>,
    /// How many there are.
    pub failed: u64,
    /// What looks wrong with texts that were read.
    pub hints: Vec<Arc<str>>,
    /// Files that are not UTF-8: how many by encoding, and the first.
    pub encodings: BTreeMap<&'static str, (u64, String)>,
}

/// Measures sources. Stops early, with what it has, when `progress` is cancelled. The first error is the answer where
/// nothing could be read.
pub fn measure(files: &[SourceFile], progress: &Progress) -> Result<Measured, CorpusError> {
    let total = files.iter().map(|file| file.bytes).sum();
    progress.set_bytes_total(total);
    let mut counts = Counts::default();
    let mut found =
        Measured { size: Size::default(), failures: vec![], failed: 0, hints: vec![], encodings: BTreeMap::new() };
    let (mut batch, mut held) = (Vec::new(), 0);
    for file in files {
        let mut documents = read::documents(file);
        let (mut told, mut is_first) = (0, true);
        while let Some(document) = documents.next().filter(|_| !progress.is_cancelled()) {
            match document {
                Ok(document) => {
                    held += document.text.len() as u64;
                    found.note(&document, std::mem::take(&mut is_first));
                    batch.push(document);
                }
                Err(error) => found.fail(error),
            }
            if held >= BATCH || batch.len() >= 1 << 16 {
                counts.add_documents(&std::mem::take(&mut batch), total <= EXACT_BYTES);
                held = 0;
                let read = documents.bytes_read().min(file.bytes);
                progress.add_bytes(read - told);
                told = read;
            }
        }
        progress.add_bytes(file.bytes - told);
    }
    counts.add_documents(&batch, total <= EXACT_BYTES);
    if counts.documents == 0 && !found.failures.is_empty() {
        return Err(found.failures.swap_remove(0));
    }
    found.size = counts.size();
    Ok(found)
}

impl Measured {
    fn note(&mut self, document: &Document, is_first: bool) {
        if let Some(hint) = document.hint.clone().filter(|_| self.hints.len() < MOST_LISTED) {
            self.hints.push(hint);
        }
        if is_first && document.encoding != Encoding::UTF_8 {
            let (files, _) =
                self.encodings.entry(document.encoding.name()).or_insert_with(|| (0, document.name.clone()));
            *files += 1;
        }
    }

    fn fail(&mut self, error: CorpusError) {
        self.failed += 1;
        if self.failures.len() < MOST_LISTED {
            self.failures.push(error);
        }
    }
}

/// Measures one text in memory.
pub fn measure_text(text: &str, markup: Markup) -> Size {
    measure_texts(&[text], markup)
}

/// Measures texts in memory, each a document: their pages go by the language of each.
pub fn measure_texts(texts: &[&str], markup: Markup) -> Size {
    let mut counts = Counts::default();
    let texts: Vec<(&str, Markup, bool)> = texts.iter().map(|text| (*text, markup, true)).collect();
    let bytes: usize = texts.iter().map(|(text, ..)| text.len()).sum();
    counts.add_texts(&texts, bytes as u64 <= EXACT_BYTES);
    counts.size()
}

#[derive(Clone, Default)]
struct Counts {
    documents: u64,
    bytes: u64,
    lines: u64,
    words: u64,
    sentences: u64,
    pages: f64,
    sampled: bool,
    /// (bytes, o200k, cl100k) of each stretch whose tokens were counted.
    samples: Vec<(u64, u64, u64)>,
}

impl Counts {
    fn add_documents<'a>(&mut self, documents: &'a [Document], exact: bool) {
        let markup = |document: &Document| if document.markdown { Markup::Markdown } else { Markup::Plain };
        let text = |document: &'a Document| (document.text.as_str(), markup(document), document.offset == 0);
        self.add_texts(&documents.iter().map(text).collect::<Vec<_>>(), exact);
    }

    /// Adds texts, their markup, and whether each begins a document. Their tokens are counted in full where `exact`, as
    /// long as all texts so far are short enough for that.
    fn add_texts(&mut self, texts: &[(&str, Markup, bool)], exact: bool) {
        let protector = Protector::default();
        let mut parts: Vec<(usize, &str, u64)> = Vec::new();
        let mut at = self.bytes;
        for (index, (text, ..)) in texts.iter().enumerate() {
            for piece in pieces(text) {
                parts.push((index, piece, at));
                at += piece.len() as u64;
            }
        }
        let exact = exact && at <= EXACT_BYTES;
        let counted: Vec<(usize, Counts)> = (parts.into_par_iter())
            .map(|(index, piece, at)| {
                (index, Counts::of_piece(piece, texts[index].1, &protector, (!exact).then_some(at)))
            })
            .collect();
        let mut words = vec![0; texts.len()];
        for (index, part) in counted {
            words[index] += part.words;
            self.add(part);
        }
        for ((text, _, is_new), words) in texts.iter().zip(words) {
            self.pages += pages(text, words);
            self.documents += u64::from(*is_new);
        }
        self.sampled |= !exact && !texts.is_empty();
    }

    /// Counts a piece; where it is to be sampled, `at` says how much text came before.
    fn of_piece(piece: &str, markup: Markup, protector: &Protector, at: Option<u64>) -> Counts {
        let options = UnitOptions { kind: UnitKind::Sentence, markup, protector, chunk_size: 0, measure: &|_| 0 };
        Counts {
            bytes: piece.len() as u64,
            lines: piece.lines().filter(|line| !line.trim().is_empty()).count() as u64,
            words: words(piece).count() as u64,
            sentences: units(piece, &options).iter().filter(|unit| !unit.verbatim).count() as u64,
            samples: samples(piece, at).map(tokens).collect(),
            ..Counts::default()
        }
    }

    fn add(&mut self, other: Counts) {
        self.documents += other.documents;
        self.bytes += other.bytes;
        self.lines += other.lines;
        self.words += other.words;
        self.sentences += other.sentences;
        self.pages += other.pages;
        self.sampled |= other.sampled;
        self.samples.extend(other.samples);
    }

    fn size(&self) -> Size {
        Size {
            documents: self.documents,
            bytes: self.bytes,
            mb: self.bytes as f64 / 1e6,
            lines: self.lines,
            words: self.words,
            sentences: self.sentences,
            pages: (self.pages * 10.0).round() / 10.0,
            tokens: Tokens { o200k: self.tokens(|sample| sample.1), cl100k: self.tokens(|sample| sample.2) },
        }
    }

    /// Exact, or mean ± two standard errors over the samples, scaled to all bytes.
    fn tokens(&self, of: impl Fn(&(u64, u64, u64)) -> u64) -> Count {
        let counted: u64 = self.samples.iter().map(&of).sum();
        if !self.sampled || self.samples.is_empty() {
            return Count::Exact(counted);
        }
        let rates: Vec<f64> = self.samples.iter().map(|sample| of(sample) as f64 / sample.0.max(1) as f64).collect();
        let n = rates.len() as f64;
        let mean = rates.iter().sum::<f64>() / n;
        let variance = rates.iter().map(|rate| (rate - mean).powi(2)).sum::<f64>() / (n - 1.0).max(1.0);
        let error = 2.0 * (variance / n).sqrt();
        let bytes = self.bytes as f64;
        Count::Range { low: ((mean - error).max(0.0) * bytes) as u64, high: ((mean + error) * bytes).ceil() as u64 }
    }
}

/// A4 pages by DESIGN section 4: words / 350 in Russian, / 480 in English, else characters / 2,300. The language is told
/// from the script of the first 64 KiB.
fn pages(text: &str, words: u64) -> f64 {
    let head = &text[..text.floor_char_boundary(64 << 10)];
    let (mut cyrillic, mut latin, mut other) = (0_usize, 0_usize, 0_usize);
    for c in head.chars().filter(|c| c.is_alphabetic()) {
        match c {
            '\u{400}'..='\u{52F}' => cyrillic += 1,
            'a'..='z' | 'A'..='Z' | '\u{C0}'..='\u{24F}' => latin += 1,
            _ => other += 1,
        }
    }
    match (cyrillic, latin, other) {
        (ru, en, rest) if ru >= en && ru > rest => words as f64 / 350.0,
        (_, en, rest) if en > rest => words as f64 / 480.0,
        _ => text.chars().count() as f64 / 2300.0,
    }
}

/// `text` cut at empty lines, or where none is near at line ends, into pieces of about [`PIECE`] bytes.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while rest.len() > PIECE + (PIECE >> 3) {
        let window = &rest[rest.floor_char_boundary(PIECE)..rest.floor_char_boundary(PIECE + (PIECE >> 3))];
        let start = rest.floor_char_boundary(PIECE);
        let cut = ["\n\n", "\r\n\r\n", "\n", " "]
            .iter()
            .find_map(|end| window.find(end).map(|at| start + at + end.len()))
            .unwrap_or(start);
        let (piece, after) = rest.split_at(cut);
        pieces.push(piece);
        rest = after;
    }
    pieces.push(rest);
    pieces
}

/// The whole piece; or, where `at` says how much text came before it, those samples of all the text that begin in it.
fn samples(piece: &str, at: Option<u64>) -> impl Iterator<Item = &str> {
    let (first, length, step) = match at {
        None => (0, piece.len().max(1), piece.len().max(1)),
        Some(at) => ((SAMPLE_EVERY - at as usize % SAMPLE_EVERY) % SAMPLE_EVERY, SAMPLE, SAMPLE_EVERY),
    };
    (first..piece.len()).step_by(step).map(move |at| {
        let start = piece.ceil_char_boundary(at);
        &piece[start..piece.floor_char_boundary((start + length).min(piece.len())).max(start)]
    })
}

fn tokens(sample: &str) -> (u64, u64, u64) {
    let count = |tokenizer| token::count(tokenizer, sample) as u64;
    (sample.len() as u64, count(Tokenizer::O200k), count(Tokenizer::Cl100k))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_text_is_counted_exactly() {
        let text = "Свет в окне. Дождь прошёл.\n\nНочь.\n";
        let size = measure_text(text, Markup::Plain);
        assert_eq!((size.lines, size.words, size.sentences, size.documents), (2, 6, 3, 1));
        assert_eq!(size.bytes, text.len() as u64);
        assert_eq!(size.tokens.o200k, Count::Exact(token::count(Tokenizer::O200k, text) as u64));
    }

    #[test]
    fn pages_of_texts_go_by_the_language_of_each() {
        let (russian, english) = ("слово ".repeat(700), "word ".repeat(960));
        let size = measure_texts(&[&russian, &english], Markup::Plain);
        assert_eq!((size.documents, size.pages), (2, 4.0));
    }

    #[test]
    fn a_broken_file_does_not_hide_the_others() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("bad.txt"), b"abc\0\0\x01\x02").unwrap();
        let source = crate::corpus::Source { path: dir.path().to_owned(), ..Default::default() };
        let files = || crate::corpus::walk::files(std::slice::from_ref(&source)).unwrap();
        assert!(measure(&files(), &Progress::new()).is_err());
        std::fs::write(dir.path().join("good.txt"), "Свет в окне.").unwrap();
        let found = measure(&files(), &Progress::new()).unwrap();
        assert_eq!((found.size.documents, found.size.words, found.failed), (1, 3, 1));
        assert!(found.failures[0].to_string().contains("bad.txt: byte 3:"));
    }

    #[test]
    fn pages_go_by_language() {
        assert!((pages(&"слово ".repeat(700), 700) - 2.0).abs() < 1e-9);
        assert!((pages(&"word ".repeat(960), 960) - 2.0).abs() < 1e-9);
        assert!((pages(&"字".repeat(4600), 1) - 2.0).abs() < 1e-9);
    }

    #[test]
    fn pieces_and_samples_lose_nothing() {
        let text = "Один два три.\n\n".repeat(200_000);
        let parts = pieces(&text);
        assert!(parts.len() > 3 && parts.concat() == text);
        let size = measure_text(&text, Markup::Plain);
        assert_eq!((size.sentences, size.words), (200_000, 600_000));
        let exact = token::count(Tokenizer::O200k, &text[..25 * 1000]) as u64 * (text.len() as u64 / 25_000);
        let Count::Range { low, high } = size.tokens.o200k else { panic!("sampled") };
        assert!(low <= high && low.abs_diff(exact) < exact / 20, "{low} {high} {exact}");
    }
}
