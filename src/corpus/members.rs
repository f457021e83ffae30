//! The members of a zip archive: listed, read one by one, never more of them than text can be packed into a file.

use crate::corpus::CorpusError;
use crate::corpus::origin::Origin;
use crate::corpus::packing::{Bytes, Meter, Metered, PackingError};
use crate::corpus::read::whole;
use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use zip::CompressionMethod;

/// As for other compressed files: text does not pack so well …
const MOST_TIMES: u64 = 500;
/// … unless there is little of it.
const HARMLESS: u64 = 16 << 20;

/// Bytes that can be opened again and again.
#[derive(Clone)]
pub enum Store {
    /// A file.
    File(PathBuf),
    /// What was unpacked into memory.
    Memory(Arc<[u8]>),
}

/// What a store opens.
pub trait ReadSeek: Read + Seek + Send {}

impl<T: Read + Seek + Send> ReadSeek for T {}

impl Store {
    /// Opens it at its beginning.
    pub fn open(&self) -> io::Result<Box<dyn ReadSeek>> {
        Ok(match self {
            Self::File(path) => Box::new(File::open(path)?),
            Self::Memory(bytes) => Box::new(Cursor::new(bytes.clone())),
        })
    }

    fn len(&self) -> io::Result<u64> {
        match self {
            Self::File(path) => Ok(std::fs::metadata(path)?.len()),
            Self::Memory(bytes) => Ok(bytes.len() as u64),
        }
    }
}

/// A member of an archive.
#[derive(Clone, Debug)]
pub struct Member {
    /// As the archive has it; only ever shown and compared, never a place to write to.
    pub name: String,
    index: usize,
    packed: u64,
    size: u64,
    crc: u32,
    method: CompressionMethod,
    encrypted: bool,
}

/// An archive.
pub struct Members {
    store: Store,
    archive: zip::ZipArchive<Box<dyn ReadSeek>>,
    /// Files in it, in the order of their names.
    pub list: Vec<Member>,
    meter: Meter,
    given: Arc<AtomicU64>,
    most: u64,
    origin: Origin,
}

impl Members {
    /// Lists an archive. `meter` is told of what is read of its members.
    pub fn open(store: Store, origin: &Origin, meter: Meter) -> Result<Self, CorpusError> {
        let unreadable = |error| origin.unreadable(error);
        let length = store.len().map_err(unreadable)?;
        let mut archive = zip::ZipArchive::new(store.open().map_err(unreadable)?)
            .map_err(|error| origin.broken(None, format!("a broken zip archive ({error}); get the file again")))?;
        let mut places = Vec::new();
        let mut list = Vec::with_capacity(archive.len().min(1 << 16));
        for index in 0..archive.len() {
            let Ok(member) = archive.by_index_raw(index) else { continue };
            if member.is_dir() {
                continue;
            }
            places.push((member.header_start(), member.compressed_size()));
            list.push(Member {
                name: name(member.name_raw()),
                index,
                packed: member.compressed_size(),
                size: member.size(),
                crc: member.crc32(),
                method: member.compression(),
                encrypted: member.encrypted(),
            });
        }
        places.sort_unstable();
        if places.windows(2).any(|two| two[0].0.saturating_add(two[0].1) > two[1].0) {
            return Err(
                origin.broken(None, "members lie on top of one another, as no archiver packs them; leave it out")
            );
        }
        list.sort_by(|a, b| a.name.as_bytes().cmp(b.name.as_bytes()));
        let most = HARMLESS + MOST_TIMES * length;
        Ok(Self { store, archive, list, meter, given: Arc::default(), most, origin: origin.clone() })
    }

    /// The member of that name.
    pub fn find(&self, name: &str) -> Option<Member> {
        self.list.iter().find(|member| member.name == name).cloned()
    }

    /// Whether so much was unpacked that the rest is not worth a look.
    pub fn is_bomb(&self) -> bool {
        self.given.load(Ordering::Relaxed) > self.most
    }

    /// The bytes of a member, checked against its sum while they are read.
    pub fn bytes(&mut self, member: &Member) -> Result<Bytes, CorpusError> {
        let origin = self.origin.member(&member.name);
        if member.encrypted {
            return Err(origin.broken(None, "encrypted; unpack the archive with its password first"));
        }
        let Ok(Some(start)) = self.archive.by_index_raw(member.index).map(|found| found.data_start()) else {
            return Err(origin.broken(None, "broken in the archive; get the file again"));
        };
        let mut file = self.store.open().map_err(|error| origin.unreadable(error))?;
        file.seek(SeekFrom::Start(start)).map_err(|error| origin.unreadable(error))?;
        let packed = Metered::new(file.take(member.packed), self.meter.clone());
        let inner: Bytes = match member.method {
            CompressionMethod::Stored => Box::new(packed),
            CompressionMethod::Deflated => Box::new(flate2::read::DeflateDecoder::new(packed)),
            method => {
                let reason = format!("compressed by {method}, which is not read; pack it the usual way");
                return Err(origin.broken(None, reason));
            }
        };
        let (given, most, sum) = (self.given.clone(), self.most, flate2::Crc::new());
        Ok(Box::new(Checked { inner, sum, read: 0, size: member.size, crc: member.crc, given, most }))
    }

    /// A member that has to be held whole.
    pub fn whole(&mut self, member: &Member) -> Result<Vec<u8>, CorpusError> {
        let bytes = self.bytes(member)?;
        whole(bytes, &self.origin.member(&member.name))
    }
}

/// UTF-8, or what archivers under Windows write in Russia; in ASCII the same.
fn name(raw: &[u8]) -> String {
    match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => encoding_rs::IBM866.decode_without_bom_handling(raw).0.into_owned(),
    }
}

/// Bytes of a member that are counted and summed.
struct Checked {
    inner: Bytes,
    sum: flate2::Crc,
    read: u64,
    size: u64,
    crc: u32,
    given: Arc<AtomicU64>,
    most: u64,
}

impl Read for Checked {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let fail = |reason: &str| {
            let error = PackingError { offset: self.read, reason: reason.to_owned() };
            Err(io::Error::new(io::ErrorKind::InvalidData, error))
        };
        let read = match self.inner.read(buffer) {
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return Err(error),
            Err(error) => return fail(&format!("broken zip data ({error}); get the file again")),
        };
        if self.given.fetch_add(read as u64, Ordering::Relaxed) + read as u64 > self.most {
            return fail("the archive unpacks to more than 500 times its size, as no text does; leave it out");
        }
        self.sum.update(&buffer[..read]);
        if read == 0 && !buffer.is_empty() && (self.sum.sum() != self.crc || self.read != self.size) {
            return fail("not what the archive's list says (its sum or size differs); get the file again");
        }
        self.read += read as u64;
        Ok(read)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use std::io::Write;

    /// A zip archive of `members`.
    pub fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in members {
            let options = zip::write::SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
            writer.start_file(*name, options).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn open(bytes: Vec<u8>) -> Members {
        let (_dir, file) = crate::corpus::read::tests::file("a.txt", b"");
        Members::open(Store::Memory(bytes.into()), &Origin::of(&file), Meter::default()).unwrap()
    }

    #[test]
    fn members_come_in_the_order_of_names() {
        let mut members = open(zip(&[("b.txt", b"two"), ("a/", b""), ("a.txt", b"one"), ("../c.txt", b"three")]));
        let names: Vec<String> = members.list.iter().map(|member| member.name.clone()).collect();
        assert_eq!(names, ["../c.txt", "a.txt", "b.txt"]);
        assert_eq!(members.whole(&members.find("a.txt").unwrap()).unwrap(), b"one");
    }

    #[test]
    fn a_broken_member_is_known_by_its_sum() {
        let text = "Свет в окне. ".repeat(100);
        let packed = zip(&[("a.txt", text.as_bytes()), ("b.txt", b"two")]);
        let mut members = open(packed.clone());
        let sum = members.list[0].crc.to_le_bytes();
        let mut broken = packed;
        while let Some(at) = broken.windows(4).position(|bytes| bytes == sum) {
            broken[at] ^= 1;
        }
        assert!(members.whole(&members.list[0].clone()).is_ok());
        let mut members = open(broken);
        let said = members.whole(&members.list[0].clone()).unwrap_err().to_string();
        assert!(said.contains("a.txt: a.txt: byte ") && said.contains("its sum or size differs"), "{said}");
        assert_eq!(members.whole(&members.list[1].clone()).unwrap(), b"two");
    }

    #[test]
    fn members_on_top_of_one_another_are_refused() {
        let mut packed = zip(&[("a.txt", b"one"), ("b.txt", b"two")]);
        let listed: Vec<usize> = (0..packed.len()).filter(|at| packed[*at..].starts_with(b"PK\x01\x02")).collect();
        packed[listed[1] + 42..listed[1] + 46].fill(0);
        let (_dir, file) = crate::corpus::read::tests::file("a.txt", b"");
        let opened = Members::open(Store::Memory(packed.into()), &Origin::of(&file), Meter::default());
        assert!(opened.err().unwrap().to_string().contains("on top of one another"));
    }

    #[test]
    fn names_in_cp866_are_read() {
        assert_eq!(name(&encoding_rs::IBM866.encode("Книга.txt").0), "Книга.txt");
    }

    #[test]
    fn bombs_are_refused() {
        let zeros = vec![0; 20 << 20];
        let mut members = open(zip(&[("a.txt", &zeros), ("b.txt", &zeros)]));
        let said: Vec<_> = members.list.clone().iter().map(|member| members.whole(member).is_ok()).collect();
        assert!(said == [true, false] && members.is_bomb());
    }
}
