//! One file to its document.

use crate::corpus::decode::{declared_in_xml, decode};
use crate::corpus::{CorpusError, Document, Format, SourceFile, fb2};
use std::path::Path;

/// A document is held in memory whole; a larger file is refused rather than half read.
const MAX_BYTES: u64 = 4 << 30;

/// Reads and decodes one file.
pub fn document(file: &SourceFile) -> Result<Document, CorpusError> {
    if file.bytes > MAX_BYTES {
        let reason = "larger than 4 GiB; cut it into smaller files".into();
        return Err(CorpusError::Empty { path: file.path.clone(), reason });
    }
    let bytes = std::fs::read(&file.path).map_err(|source| CorpusError::Io {
        path: file.path.clone(),
        action: "cannot read",
        source,
    })?;
    from_bytes(bytes, file)
}

fn from_bytes(bytes: Vec<u8>, file: &SourceFile) -> Result<Document, CorpusError> {
    let broken = |offset, reason| CorpusError::Broken { path: file.path.clone(), offset, reason };
    let overruled = match file.format {
        Format::Fb2 => file.encoding.or_else(|| declared_in_xml(&bytes)),
        Format::Text | Format::Markdown => file.encoding,
    };
    let (text, encoding) = decode(bytes, overruled).map_err(|error| broken(error.offset, error.reason))?;
    let (title, text) = match file.format {
        Format::Fb2 => {
            let book = fb2::parse(&text).map_err(|error| broken(error.offset, error.reason))?;
            (book.title, book.text)
        }
        Format::Text | Format::Markdown => (None, text),
    };
    let markdown = file.format == Format::Markdown;
    Ok(Document { name: file.name.clone(), title, text, markdown, encoding })
}

/// The single file at `path` as a document, for what is not part of a source list.
pub fn path(path: &Path) -> Result<Document, CorpusError> {
    let source = crate::corpus::Source { path: path.to_owned(), ..Default::default() };
    let files = crate::corpus::walk::files(std::slice::from_ref(&source))?;
    match files.as_slice() {
        [file] => document(file),
        _ => Err(CorpusError::Empty { path: path.to_owned(), reason: "a folder, not a text".into() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Encoding;

    #[test]
    fn fb2_in_windows_1251_is_read_by_its_declaration() {
        let dir = tempfile::tempdir().unwrap();
        let book = "<?xml version=\"1.0\" encoding=\"windows-1251\"?><FictionBook><description><title-info>\
            <book-title>Весна</book-title></title-info></description><body><p>Свет.</p></body></FictionBook>";
        let place = dir.path().join("a.fb2");
        std::fs::write(&place, encoding_rs::WINDOWS_1251.encode(book).0).unwrap();
        let document = path(&place).unwrap();
        assert_eq!(document.title.as_deref(), Some("Весна"));
        assert_eq!((document.text.as_str(), document.encoding), ("Свет.\n", Encoding::WINDOWS_1251));
    }

    #[test]
    fn a_broken_file_names_its_place() {
        let dir = tempfile::tempdir().unwrap();
        let place = dir.path().join("a.txt");
        std::fs::write(&place, b"abc\0\0\x01\x02").unwrap();
        let said = path(&place).unwrap_err().to_string();
        assert!(said.contains("a.txt: byte 3:"), "{said}");
    }
}
