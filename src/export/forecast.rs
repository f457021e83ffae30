//! How many records an export would give, from a sample of its sources.

use crate::engine::Worker;
use crate::estimate::Size;
use crate::export::document::{Feed, Prepared};
use crate::export::maker::Maker;
use crate::export::plan::{Input, Plan};
use crate::export::{ExportError, ExportJob};
use crate::writer::Batch;
use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, AtomicUsize};
use xxhash_rust::xxh3::xxh3_128;

/// Inputs looked at, spread over all.
const SAMPLED_INPUTS: usize = 8;
/// Bytes of each that are looked at.
const SAMPLED_BYTES: usize = 64 << 10;

/// Bytes of each that are read to see how much text is in how large a file.
const WEIGHED_BYTES: usize = 512 << 10;

/// Records to expect, all splits and glossary lines together. `size` is that of the job's sources; without it the sizes
/// of the files stand in. Reads few files and little of each; an input that cannot be read is passed over.
pub fn forecast(job: &ExportJob, size: Option<&Size>) -> Result<u64, ExportError> {
    let plan = Plan::new(job)?;
    let mut maker = Maker::new(&plan)?;
    let step = plan.inputs.len().div_ceil(SAMPLED_INPUTS).max(1);
    let (mut records, mut bytes, mut all) = (0_u64, 0_u64, Beginnings::default());
    let mut seen = HashSet::new();
    for input in plan.inputs.iter().step_by(step) {
        for document in all.read(&plan, input, maker.worker()) {
            let mut is_new =
                |index: &usize| !job.options.dedupe || seen.insert(xxh3_128(document.source(*index).as_bytes()));
            let indices: Vec<usize> = (0..document.units.len())
                .filter(|index| document.is_left_out(*index).is_none())
                .filter(|index| is_new(index))
                .collect();
            let block = maker.block(&plan, &document, 0, &indices, &AtomicUsize::new(0));
            records += block.batches.iter().map(Batch::records).sum::<u64>();
            bytes += document.text.len() as u64;
        }
    }
    let texts: u64 = job.texts.iter().map(|(_, text)| text.len() as u64).sum();
    let unpacked = all.text as f64 / all.file.max(1) as f64;
    let total = size.map_or_else(|| plan.bytes() as f64 * unpacked, |size| size.bytes.max(texts) as f64);
    let share = if bytes == 0 { 0.0 } else { total / bytes as f64 };
    Ok((records as f64 * share).round() as u64 + job.options.glossary)
}

/// Whether a forecast for texts of this size looks at all of them.
pub fn is_forecast_exact(size: &Size) -> bool {
    size.documents <= SAMPLED_INPUTS as u64 && size.bytes <= SAMPLED_BYTES as u64
}

/// Bytes of text, and of the files they were read from.
#[derive(Default)]
struct Beginnings {
    text: u64,
    file: u64,
}

impl Beginnings {
    /// The first documents of an input, the last of them cut after whole lines.
    fn read(&mut self, plan: &Plan, input: &Input, worker: &Worker) -> Vec<Prepared> {
        let mut feed = Feed::open(plan, input, 0);
        let (mut documents, mut taken, mut weighed) = (Vec::new(), 0, 0);
        let mut read = 0;
        while weighed < WEIGHED_BYTES {
            let batch = feed.batch(&AtomicBool::new(false));
            weighed += batch.bytes() as usize;
            read = if batch.end.is_some() { plan.name_and_bytes(input).1 } else { batch.read };
            for mut raw in batch.items.into_iter().flatten() {
                if taken < SAMPLED_BYTES {
                    cut(&mut raw.document.text, SAMPLED_BYTES - taken);
                    taken += raw.document.text.len().max(1);
                    documents.push(Prepared::of(raw, plan.job.options.unwrap, worker));
                }
            }
            if batch.end.is_some() {
                break;
            }
        }
        self.text += weighed as u64;
        self.file += read;
        documents
    }
}

/// The first whole lines of a text.
fn cut(text: &mut String, most: usize) {
    let cut = text.floor_char_boundary(most);
    if cut < text.len() {
        let end = text[..cut].rfind('\n').map_or(cut, |at| at + 1);
        text.truncate(end);
    }
}
