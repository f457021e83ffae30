//! Arbitrary dictionaries for property tests.

use crate::dictionary::{Accept, Dictionary, Entry, Link, Matching, Reach, Rest, Symbol};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use std::sync::Arc;

/// Text with everything that breaks careless writers.
pub fn text() -> impl Strategy<Value = String> {
    let nasty = prop_oneof![
        Just("\""),
        Just("\\"),
        Just("\n"),
        Just("\r\n"),
        Just("\t"),
        Just("#"),
        Just("//"),
        Just("/*"),
        Just("*/"),
        Just("("),
        Just(")"),
        Just("["),
        Just("]"),
        Just(","),
        Just("{"),
        Just("}"),
        Just("|"),
        Just(" + "),
        Just(" = "),
        Just("а\u{301}"),
        Just("ё"),
        Just("☔🫧"),
        Just("👨\u{200D}👩\u{200D}👧"),
        Just("❤\u{FE0F}"),
        Just("\u{202E}"),
        Just("\u{FEFF}"),
        Just("\u{0}"),
        Just("\u{2028}"),
        Just("слово"),
        Just("(word: \""),
        Just("r\""),
    ]
    .prop_map(str::to_owned);
    vec(prop_oneof![4 => "[a-zа-яё ]{1,5}", 3 => nasty, 1 => "\\PC"], 0..5).prop_map(|parts| parts.concat())
}

/// A symbol of any weight and palette.
pub fn symbol() -> impl Strategy<Value = Symbol> {
    let weight = prop_oneof![4 => Just(1.0), 1 => Just(0.5), 1 => Just(2.0), 1 => proptest::num::f64::NORMAL];
    (text(), weight, option::weighted(0.3, text())).prop_map(|(text, weight, palette)| Symbol { text, weight, palette })
}

fn allow() -> impl Strategy<Value = Vec<Accept>> {
    vec(prop_oneof![Just(Accept::SameSymbol), Just(Accept::SharedForm), Just(Accept::GuessedForms)], 0..3)
}

/// Any entry.
pub fn entry() -> impl Strategy<Value = Entry> {
    let matching = prop_oneof![Just(Matching::Inflected), Just(Matching::Exact), Just(Matching::Pattern)];
    let first = (text(), vec(text(), 0..3), vec(symbol(), 0..3), option::of(text()), option::of(text()), matching);
    let second = (vec(text(), 0..2), any::<bool>(), any::<bool>(), option::of(text()), vec(text(), 0..2));
    let third = (option::of(text()), vec((text(), text()), 0..2), allow());
    (first, second, third).prop_map(|(first, second, third)| Entry {
        word: first.0,
        also: first.1,
        symbols: first.2,
        emotion: first.3,
        parent: first.4,
        matching: first.5,
        except: second.0,
        names: second.1,
        enabled: second.2,
        description: second.3,
        tags: second.4,
        note: third.0,
        examples: third.1,
        allow: third.2,
    })
}

/// Any link.
pub fn link() -> impl Strategy<Value = Link> {
    let reach = prop_oneof![Just(Reach::Adjacent), Just(Reach::Sentence), any::<u32>().prop_map(Reach::Words)];
    let rest = prop_oneof![Just(Rest::Auto), Just(Rest::Fold), Just(Rest::Keep), Just(Rest::Own)];
    let first = (vec(text(), 0..4), vec(symbol(), 0..3), reach, rest, option::of(text()), any::<bool>());
    let second = (option::of(text()), vec(text(), 0..2), option::of(text()), allow());
    (first, second).prop_map(|(first, second)| Link {
        of: first.0,
        symbols: first.1,
        reach: first.2,
        rest: first.3,
        emotion: first.4,
        enabled: first.5,
        description: second.0,
        tags: second.1,
        note: second.2,
        allow: second.3,
    })
}

/// Any dictionary.
pub fn dictionary() -> impl Strategy<Value = Dictionary> {
    (text(), option::of(text()), vec(entry().prop_map(Arc::new), 0..6), vec(link().prop_map(Arc::new), 0..4))
        .prop_map(|(name, language, entries, links)| Dictionary { name, language, entries, links })
}
