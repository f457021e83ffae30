//! Units that were there before, told by a hash of their text.

use crate::file::FileError;
use crate::writer::Folder;
use crate::writer::journal::{SideFile, SideState};
use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};
use xxhash_rust::xxh3::xxh3_128;

/// The side file of the journal that holds the hashes.
const FILE: &str = "seen";
/// Bytes of a hash.
const HASH_BYTES: usize = 16;

/// The hashes, in memory and in the journal.
pub struct Seen {
    hashes: HashSet<u128, BuildHasherDefault<Identity>>,
    /// None when duplicates stay.
    file: Option<SideFile>,
}

impl Seen {
    /// Nothing seen yet.
    pub fn new(dedupe: bool, folder: &Folder) -> Result<Self, FileError> {
        let file = dedupe.then(|| SideFile::create(folder.journal(), FILE)).transpose()?;
        Ok(Self { hashes: HashSet::default(), file })
    }

    /// What was seen before a checkpoint.
    pub fn resume(state: &SideState, folder: &Folder) -> Result<Self, FileError> {
        let mut hashes = HashSet::default();
        if state.file.is_empty() {
            return Ok(Self { hashes, file: None });
        }
        let file = SideFile::reopen(folder.journal(), state, |bytes| {
            let (all, _) = bytes.as_chunks::<HASH_BYTES>();
            hashes.extend(all.iter().map(|hash| u128::from_le_bytes(*hash)));
            Ok(())
        })?;
        Ok(Self { hashes, file: Some(file) })
    }

    /// The hash of a text that was not there before.
    pub fn insert(&mut self, text: &[u8]) -> Option<u128> {
        let hash = xxh3_128(text);
        self.hashes.insert(hash).then_some(hash)
    }

    /// Keeps hashes for a later run.
    pub fn write(&mut self, hashes: &[u128]) -> Result<(), FileError> {
        let Some(file) = &mut self.file else { return Ok(()) };
        hashes.iter().try_for_each(|hash| file.write(&hash.to_le_bytes()))
    }

    /// Brings them to the disk.
    pub fn sync(&mut self) -> Result<SideState, FileError> {
        self.file.as_mut().map_or_else(|| Ok(SideState::default()), SideFile::sync)
    }
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
