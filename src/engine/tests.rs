//! A lexicon made from the one before is the lexicon made from nothing, after any edits.

use crate::dictionary::{Dictionary, Entry, Link, Matching, Symbol};
use crate::engine::forms::FormTable;
use crate::engine::lexicon::MemberOf;
use crate::engine::{Forms, Layer, Lexicon, Settings, Worker};
use crate::text::Markup;
use proptest::prelude::*;
use std::sync::Arc;

const WORDS: &[&str] = &[
    "свет",
    "Вера",
    "ёлка",
    "елка",
    "точка зрения",
    "кое-что",
    "точка",
    "любовь",
    "дождь",
    "love",
    "is",
    "все",
    "всё",
    "два слова и ещё",
];

const TEXTS: &[&str] = &[
    "Свет и любовь, точка зрения. Ёлка и елка: кое-что, кое что; Вера. А вера love's точка-зрения!",
    "Дождь, 12 и свет. Все и всё, два слова и еще, 7 точка. LOVE is дождь и точка, любовь и Вера",
];

fn entry() -> impl Strategy<Value = Entry> {
    let word = prop::sample::select(WORDS).prop_map(str::to_owned);
    let matching =
        prop_oneof![4 => Just(Matching::Inflected), 2 => Just(Matching::Exact), 1 => Just(Matching::Pattern)];
    let words = (word.clone(), prop::collection::vec(word.clone(), 0..2), prop::collection::vec(word.clone(), 0..2));
    let rest = (prop::option::weighted(0.3, word), matching, any::<bool>(), prop::bool::weighted(0.8), 0..4_usize);
    (words, rest).prop_map(|((word, also, except), (parent, matching, names, enabled, symbol))| Entry {
        word: if matching == Matching::Pattern { r"\d+|точка".into() } else { word },
        also,
        except,
        parent,
        matching,
        names,
        enabled,
        symbols: ["☀", "❤", "☔"].get(symbol).map(|symbol| Symbol::new(*symbol)).into_iter().collect(),
        ..Entry::default()
    })
}

fn link() -> impl Strategy<Value = Link> {
    let member = prop_oneof![8 => prop::sample::select(WORDS), 1 => Just(r"\d+|точка")].prop_map(str::to_owned);
    (prop::collection::vec(member, 2..4), prop::bool::weighted(0.9)).prop_map(|(of, enabled)| Link {
        of,
        enabled,
        symbols: vec![Symbol::new("🫧")],
        ..Link::default()
    })
}

/// One step of a curator over three layers.
#[derive(Clone, Debug)]
enum Step {
    Insert(usize, usize, Entry),
    Replace(usize, usize, Entry),
    Remove(usize, usize),
    Move(usize, usize, usize),
    Copy(usize, usize, usize),
    AddLink(usize, Link),
    RemoveLink(usize),
    Toggle(usize),
    SwapLayers(usize, usize),
    Language(usize, bool),
    Forms(bool),
}

fn step() -> impl Strategy<Value = Step> {
    let layer = || 0..3_usize;
    let at = || 0..6_usize;
    prop_oneof![
        4 => (layer(), at(), entry()).prop_map(|(layer, at, entry)| Step::Insert(layer, at, entry)),
        4 => (layer(), at(), entry()).prop_map(|(layer, at, entry)| Step::Replace(layer, at, entry)),
        3 => (layer(), at()).prop_map(|(layer, at)| Step::Remove(layer, at)),
        1 => (layer(), at(), at()).prop_map(|(layer, from, to)| Step::Move(layer, from, to)),
        1 => (layer(), at(), layer()).prop_map(|(layer, at, to)| Step::Copy(layer, at, to)),
        3 => (layer(), link()).prop_map(|(layer, link)| Step::AddLink(layer, link)),
        1 => layer().prop_map(Step::RemoveLink),
        1 => layer().prop_map(Step::Toggle),
        1 => (layer(), layer()).prop_map(|(a, b)| Step::SwapLayers(a, b)),
        1 => (layer(), any::<bool>()).prop_map(|(layer, russian)| Step::Language(layer, russian)),
        1 => any::<bool>().prop_map(Step::Forms),
    ]
}

#[derive(Default)]
struct Desk {
    layers: [(Dictionary, bool); 3],
    forms: Forms,
}

impl Desk {
    fn take(&mut self, step: Step) {
        match step {
            Step::Insert(layer, at, entry) => {
                let entries = &mut self.layers[layer].0.entries;
                entries.insert(at.min(entries.len()), entry.into());
            }
            Step::Replace(layer, at, entry) => {
                if let Some(old) = self.layers[layer].0.entries.get_mut(at) {
                    *old = entry.into();
                }
            }
            Step::Remove(layer, at) => {
                let entries = &mut self.layers[layer].0.entries;
                if at < entries.len() {
                    entries.remove(at);
                }
            }
            Step::Move(layer, from, to) => {
                let entries = &mut self.layers[layer].0.entries;
                if from.max(to) < entries.len() {
                    entries.swap(from, to);
                }
            }
            Step::Copy(layer, at, to) => {
                let entry = self.layers[layer].0.entries.get(at).cloned();
                self.layers[to].0.entries.extend(entry);
            }
            Step::AddLink(layer, link) => self.layers[layer].0.links.push(link.into()),
            Step::RemoveLink(layer) => drop(self.layers[layer].0.links.pop()),
            Step::Toggle(layer) => self.layers[layer].1 ^= true,
            Step::SwapLayers(a, b) => self.layers.swap(a, b),
            Step::Language(layer, is_russian) => self.layers[layer].0.language = is_russian.then(|| "ru".into()),
            Step::Forms(is_exact) => self.forms = if is_exact { Forms::Exact } else { Forms::Inflected },
        }
    }

    fn layers(&self) -> Vec<Layer<'_>> {
        self.layers.iter().map(|(dictionary, off)| Layer { dictionary, enabled: !off }).collect()
    }
}

/// A table without the numbers that depend on what was before.
fn contents(lexicon: &Lexicon, table: &FormTable) -> Vec<String> {
    let name = |number: u32| {
        let of = lexicon.members.iter().find(|(_, own)| **own == number).map(|(of, _)| of);
        match of {
            Some(MemberOf::Entry(slot)) => format!("member {}", lexicon.ranks[*slot as usize]),
            Some(MemberOf::Word(word, language)) => format!("member {word} {language}"),
            None => "no member".to_owned(),
        }
    };
    let mut contents = Vec::new();
    for (form, marks) in table.all() {
        contents.extend(lexicon.claims(marks).map(|claim| format!("{form} {claim:?}")));
        let members = marks.iter().filter(|mark| mark.is_member());
        contents.extend(
            members.map(|mark| format!("{form} {} {} {}", name(mark.of), mark.minds_names(), mark.exact_only())),
        );
    }
    contents.sort();
    contents
}

fn everything(lexicon: Lexicon) -> String {
    let tables = [&lexicon.table, &lexicon.idle, &lexicon.barred].map(|table| contents(&lexicon, table));
    let conflicts = lexicon.conflicts();
    let counts = (lexicon.form_count(), lexicon.entry_count(), lexicon.link_count());
    let parents: Vec<_> = lexicon.entries.iter().map(|info| (info.target, info.parent)).collect();
    let mut worker = Worker::new(Arc::new(lexicon), Arc::new(Settings::default())).unwrap();
    let texts: Vec<_> = TEXTS
        .iter()
        .map(|text| (worker.transform(text, Markup::Plain, 0), worker.explain(text, Markup::Plain, 0)))
        .collect();
    format!("{tables:#?}\n{conflicts:#?}\n{counts:?}\n{parents:?}\n{texts:#?}")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn edits_give_what_compiling_from_nothing_gives(steps in prop::collection::vec(step(), 1..24)) {
        let mut desk = Desk::default();
        let mut lexicon = Lexicon::default();
        for (number, step) in steps.into_iter().enumerate() {
            desk.take(step);
            // Sometimes several edits come before the lexicon follows.
            if number % 3 != 1 {
                lexicon = lexicon.recompile(&desk.layers(), desk.forms, &|| false).unwrap();
            }
        }
        lexicon = lexicon.recompile(&desk.layers(), desk.forms, &|| false).unwrap();
        let (fresh, _) = Lexicon::compile(&desk.layers(), desk.forms);
        prop_assert_eq!(everything(lexicon), everything(fresh));
    }
}

fn numbered(count: usize) -> Dictionary {
    let entry = |number| Entry {
        word: format!("слово{number}"),
        symbols: vec![Symbol::new("☀")],
        matching: Matching::Exact,
        ..Entry::default()
    };
    Dictionary { entries: (0..count).map(|number| Arc::new(entry(number))).collect(), ..Dictionary::default() }
}

#[test]
fn an_edit_leaves_most_shards_alone() {
    let mut dictionary = numbered(20_000);
    let compile = |old: &Lexicon, dictionary: &Dictionary| {
        old.recompile(&[Layer { dictionary, enabled: true }], Forms::Inflected, &|| false).unwrap()
    };
    let before = compile(&Lexicon::default(), &dictionary);
    Arc::make_mut(&mut dictionary.entries[7]).word = "другое".into();
    dictionary.entries.insert(3, Arc::new(Entry { word: "ещё".into(), ..Entry::clone(&dictionary.entries[0]) }));
    let layers = [Layer { dictionary: &dictionary, enabled: true }];
    assert_eq!(before.words_to_expand(&layers, Forms::Inflected), 3);
    let after = compile(&before, &dictionary);
    assert!(after.table.shards_apart(&before.table) <= 3);
    assert_eq!(after.form_count(), 20_001);
    assert_ne!(after.revision(), before.revision());
}

#[test]
fn a_cancelled_compilation_gives_nothing() {
    let dictionary = numbered(10_000);
    let layers = [Layer { dictionary: &dictionary, enabled: true }];
    let asked = std::cell::Cell::new(0);
    let is_cancelled = || {
        asked.set(asked.get() + 1);
        asked.get() > 2
    };
    assert!(Lexicon::default().recompile(&layers, Forms::Inflected, &is_cancelled).is_none());
    assert_eq!(asked.get(), 3);
}

#[test]
fn a_member_may_be_a_pattern() {
    let symbols = || vec![Symbol::new("🎂")];
    let year =
        Entry { word: r"\d{4} год".into(), matching: Matching::Pattern, symbols: symbols(), ..Entry::default() };
    let link =
        Link { of: vec![r"\d{4} год".into(), "праздник".into()], symbols: symbols(), ..Link::default() };
    let dictionary = Dictionary {
        entries: vec![Arc::new(Entry { symbols: vec![Symbol::new("📅")], ..year })],
        links: vec![link.into()],
        ..Dictionary::default()
    };
    let (lexicon, _) = Lexicon::compile(&[Layer { dictionary: &dictionary, enabled: true }], Forms::Exact);
    let mut worker = Worker::new(Arc::new(lexicon), Arc::new(Settings::default())).unwrap();
    for (text, target) in [
        ("праздник и 1999 год", "🎂"),
        ("1999 год, праздник", "🎂"),
        ("праздник был в 2001 год", "🎂 был в 2001 год"),
        ("1999 год", "📅"),
        ("праздник", "праздник"),
    ] {
        assert_eq!(worker.transform(text, Markup::Plain, 0).target, target, "{text}");
    }
}
