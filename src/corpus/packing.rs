//! Compressed files: unpacked while they are read, never more than text can be packed.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Text packs 3 to 10 times, tables and logs up to 100 times; gzip's best on nothing but zeros is 1,032.
const MOST_TIMES: u64 = 500;
/// Below this, any ratio will do.
const HARMLESS: u64 = 16 << 20;
/// zstd frames may ask for a window of so many bytes (as a power of two): what the zstd program allows by itself.
const WINDOW_LOG: u32 = 27;

/// How a file is packed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Packing {
    /// gzip, of any number of members.
    Gzip,
    /// bzip2, of any number of streams.
    Bzip2,
    /// Zstandard, of any number of frames.
    Zstd,
}

impl Packing {
    /// By the first bytes.
    pub fn of(head: &[u8]) -> Option<Self> {
        match head {
            [0x1F, 0x8B, ..] => Some(Self::Gzip),
            [b'B', b'Z', b'h', b'1'..=b'9', ..] => Some(Self::Bzip2),
            // A frame, or a frame to skip, as pzstd writes them first.
            [0x28, 0xB5, 0x2F, 0xFD, ..] | [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..] => Some(Self::Zstd),
            _ => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Bzip2 => "bzip2",
            Self::Zstd => "zstd",
        }
    }
}

/// Why packed bytes cannot be unpacked, carried inside an [`io::Error`].
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{reason}")]
pub struct PackingError {
    /// How far the packed bytes were read.
    pub offset: u64,
    /// What is wrong and what to do.
    pub reason: String,
}

/// Bytes read of a file, as they are on the disk; shared with whom shows progress.
#[derive(Clone, Default, Debug)]
pub struct Meter(Arc<AtomicU64>);

impl Meter {
    /// So many bytes were read.
    pub fn bytes(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    /// So many more.
    pub fn add(&self, bytes: u64) {
        self.0.fetch_add(bytes, Ordering::Relaxed);
    }
}

/// A reader that tells a meter.
pub struct Metered<R> {
    inner: R,
    meter: Meter,
}

impl<R> Metered<R> {
    /// `inner`, told to `meter`.
    pub fn new(inner: R, meter: Meter) -> Self {
        Self { inner, meter }
    }
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.meter.add(read as u64);
        Ok(read)
    }
}

/// Any source of bytes.
pub type Bytes = Box<dyn Read + Send>;

/// What `packed` holds, whose bytes `meter` counts.
pub fn unpack(packed: Bytes, packing: Packing, meter: Meter) -> io::Result<Bytes> {
    let packed = BufReader::with_capacity(64 << 10, packed);
    let inner: Bytes = match packing {
        Packing::Gzip => Box::new(flate2::bufread::MultiGzDecoder::new(packed)),
        Packing::Bzip2 => Box::new(bzip2::bufread::MultiBzDecoder::new(packed)),
        Packing::Zstd => {
            let mut decoder = zstd::stream::read::Decoder::with_buffer(packed)?;
            decoder.window_log_max(WINDOW_LOG)?;
            Box::new(decoder)
        }
    };
    Ok(Box::new(Unpacked { inner, name: packing.name(), meter, given: 0 }))
}

/// Unpacked bytes that watch for a bomb.
struct Unpacked<R> {
    inner: R,
    name: &'static str,
    meter: Meter,
    given: u64,
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer);
        let offset = self.meter.bytes();
        let fail = |reason: String| io::Error::new(io::ErrorKind::InvalidData, PackingError { offset, reason });
        let name = self.name;
        let read = read.map_err(|error| match error.kind() {
            io::ErrorKind::Interrupted => error,
            io::ErrorKind::UnexpectedEof => fail(format!("the {name} data ends too early; get the whole file")),
            _ => fail(format!("broken {name} data ({error}); get the file again")),
        })?;
        self.given += read as u64;
        if self.given > HARMLESS && self.given / MOST_TIMES > offset {
            return Err(fail(format!(
                "unpacks to more than {MOST_TIMES} times its size, as no text does; leave this file out"
            )));
        }
        Ok(read)
    }
}

/// The first bytes of a reader, and the reader as it was.
pub fn peek(mut bytes: Bytes, most: usize) -> io::Result<(Vec<u8>, Bytes)> {
    let mut head = Vec::with_capacity(most);
    bytes.by_ref().take(most as u64).read_to_end(&mut head)?;
    let again = io::Cursor::new(head.clone());
    Ok((head, Box::new(again.chain(bytes))))
}

/// A file told to `meter`.
pub fn open(file: File, meter: Meter) -> Bytes {
    Box::new(Metered::new(file, meter))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(9));
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn bzip2(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::new(9));
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn zstd(bytes: &[u8]) -> Vec<u8> {
        zstd::encode_all(bytes, 3).unwrap()
    }

    fn unpacked(packed: Vec<u8>) -> Result<Vec<u8>, PackingError> {
        let packing = Packing::of(&packed).unwrap();
        let meter = Meter::default();
        let file = Box::new(Metered::new(io::Cursor::new(packed), meter.clone()));
        let mut all = Vec::new();
        match unpack(file, packing, meter).unwrap().read_to_end(&mut all) {
            Ok(_) => Ok(all),
            Err(error) => Err(error.get_ref().unwrap().downcast_ref::<PackingError>().unwrap().clone()),
        }
    }

    #[test]
    fn members_follow_one_another() {
        for pack in [gzip, bzip2, zstd] {
            assert_eq!(unpacked([pack(b"one "), pack(b""), pack(b"two")].concat()).unwrap(), b"one two");
        }
    }

    #[test]
    fn cut_and_broken_files_are_refused_with_their_place() {
        let text: Vec<u8> = (0..20_000_u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
        for (pack, name) in [(gzip as fn(&[u8]) -> Vec<u8>, "gzip"), (bzip2, "bzip2"), (zstd, "zstd")] {
            let packed = pack(&text);
            let cut = unpacked(packed[..packed.len() / 2].to_vec()).unwrap_err();
            assert!(cut.reason.starts_with(&format!("the {name} data ends too early")), "{cut}");
            assert_eq!(cut.offset, packed.len() as u64 / 2);
            // Without sums, zstd cannot know of every change.
            if name != "zstd" {
                let (mut broken, middle) = (packed.clone(), packed.len() / 2);
                broken[middle..middle + 64].fill(0xAA);
                assert!(unpacked(broken).is_err(), "{name}");
            }
        }
        let with_tail = [gzip(b"text"), b"some more bytes at the end".to_vec()].concat();
        assert!(unpacked(with_tail).unwrap_err().reason.starts_with("broken gzip data"));
    }

    #[test]
    fn bombs_are_refused_and_dense_text_is_not() {
        let zeros = vec![0; 64 << 20];
        for pack in [gzip, bzip2, zstd] {
            assert!(unpacked(pack(&zeros)).unwrap_err().reason.contains("500 times"));
        }
        assert_eq!(unpacked(zstd(&zeros[..HARMLESS as usize])).unwrap().len(), HARMLESS as usize);
    }

    #[test]
    fn a_window_of_2_gib_is_refused() {
        let packed = [&[0x28, 0xB5, 0x2F, 0xFD, 0x00, 21 << 3, 0x01, 0x00, 0x00][..], &[b'x'; 64]].concat();
        assert!(unpacked(packed).unwrap_err().reason.contains("memory"));
    }
}
