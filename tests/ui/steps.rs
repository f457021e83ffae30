//! What people do in the window, step by step, through accessible names.

use crate::ui::{Look, Stage, stage, stage_with};
use egui::Key;
use egui_kittest::kittest::Queryable as _;
use hyperlex::studio::{Action, ExportAction, Language, RowKind, Studio};

impl Stage {
    fn click(&mut self, name: &str) {
        self.harness.get_by_label(name).click();
        self.harness.run_steps(4);
    }

    /// The hyperwords of the shown text.
    fn hyperwords(&self) -> String {
        let studio = self.studio();
        (0..studio.preview_len()).map(|row| studio.preview_row(row).target.clone() + "\n").collect()
    }

    fn selected_symbols(&self) -> Vec<String> {
        let selection = self.studio().selection.expect("something is selected");
        let RowKind::Entry(index) = selection.row else { panic!("an entry is selected") };
        let entry = self.studio().layers[selection.layer].entry(index).unwrap();
        entry.symbols.iter().map(|symbol| symbol.text.clone()).collect()
    }
}

/// Shows a text of our own.
fn with_text(text: &'static str) -> impl FnOnce(&mut Studio) {
    move |studio| studio.apply(Action::ShowText(text.to_owned()))
}

#[test]
fn a_new_word_with_a_symbol_takes_four_keys_beside_the_word() {
    let mut stage = stage_with(&Look::russian(), with_text("Кот спит, а черепаха идёт по дороге."));
    assert!(stage.studio().find_headword("черепаха").is_none(), "choose a word that the sample has not");
    // Ctrl+N is one chord; then the word; Enter; a digit.
    stage.ctrl(Key::N);
    stage.type_text("черепаха");
    stage.key(Key::Enter);
    stage.settle();
    assert!(stage.studio().find_headword("черепаха").is_some());
    stage.type_text("1");
    stage.settle();
    let symbols = stage.selected_symbols();
    assert_eq!(symbols.len(), 1, "the digit took one symbol");
    let shown = stage.hyperwords();
    assert!(shown.contains(&format!("а {}", symbols[0])), "the text answers: {shown}");
    // The digit did not stay in the box, which is ready for the next word.
    assert_eq!(stage.studio().filter, "");
    stage.ctrl(Key::Z);
    stage.settle();
    assert!(stage.hyperwords().contains("а черепаха"), "undo takes the symbol back");
}

#[test]
fn the_brace_notation_works_in_the_add_box() {
    let mut stage = stage_with(&Look::russian(), with_text("Черепаха спит."));
    stage.ctrl(Key::N);
    stage.type_text("черепаха = 🐢{покой}");
    stage.key(Key::Enter);
    stage.settle();
    assert_eq!(stage.hyperwords().trim(), "🐢{покой} спит.");
}

#[test]
fn pasted_lines_are_added_as_one_step() {
    let mut stage = stage_with(&Look::russian(), with_text("Черепаха и бегемот."));
    let before = stage.studio().row_count();
    stage.ctrl(Key::N);
    stage.harness.event(egui::Event::Paste("черепаха = 🐢\nбегемот = 🦛\n".to_owned()));
    stage.settle();
    assert_eq!(stage.hyperwords().trim(), "🐢 и 🦛.");
    assert_eq!(stage.studio().row_count(), before + 2);
    stage.ctrl(Key::Z);
    stage.settle();
    assert_eq!(stage.studio().row_count(), before);
}

#[test]
fn an_emoji_is_picked_with_the_keyboard() {
    let mut stage = stage_with(&Look::russian(), with_text("Черепаха спит."));
    stage.ctrl(Key::N);
    stage.type_text("черепаха");
    stage.key(Key::Enter);
    stage.settle();
    stage.ctrl(Key::E);
    stage.type_text("черепаха");
    stage.settle();
    stage.key(Key::Enter);
    stage.settle();
    assert_eq!(stage.selected_symbols(), ["🐢"]);
    assert_eq!(stage.hyperwords().trim(), "🐢 спит.");
    assert!(stage.harness.query_by_label("Поиск символа").is_none(), "Enter closes the picker");
    assert_eq!(stage.studio().preferences.recent_symbols.first().map(String::as_str), Some("🐢"));
}

#[test]
fn shift_enter_takes_and_stays_and_escape_leaves() {
    let mut stage = stage_with(&Look::russian(), with_text("Черепаха спит."));
    stage.ctrl(Key::N);
    stage.type_text("черепаха");
    stage.key(Key::Enter);
    stage.settle();
    stage.click("Добавить символ");
    stage.type_text("черепаха");
    stage.settle();
    stage.harness.key_press_modifiers(egui::Modifiers::SHIFT, Key::Enter);
    stage.settle();
    assert_eq!(stage.selected_symbols(), ["🐢"]);
    assert!(stage.harness.query_by_label("Поиск символа").is_some(), "Shift+Enter keeps the picker");
    stage.key(Key::Escape);
    stage.settle();
    assert!(stage.harness.query_by_label("Поиск символа").is_none());
}

#[test]
fn any_pasted_text_is_a_symbol() {
    let mut stage = stage_with(&Look::russian(), with_text("Черепаха спит."));
    stage.ctrl(Key::N);
    stage.type_text("черепаха");
    stage.key(Key::Enter);
    stage.settle();
    stage.ctrl(Key::E);
    stage.type_text("<3");
    stage.settle();
    stage.key(Key::Enter);
    stage.settle();
    assert_eq!(stage.hyperwords().trim(), "<3 спит.");
}

#[test]
fn an_emotion_typed_in_the_form_reaches_the_text_when_it_is_committed() {
    let mut stage = stage_with(&Look::russian(), with_text("Черепаха спит."));
    stage.ctrl(Key::N);
    stage.type_text("черепаха = 🐢");
    stage.key(Key::Enter);
    stage.settle();
    stage.harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "Эмоция").click();
    stage.harness.run_steps(3);
    stage.type_text("покой");
    assert_eq!(stage.hyperwords().trim(), "🐢 спит.", "a draft changes nothing");
    stage.key(Key::Enter);
    stage.settle();
    assert_eq!(stage.hyperwords().trim(), "🐢{покой} спит.");
}

#[test]
fn arrow_keys_walk_the_table_and_delete_deletes() {
    let mut stage = stage(&Look::russian());
    let before = stage.studio().row_count();
    stage.ctrl(Key::N);
    stage.key(Key::ArrowDown);
    stage.key(Key::ArrowDown);
    stage.key(Key::ArrowDown);
    assert_eq!(stage.studio().selection, Some(stage.studio().row_selection(2)));
    stage.key(Key::Delete);
    stage.settle();
    assert_eq!(stage.studio().row_count(), before - 1);
}

#[test]
fn commands_are_found_by_typing() {
    let mut stage = stage(&Look::russian());
    stage.ctrl(Key::K);
    stage.type_text("english");
    stage.key(Key::Enter);
    stage.settle();
    assert_eq!(stage.studio().preferences.language, Some(Language::English));
    assert!(stage.harness.query_by_label("Density").is_some(), "the window speaks English now");
}

#[test]
fn the_sample_is_exported_from_the_window() {
    let mut stage = stage(&Look { language: Language::English, ..Look::russian() });
    let out = stage.folder.path().join("out");
    std::fs::create_dir_all(&out).unwrap();
    stage.harness.state_mut().studio.apply(Action::Export(ExportAction::Folder(out.clone())));
    stage.settle();
    stage.ctrl(Key::Enter);
    stage.settle();
    let (folder, outcome) = stage.studio().job.result.clone().expect("the export ended well");
    assert!(folder.starts_with(&out));
    let lines = std::fs::read_to_string(folder.join("train-00000.jsonl")).unwrap();
    let first: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert_eq!(first["messages"].as_array().map(Vec::len), Some(2));
    assert_eq!(lines.lines().count() as u64, outcome.records[0]);
    assert!(folder.join("manifest.json").exists());
}

#[test]
fn leaving_unsaved_work_is_asked_about() {
    let mut stage = stage_with(&Look::russian(), |studio| studio.apply(Action::NewProject));
    stage.harness.state_mut().studio.apply(Action::NewLayer("Мой".to_owned()));
    stage.settle();
    stage.ctrl(Key::N);
    stage.type_text("кот = 🐈");
    stage.key(Key::Enter);
    stage.settle();
    stage.ctrl(Key::K);
    stage.type_text("открыть пример");
    stage.key(Key::Enter);
    stage.settle();
    assert!(stage.studio().find_headword("кот").is_some(), "nothing is lost before the answer");
    stage.click("Не сохранять");
    stage.settle();
    assert!(stage.studio().is_sample);
}

#[test]
fn dropped_files_find_their_place() {
    let mut stage = stage(&Look::russian());
    let folder = stage.folder.path();
    let (text, words) = (folder.join("story.txt"), folder.join("words.json"));
    std::fs::write(&text, "Бегемот спит.").unwrap();
    std::fs::write(&words, r#"{"бегемот": "🦛"}"#).unwrap();
    let layers = stage.studio().layers.len();
    let sources = stage.studio().sources.len();
    stage.harness.state_mut().dropped(vec![text, words]);
    stage.settle();
    assert_eq!(stage.studio().layers.len(), layers + 1, "a dictionary is a layer");
    assert_eq!(stage.studio().sources.len(), sources + 1, "a text is a source");
    assert_eq!(stage.hyperwords().trim(), "🦛 спит.", "and is shown");
}

#[test]
fn a_completion_is_taken_with_the_arrow_keys() {
    let mut stage = stage_with(&Look::russian(), with_text("Черепаха спит."));
    stage.ctrl(Key::N);
    stage.type_text("черепаха = 🐢");
    stage.key(Key::Enter);
    stage.settle();
    stage.harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "Эмоция").click();
    stage.harness.run_steps(3);
    stage.type_text("радос");
    stage.key(Key::ArrowDown);
    stage.key(Key::Enter);
    stage.settle();
    assert_eq!(stage.hyperwords().trim(), "🐢{радость} спит.");
}

#[test]
fn backspace_takes_a_whole_family_and_escape_forgets_a_draft() {
    let mut stage = stage_with(&Look::russian(), |studio| studio.apply(Action::NewProject));
    stage.harness.state_mut().studio.apply(Action::NewLayer("Мой".to_owned()));
    stage.settle();
    stage.ctrl(Key::N);
    stage.type_text("семья 👨‍👩‍👧‍👦");
    stage.key(Key::Backspace);
    stage.settle();
    assert_eq!(stage.studio().filter, "семья ");
    stage.key(Key::Escape);
    stage.settle();
    assert_eq!(stage.studio().filter, "");
    stage.ctrl(Key::N);
    stage.type_text("семья = 👪");
    stage.key(Key::Enter);
    stage.settle();
    stage.harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "Эмоция").click();
    stage.harness.run_steps(3);
    stage.type_text("покой");
    stage.key(Key::Escape);
    stage.settle();
    let selection = stage.studio().selection.unwrap();
    let RowKind::Entry(index) = selection.row else { panic!("an entry is selected") };
    assert_eq!(stage.studio().layers[selection.layer].entry(index).unwrap().emotion, None);
}
