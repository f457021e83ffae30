//! `check`: what is wrong with dictionaries, each with its place.

use crate::check::check;
use crate::cli::Stop;
use crate::cli::output::{json, one_line, say, shown, stdout};
use crate::cli::setup::line;
use crate::dictionary::{Document, Level, Problem};
use serde::Serialize;
use std::path::{Path, PathBuf};

/// Arguments of `check`.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Dictionaries
    #[arg(value_name = "DICT", required = true)]
    dictionaries: Vec<PathBuf>,
    /// Answer as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Row<'a> {
    file: String,
    #[serde(flatten)]
    problem: &'a Problem,
}

/// Runs it.
pub fn run(args: &Args) -> anyhow::Result<()> {
    let mut found: Vec<(&Path, Problem)> = Vec::new();
    let mut is_unread = false;
    for path in &args.dictionaries {
        match Document::load(path) {
            Ok((document, parsed)) => {
                found.extend(check(&document, &parsed).into_iter().map(|problem| (path.as_path(), problem)));
            }
            Err(error) => {
                say(&format!("error: {}", one_line(&error.into())));
                is_unread = true;
            }
        }
    }
    if args.json {
        let rows = found.iter().map(|(path, problem)| Row { file: shown(path), problem });
        json(&rows.collect::<Vec<_>>())?;
    } else {
        stdout(|out| {
            for (path, problem) in &found {
                writeln!(out, "{}", line(path, problem))?;
            }
            Ok(())
        })?;
    }
    let count = |level| found.iter().filter(|(_, problem)| problem.level == level).count();
    let (errors, warnings) = (count(Level::Error), count(Level::Warning));
    if found.is_empty() && is_unread {
        return Err(Stop::Said.into());
    }
    say(&format!("{}, {}", counted(errors, "error"), counted(warnings, "warning")));
    if errors > 0 || is_unread { Err(Stop::Said.into()) } else { Ok(()) }
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
