//! One split's files: `train-00000.jsonl`, `train-00001.jsonl` … The next begins when the last is full.

use crate::file::FileError;
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
    /// `jsonl`, `txt`: what the names end with before the compression's own suffix.
    pub extension: &'static str,
    /// How files are compressed.
    pub compression: Compression,
    /// When a file is full.
    pub size: ShardSize,
    /// What compresses.
    pub pool: Pool,
}

/// Writes the records of one split in the order they come.
pub struct ShardWriter {
    split: Split,
    packing: Packing,
    open: Option<Open>,
    finished: Vec<Shard>,
}

struct Open {
    packer: Packer,
    file: String,
    filled: Filled,
}

/// What a shard holds, before compression.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
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
    /// No file is made before the first record.
    pub fn new(split: Split, packing: Packing) -> Self {
        Self { split, packing, open: None, finished: Vec::new() }
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
                let (split, number, packing) = (self.split.name(), self.finished.len(), &self.packing);
                let file = format!("{split}-{number:05}.{}{}", packing.extension, packing.compression.suffix());
                let packer = Packer::new(folder.begin(&file)?, packing.compression, &packing.pool)?;
                closed.insert(Open { packer, file, filled: Filled::default() })
            }
        };
        open.packer.write(&batch.bytes[batch.start(first)..batch.start(end)])?;
        open.filled = open.filled.with(Filled::of(batch, first, end));
        Ok(())
    }

    fn close(&mut self, folder: &mut Folder) -> Result<(), FileError> {
        if let Some(Open { packer, file, filled }) = self.open.take() {
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
    use proptest::prelude::*;

    fn packing(size: ShardSize) -> Packing {
        let pool = Pool::new(|work| drop(std::thread::spawn(work)), 1);
        Packing { extension: "txt", compression: Compression::None, size, pool }
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
        let mut folder = Folder::claim(&dir.path().join("out"), false).unwrap();
        let mut writer = ShardWriter::new(Split::Train, packing(size));
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
