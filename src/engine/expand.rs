//! The forms of an entry, and into which table each goes.

use crate::dictionary::{Entry, Matching};
use crate::engine::Forms;
use crate::engine::forms::Batch;
use crate::engine::lexicon::Role;
use crate::engine::phrase::Phrase;
use crate::engine::shard::Mark;
use crate::language::{self, Standing};
use crate::text::folding;

/// One form of an entry, its key given beside it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Shape {
    /// 0 the headword, from 1 `also`.
    pub lemma: u32,
    /// Whether it is known, guessed or left to a function word.
    pub standing: Standing,
    /// As in [`Mark`].
    pub minds_names: bool,
    /// As in [`Mark`].
    pub exact_only: bool,
}

/// All forms of an entry that is no pattern, without the excepted ones: the key of each.
pub(crate) fn each_form(entry: &Entry, language: &str, forms: Forms, each: &mut dyn FnMut(&str, Shape)) {
    let is_inflected = entry.matching == Matching::Inflected && forms == Forms::Inflected;
    let is_capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let minds_names = is_inflected && !entry.names && !is_capital(&entry.word);
    let except: Vec<String> = entry.except.iter().map(|form| form_key(form)).collect();
    let (mut key, mut buffer) = (String::new(), String::new());
    for (lemma, word) in std::iter::once(&entry.word).chain(&entry.also).enumerate() {
        let minds_names = minds_names && !is_capital(word);
        let mut add = |written: &str, standing| {
            if !Phrase::key_into(written, &mut key, &mut buffer) {
                return;
            }
            let (is_excepted, exact_only) = excepted(&key, &except);
            if !is_excepted {
                let minds_names = minds_names && !key.contains([' ', '-']);
                each(&key, Shape { lemma: lemma as u32, standing, minds_names, exact_only });
            }
        };
        if is_inflected {
            language::for_each_form(word, language, add);
        } else {
            add(word, Standing::Known);
        }
    }
}

/// Whether a form is excepted, and whether its spelling with е is.
fn excepted(key: &str, except: &[String]) -> (bool, bool) {
    if except.is_empty() {
        return (false, false);
    }
    let plain = folding::without_yo(key);
    let has = |key: &str| except.iter().any(|other| other == key);
    (has(key), plain != key && has(&plain))
}

/// The key of a form as it stands in `except`.
pub(crate) fn form_key(form: &str) -> String {
    Phrase::parse(form).map_or_else(|| folding::key(form), |phrase| phrase.key())
}

/// Forms on their way into the tables of a lexicon.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    /// Forms that match.
    pub matched: Batch,
    /// Forms of what is switched off and of entries without a symbol.
    pub idle: Batch,
    /// Forms that an entry excepts or leaves to function words.
    pub barred: Batch,
}

impl Gathered {
    /// Adds all forms of an entry.
    pub fn add_entry(&mut self, slot: u32, role: Role, entry: &Entry, language: &str, forms: Forms) {
        if matches!(role, Role::Words | Role::Pattern) {
            for except in &entry.except {
                if let Some(phrase) = Phrase::parse(except) {
                    self.barred.push(&phrase.key(), Mark::of_entry(slot, 0));
                }
            }
        }
        match role {
            Role::Words => each_form(entry, language, forms, &mut |key, shape| {
                let mark = Mark::of_entry(slot, shape.lemma);
                if shape.standing == Standing::FunctionWord {
                    self.barred.push(key, mark.as_function_word());
                } else {
                    self.matched.push(key, mark.asking(shape.minds_names, shape.exact_only));
                }
            }),
            Role::Idle => each_form(entry, language, forms, &mut |key, shape| {
                if shape.standing != Standing::FunctionWord {
                    self.idle.push(key, Mark::of_entry(slot, shape.lemma));
                }
            }),
            Role::Pattern | Role::Silent => {}
        }
    }

    /// Adds all forms of a link member.
    pub fn add_member(&mut self, number: u32, entry: &Entry, language: &str, forms: Forms) {
        if entry.matching == Matching::Pattern {
            return;
        }
        each_form(entry, language, forms, &mut |key, shape| {
            if shape.standing != Standing::FunctionWord {
                self.matched.push(key, Mark::of_member(number).asking(shape.minds_names, shape.exact_only));
            }
        });
    }
}
