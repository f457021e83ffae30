//! EPUB: the chapters of a book in reading order, as one document.

use crate::corpus::members::{Member, Members};
use crate::corpus::origin::Origin;
use crate::corpus::read::{MAX_WHOLE, page};
use crate::corpus::xml::{attribute, resolved};
use crate::corpus::{CorpusError, Document};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashMap;

/// The errors of broken chapters, and then the book without them.
pub fn read(mut members: Members, origin: &Origin) -> Vec<Result<Document, CorpusError>> {
    match book(&mut members, origin) {
        Ok((document, failures)) => failures.into_iter().map(Err).chain([Ok(document)]).collect(),
        Err(error) => vec![Err(error)],
    }
}

fn book(members: &mut Members, origin: &Origin) -> Result<(Document, Vec<CorpusError>), CorpusError> {
    let container = xml(members, origin, "META-INF/container.xml")?;
    let path = root_file(&container)
        .ok_or_else(|| origin.broken(None, "META-INF/container.xml names no book; this EPUB is broken"))?;
    let package = package(&xml(members, origin, &path)?);
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let (mut text, mut failures) = (String::new(), Vec::new());
    for href in &package.spine {
        let name = resolved_path(folder, href);
        match chapter(members, origin, &name) {
            Ok(chapter) if chapter.is_empty() => {}
            Ok(chapter) => {
                if !text.is_empty() {
                    text.push('\n');
                }
                text.push_str(&chapter);
            }
            Err(error) => failures.push(error),
        }
        if text.len() > MAX_WHOLE || members.is_bomb() {
            return Err(failures.pop().unwrap_or_else(|| origin.broken(None, "a book of more than 64 MiB of text")));
        }
    }
    if text.is_empty() {
        let nothing = || origin.broken(None, "no text in this book: its chapters hold none, or it lists no chapters");
        return Err(failures.into_iter().next().unwrap_or_else(nothing));
    }
    let title = match (package.author.trim(), package.title.trim()) {
        (_, "") => None,
        ("", title) => Some(title.to_owned()),
        (author, title) => Some(format!("{author}. {title}")),
    };
    Ok((Document { title, ..Document::of(origin.name(), text) }, failures))
}

fn find(members: &Members, origin: &Origin, name: &str) -> Result<Member, CorpusError> {
    let found = members.find(name).or_else(|| {
        let same = |member: &&Member| member.name.eq_ignore_ascii_case(name);
        members.list.iter().find(same).cloned()
    });
    found.ok_or_else(|| origin.member(name).broken(None, "named by the book, but not in it"))
}

fn chapter(members: &mut Members, origin: &Origin, name: &str) -> Result<String, CorpusError> {
    let member = find(members, origin, name)?;
    let bytes = members.whole(&member)?;
    Ok(page(bytes, &origin.member(name))?.0.text)
}

fn xml(members: &mut Members, origin: &Origin, name: &str) -> Result<String, CorpusError> {
    let member = find(members, origin, name)?;
    let bytes = members.whole(&member)?;
    let at = origin.member(name);
    let overruled = crate::corpus::decode::declared_in_xml(&bytes);
    let (text, _) =
        crate::corpus::decode::decode(bytes, overruled).map_err(|error| at.broken(error.offset, error.reason))?;
    Ok(text)
}

/// The first `full-path` of a container.
fn root_file(container: &str) -> Option<String> {
    let mut found = None;
    events(container, |tag, _| {
        if tag.local_name().as_ref() == "rootfile" && found.is_none() {
            found = attribute(tag, "full-path");
        }
    });
    found
}

#[derive(Default)]
struct Package {
    title: String,
    author: String,
    /// Paths of the chapters, in reading order.
    spine: Vec<String>,
}

fn package(xml: &str) -> Package {
    let mut package = Package::default();
    let mut items: HashMap<String, String> = HashMap::new();
    let mut spine = Vec::new();
    events(xml, |tag, text| match tag.local_name().as_ref() {
        "title" if package.title.is_empty() => package.title = text.to_owned(),
        "creator" if package.author.is_empty() => package.author = text.to_owned(),
        "item" => {
            let is_contents = attribute(tag, "properties").is_some_and(|found| found.split(' ').any(|p| p == "nav"));
            let is_page = attribute(tag, "media-type").is_none_or(|kind| kind.contains("html") || kind.contains("xml"));
            if let (Some(id), Some(href), false, true) =
                (attribute(tag, "id"), attribute(tag, "href"), is_contents, is_page)
            {
                items.insert(id, href);
            }
        }
        "itemref" => spine.extend(attribute(tag, "idref")),
        _ => {}
    });
    package.spine = spine.iter().filter_map(|id| items.get(id).cloned()).collect();
    package
}

/// Calls `see` with each element and the text that follows its start; ends at what is no XML.
fn events(xml: &str, mut see: impl FnMut(&BytesStart<'_>, &str)) {
    let mut reader = Reader::from_str(xml);
    let mut open: Option<(BytesStart<'static>, String)> = None;
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Text(text) => open.iter_mut().for_each(|(_, held)| held.push_str(&text)),
            Event::CData(text) => open.iter_mut().for_each(|(_, held)| held.push_str(&text)),
            Event::GeneralRef(entity) => open.iter_mut().for_each(|(_, held)| held.push_str(&resolved(&entity))),
            Event::Comment(_) | Event::PI(_) | Event::Decl(_) | Event::DocType(_) => {}
            event => {
                if let Some((tag, text)) = open.take() {
                    see(&tag, &text);
                }
                match event {
                    Event::Start(tag) => open = Some((tag.into_owned(), String::new())),
                    Event::Empty(tag) => see(&tag, ""),
                    Event::Eof => return,
                    _ => {}
                }
            }
        }
    }
}

/// A path relative to `folder`, without its fragment, percent signs decoded. It is only looked up in the archive.
fn resolved_path(folder: &str, href: &str) -> String {
    let href = percent_decoded(href.split('#').next().unwrap_or_default());
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    if href.starts_with('/') {
        parts.clear();
    }
    for part in href.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn percent_decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let hex = bytes.get(at + 1..at + 3).and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()).filter(|_| *byte == b'%') {
            Some(decoded) => {
                out.push(decoded);
                at += 3;
            }
            None => {
                out.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::members::tests::zip;
    use crate::corpus::read::tests::read_as;

    const CONTAINER: &str = "<?xml version='1.0'?><container><rootfiles>\
        <rootfile full-path='OEBPS/book.opf' media-type='application/oebps-package+xml'/></rootfiles></container>";
    const PACKAGE: &str = "<package xmlns:dc='d'><metadata><dc:title>Отцы &amp; дети</dc:title>\
        <dc:creator>Тургенев</dc:creator></metadata><manifest>\
        <item id='nav' href='nav.xhtml' properties='nav' media-type='application/xhtml+xml'/>\
        <item id='two' href='../text/%D0%B4%D0%B2%D0%B0.xhtml' media-type='application/xhtml+xml'/>\
        <item id='one' href='one.xhtml#top' media-type='application/xhtml+xml'/>\
        <item id='css' href='a.css' media-type='text/css'/>\
        </manifest><spine><itemref idref='nav'/><itemref idref='one'/><itemref idref='two'/></spine></package>";

    fn epub(members: &[(&str, &[u8])]) -> Vec<Result<Document, CorpusError>> {
        read_as("a.epub", &zip(members), None).collect()
    }

    #[test]
    fn a_book_is_its_chapters_in_order() {
        let read = epub(&[
            ("mimetype", b"application/epub+zip"),
            ("META-INF/container.xml", CONTAINER.as_bytes()),
            ("OEBPS/book.opf", PACKAGE.as_bytes()),
            ("OEBPS/nav.xhtml", b"<p>contents</p>"),
            (
                "OEBPS/one.xhtml",
                "<html><head><title>t</title></head><body><h1>I</h1><p>Свет.</p></body></html>".as_bytes(),
            ),
            ("text/два.xhtml", "<?xml version='1.0' encoding='utf-8'?><p>Ночь.</p>".as_bytes()),
        ]);
        let [Ok(book)] = &read[..] else { panic!("{read:?}") };
        assert_eq!(book.title.as_deref(), Some("Тургенев. Отцы & дети"));
        assert_eq!(book.text, "I\n\nСвет.\n\nНочь.\n");
    }

    #[test]
    fn a_broken_chapter_is_one_error() {
        let read = epub(&[
            ("META-INF/container.xml", CONTAINER.as_bytes()),
            ("OEBPS/book.opf", PACKAGE.as_bytes()),
            ("OEBPS/one.xhtml", b"<p>one \0</p>"),
            ("text/\u{434}\u{432}\u{430}.xhtml", b"<p>two</p>"),
        ]);
        let [Err(error), Ok(book)] = &read[..] else { panic!("{read:?}") };
        assert!(
            error
                .to_string()
                .ends_with("a.epub: OEBPS/one.xhtml: byte 7: a NUL byte: this looks like a binary file, not a text"),
            "{error}"
        );
        assert_eq!(book.text, "two\n");
    }

    #[test]
    fn what_is_no_book_is_refused() {
        for (members, wanted) in [
            (&[("META-INF/container.xml", &b"<container/>"[..])][..], "names no book"),
            (&[("META-INF/container.xml", CONTAINER.as_bytes())], "OEBPS/book.opf: named by the book, but not in it"),
            (
                &[("META-INF/container.xml", CONTAINER.as_bytes()), ("OEBPS/book.opf", b"<package/>")],
                "no text in this book",
            ),
            (&[("mimetype", b"application/epub+zip"), ("x.txt", b"x")], "not an EPUB"),
        ] {
            let said = epub(members)[0].as_ref().unwrap_err().to_string();
            assert!(said.contains(wanted), "{said}");
        }
    }

    #[test]
    fn paths() {
        for (folder, href, path) in [
            ("OEBPS", "a.xhtml#x", "OEBPS/a.xhtml"),
            ("a/b", "../c%20d.html", "a/c d.html"),
            ("", "../../x", "x"),
            ("a", "/b", "b"),
            ("", "%zz%", "%zz%"),
        ] {
            assert_eq!(resolved_path(folder, href), path);
        }
    }
}
