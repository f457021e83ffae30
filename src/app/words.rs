//! What things of the app are called on screen.

use crate::app::i18n::{Speaker, arg, has, tr, tr_with};
use crate::dictionary::{Problem, ProblemKind};
use crate::studio::{Notice, Studio};

/// The shown name of the project.
pub fn project_name(ui: &impl Speaker, studio: &Studio) -> String {
    if studio.project_name.is_empty() { tr(ui, "untitled") } else { studio.project_name.clone() }
}

/// A step's name for undo and redo: a Fluent key and what it is about.
pub fn step(ui: &impl Speaker, step: (&'static str, String)) -> String {
    let (key, about) = step;
    if has(ui, key) {
        tr_with(ui, key, [("about", arg(about))])
    } else {
        tr_with(ui, "step-other", [("about", arg(about))])
    }
}

/// So many forms are named in a sentence.
const NAMED: usize = 3;

/// A problem in the language of the window: its kind, and what its sentence names in «quotation marks».
pub fn problem(ui: &impl Speaker, problem: &Problem) -> String {
    let kind = serde_json::to_value(problem.kind).ok();
    let key = format!("problem-{}", kind.as_ref().and_then(|kind| kind.as_str()).unwrap_or_default());
    if !has(ui, &key) {
        return problem.message.clone();
    }
    let quote = |name: &str| tr_with(ui, "quoted", [("name", name.into())]);
    let count = problem.forms.len();
    let listed = |mut named: Vec<String>| {
        if let Some(more) = count.checked_sub(named.len()).filter(|more| *more > 0) {
            named.push(tr_with(ui, "problem-forms-more", [("count", arg(more as u64))]));
        }
        named.join(", ")
    };
    if problem.kind == ProblemKind::GuessedForms {
        let named = problem.forms.iter().take(NAMED).map(|form| quote(form)).collect();
        return tr_with(ui, "problem-guessed-forms", [("forms", listed(named).into())]);
    }
    let shares = shares(&problem.message);
    if !shares.is_empty() {
        let named = shares.iter().map(|(form, shares)| format!("{} ({shares})", quote(form))).collect();
        return tr_with(ui, "problem-likely-other", [("count", arg(count as u64)), ("forms", listed(named).into())]);
    }
    let named: Vec<&str> = problem.message.split('«').skip(1).filter_map(|rest| rest.split('»').next()).collect();
    let named = named.iter().map(|name| quote(name)).collect::<Vec<_>>().join(", ");
    tr_with(ui, &key, [("names", named.into())]).trim_end_matches([':', ' ']).to_owned()
}

/// Forms of a sentence with what stands in brackets after them: what they may be, with shares.
fn shares(message: &str) -> Vec<(&str, &str)> {
    message
        .split('«')
        .skip(1)
        .filter_map(|rest| {
            let (form, rest) = rest.split_once("» (")?;
            let (shares, _) = rest.split_once(')')?;
            shares.starts_with(|c: char| c.is_ascii_digit()).then_some((form, shares))
        })
        .collect()
}

/// A message for the user.
pub fn notice(ui: &impl Speaker, notice: &Notice) -> String {
    let path = |path: &std::path::Path| path.display().to_string();
    match notice {
        Notice::SampleCopied(to) => tr_with(ui, "notice-sample-copied", [("path", arg(path(to)))]),
        Notice::Saved(to) => {
            let name = to.file_name().map_or_else(|| path(to), |name| name.to_string_lossy().into_owned());
            tr_with(ui, "notice-saved", [("name", arg(name))])
        }
        Notice::Imported(added, changed, skipped, rejected) => tr_with(
            ui,
            "notice-imported",
            [
                ("added", arg(*added as u64)),
                ("changed", arg(*changed as u64)),
                ("skipped", arg(*skipped as u64)),
                ("rejected", arg(*rejected as u64)),
            ],
        ),
        Notice::Failed(sentence) => sentence.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::Level;
    use crate::studio::Language;

    #[test]
    fn shares_of_forms_are_said_in_the_language_of_the_window() {
        let message = "«ель» may be met where another word is meant: «ели» (70 % есть, 30 % ель) and 1 more; name …";
        let shared = Problem {
            level: Level::Warning,
            kind: ProblemKind::SharedForm,
            line: 0,
            column: 0,
            message: message.into(),
            subject: None,
            forms: vec!["ели".into(), "елей".into()],
        };
        assert_eq!(
            problem(&Language::Russian, &shared),
            "Формы бывают и другими словами: «ели» (70 % есть, 30 % ель), и ещё 1"
        );
        assert_eq!(
            problem(&Language::English, &Problem { forms: vec!["ели".into()], ..shared }),
            "A form may be another word: “ели” (70 % есть, 30 % ель)"
        );
    }
}
