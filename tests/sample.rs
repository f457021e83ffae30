//! The sample project as a user meets it: the starter dictionaries, the texts and what the engine makes of them.

use hyperlex::check::check;
use hyperlex::dictionary::{Dictionary, Document, FileFormat, Level, Symbol};
use hyperlex::engine::{Forms, Layer, Lexicon, Settings, SiteKind, Target, Worker};
use hyperlex::symbol::{catalogue, emotions, hygiene};
use hyperlex::text::Markup;
use hyperlex::text::paragraphs::paragraphs;
use std::collections::HashMap;
use std::sync::Arc;

/// Language, dictionary, text.
const SAMPLES: [(&str, &str, &str); 2] = [
    ("ru", include_str!("../dictionaries/ru.ron"), include_str!("../assets/sample/sample-ru.txt")),
    ("en", include_str!("../dictionaries/en.ron"), include_str!("../assets/sample/sample-en.txt")),
];

/// Paragraphs on the first screen at 1440×900, and some more for larger windows.
const FIRST_SCREEN: usize = 7;

fn parsed(ron: &str) -> Document {
    let (document, problems) = Document::parse(ron, FileFormat::Ron);
    assert!(problems.is_empty(), "{problems:#?}");
    document
}

fn worker(dictionary: &Dictionary) -> Worker {
    let layers = [Layer { dictionary, enabled: true }];
    let (lexicon, conflicts) = Lexicon::compile(&layers, Forms::Inflected);
    assert!(conflicts.is_empty(), "{conflicts:#?}");
    Worker::new(Arc::new(lexicon), Arc::new(Settings::default())).unwrap_or_else(|error| panic!("{error}"))
}

/// The symbols of entries and links.
fn symbols(dictionary: &Dictionary) -> impl Iterator<Item = &Symbol> {
    let entries = dictionary.entries.iter().flat_map(|entry| &entry.symbols);
    entries.chain(dictionary.links.iter().flat_map(|link| &link.symbols))
}

#[test]
fn dictionaries_are_canonical_rich_and_without_problems() {
    for (language, ron, _) in SAMPLES {
        let document = parsed(ron);
        assert_eq!(document.to_ron(), ron);
        let problems = check(&document, &[]);
        assert!(problems.iter().all(|problem| problem.level == Level::Note), "{problems:#?}");
        let dictionary = &document.dictionary;
        assert_eq!(dictionary.language.as_deref(), Some(language));
        let count =
            |has: fn(&hyperlex::dictionary::Entry) -> bool| dictionary.entries.iter().filter(|e| has(e)).count();
        assert!(dictionary.entries.len() >= 80 && dictionary.links.len() >= 8);
        assert!(count(|entry| entry.emotion.is_some()) >= 40);
        assert!(count(|entry| entry.parent.is_some()) >= 60);
        assert!(count(|entry| entry.symbols.iter().any(|symbol| symbol.palette() == "glyph")) >= 12);
    }
}

#[test]
fn symbols_differ_and_are_emoji_of_the_catalogue() {
    for (_, ron, _) in SAMPLES {
        let dictionary = parsed(ron).dictionary;
        let mut keys: HashMap<(&str, String), &str> = HashMap::new();
        for symbol in symbols(&dictionary) {
            assert_eq!(hygiene::without_needless_selectors(&symbol.text), None, "{}", symbol.text);
            let key = (symbol.palette(), hygiene::look_alike_key(&symbol.text));
            assert_eq!(keys.insert(key, &symbol.text), None, "{} looks like another", symbol.text);
        }
        for entry in &dictionary.entries {
            for symbol in entry.symbols.iter().filter(|symbol| symbol.palette() == Symbol::DEFAULT_PALETTE) {
                let bare = symbol.text.split('{').next().unwrap_or_default();
                let found = catalogue::find(bare).unwrap_or_else(|| panic!("{bare} is not in the catalogue"));
                assert_eq!(found.text, bare);
            }
        }
    }
}

#[test]
fn emotions_are_of_the_wheel() {
    for (language, ron, _) in SAMPLES {
        let dictionary = parsed(ron).dictionary;
        let entries = dictionary.entries.iter().filter_map(|entry| entry.emotion.as_deref());
        for emotion in entries.chain(dictionary.links.iter().filter_map(|link| link.emotion.as_deref())) {
            assert!(emotions::emotions(language).contains(&emotion), "{emotion}");
        }
    }
}

#[test]
fn examples_hold() {
    for (_, ron, _) in SAMPLES {
        let dictionary = parsed(ron).dictionary;
        let mut worker = worker(&dictionary);
        let mut held = 0;
        for (text, expected) in dictionary.entries.iter().flat_map(|entry| &entry.examples) {
            assert_eq!(&worker.transform(text, Markup::Plain, 0).target, expected, "{text}");
            held += 1;
        }
        assert!(held >= 15, "{held}");
    }
}

#[test]
fn the_first_screen_shows_everything() {
    for (language, ron, text) in SAMPLES {
        let dictionary = parsed(ron).dictionary;
        let mut worker = worker(&dictionary);
        let (mut emotions, mut links, mut parents) = (0, 0, 0);
        for paragraph in paragraphs(text).iter().take(FIRST_SCREEN) {
            let source = paragraph.span.of(text);
            let rendered = worker.transform(source, Markup::Plain, 0);
            let sites: Vec<_> = rendered.sites.iter().filter(|site| site.counts()).collect();
            assert!(sites.len() >= 2, "{language}: {} sites in {source}", sites.len());
            for site in sites {
                links += usize::from(site.kind == SiteKind::Link);
                if let Target::Entry { index, .. } = site.of {
                    let entry = &dictionary.entries[index as usize];
                    emotions += usize::from(entry.emotion.is_some());
                    parents += usize::from(entry.parent.is_some());
                }
            }
        }
        assert!(emotions > 0 && links > 0 && parents > 0, "{language}: {emotions} {links} {parents}");
    }
}
