//! Quick fixes: the edit that cures a problem.

use crate::dictionary::import::joined_entry;
use crate::dictionary::rules::identity;
use crate::dictionary::{Accept, Dictionary, Document, Edit, Entry, Link, Problem, ProblemKind, Subject, Symbol};
use crate::symbol::hygiene::{forbidden_char, without_needless_selectors};

/// A quick fix.
#[derive(Clone, PartialEq, Debug)]
pub struct Fix {
    /// The edit that cures it.
    pub edit: Edit,
}

/// The quick fix of a problem, where there is one.
pub fn fix(document: &Document, problem: &Problem) -> Option<Fix> {
    let dictionary = &document.dictionary;
    let edit = match problem.subject? {
        Subject::Entry(at) if problem.kind == ProblemKind::DuplicateHeadword => merged(dictionary, at)?,
        Subject::Entry(at) => {
            let entry = dictionary.entries.get(at)?;
            let cured = cured_entry(entry, problem.kind);
            (cured != *entry).then(|| Edit::ReplaceEntry(at, Box::new(cured)))?
        }
        Subject::Link(at) => {
            let link = dictionary.links.get(at)?;
            let cured = cured_link(link, problem.kind);
            (cured != *link).then(|| Edit::ReplaceLink(at, Box::new(cured)))?
        }
    };
    Some(Fix { edit })
}

/// What a second entry says is added to the first, and the second goes.
fn merged(dictionary: &Dictionary, second: usize) -> Option<Edit> {
    let doubled = dictionary.entries.get(second)?;
    let wanted = identity(doubled);
    let first = dictionary.entries[..second].iter().position(|entry| identity(entry) == wanted)?;
    let joined = joined_entry(&dictionary.entries[first], doubled);
    let mut edits = Vec::new();
    if joined != dictionary.entries[first] {
        edits.push(Edit::ReplaceEntry(first, Box::new(joined)));
    }
    edits.push(Edit::RemoveEntry(second));
    Some(Edit::Batch(edits))
}

fn cured_entry(entry: &Entry, kind: ProblemKind) -> Entry {
    let mut entry = entry.clone();
    match kind {
        ProblemKind::UnknownParent | ProblemKind::Cycle => entry.parent = None,
        ProblemKind::SharedForm | ProblemKind::Shadowed => accept(&mut entry.allow, Accept::SharedForm),
        ProblemKind::SameSymbol => accept(&mut entry.allow, Accept::SameSymbol),
        ProblemKind::EmptyWord => {
            entry.also.retain(|word| !word.trim().is_empty());
            entry.except.retain(|word| !word.trim().is_empty());
        }
        ProblemKind::NeverMatches => {
            let word = single_spaced(&entry.word);
            if super::words::is_phrase(&word) {
                entry.word = word;
            }
            for word in &mut entry.also {
                *word = single_spaced(word);
            }
        }
        ProblemKind::ForbiddenCharacter => {
            let own = [Some(&mut entry.word), entry.emotion.as_mut(), entry.parent.as_mut()].into_iter().flatten();
            let lists = [&mut entry.also, &mut entry.except, &mut entry.tags];
            own.chain(lists.into_iter().flatten()).for_each(clean);
        }
        _ => {}
    }
    cure_symbols(&mut entry.symbols, kind);
    entry
}

fn cured_link(link: &Link, kind: ProblemKind) -> Link {
    let mut link = link.clone();
    match kind {
        ProblemKind::SharedForm | ProblemKind::Shadowed => accept(&mut link.allow, Accept::SharedForm),
        ProblemKind::SameSymbol => accept(&mut link.allow, Accept::SameSymbol),
        ProblemKind::ForbiddenCharacter => {
            link.of.iter_mut().chain(link.emotion.as_mut()).chain(&mut link.tags).for_each(clean);
        }
        _ => {}
    }
    cure_symbols(&mut link.symbols, kind);
    link
}

fn cure_symbols(symbols: &mut Vec<Symbol>, kind: ProblemKind) {
    match kind {
        ProblemKind::NeedlessSelector => {
            for symbol in symbols {
                if let Some(shorter) = without_needless_selectors(&symbol.text) {
                    symbol.text = shorter;
                }
            }
        }
        ProblemKind::EmptySymbol => symbols.retain(|symbol| !symbol.text.trim().is_empty()),
        ProblemKind::BadWeight => {
            for symbol in symbols.iter_mut().filter(|symbol| !(symbol.weight > 0.0 && symbol.weight.is_finite())) {
                symbol.weight = 1.0;
            }
        }
        ProblemKind::ForbiddenCharacter => {
            symbols
                .iter_mut()
                .flat_map(|symbol| [Some(&mut symbol.text), symbol.palette.as_mut()])
                .flatten()
                .for_each(clean);
        }
        _ => {}
    }
}

fn accept(allow: &mut Vec<Accept>, accepted: Accept) {
    if !allow.contains(&accepted) {
        allow.push(accepted);
    }
}

fn clean(text: &mut String) {
    while let Some(found) = forbidden_char(text) {
        *text = text.replace(found, "");
    }
}

fn single_spaced(word: &str) -> String {
    word.split_whitespace().collect::<Vec<_>>().join(" ")
}
