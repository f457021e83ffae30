//! Zip archives of texts, and which kind of archive a zip is.

use crate::corpus::members::{Member, Members};
use crate::corpus::origin::Origin;
use crate::corpus::packing::{self, Meter, Packing};
use crate::corpus::read::{Items, of_format};
use crate::corpus::{CorpusError, Document, Format, format_of};
use std::path::Path;

/// What the members say: a book, a Word document, or texts.
pub fn kind(members: &Members) -> Format {
    if members.find("META-INF/container.xml").is_some() {
        Format::Epub
    } else if members.find("word/document.xml").is_some() {
        Format::Docx
    } else {
        Format::Zip
    }
}

/// The documents of an archive, member after member.
pub struct Texts {
    members: Members,
    left: std::vec::IntoIter<Member>,
    current: Option<Items>,
    origin: Origin,
    meter: Meter,
    is_ended: bool,
}

impl Texts {
    /// The texts among `members`; there has to be one.
    pub fn new(members: Members, origin: Origin, meter: Meter) -> Result<Self, CorpusError> {
        let texts: Vec<Member> = members.list.iter().filter(|member| is_text(&member.name)).cloned().collect();
        if texts.is_empty() {
            return Err(origin.broken(None, "no text in this archive"));
        }
        Ok(Self { members, left: texts.into_iter(), current: None, origin, meter, is_ended: false })
    }

    fn open(&mut self, member: &Member) -> Result<Items, CorpusError> {
        let origin = self.origin.member(&member.name);
        let format = format_of(Path::new(&member.name)).unwrap_or(Format::Text);
        let bytes = self.members.bytes(member)?;
        let (head, bytes) = packing::peek(bytes, 4).map_err(|error| origin.unreadable(error))?;
        if format == Format::Zip || Packing::of(&head).is_some() {
            return Err(origin.broken(None, "an archive inside an archive is not read; unpack it first"));
        }
        of_format(bytes, None, format, &origin, &self.meter)
    }
}

impl Iterator for Texts {
    type Item = Result<Document, CorpusError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if self.is_ended {
                return None;
            }
            if let Some(item) = self.current.as_mut().and_then(Iterator::next) {
                self.is_ended = item.is_err() && self.members.is_bomb();
                return Some(item);
            }
            let member = self.left.next()?;
            match self.open(&member) {
                Ok(items) => self.current = Some(items),
                Err(error) => {
                    self.is_ended = self.members.is_bomb();
                    return Some(Err(error));
                }
            }
        }
    }
}

/// What a Mac adds beside each file is no text, whatever its name.
fn is_text(name: &str) -> bool {
    format_of(Path::new(name)).is_some() && !name.starts_with("__MACOSX/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::members::tests::zip;
    use crate::corpus::read::tests::read_as;

    fn read(bytes: &[u8]) -> Vec<String> {
        let shown = |item: Result<Document, CorpusError>| match item {
            Ok(document) => format!("{}: {}", document.name, document.text),
            Err(error) => error.to_string().rsplit_once("/a.zip").unwrap().1.to_owned(),
        };
        read_as("a.zip", bytes, None).map(shown).collect()
    }

    #[test]
    fn members_are_documents() {
        let book = "<FictionBook><body><p>Свет.</p></body></FictionBook>";
        let packed = zip(&[
            ("b.txt", "два".as_bytes()),
            ("../../a.txt", b"one"),
            ("c/d.jsonl", b"{\"text\":\"x\"}\n{}\n{\"text\":\"y\"}"),
            ("picture.png", b"png"),
            ("__MACOSX/b.txt", b"\0\0"),
            ("book.fb2", book.as_bytes()),
        ]);
        assert_eq!(
            read(&packed),
            [
                "a.zip/../../a.txt: one",
                "a.zip/b.txt: два",
                "a.zip/book.fb2: Свет.\n",
                "a.zip/c/d.jsonl:1: x",
                ": c/d.jsonl: line 2: byte 13: no field `text`",
                "a.zip/c/d.jsonl:3: y",
            ]
        );
    }

    #[test]
    fn what_cannot_be_read_is_said_and_the_rest_goes_on() {
        let inner = zip(&[("x.txt", b"x")]);
        let packed = zip(&[("a.zip", &inner), ("b.txt", &inner), ("c.txt", b"\xFF\x00"), ("d.txt", b"good")]);
        let said = read(&packed);
        assert_eq!(said[0], ": a.zip: an archive inside an archive is not read; unpack it first");
        assert!(said[1].starts_with(": b.txt: ") && said[2].starts_with(": c.txt: byte 1: a NUL byte"), "{said:?}");
        assert_eq!(said[3], "a.zip/d.txt: good");
        assert_eq!(read(&zip(&[("a.png", b"x")])), [": no text in this archive"]);
        assert!(read(&packed[..packed.len() / 2])[0].starts_with(": a broken zip archive"));
        assert!(read(b"")[0].contains("not a zip archive"));
    }

    #[test]
    fn members_that_are_one_and_the_same_bomb_are_not_unpacked_again_and_again() {
        let large = vec![b'A'; 9 << 20];
        let packed =
            zip(&[("a.txt", &large), ("b.txt", &large), ("c.txt", &large), ("d.txt", &large), ("e.txt", &large)]);
        let read: Vec<_> = read_as("a.zip", &packed, None).map(|item| item.is_ok()).collect();
        assert_eq!(read.iter().filter(|ok| !**ok).count(), 1);
        assert!(!read.last().unwrap());
    }
}
