//! Checks the architecture invariants that the compiler cannot.

use std::fs;
use std::path::{Path, PathBuf};

/// Every folder of `src/`, ground floor first.
///
/// A file may use only folders on lower floors. Folders that share a floor
/// do not know one another.
const FLOORS: &[&[&str]] = &[
    &["text", "hash", "file", "progress"],
    &["language", "symbol", "token", "corpus"],
    &["dictionary"],
    &["engine"],
    &["record", "check"],
    &["writer", "estimate"],
    &["export"],
    &["project"],
    &["studio"],
    &["app", "cli"],
];

/// An outside name, and the only places in `src/` where it may appear.
const CONFINED: &[(&str, &[&str])] = &[
    ("eframe::", &["app/"]),
    ("egui::", &["app/"]),
    ("rfd::", &["app/dialogs.rs"]),
    ("notify::", &["app/watch.rs"]),
    ("rayon::", &["export/", "estimate/", "insight/"]),
    ("ron::", &["dictionary/", "project/", "studio/"]),
    ("std::fs", &["file.rs", "corpus/", "writer/", "export/", "dictionary/", "project/", "studio/", "token/", "cli/"]),
    ("std::thread", &["studio/jobs.rs", "export/", "app/watch.rs", "app/dialogs.rs"]),
    ("println!", &["cli/", "main.rs"]),
    ("&mut Studio", &["studio/", "app/mod.rs", "app/dispatch.rs"]),
];

const MAX_LINES: usize = 500;

#[test]
fn modules_use_only_lower_floors() {
    check(|file, text, problems| {
        let Some(from) = floor_of(folder(file)) else { return };
        for (line_idx, line) in code_lines(text) {
            if line.contains("crate::{") || line.contains("super::super::") {
                problems.push(format!("{file}:{line_idx}: name the folder: `use crate::folder::…`"));
            }
            for used in crate_paths(line) {
                let same_folder = used == folder(file);
                if let Some(to) = floor_of(used)
                    && !same_folder
                    && to >= from
                {
                    problems.push(format!(
                        "{file}:{line_idx}: `{}` (floor {from}) uses `{used}` (floor {to})",
                        folder(file)
                    ));
                }
            }
        }
    });
}

#[test]
fn every_folder_has_a_floor() {
    check(|file, _text, problems| {
        if file.contains('/') && floor_of(folder(file)).is_none() {
            problems.push(format!("{file}: `{}` is missing from FLOORS", folder(file)));
        }
    });
}

#[test]
fn outside_names_stay_confined() {
    check(|file, text, problems| {
        for (line_idx, line) in code_lines(text) {
            for (name, homes) in CONFINED {
                if line.contains(name) && !homes.iter().any(|home| file.starts_with(home)) {
                    problems.push(format!("{file}:{line_idx}: `{name}` belongs in {homes:?}"));
                }
            }
        }
    });
}

#[test]
fn files_are_short_and_documented() {
    check(|file, text, problems| {
        if !text.starts_with("//!") {
            problems.push(format!("{file}:1: missing `//!` module doc"));
        }
        let n_lines = code_lines(text).count();
        if n_lines > MAX_LINES {
            problems.push(format!("{file}: {n_lines} lines, the limit is {MAX_LINES}"));
        }
    });
}

/// Runs `rule` over each file of `src/` and fails with all the problems found.
#[track_caller]
fn check(rule: impl Fn(&str, &str, &mut Vec<String>)) {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut problems = Vec::new();
    for path in rust_files(&src) {
        let text = fs::read_to_string(&path).unwrap();
        let file = path.strip_prefix(&src).unwrap().to_str().unwrap().replace('\\', "/");
        rule(&file, &text, &mut problems);
    }
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

fn rust_files(dir: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// Numbered lines up to the unit tests, without comments.
fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .take_while(|line| *line != "#[cfg(test)]")
        .enumerate()
        .map(|(idx, line)| (idx + 1, line.split("//").next().unwrap_or(line)))
}

/// `app/panels/preview.rs` → `app`; `progress.rs` → `progress`.
fn folder(file: &str) -> &str {
    file.split('/').next().unwrap_or(file).trim_end_matches(".rs")
}

fn floor_of(folder: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&folder))
}

/// The first segment after each `crate::` in `line`.
fn crate_paths(line: &str) -> impl Iterator<Item = &str> {
    line.split("crate::").skip(1).map(|rest| {
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        &rest[..end]
    })
}
