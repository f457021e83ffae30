//! `verify`: hashes, counts, schema and sources of a finished export.

use crate::cli::Stop;
use crate::cli::interrupt;
use crate::cli::output::{say, shown, stdout};
use crate::cli::size::grouped;
use crate::cli::watch::Watch;
use crate::export::verify;
use crate::progress::Progress;
use std::path::PathBuf;

/// Arguments of `verify`.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Export folder
    #[arg(value_name = "DIR")]
    dir: PathBuf,
}

/// Runs it.
pub fn run(args: &Args) -> anyhow::Result<()> {
    let progress = Progress::new();
    interrupt::cancels(&progress);
    let watch = Watch::start(&progress);
    let verified = verify(&args.dir, &progress);
    watch.stop();
    if progress.is_cancelled() {
        return Err(Stop::Cancelled.into());
    }
    let verified = verified?;
    let dir = shown(&args.dir);
    stdout(|out| {
        for problem in &verified.problems {
            writeln!(out, "{dir}: {problem}")?;
        }
        Ok(())
    })?;
    if !verified.is_sound() {
        say(&format!("error: {dir}: {} problems; export again", grouped(verified.problem_count)));
        return Err(Stop::Said.into());
    }
    let (files, records) = (grouped(verified.files), grouped(verified.records));
    stdout(|out| {
        write!(out, "{dir}: sound: {files} files, {records} records")?;
        match verified.restored {
            0 => writeln!(out)?,
            restored => writeln!(out, ", {} restored to their source", grouped(restored))?,
        }
        Ok(())
    })
}
