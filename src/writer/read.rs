//! Record files read back, whatever their compression.

use std::io::{self, BufRead, BufReader, Read};

/// A longer line is no record of ours.
const MAX_LINE: u64 = 256 << 20;
/// What each layer of reading holds.
const BUFFER_BYTES: usize = 128 << 10;

/// The lines of `input`, unpacked where its first bytes say gzip or zstd.
pub fn lines(input: impl Read + 'static) -> io::Result<Lines> {
    let mut input = BufReader::with_capacity(BUFFER_BYTES, input);
    let reader: Box<dyn BufRead> = match input.fill_buf()? {
        [0x1F, 0x8B, ..] => {
            Box::new(BufReader::with_capacity(BUFFER_BYTES, flate2::bufread::MultiGzDecoder::new(input)))
        }
        [0x28, 0xB5, 0x2F, 0xFD, ..] => {
            Box::new(BufReader::with_capacity(BUFFER_BYTES, zstd::stream::read::Decoder::with_buffer(input)?))
        }
        _ => Box::new(input),
    };
    Ok(Lines(reader))
}

/// Lines one after the other.
pub struct Lines(Box<dyn BufRead>);

impl Lines {
    /// Reads the next line into `line`, its end included; false at the end of the file.
    pub fn next(&mut self, line: &mut Vec<u8>) -> io::Result<bool> {
        line.clear();
        Ok(self.0.by_ref().take(MAX_LINE).read_until(b'\n', line)? > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Write};

    #[test]
    fn packed_lines_are_read_to_the_end() {
        let member = |text: &[u8]| {
            let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            encoder.write_all(text).unwrap();
            encoder.finish().unwrap()
        };
        let frame = |text: &[u8]| zstd::encode_all(text, 1).unwrap();
        for packed in [
            b"one\ntwo\nthree".to_vec(),
            [member(b"one\ntw"), member(b"o\nthree")].concat(),
            [frame(b"one\ntw"), frame(b"o\nthree")].concat(),
        ] {
            let mut read = lines(Cursor::new(packed)).unwrap();
            let mut line = Vec::new();
            for expected in ["one\n", "two\n", "three"] {
                assert!(read.next(&mut line).unwrap());
                assert_eq!(line, expected.as_bytes());
            }
            assert!(!read.next(&mut line).unwrap());
        }
    }

    #[test]
    fn a_cut_file_is_an_error() {
        let mut packed = zstd::encode_all(&b"one\ntwo\n".repeat(1_000)[..], 1).unwrap();
        packed.truncate(packed.len() - 3);
        let mut read = lines(Cursor::new(packed)).unwrap();
        let mut line = Vec::new();
        let end = std::iter::repeat_with(|| read.next(&mut line)).find(|read| !matches!(read, Ok(true))).unwrap();
        assert!(end.is_err());
    }
}
