//! Words, case and ё, precedence, names, patterns, symbols, hierarchy, styles, density, pins.

use super::*;
use hyperlex::engine::Pin;

/// Name, dictionary, text, expected; with the preset Symbol so that only the matching is looked at.
type Row<'a> = (&'a str, &'a [&'a str], &'a str, &'a str);

fn check(settings: &Settings, rows: &[Row<'_>]) {
    for (name, lines, text, expected) in rows {
        assert_eq!(target(lines, settings, text), *expected, "{name}");
    }
}

fn plain() -> Settings {
    settings(|_| {})
}

#[test]
fn words_and_phrases() {
    check(
        &plain(),
        &[
            ("bytes outside stay", &["свет ☀"], "\u{feff}  Свет,\tсвет\r\n«СВЕТ»!", "\u{feff}  ☀,\t☀\r\n«☀»!"),
            ("whole words only", &["свет ☀"], "светлый рассвет свет2 свет_ свет", "светлый рассвет свет2 свет_ ☀"),
            ("a hyphen parts words", &["свет ☀"], "свет-то и тьма-свет", "☀-то и тьма-☀"),
            ("no cascades", &["a b", "b c"], "a b", "b c"),
            ("apostrophes are one", &["don't ✋"], "don’t don't", "✋ ✋"),
            ("stress marks and soft hyphens", &["любовь ❤"], "любо\u{301}вь лю\u{ad}бовь", "❤ ❤"),
            ("decomposed text", &["йод I", "café ☕"], "и\u{306}од cafe\u{301}", "I ☕"),
            ("decomposed dictionary", &["и\u{306}од I"], "йод", "I"),
            ("a variation selector is no part of a word", &["свет ☀"], "❤\u{fe0f}свет\u{fe0f}", "❤\u{fe0f}☀\u{fe0f}"),
            ("case", &["Straße S", "ΟΔΟΣ O"], "STRAßE οδοσ ὁδός", "S O ὁδός"),
            ("letters that would change length match themselves", &["İ i", "ẞ s"], "İ i̇ ẞ ß", "i i̇ s ß"),
            ("a phrase's space", &["точка_зрения 👁"], "точка  зрения, точка\u{a0}зрения, точка\tзрения", "👁, 👁, 👁"),
            ("a single line end", &["точка_зрения 👁"], "точка \r\n зрения точка\nзрения", "👁 👁"),
            ("no empty line", &["точка_зрения 👁"], "точка\n\nзрения", "точка\n\nзрения"),
            ("no punctuation", &["точка_зрения 👁"], "точка, зрения; точка. зрения", "точка, зрения; точка. зрения"),
            ("a space matches a hyphen", &["точка_зрения 👁"], "точка-зрения точка\u{2011}зрения", "👁 👁"),
            ("a hyphen only a hyphen", &["кое-что ?"], "кое что, кое\u{2010}что, кое - что", "кое что, ?, кое - что"),
            ("what is no phrase never matches", &["да,нет X", "❤ Y"], "да,нет ❤", "да,нет ❤"),
            ("synonyms", &["дождь|ливень ☔"], "Ливень и дождь", "☔ и ☔"),
            ("excepted forms", &["дождь|дождя|дождю ☔ -дождя"], "дождя дождю", "дождя ☔"),
            ("an entry without symbol is no site", &["природа", "свет ☀ ^природа"], "природа свет", "природа ☀"),
            ("an entry that is off", &["свет ☀ !off"], "свет", "свет"),
        ],
    );
}

#[test]
fn possessives() {
    check(
        &plain(),
        &[
            ("keeps its tail", &["love ❤"], "love's Love’S LOVE'S", "❤'s ❤’S ❤'S"),
            (
                "never these",
                &["it 1", "that 2", "he 3", "let 4", "how 5"],
                "it's that's He's let’s how's",
                "it's that's He's let’s how's",
            ),
            ("the whole word first", &["love ❤", "love's 💕"], "love's", "💕"),
            ("a phrase", &["new_york 🗽"], "New York's", "🗽's"),
            ("part of a phrase only", &["mother 👩", "mother's_day 💐"], "mother's day, mother's hat", "💐, 👩's hat"),
            ("Latin words", &["любовь ❤"], "любовь's", "любовь's"),
            ("plural", &["lovers 💑"], "lovers' lane", "💑' lane"),
        ],
    );
}

#[test]
fn yo() {
    check(
        &plain(),
        &[
            ("е finds ё", &["ёлка 🎄"], "елка ёлка ЕЛКА Ёлка", "🎄 🎄 🎄 🎄"),
            ("ё is only ё", &["елка 🎄 !exact"], "ёлка елка", "ёлка 🎄"),
            ("exact spelling wins", &["всё 1", "все 2"], "все всё Все", "2 1 2"),
            ("in phrases", &["чёрный_ёж 🦔"], "черный еж, чёрный еж, черный ёж", "🦔, 🦔, 🦔"),
            ("an excepted е", &["всё 1 -все"], "все всё", "все 1"),
            ("decomposed ё", &["ёлка 🎄"], "е\u{308}лка", "🎄"),
        ],
    );
    let two = [dictionary(&["ёлка A"]), dictionary(&["елка B"])];
    assert_eq!(unit(&two, &plain(), "елка ёлка").target, "B A", "the spelling comes before the order of dictionaries");
}

#[test]
fn leftmost_longest_then_order() {
    check(
        &plain(),
        &[
            ("longest", &["точка .", "точка_зрения 👁"], "точка зрения точка", "👁 ."),
            ("leftmost before longer", &["a_b 1", "b_c_d 2"], "a b c d", "1 c d"),
            ("a failed longer one hides nothing", &["a 1", "a_b_c 3"], "a b d", "1 b d"),
            ("nor one that crosses punctuation", &["a 1", "a_b 2"], "a, b", "1, b"),
            ("order of entries", &["a|x 1", "b|x 2"], "x", "1"),
            ("a pattern that is longer", &["12 #", r"\d+\sмарта 📅 !pattern"], "12 марта, 12", "📅, #"),
            ("a word that is longer", &[r"\d+ # !pattern", "12_стульев 🪑"], "12 стульев 13", "🪑 #"),
            ("equal: the order", &[r"\d+ # !pattern", "12 T"], "12", "#"),
            ("equal: the order, the other way", &["12 T", r"\d+ # !pattern"], "12 13", "T #"),
        ],
    );
    let first = [dictionary(&["x 1"]), dictionary(&["x 2"])];
    assert_eq!(unit(&first, &plain(), "x").target, "1");
    let layers: Vec<_> = first.iter().map(|dictionary| Layer { dictionary, enabled: true }).collect();
    let (lexicon, conflicts) = Lexicon::compile(&layers, Forms::Inflected);
    assert_eq!(conflicts.len(), 1);
    assert_eq!(
        (conflicts[0].form.as_str(), conflicts[0].winner.dictionary(), conflicts[0].loser.dictionary()),
        ("x", 0, 1)
    );
    assert_eq!(lexicon.headword(conflicts[0].loser), "x");
}

#[test]
fn names() {
    let rows: &[Row<'_>] = &[
        ("in mid-sentence", &["вера ✝", "надежда ⚓"], "Пришла Вера, и вера пришла", "Пришла Вера, и ✝ пришла"),
        ("at the start", &["вера ✝"], "Вера пришла. Вера ушла.", "✝ пришла. ✝ ушла."),
        ("after a quotation mark", &["вера ✝"], "Он сказал: «Вера сильна».", "Он сказал: «✝ сильна»."),
        ("a run of capitals", &["вера ✝"], "ЭТО ВЕРА И НАДЕЖДА", "ЭТО ✝ И НАДЕЖДА"),
        ("names: true", &["вера ✝ !names"], "Пришла Вера", "Пришла ✝"),
        ("a capital headword", &["Вера ✝"], "Пришла Вера", "Пришла ✝"),
        ("exact entries", &["вера ✝ !exact"], "Пришла Вера", "Пришла ✝"),
        ("no name", &["дождь ☔"], "Пришёл Дождь", "Пришёл ☔"),
        ("phrases", &["вера_и_дело 1"], "Это Вера и дело", "Это 1"),
        ("English", &["rose 🌹"], "Then Rose gave Rose's rose", "Then Rose gave Rose's 🌹"),
        ("another entry may take it", &["вера ✝", "Марк|Вера 👩"], "Пришла Вера", "Пришла 👩"),
    ];
    check(&plain(), rows);
    assert_eq!(target(&["вера ✝"], &settings(|s| s.names = true), "Пришла Вера"), "Пришла ✝");
    assert_eq!(target(&["вера ✝"], &settings(|s| s.forms = Forms::Exact), "Пришла Вера"), "Пришла ✝");
}

#[test]
fn patterns() {
    check(
        &plain(),
        &[
            ("captures", &[r"(\d+)\s(?P<unit>км) 📏{1}{unit} !pattern"], "ещё 5 км, 15км", "ещё 📏5км, 15км"),
            ("case", &["любов\\w* ❤ !pattern"], "ЛЮБОВЬЮ", "❤"),
            ("braces that name no group", &["x(y)? S{z}{1}! !pattern"], "x xy", "S{z}! S{z}y!"),
            ("whole words", &["до 1 !pattern"], "до дом поддон до-до", "1 дом поддон 1-1"),
            ("unless it says otherwise", &[r"дож\B d !pattern"], "дождь", "dдь"),
            ("a stress mark", &["любовь\\s\\d+ ❤ !pattern"], "любо\u{301}вь 5", "❤"),
            ("excepted", &[r"\d+ # !pattern -13"], "12 13 14", "# 13 #"),
            ("a bad pattern is left out", &["( X !pattern", "свет ☀"], "( свет", "( ☀"),
            ("neighbours", &[r"\d # !pattern"], "1 2,3", "# #,#"),
            ("longer of two", &[r"\d+ # !pattern", r"\d+\s%% P !pattern"], "5 %% 6", "# %% #"),
        ],
    );
}

#[test]
fn protected_spans() {
    let lines = &["свет ☀", "любовь ❤", r"\d+ # !pattern", "свет_мой 1"];
    for (text, expected) in [
        ("свет `свет` свет", "☀ `свет` ☀"),
        ("<b class='свет'>свет</b>", "<b class='свет'>☀</b>"),
        ("свет http://свет.рф/любовь/5 5", "☀ http://свет.рф/любовь/5 #"),
        ("свет <i>мой</i>", "☀ <i>мой</i>"),
    ] {
        assert_eq!(target(lines, &plain(), text), expected);
    }
    let own = settings(|s| s.protect = vec![r"\[\d+\]".into(), "свет!".into()]);
    assert_eq!(target(lines, &own, "свет [12] 12 свет!"), "☀ [12] # свет!");
}

#[test]
fn palettes_and_weights() {
    let lines = &["дождь ☔ ♒@glyph 雨@kanji", "свет ☀", "тьма 黑@kanji"];
    let with = |palettes: &[&str]| settings(|s| s.palettes = palettes.iter().map(|p| ((*p).to_owned(), 1.0)).collect());
    assert_eq!(target(lines, &with(&["emoji"]), "дождь свет тьма"), "☔ ☀ 黑");
    assert_eq!(target(lines, &with(&["kanji"]), "дождь свет тьма"), "雨 ☀ 黑");
    let mix = settings(|s| s.palettes = vec![("glyph".into(), 1.0), ("kanji".into(), 0.0), ("emoji".into(), 0.0)]);
    assert_eq!(target(lines, &mix, "дождь свет тьма"), "♒ ☀ 黑");

    let weighted = [dictionary(&["x A B *3 C *0.000001"])];
    let text = "x ".repeat(2000);
    let written = unit(&weighted, &plain(), &text).target;
    let share = written.matches('B').count() as f64 / 2000.0;
    assert!((0.70..0.80).contains(&share), "{share}");
}

#[test]
fn hierarchy() {
    let lines = &["природа 🌍", "погода 🌦 ^природа", "осадки ^погода", "дождь ☔ ^осадки {грусть}", "земля"];
    let up = |climb: Climb, style: &str| {
        settings(|s| {
            s.climbs = vec![(climb, 1.0)];
            s.styles = vec![(Template::parse(style).unwrap(), 1.0)];
        })
    };
    for (climb, style, expected) in [
        (Climb::Up(0), "Emotion", "☔{грусть}"),
        (Climb::Up(1), "Emotion", "☔{грусть}"),
        (Climb::Up(2), "Emotion", "🌦{грусть}"),
        (Climb::Up(3), "Symbol", "🌍"),
        (Climb::Up(99), "Symbol", "🌍"),
        (Climb::Top, "Symbol", "🌍"),
        (Climb::Up(0), "Path", "🌍🌦☔"),
        (Climb::Up(2), "Path", "🌍🌦"),
        (Climb::Top, "{path}/{parent}/{entry}", "🌍/осадки/дождь"),
    ] {
        assert_eq!(target(lines, &up(climb, style), "дождь"), expected, "{climb:?} {style}");
    }
    let circle = &["a A ^b", "b B ^a"];
    let written = target(circle, &up(Climb::Top, "Path"), "a b");
    assert!(written.len() < 10, "{written}");
}

#[test]
fn styles() {
    let lines = &["свет|Светы ☀ {радость} ^дом", "дом 🏠"];
    for (style, expected) in [
        ("Symbol", "☀ 🏠"),
        ("Emotion", "☀{радость} 🏠"),
        ("After", "СВЕТЫ☀ дом🏠"),
        ("Gloss", "СВЕТЫ (☀) дом (🏠)"),
        ("Node", "⟦Светы:☀|радость⟧ ⟦дом:🏠⟧"),
        ("Path", "🏠☀ 🏠"),
        ("{word}/{lemma}/{entry}[<{parent}]", "СВЕТЫ/Светы/свет<дом дом/дом/дом"),
    ] {
        let settings = settings(|s| s.styles = vec![(Template::parse(style).unwrap(), 1.0)]);
        assert_eq!(target(lines, &settings, "СВЕТЫ дом"), expected, "{style}");
    }
}

#[test]
fn draws_and_density() {
    use hyperlex::hash::{Purpose, draw};
    let text = "свет и свет, ещё свет";
    let full = unit(&[dictionary(&["свет ☀"])], &plain(), text);
    for site in &full.sites {
        assert_eq!(site.draw, draw(1, Purpose::Site, 0, site.start as u64, text.as_bytes()));
        let above = settings(|s| s.density = Density::fixed(site.draw));
        let just = settings(|s| s.density = Density::fixed(site.draw + 1e-12));
        let replaced = |settings: &Settings| {
            let sites = unit(&[dictionary(&["свет ☀"])], settings, text).sites;
            sites.iter().find(|other| other.start == site.start).unwrap().replaced
        };
        assert!(!replaced(&above) && replaced(&just));
    }
    assert_eq!(target(&["свет ☀"], &settings(|s| s.density = Density::fixed(0.0)), text), text);
}

#[test]
fn a_mix_draws_once_a_unit_and_variant() {
    use hyperlex::hash::{Purpose, draw};
    let mixed = settings(|s| {
        s.density = Density { low: 0.25, high: 0.75 };
        s.styles = vec![(Template::parse("Symbol").unwrap(), 1.0), (Template::parse("After").unwrap(), 1.0)];
        s.climbs = vec![(Climb::Up(0), 1.0), (Climb::Top, 1.0)];
    });
    let worker = worker(&[dictionary(&["свет ☀"])], &mixed);
    let mut seen = std::collections::BTreeSet::new();
    for variant in 0..40 {
        let mix = worker.mix("текст", variant);
        assert_eq!(mix.density, 0.25 + 0.5 * draw(1, Purpose::Density, variant, 0, "текст".as_bytes()));
        seen.insert((mix.style, mix.climb));
        assert_eq!(mix.palette, 0);
    }
    assert_eq!(seen.len(), 4);
}

#[test]
fn at_most_so_many_a_sentence() {
    let lines = &["x 1"];
    let text = "x x x x. Да x x. Нет x.";
    let full = unit(&[dictionary(lines)], &plain(), text);
    let most = settings(|s| s.max_per_sentence = Some(2));
    let kept = unit(&[dictionary(lines)], &most, text);
    let count = |range: std::ops::Range<usize>| kept.sites[range].iter().filter(|site| site.replaced).count();
    assert_eq!((count(0..4), count(4..6), count(6..7)), (2, 2, 1));
    let mut draws: Vec<f64> = full.sites[..4].iter().map(|site| site.draw).collect();
    draws.sort_by(f64::total_cmp);
    for site in &kept.sites[..4] {
        assert_eq!(site.replaced, site.draw <= draws[1]);
    }
}

#[test]
fn pins() {
    let text = "свет, свет и свет";
    let pin = |offset: u64, keep: bool| Pin { unit: Pin::unit_hash(text), offset, keep };
    let pinned = settings(|s| {
        s.density = Density::fixed(0.0);
        s.pins = vec![pin(10, true)];
    });
    assert_eq!(target(&["свет ☀"], &pinned, text), "свет, ☀ и свет");
    let vetoed = settings(|s| s.pins = vec![pin(0, false)]);
    assert_eq!(target(&["свет ☀"], &vetoed, text), "свет, ☀ и ☀");
    assert_eq!(target(&["свет ☀"], &vetoed, "свет, свет и тьма"), "☀, ☀ и тьма", "another unit");
    let full = settings(|s| {
        s.max_per_sentence = Some(1);
        s.pins = vec![pin(0, true), pin(10, true)];
    });
    assert_eq!(target(&["свет ☀"], &full, text), "☀, ☀ и свет", "pinned sites stay and count");
}
