//! From inputs to a finished folder: read and transform on all threads, write in the order of the sources.
//!
//! The calling thread hands out work and writes; a pool reads documents and turns blocks of units into lines. Both ends
//! are bounded: few documents are open at once, and few blocks are on their way. The calling thread never does long work
//! itself, so that it sees a cancel at once.

use crate::corpus::CorpusError;
use crate::export::document::{LeftOut, Prepared};
use crate::export::maker::{Block, Maker};
use crate::export::plan::Plan;
use crate::export::report::{Quarantined, Results};
use crate::export::{ExportError, Outcome};
use crate::progress::{Progress, Stage};
use crate::writer::{Folder, ShardWriter, Split};
use crossbeam_channel::{Receiver, RecvTimeoutError, Sender};
use std::collections::{BTreeMap, HashSet, VecDeque};
use std::hash::{BuildHasherDefault, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use xxhash_rust::xxh3::xxh3_128;

/// Source bytes of a block, over all variants and directions: some 0.2 ms of work.
const BLOCK_BYTES: usize = 64 << 10;
/// Further documents are opened while those open hold less than this.
const OPEN_BYTES: u64 = 16 << 20;
/// How often a waiting writer looks for a cancel.
const TICK: Duration = Duration::from_millis(50);
/// First records shown to the user.
const EXAMPLES: usize = 5;

/// Runs a plan to the end.
pub fn run(plan: Plan, progress: &Progress) -> Result<Outcome, ExportError> {
    let plan = Arc::new(plan);
    Maker::new(&plan)?;
    // Dropped last, when no file in it is open any more.
    let mut folder = Folder::claim(&plan.job.out, plan.job.fresh)?;
    progress.set_bytes_total(plan.bytes());
    progress.set_stage(Stage::Writing);
    let mut results = Results::default();
    {
        let mut pipeline = Pipeline::new(plan.clone(), progress)?;
        pipeline.run(&mut folder, &mut results)?;
        results.shards = pipeline.finish(&mut folder, &mut results)?;
    }
    progress.set_stage(Stage::Finishing);
    let outcome = results.finish(&plan, &mut folder, progress)?;
    if progress.is_cancelled() {
        return Err(ExportError::Cancelled);
    }
    folder.finish(|sums| plan.manifest(&results, sums))?;
    Ok(outcome)
}

/// What a pool task sends back.
enum Done {
    Document(usize, Result<Box<Prepared>, Failure>),
    Block(u64, Result<Box<Block>, Failure>),
}

enum Failure {
    Corpus(CorpusError),
    Panic { place: String, message: String },
}

/// A document on its way.
enum Open {
    Reading,
    Ready { document: Arc<Prepared>, next: usize, told: u64 },
    Failed(Failure),
}

struct Pipeline<'a> {
    plan: Arc<Plan>,
    progress: &'a Progress,
    pool: rayon::ThreadPool,
    makers: Arc<Mutex<Vec<Maker>>>,
    stop: Arc<AtomicBool>,
    sender: Sender<Done>,
    receiver: Receiver<Done>,
    /// Documents from `first_open` on, in order, and how many bytes they hold.
    open: VecDeque<Open>,
    first_open: usize,
    open_bytes: u64,
    /// Blocks handed out, written, and those that came back before their turn.
    handed_out: u64,
    written: u64,
    early: BTreeMap<u64, Box<Block>>,
    /// Source bytes to report when a block is written.
    told: VecDeque<u64>,
    seen: HashSet<u128, BuildHasherDefault<Identity>>,
    writers: Vec<ShardWriter>,
}

impl Drop for Pipeline<'_> {
    /// Tasks that have not begun give up.
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

impl<'a> Pipeline<'a> {
    fn new(plan: Arc<Plan>, progress: &'a Progress) -> Result<Self, ExportError> {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(plan.threads)
            .thread_name(|index| format!("export-{index}"))
            .panic_handler(|_| {})
            .build()
            .map_err(|error| ExportError::Plan(format!("threads cannot be started: {error}")))?;
        let (sender, receiver) = crossbeam_channel::unbounded();
        let writer = |split| ShardWriter::new(split, plan.extension(), plan.shard_size());
        Ok(Self {
            writers: Split::ALL.map(writer).into(),
            plan,
            progress,
            pool,
            makers: Arc::default(),
            stop: Arc::default(),
            sender,
            receiver,
            open: VecDeque::new(),
            first_open: 0,
            open_bytes: 0,
            handed_out: 0,
            written: 0,
            early: BTreeMap::new(),
            told: VecDeque::new(),
            seen: HashSet::default(),
        })
    }

    fn run(&mut self, folder: &mut Folder, results: &mut Results) -> Result<(), ExportError> {
        loop {
            self.open_documents();
            self.hand_out(results)?;
            if self.first_open == self.plan.inputs.len() && self.written == self.handed_out {
                return Ok(());
            }
            match self.receiver.recv_timeout(TICK) {
                Ok(done) => self.take(done)?,
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {}
            }
            while let Ok(done) = self.receiver.try_recv() {
                self.take(done)?;
            }
            self.write(folder, results)?;
            if self.progress.is_cancelled() {
                return Err(ExportError::Cancelled);
            }
        }
    }

    /// Adds what follows the records of the sources, and closes all shards.
    fn finish(&mut self, folder: &mut Folder, results: &mut Results) -> Result<Vec<crate::writer::Shard>, ExportError> {
        let glossary = results.glossary(&self.plan);
        self.writers[0].write(folder, &glossary, results.glossary_lines)?;
        let mut shards = Vec::new();
        for writer in self.writers.drain(..) {
            shards.extend(writer.finish(folder)?);
        }
        Ok(shards)
    }

    /// Most blocks on their way: enough to keep all threads busy while one long block is waited for.
    fn most_blocks(&self) -> u64 {
        8 * self.plan.threads as u64
    }

    /// Runs `work` on the pool; a panic becomes its failure.
    fn spawn<T>(
        &self,
        name: String,
        work: impl FnOnce(&Plan, &mut Maker, &AtomicUsize) -> Result<T, Failure> + Send + 'static,
        done: impl FnOnce(Result<Box<T>, Failure>) -> Done + Send + 'static,
    ) {
        let (plan, makers, stop) = (self.plan.clone(), self.makers.clone(), self.stop.clone());
        let sender = self.sender.clone();
        self.pool.spawn(move || {
            if stop.load(Ordering::Relaxed) {
                return;
            }
            let at = AtomicUsize::new(0);
            let pooled = makers.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let result = catch_unwind(AssertUnwindSafe(|| {
                let fail = |error: ExportError| Failure::Panic { place: name.clone(), message: error.to_string() };
                let mut maker = pooled.map_or_else(|| Maker::new(&plan), Ok).map_err(fail)?;
                let value = work(&plan, &mut maker, &at)?;
                // A maker whose work panicked is not used again.
                makers.lock().unwrap_or_else(PoisonError::into_inner).push(maker);
                Ok(Box::new(value))
            }));
            let result = result.unwrap_or_else(|panic| {
                let place = format!("{name}: byte {}", at.load(Ordering::Relaxed));
                Err(Failure::Panic { place, message: panic_message(&*panic) })
            });
            // Nobody listens any more when the export has ended early.
            let _ = sender.send(done(result));
        });
    }

    /// Begins to read further documents.
    fn open_documents(&mut self) {
        loop {
            let index = self.first_open + self.open.len();
            let Some(input) = self.plan.inputs.get(index) else { return };
            let (name, bytes) = self.plan.name_and_bytes(input);
            let is_too_much = self.open_bytes + bytes > OPEN_BYTES || self.open.len() > 2 * self.plan.threads;
            if !self.open.is_empty() && is_too_much {
                return;
            }
            self.open_bytes += bytes;
            self.open.push_back(Open::Reading);
            self.spawn(
                name.to_owned(),
                move |plan, maker, _| {
                    Prepared::read(plan, &plan.inputs[index], maker.worker()).map_err(Failure::Corpus)
                },
                move |result| Done::Document(index, result),
            );
        }
    }

    /// Hands out blocks of the first open document, while there is room.
    fn hand_out(&mut self, results: &mut Results) -> Result<(), ExportError> {
        while self.handed_out - self.written < self.most_blocks() {
            match self.open.front_mut() {
                None | Some(Open::Reading) => return Ok(()),
                Some(Open::Failed(_)) => self.quarantine(results)?,
                Some(Open::Ready { document, next, .. }) if *next == document.units.len() => {
                    results.add_document(document);
                    if document.units.is_empty() {
                        let (_, bytes) = self.plan.name_and_bytes(&self.plan.inputs[self.first_open]);
                        self.progress.add_bytes(bytes);
                    }
                    self.close_document();
                }
                Some(Open::Ready { .. }) => self.hand_out_block(results),
            }
        }
        Ok(())
    }

    fn close_document(&mut self) -> Option<Open> {
        let (_, bytes) = self.plan.name_and_bytes(&self.plan.inputs[self.first_open]);
        self.open_bytes -= bytes;
        self.first_open += 1;
        self.open.pop_front()
    }

    fn quarantine(&mut self, results: &mut Results) -> Result<(), ExportError> {
        let (name, bytes) = self.plan.name_and_bytes(&self.plan.inputs[self.first_open]);
        let name = name.to_owned();
        self.progress.add_bytes(bytes);
        match self.close_document() {
            Some(Open::Failed(Failure::Corpus(error))) if self.plan.job.options.strict => Err(error.into()),
            Some(Open::Failed(Failure::Corpus(error))) => {
                results.quarantined.push(Quarantined::new(name, &error));
                Ok(())
            }
            Some(Open::Failed(Failure::Panic { place, message })) => Err(ExportError::Worker { place, message }),
            _ => Ok(()),
        }
    }

    /// Hands out the next units of the first open document, but those that are left out whatever is in them.
    fn hand_out_block(&mut self, results: &mut Results) {
        let Some(Open::Ready { document, next, told }) = self.open.front_mut() else { return };
        let options = &self.plan.job.options;
        let copies = self.plan.settings.variants as usize * options.direction.ways().len();
        let mut indices = Vec::new();
        let mut bytes = 0;
        while *next < document.units.len() && bytes * copies < BLOCK_BYTES {
            let index = *next;
            *next += 1;
            results.tally.units += 1;
            match document.is_left_out(index) {
                Some(LeftOut::Verbatim) => results.tally.verbatim += 1,
                Some(LeftOut::Blank) => results.tally.blank += 1,
                None if options.dedupe && !self.seen.insert(xxh3_128(document.source(index).as_bytes())) => {
                    results.tally.duplicates += 1;
                }
                None => indices.push(index),
            }
            bytes += document.units[index].span.len();
        }
        let (_, file_bytes) = self.plan.name_and_bytes(&self.plan.inputs[self.first_open]);
        let read = if *next == document.units.len() { document.text.len() } else { document.units[*next].span.start };
        let reached = (file_bytes as f64 * read as f64 / document.text.len().max(1) as f64) as u64;
        self.told.push_back(reached.saturating_sub(*told));
        *told = reached;
        let (sequence, document) = (self.handed_out, document.clone());
        self.handed_out += 1;
        self.spawn(
            document.name.clone(),
            move |plan, maker, at| Ok(maker.block(plan, &document, &indices, at)),
            move |result| Done::Block(sequence, result),
        );
    }

    fn take(&mut self, done: Done) -> Result<(), ExportError> {
        match done {
            Done::Document(index, result) => {
                self.open[index - self.first_open] = match result {
                    Ok(document) => Open::Ready { document: Arc::from(document), next: 0, told: 0 },
                    Err(failure) => Open::Failed(failure),
                };
            }
            Done::Block(sequence, Ok(block)) => {
                self.early.insert(sequence, block);
            }
            Done::Block(_, Err(Failure::Panic { place, message })) => {
                return Err(ExportError::Worker { place, message });
            }
            Done::Block(_, Err(Failure::Corpus(error))) => return Err(error.into()),
        }
        Ok(())
    }

    /// Writes the blocks whose turn has come.
    fn write(&mut self, folder: &mut Folder, results: &mut Results) -> Result<(), ExportError> {
        while let Some(block) = self.early.remove(&self.written) {
            for (split, writer) in self.writers.iter_mut().enumerate() {
                let (lines, records) = (&block.lines[split], block.records[split]);
                writer.write(folder, lines, records)?;
                results.records[split] += records;
                results.bytes += lines.len() as u64;
                self.progress.add_records(records);
            }
            results.take_examples(&block, EXAMPLES);
            results.tally.merge(&block.tally);
            results.samples.extend(block.samples);
            self.progress.add_bytes(self.told.pop_front().unwrap_or_default());
            self.written += 1;
        }
        Ok(())
    }
}

fn panic_message(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "panic".to_owned())
}

/// The hash of what is a hash already.
#[derive(Default)]
struct Identity(u64);

impl Hasher for Identity {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for (index, byte) in bytes.iter().take(8).enumerate() {
            self.0 |= u64::from(*byte) << (8 * index);
        }
    }

    fn write_u128(&mut self, number: u128) {
        self.0 = number as u64;
    }
}
