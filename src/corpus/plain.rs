//! Plain text and Markdown: one document a file, a long one in parts that end with a paragraph.

use crate::corpus::origin::Origin;
use crate::corpus::packing::Bytes;
use crate::corpus::stream::TextReader;
use crate::corpus::{CorpusError, Document};
use crate::text::{Markup, fences};

/// A text is cut after so many bytes.
const PART: usize = 4 << 20;
/// A place to cut is looked for in so many bytes …
const WINDOW: usize = 64 << 10;
/// … and as many more are needed to tell whether it is inside a fence.
const LOOK: usize = WINDOW + fences::MAX_BYTES;

/// Reads a text in parts.
pub struct Plain {
    reader: TextReader,
    origin: Origin,
    markdown: bool,
    text: String,
    offset: u64,
    is_ended: bool,
}

impl Plain {
    /// The text of `from`.
    pub fn new(from: Bytes, markdown: bool, origin: Origin) -> Self {
        let reader = TextReader::new(from, origin.file.encoding);
        Self { reader, origin, markdown, text: String::new(), offset: 0, is_ended: false }
    }

    fn part(&mut self, text: String) -> Document {
        let offset = self.offset;
        self.offset += text.len() as u64;
        let (markdown, encoding) = (self.markdown, self.reader.encoding());
        Document { offset, markdown, encoding, ..Document::of(self.origin.name(), text) }
    }
}

impl Iterator for Plain {
    type Item = Result<Document, CorpusError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_ended {
            return None;
        }
        while self.text.len() < PART + LOOK {
            match self.reader.read_into(&mut self.text) {
                Ok(true) => {}
                Ok(false) => {
                    self.is_ended = true;
                    let rest = std::mem::take(&mut self.text);
                    return Some(Ok(self.part(rest)));
                }
                Err(error) => {
                    self.is_ended = true;
                    return Some(Err(self.origin.unreadable(error)));
                }
            }
        }
        let markup = if self.markdown { Markup::Markdown } else { Markup::Plain };
        let rest = self.text.split_off(cut(&self.text, markup));
        let part = std::mem::replace(&mut self.text, rest);
        Some(Ok(self.part(part)))
    }
}

/// Where a part ends: after an empty line, else after a line, a sentence or a word, never inside a fence. Depends on the
/// text alone, not on how much of it was read.
fn cut(text: &str, markup: Markup) -> usize {
    let (from, to) = (text.floor_char_boundary(PART), text.floor_char_boundary(PART + WINDOW));
    let seen = &text[..text.floor_char_boundary(PART + LOOK)];
    let fences = fences::verbatim(seen, markup);
    let is_free = |at: &usize| {
        // A rule at the start of a part would look like front matter.
        !fences.iter().any(|fence| fence.start < *at && *at < fence.end) && !text[*at..].starts_with("---")
    };
    let window = &text[from..to];
    for ends in [&["\n\n", "\r\n\r\n"][..], &["\n"], &[". ", "! ", "? ", "… "], &[" "]] {
        let places = ends.iter().flat_map(|end| window.match_indices(end).map(|(at, end)| from + at + end.len()));
        if let Some(at) = places.filter(is_free).min() {
            return at;
        }
    }
    from
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read::tests::read_as;

    fn parts(name: &str, text: &str) -> Vec<Document> {
        read_as(name, text.as_bytes(), None).map(Result::unwrap).collect()
    }

    #[test]
    fn long_texts_come_in_parts_that_lose_nothing() {
        for (paragraph, end) in [
            ("Весна. Дождь прошёл.\nПтицы пели.\n\n", "\n\n"),
            ("Одна строка без пустых.\r\n", "\n"),
            ("Слова. ", ". "),
            ("слова ", " "),
            ("字", "字"),
        ] {
            let text = paragraph.repeat((2 * PART + 3 * LOOK) / paragraph.len());
            let parts = parts("a.txt", &text);
            assert_eq!(parts.len(), 3, "{paragraph}");
            assert!(parts.iter().map(|part| part.text.as_str()).collect::<String>() == text);
            let mut offset = 0;
            for part in &parts {
                assert_eq!(part.offset, offset);
                assert!(part.text.ends_with(end));
                offset += part.text.len() as u64;
            }
        }
    }

    #[test]
    fn a_fence_is_not_cut() {
        let filler = "Слово за словом.\n\n";
        let before = filler.repeat(PART / filler.len());
        let fence = format!("```\n{}```\n", "code\n\n".repeat(1000));
        let text = format!("{before}{fence}\n---\n\n{}", filler.repeat(3 * LOOK / filler.len()));
        let parts = parts("a.md", &text);
        assert_eq!(parts.len(), 2);
        assert!(parts[0].text.ends_with("```\n\n---\n\n"), "{:?}", &parts[0].text[parts[0].text.len() - 20..]);
    }

    #[test]
    fn a_long_broken_text_gives_what_stands_before() {
        let mut text = "Свет в окне.\n\n".repeat(PART / 8).into_bytes();
        let at = text.len() - 3;
        text[at] = 0xFF;
        let read: Vec<_> = read_as("a.txt", &text, None).collect();
        assert!(read[0].is_ok());
        let said = read.last().unwrap().as_ref().unwrap_err().to_string();
        assert!(said.contains(&format!("a.txt: byte {at}: not UTF-8 here")), "{said}");
    }
}
