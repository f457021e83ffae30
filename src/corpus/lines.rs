//! Lines of bytes, each of limited length.

use crate::corpus::packing::Bytes;
use std::io::{self, BufRead, BufReader};

/// A record is at most so long; a longer one is passed over without being held.
pub const MAX_LINE: usize = 32 << 20;

/// A line and where it is.
pub struct Line<'a> {
    /// From 1.
    pub number: u64,
    /// Of its first byte.
    pub offset: u64,
    /// Without its end; `None` when it is longer than [`MAX_LINE`].
    pub bytes: Option<&'a [u8]>,
}

/// Reads lines.
pub struct Lines {
    from: BufReader<Bytes>,
    line: Vec<u8>,
    number: u64,
    offset: u64,
}

impl Lines {
    /// The lines of `from`.
    pub fn new(from: Bytes) -> Self {
        Self { from: BufReader::with_capacity(64 << 10, from), line: Vec::new(), number: 0, offset: 0 }
    }

    /// The next line; `None` at the end.
    pub fn next(&mut self) -> io::Result<Option<Line<'_>>> {
        let start = self.offset;
        self.line.clear();
        let mut is_long = false;
        loop {
            let buffer = match self.from.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                buffer => buffer?,
            };
            let end = buffer.iter().position(|byte| *byte == b'\n');
            let used = end.map_or(buffer.len(), |end| end + 1);
            is_long |= self.line.len() + used > MAX_LINE;
            if is_long {
                self.line = Vec::new();
            } else {
                self.line.extend_from_slice(&buffer[..used]);
            }
            self.from.consume(used);
            self.offset += used as u64;
            if end.is_some() || used == 0 {
                break;
            }
        }
        if self.offset == start {
            return Ok(None);
        }
        self.number += 1;
        let line = self.line.strip_suffix(b"\n").unwrap_or(&self.line);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        Ok(Some(Line { number: self.number, offset: start, bytes: (!is_long).then_some(line) }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_their_places() {
        let mut long = b"a\r\n\n".to_vec();
        long.resize(4 + MAX_LINE + 5, b'x');
        long.extend_from_slice(b"\nlast");
        let mut lines = Lines::new(Box::new(io::Cursor::new(long)));
        let mut seen = Vec::new();
        while let Some(line) = lines.next().unwrap() {
            seen.push((line.number, line.offset, line.bytes.map(<[u8]>::to_vec)));
        }
        let end = 4 + MAX_LINE as u64 + 6;
        assert_eq!(
            seen,
            [(1, 0, Some(b"a".to_vec())), (2, 3, Some(Vec::new())), (3, 4, None), (4, end, Some(b"last".to_vec()))]
        );
    }
}
