//! The command line: one file a subcommand.
//!
//! Results go to standard output, messages and progress to standard error. Exit codes: 0 done, 1 failed, 2 usage, 130
//! cancelled, 141 broken pipe. `println!` is not used: it panics on a closed pipe.

mod check;
mod convert;
mod explain;
mod export;
mod forms;
mod glossary;
mod input;
mod interrupt;
mod jsonl;
mod limits;
mod options;
mod output;
mod restore;
mod setup;
mod size;
mod transform;
mod verify;
mod watch;

use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

const EXAMPLES: &str = "\
Examples:
  hyperlex                                          open the window
  hyperlex transform -d words.json page.txt         write symbols into a text
  hyperlex check words.ron                          look for mistakes in a dictionary
  hyperlex explain -d words.ron 'Дождь и свет'      why each word was replaced, or not
  hyperlex size books                               pages, words, tokens: is it enough?
  hyperlex export -d words.ron -s books -o out      training files from your books

A dictionary is a .ron, .json, .txt, .csv or .tsv file. The simplest one:
  {\"любовь\": \"❤\", \"свет\": \"☀{радость}\"}

`hyperlex COMMAND --help` explains a command.";

/// Turns words into symbols, and texts into training files. Without a command it opens the window.
#[derive(Parser, Debug)]
#[command(name = "hyperlex", version, after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
pub struct Arguments {
    /// What to do; without one, the window.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// What the window opens.
    #[command(flatten)]
    pub window: WindowArgs,
}

/// What the window opens.
#[derive(clap::Args, Debug)]
pub struct WindowArgs {
    /// Project or dictionary to open in the window [default: the last project]
    #[arg(value_name = "PROJECT|DICT")]
    pub path: Option<PathBuf>,
    /// Draw a few frames and quit.
    #[arg(long, hide = true)]
    pub smoke: bool,
}

/// The subcommands.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Write symbols into a text: text in, text out
    Transform(Box<transform::Args>),
    /// Make training files from texts
    Export(Box<export::Args>),
    /// Make lines that explain a dictionary's symbols, all different
    Glossary(glossary::Args),
    /// List what is wrong with dictionaries
    Check(check::Args),
    /// Say for each word of a text why it was replaced, or why not
    Explain(Box<explain::Args>),
    /// List the forms a headword expands to, one a line
    Forms(forms::Args),
    /// Write a dictionary in another format: ron, json, csv, tsv, txt
    Convert(convert::Args),
    /// Count pages, words and tokens, and say what they are enough for
    Size(size::Args),
    /// Get the source text back from records with sites
    Restore(restore::Args),
    /// Check an export folder: hashes, counts, records, and that sources can be restored
    Verify(verify::Args),
}

/// Ends that need no sentence or another exit code than 1.
#[derive(Debug, thiserror::Error)]
pub enum Stop {
    /// All was said already.
    #[error("failed")]
    Said,
    /// The user asked to stop.
    #[error("cancelled")]
    Cancelled,
    /// The user asked to stop what can be continued.
    #[error("cancelled; run the same command again to continue")]
    Interrupted,
    /// Nobody reads our output any more.
    #[error("broken pipe")]
    BrokenPipe,
    /// The arguments do not go together.
    #[error("{0}")]
    Usage(String),
}

impl Arguments {
    /// The program's arguments; ends the process on `--help` and on usage errors.
    pub fn read() -> Self {
        Self::parse()
    }
}

impl WindowArgs {
    /// Refuses a file that is not there: it may be a mistyped command.
    pub fn check(&self) -> anyhow::Result<()> {
        match &self.path {
            Some(path) if !path.exists() => {
                let shown = output::shown(path);
                Err(Stop::Usage(format!("{shown}: no such command or file; `hyperlex --help` lists the commands"))
                    .into())
            }
            _ => Ok(()),
        }
    }
}

/// Runs one subcommand.
pub fn run(command: Command) -> anyhow::Result<()> {
    interrupt::install();
    match command {
        Command::Transform(args) => transform::run(&args),
        Command::Export(args) => export::run(&args),
        Command::Glossary(args) => glossary::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Forms(args) => forms::run(&args),
        Command::Convert(args) => convert::run(&args),
        Command::Size(args) => size::run(&args),
        Command::Restore(args) => restore::run(&args),
        Command::Verify(args) => verify::run(&args),
    }
}

/// Says what went wrong, in one sentence, and gives the exit code.
pub fn exit_code(result: anyhow::Result<()>) -> ExitCode {
    let Err(error) = result else { return ExitCode::SUCCESS };
    let (code, sentence) = match error.downcast_ref::<Stop>() {
        Some(Stop::Said) => (1, None),
        Some(stop @ (Stop::Cancelled | Stop::Interrupted)) => (130, Some(stop.to_string())),
        Some(Stop::BrokenPipe) => (141, None),
        Some(Stop::Usage(sentence)) => (2, Some(sentence.clone())),
        None => (1, Some(output::one_line(&error))),
    };
    match sentence {
        Some(sentence) if code == 130 => output::say(&sentence),
        Some(sentence) => output::say(&format!("error: {sentence}")),
        None => {}
    }
    ExitCode::from(code)
}
