//! From inputs to a finished folder: read and transform on all threads, write in the order of the sources.
//!
//! The calling thread hands out work and writes; a pool reads batches of documents, cuts them into units and turns blocks
//! of units into lines. Both ends are bounded: few inputs are open at once and hold few batches, and few blocks are on
//! their way. The calling thread never does long work itself, so that it sees a cancel at once.

use crate::export::document::{Batch, Feed, LeftOut, Prepared};
use crate::export::filters::Amount;
use crate::export::fingerprint::Sources;
use crate::export::inputs::{Closed, Inputs, Item, Position};
use crate::export::maker::{Block, Maker};
use crate::export::plan::Plan;
use crate::export::report::{Change, Quarantined, Results, finished};
use crate::export::seen::Seen;
use crate::export::tally::Tally;
use crate::export::{ExportError, Outcome};
use crate::progress::{Progress, Stage};
use crate::writer::{Checkpoint, Claim, Folder, Pool, ShardWriter, Split};
use crossbeam_channel::{Receiver, RecvTimeoutError, Sender};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Source bytes of a block, over all variants and directions: some 0.2 ms of work.
const BLOCK_BYTES: usize = 64 << 10;
/// How often a waiting writer looks for a cancel.
const TICK: Duration = Duration::from_millis(50);
/// First records shown to the user.
const EXAMPLES: usize = 5;

/// Runs a plan to the end, from its last checkpoint where there is one; stops after `blocks`.
pub fn run(plan: Plan, progress: &Progress, blocks: u64) -> Result<Outcome, ExportError> {
    let plan = Arc::new(plan);
    Maker::new(&plan)?;
    let sources = Sources::new(&plan, progress)?;
    let (fingerprint, plan_hash) = sources.fingerprint(&plan);
    progress.set_bytes_total(plan.bytes());
    progress.set_stage(Stage::Writing);
    let (mut folder, checkpoint) = match Folder::claim(&plan.job.out, plan.job.fresh, &fingerprint, &plan_hash)? {
        Claim::Fill(folder, checkpoint) => (folder, checkpoint),
        Claim::Finished => return finished(&plan.job.out),
    };
    let mut results = Results::default();
    let filled = fill(&plan, &sources, progress, blocks, &mut folder, checkpoint, &mut results);
    let outcome = match filled {
        Ok(outcome) => outcome,
        Err(error) => {
            if !error.can_be_continued() {
                folder.take_back();
            }
            return Err(error);
        }
    };
    folder.finish(|sums| plan.manifest(&results, &plan_hash, sums))?;
    Ok(outcome)
}

/// Writes everything but the checksums and the manifest.
fn fill(
    plan: &Arc<Plan>,
    sources: &Sources,
    progress: &Progress,
    blocks: u64,
    folder: &mut Folder,
    checkpoint: Option<Box<Checkpoint>>,
    results: &mut Results,
) -> Result<Outcome, ExportError> {
    {
        let mut pipeline = Pipeline::new(plan.clone(), sources, progress, blocks, folder, checkpoint, results)?;
        pipeline.run(folder, results)?;
        results.shards = pipeline.finish(folder, results)?;
    }
    progress.set_stage(Stage::Finishing);
    sources.check_all(plan, progress)?;
    let outcome = results.finish(plan, folder, progress)?;
    if progress.is_cancelled() {
        return Err(ExportError::Cancelled);
    }
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

/// What is written and counted in the order of the sources, whenever it is known.
struct Ticket {
    /// Where the export stands after it.
    position: Position,
    /// Source bytes to report.
    told: u64,
    /// Hashes of units not seen before.
    seen: Vec<u128>,
    tally: Tally,
    change: Option<Change>,
    /// Whether a block of records belongs to it.
    has_block: bool,
    /// What the block was made of, where a limit may ask for a part of it.
    again: Option<Again>,
}

/// A document, its units in the parts before, and which units of it.
type Again = (Arc<Prepared>, u64, Vec<usize>);

struct Pipeline<'a> {
    plan: Arc<Plan>,
    sources: &'a Sources,
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
    tickets: VecDeque<Ticket>,
    seen: Seen,
    writers: Vec<ShardWriter>,
    /// The split that gets the most records.
    main: usize,
    /// Stops after so many.
    blocks: u64,
}

impl Drop for Pipeline<'_> {
    /// Tasks that have not begun give up.
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

impl<'a> Pipeline<'a> {
    #[allow(clippy::too_many_arguments, reason = "all that a run needs, once")]
    fn new(
        plan: Arc<Plan>,
        sources: &'a Sources,
        progress: &'a Progress,
        blocks: u64,
        folder: &mut Folder,
        checkpoint: Option<Box<Checkpoint>>,
        results: &mut Results,
    ) -> Result<Self, ExportError> {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(plan.threads)
            .thread_name(|index| format!("export-{index}"))
            .panic_handler(|_| {})
            .build()
            .map_err(|error| ExportError::Plan(format!("threads cannot be started: {error}")))?;
        let pool = Arc::new(pool);
        let (sender, receiver) = crossbeam_channel::unbounded();
        let threads = pool.clone();
        let packing = plan.packing(Pool::new(
            move |work| threads.spawn(work),
            |work| drop(std::thread::spawn(work)),
            plan.threads,
        ));
        let shares = plan.job.options.split;
        let main = (0..shares.len()).rev().max_by_key(|split| shares[*split]).unwrap_or_default();
        let writer = |split: Split| ShardWriter::new(split, packing.clone(), split as usize == main);
        let mut writers: Vec<ShardWriter> = Split::ALL.map(writer).into();
        let mut start = Position::default();
        let seen = match checkpoint {
            None => Seen::new(plan.job.options.dedupe, folder)?,
            Some(checkpoint) => {
                let Checkpoint { writers: states, seen, state, .. } = *checkpoint;
                let state: State = serde_json::from_value(state).map_err(|error| {
                    ExportError::Plan(format!("the journal cannot be read ({error}); start over with --fresh"))
                })?;
                (start, *results) = (state.position, state.results);
                writers = (writers.into_iter().zip(states))
                    .map(|(writer, state)| writer.resume(state, folder))
                    .collect::<Result<_, _>>()?;
                progress.add_records(results.total());
                progress.add_bytes(plan.inputs[..start.input].iter().map(|input| plan.name_and_bytes(input).1).sum());
                Seen::resume(&seen, folder)?
            }
        };
        Ok(Self {
            writers,
            inputs: Inputs::new(plan.threads, start),
            plan,
            sources,
            progress,
            pool,
            makers: Arc::default(),
            stop: Arc::default(),
            sender,
            receiver,
            handed_out: 0,
            written: 0,
            early: BTreeMap::new(),
            tickets: VecDeque::new(),
            seen,
            main,
            blocks,
        })
    }

    fn run(&mut self, folder: &mut Folder, results: &mut Results) -> Result<(), ExportError> {
        loop {
            self.read();
            self.hand_out()?;
            if self.inputs.closed() == self.plan.inputs.len() && self.written == self.handed_out {
                return self.write(folder, results);
            }
            match self.receiver.recv_timeout(TICK) {
                Ok(done) => self.take(done)?,
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {}
            }
            while let Ok(done) = self.receiver.try_recv() {
                self.take(done)?;
            }
            self.write(folder, results)?;
            if results.is_full {
                return Ok(());
            }
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
            let (stop, skip) = (self.stop.clone(), self.inputs.skip(index));
            self.spawn(
                name,
                move |plan, _, _| {
                    let mut feed = feed.unwrap_or_else(|| Feed::open(plan, &plan.inputs[index], skip));
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
        let unwrap = self.plan.job.options.unwrap;
        self.spawn(
            name,
            move |_, maker, _| {
                let prepared = |raw| Ok(Arc::new(Prepared::of(raw, unwrap, maker.worker())));
                batch.items.into_iter().map(|item| item.and_then(prepared)).collect()
            },
            move |result| Done::Cut(index, number, result),
        );
    }

    /// Hands out blocks of the first open input, while there is room.
    fn hand_out(&mut self) -> Result<(), ExportError> {
        while self.handed_out - self.written < self.most_blocks() {
            while let Some(Closed { index, row, told }) = self.inputs.close() {
                let (_, bytes) = self.plan.name_and_bytes(&self.plan.inputs[index]);
                self.change(Change::Source(row), bytes.saturating_sub(told));
            }
            match self.inputs.front() {
                None => return Ok(()),
                Some(Ok(document)) => self.hand_out_block(&document),
                Some(Err(error)) if self.plan.job.options.strict => return Err(error.into()),
                Some(Err(error)) => {
                    let index = self.inputs.closed();
                    let row = Quarantined::new(self.plan.name_and_bytes(&self.plan.inputs[index]).0, &error);
                    self.change(Change::Quarantined(row), 0);
                }
            }
        }
        Ok(())
    }

    fn change(&mut self, change: Change, told: u64) {
        self.tickets.push_back(Ticket {
            position: self.inputs.position(),
            told,
            seen: Vec::new(),
            tally: Tally::default(),
            change: Some(change),
            has_block: false,
            again: None,
        });
    }

    /// Hands out the next units of a document, but those that are left out whatever is in them.
    fn hand_out_block(&mut self, document: &Arc<Prepared>) {
        let options = &self.plan.job.options;
        let copies = self.plan.settings.variants as usize * options.direction.ways().len();
        let (mut indices, mut bytes) = (Vec::new(), 0);
        let (mut tally, mut seen) = (Tally::default(), Vec::new());
        let change = self.inputs.is_new(document).then(|| Change::Document(document.hint.clone()));
        let mut next = self.inputs.next_unit();
        while next < document.units.len() && bytes * copies < BLOCK_BYTES {
            let index = next;
            next += 1;
            tally.units += 1;
            match document.is_left_out(index) {
                Some(LeftOut::Verbatim) => tally.verbatim += 1,
                Some(LeftOut::Blank) => tally.blank += 1,
                None if options.dedupe => match self.seen.insert(document.source(index).as_bytes()) {
                    Some(hash) => {
                        seen.push(hash);
                        indices.push(index);
                    }
                    None => tally.duplicates += 1,
                },
                None => indices.push(index),
            }
            bytes += document.units[index].span.len();
        }
        let handed = self.inputs.hand_out(document, next);
        let (position, told, has_block) = (self.inputs.position(), handed.told, !indices.is_empty());
        let may_end = has_block && options.limits.is_any();
        let again = may_end.then(|| (document.clone(), handed.units_before, indices.clone()));
        self.tickets.push_back(Ticket { position, told, seen, tally, change, has_block, again });
        if !has_block {
            return;
        }
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
                self.sources.check(&self.plan, index)?;
                let number = self.inputs.take_read(index, feed, &mut batch);
                self.cut(index, number, batch);
            }
            Done::Cut(index, number, result) => self.inputs.take_cut(index, number, result?),
            Done::Block(sequence, result) => drop(self.early.insert(sequence, result?)),
        }
        Ok(())
    }

    /// Writes and counts what has its turn.
    fn write(&mut self, folder: &mut Folder, results: &mut Results) -> Result<(), ExportError> {
        while let Some(ticket) = self.tickets.front() {
            if ticket.has_block && !self.early.contains_key(&self.written) {
                return Ok(());
            }
            let Some(ticket) = self.tickets.pop_front() else { return Ok(()) };
            self.seen.write(&ticket.seen)?;
            results.tally.merge(&ticket.tally);
            if let Some(change) = ticket.change {
                results.apply(change);
            }
            if ticket.has_block
                && let Some(mut block) = self.early.remove(&self.written)
            {
                if let Some((document, units_before, indices)) = ticket.again {
                    let (amount, limits) = (Amount::of(results), &self.plan.job.options.limits);
                    results.is_full = limits.is_reached(amount.with(&block.batches, &block.tally));
                    if results.is_full {
                        let mut maker = Maker::new(&self.plan)?;
                        *block = maker.block_to_limit(&self.plan, &document, units_before, &indices, amount);
                    }
                }
                self.write_block(*block, folder, results)?;
                if results.is_full {
                    return Ok(());
                }
            }
            self.progress.add_bytes(ticket.told);
            if self.writers[self.main].has_rolled() {
                self.checkpoint(ticket.position, folder, results)?;
            }
        }
        Ok(())
    }

    fn write_block(&mut self, block: Block, folder: &mut Folder, results: &mut Results) -> Result<(), ExportError> {
        for (split, writer) in self.writers.iter_mut().enumerate() {
            let batch = &block.batches[split];
            writer.write(folder, batch)?;
            results.records[split] += batch.records();
            results.written_bytes += batch.bytes.len() as u64;
            results.written_tokens += batch.tokens_of(0, batch.ends.len());
            self.progress.add_records(batch.records());
        }
        results.take_examples(self.plan.rows(), &block, EXAMPLES);
        results.tally.merge(&block.tally);
        results.samples.extend(block.samples);
        self.written += 1;
        if self.written == self.blocks { Err(ExportError::Stopped) } else { Ok(()) }
    }

    /// From here the export can go on.
    fn checkpoint(&mut self, position: Position, folder: &Folder, results: &mut Results) -> Result<(), ExportError> {
        let writers = self.writers.iter_mut().map(|writer| writer.checkpoint(folder)).collect::<Result<Vec<_>, _>>()?;
        let seen = self.seen.sync()?;
        let state = State { position, results: std::mem::take(results) };
        let value = serde_json::to_value(&state).map_err(|error| ExportError::Plan(error.to_string()))?;
        *results = state.results;
        let open = writers.iter().filter_map(|writer| writer.open.as_ref()).map(|open| open.spool.file.clone());
        let sides: BTreeSet<String> = open.chain([seen.file.clone()]).collect();
        folder.journal().save(&Checkpoint { sums: folder.sums(), writers, seen, state: value })?;
        folder.journal().keep_only(&sides);
        Ok(())
    }
}

/// What a checkpoint holds of an export.
#[derive(serde::Serialize, serde::Deserialize)]
struct State {
    position: Position,
    results: Results,
}

fn panic_message(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "panic".to_owned())
}
