//! `restore`: the source text back from records with sites.

use crate::cli::input::Input;
use crate::cli::output::stdout_or_file;
use crate::record::read::parse;
use anyhow::anyhow;
use std::io::BufRead as _;
use std::path::PathBuf;

/// Arguments of `restore`.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Records with sites; - is standard input
    #[arg(value_name = "FILE.jsonl")]
    file: PathBuf,
    /// File to write instead of standard output
    #[arg(short = 'o', long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Runs it: the source of each record and a line end.
pub fn run(args: &Args) -> anyhow::Result<()> {
    let input = Input::new(Some(&args.file));
    let reader = input.open()?;
    stdout_or_file(args.output.as_deref(), |out| {
        for (index, line) in reader.lines().enumerate() {
            let line = line.map_err(|error| anyhow!("{}: line {}: {error}", input.name(), index + 1))?;
            if line.trim().is_empty() {
                continue;
            }
            let restored = parse(&line).and_then(|record| record.restore());
            let (source, _) = restored.map_err(|error| anyhow!("{}: line {}: {error}", input.name(), index + 1))?;
            writeln!(out, "{source}")?;
        }
        Ok(())
    })
}
