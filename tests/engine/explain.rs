//! Why and why not (DESIGN 2.15), and the counts.

use super::*;
use hyperlex::engine::{Metrics, Outcome, Pin, Reason, Target, WordReport};

fn reports(dictionaries: &[Dictionary], settings: &Settings, text: &str) -> Vec<WordReport> {
    worker(dictionaries, settings).explain(text, Markup::Plain, 0)
}

fn reasons(dictionaries: &[Dictionary], settings: &Settings, text: &str) -> Vec<(String, Reason)> {
    let reports = reports(dictionaries, settings, text);
    reports.iter().map(|report| (text[report.start..report.end].to_owned(), report.reason)).collect()
}

fn expect(dictionaries: &[Dictionary], settings: &Settings, text: &str, expected: &[(&str, Reason)]) {
    let expected: Vec<_> = expected.iter().map(|(word, reason)| ((*word).to_owned(), *reason)).collect();
    assert_eq!(reasons(dictionaries, settings, text), expected, "{text}");
}

#[test]
fn every_reason() {
    let plain = settings(|_| {});
    let lines =
        ["свет ☀", "белый_свет ⚪", "дождь|дождя ☔ -дождя", "вера ✝", "тьма T !off", "день + ночь = 🌗", "природа"];
    let all = [dictionary(&lines)];
    expect(
        &all,
        &plain,
        "Свет дождя стол и",
        &[("Свет", Reason::Drawn), ("дождя", Reason::Excepted), ("стол", Reason::NoEntry), ("и", Reason::FunctionWord)],
    );
    expect(
        &all,
        &plain,
        "белый свет `свет` тьма",
        &[
            ("белый", Reason::Drawn),
            ("свет", Reason::Shadowed),
            ("свет", Reason::Protected),
            ("тьма", Reason::EntryOff),
        ],
    );
    expect(
        &all,
        &plain,
        "там Вера, день и ночь",
        &[
            ("там", Reason::NoEntry),
            ("Вера", Reason::Name),
            ("день", Reason::Drawn),
            ("и", Reason::LinkMember),
            ("ночь", Reason::LinkMember),
        ],
    );
    expect(&all, &plain, "природа", &[("природа", Reason::NoEntry)]);
    expect(&all, &settings(|s| s.density = Density::fixed(0.0)), "свет", &[("свет", Reason::AboveDensity)]);
    expect(&all, &settings(|s| s.max_per_sentence = Some(0)), "свет", &[("свет", Reason::OverMax)]);
    let pins = settings(|s| {
        let pin = |offset, keep| Pin { unit: Pin::unit_hash("свет свет"), offset, keep };
        s.pins = vec![pin(0, true), pin(9, false)];
    });
    expect(&all, &pins, "свет свет", &[("свет", Reason::Pinned), ("свет", Reason::Vetoed)]);

    let layers = [Layer { dictionary: &all[0], enabled: false }];
    let lexicon = Arc::new(Lexicon::compile(&layers, Forms::Inflected).0);
    let report = &Worker::new(lexicon.clone(), Arc::new(plain)).unwrap().explain("свет", Markup::Plain, 0)[0];
    assert_eq!((report.reason, report.outcome), (Reason::DictionaryOff, Outcome::None));
    assert_eq!(lexicon.dictionary_name(report.target.unwrap().dictionary()), "test");
}

#[test]
fn a_report_says_all() {
    let all = [dictionary(&["буря B"]), dictionary(&["дождь|ливень ☔"])];
    let report = reports(&all, &settings(|_| {}), "Шёл ливень").pop().unwrap();
    assert_eq!(report.outcome, Outcome::Replaced);
    assert_eq!((report.form.as_deref(), report.lemma.as_deref()), (Some("ливень"), Some("ливень")));
    assert_eq!(report.target, Some(Target::Entry { dictionary: 1, index: 0 }));
    assert_eq!((report.symbol.as_deref(), report.palette.as_deref()), (Some("☔"), Some("emoji")));
    assert_eq!((report.style.as_deref(), report.density), (Some("Emotion"), Some(1.0)));
    assert!(report.draw.is_some());
}

#[test]
fn offsets_are_the_documents_and_each_word_has_a_report() {
    let all = [dictionary(&["свет ☀", r"[+]+ P !pattern"])];
    let sentences = settings(|s| s.unit = UnitKind::Sentence);
    let text = "Раз. Свет ++ два.\n\nСвет.";
    let found = reasons(&all, &sentences, text);
    let words: Vec<&str> = found.iter().map(|(word, _)| word.as_str()).collect();
    assert_eq!(words, ["Раз", "Свет", "++", "два", "Свет"]);
}

#[test]
fn metrics_count() {
    let all = [dictionary(&["свет ☀", "белый_свет ⚪", "день + ночь = 🌗"])];
    let mut metrics = Metrics::default();
    for text in ["белый свет и свет, тьма", "день и ночь"] {
        metrics.add(text, &unit(&all, &settings(|_| {}), text));
    }
    assert_eq!((metrics.words, metrics.replaced_words, metrics.sites, metrics.replaced), (8, 6, 3, 3));
    let mut twice = metrics.clone();
    twice.merge(&metrics);
    assert_eq!(twice.hits[&Target::Link { dictionary: 0, index: 0 }], 2);
    assert_eq!(twice.coverage(), metrics.coverage());
}
