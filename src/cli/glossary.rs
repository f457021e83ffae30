//! `glossary`: lines made from dictionaries alone, all different.

use crate::cli::options::TransformArgs;
use crate::cli::output::{say, stdout_or_file};
use crate::cli::setup::Setup;
use crate::dictionary::Dictionary;
use crate::record::glossary::lines;
use std::path::PathBuf;

/// Arguments of `glossary`.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Dictionary; may be given several times
    #[arg(short = 'd', long = "dict", value_name = "DICT")]
    dictionaries: Vec<PathBuf>,
    /// Project whose dictionaries are taken
    #[arg(short = 'p', long, value_name = "PROJECT")]
    project: Option<PathBuf>,
    /// How many lines
    #[arg(long, value_name = "N", default_value_t = 1000)]
    lines: usize,
    /// Another seed takes other lines [default: 1]
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    /// File to write instead of standard output
    #[arg(short = 'o', long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Runs it.
pub fn run(args: &Args) -> anyhow::Result<()> {
    let setup = Setup::load(&TransformArgs {
        dictionaries: args.dictionaries.clone(),
        project: args.project.clone(),
        seed: args.seed,
        ..TransformArgs::default()
    })?;
    let enabled = setup.dictionaries.iter().filter(|(_, enabled)| *enabled);
    let dictionaries: Vec<&Dictionary> = enabled.map(|(document, _)| &document.dictionary).collect();
    let glossary = lines(&dictionaries, setup.settings.seed, args.lines);
    stdout_or_file(args.output.as_deref(), |out| {
        for line in &glossary.lines {
            writeln!(out, "{}", line.text)?;
        }
        Ok(())
    })?;
    if glossary.lines.len() < args.lines {
        say(&format!(
            "{} lines were asked for, but these dictionaries give {} different ones; more words, emotions, parents, \
             links or descriptions give more",
            args.lines, glossary.available
        ));
    }
    Ok(())
}
