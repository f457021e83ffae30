//! What an export is going to do: checked once, then immutable and shared by all workers.

use crate::corpus::{Source, SourceFile, read, walk};
use crate::engine::{Layer, Lexicon, Settings};
use crate::export::{ExportError, ExportJob, ExportOptions, OutputFormat, SplitBy};
use crate::record::Instructions;
use crate::record::instructions::Varies;
use crate::record::row::Shape;
use crate::writer::part::sha256_hex;
use crate::writer::{Compression, Packing, Pool, ShardSize, Splitter};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// With fewer documents, splits are made of blocks of units.
const DOCUMENTS_TO_SPLIT_BY: usize = 20;

/// One text to come.
#[derive(Clone, Debug)]
pub enum Input {
    /// A text in memory, by its index among the job's.
    Text(usize),
    /// A file.
    File(SourceFile),
}

/// A validated job.
pub struct Plan {
    /// The job itself: names, dictionaries, texts, options.
    pub job: ExportJob,
    /// All texts, in the order of the records.
    pub inputs: Vec<Input>,
    /// The dictionaries, compiled.
    pub lexicon: Arc<Lexicon>,
    /// The job's settings, shared.
    pub settings: Arc<Settings>,
    /// Decides splits.
    pub splitter: Splitter,
    /// What records tell to do.
    pub instructions: Instructions,
    /// Hash of the user's own list of instructions.
    pub instructions_sha256: Option<String>,
    /// What instructions have to name.
    pub varies: Varies,
    /// Worker threads.
    pub threads: usize,
    /// What the user should know.
    pub notes: Vec<String>,
}

impl Plan {
    /// Checks a job and looks for its sources. Writes nothing.
    pub fn new(job: &ExportJob) -> Result<Self, ExportError> {
        check_options(&job.options)?;
        check_settings(&job.settings)?;
        if job.sources.is_empty() && job.texts.is_empty() {
            return Err(plan("nothing to export: no source was given; add a file or a folder"));
        }
        let files = walk::files(&job.sources)?;
        check_folder(&job.out, &job.sources)?;
        let by_block = match job.options.split_by {
            Some(by) => by == SplitBy::Block,
            None => !read::hold_at_least(&files, DOCUMENTS_TO_SPLIT_BY.saturating_sub(job.texts.len())),
        };
        let inputs: Vec<Input> =
            (0..job.texts.len()).map(Input::Text).chain(files.into_iter().map(Input::File)).collect();
        let layers: Vec<Layer<'_>> =
            job.dictionaries.iter().map(|dictionary| Layer { dictionary, enabled: true }).collect();
        let (lexicon, _conflicts) = Lexicon::compile(&layers, job.settings.forms);
        let (instructions, instructions_sha256) = instructions(job.options.instructions.as_deref())?;
        let varies = Varies::of(&job.settings);
        let unsaid = instructions.unsaid(varies, job.options.direction.ways());
        let mut notes = Vec::new();
        if job.options.schema.has_instruction() && !unsaid.is_empty() {
            let fields: Vec<String> = unsaid.iter().map(|field| format!("{{{field}}}")).collect();
            let fields = fields.join(", ");
            notes.push(format!(
                "the instructions do not name {fields}, which differ between records: a model cannot learn what the \
                 prompt does not say"
            ));
        }
        let cores = || std::thread::available_parallelism().map_or(1, usize::from);
        Ok(Self {
            inputs,
            lexicon: Arc::new(lexicon),
            settings: Arc::new(job.settings.clone()),
            splitter: Splitter { shares: job.options.split, by_block },
            instructions,
            instructions_sha256,
            varies,
            threads: job.options.threads.unwrap_or_else(cores),
            notes,
            job: job.clone(),
        })
    }

    /// Name and size in bytes of an input.
    pub fn name_and_bytes<'a>(&'a self, input: &'a Input) -> (&'a str, u64) {
        match input {
            Input::Text(index) => (&self.job.texts[*index].0, self.job.texts[*index].1.len() as u64),
            Input::File(file) => (&file.name, file.bytes),
        }
    }

    /// All bytes to read.
    pub fn bytes(&self) -> u64 {
        self.inputs.iter().map(|input| self.name_and_bytes(input).1).sum()
    }

    /// How record files are made.
    pub fn packing(&self, pool: Pool) -> Packing {
        let options = &self.job.options;
        let size = ShardSize {
            bytes: options.shard_bytes,
            records: options.shard_records.unwrap_or(u64::MAX),
            tokens: options.shard_tokens.unwrap_or(u64::MAX),
        };
        Packing { extension: self.extension(), rows: self.rows(), compression: options.compress, size, pool }
    }

    /// Whether the tokens of each record are counted.
    pub fn counts_tokens(&self) -> bool {
        self.job.options.shard_tokens.is_some() || self.job.options.limits.tokens.is_some()
    }

    /// The columns of the records; none for lines.
    pub fn rows(&self) -> Option<Shape> {
        let options = &self.job.options;
        let shape = Shape { schema: options.schema, system: options.system.is_some(), sites: options.sites };
        (options.format == OutputFormat::Parquet).then_some(shape)
    }

    /// What names of record files end with, without the dot before it.
    pub fn whole_extension(&self) -> String {
        let suffix = if self.rows().is_some() { "" } else { self.job.options.compress.suffix() };
        [self.extension(), suffix].concat()
    }

    /// The format's ending.
    fn extension(&self) -> &'static str {
        match self.job.options.format {
            OutputFormat::Jsonl => "jsonl",
            OutputFormat::Txt => "txt",
            OutputFormat::Parquet => "parquet",
        }
    }
}

fn plan(reason: &str) -> ExportError {
    ExportError::Plan(reason.to_owned())
}

fn check_options(options: &ExportOptions) -> Result<(), ExportError> {
    if options.split.iter().map(|share| u32::from(*share)).sum::<u32>() != 100 {
        let shares = options.split.map(|share| share.to_string()).join("/");
        return Err(ExportError::Plan(format!("the split {shares} is not 100 percent in sum; write it like 90/5/5")));
    }
    if !(0.0..=1.0).contains(&options.plain_share) {
        return Err(ExportError::Plan(format!("the plain share {} is not between 0 and 1", options.plain_share)));
    }
    if options.format == OutputFormat::Parquet && options.compress == Compression::Gzip {
        return Err(plan("parquet files hold zstd inside and cannot be gzip; choose zstd, none or another format"));
    }
    if options.threads == Some(0) {
        return Err(plan("0 threads do nothing; give 1 or more"));
    }
    let filters = &options.filters;
    if filters.max_chars.is_some_and(|most| most < filters.min_chars) {
        return Err(plan("no unit has at least --min-chars and at most --max-chars characters; swap them"));
    }
    if !(0.0..=1.0).contains(&filters.min_letters) || !(0.0..=1.0).contains(&filters.max_replaced) {
        return Err(plan("the shares of letters and of replaced words lie between 0 and 1"));
    }
    let limits = &options.limits;
    if [limits.lines, limits.pages, limits.tokens, limits.bytes, options.shard_tokens].contains(&Some(0)) {
        return Err(plan("a limit of 0 leaves nothing; give a larger one"));
    }
    if options.shard_bytes == 0 || options.shard_records == Some(0) {
        return Err(plan("a shard of size 0 holds nothing; give a larger one"));
    }
    Ok(())
}

fn check_settings(settings: &Settings) -> Result<(), ExportError> {
    let density = settings.density;
    if !(0.0..=1.0).contains(&density.low) || !(density.low..=1.0).contains(&density.high) {
        let (low, high) = (density.low, density.high);
        return Err(ExportError::Plan(format!("the density {low}..{high} does not lie between 0 and 1")));
    }
    if settings.variants == 0 {
        return Err(plan("0 variants give no records; give 1 or more"));
    }
    if settings.styles.is_empty() || settings.palettes.is_empty() || settings.climbs.is_empty() {
        return Err(plan("the settings name no style, palette or climb; give one of each"));
    }
    Ok(())
}

fn instructions(path: Option<&Path>) -> Result<(Instructions, Option<String>), ExportError> {
    let Some(path) = path else { return Ok((Instructions::shipped(), None)) };
    let shown = crate::text::display::printable(&path.display().to_string());
    let fail = |reason: String| ExportError::Plan(format!("{shown}: {reason}"));
    let bytes = std::fs::read(path).map_err(|error| fail(format!("cannot read the instructions: {error}")))?;
    let text = std::str::from_utf8(&bytes)
        .map_err(|error| fail(format!("byte {}: the instructions are not UTF-8", error.valid_up_to())))?;
    let list = Instructions::parse(text).map_err(|error| fail(error.to_string()))?;
    Ok((list, Some(sha256_hex(&bytes))))
}

/// An export must not become its own source, nor remove one.
fn check_folder(out: &Path, sources: &[Source]) -> Result<(), ExportError> {
    let out = real_path(out);
    for source in sources {
        let path = real_path(&source.path);
        let (shown, source_shown) = (out.display(), path.display());
        if path.is_dir() && out.starts_with(&path) {
            return Err(ExportError::Plan(format!(
                "{shown}: the export would lie inside its own source {source_shown}; choose a folder outside of it"
            )));
        }
        if path.starts_with(&out) {
            return Err(ExportError::Plan(format!(
                "{source_shown}: this source lies inside the export folder {shown}; choose another folder"
            )));
        }
    }
    Ok(())
}

/// The path without links, of which the end may not exist yet.
fn real_path(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    for existing in absolute.ancestors() {
        if let (Ok(real), Ok(rest)) = (existing.canonicalize(), absolute.strip_prefix(existing)) {
            // Joining an empty path would add a separator.
            return if rest.as_os_str().is_empty() { real } else { real.join(rest) };
        }
    }
    absolute
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_that_cannot_work_are_refused_in_a_sentence() {
        let refused = |options: ExportOptions| check_options(&options).unwrap_err().to_string();
        let usual = ExportOptions::default;
        assert!(check_options(&usual()).is_ok());
        for (options, part) in [
            (ExportOptions { split: [90, 5, 6], ..usual() }, "90/5/6"),
            (ExportOptions { plain_share: 1.5, ..usual() }, "1.5"),
            (ExportOptions { plain_share: f64::NAN, ..usual() }, "NaN"),
            (ExportOptions { threads: Some(0), ..usual() }, "0 threads"),
            (ExportOptions { format: OutputFormat::Parquet, compress: Compression::Gzip, ..usual() }, "zstd inside"),
            (ExportOptions { shard_records: Some(0), ..usual() }, "size 0"),
        ] {
            assert!(refused(options).contains(part));
        }
    }

    #[test]
    fn the_folder_lies_outside_its_sources() {
        let dir = tempfile::tempdir().unwrap();
        let books = dir.path().join("books");
        std::fs::create_dir(&books).unwrap();
        let book = books.join("a.txt");
        std::fs::write(&book, "text").unwrap();
        let check = |out: &Path, source: &Path| {
            check_folder(out, &[Source { path: source.to_owned(), ..Source::default() }]).map_err(|e| e.to_string())
        };
        assert!(check(&books.join("new/out"), &books).unwrap_err().contains("inside its own source"));
        assert!(check(&books, &books).unwrap_err().contains("inside its own source"));
        assert!(check(&books.join("../books/out"), &books).unwrap_err().contains("inside its own source"));
        assert!(check(&books, &book).unwrap_err().contains("inside the export folder"));
        assert_eq!(check(&books.join("out"), &book), Ok(()));
        assert_eq!(check(&dir.path().join("books-out"), &books), Ok(()));
    }
}
