//! Pictures of the main window, compared on each run with those in `screenshots/`.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test pictures` writes them anew.

use crate::ui::{Look, Stage, stage};
use egui_kittest::SnapshotOptions;
use hyperlex::studio::Language;

fn compare(stage: &mut Stage, name: &str) {
    let options = SnapshotOptions::new().output_path("screenshots").threshold(0.6).max_failed_pixels(40usize);
    stage.harness.snapshot_options(name, &options);
}

#[test]
fn studio_dark_ru() {
    let mut stage = stage(&Look::russian());
    compare(&mut stage, "studio-dark-ru");
}

#[test]
fn studio_light_en() {
    let mut stage = stage(&Look { size: Look::LARGE, dark: false, language: Language::English });
    compare(&mut stage, "studio-light-en");
}

#[test]
fn studio_small_dark_ru() {
    let mut stage = stage(&Look { size: Look::SMALL, ..Look::russian() });
    compare(&mut stage, "studio-small-dark-ru");
}

#[test]
fn studio_small_light_en() {
    let mut stage = stage(&Look { size: Look::SMALL, dark: false, language: Language::English });
    compare(&mut stage, "studio-small-light-en");
}
