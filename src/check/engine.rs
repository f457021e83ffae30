//! What only the engine can say: forms that two entries claim, entries that never win, examples that fail.

use crate::check::Findings;
use crate::check::homonyms::named;
use crate::dictionary::rules::{identity, shown};
use crate::dictionary::{Accept, Level, Matching, ProblemKind, Subject};
use crate::engine::{Conflict, Forms, Layer, Lexicon, Settings, Target, Worker};
use crate::text::Markup;
use crate::text::folding::key;
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// Adds warnings about conflicts, and problems of the given level about examples.
pub fn check(findings: &mut Findings<'_>, examples: Level) {
    let layer = Layer { dictionary: &findings.document.dictionary, enabled: true };
    let (lexicon, conflicts) = Lexicon::compile(&[layer], Forms::Inflected);
    forms(findings, &conflicts);
    run_examples(findings, lexicon, examples);
}

fn subject(target: Target) -> Subject {
    match target {
        Target::Entry { index, .. } => Subject::Entry(index as usize),
        Target::Link { index, .. } => Subject::Link(index as usize),
    }
}

/// One warning for each pair, placed at the loser.
fn forms(findings: &mut Findings<'_>, conflicts: &[Conflict]) {
    let order = |subject: Subject| match subject {
        Subject::Entry(at) => (0, at),
        Subject::Link(at) => (1, at),
    };
    let mut pairs: BTreeMap<_, (Subject, Subject, Vec<&str>)> = BTreeMap::new();
    let mut lost: BTreeMap<_, HashSet<&str>> = BTreeMap::new();
    for conflict in conflicts {
        let (loser, winner) = (subject(conflict.loser), subject(conflict.winner));
        if is_double(findings, loser, winner) {
            continue;
        }
        let pair = pairs.entry((order(loser), order(winner))).or_insert((loser, winner, Vec::new()));
        pair.2.push(&conflict.form);
        lost.entry(order(loser)).or_default().insert(&conflict.form);
    }
    for (loser, winner, mut forms) in pairs.into_values() {
        forms.sort_unstable();
        forms.dedup();
        let named = named(&forms);
        let (title, other) = (shown(&findings.title(loser)), findings.mention(winner));
        let level = findings.level(Accept::SharedForm, loser, winner);
        let is_shadowed = lost.get(&order(loser)).is_some_and(|lost| loses_all(findings, loser, lost));
        let (kind, message) = if is_shadowed {
            let message =
                format!("{title} never matches: {other} stands before it and takes {named}; remove or change one");
            (ProblemKind::Shadowed, message)
        } else {
            let message = format!(
                "{title} and {other} both claim {named}; the latter wins: except the form from one, or accept it with \
                 `allow: [SharedForm]`"
            );
            (ProblemKind::SharedForm, message)
        };
        let forms = forms.into_iter().map(str::to_owned).collect();
        findings.add_forms(level, kind, loser, ("word", None), message, forms);
    }
}

/// Whether two entries have one headword: an error of its own, which says enough.
fn is_double(findings: &Findings<'_>, a: Subject, b: Subject) -> bool {
    let entries = &findings.document.dictionary.entries;
    match (a, b) {
        (Subject::Entry(a), Subject::Entry(b)) => identity(&entries[a]) == identity(&entries[b]),
        _ => false,
    }
}

/// Whether an entry lost every word as written.
fn loses_all(findings: &Findings<'_>, loser: Subject, lost: &HashSet<&str>) -> bool {
    let Subject::Entry(at) = loser else { return false };
    let entry = &findings.document.dictionary.entries[at];
    let mut words = std::iter::once(&entry.word).chain(&entry.also);
    entry.matching != Matching::Pattern && words.all(|word| lost.contains(key(word).as_str()))
}

/// Runs the examples with the dictionary alone and the defaults.
fn run_examples(findings: &mut Findings<'_>, lexicon: Lexicon, level: Level) {
    let document = findings.document;
    let entries = &document.dictionary.entries;
    if entries.iter().all(|entry| entry.examples.is_empty()) {
        return;
    }
    // The defaults have no protect patterns, which are all that can fail here.
    let Ok(mut worker) = Worker::new(Arc::new(lexicon), Arc::new(Settings::default())) else { return };
    for (at, entry) in entries.iter().enumerate() {
        for (element, (text, expected)) in entry.examples.iter().enumerate() {
            let got = worker.transform(text, Markup::Plain, 0).target;
            if got != *expected {
                let message = format!("the example {} gives {}, not {}", shown(text), shown(&got), shown(expected));
                findings.add(
                    level,
                    ProblemKind::FailingExample,
                    Subject::Entry(at),
                    "examples",
                    Some(element),
                    message,
                );
            }
        }
    }
}
