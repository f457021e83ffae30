//! One split's files: `train-00000.jsonl`, `train-00001.jsonl` … The next begins when the last is full.

use crate::file::FileError;
use crate::record::row::Shape;
use crate::writer::journal::{SideFile, SideState};
use crate::writer::packing::{Compression, Packer, Pool};
use crate::writer::{Batch, Folder, Split};

/// When a shard is full. It holds one record at least.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ShardSize {
    /// Most bytes, before compression: which record is where does not depend on it.
    pub bytes: u64,
    /// Most records.
    pub records: u64,
    /// Most tokens, where they are counted.
    pub tokens: u64,
}

/// A finished shard.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub struct Shard {
    /// Its name in the folder.
    pub file: String,
    /// Records in it.
    pub records: u64,
    /// Bytes of the file.
    pub bytes: u64,
}

/// How the files of all splits are made.
#[derive(Clone)]
pub struct Packing {
    /// `jsonl`, `txt`, `parquet`: what the names end with before the compression's own suffix.
    pub extension: &'static str,
    /// The columns of rows; none for lines.
    pub rows: Option<Shape>,
    /// How files are compressed.
    pub compression: Compression,
    /// When a file is full.
    pub size: ShardSize,
    /// What compresses.
    pub pool: Pool,
}

impl Packing {
    fn name(&self, split: Split, number: usize) -> String {
        let suffix = if self.rows.is_some() { "" } else { self.compression.suffix() };
        format!("{}-{number:05}.{}{suffix}", split.name(), self.extension)
    }

    fn start(&self, folder: &mut Folder, file: &str) -> Result<Packer, FileError> {
        let part = folder.begin(file)?;
        match self.rows {
            Some(shape) => Ok(Packer::parquet(part, shape, &self.pool)),
            None => Packer::new(part, self.compression, &self.pool),
        }
    }
}

/// Writes the records of one split in the order they come.
///
/// What a compressor has taken cannot be taken back, so an export goes on from where the main split's shard has just
/// ended. Open shards of the other splits are spooled as they come, uncompressed, and fed to a new compressor then.
pub struct ShardWriter {
    split: Split,
    packing: Packing,
    is_main: bool,
    open: Option<Open>,
    finished: Vec<Shard>,
}

struct Open {
    packer: Packer,
    file: String,
    filled: Filled,
    spool: Spool,
}

/// How what an open shard holds can be had again.
enum Spool {
    /// As bytes beside it.
    File(Box<SideFile>),
    /// Main split: as bytes in memory, until the next checkpoint.
    Memory(Vec<u8>),
    /// Main split: not at all, until it rolls.
    None,
}

/// A writer at a checkpoint.
#[derive(Clone, PartialEq, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct WriterState {
    finished: Vec<Shard>,
    /// The open shard.
    pub open: Option<OpenState>,
}

/// An open shard at a checkpoint.
#[derive(Clone, PartialEq, Debug, serde::Serialize, serde::Deserialize)]
pub struct OpenState {
    file: String,
    filled: Filled,
    /// What it holds.
    pub spool: SideState,
}

/// What a shard holds, before compression.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, serde::Serialize, serde::Deserialize)]
struct Filled {
    bytes: u64,
    records: u64,
    tokens: u64,
}

impl Filled {
    fn with(self, more: Filled) -> Filled {
        Filled {
            bytes: self.bytes + more.bytes,
            records: self.records + more.records,
            tokens: self.tokens + more.tokens,
        }
    }

    fn of(batch: &Batch, first: usize, end: usize) -> Self {
        Filled {
            bytes: (batch.start(end) - batch.start(first)) as u64,
            records: (end - first) as u64,
            tokens: batch.tokens_of(first, end),
        }
    }
}

impl ShardWriter {
    /// No file is made before the first record. `is_main` for the split that gets the most records.
    pub fn new(split: Split, packing: Packing, is_main: bool) -> Self {
        Self { split, packing, is_main, open: None, finished: Vec::new() }
    }

    /// Goes on from a checkpoint.
    pub fn resume(mut self, state: WriterState, folder: &mut Folder) -> Result<Self, FileError> {
        self.finished = state.finished;
        if let Some(OpenState { file, filled, spool }) = state.open {
            let mut packer = self.packing.start(folder, &file)?;
            let side = SideFile::reopen(folder.journal(), &spool, |bytes| packer.write(bytes))?;
            let spool = if self.is_main { Spool::None } else { Spool::File(Box::new(side)) };
            self.open = Some(Open { packer, file, filled, spool });
        }
        Ok(self)
    }

    /// Whether a shard of the main split has ended since the last checkpoint: the moment for the next.
    pub fn has_rolled(&self) -> bool {
        matches!(self.open, Some(Open { spool: Spool::Memory(_), .. }))
    }

    /// Brings to the disk what is needed to go on from here. For the main split: only when it has rolled.
    pub fn checkpoint(&mut self, folder: &Folder) -> Result<WriterState, FileError> {
        let mut state = WriterState { finished: self.finished.clone(), open: None };
        if let Some(open) = &mut self.open {
            let spool = match &mut open.spool {
                Spool::File(side) => side.sync()?,
                Spool::Memory(bytes) => {
                    let mut side = SideFile::create(folder.journal(), &open.file)?;
                    side.write(bytes)?;
                    open.spool = Spool::None;
                    side.sync()?
                }
                Spool::None => SideState::default(),
            };
            state.open = Some(OpenState { file: open.file.clone(), filled: open.filled, spool });
        }
        Ok(state)
    }

    /// Appends records. Where shards end depends on the records alone, not on how they come.
    pub fn write(&mut self, folder: &mut Folder, batch: &Batch) -> Result<(), FileError> {
        let all = batch.ends.len();
        let mut first = 0;
        while first < all {
            let mut end = all;
            if !self.has_room(Filled::of(batch, first, end)) {
                end = first + (first..all).take_while(|last| self.has_room(Filled::of(batch, first, last + 1))).count();
            }
            if end == first {
                self.close(folder)?;
                // A shard takes one record, whatever its size.
                end = first + 1;
            }
            self.append(folder, batch, first, end)?;
            first = end;
        }
        Ok(())
    }

    fn has_room(&self, more: Filled) -> bool {
        let size = self.packing.size;
        let filled = self.open.as_ref().map_or(Filled::default(), |open| open.filled).with(more);
        filled.bytes <= size.bytes && filled.records <= size.records && filled.tokens <= size.tokens
    }

    fn append(&mut self, folder: &mut Folder, batch: &Batch, first: usize, end: usize) -> Result<(), FileError> {
        let open = match &mut self.open {
            Some(open) => open,
            closed => {
                let number = self.finished.len();
                let file = self.packing.name(self.split, number);
                let packer = self.packing.start(folder, &file)?;
                let spool = match (self.is_main, number) {
                    (true, 0) => Spool::None,
                    (true, _) => Spool::Memory(Vec::new()),
                    (false, _) => Spool::File(Box::new(SideFile::create(folder.journal(), &file)?)),
                };
                closed.insert(Open { packer, file, filled: Filled::default(), spool })
            }
        };
        let bytes = &batch.bytes[batch.start(first)..batch.start(end)];
        open.packer.write(bytes)?;
        match &mut open.spool {
            Spool::File(side) => side.write(bytes)?,
            Spool::Memory(kept) => kept.extend_from_slice(bytes),
            Spool::None => {}
        }
        open.filled = open.filled.with(Filled::of(batch, first, end));
        Ok(())
    }

    fn close(&mut self, folder: &mut Folder) -> Result<(), FileError> {
        if let Some(Open { packer, file, filled, .. }) = self.open.take() {
            let bytes = folder.end(&file, packer.finish()?)?.bytes;
            self.finished.push(Shard { file, records: filled.records, bytes });
        }
        Ok(())
    }

    /// Closes the last shard and lists all.
    pub fn finish(mut self, folder: &mut Folder) -> Result<Vec<Shard>, FileError> {
        self.close(folder)?;
        Ok(self.finished)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::writer::{Claim, Fingerprint};
    use proptest::prelude::*;

    fn packing(size: ShardSize) -> Packing {
        let pool = Pool::new(|work| drop(std::thread::spawn(work)), |_| (), 1);
        Packing { extension: "txt", rows: None, compression: Compression::None, size, pool }
    }

    fn batch(lines: &[String]) -> Batch {
        let mut batch = Batch::default();
        for line in lines {
            batch.bytes.extend(line.as_bytes());
            batch.end_record();
            batch.tokens.push(line.len() as u32);
        }
        batch
    }

    /// Shards of `lines`, given in batches of `batch`.
    fn shards(lines: &[String], size_of_batch: usize, size: ShardSize) -> Vec<(String, String)> {
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join("out");
        let Ok(Claim::Fill(mut folder, None)) = Folder::claim(&out, false, &Fingerprint::default(), "") else {
            panic!("no folder");
        };
        let mut writer = ShardWriter::new(Split::Train, packing(size), true);
        for lines in lines.chunks(size_of_batch) {
            writer.write(&mut folder, &batch(lines)).unwrap();
        }
        let shards = writer.finish(&mut folder).unwrap();
        let read = |shard: &Shard| {
            let text = std::fs::read_to_string(dir.path().join("out").join(&shard.file)).unwrap();
            assert_eq!((shard.bytes, shard.records), (text.len() as u64, text.lines().count() as u64));
            (shard.file.clone(), text)
        };
        shards.iter().map(read).collect()
    }

    const ANY: ShardSize = ShardSize { bytes: u64::MAX, records: u64::MAX, tokens: u64::MAX };

    #[test]
    fn shards_roll_by_records_size_and_tokens() {
        let lines = ["aaaa\n", "bbbb\n", "cccc\n", "dddddddddd\n", "e\n"].map(str::to_owned);
        let by_records = shards(&lines, 5, ShardSize { records: 2, ..ANY });
        assert_eq!(by_records[0].0, "train-00000.txt");
        for (size, texts) in [
            (ShardSize { records: 2, ..ANY }, vec!["aaaa\nbbbb\n", "cccc\ndddddddddd\n", "e\n"]),
            (ShardSize { bytes: 10, ..ANY }, vec!["aaaa\nbbbb\n", "cccc\n", "dddddddddd\n", "e\n"]),
            (ShardSize { tokens: 10, ..ANY }, vec!["aaaa\nbbbb\n", "cccc\n", "dddddddddd\n", "e\n"]),
            (ShardSize { bytes: 1, ..ANY }, vec!["aaaa\n", "bbbb\n", "cccc\n", "dddddddddd\n", "e\n"]),
        ] {
            assert_eq!(shards(&lines, 5, size).into_iter().map(|(_, text)| text).collect::<Vec<_>>(), texts);
        }
    }

    #[test]
    fn no_record_no_file() {
        assert_eq!(shards(&[], 1, ANY), []);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn batches_do_not_matter(
            lines in prop::collection::vec("[a-z]{0,12}\n", 0..30),
            batch in 1_usize..12,
            bytes in 1_u64..40,
            records in 1_u64..8,
            tokens in 1_u64..40,
        ) {
            let size = ShardSize { bytes, records, tokens };
            let one_by_one = shards(&lines, 1, size);
            prop_assert_eq!(shards(&lines, batch, size), one_by_one.clone());
            prop_assert_eq!(one_by_one.into_iter().map(|(_, text)| text).collect::<String>(), lines.concat());
        }
    }
}
