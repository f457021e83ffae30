//! Definition lines made from dictionaries alone: symbol to meaning, word to symbol, emotion, hierarchy, links.
//!
//! Every fact has several wordings. All lines that the dictionaries give are made, doubles dropped, and put into an
//! order drawn by hash: the first N of a seed are N different lines spread over the whole dictionary.

use crate::dictionary::{Dictionary, Entry, Link, Matching, Symbol};
use crate::hash::{self, Purpose};
use crate::language;
use std::collections::{HashMap, HashSet};

/// One definition line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GlossaryLine {
    /// What the line is about, as one would ask: a symbol or a word.
    pub subject: String,
    /// The line.
    pub text: String,
    /// Its language, `ru` or `en`.
    pub language: &'static str,
}

/// Lines, and how many there could be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Glossary {
    /// Different lines, at most as many as were asked for.
    pub lines: Vec<GlossaryLine>,
    /// How many different lines the dictionaries can give.
    pub available: usize,
}

/// Up to `wanted` different lines from the enabled entries and links of `dictionaries`.
pub fn lines(dictionaries: &[&Dictionary], seed: u64, wanted: usize) -> Glossary {
    let mut all = Vec::new();
    for dictionary in dictionaries {
        Maker::new(dictionary).make(&mut all);
    }
    let mut seen = HashSet::new();
    all.retain(|line| seen.insert(line.text.clone()));
    let available = all.len();
    all.sort_by_cached_key(|line| hash::hash(seed, Purpose::Instruction, 0, 3, line.text.as_bytes()));
    all.truncate(wanted);
    Glossary { lines: all, available }
}

/// Wordings of one kind of fact: what is asked, the Russian lines, the English lines.
///
/// `{s}` symbol, `{w}` word, `{d}` description, `{a}` synonym, `{e}` emotion, `{p}` parent's word, `{q}` parent's
/// symbol, `{t}` path of symbols, `{m}` members, `{n}` their symbols. Words stand in quotation marks, so that no
/// Russian case has to agree.
struct Fact {
    subject: &'static str,
    ru: &'static [&'static str],
    en: &'static [&'static str],
}

const MEANING: Fact = Fact {
    subject: "{s}",
    ru: &[
        "{s} — это «{w}».",
        "{s} читается «{w}».",
        "Знак {s} стоит вместо слова «{w}».",
        "{s} = {w}",
        "Увидев {s}, читай «{w}».",
        "За символом {s} скрывается «{w}».",
        "В гипертексте {s} значит «{w}».",
    ],
    en: &[
        "{s} means “{w}”.",
        "{s} reads “{w}”.",
        "The sign {s} stands for the word “{w}”.",
        "{s} = {w}",
        "Where you see {s}, read “{w}”.",
        "Behind the symbol {s} is “{w}”.",
        "In hypertext {s} is “{w}”.",
    ],
};

const WRITING: Fact = Fact {
    subject: "{w}",
    ru: &[
        "«{w}» записывают как {s}.",
        "Слово «{w}» — символ {s}.",
        "{w} → {s}",
        "Вместо слова «{w}» пишут {s}.",
        "«{w}» в символах: {s}.",
        "Чтобы сказать «{w}», поставь {s}.",
    ],
    en: &[
        "“{w}” is written {s}.",
        "The word “{w}” has the symbol {s}.",
        "{w} → {s}",
        "Instead of the word “{w}” one writes {s}.",
        "“{w}” in symbols: {s}.",
        "To say “{w}”, put {s}.",
    ],
};

const DESCRIPTION: Fact = Fact {
    subject: "{s}",
    ru: &["{s} — {w}: {d}.", "«{w}» ({s}) — {d}.", "Что значит {s}? «{w}», то есть {d}.", "{s}: {d}."],
    en: &["{s} is “{w}”: {d}.", "“{w}” ({s}) — {d}.", "What does {s} mean? “{w}”, that is, {d}.", "{s}: {d}."],
};

const SYNONYM: Fact = Fact {
    subject: "{a}",
    ru: &["«{a}» и «{w}» — один символ: {s}.", "«{a}» тоже пишут {s}.", "{s} читается и «{w}», и «{a}»."],
    en: &["“{a}” and “{w}” share one symbol: {s}.", "“{a}” is written {s} too.", "{s} reads both “{w}” and “{a}”."],
};

const EMOTION: Fact = Fact {
    subject: "{s}",
    ru: &[
        "{s}{{e}} — «{w}», чувство: {e}.",
        "Чувство слова «{w}» — {e}: {s}{{e}}.",
        "{s} несёт чувство «{e}».",
        "Когда пишут {s}{{e}}, в слове «{w}» слышится {e}.",
        "«{w}» с чувством записывают {s}{{e}}.",
    ],
    en: &[
        "{s}{{e}} is “{w}”, and the feeling is {e}.",
        "The feeling of “{w}” is {e}: {s}{{e}}.",
        "{s} carries the feeling “{e}”.",
        "Written {s}{{e}}, the word “{w}” speaks of {e}.",
        "“{w}” with its feeling is written {s}{{e}}.",
    ],
};

const PARENT: Fact = Fact {
    subject: "{w}",
    ru: &[
        "«{w}» относится к разделу «{p}».",
        "Понятие «{w}» входит в понятие «{p}».",
        "{w} → {p}: от частного к общему.",
        "Общее понятие для слова «{w}» — «{p}».",
    ],
    en: &[
        "“{w}” belongs under “{p}”.",
        "The notion “{w}” is part of the notion “{p}”.",
        "{w} → {p}: from the particular to the general.",
        "The general notion for “{w}” is “{p}”.",
    ],
};

const PARENT_SYMBOL: Fact = Fact {
    subject: "{s}",
    ru: &[
        "{s} — вид {q}.",
        "{s} («{w}») относится к {q} («{p}»).",
        "Обобщая {s}, получаем {q}.",
        "На ступень выше {s} стоит {q}.",
        "{q} шире, чем {s}.",
    ],
    en: &[
        "{s} is a kind of {q}.",
        "{s} (“{w}”) belongs to {q} (“{p}”).",
        "One step more general than {s} is {q}.",
        "Above {s} stands {q}.",
        "{q} is wider than {s}.",
    ],
};

const PATH: Fact = Fact {
    subject: "{s}",
    ru: &["Путь к слову «{w}»: {t}.", "{t} — от общего к частному, к слову «{w}»."],
    en: &["The path to “{w}”: {t}.", "{t} goes from the general to “{w}”."],
};

const LINK: Fact = Fact {
    subject: "{s}",
    ru: &[
        "{m} = {s}",
        "Вместе {m} дают {s}.",
        "{s} — это {m} в одном знаке.",
        "Когда рядом {m}, пишут {s}.",
        "Связка {s} читается: {m}.",
    ],
    en: &[
        "{m} = {s}",
        "Together {m} give {s}.",
        "{s} is {m} in one sign.",
        "Where {m} meet, write {s}.",
        "The link {s} reads: {m}.",
    ],
};

const LINK_SYMBOLS: Fact =
    Fact {
        subject: "{s}", ru: &["{n} = {s}", "Из {n} складывается {s}."], en: &["{n} = {s}", "{n} make {s}."]
    };

/// Values of the fields of one fact.
type Values<'a> = [(&'static str, &'a str)];

/// Makes the lines of one dictionary.
struct Maker<'a> {
    dictionary: &'a Dictionary,
    language: &'static str,
    by_word: HashMap<&'a str, &'a Entry>,
}

impl<'a> Maker<'a> {
    fn new(dictionary: &'a Dictionary) -> Self {
        let language = match dictionary.language.as_deref() {
            Some("ru") => "ru",
            Some(_) => "en",
            None => language::of_words(dictionary.entries.iter().map(|entry| entry.word.as_str())),
        };
        let by_word = dictionary.entries.iter().map(|entry| (entry.word.as_str(), &**entry)).collect();
        Self { dictionary, language, by_word }
    }

    fn make(&self, out: &mut Vec<GlossaryLine>) {
        // A pattern is no word to be explained.
        let entries = self.dictionary.entries.iter();
        for entry in entries.filter(|entry| entry.enabled && entry.matching != Matching::Pattern) {
            self.make_entry(entry, out);
        }
        for link in self.dictionary.links.iter().filter(|link| link.enabled) {
            self.make_link(link, out);
        }
    }

    fn make_entry(&self, entry: &Entry, out: &mut Vec<GlossaryLine>) {
        let word = entry.word.as_str();
        let parent = entry.parent.as_deref().unwrap_or_default();
        if !parent.is_empty() {
            self.say(&PARENT, &[("{w}", word), ("{p}", parent)], out);
        }
        let description = entry.description.as_deref().unwrap_or_default().trim().trim_end_matches('.');
        for symbol in &entry.symbols {
            let symbol = symbol.text.as_str();
            let basic = [("{s}", symbol), ("{w}", word)];
            self.say(&MEANING, &basic, out);
            self.say(&WRITING, &basic, out);
            if !description.is_empty() {
                self.say(&DESCRIPTION, &[("{s}", symbol), ("{w}", word), ("{d}", description)], out);
            }
            for synonym in &entry.also {
                self.say(&SYNONYM, &[("{s}", symbol), ("{w}", word), ("{a}", synonym)], out);
            }
            if let Some(emotion) = entry.emotion.as_deref().filter(|emotion| !emotion.is_empty()) {
                self.say(&EMOTION, &[("{s}", symbol), ("{w}", word), ("{e}", emotion)], out);
            }
        }
        let Some(symbol) = first_symbol(&entry.symbols) else { return };
        if let Some(above) = self.by_word.get(parent).and_then(|parent| first_symbol(&parent.symbols)) {
            self.say(&PARENT_SYMBOL, &[("{s}", symbol), ("{w}", word), ("{p}", parent), ("{q}", above)], out);
        }
        let path = self.path(entry);
        if path.len() > 2 {
            self.say(&PATH, &[("{s}", symbol), ("{w}", word), ("{t}", &path.join(" → "))], out);
        }
    }

    fn make_link(&self, link: &Link, out: &mut Vec<GlossaryLine>) {
        let (open, close) = if self.language == "ru" { ('«', '»') } else { ('“', '”') };
        let members: Vec<String> = link.of.iter().map(|word| format!("{open}{word}{close}")).collect();
        let members = members.join(" + ");
        let symbols: Option<Vec<&str>> =
            link.of.iter().map(|word| first_symbol(&self.by_word.get(word.as_str())?.symbols)).collect();
        for symbol in &link.symbols {
            self.say(&LINK, &[("{s}", &symbol.text), ("{m}", &members)], out);
            if let Some(symbols) = &symbols {
                self.say(&LINK_SYMBOLS, &[("{s}", &symbol.text), ("{n}", &symbols.join(" + "))], out);
            }
        }
    }

    /// First symbols from the top of the hierarchy down to `entry`, at most 16: a cycle ends somewhere.
    fn path(&self, entry: &'a Entry) -> Vec<&'a str> {
        let parent_of = |entry: &&Entry| self.by_word.get(entry.parent.as_deref()?).copied();
        let chain = std::iter::successors(Some(entry), parent_of).take(16);
        let mut path: Vec<&str> = chain.filter_map(|entry| first_symbol(&entry.symbols)).collect();
        path.reverse();
        path
    }

    fn say(&self, fact: &Fact, values: &Values<'_>, out: &mut Vec<GlossaryLine>) {
        let wordings = if self.language == "ru" { fact.ru } else { fact.en };
        let subject = fill(fact.subject, values);
        let line = |wording: &&str| fill(wording, values);
        out.extend(wordings.iter().map(line).filter(|text| !text.contains(['\n', '\r'])).map(|text| GlossaryLine {
            subject: subject.clone(),
            text,
            language: self.language,
        }));
    }
}

/// The first symbol of the default palette, else the first.
fn first_symbol(symbols: &[Symbol]) -> Option<&str> {
    let usual = symbols.iter().find(|symbol| symbol.palette() == Symbol::DEFAULT_PALETTE);
    usual.or(symbols.first()).map(|symbol| symbol.text.as_str())
}

/// Puts values into a wording in one pass: a value that looks like a field is not filled again.
fn fill(wording: &str, values: &Values<'_>) -> String {
    let mut out = String::new();
    let mut rest = wording;
    while let Some(at) = rest.find('{') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some((field, value)) = values.iter().find(|(field, _)| rest.starts_with(field)) {
            out.push_str(value);
            rest = &rest[field.len()..];
        } else {
            out.push('{');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    fn nature() -> Dictionary {
        let entry = |word: &str, symbol: &str, parent: Option<&str>| Entry {
            word: word.into(),
            symbols: vec![Symbol::new(symbol)],
            parent: parent.map(Into::into),
            ..Entry::default()
        };
        let mut rain = entry("дождь", "☔", Some("погода"));
        rain.emotion = Some("грусть".into());
        rain.also = vec!["ливень".into()];
        rain.description = Some("вода, падающая из облаков.".into());
        Dictionary {
            name: "Природа".into(),
            language: Some("ru".into()),
            entries: [entry("природа", "🌍", None), entry("погода", "🌦", Some("природа")), rain].map(Arc::new).into(),
            links: vec![Arc::new(Link {
                of: vec!["дождь".into(), "погода".into()],
                symbols: vec![Symbol::new("☔🫧")],
                ..Link::default()
            })],
        }
    }

    fn all_of(dictionary: &Dictionary) -> Vec<String> {
        lines(&[dictionary], 1, usize::MAX).lines.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn every_kind_of_fact_is_told() {
        let lines = all_of(&nature());
        for line in [
            "☔ — это «дождь».",
            "«дождь» записывают как ☔.",
            "☔ — дождь: вода, падающая из облаков.",
            "«ливень» и «дождь» — один символ: ☔.",
            "☔{грусть} — «дождь», чувство: грусть.",
            "«дождь» относится к разделу «погода».",
            "☔ — вид 🌦.",
            "Путь к слову «дождь»: 🌍 → 🌦 → ☔.",
            "«дождь» + «погода» = ☔🫧",
            "☔ + 🌦 = ☔🫧",
        ] {
            assert!(lines.iter().any(|made| made == line), "{line} is missing in {lines:#?}");
        }
    }

    #[test]
    fn lines_differ_and_follow_the_seed() {
        let dictionary = nature();
        let whole = lines(&[&dictionary, &dictionary], 1, usize::MAX);
        let different: HashSet<_> = whole.lines.iter().map(|line| &line.text).collect();
        assert_eq!((different.len(), whole.lines.len()), (whole.available, whole.available));
        let some = lines(&[&dictionary], 1, 10);
        assert_eq!(some.lines, whole.lines[..10]);
        assert_eq!(some.available, whole.available);
        assert_ne!(lines(&[&dictionary], 2, 10), some);
    }

    #[test]
    fn what_takes_no_part_is_not_told() {
        let mut dictionary = nature();
        Arc::make_mut(&mut dictionary.entries[2]).enabled = false;
        Arc::make_mut(&mut dictionary.entries[1]).matching = Matching::Pattern;
        dictionary.links.clear();
        assert!(all_of(&dictionary).iter().all(|line| line.contains("природа") || line.contains("🌍")));
    }

    #[test]
    fn english_words_make_english_lines() {
        let mut dictionary = nature();
        dictionary.language = None;
        let rain = Entry { word: "rain".into(), symbols: vec![Symbol::new("☔")], ..Entry::default() };
        dictionary.entries = vec![rain.into()];
        dictionary.links.clear();
        assert!(all_of(&dictionary).contains(&"☔ means “rain”.".to_owned()));
    }

    #[test]
    fn values_are_filled_once() {
        assert_eq!(fill("{s}{{e}} {x}", &[("{s}", "{e}"), ("{e}", "joy")]), "{e}{joy} {x}");
    }
}
