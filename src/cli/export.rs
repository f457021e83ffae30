//! `export`: training files from texts.

use crate::cli::limits::LimitArgs;
use crate::cli::options::{TransformArgs, count};
use crate::cli::output::{say, shown, stdout};
use crate::cli::setup::Setup;
use crate::cli::size::grouped;
use crate::cli::watch::Watch;
use crate::cli::{Stop, interrupt};
use crate::corpus::Source;
use crate::export::{self, ExportError, ExportJob, ExportOptions, Outcome, OutputFormat, SplitBy};
use crate::file;
use crate::progress::Progress;
use crate::record::{Direction, Schema};
use crate::writer::Compression;
use anyhow::{anyhow, bail};
use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use std::path::{Path, PathBuf};

/// Arguments of `export`.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Folder to make
    #[arg(short = 'o', long, value_name = "DIR")]
    output: PathBuf,
    /// File or folder to read; may be given several times
    #[arg(short = 's', long = "source", value_name = "SOURCE")]
    sources: Vec<PathBuf>,
    /// Text field or column of jsonl, csv and parquet sources, like meta.text [default: text]
    #[arg(long, value_name = "F")]
    field: Option<String>,
    /// Start over in a folder that holds an export; removes only files that an export made
    #[arg(long)]
    fresh: bool,
    /// Say how many records to expect, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Format of the record files; txt holds targets, with --schema pair source TAB target [default: jsonl]
    #[arg(long, value_name = "FORMAT", value_parser = PossibleValuesParser::new(["jsonl", "txt", "parquet"]).map(|name| format(&name)))]
    format: Option<OutputFormat>,
    /// Shape of a record [default: messages]
    #[arg(long, value_name = "SCHEMA", value_parser = PossibleValuesParser::new(Schema::ALL.map(Schema::name)).map(|name| schema(&name)))]
    schema: Option<Schema>,
    /// From text to symbols, back, or both [default: encode]
    #[arg(long, value_name = "WAY", value_parser = PossibleValuesParser::new(["encode", "decode", "both"]).map(|name| direction(&name)))]
    direction: Option<Direction>,
    /// Compression of the record files; parquet always has zstd inside [default: none]
    #[arg(long, value_name = "NAME", value_parser = PossibleValuesParser::new(Compression::ALL.map(Compression::name)).map(|name| compression(&name)))]
    compress: Option<Compression>,
    /// Percent of train, validation and test [default: 90/5/5]
    #[arg(long, value_name = "A/B/C", value_parser = split)]
    split: Option<Split>,
    /// What goes to one side of the split as a whole [default: documents, blocks below 20 documents]
    #[arg(long, value_name = "BY", value_parser = PossibleValuesParser::new(["document", "block"]).map(|name| split_by(&name)))]
    split_by: Option<SplitBy>,
    /// A record file is at most so large, in MB [default: 256]
    #[arg(long, value_name = "MB", value_parser = count)]
    shard_size: Option<usize>,
    /// A record file holds at most so many records
    #[arg(long, value_name = "N", value_parser = count)]
    shard_records: Option<usize>,
    /// Records for each unit, each with its own draws [default: 1]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    variants: Option<u32>,
    /// Write beside each record where its symbols stand, so that the source can be restored
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    sites: Option<bool>,
    /// Leave out units that were there before [default: true]
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    dedupe: Option<bool>,
    /// Leave out units with fewer replaced sites [default: 1]
    #[arg(long, value_name = "N")]
    min_sites: Option<u32>,
    /// Share of units without sites that are kept, 0 to 1 [default: 0.05]
    #[arg(long, value_name = "R", value_parser = share)]
    plain_share: Option<f64>,
    /// Definition lines added to train [default: 0]
    #[arg(long, value_name = "N")]
    glossary: Option<u64>,
    #[command(flatten)]
    limits: LimitArgs,
    /// List of instructions instead of the built-in one
    #[arg(long, value_name = "FILE")]
    instructions: Option<PathBuf>,
    /// System prompt, from a file
    #[arg(long, value_name = "FILE")]
    system: Option<PathBuf>,
    /// Stop at the first text that cannot be read, instead of listing it in quarantine.jsonl
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    transform: TransformArgs,
}

/// Runs it.
pub fn run(args: &Args) -> anyhow::Result<()> {
    let job = job(args)?;
    let progress = Progress::new();
    interrupt::cancels(&progress);
    if args.dry_run {
        let records = stopped(export::forecast(&job, None))?;
        return stdout(|out| Ok(writeln!(out, "about {} records; nothing was written", grouped(records))?));
    }
    let watch = Watch::start(&progress);
    let outcome = export::run(&job, &progress);
    watch.stop();
    let outcome = stopped(outcome)?;
    for note in &outcome.notes {
        say(&format!("note: {note}"));
    }
    report(&outcome, &job.out)
}

fn stopped<T>(result: Result<T, ExportError>) -> anyhow::Result<T> {
    result.map_err(|error| match error {
        ExportError::Cancelled => Stop::Interrupted.into(),
        error => error.into(),
    })
}

fn report(outcome: &Outcome, dir: &Path) -> anyhow::Result<()> {
    let [train, validation, test] = outcome.records.map(grouped);
    let all = grouped(outcome.records.iter().sum());
    stdout(|out| {
        writeln!(out, "{all} records: {train} train, {validation} validation, {test} test")?;
        let (documents, units) = (grouped(outcome.documents), grouped(outcome.units));
        let noun = if outcome.documents == 1 { "document" } else { "documents" };
        writeln!(out, "from {documents} {noun}, {units} units, {:.1} pages", outcome.pages)?;
        writeln!(out, "in {}", shown(dir))?;
        if !outcome.training_command.is_empty() {
            writeln!(out, "train with, in that folder: {}", outcome.training_command)?;
        }
        Ok(())
    })
}

fn job(args: &Args) -> anyhow::Result<ExportJob> {
    if file::is_irregular(&args.output) && !args.output.is_dir() {
        bail!("{}: not a folder; name a new folder", shown(&args.output));
    }
    let mut setup = Setup::load(&args.transform)?;
    if let Some(variants) = args.variants {
        setup.settings.variants = variants;
    }
    let (name, sources, options) = match setup.project {
        Some(project) => (project.name, project.sources, project.export),
        None => (String::new(), Vec::new(), ExportOptions::default()),
    };
    let source = |path: &PathBuf| Source { path: path.clone(), ..Source::default() };
    let mut sources = if args.sources.is_empty() { sources } else { args.sources.iter().map(source).collect() };
    if sources.is_empty() {
        return Err(Stop::Usage("name what to read with -s SOURCE, or a project that has sources".into()).into());
    }
    for source in &mut sources {
        source.encoding = args.transform.encoding.or(source.encoding);
        source.field = args.field.clone().or(source.field.take());
    }
    let enabled = setup.dictionaries.into_iter().filter(|(_, enabled)| *enabled);
    Ok(ExportJob {
        name: if name.is_empty() { stem(&sources[0].path) } else { name },
        dictionaries: enabled.map(|(document, _)| document.dictionary).collect(),
        sources,
        texts: Vec::new(),
        settings: setup.settings,
        options: options_of(args, options)?,
        out: args.output.clone(),
        fresh: args.fresh,
    })
}

/// `options` with what the arguments say.
fn options_of(args: &Args, mut options: ExportOptions) -> anyhow::Result<ExportOptions> {
    options.format = args.format.unwrap_or(options.format);
    options.schema = args.schema.unwrap_or(options.schema);
    options.direction = args.direction.unwrap_or(options.direction);
    options.compress = args.compress.unwrap_or(options.compress);
    options.split = args.split.map_or(options.split, |split| split.0);
    options.split_by = args.split_by.or(options.split_by);
    options.shard_bytes = args.shard_size.map_or(options.shard_bytes, |size| size as u64 * 1_000_000);
    options.shard_records = args.shard_records.map(|records| records as u64).or(options.shard_records);
    args.limits.apply(&mut options);
    options.sites = args.sites.unwrap_or(options.sites);
    options.dedupe = args.dedupe.unwrap_or(options.dedupe);
    options.min_sites = args.min_sites.unwrap_or(options.min_sites);
    options.plain_share = args.plain_share.unwrap_or(options.plain_share);
    options.glossary = args.glossary.unwrap_or(options.glossary);
    options.threads = args.transform.threads.or(options.threads);
    options.strict |= args.strict;
    options.txt_pairs |= options.format == OutputFormat::Txt && args.schema == Some(Schema::Pair);
    if args.instructions.is_some() {
        options.instructions.clone_from(&args.instructions);
    }
    if let Some(path) = &args.system {
        let text = std::fs::read_to_string(path).map_err(|error| anyhow!("{}: cannot read: {error}", shown(path)))?;
        options.system = Some(text.trim_end().to_owned());
    }
    Ok(options)
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// Percent of train, validation and test.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Split([u8; 3]);

fn split(text: &str) -> Result<Split, String> {
    let parts: Option<Vec<u8>> = text.split('/').map(|part| part.trim().parse().ok()).collect();
    match parts.as_deref() {
        Some(&[a, b, c]) if u32::from(a) + u32::from(b) + u32::from(c) == 100 => Ok(Split([a, b, c])),
        _ => Err("use three whole percentages that sum to 100, like 90/5/5".into()),
    }
}

fn share(text: &str) -> Result<f64, String> {
    text.parse().ok().filter(|share| (0.0..=1.0).contains(share)).ok_or_else(|| "use a number from 0 to 1".into())
}

fn format(name: &str) -> OutputFormat {
    match name {
        "txt" => OutputFormat::Txt,
        "parquet" => OutputFormat::Parquet,
        _ => OutputFormat::Jsonl,
    }
}

fn schema(name: &str) -> Schema {
    Schema::ALL.into_iter().find(|schema| schema.name() == name).unwrap_or_default()
}

fn compression(name: &str) -> Compression {
    Compression::ALL.into_iter().find(|compression| compression.name() == name).unwrap_or_default()
}

fn direction(name: &str) -> Direction {
    match name {
        "decode" => Direction::Decode,
        "both" => Direction::Both,
        _ => Direction::Encode,
    }
}

fn split_by(name: &str) -> SplitBy {
    if name == "document" { SplitBy::Document } else { SplitBy::Block }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits() {
        assert_eq!(split("90/5/5"), Ok(Split([90, 5, 5])));
        assert_eq!(split("100/0/0"), Ok(Split([100, 0, 0])));
        for bad in ["90/5", "90/5/6", "a/b/c", "200/0/0", ""] {
            assert!(split(bad).is_err(), "{bad}");
        }
    }
}
