//! Quick fixes: the edit that cures a problem.

use crate::dictionary::import::joined_entry;
use crate::dictionary::rules::identity;
use crate::dictionary::{
    Accept, Dictionary, Document, Edit, Entry, Level, Link, Problem, ProblemKind, Subject, Symbol,
};
use crate::symbol::hygiene::{forbidden_char, without_needless_selectors};

/// What a quick fix does.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Cure {
    /// Adds the forms to `except`.
    Except,
    /// Accepts the warning in `allow`.
    Accept,
    /// Approves guessed forms.
    Approve,
    /// Writes symbols without a needless U+FE0F.
    Shorten,
    /// Joins a second entry of a word with the first.
    Merge,
    /// Writes or removes what is wrong.
    Mend,
}

/// A quick fix.
#[derive(Clone, PartialEq, Debug)]
pub struct Fix {
    /// What it does.
    pub cure: Cure,
    /// The edit that cures it.
    pub edit: Edit,
}

/// The quick fixes of a problem, the likeliest to be wanted first.
pub fn fixes(document: &Document, problem: &Problem) -> Vec<Fix> {
    let dictionary = &document.dictionary;
    let Some(subject) = problem.subject.filter(|_| problem.level != Level::Note) else { return Vec::new() };
    let cures = cures(problem.kind).iter();
    cures.filter_map(|cure| Some(Fix { cure: *cure, edit: edit(dictionary, subject, problem, *cure)? })).collect()
}

fn cures(kind: ProblemKind) -> &'static [Cure] {
    match kind {
        ProblemKind::SharedForm => &[Cure::Except, Cure::Accept],
        ProblemKind::Shadowed | ProblemKind::SameSymbol => &[Cure::Accept],
        ProblemKind::GuessedForms => &[Cure::Approve, Cure::Except],
        ProblemKind::NeedlessSelector => &[Cure::Shorten],
        ProblemKind::DuplicateHeadword => &[Cure::Merge],
        _ => &[Cure::Mend],
    }
}

fn edit(dictionary: &Dictionary, subject: Subject, problem: &Problem, cure: Cure) -> Option<Edit> {
    match subject {
        Subject::Entry(at) if cure == Cure::Merge => merged(dictionary, at),
        Subject::Entry(at) => {
            let entry = dictionary.entries.get(at)?;
            let cured =
                if cure == Cure::Except { excepted(entry, &problem.forms) } else { cured_entry(entry, problem.kind) };
            (cured != **entry).then(|| Edit::ReplaceEntry(at, Box::new(cured)))
        }
        Subject::Link(_) if cure == Cure::Except => None,
        Subject::Link(at) => {
            let link = dictionary.links.get(at)?;
            let cured = cured_link(link, problem.kind);
            (cured != **link).then(|| Edit::ReplaceLink(at, Box::new(cured)))
        }
    }
}

fn excepted(entry: &Entry, forms: &[String]) -> Entry {
    let mut entry = entry.clone();
    for form in forms {
        if !entry.except.contains(form) {
            entry.except.push(form.clone());
        }
    }
    entry
}

/// What a second entry says is added to the first, and the second goes.
fn merged(dictionary: &Dictionary, second: usize) -> Option<Edit> {
    let doubled = dictionary.entries.get(second)?;
    let wanted = identity(doubled);
    let first = dictionary.entries[..second].iter().position(|entry| identity(entry) == wanted)?;
    let joined = joined_entry(&dictionary.entries[first], doubled);
    let mut edits = Vec::new();
    if joined != *dictionary.entries[first] {
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
        ProblemKind::GuessedForms => accept(&mut entry.allow, Accept::GuessedForms),
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
        ProblemKind::GuessedForms => accept(&mut link.allow, Accept::GuessedForms),
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
