//! FictionBook 2: the text of a book's bodies, without notes, note marks and pictures.

use crate::corpus::xml::{XmlError, resolved};
use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// What a book holds.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Book {
    /// Title, where the description has one.
    pub title: Option<String>,
    /// Paragraphs with an empty line between them; verses of a stanza on lines of their own.
    pub text: String,
}

/// Elements that hold one paragraph each.
const BLOCKS: [&str; 6] = ["p", "v", "subtitle", "text-author", "td", "th"];

/// Reads a decoded book.
pub fn parse(xml: &str) -> Result<Book, XmlError> {
    let mut reader = Reader::from_str(xml);
    let mut state = State::default();
    loop {
        let offset = reader.buffer_position();
        let event = reader.read_event().map_err(|error| XmlError {
            offset: reader.error_position(),
            reason: format!("broken XML ({error}); open the book in a reader and save it again"),
        })?;
        match event {
            Event::Start(tag) => state.open(&tag),
            Event::End(_) => state.close(),
            Event::Text(text) => state.push(&text),
            Event::CData(text) => state.push(&text),
            Event::GeneralRef(entity) => state.push_entity(&entity),
            Event::Eof if !state.path.is_empty() => {
                return Err(XmlError { offset, reason: "the file ends in the middle of the book".into() });
            }
            Event::Eof => break,
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    if !state.has_body {
        return Err(XmlError { offset: 0, reason: "no FictionBook body in this file".into() });
    }
    let title = Some(state.title.trim().to_owned()).filter(|title| !title.is_empty());
    Ok(Book { title, text: state.text })
}

/// What an open element means for the text in it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Element {
    Plain,
    Title,
    Body,
    Block {
        verse: bool,
    },
    /// Notes, note marks, pictures: nothing of it is text.
    Skipped,
}

fn has(tag: &BytesStart<'_>, key: &str, value: &str) -> bool {
    tag.attributes().flatten().any(|found| found.key.local_name().as_ref() == key && found.value.as_ref() == value)
}

#[derive(Default)]
struct State {
    path: Vec<Element>,
    skipped: usize,
    bodies: usize,
    has_body: bool,
    title: String,
    block: Option<String>,
    after_verse: bool,
    text: String,
}

impl State {
    fn open(&mut self, tag: &BytesStart<'_>) {
        let name = tag.local_name();
        let name: &str = name.as_ref();
        let element = match name {
            "binary" | "stylesheet" => Element::Skipped,
            "a" if has(tag, "type", "note") => Element::Skipped,
            "body" if has(tag, "name", "notes") || has(tag, "name", "comments") => Element::Skipped,
            "body" => Element::Body,
            "book-title" if self.title.is_empty() => Element::Title,
            _ if self.bodies > 0 && BLOCKS.contains(&name) => Element::Block { verse: name == "v" },
            _ => Element::Plain,
        };
        match element {
            Element::Skipped => self.skipped += 1,
            Element::Body => {
                self.bodies += 1;
                self.has_body = true;
            }
            Element::Block { .. } if self.block.is_none() => self.block = Some(String::new()),
            _ => {}
        }
        if name == "stanza" {
            self.after_verse = false;
        }
        self.path.push(element);
    }

    fn close(&mut self) {
        match self.path.pop() {
            Some(Element::Skipped) => self.skipped -= 1,
            Some(Element::Body) => self.bodies -= 1,
            Some(Element::Block { verse }) => self.end_block(verse),
            _ => {}
        }
    }

    fn end_block(&mut self, verse: bool) {
        let Some(block) = self.block.take() else { return };
        let words: Vec<&str> = block.split([' ', '\t', '\n', '\r']).filter(|word| !word.is_empty()).collect();
        if words.is_empty() {
            return;
        }
        let same_stanza = verse && self.after_verse;
        if !same_stanza && !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(&words.join(" "));
        self.text.push('\n');
        self.after_verse = verse;
    }

    fn push(&mut self, text: &str) {
        if self.skipped > 0 {
            return;
        }
        if let Some(block) = &mut self.block {
            block.push_str(text);
        } else if self.path.last() == Some(&Element::Title) {
            self.title.push_str(text);
        }
    }

    fn push_entity(&mut self, entity: &BytesRef<'_>) {
        self.push(&resolved(entity));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_book_gives_its_paragraphs() {
        let book = parse(
            "<?xml version=\"1.0\"?><FictionBook xmlns:l=\"x\"><description><title-info><book-title>Отцы &amp; дети\
             </book-title></title-info></description><body><title><p>I</p></title><section><p>Был  <emphasis>май\
             </emphasis>\n месяц<a type=\"note\">[1]</a>&#8230;</p><empty-line/><poem><stanza><v>Раз</v><v>Два</v>\
             </stanza><stanza><v>Три</v></stanza></poem><p>Конец &copy;</p></section></body>\
             <body name=\"notes\"><section><p>сноска</p></section></body><binary id=\"a\">AAAA</binary></FictionBook>",
        )
        .unwrap();
        assert_eq!(book.title.as_deref(), Some("Отцы & дети"));
        assert_eq!(book.text, "I\n\nБыл май месяц…\n\nРаз\nДва\n\nТри\n\nКонец &copy;\n");
    }

    #[test]
    fn broken_books_say_where() {
        for (xml, offset) in [
            ("<FictionBook><body><p>Свет", 30),
            ("<FictionBook><body></p></body></FictionBook>", 19),
            ("<html></html>", 0),
        ] {
            let error = parse(xml).unwrap_err();
            assert_eq!(error.offset, offset, "{}", error.reason);
        }
    }

    #[test]
    fn depth_and_entities_cost_nothing() {
        let depth = 200_000;
        let deep = format!("<b>{}{}</b>", "<section>".repeat(depth), "</section>".repeat(depth));
        assert!(parse(&deep).is_err());
        let laughs = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><x><body><p>&b;</p></body></x>";
        assert_eq!(parse(laughs).unwrap().text, "&b;\n");
    }
}
