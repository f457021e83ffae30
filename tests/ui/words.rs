//! The words of the window: both languages have the same keys, every key that is used is there, and nothing that is
//! shown is written in the code.

use hyperlex::app::i18n;
use hyperlex::studio::Language;
use regex::Regex;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn keys(language: Language) -> BTreeSet<String> {
    let key = Regex::new(r"(?m)^([a-z][a-z0-9-]*) =").unwrap();
    key.captures_iter(i18n::source(language)).map(|found| found[1].to_owned()).collect()
}

/// The source files of the window, without their tests and comments.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut sources = Vec::new();
    let mut folders = vec![root.join("app")];
    while let Some(folder) = folders.pop() {
        let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        for path in paths {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let code = text.lines().take_while(|line| *line != "#[cfg(test)]").map(without_comment);
            let name = path.strip_prefix(&root).unwrap().display().to_string();
            sources.push((name, code.collect::<Vec<_>>().join("\n")));
        }
    }
    sources
}

fn without_comment(line: &str) -> &str {
    let comment =
        line.find("//").filter(|at| !line[..*at].ends_with(':') && line[..*at].matches('"').count().is_multiple_of(2));
    comment.map_or(line, |at| &line[..at])
}

/// String literals of a source, without attributes.
fn literals(code: &str) -> Vec<(usize, String)> {
    let literal = Regex::new(r##"r?"((?:[^"\\]|\\.)*)""##).unwrap();
    let mut found = Vec::new();
    for (index, line) in code.lines().enumerate() {
        if line.trim_start().starts_with("#[") || line.trim_start().starts_with("#![") || line.contains("include_") {
            continue;
        }
        found.extend(literal.captures_iter(line).map(|capture| (index + 1, capture[1].to_owned())));
    }
    found
}

fn is_key(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') && text.contains('-')
}

#[test]
fn both_languages_have_the_same_keys() {
    let (russian, english) = (keys(Language::Russian), keys(Language::English));
    let missing: Vec<_> = russian.symmetric_difference(&english).collect();
    assert!(missing.is_empty(), "only in one file: {missing:?}");
}

#[test]
fn both_languages_take_the_same_values() {
    let value = Regex::new(r"\{\s*\$([a-z]+)").unwrap();
    let values = |language: Language| -> Vec<(String, BTreeSet<String>)> {
        let source = i18n::source(language);
        let start = Regex::new(r"(?m)^([a-z][a-z0-9-]*) =").unwrap();
        let starts: Vec<_> =
            start.captures_iter(source).map(|c| (c.get(0).unwrap().start(), c[1].to_owned())).collect();
        let mut all: Vec<_> = (0..starts.len())
            .map(|index| {
                let end = starts.get(index + 1).map_or(source.len(), |(at, _)| *at);
                let text = &source[starts[index].0..end];
                (starts[index].1.clone(), value.captures_iter(text).map(|c| c[1].to_owned()).collect())
            })
            .collect();
        all.sort();
        all
    };
    assert_eq!(values(Language::Russian), values(Language::English));
}

#[test]
fn every_used_key_is_there_and_every_key_is_used() {
    let known = keys(Language::English);
    let call = Regex::new(r#"\b(?:tr|tr_with)\(\s*[a-z_.()]+,\s*"([a-z0-9-]+)""#).unwrap();
    let mut missing = Vec::new();
    let mut mentioned = String::new();
    for (name, code) in sources() {
        for found in call.captures_iter(&code).filter(|found| !known.contains(&found[1])) {
            missing.push(format!("{name}: {}", &found[1]));
        }
        mentioned.push_str(&code);
    }
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/studio")).unwrap() {
        mentioned.push_str(&std::fs::read_to_string(entry.unwrap().path()).unwrap());
    }
    assert!(missing.is_empty(), "used and not in the files: {missing:#?}");
    // Keys put together, like `style-{name}`.
    let composed = Regex::new(r#""([a-z-]*\{[a-z_]*\}[a-z-]*)""#).unwrap();
    let hole = Regex::new(r"\\\{[a-z_]*\\\}").unwrap();
    let composed: Vec<Regex> = (composed.captures_iter(&mentioned))
        .filter(|found| found[1].contains('-'))
        .map(|found| Regex::new(&format!("^{}$", hole.replace_all(&regex::escape(&found[1]), "[a-z0-9-]+"))).unwrap())
        .collect();
    let used = |key: &str| mentioned.contains(&format!("\"{key}\"")) || composed.iter().any(|form| form.is_match(key));
    let unused: Vec<_> = known.iter().filter(|key| !used(key)).collect();
    assert!(unused.is_empty(), "in the files and not used: {unused:#?}");
}

#[test]
fn steps_of_undo_have_names() {
    let known = keys(Language::English);
    let step = Regex::new(r#""(step-[a-z-]+)""#).unwrap();
    for folder in ["src/studio", "src/app/panels"] {
        for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap() {
            let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
            for found in step.captures_iter(&text) {
                assert!(known.contains(&found[1]), "{} has no words", &found[1]);
            }
        }
    }
}

/// Literals that hold letters and are no keys, and are still not words of the interface: names of formats, keys of the
/// keyboard, file endings, the name of the program.
const NAMES: &[&str] = &[
    "Ctrl",
    "Shift",
    "hyperlex",
    "h",
    "ui",
    "ui-medium",
    "ui-strong",
    "mono",
    "math",
    "icons",
    "emoji",
    "medium",
    "strong",
    "symbols",
    "wght",
    "{mark}{name} — hyperlex",
    "hyperlex::EmojiVs16",
    "CARGO_PKG_VERSION",
    "CARGO_PKG_NAME",
    "error: ",
    "cd {} && {}",
    "o200k",
    "glyph",
    "ascii",
    "en",
    "ru",
    "A / B",
    "JSONL",
    "TXT",
    "Parquet",
    "messages",
];

#[test]
fn nothing_shown_is_written_in_the_code() {
    let mut problems = Vec::new();
    let fields = Regex::new(r"\{[^}]*\}|\\u\{[0-9a-f]+\}|\\.").unwrap();
    for (name, code) in sources() {
        // What the program says without a window stands with its exit; fonts and templates are no words.
        if name.ends_with("run.rs") || name.ends_with("i18n.rs") || name.ends_with("icons.rs") {
            continue;
        }
        for (line, literal) in literals(&code) {
            let plain = fields.replace_all(&literal, "").into_owned();
            let letters = plain.chars().any(char::is_alphabetic);
            let simple = plain.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_./:".contains(c));
            let cyrillic = plain.chars().any(|c| ('\u{400}'..'\u{530}').contains(&c));
            if letters && (cyrillic || !(simple || is_key(&plain) || NAMES.contains(&literal.as_str()))) {
                problems.push(format!("{name}:{line}: {literal:?}"));
            }
        }
    }
    assert!(problems.is_empty(), "words in the code:\n{}", problems.join("\n"));
}
