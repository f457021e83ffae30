//! `restore`: the source text back from records with sites.

use crate::cli::input::Input;
use crate::cli::output::stdout_or_file;
use crate::record::read::parse;
use crate::writer::read;
use anyhow::anyhow;
use std::path::PathBuf;

/// Arguments of `restore`.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Records with sites, packed or not; - is standard input
    #[arg(value_name = "FILE.jsonl")]
    file: PathBuf,
    /// File to write instead of standard output
    #[arg(short = 'o', long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Runs it: the source of each record and a line end.
pub fn run(args: &Args) -> anyhow::Result<()> {
    let input = Input::new(Some(&args.file));
    let mut lines = match input.path() {
        // A folder, or nothing at all: the input says so in words.
        Some(path) if path.is_file() => {
            read::open(path).map_err(|error| anyhow!("{}: cannot read: {error}", input.name()))?
        }
        _ => read::lines(input.open()?)?,
    };
    stdout_or_file(args.output.as_deref(), |out| {
        let mut line = Vec::new();
        for number in 1_u64.. {
            let wrong = |reason: String| anyhow!("{}: line {number}: {reason}", input.name());
            if !lines.next(&mut line).map_err(|error| wrong(error.to_string()))? {
                break;
            }
            let text = std::str::from_utf8(&line).map_err(|_| wrong("not UTF-8".to_owned()))?;
            if text.trim().is_empty() {
                continue;
            }
            let (source, _) = parse(text).and_then(|record| record.restore()).map_err(wrong)?;
            writeln!(out, "{source}")?;
        }
        Ok(())
    })
}
