//! Warnings about symbols: one for two entries, look-alikes, a needless U+FE0F.

use crate::check::Findings;
use crate::dictionary::rules::shown;
use crate::dictionary::{Accept, ProblemKind, Subject, Symbol};
use crate::symbol::hygiene::{look_alike_key, without_needless_selectors};
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
    let active: Vec<&Place<'_>> = places.iter().filter(|place| is_enabled(findings, place.subject)).collect();
    same(findings, &active);
    look_alikes(findings, &active);
}

fn places(document: &crate::dictionary::Document) -> Vec<Place<'_>> {
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
