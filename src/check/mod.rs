//! Errors, warnings and quick fixes of dictionaries, also those that need the engine.

mod engine;
mod fix;
pub mod forms;
mod homonyms;
mod symbols;
mod words;

use crate::dictionary::locate::Locator;
use crate::dictionary::rules;
use crate::dictionary::store::sort;
use crate::dictionary::{Accept, Document, Level, Problem, ProblemKind, Subject};

pub use fix::{Cure, Fix, fixes};
pub use homonyms::guessed_words;
pub use symbols::missing_in_palettes;

/// All that is wrong with a document, as the command `check` tells it: what parsing said (`parsed`) and what the model
/// and the engine say, by place. A failing example is an error.
pub fn check(document: &Document, parsed: &[Problem]) -> Vec<Problem> {
    problems(document, parsed, Level::Error)
}

/// As [`check`], for the window, where a failing example is a warning.
pub fn review(document: &Document, parsed: &[Problem]) -> Vec<Problem> {
    problems(document, parsed, Level::Warning)
}

fn problems(document: &Document, parsed: &[Problem], examples: Level) -> Vec<Problem> {
    let locator = Locator::new(document);
    let mut found = retained(document, parsed, &locator);
    if !document.is_opaque() {
        found.extend(rules::errors(document, &locator));
        let mut findings = Findings { document, locator: &locator, problems: found };
        words::check(&mut findings);
        symbols::check(&mut findings);
        engine::check(&mut findings, examples);
        homonyms::check(&mut findings);
        found = findings.problems;
    }
    sort(&mut found);
    found
}

/// What reading said and no edit can change. The rest is found anew.
fn retained(document: &Document, parsed: &[Problem], locator: &Locator<'_>) -> Vec<Problem> {
    let mut kept = Vec::new();
    for problem in parsed.iter().filter(|problem| !rules::KINDS.contains(&problem.kind)) {
        let mut problem = problem.clone();
        if let Some(subject) = problem.subject.filter(|_| document.is_changed()) {
            problem.subject = locator.now(subject);
            if problem.subject.is_none() {
                continue;
            }
        }
        kept.push(problem);
    }
    kept
}

/// Collects warnings about a document.
struct Findings<'a> {
    document: &'a Document,
    locator: &'a Locator<'a>,
    problems: Vec<Problem>,
}

impl Findings<'_> {
    fn warn(&mut self, kind: ProblemKind, subject: Subject, field: &str, element: Option<usize>, message: String) {
        self.add(Level::Warning, kind, subject, field, element, message);
    }

    fn add(
        &mut self,
        level: Level,
        kind: ProblemKind,
        subject: Subject,
        field: &str,
        element: Option<usize>,
        message: String,
    ) {
        self.add_forms(level, kind, subject, (field, element), message, Vec::new());
    }

    /// As [`Self::add`], for what is about forms.
    fn add_forms(
        &mut self,
        level: Level,
        kind: ProblemKind,
        subject: Subject,
        (field, element): (&str, Option<usize>),
        message: String,
        forms: Vec<String>,
    ) {
        let (line, column) = self.locator.place(subject, field, element);
        self.problems.push(Problem { level, kind, line, column, message, subject: Some(subject), forms });
    }

    /// The warnings that an entry or link accepts.
    fn allow(&self, subject: Subject) -> &[Accept] {
        let dictionary = &self.document.dictionary;
        match subject {
            Subject::Entry(at) => dictionary.entries.get(at).map_or(&[], |entry| &entry.allow),
            Subject::Link(at) => dictionary.links.get(at).map_or(&[], |link| &link.allow),
        }
    }

    /// Note when one of the two accepts the warning.
    fn level(&self, accept: Accept, a: Subject, b: Subject) -> Level {
        let is_accepted = self.allow(a).contains(&accept) || self.allow(b).contains(&accept);
        if is_accepted { Level::Note } else { Level::Warning }
    }

    /// What a subject is called, with its line.
    fn mention(&self, subject: Subject) -> String {
        self.locator.mention(subject, &self.title(subject))
    }

    /// The headword of an entry, the members of a link.
    fn title(&self, subject: Subject) -> String {
        let dictionary = &self.document.dictionary;
        match subject {
            Subject::Entry(at) => dictionary.entries.get(at).map(|entry| entry.word.clone()),
            Subject::Link(at) => dictionary.links.get(at).map(|link| link.title()),
        }
        .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
