//! Text encoded twice: UTF-8 that a program took for a one-byte encoding and saved as UTF-8 once more. Found and offered,
//! mended only when asked.

use crate::corpus::decode::DecodeError;
use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1251, WINDOWS_1252};

/// What UTF-8 was taken for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Taken {
    /// windows-1251: «свет» became «СЃРІРµС‚».
    Windows1251,
    /// windows-1252: «ÑÐ²ÐµÑ‚».
    Windows1252,
    /// MacRoman: «—Å–≤–µ—Ç».
    Macintosh,
}

impl Taken {
    /// All of them.
    pub const ALL: [Taken; 3] = [Taken::Windows1251, Taken::Windows1252, Taken::Macintosh];

    /// The encoding to ask for.
    pub fn name(self) -> &'static str {
        match self {
            Taken::Windows1251 => "utf-8-as-windows-1251",
            Taken::Windows1252 => "utf-8-as-windows-1252",
            Taken::Macintosh => "utf-8-as-macintosh",
        }
    }

    fn outer(self) -> &'static Encoding {
        match self {
            Taken::Windows1251 => WINDOWS_1251,
            Taken::Windows1252 => WINDOWS_1252,
            Taken::Macintosh => MACINTOSH,
        }
    }

    /// The bytes that were taken for `text`, unless some character is in no such encoding.
    fn bytes(self, text: &str) -> Option<Vec<u8>> {
        let (bytes, _, failed) = self.outer().encode(text);
        (!failed).then(|| bytes.into_owned())
    }
}

/// Text is looked at to so many bytes.
const HEAD: usize = 16 << 10;
/// So many characters have to come out: a few may do so by chance.
const LEAST: usize = 8;

/// What the beginning of `text` was taken for, if it looks so, with a word as it is and as it would be.
pub fn suspect(text: &str) -> Option<(Taken, String, String)> {
    let head = &text[..text.floor_char_boundary(HEAD)];
    if head.is_ascii() {
        return None;
    }
    Taken::ALL.into_iter().find_map(|taken| suspect_of(head, taken))
}

/// Nearly all that is not ASCII has to come out as whole characters of UTF-8. In a text that is what it seems the
/// letters do not make such bytes but by rare chance.
fn suspect_of(head: &str, taken: Taken) -> Option<(Taken, String, String)> {
    let (mut mended, mut other) = (0_usize, 0_usize);
    let mut example = None;
    for word in head.split(|c: char| c.is_ascii()).filter(|word| !word.is_empty()) {
        match taken.bytes(word).and_then(|bytes| String::from_utf8(bytes).ok()) {
            Some(was) => {
                mended += was.chars().count();
                if example.as_ref().is_none_or(|(_, before): &(String, String)| before.chars().count() < 3) {
                    example = Some((word.to_owned(), was));
                }
            }
            None => other += word.chars().count(),
        }
    }
    let (seen, was) = example?;
    (mended >= LEAST && mended >= other * 10).then_some((taken, seen, was))
}

/// The text that was taken for `text`.
pub fn mended(text: &str, taken: Taken) -> Result<String, DecodeError> {
    let mut out = String::with_capacity(text.len() / 2);
    let mut at = 0;
    let fail = |at: usize| DecodeError {
        offset: at as u64,
        reason: format!("not {} here; read it as it is, or mend this place", taken.name()),
    };
    for piece in text.split_inclusive(|c: char| c.is_ascii()) {
        let bytes = taken.bytes(piece).ok_or_else(|| fail(at))?;
        let was = std::str::from_utf8(&bytes).map_err(|_| fail(at))?;
        out.push_str(was);
        at += piece.len();
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RUSSIAN: &str = "Вот пример: Павел вышел в сад, и «какая тишина!» — сказал он. Шёл дождь.";

    fn taken_for(taken: Taken, text: &str) -> String {
        taken.outer().decode_without_bom_handling(text.as_bytes()).0.into_owned()
    }

    #[test]
    fn what_was_encoded_twice_is_found_and_mended() {
        for taken in Taken::ALL {
            for text in [RUSSIAN, "Le café est fermé; où êtes-vous, chère Hélène? «Là-bas», à côté, répondit-elle."]
            {
                let twice = taken_for(taken, text);
                assert_eq!(suspect(&twice).map(|found| found.0), Some(taken), "{twice}");
                assert_eq!(mended(&twice, taken).unwrap(), text);
            }
        }
        let (_, seen, was) = suspect("–ø—Ä–∏–º–µ—Ä–Ω–æ, —Å–≤–µ—Ç").unwrap();
        assert_eq!((seen.as_str(), was.as_str()), ("–ø—Ä–∏–º–µ—Ä–Ω–æ", "примерно"));
    }

    #[test]
    fn sound_text_is_not_suspected() {
        for text in [
            RUSSIAN,
            "plain",
            "",
            "Déjà vu à l'œuvre : «être» – naïveté — Übermäßig größer, ñandú, ÅÄÖ åäö.",
            "🌧 ☀ ❤ — “quoted”… 字字字字字字字字字字",
        ] {
            assert_eq!(suspect(text), None, "{text}");
        }
    }

    #[test]
    fn what_cannot_be_mended_says_where() {
        let twice = taken_for(Taken::Windows1251, "свет ") + "свет";
        let error = mended(&twice, Taken::Windows1251).unwrap_err();
        assert_eq!(error.offset, twice.len() as u64 - 8);
    }
}
