//! How many records an export would give, from a sample of its sources.

use crate::engine::Worker;
use crate::estimate::Size;
use crate::export::document::Prepared;
use crate::export::maker::Maker;
use crate::export::plan::{Input, Plan};
use crate::export::{ExportError, ExportJob};
use crate::text::Markup;
use std::collections::HashSet;
use std::sync::atomic::AtomicUsize;
use xxhash_rust::xxh3::xxh3_128;

/// Inputs looked at, spread over all.
const SAMPLED_INPUTS: usize = 8;
/// Bytes of each that are looked at.
const SAMPLED_BYTES: usize = 64 << 10;

/// Records to expect, all splits and glossary lines together. `size` is that of the job's sources; without it the sizes
/// of the files stand in. Reads few files and little of each; an input that cannot be read is passed over.
pub fn forecast(job: &ExportJob, size: Option<&Size>) -> Result<u64, ExportError> {
    let plan = Plan::new(job)?;
    let mut maker = Maker::new(&plan)?;
    let step = plan.inputs.len().div_ceil(SAMPLED_INPUTS).max(1);
    let (mut records, mut bytes) = (0_u64, 0_u64);
    let mut seen = HashSet::new();
    for input in plan.inputs.iter().step_by(step) {
        let Ok(document) = beginning(&plan, input, maker.worker()) else { continue };
        let mut is_new =
            |index: &usize| !job.options.dedupe || seen.insert(xxh3_128(document.source(*index).as_bytes()));
        let indices: Vec<usize> = (0..document.units.len())
            .filter(|index| document.is_left_out(*index).is_none())
            .filter(|index| is_new(index))
            .collect();
        records += maker.block(&plan, &document, &indices, &AtomicUsize::new(0)).records.iter().sum::<u64>();
        bytes += document.text.len() as u64;
    }
    let texts: u64 = job.texts.iter().map(|(_, text)| text.len() as u64).sum();
    let total = size.map_or_else(|| plan.bytes(), |size| size.bytes.max(texts));
    let share = if bytes == 0 { 0.0 } else { total as f64 / bytes as f64 };
    Ok((records as f64 * share).round() as u64 + job.options.glossary)
}

/// Whether a forecast for texts of this size looks at all of them.
pub fn is_forecast_exact(size: &Size) -> bool {
    size.documents <= SAMPLED_INPUTS as u64 && size.bytes <= SAMPLED_BYTES as u64
}

/// The first whole lines of an input.
fn beginning(plan: &Plan, input: &Input, worker: &Worker) -> Result<Prepared, ExportError> {
    let (text, markup) = match input {
        Input::Text(index) => (plan.job.texts[*index].1.clone(), Markup::Plain),
        Input::File(file) => {
            let document = crate::corpus::read::document(file)?;
            (document.text, if document.markdown { Markup::Markdown } else { Markup::Plain })
        }
    };
    let cut = text.floor_char_boundary(SAMPLED_BYTES);
    let end = if cut == text.len() { cut } else { text[..cut].rfind('\n').map_or(cut, |at| at + 1) };
    Ok(Prepared::of(String::new(), text[..end].to_owned(), markup, worker))
}
