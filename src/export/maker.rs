//! Units to records: transform, filter, write. One a worker thread; a block of units at a time.

use crate::engine::restore::SiteRow;
use crate::engine::{Rendered, Worker};
use crate::export::document::Prepared;
use crate::export::filters::{Amount, Reason};
use crate::export::plan::Plan;
use crate::export::tally::Tally;
use crate::export::tokens::Sample;
use crate::export::{ExportError, OutputFormat};
use crate::hash::{self, Purpose};
use crate::language;
use crate::record::instructions::Said;
use crate::record::read::swapped;
use crate::record::{Record, Way, id};
use crate::token::{self, Tokenizer};
use crate::writer::Batch;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The records of a block of units.
#[derive(Default)]
pub struct Block {
    /// Records for train, validation, test.
    pub batches: [Batch; 3],
    /// Counts.
    pub tally: Tally,
    /// Texts whose tokens are to be counted.
    pub samples: Vec<Sample>,
}

/// Makes records with its own buffers.
pub struct Maker {
    worker: Worker,
    rendered: Rendered,
}

impl Maker {
    /// A maker for `plan`.
    pub fn new(plan: &Plan) -> Result<Self, ExportError> {
        let worker = Worker::new(plan.lexicon.clone(), plan.settings.clone())
            .map_err(|error| ExportError::Plan(error.to_string()))?;
        Ok(Self { worker, rendered: Rendered::default() })
    }

    /// For cutting units.
    pub fn worker(&self) -> &Worker {
        &self.worker
    }

    /// The records of the units `indices` of a document, of which `units_before` came in parts before this one. `at` is
    /// told the offset of the unit in hand, for when that one fails.
    pub fn block(
        &mut self,
        plan: &Plan,
        document: &Prepared,
        units_before: u64,
        indices: &[usize],
        at: &AtomicUsize,
    ) -> Block {
        let mut block = Block::default();
        for &index in indices {
            at.store(document.units[index].span.start, Ordering::Relaxed);
            self.unit(plan, document, units_before, index, &mut block);
        }
        block
    }

    /// [`Self::block`] of the units up to the one with which `written` and the block reach a limit, without the records
    /// that pass it. The last unit counts whole in the tally.
    pub fn block_to_limit(
        &mut self,
        plan: &Plan,
        document: &Prepared,
        units_before: u64,
        indices: &[usize],
        written: Amount,
    ) -> Block {
        let (mut block, limits) = (Block::default(), &plan.job.options.limits);
        for &index in indices {
            self.unit(plan, document, units_before, index, &mut block);
            if limits.is_reached(written.with(&block.batches, &block.tally)) {
                let split = plan.splitter.of(document.hash, units_before + index as u64) as usize;
                while limits.is_passed(written.with(&block.batches, &block.tally)) && block.batches[split].pop() {}
                break;
            }
        }
        block
    }

    fn unit(&mut self, plan: &Plan, document: &Prepared, units_before: u64, index: usize, block: &mut Block) {
        let source = document.source(index);
        let offset = document.offset + document.units[index].span.start as u64;
        let language = language::of_words(std::iter::once(&*source));
        let split = plan.splitter.of(document.hash, units_before + index as u64) as usize;
        block.tally.add_source(&source, language);
        if let Some(reason) = plan.job.options.filters.refuses(&source, language) {
            block.tally.filtered[reason as usize] += 1;
            return;
        }
        let mut was_kept = false;
        for variant in 0..plan.settings.variants {
            self.worker.transform_unit(&source, document.markup, variant, &mut self.rendered);
            match self.judge(plan, &source, variant) {
                Verdict::Keep => {}
                Verdict::FewSites => {
                    block.tally.few_sites += 1;
                    continue;
                }
                Verdict::Plain => {
                    block.tally.plain_left_out += 1;
                    continue;
                }
                Verdict::Filtered(reason) => {
                    block.tally.filtered[reason as usize] += 1;
                    continue;
                }
            }
            block.tally.add_kept(&source, &self.rendered);
            if !was_kept && plan.takes_sample(id(document.hash, offset, 0, Way::Encode)) {
                block.samples.push(Sample { source: source.to_string(), target: self.rendered.target.clone() });
            }
            was_kept = true;
            let place = Place { document: document.hash, offset, variant, language };
            self.write(plan, &source, place, &mut block.batches[split]);
        }
    }

    /// Whether what was rendered becomes records.
    fn judge(&self, plan: &Plan, source: &str, variant: u32) -> Verdict {
        let sites = self.rendered.sites.iter().filter(|site| site.counts());
        let (mut all, mut replaced) = (0_u32, 0_u32);
        for site in sites {
            all += 1;
            replaced += u32::from(site.replaced);
        }
        if replaced >= plan.job.options.min_sites {
            let refused = plan.job.options.filters.refuses_rendered(source, &self.rendered);
            return refused.map_or(Verdict::Keep, Verdict::Filtered);
        }
        if all > 0 {
            return Verdict::FewSites;
        }
        let number = hash::draw(plan.settings.seed, Purpose::Site, variant, 0, source.as_bytes());
        if number < plan.job.options.plain_share { Verdict::Keep } else { Verdict::Plain }
    }

    fn write(&self, plan: &Plan, source: &str, place: Place, out: &mut Batch) {
        let options = &plan.job.options;
        let target = self.rendered.target.as_str();
        let rows: Option<Vec<SiteRow>> = options.sites.then(|| self.rendered.rows(source, self.worker.lexicon()));
        for &way in options.direction.ways() {
            let (input, answer) = match way {
                Way::Encode => (source, target),
                Way::Decode => (target, source),
            };
            let back: Option<Vec<SiteRow>> = match way {
                Way::Encode => None,
                Way::Decode => rows.as_ref().map(|rows| rows.iter().map(swapped).collect()),
            };
            let record = Record {
                id: id(place.document, place.offset, place.variant, way),
                system: options.system.as_deref(),
                instruction: &self.instruction(plan, way, source, place),
                input,
                answer,
                sites: back.as_deref().or(rows.as_deref()),
            };
            match options.format {
                OutputFormat::Jsonl => record.write_json(options.schema, &mut out.bytes),
                OutputFormat::Txt => record.write_txt(options.txt_pairs, &mut out.bytes),
                OutputFormat::Parquet => record.write_row(options.schema, &mut out.bytes),
            }
            if plan.counts_tokens() {
                let text = match options.format {
                    OutputFormat::Parquet => &[record.instruction, input, answer].concat(),
                    _ => std::str::from_utf8(&out.bytes[out.start(out.ends.len())..]).unwrap_or_default(),
                };
                out.tokens.push(u32::try_from(token::count(Tokenizer::O200k, text)).unwrap_or(u32::MAX));
            }
            out.end_record();
        }
    }

    fn instruction(&self, plan: &Plan, way: Way, source: &str, place: Place) -> String {
        if plan.job.options.format == OutputFormat::Txt || !plan.job.options.schema.has_instruction() {
            return String::new();
        }
        let settings = &plan.settings;
        let mix = self.worker.mix(source, place.variant);
        let said = Said {
            style: settings.styles.get(mix.style).map_or("", |(style, _)| style.source()),
            density: mix.density,
            palette: settings.palettes.get(mix.palette).map_or("", |(palette, _)| palette),
            climb: settings.climbs.get(mix.climb).map_or(crate::engine::Climb::Up(0), |(climb, _)| *climb),
        };
        let drawn = plan.instructions.draw(way, place.language, settings.seed, place.variant, source);
        drawn.fill(&said, plan.varies, place.language)
    }
}

enum Verdict {
    Keep,
    FewSites,
    Plain,
    Filtered(Reason),
}

/// Where a record comes from.
#[derive(Clone, Copy)]
struct Place {
    document: u64,
    offset: u64,
    variant: u32,
    language: &'static str,
}
