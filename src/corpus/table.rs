//! Tables with commas, semicolons or tabs: the text column of each row is a document.

use crate::corpus::jsonl::{TEXT, missing};
use crate::corpus::lines::MAX_LINE;
use crate::corpus::origin::Origin;
use crate::corpus::packing::{Bytes, PackingError};
use crate::corpus::stream::{TextReader, Utf8Bytes};
use crate::corpus::{CorpusError, Document, Encoding};
use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Reads the documents of a table.
pub struct Table {
    rows: csv::StringRecordsIntoIter<Limited>,
    /// Bytes read since the last whole row.
    since_row: Arc<AtomicUsize>,
    columns: Columns,
    origin: Origin,
    encoding: Encoding,
    is_ended: bool,
}

struct Columns {
    text: usize,
    id: Option<usize>,
    title: Option<usize>,
}

impl Table {
    /// The documents of `from`, separated by `separator`, or by what its first line has most of.
    pub fn new(from: Bytes, separator: Option<u8>, origin: Origin) -> Result<Self, CorpusError> {
        let mut decoded = TextReader::new(from, origin.file.encoding);
        let mut head = String::new();
        decoded.read_into(&mut head).map_err(|error| origin.unreadable(error))?;
        let encoding = decoded.encoding();
        let separator = separator.unwrap_or_else(|| separator_of(&head));
        let rest = Utf8Bytes::new(decoded);
        let since_row = Arc::new(AtomicUsize::new(0));
        let bytes: Bytes = Box::new(io::Cursor::new(head.into_bytes()).chain(rest));
        let limited = Limited { from: bytes, since_row: since_row.clone() };
        let mut reader = csv::ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(limited);
        let names: Vec<String> = match reader.headers() {
            Ok(names) => names.iter().map(|name| name.trim().trim_start_matches('\u{feff}').to_owned()).collect(),
            Err(error) => return Err(failed(&origin, error)),
        };
        let at = |wanted: &str| names.iter().position(|name| name == wanted);
        let wanted = origin.file.field.as_deref();
        let text = match (at(wanted.unwrap_or(TEXT)), names.len()) {
            (Some(text), _) => text,
            (None, 1) if wanted.is_none() => 0,
            _ => return Err(origin.broken_at("row 1", 0, missing("column", wanted.unwrap_or(TEXT), &names))),
        };
        let columns = Columns { text, id: at("id"), title: at("title") };
        Ok(Self { rows: reader.into_records(), since_row, columns, origin, encoding, is_ended: false })
    }

    fn document(&self, row: &csv::StringRecord) -> Result<Document, CorpusError> {
        // As a spreadsheet counts them: the header is row 1.
        let (number, offset) = row.position().map_or((0, 0), |place| (place.record() + 1, place.byte()));
        let Some(text) = row.get(self.columns.text) else {
            let (columns, wanted) = (row.len(), self.columns.text + 1);
            let reason = format!("{columns} columns, the text is in column {wanted}; mend the row");
            return Err(self.origin.broken_at(&format!("row {number}"), offset, reason));
        };
        let other = |column: Option<usize>| {
            let cell = row.get(column?)?.trim();
            (!cell.is_empty()).then(|| cell.to_owned())
        };
        let (id, title) = (other(self.columns.id), other(self.columns.title));
        let document = Document::of(self.origin.record_name(number), text.to_owned());
        Ok(Document { id, title, encoding: self.encoding, ..document })
    }
}

impl Iterator for Table {
    type Item = Result<Document, CorpusError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_ended {
            return None;
        }
        // What the reader holds already is one buffer at most.
        self.since_row.store(0, Ordering::Relaxed);
        match self.rows.next()? {
            Ok(row) => Some(self.document(&row)),
            Err(error) => {
                self.is_ended = true;
                Some(Err(failed(&self.origin, error)))
            }
        }
    }
}

fn failed(origin: &Origin, error: csv::Error) -> CorpusError {
    let place = error.position().map(|place| (place.record() + 1, place.byte()));
    match (error.into_kind(), place) {
        (csv::ErrorKind::Io(error), _) => origin.unreadable(error),
        (kind, Some((row, offset))) => origin.broken_at(&format!("row {row}"), offset, format!("{kind:?}")),
        (kind, None) => origin.broken(None, format!("{kind:?}")),
    }
}

/// The separator that the first line has most of.
fn separator_of(head: &str) -> u8 {
    let line = head.lines().next().unwrap_or_default();
    let count = |separator: &u8| line.bytes().filter(|byte| byte == separator).count();
    // Of equals the last wins: the comma.
    [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',')
}

/// Refuses to read on and on without a row.
struct Limited {
    from: Bytes,
    since_row: Arc<AtomicUsize>,
}

impl Read for Limited {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(buffer)?;
        if self.since_row.fetch_add(read, Ordering::Relaxed) > MAX_LINE {
            let most = MAX_LINE >> 20;
            let reason = format!("a row longer than {most} MiB; a quotation mark before it may not be closed");
            return Err(io::Error::other(PackingError { offset: 0, reason }));
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read::tests::{file, read_as};

    fn texts(name: &str, table: &str, field: Option<&str>) -> Vec<String> {
        read_as(name, table.as_bytes(), field).map(|document| document.unwrap().text).collect()
    }

    #[test]
    fn rows_are_documents() {
        let table = "\u{feff}id,title,text\r\n1,Весна,\"Свет, \"\"окно\"\".\nНочь.\"\r\n2,,дождь\r\n";
        let documents: Vec<Document> = read_as("a.csv", table.as_bytes(), None).map(Result::unwrap).collect();
        assert_eq!(documents[0].text, "Свет, \"окно\".\nНочь.");
        assert_eq!((documents[0].id.as_deref(), documents[0].title.as_deref()), (Some("1"), Some("Весна")));
        assert_eq!((documents[1].name.as_str(), documents[1].title.as_deref()), ("a.csv:3", None));
    }

    #[test]
    fn separators_and_columns() {
        for (name, table, field) in [
            ("a.csv", "a;text\n1;x, y\n", None),
            ("a.csv", "a\ttext\n1\tx, y\n", None),
            ("a.tsv", "body\ta,b\nx, y\t1\n", Some("body")),
            ("a.csv", "anything\n\"x, y\"\n", None),
        ] {
            assert_eq!(texts(name, table, field), ["x, y"], "{table}");
        }
    }

    #[test]
    fn what_is_missing_is_said() {
        let said = |table: &str, field| {
            let errors = read_as("a.csv", table.as_bytes(), field).filter_map(Result::err);
            errors.map(|error| error.to_string()).collect::<Vec<_>>().join("\n")
        };
        assert!(
            said("a,b\n1,2\n", None)
                .ends_with("a.csv: row 1: byte 0: no column `text`; it has `a`, `b`; name one with --field")
        );
        assert!(said("a,b\n1,2\n", Some("c")).contains("no column `c`"));
        assert!(
            said("a,text\n1\n2,x\n", None)
                .ends_with("a.csv: row 2: byte 7: 1 columns, the text is in column 2; mend the row")
        );
    }

    #[test]
    fn an_open_quotation_mark_does_not_fill_the_memory() {
        let table = format!("text\nx\n\"{}", "a\n".repeat(MAX_LINE));
        let read: Vec<_> = read_as("a.csv", table.as_bytes(), None).collect();
        assert_eq!(read.len(), 2);
        assert!(read[1].as_ref().unwrap_err().to_string().contains("quotation mark"));
    }

    #[test]
    fn other_encodings_are_found() {
        let table = "text\nВесна в деревне; дождь прошёл и над рекой поднялся туман.\n";
        let (_dir, file) = file("a.csv", &encoding_rs::WINDOWS_1251.encode(table).0);
        let document = crate::corpus::read::documents(&file).next().unwrap().unwrap();
        assert_eq!((document.text.as_str(), document.encoding), (&table[5..table.len() - 1], Encoding::WINDOWS_1251));
    }
}
