//! Word documents: paragraphs, tables, footnotes and endnotes; what was deleted under review is left out.

use crate::corpus::decode::decode;
use crate::corpus::members::Members;
use crate::corpus::origin::Origin;
use crate::corpus::xml::{XmlError, attribute, resolved};
use crate::corpus::{CorpusError, Document};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Reads a document.
pub fn read(mut members: Members, origin: &Origin) -> Result<Document, CorpusError> {
    let mut text = String::new();
    for name in ["word/document.xml", "word/footnotes.xml", "word/endnotes.xml"] {
        let Some(part) = part(&mut members, origin, name)? else { continue };
        let found = paragraphs(&part).map_err(|error| origin.member(name).broken(error.offset, error.reason))?;
        for paragraph in found {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&paragraph);
            text.push('\n');
        }
    }
    let title = part(&mut members, origin, "docProps/core.xml").ok().flatten().and_then(|core| title(&core));
    Ok(Document { title, ..Document::of(origin.name(), text) })
}

fn part(members: &mut Members, origin: &Origin, name: &str) -> Result<Option<String>, CorpusError> {
    let Some(member) = members.find(name) else { return Ok(None) };
    let bytes = members.whole(&member)?;
    let overruled = crate::corpus::decode::declared_in_xml(&bytes);
    let (xml, _) = decode(bytes, overruled).map_err(|error| origin.member(name).broken(error.offset, error.reason))?;
    Ok(Some(xml))
}

/// The paragraphs and rows of a part that hold more than white space.
fn paragraphs(xml: &str) -> Result<Vec<String>, XmlError> {
    let mut reader = Reader::from_str(xml);
    let mut state = State::default();
    loop {
        let offset = reader.buffer_position();
        let event = reader.read_event().map_err(|error| XmlError {
            offset: reader.error_position(),
            reason: format!("broken XML ({error}); open the document in its program and save it again"),
        })?;
        match event {
            Event::Start(tag) => state.open(&tag),
            Event::Empty(tag) => {
                state.open(&tag);
                state.close(tag.local_name().as_ref());
            }
            Event::End(tag) => state.close(tag.local_name().as_ref()),
            Event::Text(text) => state.push(&text),
            Event::CData(text) => state.push(&text),
            Event::GeneralRef(entity) => state.push(&resolved(&entity)),
            Event::Eof if state.depth > 0 => {
                return Err(XmlError { offset, reason: "the file ends in the middle of the document".into() });
            }
            Event::Eof => return Ok(state.found),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

/// Elements of which nothing is text: what was deleted or moved away under review, the second version of a drawing, and
/// the lines that part notes from the page.
fn is_skipped(tag: &BytesStart<'_>) -> bool {
    match tag.local_name().as_ref() {
        "del" | "moveFrom" | "Fallback" => true,
        "footnote" | "endnote" => attribute(tag, "type").is_some_and(|kind| kind != "normal"),
        _ => false,
    }
}

#[derive(Default)]
struct State {
    depth: usize,
    /// The depth at which an element began of which nothing is text.
    skipped_from: Option<usize>,
    in_text: bool,
    /// Paragraphs that are open, one inside another where there are text boxes.
    paragraphs: Vec<String>,
    /// Rows that are open, one inside another where tables are: their cells.
    rows: Vec<Vec<String>>,
    found: Vec<String>,
}

impl State {
    fn open(&mut self, tag: &BytesStart<'_>) {
        self.depth += 1;
        if self.skipped_from.is_some() {
            return;
        }
        if is_skipped(tag) {
            self.skipped_from = Some(self.depth);
            return;
        }
        match tag.local_name().as_ref() {
            "p" => self.paragraphs.push(String::new()),
            "t" => self.in_text = true,
            "tab" => self.add("\t"),
            "br" | "cr" => self.add("\n"),
            "noBreakHyphen" => self.add("\u{2011}"),
            "tr" => self.rows.push(Vec::new()),
            "tc" => self.rows.last_mut().into_iter().for_each(|row| row.push(String::new())),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match self.skipped_from {
            Some(from) if from == self.depth => self.skipped_from = None,
            Some(_) => {}
            None => match name {
                "p" => {
                    let paragraph = self.paragraphs.pop().unwrap_or_default();
                    self.end(&paragraph);
                }
                "t" => self.in_text = false,
                "tr" => {
                    let row = self.rows.pop().unwrap_or_default().join("\t");
                    self.end(&row);
                }
                _ => {}
            },
        }
        self.depth = self.depth.saturating_sub(1);
    }

    fn push(&mut self, text: &str) {
        if self.in_text && self.skipped_from.is_none() {
            self.add(text);
        }
    }

    fn add(&mut self, text: &str) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.push_str(text);
        }
    }

    /// A paragraph or row goes into the cell that is open, or stands alone.
    fn end(&mut self, text: &str) {
        let text = text.trim_matches([' ', '\t', '\n', '\r']);
        if text.is_empty() {
            return;
        }
        match self.rows.last_mut().and_then(|row| row.last_mut()) {
            Some(cell) => {
                if !cell.is_empty() {
                    cell.push(' ');
                }
                cell.push_str(text);
            }
            None => self.found.push(text.to_owned()),
        }
    }
}

fn title(core: &str) -> Option<String> {
    let from = core.split_once("<dc:title>")?.1.split_once("</dc:title>")?.0;
    let title = quick_xml::escape::unescape(from).ok()?.trim().to_owned();
    (!title.is_empty()).then_some(title)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::members::tests::zip;
    use crate::corpus::read::tests::read_as;

    fn docx(members: &[(&str, String)]) -> Result<Document, CorpusError> {
        let members: Vec<_> = members.iter().map(|(name, xml)| (*name, xml.as_bytes())).collect();
        read_as("a.docx", &zip(&members), None).next().unwrap()
    }

    fn body(xml: &str) -> String {
        format!("<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>{xml}</w:body></w:document>")
    }

    fn p(text: &str) -> String {
        format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
    }

    #[test]
    fn a_document_is_its_paragraphs_tables_and_notes() {
        let inner = format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", p("три"));
        let (one, two) = (p("раз"), p("два"));
        let table = format!("<w:tbl><w:tr><w:tc>{one}{two}</w:tc><w:tc>{inner}</w:tc></w:tr></w:tbl>");
        let review = "<w:p><w:r><w:t>Дождь </w:t></w:r><w:del><w:r><w:delText>не </w:delText><w:t>не</w:t></w:r></w:del>\
            <w:ins><w:r><w:t>и гроза</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>прочь</w:t></w:r></w:moveFrom>\
            <w:r><w:br/><w:t>Ночь</w:t><w:noBreakHyphen/><w:t>день</w:t><w:tab/><w:instrText>PAGE</w:instrText></w:r></w:p>";
        let notes = format!(
            "<w:footnotes xmlns:w=\"w\"><w:footnote w:type=\"separator\">{}</w:footnote><w:footnote>{}</w:footnote></w:footnotes>",
            p("---"),
            p("Сноска.")
        );
        let core = "<c><dc:title>Весна &amp; лето</dc:title></c>".to_owned();
        let document = docx(&[
            ("word/document.xml", body(&format!("{}<w:p/>{table}{review}", p("Свет &lt;в&gt; окне.")))),
            ("word/footnotes.xml", notes),
            ("docProps/core.xml", core),
        ])
        .unwrap();
        assert_eq!(document.text, "Свет <в> окне.\n\nраз два\tтри\n\nДождь и гроза\nНочь\u{2011}день\n\nСноска.\n");
        assert_eq!(document.title.as_deref(), Some("Весна & лето"));
    }

    #[test]
    fn text_boxes_stand_once_and_apart() {
        let inner = format!("<w:txbxContent>{}</w:txbxContent>", p("в рамке"));
        let xml = format!(
            "<w:p><w:r><w:t>до </w:t></w:r><mc:AlternateContent><mc:Choice>{inner}</mc:Choice><mc:Fallback>{inner}\
             </mc:Fallback></mc:AlternateContent><w:r><w:t>после</w:t></w:r></w:p>"
        );
        assert_eq!(docx(&[("word/document.xml", body(&xml))]).unwrap().text, "в рамке\n\nдо после\n");
    }

    #[test]
    fn broken_documents_say_where() {
        let error = docx(&[("word/document.xml", body("<w:p></w:r>"))]).unwrap_err().to_string();
        assert!(error.contains("a.docx: word/document.xml: byte 58: broken XML"), "{error}");
        let error = docx(&[("word/document.xml", "<w:document><w:p>".into())]).unwrap_err().to_string();
        assert!(error.contains("ends in the middle"), "{error}");
        let error = docx(&[("x.txt", "x".into())]).unwrap_err().to_string();
        assert!(error.contains("not a Word document"), "{error}");
    }
}
