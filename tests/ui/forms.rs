//! The forms of an entry in the window: switches, guesses, other words, and what the lists say of them.

use crate::ui::{Look, Stage, stage_with};
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};
use hyperlex::app::grammar;
use hyperlex::app::i18n;
use hyperlex::dictionary::{Accept, Edit, Entry, Matching, Symbol};
use hyperlex::language::Part;
use hyperlex::language::grammar::GRAMMEMES;
use hyperlex::studio::{Action, Language};

/// A project with one entry, which is selected, and a text.
fn with_entry(word: &str, symbol: &str, text: &str) -> Stage {
    let entry = Entry { word: word.into(), symbols: vec![Symbol::new(symbol)], ..Entry::default() };
    let text = text.to_owned();
    stage_with(&Look::russian(), |studio| {
        studio.apply(Action::NewProject);
        studio.apply(Action::NewLayer("Слова".into()));
        studio.apply(Action::AddEntry(Box::new(entry)));
        studio.apply(Action::ShowText(text));
    })
}

impl Stage {
    fn entry(&self) -> Entry {
        self.studio().layers[0].entry(0).unwrap().clone()
    }

    fn written(&self) -> String {
        self.studio().preview_row(0).target.clone()
    }

    /// Clicks the chip of a form; its name begins with the form and says what it is.
    fn click_form(&mut self, form: &str, what: &str) {
        let is_it =
            |label: &str| label.strip_prefix(form).is_some_and(|rest| rest.starts_with(':') && rest.contains(what));
        let chips = self.harness.get_all_by_role(Role::CheckBox);
        let chip = chips.into_iter().find(|node| node.accesskit_node().label().is_some_and(|label| is_it(&label)));
        chip.unwrap_or_else(|| panic!("no chip {form}: {what}")).click();
        self.settle();
    }

    fn has_label(&self, text: &str) -> bool {
        self.harness.query_all_by_label_contains(text).next().is_some()
    }
}

#[test]
fn a_click_on_a_form_excepts_it_and_another_takes_it_back() {
    let mut stage = with_entry("дождь", "☔", "После дождя шли под дождём.");
    assert_eq!(stage.written(), "После ☔ шли под ☔.");
    stage.click_form("дождя", "родительный падеж, единственное число");
    assert_eq!(stage.entry().except, ["дождя"]);
    assert_eq!(stage.written(), "После дождя шли под ☔.");
    stage.click_form("дождя", "родительный падеж");
    assert_eq!(stage.entry().except, [] as [String; 0]);
    assert_eq!(stage.written(), "После ☔ шли под ☔.");
    stage.ctrl(egui::Key::Z);
    stage.settle();
    assert_eq!(stage.written(), "После дождя шли под ☔.", "undo goes back to the excepted form");
    stage.ctrl(egui::Key::Z);
    stage.settle();
    assert_eq!(stage.entry().except, [] as [String; 0]);
}

#[test]
fn the_whole_paradigm_unfolds() {
    let mut stage = with_entry("дождь", "☔", "дождь");
    assert!(!stage.has_label("дождями: творительный падеж"), "it is folded at first");
    stage.unfold_forms();
    assert!(stage.has_label("дождями: творительный падеж, множественное число"));
    stage.click_form("дождь", "именительный падеж");
    assert_eq!(stage.entry().except, ["дождь"]);
    stage.harness.get_by_label("Свернуть формы").click();
    stage.settle();
    assert!(!stage.has_label("дождями: творительный падеж"));
}

#[test]
fn guesses_are_approved_by_a_click() {
    let mut stage = with_entry("лайкать", "👍", "Он лайкает всё.");
    assert_eq!(stage.written(), "Он 👍 всё.", "a guess matches");
    assert!(stage.has_label("лайкает: догадка"));
    stage.harness.get_by_label("Одобрить").click();
    stage.settle();
    assert_eq!(stage.entry().allow, [Accept::GuessedForms]);
    assert!(!stage.has_label("лайкает: догадка"));
    assert!(!stage.has_label("Одобрить"));
    stage.ctrl(egui::Key::Z);
    stage.settle();
    assert!(stage.has_label("лайкает: догадка"));
}

#[test]
fn an_issue_is_cured_from_the_list() {
    let mut stage = with_entry("ель", "🌲", "Мы ели. Ели шумят.");
    assert_eq!(stage.written(), "Мы 🌲. 🌲 шумят.");
    stage.ctrl(egui::Key::K);
    stage.type_text("замечания");
    stage.key(egui::Key::Enter);
    stage.settle();
    // The form of the entry has this button too; the list is drawn after it.
    let buttons = stage.harness.get_all_by_role_and_label(Role::Button, "Исключить формы");
    buttons.last().expect("a quick fix").click();
    stage.settle();
    assert!(stage.entry().except.contains(&"ели".to_owned()), "{:?}", stage.entry().except);
    assert_eq!(stage.written(), "Мы ели. Ели шумят.");
}

#[test]
fn the_card_says_what_a_form_is() {
    let mut stage = with_entry("любовь", "❤", "Он ждал любви.");
    stage.harness.get_all_by_label("любви").find(|node| node.accesskit_node().role() == Role::Mark).unwrap().hover();
    stage.harness.run_steps(40);
    assert!(stage.has_label("Почему так: любовь"));
}

#[test]
fn exact_entries_show_what_fits() {
    let mut stage = with_entry("дождь", "☔", "дождь и дождя");
    let exact = Entry { matching: Matching::Exact, ..stage.entry() };
    let edit = Edit::ReplaceEntry(0, Box::new(exact));
    stage.harness.state_mut().studio.apply(Action::Edit { layer: 0, edit, step: "step-matching" });
    stage.settle();
    assert_eq!(stage.written(), "☔ и дождя");
    assert!(stage.harness.query_all_by_role_and_label(Role::Label, "дождь").next().is_some());
    assert!(!stage.has_label("дождя:"));
}

#[test]
fn every_part_and_grammeme_has_words() {
    for language in [Language::Russian, Language::English] {
        for name in GRAMMEMES {
            assert!(i18n::has(&language, &format!("grammeme-{name}")), "{language:?}: {name}");
        }
        for part in Part::ALL {
            let said = grammar::part(&language, part);
            assert!(!said.starts_with("part-"), "{language:?}: {said}");
        }
    }
}
