//! Record files read back, whatever their format and compression.

use crate::record::json::write_string;
use parquet::file::serialized_reader::SerializedFileReader;
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek};
use std::path::Path;

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
    Ok(Lines(Kind::Lines(reader)))
}

/// The records of the file at `path` as lines; those of Parquet as the lines of JSON they would be.
pub fn open(path: &Path) -> io::Result<Lines> {
    let mut file = File::open(path)?;
    let mut start = [0; 4];
    let is_parquet = file.read_exact(&mut start).is_ok() && &start == b"PAR1";
    file.rewind()?;
    if !is_parquet {
        return lines(file);
    }
    let reader = SerializedFileReader::new(file).map_err(io::Error::other)?;
    Ok(Lines(Kind::Rows(Box::new(reader.into_iter()))))
}

/// Lines one after the other.
pub struct Lines(Kind);

enum Kind {
    Lines(Box<dyn BufRead>),
    Rows(Box<RowIter<'static>>),
}

impl Lines {
    /// Reads the next line into `line`, its end included; false at the end of the file.
    pub fn next(&mut self, line: &mut Vec<u8>) -> io::Result<bool> {
        line.clear();
        match &mut self.0 {
            Kind::Lines(reader) => Ok(reader.by_ref().take(MAX_LINE).read_until(b'\n', line)? > 0),
            Kind::Rows(rows) => {
                let Some(row) = rows.next().transpose().map_err(io::Error::other)? else { return Ok(false) };
                write_row(&row, line);
                line.push(b'\n');
                Ok(true)
            }
        }
    }
}

fn write_row(row: &Row, out: &mut Vec<u8>) {
    for (index, (name, field)) in row.get_column_iter().enumerate() {
        out.push(if index == 0 { b'{' } else { b',' });
        write_string(name, out);
        out.push(b':');
        write_field(field, out);
    }
    out.push(b'}');
}

/// Types that we do not write are null, which is no record of ours.
fn write_field(field: &Field, out: &mut Vec<u8>) {
    match field {
        Field::Str(text) => write_string(text, out),
        Field::Long(number) => out.extend_from_slice(number.to_string().as_bytes()),
        Field::Group(row) => write_row(row, out),
        Field::ListInternal(list) => {
            out.push(b'[');
            for (index, field) in list.elements().iter().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                write_field(field, out);
            }
            out.push(b']');
        }
        _ => out.extend_from_slice(b"null"),
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
