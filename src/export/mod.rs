//! From sources to training files: filters, plan (validated, immutable), pipeline (ordered, parallel, bounded), report, kit.

mod card;
mod document;
mod filters;
mod fingerprint;
mod forecast;
mod inputs;
mod kit;
mod maker;
mod manifest;
mod pipeline;
mod plan;
mod report;
mod seen;
mod tally;
mod tokens;
pub mod verify;

pub use filters::{Filters, Limits, Unwrap};
pub use forecast::{forecast, is_forecast_exact};
pub use verify::verify;

use crate::corpus::Source;
use crate::dictionary::Dictionary;
use crate::engine::Settings;
use crate::export::plan::Plan;
use crate::progress::{Progress, Stage};
use crate::record::{Direction, Schema};
use crate::writer::{Compression, WriteError};
use std::path::PathBuf;

/// File format of the records.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, serde::Serialize, serde::Deserialize)]
pub enum OutputFormat {
    /// One JSON object a line.
    #[default]
    Jsonl,
    /// The target, one record a line.
    Txt,
    /// Columns, with zstd inside.
    Parquet,
}

/// What splits are decided by.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, serde::Serialize, serde::Deserialize)]
pub enum SplitBy {
    /// Whole documents.
    Document,
    /// Blocks of 100 units.
    Block,
}

/// What the user chose for an export; defaults are the product's (DESIGN, Defaults).
#[derive(Clone, PartialEq, Debug)]
pub struct ExportOptions {
    /// Jsonl or txt.
    pub format: OutputFormat,
    /// Shape of a record.
    pub schema: Schema,
    /// Which way.
    pub direction: Direction,
    /// How record files are compressed.
    pub compress: Compression,
    /// Train, validation, test in percent; sums to 100.
    pub split: [u8; 3],
    /// `None`: documents, or blocks when there are fewer than 20 documents.
    pub split_by: Option<SplitBy>,
    /// Write site rows beside records.
    pub sites: bool,
    /// Drop exact duplicates.
    pub dedupe: bool,
    /// Units with fewer replaced sites are left out (but for the plain share).
    pub min_sites: u32,
    /// Share of units without sites that are kept.
    pub plain_share: f64,
    /// Shards roll at this size.
    pub shard_bytes: u64,
    /// Shards roll at this number of records.
    pub shard_records: Option<u64>,
    /// Shards roll at this number of tokens (o200k).
    pub shard_tokens: Option<u64>,
    /// What is left out.
    pub filters: Filters,
    /// Where to stop.
    pub limits: Limits,
    /// Whether line ends inside units become spaces.
    pub unwrap: Unwrap,
    /// Instruction lists; `None` takes the shipped ones of the dictionaries' languages.
    pub instructions: Option<PathBuf>,
    /// A system prompt.
    pub system: Option<String>,
    /// Stop at the first bad input instead of putting it into quarantine.
    pub strict: bool,
    /// Worker threads; `None`: as many as the machine has.
    pub threads: Option<usize>,
    /// TXT: source TAB target.
    pub txt_pairs: bool,
    /// Glossary lines added to train.
    pub glossary: u64,
}

impl Default for ExportOptions {
    fn default() -> Self {
        Self {
            format: OutputFormat::Jsonl,
            schema: Schema::Messages,
            direction: Direction::Encode,
            compress: Compression::None,
            split: [90, 5, 5],
            split_by: None,
            sites: false,
            dedupe: true,
            min_sites: 1,
            plain_share: 0.05,
            shard_bytes: 256_000_000,
            shard_records: None,
            shard_tokens: None,
            filters: Filters::default(),
            limits: Limits::default(),
            unwrap: Unwrap::Auto,
            instructions: None,
            system: None,
            strict: false,
            threads: None,
            txt_pairs: false,
            glossary: 0,
        }
    }
}

/// Everything an export needs.
#[derive(Clone, Debug)]
pub struct ExportJob {
    /// Shown in card and kit.
    pub name: String,
    /// Dictionaries in order, enabled ones only.
    pub dictionaries: Vec<Dictionary>,
    /// What to read.
    pub sources: Vec<Source>,
    /// Texts in memory instead (the built-in sample): name and text.
    pub texts: Vec<(String, String)>,
    /// How to transform.
    pub settings: Settings,
    /// How to write.
    pub options: ExportOptions,
    /// The folder to make.
    pub out: PathBuf,
    /// Starts over in a folder that holds an export (removes only files it made).
    pub fresh: bool,
}

/// What came out; `report.json` holds the same.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Outcome {
    /// Records of train, validation, test.
    pub records: [u64; 3],
    /// Units read.
    pub units: u64,
    /// Documents read.
    pub documents: u64,
    /// Inputs put into quarantine.
    pub quarantined: u64,
    /// Bytes of record files.
    pub bytes: u64,
    /// A4 pages of the source text.
    pub pages: f64,
    /// First records, as lines.
    pub examples: Vec<String>,
    /// The command that starts the training, with paths relative to the export folder.
    pub training_command: String,
    /// Sentences about what the user should know: inputs in quarantine, instructions that do not say enough.
    pub notes: Vec<String>,
}

/// Why an export stopped.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The user asked.
    #[error("cancelled; run the same command again to continue")]
    Cancelled,
    /// A source is not what it was when the export began.
    #[error("{}: the source was changed, replaced or removed while the export was reading it; nothing was kept, export again", crate::text::display::printable(&.0.display().to_string()))]
    Changed(PathBuf),
    /// Stopped by a test.
    #[error("stopped")]
    Stopped,
    /// A choice that cannot work.
    #[error("{0}")]
    Plan(String),
    /// Everything was read and nothing came out.
    #[error("{0}")]
    Nothing(String),
    /// A worker failed.
    #[error("{place}: this text could not be worked on ({message}); that is a mistake in hyperlex, please report it")]
    Worker {
        /// Document and byte offset.
        place: String,
        /// What it said.
        message: String,
    },
    /// A source failed.
    #[error(transparent)]
    Corpus(#[from] crate::corpus::CorpusError),
    /// A file could not be written.
    #[error(transparent)]
    File(#[from] crate::file::FileError),
    /// The folder is not ours to write into.
    #[error(transparent)]
    Folder(#[from] WriteError),
}

impl ExportError {
    /// Whether the same job can be continued after it; after other failures nothing stays in the folder.
    pub fn can_be_continued(&self) -> bool {
        matches!(self, Self::Cancelled | Self::Stopped | Self::File(_) | Self::Folder(_))
    }
}

/// Runs an export to the end: when it returns, the folder is whole, or holds nothing that looks so.
///
/// The folder's bytes follow from the job alone, never from the number of threads, nor from how often it was stopped
/// and continued. In a folder where the same job was finished before it does nothing.
pub fn run(job: &ExportJob, progress: &Progress) -> Result<Outcome, ExportError> {
    run_blocks(job, progress, u64::MAX)
}

/// [`run`], stopped as a crash would stop it when so many blocks are written. For tests.
#[doc(hidden)]
pub fn run_blocks(job: &ExportJob, progress: &Progress, blocks: u64) -> Result<Outcome, ExportError> {
    progress.set_stage(Stage::Scanning);
    let plan = Plan::new(job)?;
    let outcome = pipeline::run(plan, progress, blocks)?;
    progress.set_stage(Stage::Done);
    Ok(outcome)
}
