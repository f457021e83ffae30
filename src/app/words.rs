//! What things of the app are called on screen.

use crate::app::i18n::{Speaker, arg, has, tr, tr_with};
use crate::dictionary::Problem;
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

/// A problem in the language of the window: its kind, and what its sentence names in «quotation marks».
pub fn problem(ui: &impl Speaker, problem: &Problem) -> String {
    let kind = serde_json::to_value(problem.kind).ok();
    let key = format!("problem-{}", kind.as_ref().and_then(|kind| kind.as_str()).unwrap_or_default());
    if !has(ui, &key) {
        return problem.message.clone();
    }
    let named: Vec<&str> = problem.message.split('«').skip(1).filter_map(|rest| rest.split('»').next()).collect();
    let quote = |name: &&str| tr_with(ui, "quoted", [("name", (*name).into())]);
    let named = named.iter().map(quote).collect::<Vec<_>>().join(", ");
    tr_with(ui, &key, [("names", named.into())]).trim_end_matches([':', ' ']).to_owned()
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
