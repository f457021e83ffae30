//! Warnings about symbols: one for two entries, look-alikes, a needless U+FE0F.

use crate::check::Findings;
use crate::check::homonyms::named;
use crate::dictionary::locate::Locator;
use crate::dictionary::rules::shown;
use crate::dictionary::{Accept, Document, Level, Matching, Problem, ProblemKind, Subject, Symbol};
use crate::symbol::hygiene::{look_alike_key, without_needless_selectors};
use regex::Regex;
use std::collections::HashMap;

/// A symbol with where it stands.
struct Place<'a> {
    subject: Subject,
    element: usize,
    symbol: &'a Symbol,
}

/// Adds the warnings.
pub fn check(findings: &mut Findings<'_>) {
    let document = findings.document;
    let places = places(document);
    selectors(findings, &places);
    captures(findings, &places);
    let active: Vec<&Place<'_>> = places.iter().filter(|place| is_enabled(findings, place.subject)).collect();
    same(findings, &active);
    look_alikes(findings, &active);
}

fn places(document: &Document) -> Vec<Place<'_>> {
    let dictionary = &document.dictionary;
    let of_entries = dictionary.entries.iter().enumerate().map(|(at, entry)| (Subject::Entry(at), &entry.symbols));
    let of_links = dictionary.links.iter().enumerate().map(|(at, link)| (Subject::Link(at), &link.symbols));
    let place = |(subject, symbols)| {
        let symbols: &Vec<Symbol> = symbols;
        symbols.iter().enumerate().map(move |(element, symbol)| Place { subject, element, symbol })
    };
    of_entries.chain(of_links).flat_map(place).filter(|place| !place.symbol.text.trim().is_empty()).collect()
}

fn is_enabled(findings: &Findings<'_>, subject: Subject) -> bool {
    let dictionary = &findings.document.dictionary;
    match subject {
        Subject::Entry(at) => dictionary.entries[at].enabled,
        Subject::Link(at) => dictionary.links[at].enabled,
    }
}

fn selectors(findings: &mut Findings<'_>, places: &[Place<'_>]) {
    for place in places {
        if let Some(shorter) = without_needless_selectors(&place.symbol.text) {
            let message = format!(
                "the symbol {} of {} carries a needless U+FE0F, which costs a token; write {}",
                shown(&place.symbol.text),
                shown(&findings.title(place.subject)),
                shown(&shorter)
            );
            findings.warn(ProblemKind::NeedlessSelector, place.subject, "symbols", Some(place.element), message);
        }
    }
}

/// That entries and links have no symbol in any palette of the settings, and another is taken: one problem for all.
pub fn missing_in_palettes(document: &Document, palettes: &[&str]) -> Option<Problem> {
    let dictionary = &document.dictionary;
    let lacks =
        |symbols: &[Symbol]| !symbols.is_empty() && !symbols.iter().any(|symbol| palettes.contains(&symbol.palette()));
    let entries = dictionary.entries.iter().enumerate().filter(|(_, entry)| entry.enabled && lacks(&entry.symbols));
    let entries = entries.map(|(at, entry)| (Subject::Entry(at), entry.word.clone()));
    let links = dictionary.links.iter().enumerate().filter(|(_, link)| link.enabled && lacks(&link.symbols));
    let all: Vec<_> = entries.chain(links.map(|(at, link)| (Subject::Link(at), link.title()))).collect();
    let (first, _) = all.first()?;
    let words: Vec<&str> = all.iter().map(|(_, word)| word.as_str()).collect();
    let message = format!("no symbol in the palette {}, another is written: {}", palettes.join(", "), named(&words));
    let (line, column) = Locator::new(document).place(*first, "symbols", None);
    Some(Problem {
        level: Level::Warning,
        kind: ProblemKind::MissingInPalette,
        line,
        column,
        message,
        subject: Some(*first),
        forms: words.into_iter().map(str::to_owned).collect(),
    })
}

/// Captures that a pattern's symbol names and the pattern does not have: they would be written as they stand.
fn captures(findings: &mut Findings<'_>, places: &[Place<'_>]) {
    for place in places.iter().filter(|place| place.symbol.text.contains('{')) {
        let Subject::Entry(at) = place.subject else { continue };
        let entry = &findings.document.dictionary.entries[at];
        let sources = std::iter::once(&entry.word).chain(&entry.also);
        let patterns: Vec<Regex> = sources.filter_map(|source| Regex::new(source).ok()).collect();
        if entry.matching != Matching::Pattern || patterns.is_empty() {
            continue;
        }
        let has = |pattern: &Regex, name: &str| match name.parse::<usize>() {
            Ok(index) => index < pattern.captures_len(),
            Err(_) => pattern.capture_names().flatten().any(|own| own == name),
        };
        let names = place.symbol.text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0));
        let lacking: Vec<&str> =
            names.filter(|name| is_name(name) && patterns.iter().any(|pattern| !has(pattern, name))).collect();
        let Some(name) = lacking.first() else { continue };
        let message = format!(
            "the symbol {} of {} names the capture `{{{name}}}`, which the pattern does not have; it would be written as \
             it stands",
            shown(&place.symbol.text),
            shown(&entry.word)
        );
        findings.warn(ProblemKind::UnknownCapture, place.subject, "symbols", Some(place.element), message);
    }
}

/// Whether what stands in braces reads as the number or name of a capture.
fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
        || text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

fn same(findings: &mut Findings<'_>, places: &[&Place<'_>]) {
    let mut first: HashMap<(&str, &str), Subject> = HashMap::new();
    for place in places {
        let earlier = *first.entry((place.symbol.palette(), &place.symbol.text)).or_insert(place.subject);
        if earlier == place.subject {
            continue;
        }
        let level = findings.level(Accept::SameSymbol, earlier, place.subject);
        let message = format!(
            "{} has the symbol {} that {} has; choose another, or accept it with `allow: [SameSymbol]`",
            shown(&findings.title(place.subject)),
            shown(&place.symbol.text),
            findings.mention(earlier)
        );
        findings.add(level, ProblemKind::SameSymbol, place.subject, "symbols", Some(place.element), message);
    }
}

fn look_alikes(findings: &mut Findings<'_>, places: &[&Place<'_>]) {
    let mut first: HashMap<(&str, String), &Place<'_>> = HashMap::new();
    for place in places {
        let key = (place.symbol.palette(), look_alike_key(&place.symbol.text));
        let earlier = *first.entry(key).or_insert(place);
        if earlier.symbol.text == place.symbol.text || earlier.subject == place.subject {
            continue;
        }
        let message = format!(
            "the symbol {} of {} looks like {} of {}; choose another that readers can tell apart",
            shown(&place.symbol.text),
            shown(&findings.title(place.subject)),
            shown(&earlier.symbol.text),
            findings.mention(earlier.subject)
        );
        findings.warn(ProblemKind::LookAlike, place.subject, "symbols", Some(place.element), message);
    }
}
