//! What holds for every text and dictionary.

use super::*;
use hyperlex::dictionary::Reach;
use hyperlex::engine::restore;
use proptest::prelude::*;

/// Texts made of the dictionary's own words, so that something happens.
fn texts() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "дождь",
        "Дождь",
        "грусть",
        "свет",
        "СВЕТ",
        "белый",
        "ёлка",
        "елка",
        "love's",
        "Вера",
        "вера",
        "и",
        "12",
        "любо\u{301}вь",
        "`свет`",
        "<b>",
        "😀",
        "x",
    ]);
    let gap = prop::sample::select(vec![" ", " ", " ", ", ", ". ", "-", "\n", "\n\n", " и ", "", "\u{a0}"]);
    prop::collection::vec((word, gap), 0..24)
        .prop_map(|parts| parts.into_iter().flat_map(|(word, gap)| [word, gap]).collect::<String>())
}

fn rich() -> Dictionary {
    let mut dictionary = dictionary(&[
        "дождь ☔ {грусть} ^погода",
        "погода 🌦",
        "свет ☀ ♥@glyph",
        "белый_свет ⚪",
        "ёлка 🎄",
        "love ❤ 💕",
        "вера ✝",
        "любовь ❤",
        r"(\d+) #{1} !pattern",
        "белый + ёлка = L",
        "дождь + грусть = ☔🫧",
    ]);
    let rests = [(Reach::Adjacent, Rest::Fold), (Reach::Words(2), Rest::Own), (Reach::Sentence, Rest::Fold)];
    for (number, (reach, rest)) in rests.into_iter().enumerate() {
        let line = ["x + свет = 1", "вера + дождь + x = 2", "x + грусть = 3"][number];
        dictionary.links.push(Link { reach, rest, ..link(line) }.into());
    }
    dictionary
}

fn any_settings() -> impl Strategy<Value = Settings> {
    let style = prop::sample::select(vec!["Symbol", "Emotion", "After", "Gloss", "Node", "Path"]);
    let unit = prop::sample::select(vec![UnitKind::Sentence, UnitKind::Line, UnitKind::Paragraph, UnitKind::Chunk]);
    (style, unit, 0.0..=1.0_f64, 0..3_u64, prop::option::of(0..3_u32)).prop_map(|(style, unit, density, seed, most)| {
        Settings {
            unit,
            chunk_words: 5,
            styles: vec![(Template::parse(style).unwrap(), 1.0)],
            density: Density::fixed(density),
            seed,
            max_per_sentence: most,
            ..Settings::default()
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn nothing_outside_sites_changes_and_the_source_comes_back(text in texts(), settings in any_settings()) {
        let all = [rich()];
        let rendered = worker(&all, &settings).transform(&text, Markup::Plain, 0);
        let (mut source, mut target) = (0, 0);
        for site in &rendered.sites {
            prop_assert_eq!(&text[source..site.start], &rendered.target[target..site.target_start]);
            if !site.replaced {
                prop_assert_eq!(&text[site.start..site.end], &rendered.target[site.target_start..site.target_end]);
            }
            (source, target) = (site.end, site.target_end);
        }
        prop_assert_eq!(&text[source..], &rendered.target[target..]);
        let rows = rendered.rows(&text, &lexicon(&all, settings.forms));
        prop_assert_eq!(restore(&rendered.target, &rows), Ok(text));
    }

    #[test]
    fn raising_the_density_only_adds_sites(text in texts(), settings in any_settings(), more in 0.0..=1.0_f64) {
        let all = [rich()];
        let sites = |density: f64| {
            let settings = Settings { density: Density::fixed(density), ..settings.clone() };
            worker(&all, &settings).transform(&text, Markup::Plain, 0).sites
        };
        let low = settings.density.low;
        let (fewer, more) = (sites(low.min(more)), sites(low.max(more)));
        prop_assert_eq!(fewer.len(), more.len());
        for (a, b) in fewer.iter().zip(&more) {
            prop_assert_eq!((a.start, a.end, a.of), (b.start, b.end, b.of));
            prop_assert!(!a.replaced || b.replaced);
        }
    }

    #[test]
    fn units_may_be_batched_in_any_way(text in texts(), settings in any_settings(), variant in 0..3_u32) {
        let all = [rich()];
        let mut one = worker(&all, &settings);
        let whole = one.transform(&text, Markup::Plain, variant);
        let mut joined = String::new();
        let mut copied = 0;
        let mut rendered = Rendered::default();
        let units = one.units(&text, Markup::Plain);
        for (index, unit) in units.iter().enumerate() {
            joined.push_str(&text[copied..unit.span.start]);
            copied = unit.span.end;
            let source = unit.span.of(&text);
            if index % 2 == 0 {
                worker(&all, &settings).transform_unit(source, Markup::Plain, variant, &mut rendered);
            } else {
                one.transform_unit(source, Markup::Plain, variant, &mut rendered);
            }
            joined.push_str(if unit.verbatim { source } else { &rendered.target });
        }
        joined.push_str(&text[copied..]);
        prop_assert_eq!(whole.target, joined);
    }

    #[test]
    fn exact_single_words_are_split_lower_look_up(
        words in prop::collection::vec("[a-dA-Dа-гА-Г]{1,2}", 0..40),
        entries in prop::collection::btree_map("[a-dа-г]{1,2}", "[♥☀✝]", 0..20),
    ) {
        let lines: Vec<String> = entries.iter().map(|(word, symbol)| format!("{word} {symbol}")).collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let text = words.join(" ");
        let naive: Vec<String> =
            words.iter().map(|word| entries.get(&word.to_lowercase()).unwrap_or(word).clone()).collect();
        let exact = settings(|s| s.forms = Forms::Exact);
        prop_assert_eq!(worker(&[dictionary(&lines)], &exact).transform(&text, Markup::Plain, 0).target, naive.join(" "));
    }
}
