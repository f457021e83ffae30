//! How records become a file: lines plain, in gzip or zstd, or rows in Parquet. The bytes never depend on the number of threads.

use crate::file::FileError;
use crate::record::row::Shape;
use crate::writer::parquet::ParquetFile;
use crate::writer::part::{Part, io_error};
use flate2::write::GzEncoder;
use std::collections::VecDeque;
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

/// How record files are compressed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, serde::Serialize, serde::Deserialize)]
pub enum Compression {
    /// Not at all.
    #[default]
    None,
    /// As `.gz`.
    Gzip,
    /// As `.zst`.
    Zstd,
}

impl Compression {
    /// All of them, plain first.
    pub const ALL: [Compression; 3] = [Compression::None, Compression::Gzip, Compression::Zstd];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Compression::None => "none",
            Compression::Gzip => "gzip",
            Compression::Zstd => "zstd",
        }
    }

    /// What a file's name ends with, dot included.
    pub fn suffix(self) -> &'static str {
        match self {
            Compression::None => "",
            Compression::Gzip => ".gz",
            Compression::Zstd => ".zst",
        }
    }
}

/// Uncompressed bytes of a gzip member; the members follow each other in the file, which is again a gzip file.
const MEMBER_BYTES: usize = 1 << 20;
/// The usual level of gzip.
const GZIP_LEVEL: u32 = 6;
/// The usual level of zstd.
const ZSTD_LEVEL: i32 = 3;
/// Uncompressed bytes of what one zstd thread works on at a time. Fixed, so that the bytes are, and small, so that
/// little memory is held.
const ZSTD_JOB_BYTES: u32 = 2 << 20;

/// Threads that compress, shared by all files of an export.
#[derive(Clone)]
pub struct Pool {
    spawn: Arc<dyn Fn(Work) + Send + Sync>,
    aside: fn(Work),
    count: usize,
}

/// What a thread is given to do.
pub type Work = Box<dyn FnOnce() + Send>;

impl Pool {
    /// Short work is given to `spawn`, which runs it on one of `count` threads, long work to `aside`, which runs it on a
    /// thread of its own. Neither waits for it.
    pub fn new(spawn: impl Fn(Work) + Send + Sync + 'static, aside: fn(Work), count: usize) -> Self {
        Self { spawn: Arc::new(spawn), aside, count: count.max(1) }
    }

    /// How many threads there are.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Starts short work; what it gives comes through the channel. A panic closes the channel.
    pub fn start<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Receiver<T> {
        let (work, receiver) = answered(work);
        (self.spawn)(work);
        receiver
    }

    /// [`Self::start`], on a thread of its own.
    pub fn start_aside<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Receiver<T> {
        let (work, receiver) = answered(work);
        (self.aside)(work);
        receiver
    }
}

fn answered<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> (Work, Receiver<T>) {
    let (sender, receiver) = channel();
    let work = Box::new(move || {
        if let Ok(value) = catch_unwind(AssertUnwindSafe(work)) {
            // Nobody waits any more when the export has ended early.
            let _ = sender.send(value);
        }
    });
    (work, receiver)
}

/// A file of records in the making.
pub struct Packer {
    path: PathBuf,
    kind: Kind,
}

enum Kind {
    Plain(Part),
    Gzip(Gzip),
    Zstd(Box<zstd::stream::write::Encoder<'static, Part>>),
    Parquet(ParquetFile),
}

impl Packer {
    /// Writes rows of this shape into `part`, as Parquet.
    pub fn parquet(part: Part, shape: Shape, pool: &Pool) -> Self {
        Self { path: part.path().to_owned(), kind: Kind::Parquet(ParquetFile::start(part, shape, pool)) }
    }

    /// Writes lines into `part`, compressed.
    pub fn new(part: Part, compression: Compression, pool: &Pool) -> Result<Self, FileError> {
        let path = part.path().to_owned();
        let kind = match compression {
            Compression::None => Kind::Plain(part),
            Compression::Gzip => Kind::Gzip(Gzip::new(part, pool.clone())),
            Compression::Zstd => {
                let encoder =
                    zstd_encoder(part, pool.count()).map_err(|error| io_error(&path, "cannot write", error))?;
                Kind::Zstd(Box::new(encoder))
            }
        };
        Ok(Self { path, kind })
    }

    /// Appends bytes.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), FileError> {
        let written = match &mut self.kind {
            Kind::Plain(part) => part.write_all(bytes),
            Kind::Gzip(gzip) => gzip.write(bytes),
            Kind::Zstd(encoder) => encoder.write_all(bytes),
            Kind::Parquet(file) => file.write(bytes),
        };
        written.map_err(|error| io_error(&self.path, "cannot write", error))
    }

    /// Ends the compression; the file is then to be finished.
    pub fn finish(self) -> Result<Part, FileError> {
        let finished = match self.kind {
            Kind::Plain(part) => Ok(part),
            Kind::Gzip(gzip) => gzip.finish(),
            Kind::Zstd(encoder) => encoder.finish(),
            Kind::Parquet(file) => file.finish(),
        };
        finished.map_err(|error| io_error(&self.path, "cannot write", error))
    }
}

/// One frame a file: some readers stop after the first. With workers the bytes are the same for any number of them,
/// without they are others, so there is always one.
fn zstd_encoder(part: Part, threads: usize) -> io::Result<zstd::stream::write::Encoder<'static, Part>> {
    let mut encoder = zstd::stream::write::Encoder::new(part, ZSTD_LEVEL)?;
    encoder.include_checksum(true)?;
    encoder.multithread(u32::try_from(threads.clamp(1, 64)).unwrap_or(1))?;
    encoder.set_parameter(zstd::zstd_safe::CParameter::JobSize(ZSTD_JOB_BYTES))?;
    Ok(encoder)
}

/// Members of fixed size, compressed on the pool and written in order.
struct Gzip {
    part: Part,
    member: Vec<u8>,
    /// Members on their way.
    packed: VecDeque<Receiver<io::Result<Vec<u8>>>>,
    pool: Pool,
}

impl Gzip {
    fn new(part: Part, pool: Pool) -> Self {
        Self { part, member: Vec::new(), packed: VecDeque::new(), pool }
    }

    fn write(&mut self, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            let (now, later) = bytes.split_at(bytes.len().min(MEMBER_BYTES - self.member.len()));
            self.member.extend_from_slice(now);
            bytes = later;
            if self.member.len() == MEMBER_BYTES {
                self.pack()?;
            }
        }
        Ok(())
    }

    fn pack(&mut self) -> io::Result<()> {
        let member = std::mem::take(&mut self.member);
        self.packed.push_back(self.pool.start(move || {
            let mut encoder =
                GzEncoder::new(Vec::with_capacity(member.len() / 2), flate2::Compression::new(GZIP_LEVEL));
            encoder.write_all(&member)?;
            encoder.finish()
        }));
        // Enough to keep all threads busy.
        self.write_packed(2 * self.pool.count())
    }

    /// Writes members until only `most` are on their way.
    fn write_packed(&mut self, most: usize) -> io::Result<()> {
        while self.packed.len() > most {
            let Some(member) = self.packed.pop_front() else { break };
            let packed = member.recv().map_err(|_| io::Error::other("the compression failed"))??;
            self.part.write_all(&packed)?;
        }
        Ok(())
    }

    fn finish(mut self) -> io::Result<Part> {
        if !self.member.is_empty() {
            self.pack()?;
        }
        self.write_packed(0)?;
        Ok(self.part)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;
    use std::path::Path;

    fn pool(count: usize) -> Pool {
        Pool::new(|work| drop(std::thread::spawn(work)), |_| (), count)
    }

    /// What `pieces` become with so many threads.
    fn packed(folder: &Path, compression: Compression, threads: usize, pieces: &[&[u8]]) -> Vec<u8> {
        let path = folder.join(format!("{threads}-{}", pieces.len()));
        let mut packer = Packer::new(Part::create(path.clone()).unwrap(), compression, &pool(threads)).unwrap();
        for piece in pieces {
            packer.write(piece).unwrap();
        }
        packer.finish().unwrap().finish().unwrap();
        let bytes = std::fs::read(&path).unwrap();
        std::fs::remove_file(path).unwrap();
        bytes
    }

    fn lines(count: usize) -> Vec<u8> {
        (0..count).flat_map(|n| format!("{n}: {}\n", n.wrapping_mul(0x9E37_79B9_7F4A_7C15)).into_bytes()).collect()
    }

    #[test]
    fn threads_and_pieces_do_not_matter() {
        let dir = tempfile::tempdir().unwrap();
        let text = lines(300_000);
        let pieces: Vec<&[u8]> = text.chunks(77_777).collect();
        for compression in Compression::ALL {
            let one = packed(dir.path(), compression, 1, &[&text]);
            for threads in [1, 2, 5] {
                assert!(packed(dir.path(), compression, threads, &pieces) == one, "{compression:?} {threads}");
            }
            assert_eq!(one.len() < text.len() * 2 / 3, compression != Compression::None);
        }
    }

    #[test]
    fn what_is_packed_is_read_back() {
        let dir = tempfile::tempdir().unwrap();
        for text in [lines(200_000), b"one\n".to_vec()] {
            let mut read = Vec::new();
            let gzip = packed(dir.path(), Compression::Gzip, 2, &[&text]);
            flate2::read::MultiGzDecoder::new(&*gzip).read_to_end(&mut read).unwrap();
            assert!(read == text);
            // A single frame: the reader that stops after the first gets all.
            read.clear();
            let zstd = packed(dir.path(), Compression::Zstd, 2, &[&text]);
            zstd::stream::read::Decoder::new(&*zstd).unwrap().single_frame().read_to_end(&mut read).unwrap();
            assert!(read == text);
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_is_an_error() {
        let dir = tempfile::tempdir().unwrap();
        for (compression, text) in Compression::ALL.into_iter().flat_map(|c| [(c, lines(10)), (c, lines(300_000))]) {
            let path = dir.path().join("a");
            let part = Part::onto_a_full_disk(path.clone());
            let mut packer = Packer::new(part, compression, &pool(2)).unwrap();
            let result = packer.write(&text).and_then(|()| packer.finish()).and_then(Part::finish);
            let said = result.unwrap_err().to_string();
            assert!(said.contains("a: cannot write") && !path.exists(), "{compression:?}: {said}");
        }
    }
}
