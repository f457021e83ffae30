//! Checks a finished export: hashes, counts, schema and, with sites, that every source comes back.

use crate::export::ExportError;
use crate::file::FileError;
use crate::progress::Progress;
use crate::record::Schema;
use crate::record::read;
use crate::text::display::printable;
use crate::writer::folder::{MANIFEST, SUMS};
use crate::writer::part::hex;
use crate::writer::read::open;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::{Component, Path};

/// Problems listed; more are only counted.
const MAX_LISTED: usize = 100;

/// What was found.
#[derive(Clone, PartialEq, Debug, Default, serde::Serialize)]
pub struct Verified {
    /// Files whose hash is right.
    pub files: u64,
    /// Records read.
    pub records: u64,
    /// Records whose source came back.
    pub restored: u64,
    /// What is wrong, each as `file: line N: sentence`; at most 100.
    pub problems: Vec<String>,
    /// How many problems there are.
    pub problem_count: u64,
}

impl Verified {
    fn problem(&mut self, sentence: String) {
        self.problem_count += 1;
        if self.problems.len() < MAX_LISTED {
            self.problems.push(sentence);
        }
    }

    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.problem_count == 0
    }
}

/// Checks the export folder `dir`. What is wrong with it is listed; an error is only what kept it from being looked at.
pub fn verify(dir: &Path, progress: &Progress) -> Result<Verified, ExportError> {
    let shown = printable(&dir.display().to_string());
    let manifest = std::fs::read(dir.join(MANIFEST)).map_err(|error| {
        ExportError::Plan(format!("{shown}: no finished export: {MANIFEST} cannot be read ({error})"))
    })?;
    let manifest: Value = serde_json::from_slice(&manifest)
        .map_err(|error| ExportError::Plan(format!("{shown}: {MANIFEST} is broken: {error}")))?;
    let sums = std::fs::read_to_string(dir.join(SUMS)).map_err(|source| FileError::Io {
        path: dir.join(SUMS),
        action: "cannot read",
        source,
    })?;
    let mut verified = Verified::default();
    if manifest["sha256sums"] != crate::writer::part::sha256_hex(sums.as_bytes()) {
        verified.problem(format!("{SUMS}: not the list that {MANIFEST} names"));
    }
    let mut records = BTreeMap::new();
    for line in sums.lines() {
        check_file(dir, line, &mut records, &mut verified, progress)?;
    }
    check_counts(dir, &records, &mut verified);
    Ok(verified)
}

fn check_file(
    dir: &Path,
    line: &str,
    records: &mut BTreeMap<String, u64>,
    verified: &mut Verified,
    progress: &Progress,
) -> Result<(), ExportError> {
    let Some((hash, name)) = line.split_once("  ") else {
        verified.problem(format!("{SUMS}: broken line `{}`", printable(line)));
        return Ok(());
    };
    if !Path::new(name).components().all(|part| matches!(part, Component::Normal(_))) {
        verified.problem(format!("{SUMS}: `{}` lies outside the folder", printable(name)));
        return Ok(());
    }
    match hash_of(&dir.join(name), progress)? {
        Ok(found) if found == hash => verified.files += 1,
        Ok(_) => verified.problem(format!("{name}: changed since the export")),
        Err(error) => {
            verified.problem(format!("{name}: cannot be read: {error}"));
            return Ok(());
        }
    }
    let is_shard = ["train-", "validation-", "test-"].iter().any(|split| name.starts_with(split));
    if is_shard && name.contains('.') {
        let counted = check_records(dir, name, verified, progress)?;
        records.insert(name.to_owned(), counted);
    }
    Ok(())
}

fn cancelled(progress: &Progress) -> Result<(), ExportError> {
    if progress.is_cancelled() { Err(ExportError::Cancelled) } else { Ok(()) }
}

fn hash_of(path: &Path, progress: &Progress) -> Result<std::io::Result<String>, ExportError> {
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 20];
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) => return Ok(Err(error)),
    };
    loop {
        cancelled(progress)?;
        match file.read(&mut buffer) {
            Ok(0) => return Ok(Ok(hex(&hasher.finalize()))),
            Ok(count) => hasher.update(&buffer[..count]),
            Err(error) => return Ok(Err(error)),
        }
    }
}

/// Reads the records of one file and returns how many there are.
fn check_records(dir: &Path, name: &str, verified: &mut Verified, progress: &Progress) -> Result<u64, ExportError> {
    let mut lines = match open(&dir.join(name)) {
        Ok(lines) => lines,
        Err(error) => {
            verified.problem(format!("{name}: cannot be read: {error}"));
            return Ok(0);
        }
    };
    let is_txt = name.contains(".txt");
    let mut first: Option<(Schema, Vec<String>)> = None;
    let mut line = Vec::new();
    let mut number = 0;
    loop {
        cancelled(progress)?;
        match lines.next(&mut line) {
            Ok(true) => {}
            Ok(false) => return Ok(number),
            Err(error) => {
                verified.problem(format!("{name}: after line {number}: cannot be unpacked: {error}"));
                return Ok(number);
            }
        }
        number += 1;
        verified.records += 1;
        let wrong = |reason: String| format!("{name}: line {number}: {reason}");
        let Ok(text) = std::str::from_utf8(&line) else {
            verified.problem(wrong("not UTF-8".to_owned()));
            continue;
        };
        if is_txt {
            continue;
        }
        let record = match read::parse(text) {
            Ok(record) => record,
            Err(reason) => {
                verified.problem(wrong(reason));
                continue;
            }
        };
        let (schema, keys) = first.get_or_insert_with(|| (record.schema, record.keys.clone()));
        if (*schema, &*keys) != (record.schema, &record.keys) {
            verified.problem(wrong("other keys than in the first record".to_owned()));
        }
        if record.id.len() != 16 || !record.id.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            verified.problem(wrong("`id` is not 16 hex digits".to_owned()));
        }
        // A glossary line answers a question; nothing of it was replaced.
        if record.sites.as_ref().is_some_and(|sites| !sites.is_empty()) {
            match record.restore() {
                Ok(_) => verified.restored += 1,
                Err(reason) => verified.problem(wrong(reason)),
            }
        }
    }
}

/// Holds the lines of each file against the report.
fn check_counts(dir: &Path, counted: &BTreeMap<String, u64>, verified: &mut Verified) {
    let report = std::fs::read(dir.join("report.json")).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let Some(report): Option<Value> = report else {
        return verified.problem("report.json: cannot be read".to_owned());
    };
    let told = report["shards"].as_array().map(Vec::as_slice).unwrap_or_default();
    if told.len() != counted.len() {
        verified.problem(format!("report.json: tells of {} record files, there are {}", told.len(), counted.len()));
    }
    for shard in told {
        let (file, records) = (shard["file"].as_str().unwrap_or_default(), shard["records"].as_u64());
        match counted.get(file) {
            Some(count) if Some(*count) == records => {}
            Some(count) => verified.problem(format!("{file}: {count} records, report.json tells of another number")),
            None => verified.problem(format!("{}: in report.json but not in {SUMS}", printable(file))),
        }
    }
}
