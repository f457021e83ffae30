//! Records of one split as bytes, on their way from where they are made to a file.

/// Records one after the other.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Batch {
    /// All of them: lines, or rows as [`crate::record::row`] lays them out.
    pub bytes: Vec<u8>,
    /// Where in `bytes` each ends.
    pub ends: Vec<usize>,
    /// Tokens of each, where they are counted; else empty.
    pub tokens: Vec<u32>,
}

impl Batch {
    /// Notes that a record ends here.
    pub fn end_record(&mut self) {
        self.ends.push(self.bytes.len());
    }

    /// Takes the last record away; false when there is none.
    pub fn pop(&mut self) -> bool {
        let is_any = self.ends.pop().is_some();
        self.bytes.truncate(self.start(self.ends.len()));
        self.tokens.truncate(self.ends.len());
        is_any
    }

    /// How many records there are.
    pub fn records(&self) -> u64 {
        self.ends.len() as u64
    }

    /// The record with this index.
    pub fn record(&self, index: usize) -> &[u8] {
        &self.bytes[self.start(index)..self.ends[index]]
    }

    /// Where the record with this index starts; with one past the last, where the last ends.
    pub fn start(&self, index: usize) -> usize {
        if index == 0 { 0 } else { self.ends[index - 1] }
    }

    /// Tokens of the records `first..end`.
    pub fn tokens_of(&self, first: usize, end: usize) -> u64 {
        self.tokens.get(first..end).unwrap_or_default().iter().map(|count| u64::from(*count)).sum()
    }
}
