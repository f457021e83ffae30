//! On words that single spaces separate, a transform is a lookup word by word.

use hyperlex::dictionary::{Dictionary, Entry, Symbol};
use hyperlex::engine::{Forms, Layer, Lexicon, Settings, Worker};
use hyperlex::text::Markup;
use proptest::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;

fn worker(dictionary: &Dictionary) -> Worker {
    let settings = Settings { forms: Forms::Exact, ..Settings::default() };
    let (lexicon, _) = Lexicon::compile(&[Layer { dictionary, enabled: true }], settings.forms);
    Worker::new(Arc::new(lexicon), Arc::new(settings)).unwrap()
}

/// Words without ё, marks, İ, ẞ, ſ and final ς, as the promise says.
const WORD: &str = "[a-dA-D]{1,3}|[а-дА-Д]{1,3}|[0-9_]{1,2}|[éÉüÜßñ]{1,2}|[α-γΑ-Γ]{1,2}|[日本ა-გ]{1,2}";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_transform_is_a_lookup(
        words in prop::collection::vec(WORD, 0..40),
        entries in prop::collection::hash_map(WORD.prop_map(|word: String| word.to_lowercase()), "[❤☀x]{1,2}", 0..20),
    ) {
        let entry = |(word, symbol): (&String, &String)| {
            Arc::new(Entry { word: word.clone(), symbols: vec![Symbol::new(symbol.clone())], ..Entry::default() })
        };
        let dictionary = Dictionary { entries: entries.iter().map(entry).collect(), ..Dictionary::default() };
        let map: HashMap<&str, &str> = entries.iter().map(|(word, symbol)| (word.as_str(), symbol.as_str())).collect();
        let text = words.join(" ");
        let looked_up: Vec<String> = words
            .iter()
            .map(|word| map.get(word.to_lowercase().as_str()).map_or_else(|| word.clone(), ToString::to_string))
            .collect();
        let target = worker(&dictionary).transform(&text, Markup::Plain, 0).target;
        prop_assert_eq!(target, looked_up.join(" "));
    }
}
