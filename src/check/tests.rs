//! Tests of all warnings and fixes.

use crate::check::{check, fixes, review};
use crate::dictionary::{Document, FileFormat, Level, Problem, ProblemKind};
use std::sync::Arc;

/// A document with entries, one a line from line 4 on, then links.
fn document(entries: &str, links: &str) -> (Document, Vec<Problem>) {
    let text =
        format!("Dictionary(\nformat: 1, language: \"ru\",\nentries: [\n{entries}\n],\nlinks: [\n{links}\n],\n)");
    Document::parse(&text, FileFormat::Ron)
}

fn found(entries: &str, links: &str) -> Vec<Problem> {
    let (document, parsed) = document(entries, links);
    check(&document, &parsed)
}

fn places(problems: &[Problem]) -> Vec<(Level, ProblemKind, usize, usize)> {
    problems.iter().map(|problem| (problem.level, problem.kind, problem.line, problem.column)).collect()
}

#[test]
fn each_warning_has_its_place() {
    use Level::{Error, Note, Warning};
    use ProblemKind as Kind;
    let mut wrong = Vec::new();
    let mut one = |entries: &str, links: &str, wanted: (Level, ProblemKind, usize, usize)| {
        let problems = found(entries, links);
        if places(&problems) != [wanted] {
            wrong.push(format!("{wanted:?}: {problems:?}"));
        }
    };
    let clean = "(word: \"дождь\", symbols: [\"☔\"]),\n(word: \"точка зрения\", symbols: [\"👁\"]),";
    assert_eq!(found(clean, ""), []);
    one(&format!("{clean}\n(word: \"ливень\", symbols: [\"🌧\", \"☔\"])"), "", (Warning, Kind::SameSymbol, 6, 33));
    one(
        &format!("{clean}\n(word: \"ливень\", symbols: [\"☔\"], allow: [SameSymbol])"),
        "",
        (Note, Kind::SameSymbol, 6, 28),
    );
    one(
        &format!("{clean}\n(word: \"дождь сильный\", also: [\"дождь\"], symbols: [\"🌧\"])"),
        "",
        (Warning, Kind::SharedForm, 6, 8),
    );
    one(
        &format!("{clean}\n(word: \"дождь сильный\", also: [\"дождь\"], symbols: [\"🌧\"], allow: [SharedForm])"),
        "",
        (Note, Kind::SharedForm, 6, 8),
    );
    one(&format!("{clean}\n(word: \"вера\", symbols: [\"❤\u{FE0F}\"])"), "", (Warning, Kind::NeedlessSelector, 6, 26));
    one(&format!("{clean}\n(word: \"дождь  сильный\", symbols: [\"🌧\"])"), "", (Warning, Kind::NeverMatches, 6, 8));
    one(&format!("{clean}\n(word: \"снег\")"), "", (Warning, Kind::NoSymbol, 6, 8));
    one(&format!("{clean}\n(word: \"для\", symbols: [\"🌧\"])"), "", (Warning, Kind::FalseFriend, 6, 8));
    one(
        &format!("{clean}\n(word: \"снег\", symbols: [\"❄\"], examples: [(\"Снег\", \"❄\"), (\"снег\", \"☃\")])"),
        "",
        (Error, Kind::FailingExample, 6, 58),
    );
    one(clean, "(of: [\"дождь\", \"грусть\"], symbols: [\"🫧\"]),", (Warning, Kind::MemberWithoutEntry, 8, 16));
    one(clean, "(of: [\"дождь\", \"точка зрения\"]),", (Warning, Kind::NoSymbol, 8, 6));
    let pattern = |symbol: &str| format!("(word: r\"(?<n>\\d+) кг\", matching: Pattern, symbols: [\"{symbol}\"]),");
    one(&pattern("⚖{2}"), "", (Warning, Kind::UnknownCapture, 4, 54));
    one(&pattern("⚖{kg}"), "", (Warning, Kind::UnknownCapture, 4, 54));
    assert_eq!(found(&pattern("⚖{1}{n}{0}{}{a b}"), ""), []);
    let hearts = "(word: \"любовь\", symbols: [\"❤\"]),\n(word: \"сердце\", symbols: [\"♥\"]),";
    one(hearts, "", (Warning, Kind::LookAlike, 5, 28));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_entry_that_never_wins_is_shadowed() {
    let problems = found(
        "(word: \"снег\", also: [\"лёд\"], symbols: [\"❄\"]),\n(word: \"лед\", also: [\"лёд\"], symbols: [\"🧊\"]),\n(word: \"Лёд\", symbols: [\"☃\"]),",
        "",
    );
    assert!(problems.iter().any(|problem| problem.kind == ProblemKind::Shadowed && problem.line == 6), "{problems:?}");
}

#[test]
fn a_failing_example_is_a_warning_in_the_window() {
    let (document, parsed) = document("(word: \"снег\", symbols: [\"❄\"], examples: [(\"снег\", \"☃\")])", "");
    assert_eq!(parsed, []);
    let problems = review(&document, &parsed);
    assert_eq!(problems[0].level, Level::Warning);
    assert!(problems[0].message.contains("gives «❄», not «☃»"), "{problems:?}");
}

#[test]
fn fixes_cure() {
    let cures = |entries: &str, links: &str, kind: ProblemKind| {
        let (mut document, parsed) = document(entries, links);
        let before = check(&document, &parsed);
        let problem = before.iter().find(|problem| problem.kind == kind).unwrap();
        let all = fixes(&document, problem);
        assert!(!all.is_empty(), "no fix for {problem:?}");
        for fix in all {
            let undo = document.dictionary.apply(fix.edit);
            let after = check(&document, &parsed);
            assert!(
                after.iter().all(|problem| problem.kind != kind || problem.level == Level::Note),
                "{kind:?} stays after {:?}: {after:?}",
                fix.cure
            );
            document.dictionary.apply(undo);
            assert_eq!(check(&document, &parsed), before);
        }
    };
    let rain = "(word: \"дождь\", symbols: [\"☔\"]),\n";
    let with = |line: &str| format!("{rain}{line}");
    cures(&with("(word: \"вера\", symbols: [\"❤\u{FE0F}\"])"), "", ProblemKind::NeedlessSelector);
    cures(&with("(word: \"вера\", symbols: [\"☔\"])"), "", ProblemKind::SameSymbol);
    cures(&with("(word: \"вера\", also: [\"дождь\"], symbols: [\"❤\"])"), "", ProblemKind::SharedForm);
    cures(&with("(word: \"вера\", parent: \"нет\", symbols: [\"❤\"])"), "", ProblemKind::UnknownParent);
    cures(&with("(word: \"вера\", parent: \"вера\", symbols: [\"❤\"])"), "", ProblemKind::Cycle);
    cures(&with("(word: \"Дождь\", symbols: [\"🌧\"])"), "", ProblemKind::DuplicateHeadword);
    cures(&with("(word: \"вера\", symbols: [\"\", \"❤\"])"), "", ProblemKind::EmptySymbol);
    cures(&with("(word: \"вера\", symbols: [(text: \"❤\", weight: -1)])"), "", ProblemKind::BadWeight);
    cures(&with("(word: \"вера\\u{202E}\", symbols: [\"❤\"])"), "", ProblemKind::ForbiddenCharacter);
    cures(&with("(word: \" тихая  вера\", symbols: [\"❤\"])"), "", ProblemKind::NeverMatches);
}

#[test]
fn edits_cure_and_cause_problems() {
    let (mut document, parsed) =
        document("(word: \"Снег\", symbols: [\"❄\"]),\n(word: \"снег\", symbols: [\"☃\"], smbol: 1),", "");
    let kinds = |problems: &[Problem]| problems.iter().map(|problem| problem.kind).collect::<Vec<_>>();
    let now = check(&document, &parsed);
    assert!(kinds(&now).contains(&ProblemKind::DuplicateHeadword) && kinds(&now).contains(&ProblemKind::UnknownField));
    Arc::make_mut(&mut document.dictionary.entries[0]).word = "град".into();
    let now = check(&document, &parsed);
    assert_eq!(kinds(&now), [ProblemKind::UnknownField], "{now:?}");
    Arc::make_mut(&mut document.dictionary.entries[0]).parent = Some("нет".into());
    document.dictionary.entries.remove(1);
    assert_eq!(kinds(&check(&document, &parsed)), [ProblemKind::UnknownParent]);
}

#[test]
fn other_formats_have_places_too() {
    let (document, parsed) =
        Document::parse("{\"a b\": \"x\",\n \"c\": \"❤\u{FE0F}\",\n \"C\": \"y\"}", FileFormat::Json);
    let problems = check(&document, &parsed);
    let kinds: Vec<_> = problems.iter().map(|problem| (problem.line, problem.column, problem.kind)).collect();
    assert!(kinds.contains(&(2, 2, ProblemKind::NeedlessSelector)), "{kinds:?}");
    assert!(kinds.contains(&(3, 2, ProblemKind::DuplicateHeadword)), "{kinds:?}");
}
