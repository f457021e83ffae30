//! What came out: counts while the export runs, `report.json` and the outcome at its end.

use crate::corpus::CorpusError;
use crate::engine::Target;
use crate::estimate::Tier;
use crate::export::filters::Reason;
use crate::export::maker::Block;
use crate::export::plan::Plan;
use crate::export::tally::Tally;
use crate::export::tokens::{Measured, Sample};
use crate::export::{ExportError, Outcome, OutputFormat, card, kit};
use crate::hash::{self, Purpose};
use crate::progress::Progress;
use crate::record::row::Shape;
use crate::record::{Record, glossary, row};
use crate::writer::{Batch, Folder, Shard, Split};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;

/// So many inputs that could not be read are listed; all are counted.
const MOST_QUARANTINED: usize = 10_000;
/// So many hints about sources are shown.
const MOST_HINTS: usize = 5;

/// An input that could not be read.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub struct Quarantined {
    /// Its name, never an absolute path.
    pub file: String,
    /// Where it is broken.
    pub offset: u64,
    /// Why.
    pub reason: String,
}

impl Quarantined {
    /// What `error` says about `file`.
    pub fn new(file: &str, error: &CorpusError) -> Self {
        let (offset, reason) = match error {
            CorpusError::Io { action, source, .. } => (None, format!("{action}: {source}")),
            CorpusError::Broken { offset, reason, inside, .. } if inside.is_empty() => (*offset, reason.clone()),
            CorpusError::Broken { offset, reason, inside, .. } => (*offset, format!("{inside}: {reason}")),
            CorpusError::Empty { reason, .. } => (None, reason.clone()),
        };
        Self { file: file.to_owned(), offset: offset.unwrap_or_default(), reason }
    }
}

/// A source as the manifest lists it.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub struct SourceRow {
    /// Path inside its source.
    pub name: String,
    /// What it was decoded from.
    pub encoding: String,
    /// Documents in it.
    pub documents: u64,
    /// Bytes of extracted text.
    pub bytes: u64,
    /// Of the extracted text of all its documents, one after another.
    pub sha256: String,
}

/// What happens between the units.
pub enum Change {
    /// A document begins, with what the user should know about it.
    Document(Option<Arc<str>>),
    /// An input gave all its documents.
    Source(SourceRow),
    /// Something could not be read.
    Quarantined(Quarantined),
}

/// All that is known when everything is written.
#[derive(Default, serde::Serialize, serde::Deserialize)]
pub struct Results {
    /// Counts.
    pub tally: Tally,
    /// Records of train, validation, test.
    pub records: [u64; 3],
    /// Files and texts read.
    pub sources: Vec<SourceRow>,
    /// Documents in them.
    pub documents: u64,
    /// Inputs and records that could not be read.
    pub quarantined: u64,
    /// The first of them.
    quarantine: Vec<Quarantined>,
    /// What the user should know about sources.
    hints: Vec<String>,
    /// Finished files of records.
    pub shards: Vec<Shard>,
    /// First records, as lines.
    pub examples: Vec<String>,
    /// Texts whose tokens are to be counted.
    pub samples: Vec<Sample>,
    /// Tokens of the records as written, where they are counted.
    pub written_tokens: u64,
    /// Bytes of the records before compression.
    pub written_bytes: u64,
    /// Whether a limit was reached.
    pub is_full: bool,
    /// Glossary lines added to train.
    pub glossary_lines: u64,
    glossary_available: u64,
}

impl Results {
    /// Takes in what a document, an input's end or something unreadable changes.
    pub fn apply(&mut self, change: Change) {
        match change {
            Change::Document(hint) => {
                self.documents += 1;
                if let Some(hint) = hint.filter(|_| self.hints.len() < MOST_HINTS) {
                    self.hints.push(hint.to_string());
                }
            }
            Change::Source(row) if row.documents > 0 => self.sources.push(row),
            Change::Source(_) => {}
            Change::Quarantined(row) => {
                self.quarantined += 1;
                if self.quarantine.len() < MOST_QUARANTINED {
                    self.quarantine.push(row);
                }
            }
        }
    }

    /// Keeps the first records as they were written.
    pub fn take_examples(&mut self, rows: Option<Shape>, block: &Block, most: usize) {
        let records = block.batches.iter().flat_map(|batch| (0..batch.ends.len()).map(|index| batch.record(index)));
        for record in records.take(most.saturating_sub(self.examples.len())) {
            let line = || String::from_utf8_lossy(record).trim_end().to_owned();
            self.examples.push(rows.map_or_else(line, |shape| row::to_json(record, shape).unwrap_or_default()));
        }
    }

    /// Definition lines as records for train.
    pub fn glossary(&mut self, plan: &Plan) -> Batch {
        let options = &plan.job.options;
        let mut out = Batch::default();
        if options.glossary == 0 {
            return out;
        }
        let wanted = usize::try_from(options.glossary).unwrap_or(usize::MAX);
        let dictionaries: Vec<_> = plan.job.dictionaries.iter().collect();
        let made = glossary::lines(&dictionaries, plan.settings.seed, wanted);
        for line in &made.lines {
            let drawn = plan.instructions.draw_explain(line.language, plan.settings.seed, &line.text);
            let record = Record {
                id: hash::hash(0, Purpose::Id, 0, 0, line.text.as_bytes()),
                system: options.system.as_deref(),
                instruction: &drawn.plain(),
                input: &line.subject,
                answer: &line.text,
                sites: options.sites.then_some(&[]),
            };
            match options.format {
                OutputFormat::Jsonl => record.write_json(options.schema, &mut out.bytes),
                OutputFormat::Txt => record.write_txt(options.txt_pairs, &mut out.bytes),
                OutputFormat::Parquet => record.write_row(options.schema, &mut out.bytes),
            }
            out.end_record();
        }
        self.glossary_lines = made.lines.len() as u64;
        self.glossary_available = made.available as u64;
        self.records[0] += self.glossary_lines;
        out
    }

    /// Bytes of record files.
    pub fn bytes(&self) -> u64 {
        self.shards.iter().map(|shard| shard.bytes).sum()
    }

    /// All records.
    pub fn total(&self) -> u64 {
        self.records.iter().sum()
    }

    /// Refuses an export of nothing, writes what lies beside the records, and says what came out.
    pub fn finish(&mut self, plan: &Plan, folder: &mut Folder, progress: &Progress) -> Result<Outcome, ExportError> {
        if self.total() == 0 {
            return Err(ExportError::Nothing(self.why_nothing(plan)));
        }
        let measured = plan.measure(&std::mem::take(&mut self.samples), progress);
        let notes = self.notes(plan);
        if !self.quarantine.is_empty() {
            let lines: String = self.quarantine.iter().map(|row| json_line(row) + "\n").collect();
            folder.write("quarantine.jsonl", lines.as_bytes())?;
        }
        folder.write("README.md", card::card(plan, self).as_bytes())?;
        folder.write("report.json", pretty(&self.report(plan, &measured, &notes)).as_bytes())?;
        for (name, text) in kit::files(plan, self, measured.max_length) {
            folder.write(name, text.as_bytes())?;
        }
        Ok(Outcome {
            records: self.records,
            units: self.tally.units,
            documents: self.documents,
            quarantined: self.quarantined,
            bytes: self.bytes(),
            pages: rounded(self.tally.pages, 1),
            examples: self.examples.clone(),
            training_command: kit::COMMAND.to_owned(),
            notes,
        })
    }

    fn why_nothing(&self, plan: &Plan) -> String {
        if let (Some(first), true) = (self.quarantine.first(), self.sources.is_empty()) {
            let (file, offset, reason) = (&first.file, first.offset, &first.reason);
            let place = if offset > 0 { format!("byte {offset}: ") } else { String::new() };
            return match self.quarantined {
                1 => format!("{file}: {place}{reason}"),
                count => format!("none of the {count} inputs could be read; the first, {file}: {place}{reason}"),
            };
        }
        let tally = &self.tally;
        if tally.units == tally.blank + tally.verbatim {
            return "the sources hold no text to export; choose others".to_owned();
        }
        let filtered: u64 = tally.filtered.iter().sum();
        if filtered > 0 && tally.few_sites + tally.plain_left_out == 0 {
            return format!("no record came out of {} units: the filters left out {filtered}", tally.units);
        }
        let (units, few, plain) = (tally.units, tally.few_sites, tally.plain_left_out);
        let minimum = plan.job.options.min_sites;
        format!(
            "no record came out of {units} units: {plain} without a word of the dictionaries, {few} with fewer than \
             {minimum} replaced; add words, raise the density or lower the least number of sites"
        )
    }

    fn notes(&self, plan: &Plan) -> Vec<String> {
        let mut notes = plan.notes.clone();
        if self.quarantined > 0 {
            let (count, all) = (self.quarantined, self.quarantined + self.documents);
            notes.push(format!("{count} of {all} inputs could not be read; see quarantine.jsonl"));
        }
        if self.quarantined > self.quarantine.len() as u64 {
            notes.push(format!("quarantine.jsonl lists the first {MOST_QUARANTINED} of them"));
        }
        notes.extend(self.hints.iter().cloned());
        if self.is_full {
            notes.push("stopped at the limit that was asked for; the rest of the sources was not read".to_owned());
        }
        if self.records[Split::Train as usize] == 0 {
            notes.push(
                "no record came into train: the sources are too small to be split; export with --split 100/0/0, or \
                 give more text"
                    .to_owned(),
            );
        }
        if self.glossary_lines < plan.job.options.glossary {
            let (wanted, available) = (plan.job.options.glossary, self.glossary_available);
            notes.push(format!("{wanted} glossary lines were asked for, the dictionaries give {available}"));
        }
        notes
    }

    fn left_out(&self) -> Value {
        let tally = &self.tally;
        let mut counts = json!({
            "verbatim": tally.verbatim,
            "blank": tally.blank,
            "duplicates": tally.duplicates,
            "few_sites": tally.few_sites,
            "without_sites": tally.plain_left_out,
        });
        for (reason, name) in Reason::ALL {
            counts[name] = json!(tally.filtered[reason as usize]);
        }
        counts
    }

    fn report(&self, plan: &Plan, measured: &Measured, notes: &[String]) -> Value {
        let [train, validation, test] = self.records;
        let tally = &self.tally;
        let tokens = |bytes: u64, rate: f64| (bytes as f64 * rate).round() as u64;
        json!({
            "format": 1,
            "name": plan.job.name,
            "documents": self.documents,
            "quarantined": self.quarantined,
            "units": tally.units,
            "records": {"train": train, "validation": validation, "test": test, "total": self.total()},
            "glossary": self.glossary_lines,
            "left_out": self.left_out(),
            "tier": Tier::reached(self.total()),
            "pages": rounded(tally.pages, 1),
            "bytes": {"records": self.bytes(), "source": tally.source_bytes, "target": tally.target_bytes},
            "words": tally.metrics.words,
            "sites": tally.metrics.sites,
            "replaced": tally.metrics.replaced,
            "coverage": rounded(tally.metrics.coverage(), 6),
            "tokens": {
                "tokenizer": "o200k",
                "sampled": measured.is_sample,
                "source": tokens(tally.source_bytes, measured.source_rate),
                "target": tokens(tally.target_bytes, measured.target_rate),
                "max_length": measured.max_length,
            },
            "shards": self.shards,
            "entries": self.entries(plan),
            "notes": notes,
        })
    }

    /// Every entry and link that has a site, most replaced first, then in the order of the dictionaries.
    fn entries(&self, plan: &Plan) -> Vec<Value> {
        let replaced = |target: &Target| self.tally.replaced.get(target).copied().unwrap_or_default();
        let mut rows: Vec<(&Target, &u64)> = self.tally.metrics.hits.iter().collect();
        rows.sort_by_key(|(target, _)| std::cmp::Reverse(replaced(target)));
        let row = |(target, hits): (&Target, &u64)| {
            let (Target::Entry { dictionary, .. } | Target::Link { dictionary, .. }) = *target;
            json!({
                "word": plan.lexicon.headword(*target),
                "dictionary": plan.lexicon.dictionary_name(dictionary),
                "hits": hits,
                "replaced": replaced(target),
            })
        };
        rows.into_iter().map(row).collect()
    }
}

/// The outcome of an export that was finished before.
pub fn finished(dir: &Path) -> Result<Outcome, ExportError> {
    let path = dir.join("report.json");
    let fail = |source| crate::writer::part::io_error(&path, "cannot read", source);
    let report: Value = serde_json::from_slice(&std::fs::read(&path).map_err(fail)?)
        .map_err(|error| fail(std::io::Error::other(error)))?;
    let count = |value: &Value| value.as_u64().unwrap_or_default();
    let notes = report["notes"].as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned);
    let said = "this export was finished here before; nothing was written".to_owned();
    Ok(Outcome {
        records: ["train", "validation", "test"].map(|split| count(&report["records"][split])),
        units: count(&report["units"]),
        documents: count(&report["documents"]),
        quarantined: count(&report["quarantined"]),
        bytes: count(&report["bytes"]["records"]),
        pages: report["pages"].as_f64().unwrap_or_default(),
        examples: Vec::new(),
        training_command: kit::COMMAND.to_owned(),
        notes: std::iter::once(said).chain(notes).collect(),
    })
}

/// A value as one line of JSON.
fn json_line(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// A value as JSON for people, with a line end.
pub fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}

fn rounded(number: f64, digits: i32) -> f64 {
    let scale = 10_f64.powi(digits);
    (number * scale).round() / scale
}
