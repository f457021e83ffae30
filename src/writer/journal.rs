//! What an unfinished export keeps beside its files, so that it can be continued: the plan it follows, the files it has
//! made, and a checkpoint.
//!
//! All of it lies in one hidden folder, which goes when the export is finished. The checkpoint is replaced in one step
//! and only after everything that it tells of is on the disk, so that it is true at any moment the machine may stop.

use crate::file::{self, FileError};
use crate::writer::part::io_error;
use crate::writer::shard::WriterState;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{BufWriter, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use xxhash_rust::xxh3::Xxh3;

/// The hidden folder.
pub const JOURNAL: &str = ".hyperlex-journal";
const HEADER: &str = "plan.json";
const MADE: &str = "files";
const CHECKPOINT: &str = "checkpoint.json";
/// The layout of these files; another one is not continued.
const FORMAT: u32 = 1;
/// What is read of a side file at once.
const BUFFER_BYTES: usize = 256 << 10;

/// What an export is made by: a hash for each part of the plan, under the word a sentence would use for it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Fingerprint(pub BTreeMap<String, String>);

impl Fingerprint {
    /// The parts that differ.
    pub fn differences<'a>(&'a self, other: &'a Fingerprint) -> Vec<&'a str> {
        let names: BTreeSet<&String> = self.0.keys().chain(other.0.keys()).collect();
        names.into_iter().filter(|name| self.0.get(*name) != other.0.get(*name)).map(String::as_str).collect()
    }
}

/// The first thing that is written.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Header {
    format: u32,
    /// The plan.
    pub fingerprint: Fingerprint,
    /// How many folders were made to hold the export, itself counted.
    pub made_folders: usize,
}

impl Header {
    /// Of a new export.
    pub fn new(fingerprint: Fingerprint, made_folders: usize) -> Self {
        Self { format: FORMAT, fingerprint, made_folders }
    }
}

/// Everything needed to go on from a moment at which the export stood still.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Checkpoint {
    /// Hashes of the finished files.
    pub sums: BTreeMap<String, String>,
    /// Train, validation, test.
    pub writers: Vec<WriterState>,
    /// Hashes of the units seen, 16 bytes each.
    pub seen: SideState,
    /// What the export itself has to know.
    pub state: serde_json::Value,
}

/// The hidden folder of an export that runs.
pub struct Journal {
    folder: PathBuf,
    made: File,
}

impl Journal {
    /// Starts one in `root`, in place of what is there.
    pub fn create(root: &Path, header: &Header) -> Result<Self, FileError> {
        remove(root)?;
        let folder = root.join(JOURNAL);
        fs::create_dir(&folder).map_err(|source| io_error(&folder, "cannot write into the folder", source))?;
        let path = folder.join(MADE);
        let made = File::create(&path).map_err(|source| io_error(&path, "cannot create", source))?;
        // Last: a journal without it tells of nothing.
        file::replace(&folder.join(HEADER), &serde_json::to_vec_pretty(header).unwrap_or_default())?;
        Ok(Self { folder, made })
    }

    /// Goes on with the one in `root`.
    pub fn reopen(root: &Path) -> Result<Self, FileError> {
        let folder = root.join(JOURNAL);
        let path = folder.join(MADE);
        let open = File::options().append(true).create(true).open(&path);
        Ok(Self { made: open.map_err(|source| io_error(&path, "cannot write", source))?, folder })
    }

    /// Notes a file before it is made.
    pub fn note(&mut self, name: &str) -> Result<(), FileError> {
        let noted = self.made.write_all(format!("{name}\n").as_bytes()).and_then(|()| self.made.sync_data());
        noted.map_err(|source| io_error(&self.folder.join(MADE), "cannot write", source))
    }

    /// Replaces the checkpoint; what it tells of must be on the disk.
    pub fn save(&self, checkpoint: &Checkpoint) -> Result<(), FileError> {
        file::replace(&self.folder.join(CHECKPOINT), &serde_json::to_vec(checkpoint).unwrap_or_default())
    }

    /// Where a side file lies.
    pub fn side(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Removes side files but these; one that stays does no harm.
    pub fn keep_only(&self, sides: &BTreeSet<String>) {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        for entry in entries {
            let name = entry.file_name().to_string_lossy().into_owned();
            if ![HEADER, MADE, CHECKPOINT].contains(&name.as_str()) && !sides.contains(&name) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

/// What the journal in `root` says of its plan; none where there is none that can be read.
pub fn header(root: &Path) -> Option<Header> {
    let header: Header = serde_json::from_slice(&fs::read(root.join(JOURNAL).join(HEADER)).ok()?).ok()?;
    (header.format == FORMAT).then_some(header)
}

/// The files that the journal in `root` tells of; a torn last line is none.
pub fn made(root: &Path) -> BTreeSet<String> {
    let text = fs::read_to_string(root.join(JOURNAL).join(MADE)).unwrap_or_default();
    text.split_inclusive('\n').filter_map(|line| line.strip_suffix('\n')).map(str::to_owned).collect()
}

/// The checkpoint of the journal in `root`, if there is one and its side files are whole.
pub fn checkpoint(root: &Path) -> Option<Checkpoint> {
    let folder = root.join(JOURNAL);
    let checkpoint: Checkpoint = serde_json::from_slice(&fs::read(folder.join(CHECKPOINT)).ok()?).ok()?;
    let mut sides = checkpoint.writers.iter().filter_map(|writer| writer.open.as_ref()).map(|open| &open.spool);
    let are_whole = checkpoint.seen.is_whole(&folder) && sides.all(|side| side.is_whole(&folder));
    are_whole.then_some(checkpoint)
}

/// Removes the journal in `root`.
pub fn remove(root: &Path) -> Result<(), FileError> {
    let folder = root.join(JOURNAL);
    match fs::remove_dir_all(&folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(io_error(&folder, "cannot remove", error)),
        _ => Ok(()),
    }
}

/// How much of a side file counts, and the hash of that.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct SideState {
    /// Its name; empty for none.
    pub file: String,
    /// Bytes.
    pub bytes: u64,
    hash: u64,
}

impl SideState {
    fn is_whole(&self, folder: &Path) -> bool {
        let mut hasher = Xxh3::new();
        let is_read = self.read(folder, |bytes| {
            hasher.update(bytes);
            Ok(())
        });
        self.file.is_empty() || (is_read.is_ok() && hasher.digest() == self.hash)
    }

    /// Hands its bytes over piece by piece.
    fn read(&self, folder: &Path, mut each: impl FnMut(&[u8]) -> Result<(), FileError>) -> Result<(), FileError> {
        let path = folder.join(&self.file);
        let fail = |source| io_error(&path, "cannot read", source);
        let mut file = File::open(&path).map_err(fail)?;
        let mut buffer = vec![0; BUFFER_BYTES];
        let mut left = self.bytes;
        while left > 0 {
            let most = buffer.len().min(usize::try_from(left).unwrap_or(usize::MAX));
            file.read_exact(&mut buffer[..most]).map_err(fail)?;
            each(&buffer[..most])?;
            left -= most as u64;
        }
        Ok(())
    }
}

/// A file of the journal that grows while the export runs.
pub struct SideFile {
    name: String,
    path: PathBuf,
    file: BufWriter<File>,
    bytes: u64,
    hasher: Xxh3,
}

impl SideFile {
    /// Starts one.
    pub fn create(journal: &Journal, name: &str) -> Result<Self, FileError> {
        let path = journal.side(name);
        let file = File::create(&path).map_err(|source| io_error(&path, "cannot create", source))?;
        let file = BufWriter::with_capacity(BUFFER_BYTES, file);
        Ok(Self { name: name.to_owned(), path, file, bytes: 0, hasher: Xxh3::new() })
    }

    /// Goes on with one from where a checkpoint knows it; `each` gets what is in it, piece by piece.
    pub fn reopen(
        journal: &Journal,
        state: &SideState,
        mut each: impl FnMut(&[u8]) -> Result<(), FileError>,
    ) -> Result<Self, FileError> {
        let path = journal.side(&state.file);
        let mut hasher = Xxh3::new();
        state.read(&journal.folder, |bytes| {
            hasher.update(bytes);
            each(bytes)
        })?;
        let open = || {
            let file = File::options().append(true).open(&path)?;
            file.set_len(state.bytes)?;
            Ok(file)
        };
        let file = open().map_err(|source| io_error(&path, "cannot write", source))?;
        let file = BufWriter::with_capacity(BUFFER_BYTES, file);
        Ok(Self { name: state.file.clone(), path, file, bytes: state.bytes, hasher })
    }

    /// Appends bytes.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), FileError> {
        self.bytes += bytes.len() as u64;
        self.hasher.update(bytes);
        self.file.write_all(bytes).map_err(|source| io_error(&self.path, "cannot write", source))
    }

    /// Brings it to the disk, and says how much there is.
    pub fn sync(&mut self) -> Result<SideState, FileError> {
        let synced = self.file.flush().and_then(|()| self.file.get_ref().sync_data());
        synced.map_err(|source| io_error(&self.path, "cannot write to disk", source))?;
        Ok(SideState { file: self.name.clone(), bytes: self.bytes, hash: self.hasher.digest() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fingerprint(settings: &str) -> Fingerprint {
        Fingerprint([("settings".to_owned(), settings.to_owned())].into())
    }

    #[test]
    fn a_side_file_goes_on_where_the_checkpoint_knows_it() {
        let dir = tempfile::tempdir().unwrap();
        let journal = Journal::create(dir.path(), &Header::new(fingerprint("a"), 0)).unwrap();
        let mut side = SideFile::create(&journal, "seen").unwrap();
        side.write(b"one").unwrap();
        let seen = side.sync().unwrap();
        journal.save(&Checkpoint { seen: seen.clone(), ..Checkpoint::default() }).unwrap();
        side.write(b"lost").unwrap();
        drop(side);
        assert_eq!(checkpoint(dir.path()).unwrap().seen, seen);
        let mut read = Vec::new();
        let mut side = SideFile::reopen(&journal, &seen, |bytes| {
            read.extend_from_slice(bytes);
            Ok(())
        })
        .unwrap();
        side.write(b"two").unwrap();
        assert_eq!(side.sync().unwrap().bytes, 6);
        assert_eq!((&*read, fs::read(journal.side("seen")).unwrap()), (&b"one"[..], b"onetwo".to_vec()));
    }

    #[test]
    fn a_checkpoint_of_changed_files_is_none() {
        let dir = tempfile::tempdir().unwrap();
        let journal = Journal::create(dir.path(), &Header::new(fingerprint("a"), 0)).unwrap();
        let mut side = SideFile::create(&journal, "seen").unwrap();
        side.write(b"one").unwrap();
        let seen = side.sync().unwrap();
        journal.save(&Checkpoint { seen, ..Checkpoint::default() }).unwrap();
        for bytes in [&b"two"[..], b"on"] {
            fs::write(journal.side("seen"), bytes).unwrap();
            assert_eq!(checkpoint(dir.path()), None);
        }
        fs::write(dir.path().join(JOURNAL).join(CHECKPOINT), "{").unwrap();
        assert_eq!(checkpoint(dir.path()), None);
    }

    #[test]
    fn names_are_noted_and_a_torn_one_is_none() {
        let dir = tempfile::tempdir().unwrap();
        let mut journal = Journal::create(dir.path(), &Header::new(fingerprint("a"), 2)).unwrap();
        journal.note("a").unwrap();
        drop(journal);
        Journal::reopen(dir.path()).unwrap().note("b").unwrap();
        let path = dir.path().join(JOURNAL).join(MADE);
        fs::write(&path, fs::read_to_string(&path).unwrap() + "tor").unwrap();
        assert_eq!(made(dir.path()).into_iter().collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(header(dir.path()).unwrap().made_folders, 2);
        assert_eq!(fingerprint("a").differences(&fingerprint("b")), ["settings"]);
        remove(dir.path()).unwrap();
        assert_eq!((header(dir.path()), made(dir.path()).len()), (None, 0));
    }
}
