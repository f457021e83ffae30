//! From inputs to a finished folder: read and transform on all threads, write in the order of the sources.
//!
//! The calling thread hands out work and writes; a pool reads batches of documents, cuts them into units and turns blocks
//! of units into lines. Both ends are bounded: few inputs are open at once and hold few batches, and few blocks are on
//! their way. The calling thread never does long work itself, so that it sees a cancel at once.

use crate::export::document::{Batch, Feed, LeftOut, Prepared};
use crate::export::inputs::{Closed, Inputs, Item};
use crate::export::maker::{Block, Maker};
use crate::export::plan::Plan;
use crate::export::report::Results;
use crate::export::{ExportError, Outcome};
use crate::progress::{Progress, Stage};
use crate::writer::{Folder, Pool, ShardWriter, Split};
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
    Read(usize, Result<Box<(Feed, Batch)>, Failure>),
    Cut(usize, u64, Result<Vec<Item>, Failure>),
    Block(u64, Result<Box<Block>, Failure>),
}

/// Why a task gave nothing.
#[derive(Debug)]
struct Failure {
    place: String,
    message: String,
}

impl From<Failure> for ExportError {
    fn from(failure: Failure) -> Self {
        Self::Worker { place: failure.place, message: failure.message }
    }
}

struct Pipeline<'a> {
    plan: Arc<Plan>,
    progress: &'a Progress,
    pool: Arc<rayon::ThreadPool>,
    makers: Arc<Mutex<Vec<Maker>>>,
    stop: Arc<AtomicBool>,
    sender: Sender<Done>,
    receiver: Receiver<Done>,
    inputs: Inputs,
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
        let pool = Arc::new(pool);
        let (sender, receiver) = crossbeam_channel::unbounded();
        let threads = pool.clone();
        let packing = plan.packing(Pool::new(move |work| threads.spawn(work), plan.threads));
        let writer = |split| ShardWriter::new(split, packing.clone());
        Ok(Self {
            writers: Split::ALL.map(writer).into(),
            inputs: Inputs::new(plan.threads),
            plan,
            progress,
            pool,
            makers: Arc::default(),
            stop: Arc::default(),
            sender,
            receiver,
            handed_out: 0,
            written: 0,
            early: BTreeMap::new(),
            told: VecDeque::new(),
            seen: HashSet::default(),
        })
    }

    fn run(&mut self, folder: &mut Folder, results: &mut Results) -> Result<(), ExportError> {
        loop {
            self.read();
            self.hand_out(results)?;
            if self.inputs.closed() == self.plan.inputs.len() && self.written == self.handed_out {
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
        self.writers[Split::Train as usize].write(folder, &glossary)?;
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
        work: impl FnOnce(&Plan, &mut Maker, &AtomicUsize) -> T + Send + 'static,
        done: impl FnOnce(Result<T, Failure>) -> Done + Send + 'static,
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
                let fail = |error: ExportError| Failure { place: name.clone(), message: error.to_string() };
                let mut maker = pooled.map_or_else(|| Maker::new(&plan), Ok).map_err(fail)?;
                let value = work(&plan, &mut maker, &at);
                // A maker whose work panicked is not used again.
                makers.lock().unwrap_or_else(PoisonError::into_inner).push(maker);
                Ok(value)
            }));
            let result = result.unwrap_or_else(|panic| {
                let place = format!("{name}: byte {}", at.load(Ordering::Relaxed));
                Err(Failure { place, message: panic_message(&*panic) })
            });
            // Nobody listens any more when the export has ended early.
            let _ = sender.send(done(result));
        });
    }

    /// Begins to read further batches.
    fn read(&mut self) {
        while let Some((index, feed)) = self.inputs.next_to_read(self.plan.inputs.len()) {
            let name = self.plan.name_and_bytes(&self.plan.inputs[index]).0.to_owned();
            let stop = self.stop.clone();
            self.spawn(
                name,
                move |plan, _, _| {
                    let mut feed = feed.unwrap_or_else(|| Feed::open(plan, &plan.inputs[index]));
                    let batch = feed.batch(&stop);
                    (feed, batch)
                },
                move |result| Done::Read(index, result.map(Box::new)),
            );
        }
    }

    /// Cuts the documents of a batch.
    fn cut(&self, index: usize, number: u64, batch: Batch) {
        let name = self.plan.name_and_bytes(&self.plan.inputs[index]).0.to_owned();
        self.spawn(
            name,
            move |_, maker, _| {
                let prepared = |raw| Ok(Arc::new(Prepared::of(raw, maker.worker())));
                batch.items.into_iter().map(|item| item.and_then(prepared)).collect()
            },
            move |result| Done::Cut(index, number, result),
        );
    }

    /// Hands out blocks of the first open input, while there is room.
    fn hand_out(&mut self, results: &mut Results) -> Result<(), ExportError> {
        while self.handed_out - self.written < self.most_blocks() {
            while let Some(Closed { index, row, told }) = self.inputs.close() {
                results.add_source(row);
                let (_, bytes) = self.plan.name_and_bytes(&self.plan.inputs[index]);
                self.progress.add_bytes(bytes.saturating_sub(told));
            }
            match self.inputs.front() {
                None => return Ok(()),
                Some(Ok(document)) => {
                    if self.inputs.is_new(&document) {
                        results.add_document(&document);
                    }
                    self.hand_out_block(&document, results);
                }
                Some(Err(error)) if self.plan.job.options.strict => return Err(error.into()),
                Some(Err(error)) => {
                    let index = self.inputs.closed();
                    results.add_quarantined(self.plan.name_and_bytes(&self.plan.inputs[index]).0, &error);
                }
            }
        }
        Ok(())
    }

    /// Hands out the next units of a document, but those that are left out whatever is in them.
    fn hand_out_block(&mut self, document: &Arc<Prepared>, results: &mut Results) {
        let options = &self.plan.job.options;
        let copies = self.plan.settings.variants as usize * options.direction.ways().len();
        let (mut indices, mut bytes) = (Vec::new(), 0);
        let first = self.inputs.next_unit();
        let mut next = first;
        while next < document.units.len() && bytes * copies < BLOCK_BYTES {
            let index = next;
            next += 1;
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
        let handed = self.inputs.hand_out(document, next);
        if indices.is_empty() {
            return self.progress.add_bytes(handed.told);
        }
        self.told.push_back(handed.told);
        let (sequence, document) = (self.handed_out, document.clone());
        self.handed_out += 1;
        self.spawn(
            document.name.clone(),
            move |plan, maker, at| maker.block(plan, &document, handed.units_before, &indices, at),
            move |result| Done::Block(sequence, result.map(Box::new)),
        );
    }

    fn take(&mut self, done: Done) -> Result<(), ExportError> {
        match done {
            Done::Read(index, result) => {
                let (feed, mut batch) = *result?;
                let number = self.inputs.take_read(index, feed, &mut batch);
                self.cut(index, number, batch);
            }
            Done::Cut(index, number, result) => self.inputs.take_cut(index, number, result?),
            Done::Block(sequence, result) => drop(self.early.insert(sequence, result?)),
        }
        Ok(())
    }

    /// Writes the blocks whose turn has come.
    fn write(&mut self, folder: &mut Folder, results: &mut Results) -> Result<(), ExportError> {
        while let Some(block) = self.early.remove(&self.written) {
            for (split, writer) in self.writers.iter_mut().enumerate() {
                let batch = &block.batches[split];
                writer.write(folder, batch)?;
                results.records[split] += batch.records();
                self.progress.add_records(batch.records());
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
