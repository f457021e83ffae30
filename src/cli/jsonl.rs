//! One field of JSONL records transformed; every other byte of a record is kept.

use crate::cli::input::Input;
use crate::cli::output::say;
use crate::cli::transform::OnBad;
use crate::corpus::find_json_field;
use crate::engine::Worker;
use crate::record::json::write_string;
use crate::text::Markup;
use anyhow::{anyhow, bail};
use serde::de::IgnoredAny;
use std::io::{BufRead as _, Read as _, Write};

/// A record is at most so long: a file without line ends must not fill the memory.
const MAX_RECORD: u64 = 64 << 20;

/// How records are transformed.
pub struct Records<'a> {
    /// Dotted path of the text; numbers are places in lists.
    pub field: &'a str,
    /// What becomes of a bad record.
    pub on_bad: OnBad,
    /// The variant.
    pub variant: u32,
}

impl Records<'_> {
    /// Reads records line by line and writes them with the field transformed.
    pub fn transform(&self, input: &Input<'_>, worker: &mut Worker, out: &mut dyn Write) -> anyhow::Result<()> {
        let mut reader = input.open()?;
        let mut line = Vec::new();
        let mut bad = 0_u64;
        for number in 1_u64.. {
            line.clear();
            let read = reader.by_ref().take(MAX_RECORD).read_until(b'\n', &mut line);
            let read = read.map_err(|error| anyhow!("{}: cannot read: {error}", input.name()))?;
            if read == 0 {
                break;
            }
            if read as u64 == MAX_RECORD && !line.ends_with(b"\n") {
                bail!("{}: line {number}: longer than 64 MiB; is this JSONL?", input.name());
            }
            match self.record(&line, worker) {
                Ok(record) => out.write_all(&record)?,
                Err(reason) => {
                    match self.on_bad {
                        OnBad::Stop => bail!("{}: line {number}: {reason}", input.name()),
                        OnBad::Pass => out.write_all(&line)?,
                        OnBad::Drop => {}
                    }
                    bad += 1;
                }
            }
        }
        if bad > 0 {
            let what = if self.on_bad == OnBad::Pass { "passed on as they were" } else { "left out" };
            say(&format!("{}: {bad} records without a text in `{}` were {what}", input.name(), self.field));
        }
        Ok(())
    }

    /// One line with its field transformed; a blank line as it is.
    fn record(&self, line: &[u8], worker: &mut Worker) -> Result<Vec<u8>, String> {
        let text = std::str::from_utf8(line).map_err(|error| format!("byte {}: not UTF-8", error.valid_up_to()))?;
        let json = text.trim_start_matches('\u{feff}');
        if json.trim().is_empty() {
            return Ok(line.to_vec());
        }
        serde_json::from_str::<IgnoredAny>(json).map_err(|error| format!("not JSON: {error}"))?;
        let value = find_json_field(json, self.field).ok_or_else(|| format!("no field `{}`", self.field))?;
        let source: String =
            serde_json::from_str(&json[value.clone()]).map_err(|_| format!("the field `{}` is no text", self.field))?;
        let target = worker.transform(&source, Markup::Plain, self.variant).target;
        let bom = text.len() - json.len();
        let mut written = line[..bom + value.start].to_vec();
        write_string(&target, &mut written);
        written.extend_from_slice(&line[bom + value.end..]);
        Ok(written)
    }
}
