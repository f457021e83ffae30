//! Preview, hover card, settings and export, used as people use them.

use crate::ui::{Look, Stage, stage, stage_with};
use egui::accesskit::Role;
use egui_kittest::SnapshotOptions;
use egui_kittest::kittest::{NodeT, Queryable};
use hyperlex::dictionary::{Entry, Symbol};
use hyperlex::engine::Density;
use hyperlex::studio::{Action, Language, SettingsAction, Studio};

const TEXT: &str = "Дождь шёл всю ночь, а в окне горел свет. Вера молчала.\n\nСвет погас, и стол стоял в темноте.";

/// A small project whose numbers do not change when the sample does.
fn small(studio: &mut Studio) {
    studio.apply(Action::NewProject);
    studio.apply(Action::NewLayer("Погода".into()));
    for (word, symbol, emotion) in
        [("дождь", "☔", Some("грусть")), ("свет", "☀", Some("радость")), ("вера", "🙏", None)]
    {
        studio.apply(Action::AddEntry(Box::new(Entry {
            word: word.into(),
            symbols: vec![Symbol::new(symbol)],
            emotion: emotion.map(str::to_owned),
            ..Entry::default()
        })));
    }
    studio.apply(Action::ShowText(TEXT.into()));
    studio.apply(Action::Select(None));
}

fn small_stage() -> Stage {
    stage_with(&Look::russian(), small)
}

impl Stage {
    /// Moves the pointer over the first site that shows `text`, and waits for the card.
    fn hover_site(&mut self, text: &str) {
        let rect = self.harness.get_all_by_label(text).find(|node| node.accesskit_node().role() == Role::Mark);
        let center = rect.unwrap_or_else(|| panic!("no site {text}")).rect().center();
        self.hover(center);
    }

    fn hover(&mut self, at: egui::Pos2) {
        self.harness.hover_at(at);
        self.harness.run_steps(40);
    }

    fn says(&self, text: &str) -> bool {
        self.harness.query_all_by_label(text).next().is_some()
    }

    fn compare(&mut self, name: &str) {
        let options = SnapshotOptions::new().output_path("screenshots").threshold(0.6).max_failed_pixels(40);
        self.harness.snapshot_options(name, &options);
    }
}

#[test]
fn the_hover_card_explains_a_site_and_opens_its_entry() {
    let mut stage = small_stage();
    stage.hover_site("Дождь");
    assert!(stage.says("Почему так: дождь"));
    stage.harness.get_by_label("Открыть запись").click();
    stage.harness.run_steps(3);
    let selection = stage.studio().selection.expect("an entry is selected");
    assert_eq!(
        stage.studio().layers[0]
            .entry(match selection.row {
                hyperlex::studio::RowKind::Entry(index) => index,
                hyperlex::studio::RowKind::Link(_) => panic!("a link"),
            })
            .map(|entry| entry.word.as_str()),
        Some("дождь")
    );
}

#[test]
fn the_hover_card_excepts_a_form() {
    let mut stage = small_stage();
    stage.hover_site("Дождь");
    stage.harness.get_by_label("Не заменять форму").click();
    stage.settle();
    assert!(!stage.studio().preview_row(0).target.contains('☔'), "{}", stage.studio().preview_row(0).target);
    assert!(!stage.says("Почему так: дождь"), "the card is closed");
}

#[test]
fn a_word_without_an_entry_offers_to_be_added() {
    let mut stage = small_stage();
    // The second paragraph: «Свет погас, и стол …». Walk its line until the card is about «стол».
    let line = stage.harness.get_all_by_role(Role::Paragraph).nth(2).expect("a second paragraph").rect();
    let found = (0..60).map(|step| line.left() + 4.0 * step as f32).any(|x| {
        stage.hover(egui::pos2(x, line.top() + 12.0));
        stage.says("Почему так: стол")
    });
    assert!(found, "no card about «стол»");
    stage.harness.get_by_label("Добавить в словарь").click();
    stage.settle();
    assert!(stage.studio().find_headword("стол").is_some());
}

#[test]
fn escape_closes_the_card_until_the_pointer_leaves() {
    let mut stage = small_stage();
    stage.hover_site("Дождь");
    assert!(stage.says("Почему так: дождь"));
    stage.key(egui::Key::Escape);
    stage.harness.run_steps(40);
    assert!(!stage.says("Почему так: дождь"));
}

#[test]
fn a_click_on_a_site_selects_its_entry() {
    let mut stage = small_stage();
    let site = stage.harness.get_all_by_label("Свет").find(|node| node.accesskit_node().role() == Role::Mark);
    site.expect("a site").click();
    stage.harness.run_steps(4);
    assert_eq!(stage.studio().selection, stage.studio().find_headword("свет"));
}

#[test]
fn the_density_slider_changes_the_rows_at_once() {
    let mut stage = small_stage();
    assert!(stage.studio().preview_row(0).target.contains('☔'));
    let slider = stage.harness.get_by_role_and_label(Role::Slider, "Плотность");
    slider.focus();
    stage.harness.run_steps(2);
    stage.key(egui::Key::Home);
    assert_eq!(stage.studio().settings.density, Density::fixed(0.0));
    assert_eq!(stage.studio().preview_row(0).target, stage.studio().preview_row(0).source);
    stage.key(egui::Key::End);
    assert!(stage.studio().preview_row(0).target.contains('☔'));
}

#[test]
fn a_style_of_ones_own_acts_at_once_and_says_where_it_is_wrong() {
    let mut stage = small_stage();
    stage.harness.get_by_role_and_label(Role::ComboBox, "Стиль").click();
    stage.harness.run_steps(4);
    stage.harness.get_by_label("В скобках").click();
    stage.settle();
    assert!(stage.studio().preview_row(0).target.starts_with("Дождь (☔)"), "{}", stage.studio().preview_row(0).target);
    stage.harness.get_by_role_and_label(Role::ComboBox, "Стиль").click();
    stage.harness.run_steps(4);
    stage.harness.get_by_role_and_label(Role::TextInput, "Шаблон стиля").focus();
    stage.harness.run_steps(2);
    stage.ctrl(egui::Key::A);
    stage.type_text("{word}→{symbol}");
    stage.settle();
    assert!(stage.studio().preview_row(0).target.starts_with("Дождь→☔"), "{}", stage.studio().preview_row(0).target);
}

#[test]
fn the_export_panel_writes_records_that_can_be_read_back() {
    let mut stage = small_stage();
    let books = stage.folder.path().join("books");
    std::fs::create_dir_all(&books).unwrap();
    std::fs::write(books.join("rain.txt"), TEXT).unwrap();
    let exports = stage.folder.path().join("exports");
    std::fs::create_dir_all(&exports).unwrap();
    for action in [
        hyperlex::studio::ExportAction::AddSources(vec![books]),
        hyperlex::studio::ExportAction::Folder(exports.clone()),
        hyperlex::studio::ExportAction::Split([100, 0, 0]),
    ] {
        stage.harness.state_mut().studio.apply(Action::Export(action));
    }
    stage.settle();
    let button = stage.harness.get_all_by_role(Role::Button).find(|node| {
        node.accesskit_node().label().is_some_and(|label| label.starts_with("Экспорт ") && label.contains("запис"))
    });
    button.expect("the button says how many records").click();
    stage.settle();
    assert!(stage.says("Открыть папку"), "{:?}", stage.studio().job.failure);
    let (folder, outcome) = stage.studio().job.result.clone().expect("a result");
    assert!(folder.starts_with(&exports));
    let lines = std::fs::read_to_string(folder.join("train-00000.jsonl")).unwrap();
    assert_eq!(lines.lines().count() as u64, outcome.records[0]);
    for line in lines.lines() {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(record["messages"][1]["role"], "assistant", "{line}");
    }
    assert!(lines.contains("☔{грусть}"), "{lines}");
}

#[test]
fn enter_on_the_first_page_opens_the_sample() {
    let mut stage = stage_with(&Look::russian(), |studio| studio.apply(Action::NewProject));
    assert!(stage.says("Открыть пример"));
    stage.key(egui::Key::Enter);
    stage.settle();
    assert!(stage.studio().is_sample && !stage.studio().layers.is_empty());
}

#[test]
fn a_long_text_scrolls_to_its_end_and_back() {
    let mut stage = stage_with(&Look::russian(), |studio| {
        small(studio);
        let text: Vec<String> = (1..=20_000).map(|number| format!("Абзац {number}: дождь и свет.")).collect();
        studio.apply(Action::ShowText(text.join("\n\n")));
    });
    stage.key(egui::Key::End);
    stage.harness.run_steps(3);
    assert!(stage.says("Абзац 20000: дождь и свет."));
    stage.key(egui::Key::PageUp);
    assert!(!stage.says("Абзац 20000: дождь и свет."));
    stage.key(egui::Key::Home);
    assert!(stage.says("Абзац 1: дождь и свет."));
}

#[test]
fn picture_of_the_empty_project() {
    let look = Look { size: Look::LARGE, dark: true, language: Language::English };
    let mut stage = stage_with(&look, |studio| studio.apply(Action::NewProject));
    stage.compare("empty-dark-en");
}

#[test]
fn picture_of_the_hover_card() {
    let look = Look { size: Look::SMALL, dark: false, language: Language::Russian };
    let mut stage = stage_with(&look, |studio| {
        small(studio);
        studio.apply(Action::Settings(SettingsAction::Density(Density::fixed(0.65))));
        studio.apply(Action::Select(studio.find_headword("свет")));
    });
    stage.hover_site("Дождь");
    stage.compare("hover-light-ru");
}

#[test]
fn picture_of_a_finished_export() {
    let mut stage = stage(&Look::russian());
    let exports = stage.folder.path().join("exports");
    let action = hyperlex::studio::ExportAction::Folder(exports);
    stage.harness.state_mut().studio.apply(Action::Export(action));
    stage.harness.state_mut().studio.apply(Action::Export(hyperlex::studio::ExportAction::Start));
    stage.settle();
    stage.compare("export-done-dark-ru");
}
