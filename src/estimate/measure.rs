//! Counting words, sentences, pages and tokens of sources, on all cores.

use crate::corpus::{CorpusError, SourceFile, read};
use crate::estimate::{Count, Size, Tokens};
use crate::progress::Progress;
use crate::text::units::{UnitOptions, units};
use crate::text::words::words;
use crate::text::{Markup, Protector, UnitKind};
use crate::token::{self, Tokenizer};
use rayon::prelude::*;

/// Texts are counted in pieces of about this many bytes.
const PIECE: usize = 1 << 20;
/// Tokens are counted in full up to this many bytes (counting runs at some 10 MB a second), and sampled above.
const EXACT_BYTES: u64 = 4 << 20;
/// Bytes of one token sample.
const SAMPLE: usize = 16 << 10;
/// Bytes of text for each sample.
const SAMPLE_EVERY: usize = 256 << 10;

/// Measures sources, and lists those that could not be read: the rest is counted all the same. Stops early, with what it
/// has, when `progress` is cancelled. The first error is the answer where nothing could be read.
pub fn measure(files: &[SourceFile], progress: &Progress) -> Result<(Size, Vec<CorpusError>), CorpusError> {
    let total = files.iter().map(|file| file.bytes).sum();
    progress.set_bytes_total(total);
    let (mut counts, mut failures) = (Counts::default(), Vec::new());
    for file in files {
        if progress.is_cancelled() {
            break;
        }
        match read::document(file) {
            Ok(document) => {
                let markup = if document.markdown { Markup::Markdown } else { Markup::Plain };
                counts.add_document(&document.text, markup, total <= EXACT_BYTES);
            }
            Err(error) => failures.push(error),
        }
        progress.add_bytes(file.bytes);
    }
    if counts.documents == 0 && !failures.is_empty() {
        return Err(failures.swap_remove(0));
    }
    Ok((counts.size(), failures))
}

/// Measures one text in memory.
pub fn measure_text(text: &str, markup: Markup) -> Size {
    measure_texts(&[text], markup)
}

/// Measures texts in memory, each a document: their pages go by the language of each.
pub fn measure_texts(texts: &[&str], markup: Markup) -> Size {
    let mut counts = Counts::default();
    let bytes: u64 = texts.iter().map(|text| text.len() as u64).sum();
    for text in texts {
        counts.add_document(text, markup, bytes <= EXACT_BYTES);
    }
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
    fn add_document(&mut self, text: &str, markup: Markup, exact: bool) {
        let protector = Protector::default();
        let parts: Vec<Counts> =
            pieces(text).par_iter().map(|piece| Counts::of_piece(piece, markup, &protector, exact)).collect();
        let mut whole = Counts { documents: 1, sampled: !exact, ..Counts::default() };
        for part in parts {
            whole.add(part);
        }
        whole.pages = pages(text, whole.words);
        self.add(whole);
    }

    fn of_piece(piece: &str, markup: Markup, protector: &Protector, exact: bool) -> Counts {
        let options = UnitOptions { kind: UnitKind::Sentence, markup, protector, chunk_size: 0, measure: &|_| 0 };
        Counts {
            bytes: piece.len() as u64,
            lines: piece.lines().filter(|line| !line.trim().is_empty()).count() as u64,
            words: words(piece).count() as u64,
            sentences: units(piece, &options).iter().filter(|unit| !unit.verbatim).count() as u64,
            samples: samples(piece, exact).map(tokens).collect(),
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

/// The whole piece, or its samples: evenly spread, from its start on.
fn samples(piece: &str, exact: bool) -> impl Iterator<Item = &str> {
    let (length, step) = if exact { (piece.len().max(1), piece.len().max(1)) } else { (SAMPLE, SAMPLE_EVERY) };
    (0..piece.len()).step_by(step).map(move |at| {
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
        let (size, failures) = measure(&files(), &Progress::new()).unwrap();
        assert_eq!((size.documents, size.words), (1, 3));
        assert!(failures[0].to_string().contains("bad.txt: byte 3:"));
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
