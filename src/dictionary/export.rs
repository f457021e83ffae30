//! Writing a dictionary in other formats, and telling what they cannot hold.
//!
//! What a format holds is not a second list of rules: each item is written, read back and compared.

use crate::dictionary::notation::{Line, join_emotion};
use crate::dictionary::rules::{identity, shown};
use crate::dictionary::table::{self, Delimiter};
use crate::dictionary::{Dictionary, Entry, FileFormat, Link, Matching, Symbol, json, lines, ron_text};
use serde_json::Value;
use std::collections::HashSet;

/// So many words are named for each thing that is lost.
const NAMED: usize = 5;

/// Writes `dictionary` in another format, with the list of what the format cannot hold.
pub fn export(dictionary: &Dictionary, format: FileFormat) -> (String, Vec<String>) {
    if format == FileFormat::Ron {
        return (ron_text::dictionary(dictionary), Vec::new());
    }
    let mut writer =
        Writer { format, pairs: Vec::new(), rows: Vec::new(), keys: HashSet::new(), losses: Losses::default() };
    for entry in &dictionary.entries {
        writer.entry(entry);
    }
    for link in &dictionary.links {
        writer.link(link);
    }
    let losses = writer.losses.sentences(dictionary);
    let text = match format {
        FileFormat::Json => json_text(&writer.pairs),
        FileFormat::Csv => table::write(&writer.rows, Delimiter::Comma),
        FileFormat::Tsv => table::write(&writer.rows, Delimiter::Tab),
        FileFormat::Txt | FileFormat::Ron => {
            writer.pairs.iter().map(|(words, symbol)| format!("{words} = {symbol}\n")).collect()
        }
    };
    (text, losses)
}

/// One pair a line, so that it too can live in git.
fn json_text(pairs: &[(String, String)]) -> String {
    let text = |text: &str| Value::from(text).to_string();
    let lines: Vec<String> = pairs.iter().map(|(key, value)| format!("  {}: {}", text(key), text(value))).collect();
    if lines.is_empty() { "{}\n".into() } else { format!("{{\n{}\n}}\n", lines.join(",\n")) }
}

struct Writer {
    format: FileFormat,
    pairs: Vec<(String, String)>,
    rows: Vec<table::Cells>,
    keys: HashSet<String>,
    losses: Losses,
}

impl Writer {
    fn entry(&mut self, entry: &Entry) {
        let line = Line::Entry(Box::new(entry.clone()));
        let Some(Line::Entry(back)) = self.written(&line, &entry.word, identity(entry)) else {
            self.losses.add("left out", &entry.word);
            return;
        };
        for (field, is_same) in entry_fields(entry, &back) {
            if !is_same {
                self.losses.add(field, &entry.word);
            }
        }
    }

    fn link(&mut self, link: &Link) {
        let title = link.title();
        let line = Line::Link(Box::new(link.clone()));
        let Some(Line::Link(back)) = self.written(&line, &title, format!("{title} + ")) else {
            self.losses.add("left out", &title);
            return;
        };
        for (field, is_same) in link_fields(link, &back) {
            if !is_same {
                self.losses.add(field, &title);
            }
        }
    }

    /// Writes an item where the format can hold its words and says how it reads back.
    fn written(&mut self, item: &Line, title: &str, key: String) -> Option<Line> {
        let is_table = matches!(self.format, FileFormat::Csv | FileFormat::Tsv);
        if is_table {
            let cells = match item {
                Line::Entry(entry) => table::entry_cells(entry),
                Line::Link(link) => table::link_cells(link),
            };
            let back = table::line(&cells.clone().map(|cell| cell.replace("\r\n", "\n").trim().to_owned())).ok()?;
            if !has_same_words(item, &back) || title.trim().is_empty() || !self.keys.insert(key) {
                return None;
            }
            self.rows.push(cells);
            return Some(back);
        }
        let (symbols, emotion, is_pattern) = match item {
            Line::Entry(entry) => (&entry.symbols, &entry.emotion, entry.matching == Matching::Pattern),
            Line::Link(link) => (&link.symbols, &link.emotion, false),
        };
        // The symbol most readers get: the first of the default palette.
        let is_default = |symbol: &&Symbol| symbol.palette() == Symbol::DEFAULT_PALETTE;
        let symbol = symbols.iter().find(is_default).or(symbols.first())?;
        let value = join_emotion(&symbol.text, emotion.as_deref());
        let back = match self.format {
            FileFormat::Json => json::pair(title, &value),
            _ => lines::parse_line(&format!("{title} = {value}")).filter(|_| is_one_line(title, &value))?,
        };
        let is_held = has_same_words(item, &back) && first_symbol(&back) == Some(&symbol.text) && !is_pattern;
        if !is_held || !self.keys.insert(key) {
            return None;
        }
        self.pairs.push((title.to_owned(), value));
        Some(back)
    }
}

fn is_one_line(words: &str, value: &str) -> bool {
    !lines::is_comment(words.trim())
        && !words.starts_with('\u{FEFF}')
        && ![words, value].iter().any(|text| text.contains(['\n', '\r']))
}

fn has_same_words(a: &Line, b: &Line) -> bool {
    match (a, b) {
        (Line::Entry(a), Line::Entry(b)) => a.word == b.word,
        (Line::Link(a), Line::Link(b)) => a.of == b.of,
        _ => false,
    }
}

fn first_symbol(line: &Line) -> Option<&String> {
    let symbols = match line {
        Line::Entry(entry) => &entry.symbols,
        Line::Link(link) => &link.symbols,
    };
    symbols.first().map(|symbol| &symbol.text)
}

fn entry_fields(a: &Entry, b: &Entry) -> [(&'static str, bool); 13] {
    [
        ("also", a.also == b.also),
        ("symbols", a.symbols == b.symbols),
        ("emotion", a.emotion == b.emotion),
        ("parent", a.parent == b.parent),
        ("matching", a.matching == b.matching),
        ("except", a.except == b.except),
        ("names", a.names == b.names),
        ("enabled", a.enabled == b.enabled),
        ("description", a.description == b.description),
        ("tags", a.tags == b.tags),
        ("note", a.note == b.note),
        ("examples", a.examples == b.examples),
        ("allow", a.allow == b.allow),
    ]
}

fn link_fields(a: &Link, b: &Link) -> [(&'static str, bool); 9] {
    [
        ("symbols", a.symbols == b.symbols),
        ("emotion", a.emotion == b.emotion),
        ("reach", a.reach == b.reach),
        ("rest", a.rest == b.rest),
        ("enabled", a.enabled == b.enabled),
        ("description", a.description == b.description),
        ("tags", a.tags == b.tags),
        ("note", a.note == b.note),
        ("allow", a.allow == b.allow),
    ]
}

/// What is lost, by field, with the words it is lost of.
#[derive(Default)]
struct Losses(Vec<(&'static str, Vec<String>)>);

impl Losses {
    fn add(&mut self, field: &'static str, word: &str) {
        match self.0.iter_mut().find(|(known, _)| *known == field) {
            Some((_, words)) => words.push(word.to_owned()),
            None => self.0.push((field, vec![word.to_owned()])),
        }
    }

    fn sentences(self, dictionary: &Dictionary) -> Vec<String> {
        let mut sentences = Vec::new();
        if !dictionary.name.is_empty() {
            sentences.push(format!("the name {}", shown(&dictionary.name)));
        }
        if let Some(language) = dictionary.language.as_deref().filter(|code| *code != dictionary.guessed_language()) {
            sentences.push(format!("the language {}", shown(language)));
        }
        for (field, words) in self.0 {
            let named: Vec<String> = words.iter().take(NAMED).map(|word| shown(word)).collect();
            let more = match words.len().saturating_sub(NAMED) {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            let what = match field {
                "left out" => "left out".to_owned(),
                "symbols" => "other symbols, weights or palettes of".to_owned(),
                field => format!("`{field}` of"),
            };
            sentences.push(format!("{what} {}{more}", named.join(", ")));
        }
        sentences
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::{Document, Rest, samples};
    use proptest::prelude::*;
    use std::sync::Arc;

    fn plain(word: &str, symbol: &str) -> Entry {
        Entry { word: word.into(), symbols: vec![Symbol::new(symbol)], ..Entry::default() }
    }

    #[test]
    fn what_a_format_holds_comes_back() {
        let mut dictionary = Dictionary {
            language: Some("ru".into()),
            entries: vec![
                plain("любовь", "❤").into(),
                Entry { emotion: Some("радость".into()), ..plain("свет", "☀") }.into(),
            ],
            links: vec![Arc::new(Link {
                of: vec!["дождь".into(), "грусть".into()],
                symbols: vec![Symbol::new("☔🫧")],
                ..Link::default()
            })],
            ..Dictionary::default()
        };
        let (text, losses) = export(&dictionary, FileFormat::Json);
        assert_eq!(losses, [""; 0]);
        assert_eq!(text, "{\n  \"любовь\": \"❤\",\n  \"свет\": \"☀{радость}\",\n  \"дождь + грусть\": \"☔🫧\"\n}\n");
        let (text, losses) = export(&dictionary, FileFormat::Txt);
        assert_eq!(losses, [""; 0]);
        assert_eq!(text, "любовь = ❤\nсвет = ☀{радость}\nдождь + грусть = ☔🫧\n");

        dictionary.name = "Природа".into();
        Arc::make_mut(&mut dictionary.entries[0]).parent = Some("чувство".into());
        dictionary.entries.push(Entry { matching: Matching::Pattern, ..plain(r"\d+", "🔢") }.into());
        Arc::make_mut(&mut dictionary.links[0]).rest = Rest::Fold;
        let (_, losses) = export(&dictionary, FileFormat::Txt);
        assert_eq!(
            losses,
            ["the name «Природа»", "`parent` of «любовь»", r"left out «\d+»", "`rest` of «дождь + грусть»"]
        );
        let (text, losses) = export(&dictionary, FileFormat::Csv);
        assert_eq!(losses, ["the name «Природа»", "`rest` of «дождь + грусть»"]);
        assert!(
            text.starts_with(
                "word,also,symbols,palette,emotion,parent,matching,except,tags,description,note,enabled\n"
            )
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        #[test]
        fn what_is_not_listed_as_lost_comes_back(dictionary in samples::dictionary()) {
            for format in [FileFormat::Json, FileFormat::Csv, FileFormat::Tsv, FileFormat::Txt] {
                let (text, losses) = export(&dictionary, format);
                let (document, _) = Document::parse(&text, format);
                let (entries, links) = (&document.dictionary.entries, &document.dictionary.links);
                if losses.is_empty() {
                    prop_assert_eq!(entries, &dictionary.entries, "{}", text);
                    prop_assert_eq!(links, &dictionary.links, "{}", text);
                }
                let left_out = losses.iter().any(|loss| loss.starts_with("left out"));
                if !left_out {
                    let words = |entries: &[Arc<Entry>]| entries.iter().map(|entry| entry.word.clone()).collect::<Vec<_>>();
                    prop_assert_eq!(words(entries), words(&dictionary.entries), "{:?} {}", format, text);
                }
            }
        }
    }
}
