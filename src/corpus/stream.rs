//! Bytes to text piece by piece: which encoding they are in is told from the first mebibyte that is not plain ASCII.

use crate::corpus::Encoding;
use crate::corpus::decode::{DecodeError, SAMPLE, bom_len, detect, not_utf8};
use crate::corpus::mend::mended;
use crate::corpus::packing::Bytes;
use encoding_rs::DecoderResult;
use std::io::{self, Read};

/// Decodes a reader.
pub struct TextReader {
    from: Bytes,
    overruled: Option<Encoding>,
    state: State,
    /// Bytes read but not decoded: at most a cut character, once the state is known.
    raw: Vec<u8>,
    /// Offset of `raw` in the file.
    offset: u64,
    is_ended: bool,
}

enum State {
    /// Nothing but ASCII so far.
    Ascii,
    /// UTF-8.
    Utf8(Encoding),
    /// Another encoding.
    Other(Encoding, Box<encoding_rs::Decoder>),
}

impl TextReader {
    /// Reads `from`, in the encoding that is asked for or found.
    pub fn new(from: Bytes, overruled: Option<Encoding>) -> Self {
        Self { from, overruled, state: State::Ascii, raw: Vec::new(), offset: 0, is_ended: false }
    }

    /// What it was found to be; UTF-8 as long as it is plain ASCII.
    pub fn encoding(&self) -> Encoding {
        match &self.state {
            State::Ascii => self.overruled.unwrap_or_default(),
            State::Utf8(encoding) | State::Other(encoding, _) => *encoding,
        }
    }

    /// Appends the next piece of text, up to 3 MiB; false at the end. Errors are a [`DecodeError`] inside.
    pub fn read_into(&mut self, text: &mut String) -> io::Result<bool> {
        if self.is_ended {
            return Ok(false);
        }
        self.fill()?;
        if matches!(self.state, State::Ascii) {
            self.begin().map_err(inside)?;
        }
        match &mut self.state {
            State::Ascii => {
                // Checked by `begin`.
                text.push_str(std::str::from_utf8(&self.raw).unwrap_or_default());
                self.offset += self.raw.len() as u64;
                self.raw.clear();
            }
            State::Utf8(encoding) => {
                let encoding = *encoding;
                self.utf8(encoding, text).map_err(inside)?;
            }
            State::Other(..) => self.other(text).map_err(inside)?,
        }
        Ok(true)
    }

    fn fill(&mut self) -> io::Result<()> {
        let missing = (SAMPLE - self.raw.len()) as u64;
        let read = self.from.by_ref().take(missing).read_to_end(&mut self.raw)?;
        self.is_ended = (read as u64) < missing;
        Ok(())
    }

    /// Leaves plain ASCII behind when the first other byte comes.
    fn begin(&mut self) -> Result<(), DecodeError> {
        let is_plain = self.raw.iter().all(|byte| byte.is_ascii() && *byte != 0);
        if is_plain && self.overruled.is_none_or(Encoding::has_ascii_lines) {
            return Ok(());
        }
        let (encoding, bom) = match self.overruled {
            Some(encoding) => (encoding, if self.offset == 0 { bom_len(&self.raw, encoding) } else { 0 }),
            None => detect(&self.raw)
                .map_err(|error| DecodeError { offset: error.offset + self.offset, ..error })
                .map(|(encoding, bom)| (encoding, if self.offset == 0 { bom } else { 0 }))?,
        };
        self.raw.drain(..bom);
        self.offset += bom as u64;
        self.state = if encoding == Encoding::UTF_8 || encoding.taken().is_some() {
            State::Utf8(encoding)
        } else {
            State::Other(encoding, Box::new(encoding.decoder()))
        };
        Ok(())
    }

    fn utf8(&mut self, encoding: Encoding, text: &mut String) -> Result<(), DecodeError> {
        let asked = self.overruled.is_some();
        let fail = |offset| DecodeError { offset, reason: not_utf8(asked).into() };
        let good = match std::str::from_utf8(&self.raw) {
            Ok(good) => good,
            Err(error) if error.error_len().is_none() && !self.is_ended => {
                std::str::from_utf8(&self.raw[..error.valid_up_to()]).unwrap_or_default()
            }
            Err(error) => return Err(fail(self.offset + error.valid_up_to() as u64)),
        };
        if self.overruled.is_none() && good.as_bytes().contains(&0) {
            let nul = good.find('\0').unwrap_or_default();
            let reason = "a NUL byte: this looks like a binary file, not a text".into();
            return Err(DecodeError { offset: self.offset + nul as u64, reason });
        }
        let mut used = good.len();
        if let Some(taken) = encoding.taken() {
            // A character that was taken for several ends at the latest before the next ASCII one.
            if !self.is_ended {
                used = good.rfind(|c: char| c.is_ascii()).map_or(used, |at| at + 1);
            }
            let was = mended(&good[..used], taken);
            text.push_str(&was.map_err(|error| DecodeError { offset: error.offset + self.offset, ..error })?);
        } else {
            text.push_str(good);
        }
        self.raw.drain(..used);
        self.offset += used as u64;
        Ok(())
    }

    fn other(&mut self, text: &mut String) -> Result<(), DecodeError> {
        let State::Other(encoding, decoder) = &mut self.state else { return Ok(()) };
        let mut at = 0;
        loop {
            let needed = decoder.max_utf8_buffer_length_without_replacement(self.raw.len() - at).unwrap_or(SAMPLE);
            text.reserve(needed.max(64));
            let (result, read) = decoder.decode_to_string_without_replacement(&self.raw[at..], text, self.is_ended);
            at += read;
            match result {
                DecoderResult::OutputFull => {}
                DecoderResult::InputEmpty => break,
                DecoderResult::Malformed(bad, after) => {
                    let offset = (self.offset + at as u64).saturating_sub(u64::from(bad) + u64::from(after));
                    let reason = format!("not {} here; choose another encoding", encoding.name());
                    return Err(DecodeError { offset, reason });
                }
            }
        }
        self.offset += self.raw.len() as u64;
        self.raw.clear();
        Ok(())
    }
}

fn inside(error: DecodeError) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error)
}

/// The text as UTF-8 bytes, for readers that want those.
pub struct Utf8Bytes {
    from: TextReader,
    text: String,
    given: usize,
}

impl Utf8Bytes {
    /// The bytes of `from`.
    pub fn new(from: TextReader) -> Self {
        Self { from, text: String::new(), given: 0 }
    }
}

impl Read for Utf8Bytes {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.text.len() {
            self.text.clear();
            self.given = 0;
            if !self.from.read_into(&mut self.text)? {
                return Ok(0);
            }
        }
        let rest = &self.text.as_bytes()[self.given..];
        let length = rest.len().min(buffer.len());
        buffer[..length].copy_from_slice(&rest[..length]);
        self.given += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: Vec<u8>, overruled: Option<Encoding>) -> Result<(String, Encoding), DecodeError> {
        let mut reader = TextReader::new(Box::new(io::Cursor::new(bytes)), overruled);
        let mut text = String::new();
        let read = loop {
            match reader.read_into(&mut text) {
                Ok(true) => {}
                Ok(false) => break Ok(()),
                Err(error) => break Err(error),
            }
        };
        let encoding = reader.encoding();
        match read {
            Ok(()) => Ok((text, encoding)),
            Err(error) => Err(error.get_ref().unwrap().downcast_ref::<DecodeError>().unwrap().clone()),
        }
    }

    #[test]
    fn long_texts_are_the_same_piece_by_piece() {
        let line = "Весна: дождь прошёл, и над рекой поднялся туман. Птицы пели.\n";
        let text = line.repeat(3 * SAMPLE / line.len());
        for (name, encoding) in [
            ("utf-8", encoding_rs::UTF_8),
            ("windows-1251", encoding_rs::WINDOWS_1251),
            ("koi8-r", encoding_rs::KOI8_R),
        ] {
            let bytes = encoding.encode(&text).0.into_owned();
            let (read, found) = read(bytes, None).unwrap();
            assert!(read == text && found == Encoding::parse(name).unwrap(), "{name}");
        }
        for (name, bom) in [("utf-16le", &[0xFF, 0xFE][..]), ("utf-16le", &[]), ("utf-16be", &[0xFE, 0xFF])] {
            let bytes = |unit: u16| if name == "utf-16le" { unit.to_le_bytes() } else { unit.to_be_bytes() };
            let bytes = [bom, &text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>()].concat();
            let (read, found) = read(bytes, None).unwrap();
            assert!(read == text && found == Encoding::parse(name).unwrap(), "{name}");
        }
        let twice = encoding_rs::WINDOWS_1251.decode_without_bom_handling(text.as_bytes()).0.into_owned();
        let asked = Encoding::parse("utf-8-as-windows-1251");
        assert!(read(twice.into_bytes(), asked).unwrap() == (text, asked.unwrap()));
    }

    #[test]
    fn letters_after_a_mebibyte_of_ascii_are_still_found_out() {
        let ascii = "plain ascii text\n".repeat(2 * SAMPLE / 17);
        let tail = "Птицы пели, солнце грело землю, и всё кругом блестело. ".repeat(20);
        let bytes = [ascii.as_bytes(), &encoding_rs::WINDOWS_1251.encode(&tail).0].concat();
        assert!(read(bytes, None).unwrap() == (ascii + &tail, Encoding::WINDOWS_1251));
    }

    #[test]
    fn errors_say_where_in_the_file() {
        let text = "Свет. ".repeat(SAMPLE / 4);
        let at = text[..text.floor_char_boundary(SAMPLE + 1000)].rfind('.').unwrap();
        for (broken, offset) in [(0xFF, at), (0, at)] {
            let mut bytes = text.clone().into_bytes();
            bytes[at] = broken;
            assert_eq!(read(bytes, None).unwrap_err().offset, offset as u64);
        }
        let cut = "свет".as_bytes()[..7].to_vec();
        assert_eq!(read(cut, None).unwrap_err().offset, 6);
        assert_eq!(read(Vec::new(), None).unwrap().0, "");
        assert_eq!(read(b"\xEF\xBB\xBF".to_vec(), None).unwrap().0, "");
    }
}
