//! The inputs that are open: which to read on, and what of them comes next. Bookkeeping alone, without threads.
//!
//! Inputs are handed out in order. The first open one is read some batches ahead; those after it one batch each, so that
//! many small files are read side by side and a large one does not fill the memory.

use crate::corpus::CorpusError;
use crate::export::document::{Batch, Feed, Prepared};
use crate::export::report::SourceRow;
use std::collections::VecDeque;
use std::sync::Arc;

/// Nothing more is read while what is open holds so much text.
const OPEN_BYTES: u64 = 16 << 20;
/// Batches of the first open input that are read ahead.
const AHEAD: usize = 3;

/// A document cut into units, or why it could not be read.
pub type Item = Result<Arc<Prepared>, CorpusError>;

/// What comes next: where an export stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Position {
    /// The first input that is not closed.
    pub input: usize,
    /// Its documents and failures that are done with.
    pub items: u64,
    /// The next unit of the document after them.
    pub unit: usize,
    /// Units of that document in the parts before.
    pub units_before: u64,
}

/// Inputs from the first that is not closed.
pub struct Inputs {
    open: VecDeque<Open>,
    closed: usize,
    held: u64,
    reading: usize,
    threads: usize,
    start: Position,
}

/// An input between its opening and its last unit.
#[derive(Default)]
struct Open {
    /// Here while no task reads on.
    feed: Option<Feed>,
    is_reading: bool,
    end: Option<SourceRow>,
    batches: VecDeque<Cut>,
    /// Number of the first of `batches`.
    first_batch: u64,
    /// The next unit of the first item of the first batch.
    unit: usize,
    /// Units of its document in the parts before.
    units_before: u64,
    /// Documents and failures that are done with.
    items_done: u64,
    /// Bytes of the file that progress was told of.
    told: u64,
}

/// A batch of an input.
struct Cut {
    /// Empty until it was cut.
    items: Option<VecDeque<Item>>,
    /// Bytes of text in all its items.
    bytes: u64,
    /// Bytes of text handed out.
    handed: u64,
    /// Bytes of the file read for it.
    read: u64,
    told: u64,
}

/// An input that gave everything.
pub struct Closed {
    /// Its number.
    pub index: usize,
    /// What was read of it.
    pub row: SourceRow,
    /// Bytes of the file that progress was told of.
    pub told: u64,
}

/// What goes with units that are handed out.
pub struct HandedOut {
    /// Units of the document in the parts before this one.
    pub units_before: u64,
    /// Bytes of the file to tell progress of.
    pub told: u64,
}

impl Inputs {
    /// None open yet; they begin where an export stands.
    pub fn new(threads: usize, start: Position) -> Self {
        Self { open: VecDeque::new(), closed: start.input, held: 0, reading: 0, threads, start }
    }

    /// Documents and failures of an input to pass over.
    pub fn skip(&self, index: usize) -> u64 {
        if index == self.start.input { self.start.items } else { 0 }
    }

    /// Where the export stands once all that was handed out is written.
    pub fn position(&self) -> Position {
        let (items, unit, units_before) =
            self.open.front().map_or((0, 0, 0), |open| (open.items_done, open.unit, open.units_before));
        Position { input: self.closed, items, unit, units_before }
    }

    /// So many inputs gave everything; the number of the first open one.
    pub fn closed(&self) -> usize {
        self.closed
    }

    /// The next input of `all` to read on, if there is room: its number, and its feed unless it is to be opened.
    pub fn next_to_read(&mut self, all: usize) -> Option<(usize, Option<Feed>)> {
        let is_waiting = self.open.front().is_none_or(|open| open.batches.is_empty() && !open.is_reading);
        if self.reading >= self.threads || self.held >= OPEN_BYTES && !is_waiting {
            return None;
        }
        for (position, open) in self.open.iter_mut().enumerate() {
            let most = if position == 0 { AHEAD } else { 1 };
            if open.batches.len() < most
                && let Some(feed) = open.feed.take()
            {
                open.is_reading = true;
                self.reading += 1;
                return Some((self.closed + position, Some(feed)));
            }
        }
        let next = self.closed + self.open.len();
        if next == all || self.open.len() > 2 * self.threads {
            return None;
        }
        let Position { input, items, unit, units_before } = self.start;
        self.open.push_back(match next == input {
            true => Open { is_reading: true, unit, units_before, items_done: items, ..Open::default() },
            false => Open { is_reading: true, ..Open::default() },
        });
        self.reading += 1;
        Some((next, None))
    }

    /// A batch was read; its number.
    pub fn take_read(&mut self, index: usize, feed: Feed, batch: &mut Batch) -> u64 {
        self.reading -= 1;
        let open = &mut self.open[index - self.closed];
        open.is_reading = false;
        open.end = batch.end.take();
        if open.end.is_none() {
            open.feed = Some(feed);
        }
        let bytes = batch.bytes();
        self.held += bytes;
        let before = open.told + open.batches.iter().map(|cut| cut.read - cut.told).sum::<u64>();
        let read = batch.read.saturating_sub(before);
        open.batches.push_back(Cut { items: None, bytes, handed: 0, read, told: 0 });
        open.first_batch + open.batches.len() as u64 - 1
    }

    /// A batch was cut.
    pub fn take_cut(&mut self, index: usize, number: u64, items: Vec<Item>) {
        let open = &mut self.open[index - self.closed];
        open.batches[(number - open.first_batch) as usize].items = Some(items.into());
    }

    /// Closes the first input if it gave everything, and drops the batches it has done with.
    pub fn close(&mut self) -> Option<Closed> {
        loop {
            let open = self.open.front_mut()?;
            match open.batches.front() {
                Some(Cut { items: Some(items), bytes, .. }) if items.is_empty() => {
                    self.held -= bytes;
                    open.batches.pop_front();
                    open.first_batch += 1;
                }
                None if open.end.is_some() => break,
                _ => return None,
            }
        }
        let index = self.closed;
        self.closed += 1;
        let open = self.open.pop_front()?;
        Some(Closed { index, row: open.end?, told: open.told })
    }

    /// The document whose units come next; an error is given once.
    pub fn front(&mut self) -> Option<Item> {
        let open = self.open.front_mut()?;
        let items = open.batches.front_mut()?.items.as_mut()?;
        match items.front()? {
            Ok(document) => Some(Ok(document.clone())),
            Err(_) => {
                let failure = items.pop_front();
                open.items_done += 1;
                failure
            }
        }
    }

    /// Whether no unit of the first document was handed out yet, and none of a part before.
    pub fn is_new(&self, document: &Prepared) -> bool {
        document.offset == 0 && self.next_unit() == 0
    }

    /// The next unit of the first document.
    pub fn next_unit(&self) -> usize {
        self.open.front().map_or(0, |open| open.unit)
    }

    /// The units of the first document before `next` are handed out.
    pub fn hand_out(&mut self, document: &Prepared, next: usize) -> HandedOut {
        let Some(open) = self.open.front_mut() else { return HandedOut { units_before: 0, told: 0 } };
        if document.offset == 0 && open.unit == 0 {
            open.units_before = 0;
        }
        let is_done = next == document.units.len();
        let at = |unit: usize| document.units.get(unit).map_or(document.text.len(), |unit| unit.span.start);
        let from = if open.unit == 0 { 0 } else { at(open.unit) };
        let bytes = at(next).saturating_sub(from) as u64;
        open.unit = next;
        let units_before = open.units_before;
        let mut told = 0;
        if let Some(cut) = open.batches.front_mut() {
            cut.handed += bytes;
            let reached = (cut.read as f64 * cut.handed as f64 / cut.bytes.max(1) as f64) as u64;
            told = reached.min(cut.read).saturating_sub(cut.told);
            cut.told += told;
            open.told += told;
            if is_done && let Some(items) = &mut cut.items {
                items.pop_front();
                open.units_before += document.units.len() as u64;
                open.unit = 0;
                open.items_done += 1;
            }
        }
        HandedOut { units_before, told }
    }
}
