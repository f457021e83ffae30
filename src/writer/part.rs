//! A file in the making: written beside its name as `NAME.part`, hashed on the way, renamed when it is whole.

use crate::file::FileError;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// What goes to the system at once.
const BUFFER_BYTES: usize = 256 << 10;

/// An unfinished file. Dropped before [`Part::finish`], it leaves its `.part`; the folder knows of it.
pub struct Part {
    path: PathBuf,
    part: PathBuf,
    file: File,
    hasher: Sha256,
    buffer: Vec<u8>,
    bytes: u64,
}

/// Size and hash of a finished file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finished {
    /// Bytes.
    pub bytes: u64,
    /// SHA-256 in hex.
    pub sha256: String,
}

/// `path` with `.part` after its name.
pub fn part_path(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".part");
    name.into()
}

/// SHA-256 in hex.
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Bytes in lower-case hex.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Part {
    /// Starts `path`; nothing may stand at its `.part`.
    pub fn create(path: PathBuf) -> Result<Self, FileError> {
        let part = part_path(&path);
        let file = File::create_new(&part).map_err(|source| io_error(&part, "cannot create", source))?;
        let (hasher, buffer) = (Sha256::new(), Vec::with_capacity(BUFFER_BYTES));
        Ok(Self { path, part, file, hasher, buffer, bytes: 0 })
    }

    /// Bytes written so far.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Where the file is going to be.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn pass_on(&mut self) -> io::Result<()> {
        self.hasher.update(&self.buffer);
        self.file.write_all(&self.buffer)?;
        self.buffer.clear();
        Ok(())
    }

    /// Flush, sync, rename, sync the folder: a file that stands under its name is whole, also after a power cut. The
    /// first failure ends it; a failed sync is never tried again, for the system may have dropped what it could not write.
    pub fn finish(mut self) -> Result<Finished, FileError> {
        self.pass_on().map_err(|source| io_error(&self.path, "cannot write", source))?;
        self.file.sync_all().map_err(|source| io_error(&self.path, "cannot write to disk", source))?;
        drop(self.file);
        std::fs::rename(&self.part, &self.path).map_err(|source| io_error(&self.path, "cannot rename to", source))?;
        sync_folder_of(&self.path);
        Ok(Finished { bytes: self.bytes, sha256: hex(&self.hasher.finalize()) })
    }
}

impl Write for Part {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.bytes += bytes.len() as u64;
        if self.buffer.len() + bytes.len() > BUFFER_BYTES {
            self.pass_on()?;
        }
        if bytes.len() > BUFFER_BYTES {
            self.hasher.update(bytes);
            return self.file.write_all(bytes);
        }
        self.buffer.extend_from_slice(bytes);
        Ok(())
    }

    /// The buffer is passed on when it is full and at the end.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Makes a rename last. Systems that cannot open a folder keep renames in order by themselves.
fn sync_folder_of(path: &Path) {
    if let Some(folder) = path.parent()
        && let Ok(folder) = File::open(folder)
    {
        let _ = folder.sync_all();
    }
}

/// Size and hash of a file.
pub fn hash_of(path: &Path) -> io::Result<Finished> {
    let (mut file, mut hasher, mut bytes) = (File::open(path)?, Sha256::new(), 0);
    let mut buffer = vec![0; BUFFER_BYTES];
    loop {
        let count = file.read(&mut buffer)?;
        if count == 0 {
            return Ok(Finished { bytes, sha256: hex(&hasher.finalize()) });
        }
        hasher.update(&buffer[..count]);
        bytes += count as u64;
    }
}

/// An error about `path`.
pub fn io_error(path: &Path, action: &'static str, source: io::Error) -> FileError {
    FileError::Io { path: path.to_owned(), action, source }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_appears_whole_and_hashed() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.txt");
        let mut part = Part::create(path.clone()).unwrap();
        let big = vec![b'x'; BUFFER_BYTES + 1];
        for bytes in [b"one".as_slice(), b"two", &big, b"end"] {
            part.write_all(bytes).unwrap();
        }
        assert!(!path.exists());
        let finished = part.finish().unwrap();
        let written = std::fs::read(&path).unwrap();
        assert_eq!(finished, Finished { bytes: written.len() as u64, sha256: sha256_hex(&written) });
        assert_eq!(written, [b"onetwo".as_slice(), &big, b"end"].concat());
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[test]
    fn hashes_are_those_of_sha256sum() {
        assert_eq!(sha256_hex(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[cfg(target_os = "linux")]
    impl Part {
        /// A file whose bytes find no room.
        pub fn onto_a_full_disk(path: PathBuf) -> Self {
            let part = part_path(&path);
            let file = File::options().write(true).open("/dev/full").unwrap();
            Self { path, part, file, hasher: Sha256::new(), buffer: Vec::new(), bytes: 0 }
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_is_an_error() {
        let dir = tempfile::tempdir().unwrap();
        let mut part = Part::onto_a_full_disk(dir.path().join("a.txt"));
        part.write_all(b"text").unwrap();
        let said = part.finish().unwrap_err().to_string();
        assert!(said.contains("a.txt: cannot write") && !dir.path().join("a.txt").exists(), "{said}");
    }
}
