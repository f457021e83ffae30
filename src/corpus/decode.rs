//! Bytes to text: which encoding they are in, and decoding that refuses instead of guessing over errors.

use crate::corpus::mend::{Taken, mended};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use std::borrow::Cow;
use std::fmt;

/// A text encoding of the WHATWG list; or UTF-8 that a program once took for another encoding and saved again as UTF-8,
/// like `utf-8-as-windows-1251` («СЃРІРµС‚» for «свет»).
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Encoding(&'static encoding_rs::Encoding, Option<Taken>);

impl Encoding {
    /// UTF-8, with or without BOM.
    pub const UTF_8: Encoding = Encoding(encoding_rs::UTF_8, None);
    /// UTF-16, little endian.
    pub const UTF_16LE: Encoding = Encoding(encoding_rs::UTF_16LE, None);
    /// UTF-16, big endian.
    pub const UTF_16BE: Encoding = Encoding(encoding_rs::UTF_16BE, None);
    /// windows-1251.
    pub const WINDOWS_1251: Encoding = Encoding(encoding_rs::WINDOWS_1251, None);
    /// KOI8-R.
    pub const KOI8_R: Encoding = Encoding(encoding_rs::KOI8_R, None);
    /// Mac Cyrillic.
    pub const MAC_CYRILLIC: Encoding = Encoding(encoding_rs::X_MAC_CYRILLIC, None);

    /// The encoding of a WHATWG label such as `utf-8`, `windows-1251`, `cp1251`, `koi8-r`, `utf-16le`, or of
    /// `utf-8-as-…` with windows-1251, windows-1252 or macintosh.
    pub fn parse(label: &str) -> Option<Self> {
        let label = label.trim().to_ascii_lowercase();
        if let Some(taken) = Taken::ALL.into_iter().find(|taken| taken.name() == label) {
            return Some(taken.encoding());
        }
        let encoding = encoding_rs::Encoding::for_label_no_replacement(label.as_bytes())?;
        Some(Self(encoding, None))
    }

    /// Its standard name.
    pub fn name(self) -> &'static str {
        self.1.map_or_else(|| self.0.name(), Taken::name)
    }

    /// What UTF-8 was taken for, when it was encoded twice.
    pub fn taken(self) -> Option<Taken> {
        self.1
    }

    /// Whether ASCII is ASCII in it, so that lines end at the byte 0A and nowhere else.
    pub fn has_ascii_lines(self) -> bool {
        self.0.is_ascii_compatible()
    }

    /// A decoder of the outer encoding, byte order marks left alone.
    pub(super) fn decoder(self) -> encoding_rs::Decoder {
        self.0.new_decoder_without_bom_handling()
    }
}

impl Taken {
    /// UTF-8 that was taken for this and saved again.
    pub fn encoding(self) -> Encoding {
        Encoding(encoding_rs::UTF_8, Some(self))
    }
}

impl Default for Encoding {
    fn default() -> Self {
        Self::UTF_8
    }
}

impl fmt::Debug for Encoding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

/// Why bytes are no text.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("byte {offset}: {reason}")]
pub struct DecodeError {
    /// Offset of the first bad byte.
    pub offset: u64,
    /// What is wrong and what to do.
    pub reason: String,
}

/// Text, and what it was decoded from. A byte order mark is no part of it.
pub fn decode(bytes: Vec<u8>, overruled: Option<Encoding>) -> Result<(String, Encoding), DecodeError> {
    let (encoding, bom) = match overruled {
        Some(encoding) => (encoding, bom_len(&bytes, encoding)),
        None => detect(&bytes)?,
    };
    let text = if let Some(taken) = encoding.1 {
        mended(&utf8(bytes, bom, true)?, taken)?
    } else if encoding == Encoding::UTF_8 {
        utf8(bytes, bom, overruled.is_some())?
    } else {
        let (text, failed) = encoding.0.decode_without_bom_handling(&bytes[bom..]);
        if failed {
            let offset = first_bad_byte(encoding, &bytes[bom..]) + bom as u64;
            let reason = format!("not {} here; choose another encoding", encoding.name());
            return Err(DecodeError { offset, reason });
        }
        text.into_owned()
    };
    Ok((text, encoding))
}

/// The likeliest encoding, and how many bytes of byte order mark come first.
pub fn detect(bytes: &[u8]) -> Result<(Encoding, usize), DecodeError> {
    if let Some((encoding, bom)) = encoding_rs::Encoding::for_bom(bytes) {
        return Ok((Encoding(encoding, None), bom));
    }
    if let Some(encoding) = utf16_without_bom(bytes) {
        return Ok((encoding, 0));
    }
    if let Some(offset) = memchr_nul(bytes) {
        let reason = "a NUL byte: this looks like a binary file, not a text".into();
        return Err(DecodeError { offset: offset as u64, reason });
    }
    if is_utf8_so_far(bytes) || mostly_utf8(bytes) {
        return Ok((Encoding::UTF_8, 0));
    }
    Ok((single_byte(bytes), 0))
}

/// Whether the bytes are UTF-8, but perhaps for a character that is cut at their end.
pub fn is_utf8_so_far(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).err().is_none_or(|error| error.error_len().is_none())
}

/// How many bytes of byte order mark of `encoding` come first.
pub fn bom_len(bytes: &[u8], encoding: Encoding) -> usize {
    match encoding_rs::Encoding::for_bom(bytes) {
        Some((found, len)) if found == encoding.0 => len,
        _ => 0,
    }
}

fn utf8(mut bytes: Vec<u8>, bom: usize, asked: bool) -> Result<String, DecodeError> {
    bytes.drain(..bom);
    String::from_utf8(bytes).map_err(|error| {
        let offset = (error.utf8_error().valid_up_to() + bom) as u64;
        DecodeError { offset, reason: not_utf8(asked).into() }
    })
}

/// What to do about a byte that is not UTF-8, when the user `asked` for UTF-8 or when most of the text is.
pub fn not_utf8(asked: bool) -> &'static str {
    if asked {
        "not UTF-8 here; choose another encoding"
    } else {
        "not UTF-8 here, though the rest is; mend the file or choose its encoding"
    }
}

/// Offset of the first malformed sequence, found by decoding ever shorter halves: only runs on errors.
fn first_bad_byte(encoding: Encoding, bytes: &[u8]) -> u64 {
    let mut decoder = encoding.0.new_decoder_without_bom_handling();
    let mut out = [0_u8; 4096];
    let mut at = 0;
    loop {
        let (result, read, _) = decoder.decode_to_utf8_without_replacement(&bytes[at..], &mut out, true);
        at += read;
        match result {
            encoding_rs::DecoderResult::OutputFull => {}
            encoding_rs::DecoderResult::InputEmpty => return at as u64,
            encoding_rs::DecoderResult::Malformed(bad, after) => {
                return (at - usize::from(bad) - usize::from(after)) as u64;
            }
        }
    }
}

/// How much of a file detection looks at.
pub const SAMPLE: usize = 1 << 20;

fn memchr_nul(bytes: &[u8]) -> Option<usize> {
    bytes.iter().position(|byte| *byte == 0)
}

/// UTF-16 text without BOM has a NUL in nearly every other byte of spaces, digits and Latin letters: all of them on one
/// side, and at least one in 64 pairs.
fn utf16_without_bom(bytes: &[u8]) -> Option<Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE) & !1];
    if sample.len() < 4 || bytes.len() % 2 == 1 {
        return None;
    }
    let (mut even, mut odd) = (0_usize, 0_usize);
    for pair in sample.chunks_exact(2) {
        even += usize::from(pair[0] == 0);
        odd += usize::from(pair[1] == 0);
    }
    let enough = (sample.len() / 2).div_ceil(64);
    let (encoding, high) = match (even, odd) {
        (0, odd) if odd >= enough => (Encoding::UTF_16LE, 1),
        (even, 0) if even >= enough => (Encoding::UTF_16BE, 0),
        _ => return None,
    };
    // A text with a stray NUL is no UTF-16: the high bytes of text are nearly all those of its one or two alphabets.
    let mut pages = [0_usize; 256];
    sample.chunks_exact(2).for_each(|pair| pages[usize::from(pair[high])] += 1);
    pages.sort_unstable_by(|a, b| b.cmp(a));
    let pairs = sample.len() / 2;
    if pages[..3].iter().sum::<usize>() * 10 < pairs * 8 || pairs < 8 && even + odd < pairs.div_ceil(2) {
        return None;
    }
    let (_, failed) = encoding.0.decode_without_bom_handling(sample);
    (!failed || sample.len() < bytes.len()).then_some(encoding)
}

/// A UTF-8 file with a few broken bytes is a broken UTF-8 file, not some other encoding.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let (mut whole, mut broken) = (0_usize, 0_usize);
    for chunk in sample.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > 0 && whole >= broken * 8
}

fn single_byte(bytes: &[u8]) -> Encoding {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let high = sample.iter().filter(|byte| **byte >= 0x80).count();
    let letters = high + sample.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
    // Cyrillic text is nearly all high bytes; Western text is nearly all ASCII.
    let hint: Option<&[u8]> = (high * 5 > letters * 2).then_some(b"ru");
    let guess = Encoding(detector.guess(hint, Utf8Detection::Deny), None);
    if guess == Encoding::WINDOWS_1251 && looks_mac_cyrillic(sample) {
        return Encoding::MAC_CYRILLIC;
    }
    if guess.0 == encoding_rs::KOI8_U && !sample.iter().any(|byte| UKRAINIAN_KOI8.contains(byte)) {
        return Encoding::KOI8_R;
    }
    guess
}

/// Letters that KOI8-U has and KOI8-R has not: є і ї ґ and their capitals.
const UKRAINIAN_KOI8: [u8; 8] = [0xA4, 0xA6, 0xA7, 0xAD, 0xB4, 0xB6, 0xB7, 0xBD];

/// Mac Cyrillic shares а–ю with windows-1251, but has capitals at 80–9F and я at DF, where windows-1251 has signs and Я:
/// chardetng takes one for the other.
fn looks_mac_cyrillic(bytes: &[u8]) -> bool {
    let (mut mac, mut windows) = (0_usize, 0_usize);
    for pair in bytes.windows(2) {
        match pair {
            [0x80..=0x9F, 0xE0..=0xFE] | [0xE0..=0xFE, 0xDF] => mac += 1,
            [0xC0..=0xDE, 0xE0..=0xFF] | [0xE0..=0xFE, 0xFF] => windows += 1,
            _ => {}
        }
    }
    mac > windows
}

/// The XML declaration's encoding, where `bytes` begin with one and no BOM says otherwise.
pub fn declared_in_xml(bytes: &[u8]) -> Option<Encoding> {
    if encoding_rs::Encoding::for_bom(bytes).is_some() || !bytes.starts_with(b"<?xml") {
        return None;
    }
    let end = bytes.iter().take(512).position(|byte| *byte == b'>')?;
    let head: Cow<'_, str> = String::from_utf8_lossy(&bytes[..end]);
    let after = head.split_once("encoding")?.1.split_once('=')?.1.trim_start();
    let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let label = after[1..].split(quote).next()?;
    Encoding::parse(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RUSSIAN: &str = "Весна в деревне. Дождь прошёл, и над рекой поднялся туман; Павел Петрович вышел в сад. \
        Птицы пели, солнце грело землю, и всё кругом блестело. «Какая тишина!» — сказал он.";

    fn encoded(encoding: Encoding, text: &str) -> Vec<u8> {
        match encoding.name() {
            "UTF-16LE" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            "UTF-16BE" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            _ => encoding.0.encode(text).0.into_owned(),
        }
    }

    #[test]
    fn russian_is_recognised() {
        for name in ["utf-8", "utf-16le", "utf-16be", "windows-1251", "koi8-r", "ibm866", "x-mac-cyrillic"] {
            let encoding = Encoding::parse(name).unwrap();
            let text = if name == "koi8-r" { RUSSIAN.replace(['«', '»', '—'], "-") } else { RUSSIAN.to_owned() };
            let text = if name == "ibm866" { text.replace(['«', '»', '—'], "-") } else { text };
            let (decoded, found) = decode(encoded(encoding, &text), None).unwrap();
            assert_eq!((found, decoded.as_str()), (encoding, text.as_str()));
        }
    }

    #[test]
    fn byte_order_marks_are_dropped() {
        for (bom, encoding) in [
            (&b"\xEF\xBB\xBF"[..], Encoding::UTF_8),
            (b"\xFF\xFE", Encoding::UTF_16LE),
            (b"\xFE\xFF", Encoding::UTF_16BE),
        ] {
            for overruled in [None, Some(encoding)] {
                let bytes = [bom, &encoded(encoding, "свет")].concat();
                assert_eq!(decode(bytes, overruled).unwrap(), ("свет".to_owned(), encoding));
            }
        }
    }

    #[test]
    fn western_text_is_not_taken_for_russian() {
        let text = "Le café est fermé; la forêt s'étend au-delà du château. Où êtes-vous, chère Hélène?".repeat(3);
        let bytes = encoding_rs::WINDOWS_1252.encode(&text).0.into_owned();
        assert_eq!(decode(bytes, None).unwrap(), (text, Encoding::parse("windows-1252").unwrap()));
    }

    #[test]
    fn broken_text_is_refused_with_its_place() {
        let mut broken = RUSSIAN.as_bytes().to_vec();
        broken[RUSSIAN.find("Дождь").unwrap()] = 0xFF;
        let error = decode(broken, None).unwrap_err();
        assert_eq!(error.offset, RUSSIAN.find("Дождь").unwrap() as u64);

        for (bytes, offset) in [(&b"abc\0\0\x01\x02\0de"[..], 3), (b"<p>one \0</p>", 7), (b"12345\0", 5)] {
            assert_eq!(decode(bytes.to_vec(), None).unwrap_err().offset, offset);
        }

        let mut lone = encoded(Encoding::UTF_16LE, "abcdef");
        lone[6..8].copy_from_slice(&0xD800_u16.to_le_bytes());
        let error = decode(lone, Some(Encoding::UTF_16LE)).unwrap_err();
        assert_eq!(error.offset, 6);
    }

    #[test]
    fn xml_declarations_are_read() {
        let head = b"<?xml version=\"1.0\" encoding='windows-1251'?><FictionBook>";
        assert_eq!(declared_in_xml(head), Some(Encoding::WINDOWS_1251));
        assert_eq!(declared_in_xml(b"<?xml version='1.0'?>"), None);
        assert_eq!(declared_in_xml(b"plain"), None);
    }
}
