//! `convert`: a dictionary in another format.

use crate::cli::output::{say, shown};
use crate::cli::setup::dictionary;
use crate::dictionary::FileFormat;
use crate::dictionary::store::export;
use crate::file;
use anyhow::{anyhow, bail};
use std::path::PathBuf;

/// Arguments of `convert`.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Dictionary to read
    #[arg(value_name = "IN")]
    input: PathBuf,
    /// Dictionary to write; its ending says the format: .ron .json .csv .tsv .txt
    #[arg(value_name = "OUT")]
    output: PathBuf,
    /// Replace OUT if it is there
    #[arg(long)]
    force: bool,
    /// Language of the words, where the file names none
    #[arg(short = 'l', long, value_name = "LANGUAGE")]
    language: Option<String>,
}

/// Runs it.
pub fn run(args: &Args) -> anyhow::Result<()> {
    let out = shown(&args.output);
    let format = FileFormat::of(&args.output)
        .ok_or_else(|| anyhow!("{out}: unknown dictionary format; use .ron, .json, .csv, .tsv or .txt"))?;
    if file::is_irregular(&args.output) {
        bail!("{out}: not a regular file, so nothing was written; choose another name");
    }
    if args.output.exists() && !args.force {
        bail!("{out}: is there already; choose another name, or replace it with --force");
    }
    let mut document = dictionary(&args.input)?;
    if args.language.is_some() {
        document.dictionary.language.clone_from(&args.language);
    }
    if format == FileFormat::Ron {
        let was_ron = FileFormat::of(&args.input) == Some(FileFormat::Ron);
        if !was_ron && document.dictionary.name.is_empty() {
            let stem = args.input.file_stem().unwrap_or_default();
            document.dictionary.name = stem.to_string_lossy().into_owned();
        }
        file::replace(&args.output, document.to_ron().as_bytes())?;
        return Ok(());
    }
    let (text, losses) = export(&document.dictionary, format);
    file::replace(&args.output, text.as_bytes())?;
    for loss in losses {
        say(&format!("{out}: not kept: {loss}"));
    }
    Ok(())
}
