//! `size`: pages, words, tokens, and what they are enough for.

use crate::cli::Stop;
use crate::cli::input::encoding;
use crate::cli::interrupt;
use crate::cli::output::{json, say, stdout};
use crate::cli::watch::Watch;
use crate::corpus::{Encoding, Source, walk};
use crate::estimate::{Answer, Count, Fits, Measured, Tier, measure};
use crate::progress::Progress;
use std::io::Write;
use std::path::PathBuf;

/// Arguments of `size`.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Files or folders
    #[arg(value_name = "SOURCE", required = true)]
    sources: Vec<PathBuf>,
    /// Answer as JSON
    #[arg(long)]
    json: bool,
    /// Text field or column of jsonl, csv and parquet files, like meta.text [default: text]
    #[arg(long, value_name = "F")]
    field: Option<String>,
    /// Encoding of the texts, where detection errs; utf-8-as-windows-1251 mends text encoded twice
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    encoding: Option<Encoding>,
}

/// Runs it.
pub fn run(args: &Args) -> anyhow::Result<()> {
    let source = |path: &PathBuf| Source {
        path: path.clone(),
        field: args.field.clone(),
        encoding: args.encoding,
        ..Source::default()
    };
    let sources: Vec<Source> = args.sources.iter().map(source).collect();
    let files = walk::files(&sources)?;
    let progress = Progress::new();
    interrupt::cancels(&progress);
    let watch = Watch::start(&progress);
    let found = measure(&files, &progress)?;
    watch.stop();
    if progress.is_cancelled() {
        return Err(Stop::Cancelled.into());
    }
    remark(&found, args.encoding.is_none());
    let answer = Answer::new(found.size);
    if args.json { json(&answer) } else { stdout(|out| Ok(print(&answer, out)?)) }
}

/// Says what was not counted, and what was read otherwise than as UTF-8.
fn remark(found: &Measured, was_detected: bool) {
    for failure in &found.failures {
        say(&format!("warning: not counted: {failure}"));
    }
    let more = found.failed - found.failures.len() as u64;
    if more > 0 {
        say(&format!("warning: not counted: {} more", grouped(more)));
    }
    for hint in &found.hints {
        say(&format!("warning: {hint}"));
    }
    for (encoding, (files, first)) in found.encodings.iter().filter(|_| was_detected) {
        let others = if *files > 1 { format!(" and {} more files", grouped(files - 1)) } else { String::new() };
        say(&format!("note: {first}{others}: read as {encoding}; --encoding overrules"));
    }
}

fn print(answer: &Answer, out: &mut dyn Write) -> std::io::Result<()> {
    let size = &answer.size;
    let rows = [
        ("documents", grouped(size.documents)),
        ("A4 pages", format!("{:.1}", size.pages)),
        ("lines", grouped(size.lines)),
        ("sentences", grouped(size.sentences)),
        ("words", grouped(size.words)),
        ("MB", format!("{:.3}", size.mb)),
        ("tokens (o200k)", count(size.tokens.o200k)),
        ("tokens (cl100k)", count(size.tokens.cl100k)),
    ];
    for (name, value) in rows {
        writeln!(out, "{name:<16} {value:>16}")?;
    }
    writeln!(out, "\nEnough for (a record is a sentence):")?;
    for tier in &answer.tiers {
        let missing = match tier.missing_lines {
            0 => "reached".to_owned(),
            missing => format!("{} lines missing", grouped(missing)),
        };
        let range = format!("{} to {}", grouped(tier.from), grouped(tier.to));
        writeln!(out, "  {:<14} {range:<26} {missing}", tier_name(tier.name))?;
    }
    writeln!(out, "\nWhat tools take:")?;
    for limit in &answer.limits {
        let fits = match limit.fits {
            Fits::Whole => "whole".to_owned(),
            Fits::Parts => format!("in {} parts", limit.parts),
            Fits::No => "no".to_owned(),
        };
        writeln!(out, "  {:<20} {fits:<14} {} ({})", limit.tool, limit.why, limit.as_of)?;
    }
    writeln!(out, "\nTraining time in hours on {}:", answer.gpu)?;
    for (model, hours) in &answer.hours {
        writeln!(out, "  {model:<6} {} to {}", hours.low, hours.high)?;
    }
    Ok(())
}

fn tier_name(tier: Tier) -> &'static str {
    match tier {
        Tier::None => "none",
        Tier::Demonstration => "demonstration",
        Tier::LoraTest => "LoRA test",
        Tier::FullCorpus => "full corpus",
    }
}

fn count(count: Count) -> String {
    match count {
        Count::Exact(count) => grouped(count),
        Count::Range { low, high } => format!("{} to {}", grouped(low), grouped(high)),
    }
}

/// 1234567 → 1,234,567.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut shown = String::with_capacity(digits.len() * 2);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_in_groups() {
        assert_eq!([0, 999, 1000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
    }
}
