//! A file to its documents: opened, unpacked, handed to the reader of its format.

use crate::corpus::decode::{declared_in_xml, decode};
use crate::corpus::format::sniffed;
use crate::corpus::jsonl::Jsonl;
use crate::corpus::members::{Members, Store};
use crate::corpus::origin::Origin;
use crate::corpus::packing::{self, Bytes, Meter, Packing};
use crate::corpus::parquet::Parquet;
use crate::corpus::plain::Plain;
use crate::corpus::table::Table;
use crate::corpus::{CorpusError, Document, Encoding, Format, SourceFile, archive, docx, epub, fb2, html, mend, pdf};
use std::io::Read;

/// What has to be held whole, unpacked, is at most so large.
pub const MAX_WHOLE: usize = 64 << 20;
/// Where no record of so many has a text, the rest is not tried.
const HOPELESS: u64 = 100;

/// The documents of a file, one after another, never all at once.
pub struct Documents {
    inner: Box<dyn Iterator<Item = Result<Document, CorpusError>> + Send>,
    origin: Origin,
    meter: Meter,
    good: u64,
    bad: u64,
    is_ended: bool,
    is_hinted: bool,
}

/// Opens a file. What is wrong with it is the first and only item.
pub fn documents(file: &SourceFile) -> Documents {
    let (origin, meter) = (Origin::of(file), Meter::default());
    let inner = open(&origin, &meter).unwrap_or_else(|error| Box::new(std::iter::once(Err(error))));
    Documents { inner, origin, meter, good: 0, bad: 0, is_ended: false, is_hinted: false }
}

impl Documents {
    /// Bytes read of the file so far, as they are on the disk.
    pub fn bytes_read(&self) -> u64 {
        self.meter.bytes()
    }

    /// Adds to the first document that looks encoded twice what would mend it.
    fn hint(&mut self, document: &mut Document) {
        if self.is_hinted || self.good > HOPELESS || document.offset > 0 || document.encoding.taken().is_some() {
            return;
        }
        if let Some((taken, seen, was)) = mend::suspect(&document.text) {
            self.is_hinted = true;
            let (short, name) = (|word: &str| word.chars().take(24).collect::<String>(), taken.name());
            let (seen, was, file) = (short(&seen), short(&was), &document.name);
            let hint = format!("{file} looks encoded twice («{seen}» may be «{was}»); --encoding {name} mends that");
            document.hint = Some(hint.into());
        }
    }
}

impl Iterator for Documents {
    type Item = Result<Document, CorpusError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_ended {
            return None;
        }
        if self.good == 0 && self.bad == HOPELESS {
            self.is_ended = true;
            let reason = format!("none of the first {HOPELESS} records has a text; the rest was not tried");
            return Some(Err(self.origin.broken(None, reason)));
        }
        let mut item = self.inner.next()?;
        match &mut item {
            Ok(document) => {
                self.hint(document);
                self.good += 1;
            }
            Err(_) => self.bad += 1,
        }
        Some(item)
    }
}

/// Documents of one file or member.
pub type Items = Box<dyn Iterator<Item = Result<Document, CorpusError>> + Send>;

fn open(origin: &Origin, meter: &Meter) -> Result<Items, CorpusError> {
    let failed = |error| origin.unreadable(error);
    let file = std::fs::File::open(&origin.file.path).map_err(failed)?;
    let (head, bytes) = packing::peek(packing::open(file, meter.clone()), 16).map_err(failed)?;
    let (path, format) = (&origin.file.path, origin.file.format);
    let Some(packing) = Packing::of(&head) else {
        return of_format(bytes, Some(Store::File(path.clone())), actual(&head, format), origin, meter);
    };
    let unpacked = packing::unpack(bytes, packing, meter.clone()).map_err(failed)?;
    let (head, bytes) = packing::peek(unpacked, 16).map_err(failed)?;
    if Packing::of(&head).is_some() {
        return Err(origin.broken(None, "compressed twice; unpack it once"));
    }
    of_format(bytes, None, actual(&head, format), origin, meter)
}

/// The format that the first bytes say, where they say one, else that of the name.
fn actual(head: &[u8], named: Format) -> Format {
    match sniffed(head) {
        // Books and documents are archives too.
        None | Some(Format::Zip) if matches!(named, Format::Epub | Format::Docx) => named,
        sniffed => sniffed.unwrap_or(named),
    }
}

/// The documents of `bytes`. What is read here and there needs a `store`; without one it is held in memory.
pub fn of_format(
    bytes: Bytes,
    store: Option<Store>,
    format: Format,
    origin: &Origin,
    meter: &Meter,
) -> Result<Items, CorpusError> {
    let stored = |bytes| match store.clone() {
        Some(store) => Ok(store),
        None => whole(bytes, origin).map(|bytes| Store::Memory(bytes.into())),
    };
    let origin = origin.clone();
    Ok(match format {
        Format::Parquet => match store {
            Some(Store::File(path)) => {
                let file = std::fs::File::open(path).map_err(|error| origin.unreadable(error))?;
                Box::new(Parquet::new(file, origin, meter.clone())?)
            }
            _ => return Err(origin.broken(None, "a Parquet file is read only as it is; unpack it first")),
        },
        Format::Pdf => Box::new(std::iter::once(pdf::read(&whole(bytes, &origin)?, &origin))),
        Format::Html => Box::new(std::iter::once(web_page(bytes, &origin))),
        Format::Zip | Format::Epub | Format::Docx => return archive(stored(bytes)?, format, origin, meter),
        Format::Text | Format::Markdown => Box::new(Plain::new(bytes, format == Format::Markdown, origin)),
        Format::Jsonl => Box::new(Jsonl::new(bytes, origin)?),
        Format::Csv => Box::new(Table::new(bytes, None, origin)?),
        Format::Tsv => Box::new(Table::new(bytes, Some(b'\t'), origin)?),
        Format::Fb2 => Box::new(std::iter::once(book(bytes, &origin))),
    })
}

/// All bytes of what has to be held whole.
pub fn whole(bytes: Bytes, origin: &Origin) -> Result<Vec<u8>, CorpusError> {
    let mut all = Vec::new();
    bytes.take(MAX_WHOLE as u64 + 1).read_to_end(&mut all).map_err(|error| origin.unreadable(error))?;
    if all.len() > MAX_WHOLE {
        let most = MAX_WHOLE >> 20;
        return Err(origin.broken(None, format!("larger than {most} MiB, which is too much at once; divide it")));
    }
    Ok(all)
}

fn archive(store: Store, format: Format, origin: Origin, meter: &Meter) -> Result<Items, CorpusError> {
    let mut head = [0; 2];
    let is_zip = store.open().and_then(|mut file| file.read_exact(&mut head)).is_ok() && &head == b"PK";
    if !is_zip {
        return Err(origin.broken(None, "not a zip archive, though its name says so; get the file again"));
    }
    let members = Members::open(store, &origin, meter.clone())?;
    Ok(match (archive::kind(&members), format) {
        (Format::Epub, _) => Box::new(epub::read(members, &origin).into_iter()),
        (Format::Docx, _) => Box::new(std::iter::once(docx::read(members, &origin))),
        (_, Format::Epub) => return Err(origin.broken(None, "not an EPUB: it has no META-INF/container.xml")),
        (_, Format::Docx) => return Err(origin.broken(None, "not a Word document: it has no word/document.xml")),
        _ => Box::new(archive::Texts::new(members, origin, meter.clone())?),
    })
}

/// A page of HTML in its encoding.
pub fn page(bytes: Vec<u8>, origin: &Origin) -> Result<(html::Page, Encoding), CorpusError> {
    let overruled = origin.file.encoding.or_else(|| declared_in_xml(&bytes)).or_else(|| html::declared(&bytes));
    let (text, encoding) = decode(bytes, overruled).map_err(|error| origin.broken(error.offset, error.reason))?;
    Ok((html::parse(&text), encoding))
}

fn web_page(bytes: Bytes, origin: &Origin) -> Result<Document, CorpusError> {
    let (page, encoding) = page(whole(bytes, origin)?, origin)?;
    Ok(Document { title: page.title, encoding, ..Document::of(origin.name(), page.text) })
}

fn book(bytes: Bytes, origin: &Origin) -> Result<Document, CorpusError> {
    let bytes = whole(bytes, origin)?;
    let overruled = origin.file.encoding.or_else(|| declared_in_xml(&bytes));
    let (xml, encoding) = decode(bytes, overruled).map_err(|error| origin.broken(error.offset, error.reason))?;
    let book = fb2::parse(&xml).map_err(|error| origin.broken(error.offset, error.reason))?;
    Ok(Document { title: book.title, encoding, ..Document::of(origin.name(), book.text) })
}

/// The beginning of a file as one document, for showing: a document follows the one before after an empty line, until
/// they hold `most` bytes.
pub fn beginning(file: &SourceFile, most: usize) -> Result<Document, CorpusError> {
    let mut found: Option<Document> = None;
    for document in documents(file) {
        match (document, &mut found) {
            (Ok(document), None) => found = Some(document),
            (Ok(next), Some(document)) => {
                if next.offset == 0 {
                    document.text.truncate(document.text.trim_end().len());
                    document.text.push_str("\n\n");
                }
                document.text.push_str(&next.text);
                document.name.clone_from(&file.name);
                document.title = document.title.take().filter(|_| next.offset > 0);
            }
            (Err(error), None) if !file.format.is_many() => return Err(error),
            (Err(_), _) => {}
        }
        if found.as_ref().is_some_and(|document| document.text.len() >= most) {
            break;
        }
    }
    let nothing = || CorpusError::Empty { path: file.path.clone(), reason: "no text in this file".into() };
    found.ok_or_else(|| documents(file).find_map(Result::err).unwrap_or_else(nothing))
}

/// Whether the files hold at least `wanted` documents. Broken ones count too, as nobody can know yet.
pub fn hold_at_least(files: &[SourceFile], wanted: usize) -> bool {
    let mut missing = wanted;
    for file in files {
        let found = if file.format.is_many() { documents(file).take(missing).count() } else { 1 };
        missing -= found.min(missing);
        if missing == 0 {
            return true;
        }
    }
    false
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::corpus::format_of;

    /// A file called `name`, and the folder that keeps it.
    pub fn file(name: &str, bytes: &[u8]) -> (tempfile::TempDir, SourceFile) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let format = format_of(&path).unwrap();
        let file =
            SourceFile { path, name: name.into(), bytes: bytes.len() as u64, format, field: None, encoding: None };
        (dir, file)
    }

    /// The documents of `bytes` as a file called `name`.
    pub fn read_as(name: &str, bytes: &[u8], field: Option<&str>) -> std::vec::IntoIter<Result<Document, CorpusError>> {
        let (_dir, mut file) = file(name, bytes);
        file.field = field.map(str::to_owned);
        documents(&file).collect::<Vec<_>>().into_iter()
    }

    #[test]
    fn fb2_in_windows_1251_is_read_by_its_declaration() {
        let book = "<?xml version=\"1.0\" encoding=\"windows-1251\"?><FictionBook><description><title-info>\
            <book-title>Весна</book-title></title-info></description><body><p>Свет.</p></body></FictionBook>";
        let document = read_as("a.fb2", &encoding_rs::WINDOWS_1251.encode(book).0, None).next().unwrap().unwrap();
        assert_eq!(document.title.as_deref(), Some("Весна"));
        assert_eq!((document.text.as_str(), document.encoding), ("Свет.\n", Encoding::WINDOWS_1251));
    }

    #[test]
    fn a_broken_file_names_its_place() {
        let said = read_as("a.txt", b"abc\0\0\x01\x02", None).next().unwrap().unwrap_err().to_string();
        assert!(said.contains("a.txt: byte 3:"), "{said}");
    }

    #[test]
    fn packed_files_are_known_by_what_they_hold() {
        let packed = zstd::encode_all("Свет.".as_bytes(), 1).unwrap();
        for name in ["a.txt.zst", "a.txt.gz", "a.txt"] {
            assert_eq!(read_as(name, &packed, None).next().unwrap().unwrap().text, "Свет.", "{name}");
        }
        assert_eq!(read_as("a.txt.zst", "Свет.".as_bytes(), None).next().unwrap().unwrap().text, "Свет.");
        let twice = zstd::encode_all(packed.as_slice(), 1).unwrap();
        let said = read_as("a.txt.zst", &twice, None).next().unwrap().unwrap_err().to_string();
        assert!(said.ends_with("a.txt.zst: compressed twice; unpack it once"), "{said}");
    }

    #[test]
    fn text_encoded_twice_is_offered_a_cure() {
        let twice =
            encoding_rs::WINDOWS_1251.decode_without_bom_handling("Свет в окне, дождь".as_bytes()).0.into_owned();
        let (_dir, mut file) = file("a.txt", twice.as_bytes());
        let document = documents(&file).next().unwrap().unwrap();
        assert_eq!(document.text, twice);
        let hint = document.hint.unwrap();
        assert!(
            hint.contains("«Свет») ") || hint.contains("may be «Свет»); --encoding utf-8-as-windows-1251"),
            "{hint}"
        );
        file.encoding = Encoding::parse("utf-8-as-windows-1251");
        let document = documents(&file).next().unwrap().unwrap();
        assert_eq!((document.text.as_str(), document.hint), ("Свет в окне, дождь", None));
    }

    #[test]
    fn a_wrong_field_does_not_list_every_line() {
        let text = "{\"body\": \"x\"}\n".repeat(1000);
        let read: Vec<_> = read_as("a.jsonl", text.as_bytes(), None).collect();
        assert_eq!(read.len() as u64, HOPELESS + 1);
        assert!(read[100].as_ref().unwrap_err().to_string().contains("none of the first 100 records has a text"));
    }

    #[test]
    fn a_beginning_joins_documents() {
        let (_dir, records) = file("b.jsonl", b"{}\n{\"text\":\"a\\n\"}\n{\"text\":\"b\"}\n{\"text\":\"c\"}\n");
        assert_eq!(beginning(&records, 4).unwrap().text, "a\n\nb");
        let (_dir, broken) = file("b.jsonl", b"{}\n");
        assert!(beginning(&broken, 4).unwrap_err().to_string().contains("no field `text`"));
    }

    #[test]
    fn documents_are_counted_no_further_than_needed() {
        let (_a, text) = file("a.txt", b"x");
        let (_b, records) = file("b.jsonl", "{\"text\":\"x\"}\n".repeat(18).as_bytes());
        let files = [text, records];
        assert!(hold_at_least(&files, 19) && !hold_at_least(&files, 20));
    }
}
