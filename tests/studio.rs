//! The app without its window: what a user does, and what is shown and saved.

use hyperlex::dictionary::{Edit, Entry, Symbol};
use hyperlex::engine::{Density, Settings, Template};
use hyperlex::studio::{
    Action, ExportAction, Folders, Language, Notice, Preferences, Selection, SettingsAction, Studio,
};
use std::fs;
use std::path::{Path, PathBuf};

/// A studio on the sample in a folder of its own.
fn sample(home: &Path) -> Studio {
    Studio::with_folders(Preferences::default(), Folders::under(home))
}

/// A studio on an empty project that shows `text`.
fn showing(home: &Path, text: &str) -> Studio {
    let mut studio = sample(home);
    studio.apply(Action::NewProject);
    studio.apply(Action::ShowText(text.into()));
    studio
}

fn targets(studio: &Studio) -> Vec<String> {
    (0..studio.preview_len()).map(|index| studio.preview_row(index).target.clone()).collect()
}

fn words(studio: &Studio) -> Vec<String> {
    (0..studio.row_count()).map(|index| studio.row(index).word).collect()
}

fn home() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

#[test]
fn an_added_word_shows_at_once_and_undo_takes_it_back() {
    let home = home();
    let mut studio = showing(home.path(), "Крыльцо и свет.\n\nСвет.");
    assert_eq!(targets(&studio), ["Крыльцо и свет.", "Свет."]);
    studio.apply(Action::AddLine("свет ☀ радость".into()));
    assert_eq!(targets(&studio), ["Крыльцо и ☀{радость}.", "☀{радость}."]);
    assert_eq!(studio.undo_name(), Some(("step-add", "свет".into())));
    studio.apply(Action::Undo);
    assert_eq!(targets(&studio), ["Крыльцо и свет.", "Свет."]);
    assert_eq!(studio.row_count(), 0);
    assert_eq!(studio.redo_name(), Some(("step-add", "свет".into())));
    studio.apply(Action::Redo);
    assert_eq!(targets(&studio)[1], "☀{радость}.");
    assert_eq!(studio.selection, Some(Selection::entry(0, 0)));
}

#[test]
fn a_bare_word_waits_for_its_symbol() {
    let home = home();
    let mut studio = showing(home.path(), "свет");
    studio.apply(Action::AddLine("свет".into()));
    assert_eq!(targets(&studio), ["свет"]);
    let mut entry = studio.layers[0].entry(0).unwrap().clone();
    entry.symbols.push(Symbol::new("☀"));
    let edit = Edit::ReplaceEntry(0, Box::new(entry));
    studio.apply(Action::Edit { layer: 0, edit, step: "step-symbol" });
    assert_eq!(targets(&studio), ["☀"]);
}

#[test]
fn a_word_that_is_there_is_selected_instead() {
    let home = home();
    let mut studio = showing(home.path(), "");
    studio.apply(Action::AddLine("свет ☀".into()));
    studio.apply(Action::AddLine("дождь + грусть = ☔🫧".into()));
    studio.apply(Action::AddLine("Свет".into()));
    assert_eq!((studio.row_count(), studio.selection), (2, Some(Selection::entry(0, 0))));
    studio.apply(Action::AddLine("дождь + грусть = ☔".into()));
    assert_eq!((studio.row_count(), studio.selection), (2, Some(Selection::link(0, 0))));
}

#[test]
fn typing_is_one_step_to_undo() {
    let home = home();
    let mut studio = showing(home.path(), "свет");
    studio.apply(Action::AddLine("свет ☀".into()));
    for length in 1..=7 {
        let mut entry = studio.layers[0].entry(0).unwrap().clone();
        entry.emotion = Some("радость".chars().take(length).collect());
        let edit = Edit::ReplaceEntry(0, Box::new(entry));
        studio.apply(Action::Edit { layer: 0, edit, step: "step-emotion" });
    }
    assert_eq!(targets(&studio), ["☀{радость}"]);
    studio.apply(Action::Undo);
    assert_eq!(targets(&studio), ["☀"]);
}

#[test]
fn settings_act_at_once() {
    let home = home();
    let mut studio = showing(home.path(), "свет и дождь");
    studio.apply(Action::AddLine("свет ☀ радость".into()));
    let set = |studio: &mut Studio, action| studio.apply(Action::Settings(action));
    set(&mut studio, SettingsAction::Style(Template::parse("Gloss").unwrap()));
    assert_eq!(targets(&studio), ["свет (☀) и дождь"]);
    set(&mut studio, SettingsAction::Density(Density::fixed(0.0)));
    assert_eq!(targets(&studio), ["свет и дождь"]);
    studio.wait();
    let stats = studio.preview.stats.clone().unwrap();
    assert_eq!((stats.metrics.words, stats.metrics.sites, stats.metrics.replaced), (3, 1, 0));
    assert_eq!(studio.row(0).hits, Some(1));
    assert!(studio.row(0).tokens.is_some());
}

#[test]
fn a_layer_switched_off_takes_no_part() {
    let home = home();
    let mut studio = showing(home.path(), "свет");
    studio.apply(Action::AddLine("свет ☀".into()));
    studio.apply(Action::SetLayerEnabled(0, false));
    assert_eq!(targets(&studio), ["свет"]);
    assert!(!studio.row(0).enabled);
    studio.apply(Action::RemoveLayer(0));
    assert_eq!((studio.layers.len(), studio.row_count(), studio.selection), (0, 0, None));
}

#[test]
fn the_filter_finds_by_word_symbol_and_emotion() {
    let home = home();
    let mut studio = showing(home.path(), "");
    studio.apply(Action::AddLine("свет ☀ радость\nдождь ☔ грусть\nсон 😴".into()));
    for (filter, expected) in
        [("СВЕ", vec!["свет"]), ("☔", vec!["дождь"]), ("радость", vec!["свет"]), ("", vec!["свет", "дождь", "сон"])]
    {
        studio.apply(Action::SetFilter(filter.into()));
        assert_eq!(words(&studio), expected, "{filter}");
    }
}

#[test]
fn pasted_lines_are_one_step() {
    let home = home();
    let mut studio = showing(home.path(), "слово7 и слово93");
    let lines: Vec<String> = (0..100).map(|n| format!("слово{n} = ☀")).collect();
    studio.apply(Action::AddLine("слово7 = ☔".into()));
    studio.apply(Action::AddLine(lines.join("\n")));
    assert_eq!(studio.row_count(), 100);
    assert!(studio.notices.contains(&Notice::Imported(99, 0, 1, 0)), "{:?}", studio.notices);
    assert_eq!(targets(&studio), ["☔ и ☀"]);
    studio.apply(Action::Undo);
    assert_eq!(studio.row_count(), 1);
}

#[test]
fn the_sample_is_copied_at_its_first_edit_and_never_over_files() {
    let home = home();
    let taken = home.path().join("documents/hyperlex-sample");
    fs::create_dir_all(&taken).unwrap();
    let mut studio = sample(home.path());
    assert!(studio.is_sample && !studio.is_dirty() && !studio.needs_path());
    studio.apply(Action::Settings(SettingsAction::Reroll));
    assert!(studio.is_sample);
    studio.apply(Action::AddLine("крыльцо 🚪".into()));
    studio.apply(Action::AddLine("барин 🎩".into()));
    let copy = home.path().join("documents/hyperlex-sample-2");
    assert_eq!(studio.notices, [Notice::SampleCopied(copy.clone())]);
    assert!(fs::read_dir(&taken).unwrap().next().is_none());
    assert!(!studio.is_sample && studio.layers.iter().any(|layer| layer.dirty));
    let saved = |copy: &Path| {
        let folder = fs::read_dir(copy.join("dictionaries")).unwrap();
        folder.map(|file| fs::read_to_string(file.unwrap().path()).unwrap()).collect::<String>()
    };
    assert!(!saved(&copy).contains("крыльцо"));
    studio.apply(Action::Save);
    assert!(!studio.is_dirty(), "{:?}", studio.notices);
    assert!(saved(&copy).contains("(word: \"крыльцо\", symbols: [\"🚪\"])"));
    // The next start opens the copy.
    let preferences = Preferences::load(&Folders::under(home.path()));
    let again = Studio::with_folders(preferences, Folders::under(home.path()));
    assert!(!again.is_sample && again.find_headword("крыльцо").is_some());
}

#[test]
fn a_saved_project_comes_back_as_it_was() {
    let home = home();
    let mut studio = showing(home.path(), "свет");
    studio.apply(Action::AddLine("свет ☀".into()));
    studio.apply(Action::Settings(SettingsAction::Density(Density { low: 0.2, high: 0.7 })));
    assert!(studio.needs_path());
    studio.apply(Action::Save);
    assert!(studio.is_dirty());
    let book = home.path().join("book.txt");
    fs::write(&book, "Свет в окне.").unwrap();
    studio.apply(Action::Export(ExportAction::AddSources(vec![book.clone()])));
    let path = home.path().join("work/light.hyperlex");
    fs::create_dir(home.path().join("work")).unwrap();
    studio.apply(Action::SaveProjectAs(path.clone()));
    assert!(!studio.is_dirty() && !studio.needs_path(), "{:?}", studio.notices);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains("path: \"../book.txt\"") && text.contains("path: \"dictionaries/"), "{text}");

    let mut again = sample(home.path());
    again.apply(Action::Open(path.clone()));
    again.wait();
    assert_eq!(again.project_name, "light");
    assert_eq!(again.settings, Settings { density: Density { low: 0.2, high: 0.7 }, ..Settings::default() });
    assert_eq!(again.layers[0].dictionary(), studio.layers[0].dictionary());
    assert_eq!(again.sources.len(), 1);
    assert_eq!(again.preview_row(0).source, "Свет в окне.");
}

#[test]
fn undo_back_to_the_saved_state_is_clean() {
    let home = home();
    let path = home.path().join("words.ron");
    fs::write(&path, "Dictionary(\n  format: 1,\n  entries: [\n    (word: \"свет\", symbols: [\"☀\"]),\n  ],\n)\n")
        .unwrap();
    let mut studio = sample(home.path());
    studio.apply(Action::Open(path.clone()));
    assert!(!studio.is_dirty() && !studio.needs_path());
    studio.apply(Action::AddLine("дождь ☔".into()));
    assert!(studio.is_dirty());
    studio.apply(Action::Undo);
    assert!(!studio.is_dirty());
    studio.apply(Action::Redo);
    studio.apply(Action::Save);
    assert!(!studio.is_dirty() && fs::read_to_string(&path).unwrap().contains("дождь"));
    studio.apply(Action::Undo);
    assert!(studio.is_dirty());
}

#[test]
fn what_cannot_be_opened_is_said_and_changes_nothing() {
    let home = home();
    let mut studio = showing(home.path(), "свет");
    studio.apply(Action::AddLine("свет ☀".into()));
    let broken = home.path().join("broken.hyperlex");
    fs::write(&broken, "Project(format: 1, dictionaries: [(path: \"missing.ron\")])").unwrap();
    for path in [home.path().join("none.ron"), broken] {
        studio.notices.clear();
        studio.apply(Action::Open(path));
        studio.wait();
        assert!(matches!(studio.notices.as_slice(), [Notice::Failed(_)]), "{:?}", studio.notices);
        assert_eq!(targets(&studio), ["☀"]);
    }
}

#[test]
fn other_formats_are_imported_beside() {
    let home = home();
    let map = home.path().join("map.json");
    fs::write(&map, "{\"свет\": \"☀{радость}\", \"дождь + грусть\": \"☔🫧\"}").unwrap();
    let mut studio = showing(home.path(), "свет");
    studio.apply(Action::AddLayer(map));
    assert_eq!(studio.layers[0].path, Some(home.path().join("map.ron")));
    assert_eq!(targets(&studio), ["☀{радость}"]);
    assert!(fs::read_to_string(home.path().join("map.ron")).unwrap().contains("☔🫧"));
}

#[test]
fn the_sample_exports_into_numbered_folders() {
    let home = home();
    let mut studio = sample(home.path());
    studio.wait();
    let expected = studio.job.expected_records.unwrap();
    assert!(studio.job.size.is_some() && studio.job.tier.is_some() && expected > 0);
    let out = home.path().join("exports");
    studio.apply(Action::Export(ExportAction::Folder(out.clone())));
    for number in 1..=2 {
        studio.apply(Action::Export(ExportAction::Start));
        assert!(studio.has_running_job());
        studio.wait();
        let (folder, outcome) = studio.job.result.clone().unwrap_or_else(|| panic!("{:?}", studio.job.failure));
        assert_eq!(folder, out.join(format!("hyperlex-sample-00{number}")));
        let records: u64 = outcome.records.iter().sum();
        assert!(records > 0 && folder.join("manifest.json").exists());
        assert!(expected.abs_diff(records) * 4 < records, "forecast {expected}, exported {records}");
        assert_eq!(outcome.examples.len(), 5);
        studio.apply(Action::Export(ExportAction::DismissResult));
        assert!(studio.job.result.is_none());
    }
    assert!(studio.is_sample);
}

#[test]
fn a_failing_export_says_why() {
    let home = home();
    let mut studio = sample(home.path());
    let missing = home.path().join("missing.txt");
    studio.apply(Action::Export(ExportAction::AddSources(vec![missing])));
    studio.apply(Action::Export(ExportAction::Start));
    studio.wait();
    assert!(studio.job.result.is_none());
    assert!(studio.job.failure.as_ref().is_some_and(|failure| failure.contains("missing.txt")));
}

#[test]
fn a_file_is_shown_when_it_is_read() {
    let home = home();
    let file = home.path().join("book.txt");
    fs::write(&file, "Первая строка\n\nСвет горит.\n").unwrap();
    let mut studio = showing(home.path(), "ничего");
    studio.apply(Action::AddLine("свет ☀".into()));
    studio.apply(Action::ShowFile(file));
    assert!(studio.preview.loading);
    studio.wait();
    assert!(!studio.preview.loading);
    assert_eq!(targets(&studio), ["Первая строка", "☀ горит."]);
    assert_eq!(studio.preview_row(1).number, 2);
    studio.apply(Action::ShowFile(PathBuf::from("/no/such/file.txt")));
    studio.wait();
    assert!(matches!(studio.notices.last(), Some(Notice::Failed(_))));
    assert_eq!(studio.preview_len(), 2);
}

#[test]
fn frequent_words_without_an_entry_are_gaps() {
    let home = home();
    let mut studio = showing(home.path(), &"Барин вышел на крыльцо, который свет. ".repeat(6));
    studio.apply(Action::AddLine("свет ☀".into()));
    studio.wait();
    let row = studio.preview_row(0);
    let mut gaps: Vec<&str> = row.gaps.iter().map(|&(start, end)| &row.source[start..end]).collect();
    gaps.truncate(3);
    assert_eq!(gaps, ["Барин", "вышел", "крыльцо"]);
}

#[test]
fn a_word_is_explained() {
    let home = home();
    let mut studio = showing(home.path(), "крыльцо и свет");
    studio.apply(Action::AddLine("свет ☀".into()));
    let offset = "крыльцо и ".len();
    let report = studio.explain(0, offset + 2).unwrap();
    assert_eq!((report.start, report.symbol.as_deref()), (offset, Some("☀")));
    assert_eq!(studio.selection_of(report.target.unwrap()), Selection::entry(0, 0));
    assert!(studio.explain(0, 0).unwrap().symbol.is_none());
}

#[test]
fn problems_are_found_in_the_background() {
    let home = home();
    let mut studio = showing(home.path(), "");
    studio.apply(Action::AddLine("свет ☀".into()));
    let entry = Entry { word: "дождь".into(), parent: Some("погода".into()), ..Entry::default() };
    studio.apply(Action::AddEntry(Box::new(entry)));
    studio.wait();
    assert!(studio.problems.iter().any(|(layer, _)| *layer == 0));
    assert!(studio.row(1).level.is_some());
}

#[test]
fn preferences_are_remembered() {
    let home = home();
    let mut studio = sample(home.path());
    studio.apply(Action::SetLanguage(Language::English));
    studio.apply(Action::UseSymbol("☀".into()));
    let kept = Preferences::load(&Folders::under(home.path()));
    assert_eq!((kept.language, kept.recent_symbols), (Some(Language::English), vec!["☀".to_owned()]));
}

#[test]
fn emotions_in_use_come_first() {
    let home = home();
    let mut studio = showing(home.path(), "");
    studio.apply(Action::AddLine("свет ☀ уют\nдом 🏠 уют\nдождь ☔ грусть".into()));
    let emotions = studio.emotions();
    assert_eq!(emotions[..2], ["уют", "грусть"]);
    assert_eq!(emotions.len(), 25);
    assert_eq!(emotions.iter().filter(|emotion| *emotion == "грусть").count(), 1);
}
