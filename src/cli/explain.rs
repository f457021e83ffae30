//! `explain`: for each word why it was replaced, or why not.

use crate::cli::input::Input;
use crate::cli::options::TransformArgs;
use crate::cli::output::{json, stdout};
use crate::cli::setup::Setup;
use crate::engine::{Lexicon, Outcome, Reason, WordReport};
use crate::text::Markup;
use serde::Serialize;
use std::path::Path;

/// Arguments of `explain`.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Text to explain; - reads standard input
    #[arg(value_name = "TEXT")]
    text: String,
    /// Answer as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    transform: TransformArgs,
}

#[derive(Serialize)]
struct Answer<'a> {
    target: String,
    words: Vec<Word<'a>>,
}

#[derive(Serialize)]
struct Word<'a> {
    text: &'a str,
    start: usize,
    end: usize,
    outcome: Outcome,
    reason: Reason,
    form: Option<&'a str>,
    lemma: Option<&'a str>,
    entry: Option<&'a str>,
    dictionary: Option<&'a str>,
    draw: Option<f64>,
    density: Option<f64>,
    symbol: Option<&'a str>,
    palette: Option<&'a str>,
    style: Option<&'a str>,
}

/// Runs it.
pub fn run(args: &Args) -> anyhow::Result<()> {
    let setup = Setup::load(&args.transform)?;
    let mut worker = setup.worker()?;
    let text = match args.text.as_str() {
        "-" => Input::new(Some(Path::new("-"))).text(args.transform.encoding)?,
        text => text.to_owned(),
    };
    let variant = args.transform.variant.unwrap_or(0);
    let target = worker.transform(&text, Markup::Plain, variant).target;
    let reports = worker.explain(&text, Markup::Plain, variant);
    let words = reports.iter().map(|report| word(report, &text, worker.lexicon())).collect();
    let answer = Answer { target, words };
    if args.json { json(&answer) } else { print(&answer) }
}

fn word<'a>(report: &'a WordReport, text: &'a str, lexicon: &'a Lexicon) -> Word<'a> {
    Word {
        text: &text[report.start..report.end],
        start: report.start,
        end: report.end,
        outcome: report.outcome,
        reason: report.reason,
        form: report.form.as_deref(),
        lemma: report.lemma.as_deref(),
        entry: report.target.map(|target| lexicon.headword(target)),
        dictionary: report.target.map(|target| lexicon.dictionary_name(target.dictionary())),
        draw: report.draw,
        density: report.density,
        symbol: report.symbol.as_deref(),
        palette: report.palette.as_deref(),
        style: report.style.as_deref(),
    }
}

fn print(answer: &Answer<'_>) -> anyhow::Result<()> {
    stdout(|out| {
        writeln!(out, "{}", answer.target.trim_end_matches(['\n', '\r']))?;
        for word in &answer.words {
            write!(out, "  {}: {}", word.text, sentence(word))?;
            if let Some(entry) = word.entry {
                write!(out, " · entry «{entry}»")?;
            }
            if let Some(dictionary) = word.dictionary.filter(|name| !name.is_empty()) {
                write!(out, " of «{dictionary}»")?;
            }
            if let (Some(draw), Some(density)) = (word.draw, word.density) {
                write!(out, " · draw {draw:.3}, density {density}")?;
            }
            writeln!(out)?;
        }
        Ok(())
    })
}

fn sentence(word: &Word<'_>) -> String {
    let symbol = word.symbol.unwrap_or_default();
    match word.reason {
        Reason::Drawn if word.outcome == Outcome::Replaced => format!("replaced by {symbol}"),
        Reason::Drawn => "drawn".into(),
        Reason::NoEntry => "no entry has it".into(),
        Reason::Excepted => "the entry excepts this form".into(),
        Reason::Name => "a name, left alone".into(),
        Reason::Protected => "inside a protected span".into(),
        Reason::FunctionWord => "a function word, no entry has it".into(),
        Reason::Shadowed => "a longer or earlier match took it".into(),
        Reason::LinkMember if !symbol.is_empty() => format!("part of a link, {symbol}"),
        Reason::LinkMember => "part of a link".into(),
        Reason::AboveDensity => "its draw is not below the density".into(),
        Reason::OverMax => "the sentence has its most replacements".into(),
        Reason::EntryOff => "its entry is switched off".into(),
        Reason::DictionaryOff => "its dictionary is switched off".into(),
        Reason::Pinned => format!("pinned, {symbol}"),
        Reason::Vetoed => "vetoed".into(),
    }
}
