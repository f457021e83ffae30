//! What things of the app are called on screen.

use crate::app::i18n::{Speaker, arg, has, tr, tr_with};
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
