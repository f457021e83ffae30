//! What a transform means (DESIGN section 2), sentence by sentence.

mod explain;
mod links;
mod properties;
mod tables;

use hyperlex::dictionary::{Dictionary, Entry, Link, Matching, Rest, Symbol};
use hyperlex::engine::{Climb, Density, Forms, Layer, Lexicon, Rendered, Settings, Template, Worker};
use hyperlex::text::{Markup, UnitKind};
use std::sync::Arc;

/// An entry from `свет|светы ☀ ♥@glyph *2 {радость} ^природа -света !exact` in any order after the word(s): `|` parts synonyms,
/// `@` names a palette, `*` weighs the symbol before it, `^` names the parent, `-` excepts a form, `!` sets a flag.
/// Words hold `_` for a space.
pub fn entry(line: &str) -> Entry {
    let mut parts = line.split(' ');
    let mut words = parts.next().unwrap().split('|').map(|word| word.replace('_', " "));
    let mut entry = Entry { word: words.next().unwrap(), also: words.collect(), ..Entry::default() };
    for part in parts {
        let mut chars = part.chars();
        match (chars.next().unwrap(), chars.as_str()) {
            ('{', rest) => entry.emotion = Some(rest.trim_end_matches('}').to_owned()),
            ('^', rest) => entry.parent = Some(rest.to_owned()),
            ('-', rest) => entry.except.push(rest.replace('_', " ")),
            ('*', rest) => entry.symbols.last_mut().unwrap().weight = rest.parse().unwrap(),
            ('!', "exact") => entry.matching = Matching::Exact,
            ('!', "pattern") => entry.matching = Matching::Pattern,
            ('!', "names") => entry.names = true,
            ('!', "off") => entry.enabled = false,
            _ => {
                let (text, palette) = part.split_once('@').map_or((part, None), |(text, name)| (text, Some(name)));
                entry.symbols.push(Symbol { palette: palette.map(str::to_owned), ..Symbol::new(text) });
            }
        }
    }
    entry
}

/// A link from `дождь + грусть = ☔🫧`.
pub fn link(line: &str) -> Link {
    let (of, symbol) = line.split_once(" = ").unwrap();
    Link { of: of.split(" + ").map(str::to_owned).collect(), symbols: vec![Symbol::new(symbol)], ..Link::default() }
}

/// A dictionary of lines: links have ` = `, all else are entries.
pub fn dictionary(lines: &[&str]) -> Dictionary {
    let mut dictionary = Dictionary { name: "test".into(), ..Dictionary::default() };
    for line in lines {
        if line.contains(" = ") {
            dictionary.links.push(link(line).into());
        } else {
            dictionary.entries.push(entry(line).into());
        }
    }
    dictionary
}

/// Settings that change one thing.
pub fn settings(change: impl FnOnce(&mut Settings)) -> Settings {
    // A test's text is one unit unless it says otherwise.
    let mut settings = Settings { unit: UnitKind::Paragraph, ..Settings::default() };
    change(&mut settings);
    settings
}

pub fn lexicon(dictionaries: &[Dictionary], forms: Forms) -> Arc<Lexicon> {
    let layers: Vec<_> = dictionaries.iter().map(|dictionary| Layer { dictionary, enabled: true }).collect();
    Arc::new(Lexicon::compile(&layers, forms).0)
}

pub fn worker(dictionaries: &[Dictionary], settings: &Settings) -> Worker {
    Worker::new(lexicon(dictionaries, settings.forms), Arc::new(settings.clone())).unwrap()
}

/// The text as one unit.
pub fn unit(dictionaries: &[Dictionary], settings: &Settings, text: &str) -> Rendered {
    let mut rendered = Rendered::default();
    worker(dictionaries, settings).transform_unit(text, Markup::Plain, 0, &mut rendered);
    rendered
}

/// What becomes of a text as one unit.
pub fn target(lines: &[&str], settings: &Settings, text: &str) -> String {
    unit(&[dictionary(lines)], settings, text).target
}
