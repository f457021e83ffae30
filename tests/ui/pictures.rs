//! Pictures of the main window, compared on each run with those in `screenshots/`.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test pictures` writes them anew.

use crate::ui::{Look, Stage, stage_with};
use egui::Key;
use egui_kittest::SnapshotOptions;
use egui_kittest::kittest::Queryable as _;
use hyperlex::dictionary::{Entry, Symbol};
use hyperlex::engine::Density;
use hyperlex::studio::{Action, Language, SettingsAction};

fn compare(stage: &mut Stage, name: &str) {
    let options = SnapshotOptions::new().output_path("screenshots").threshold(0.6).max_failed_pixels(40usize);
    stage.harness.snapshot_options(name, &options);
}

/// The sample with a word selected and the pointer on it.
fn studio(look: &Look) -> Stage {
    let mut stage = plain(look);
    let marks: Vec<_> = stage.harness.get_all_by_role_and_label(egui::accesskit::Role::Mark, "ветерка").collect();
    marks[0].hover();
    drop(marks);
    // The card opens after 350 ms.
    stage.harness.run_steps(40);
    stage
}

fn plain(look: &Look) -> Stage {
    stage_with(look, |studio| {
        studio.apply(Action::Settings(SettingsAction::Density(Density::fixed(0.65))));
        studio.apply(Action::Settings(SettingsAction::Seed(4217)));
        studio.apply(Action::Select(studio.find_headword("ветерок")));
    })
}

/// The form of a new entry pulled up, with its whole paradigm or the first forms.
fn forms(look: &Look, entry: Entry, edge: &str, unfolded: bool) -> Stage {
    let mut stage = stage_with(look, |studio| {
        let word = entry.word.clone();
        studio.apply(Action::SetActiveLayer(usize::from(look.language == Language::English)));
        studio.apply(Action::AddEntry(Box::new(entry)));
        studio.apply(Action::Select(studio.find_headword(&word)));
    });
    let edge = stage.harness.get_by_label(edge).rect().center();
    let up = edge - egui::vec2(0.0, 180.0);
    stage.harness.drag_at(edge);
    stage.harness.hover_at(up);
    stage.harness.run_steps(2);
    stage.harness.drop_at(up);
    stage.harness.run_steps(2);
    if unfolded {
        stage.unfold_forms();
    }
    stage
}

fn entry(word: &str, symbol: &str, except: &[&str]) -> Entry {
    let except = except.iter().map(|form| (*form).to_owned()).collect();
    Entry { word: word.into(), symbols: vec![Symbol::new(symbol)], except, ..Entry::default() }
}

#[test]
fn forms_dark_ru() {
    let mut stage = forms(&Look::russian(), entry("плыть", "🏊", &["плывёте"]), "Высота формы", true);
    compare(&mut stage, "forms-dark-ru");
}

#[test]
fn forms_light_en() {
    let look = Look { size: Look::LARGE, dark: false, language: Language::English };
    let mut stage = forms(&look, entry("ski", "🎿", &[]), "Height of the form", false);
    compare(&mut stage, "forms-light-en");
}

#[test]
fn studio_dark_ru() {
    compare(&mut studio(&Look::russian()), "studio-dark-ru");
}

#[test]
fn studio_light_en() {
    compare(&mut studio(&Look { size: Look::LARGE, dark: false, language: Language::English }), "studio-light-en");
}

#[test]
fn studio_small_dark_ru() {
    compare(&mut studio(&Look { size: Look::SMALL, ..Look::russian() }), "studio-small-dark-ru");
}

#[test]
fn studio_small_light_en() {
    let look = Look { size: Look::SMALL, dark: false, language: Language::English };
    compare(&mut studio(&look), "studio-small-light-en");
}

#[test]
fn picker_dark_ru() {
    let mut stage = plain(&Look::russian());
    stage.ctrl(Key::E);
    stage.type_text("ветр");
    stage.settle();
    compare(&mut stage, "picker-dark-ru");
}
