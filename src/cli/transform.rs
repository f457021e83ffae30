//! `transform`: text in, text out.

use crate::cli::input::Input;
use crate::cli::options::TransformArgs;
use crate::cli::setup::Setup;
use crate::cli::{jsonl, output};
use crate::engine::{Rendered, Worker};
use crate::text::Markup;
use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use std::io::{self, Write};
use std::path::PathBuf;

/// Arguments of `transform`.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Text to read; - or none is standard input
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    /// File to write instead of standard output
    #[arg(short = 'o', long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Transform only this field of JSONL records, like meta.text; the rest of a record is kept
    #[arg(long, value_name = "FIELD")]
    jsonl_field: Option<String>,
    /// What becomes of a record that cannot be read or has no such text
    #[arg(
        long, value_name = "WHAT", default_value = "stop", requires = "jsonl_field",
        value_parser = PossibleValuesParser::new(["stop", "pass", "drop"]).map(|name| OnBad::of(&name))
    )]
    on_bad: OnBad,
    #[command(flatten)]
    transform: TransformArgs,
}

/// What becomes of a bad record.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OnBad {
    /// The run fails.
    Stop,
    /// It is written as it is.
    Pass,
    /// It is left out.
    Drop,
}

impl OnBad {
    fn of(name: &str) -> Self {
        match name {
            "pass" => Self::Pass,
            "drop" => Self::Drop,
            _ => Self::Stop,
        }
    }
}

/// Runs it.
pub fn run(args: &Args) -> anyhow::Result<()> {
    let setup = Setup::load(&args.transform)?;
    let mut worker = setup.worker()?;
    let variant = args.transform.variant.unwrap_or(0);
    let input = Input::new(args.file.as_deref());
    if let Some(field) = &args.jsonl_field {
        let records = jsonl::Records { field, on_bad: args.on_bad, variant };
        return output::stdout_or_file(args.output.as_deref(), |out| records.transform(&input, &mut worker, out));
    }
    let text = input.text(args.transform.encoding)?;
    output::stdout_or_file(args.output.as_deref(), |out| {
        Ok(write_transformed(&mut worker, &text, input.markup(), variant, out)?)
    })
}

/// Writes `text` unit by unit, with what stands between units as it is.
fn write_transformed(
    worker: &mut Worker,
    text: &str,
    markup: Markup,
    variant: u32,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut rendered = Rendered::default();
    let mut written = 0;
    for unit in worker.units(text, markup) {
        if unit.verbatim {
            continue;
        }
        out.write_all(&text.as_bytes()[written..unit.span.start])?;
        worker.transform_unit(unit.span.of(text), markup, variant, &mut rendered);
        out.write_all(rendered.target.as_bytes())?;
        written = unit.span.end;
    }
    out.write_all(&text.as_bytes()[written..])
}
