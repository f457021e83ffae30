//! One split's files: `train-00000.jsonl`, `train-00001.jsonl` … The next begins when the last is full.

use crate::file::FileError;
use crate::writer::part::Part;
use crate::writer::{Folder, Split};

/// When a shard is full. It holds one record at least.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ShardSize {
    /// Most bytes.
    pub bytes: u64,
    /// Most records.
    pub records: u64,
}

/// A finished shard.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize)]
pub struct Shard {
    /// Its name in the folder.
    pub file: String,
    /// Records in it.
    pub records: u64,
    /// Bytes in it.
    pub bytes: u64,
}

/// Writes the records of one split in the order they come.
pub struct ShardWriter {
    split: Split,
    extension: &'static str,
    size: ShardSize,
    open: Option<(Part, Shard)>,
    finished: Vec<Shard>,
}

impl ShardWriter {
    /// No file is made before the first record.
    pub fn new(split: Split, extension: &'static str, size: ShardSize) -> Self {
        Self { split, extension, size, open: None, finished: Vec::new() }
    }

    /// Appends whole lines, `records` of them. Where shards end depends on the records alone, not on how they come.
    pub fn write(&mut self, folder: &mut Folder, lines: &[u8], records: u64) -> Result<(), FileError> {
        if records == 0 {
            return Ok(());
        }
        if self.has_room(lines.len() as u64, records) {
            return self.append(folder, lines, records);
        }
        for line in lines.split_inclusive(|byte| *byte == b'\n') {
            if !self.has_room(line.len() as u64, 1) {
                self.close(folder)?;
            }
            self.append(folder, line, 1)?;
        }
        Ok(())
    }

    fn has_room(&self, bytes: u64, records: u64) -> bool {
        let (had_bytes, had_records) = self.open.as_ref().map_or((0, 0), |(part, shard)| (part.bytes(), shard.records));
        let fits = had_bytes + bytes <= self.size.bytes && had_records + records <= self.size.records;
        fits || (self.open.is_none() && records == 1)
    }

    fn append(&mut self, folder: &mut Folder, lines: &[u8], records: u64) -> Result<(), FileError> {
        let (part, shard) = match &mut self.open {
            Some(open) => open,
            closed => {
                let file = format!("{}-{:05}.{}", self.split.name(), self.finished.len(), self.extension);
                let part = folder.begin(&file)?;
                closed.insert((part, Shard { file, records: 0, bytes: 0 }))
            }
        };
        part.write(lines)?;
        shard.records += records;
        Ok(())
    }

    fn close(&mut self, folder: &mut Folder) -> Result<(), FileError> {
        if let Some((part, mut shard)) = self.open.take() {
            shard.bytes = folder.end(&shard.file, part)?.bytes;
            self.finished.push(shard);
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

    /// Shards of `lines`, given in batches of `batch`.
    fn shards(lines: &[String], batch: usize, size: ShardSize) -> Vec<(String, String)> {
        let dir = tempfile::tempdir().unwrap();
        let mut folder = Folder::claim(&dir.path().join("out"), false).unwrap();
        let mut writer = ShardWriter::new(Split::Train, "txt", size);
        for batch in lines.chunks(batch) {
            writer.write(&mut folder, batch.concat().as_bytes(), batch.len() as u64).unwrap();
        }
        let shards = writer.finish(&mut folder).unwrap();
        let read = |shard: &Shard| {
            let text = std::fs::read_to_string(dir.path().join("out").join(&shard.file)).unwrap();
            assert_eq!((shard.bytes, shard.records), (text.len() as u64, text.lines().count() as u64));
            (shard.file.clone(), text)
        };
        shards.iter().map(read).collect()
    }

    #[test]
    fn shards_roll_by_records_and_by_size() {
        let lines = ["aaaa\n", "bbbb\n", "cccc\n", "dddddddddd\n", "e\n"].map(str::to_owned);
        let names = |shards: Vec<(String, String)>| shards.into_iter().map(|(_, text)| text).collect::<Vec<_>>();
        let by_records = shards(&lines, 5, ShardSize { bytes: 1_000, records: 2 });
        assert_eq!(by_records[0].0, "train-00000.txt");
        assert_eq!(names(by_records), ["aaaa\nbbbb\n", "cccc\ndddddddddd\n", "e\n"]);
        let by_size = shards(&lines, 5, ShardSize { bytes: 10, records: 100 });
        assert_eq!(names(by_size), ["aaaa\nbbbb\n", "cccc\n", "dddddddddd\n", "e\n"]);
    }

    #[test]
    fn no_record_no_file() {
        assert_eq!(shards(&[], 1, ShardSize { bytes: 1, records: 1 }), []);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn batches_do_not_matter(
            lines in prop::collection::vec("[a-z]{0,12}\n", 0..30),
            batch in 1_usize..12,
            bytes in 1_u64..40,
            records in 1_u64..8,
        ) {
            let size = ShardSize { bytes, records };
            let one_by_one = shards(&lines, 1, size);
            prop_assert_eq!(shards(&lines, batch, size), one_by_one.clone());
            prop_assert_eq!(one_by_one.into_iter().map(|(_, text)| text).collect::<String>(), lines.concat());
        }
    }
}
