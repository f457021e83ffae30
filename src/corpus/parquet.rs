//! Parquet: the text column of each row is a document; row groups and pages are read one after another.

use crate::corpus::guard::caught;
use crate::corpus::jsonl::{TEXT, missing};
use crate::corpus::origin::Origin;
use crate::corpus::packing::Meter;
use crate::corpus::{CorpusError, Document};
use parquet::basic::Type;
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::{ByteArray, ByteArrayType};
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use std::fs::File;

/// Rows taken at once.
const ROWS: usize = 256;
/// Text packs no better than this, once it is more than …
const MOST_TIMES: i64 = 500;
/// … so many bytes in a row group.
const HARMLESS: i64 = 16 << 20;

/// Reads the documents of a file.
pub struct Parquet {
    reader: SerializedFileReader<File>,
    column: usize,
    definition: i16,
    next_group: usize,
    rows: Option<ColumnReaderImpl<ByteArrayType>>,
    /// Rows read and not given: none for a null.
    held: std::vec::IntoIter<Option<ByteArray>>,
    row: u64,
    origin: Origin,
    meter: Meter,
    is_ended: bool,
}

impl Parquet {
    /// The documents of `file`.
    pub fn new(file: File, origin: Origin, meter: Meter) -> Result<Self, CorpusError> {
        let opened = caught(|| SerializedFileReader::new(file));
        let reader = opened.unwrap_or_else(|| Err(panicked())).map_err(|error| {
            origin.broken(None, format!("a broken Parquet file ({}); get the file again", said(&error)))
        })?;
        let schema = reader.metadata().file_metadata().schema_descr_ptr();
        let names: Vec<String> = schema.columns().iter().map(|column| column.path().string()).collect();
        let wanted = origin.file.field.as_deref().unwrap_or(TEXT);
        let column = names.iter().position(|name| name == wanted);
        let column = column.ok_or_else(|| origin.broken(None, missing("column", wanted, &names)))?;
        let found = schema.column(column);
        if found.physical_type() != Type::BYTE_ARRAY || found.max_rep_level() > 0 {
            let reason = format!("the column `{wanted}` holds no texts; name another with --field");
            return Err(origin.broken(None, reason));
        }
        let definition = found.max_def_level();
        let held = Vec::new().into_iter();
        Ok(Self { reader, column, definition, next_group: 0, rows: None, held, row: 0, origin, meter, is_ended: false })
    }

    /// Fills `held`; false at the end of the file.
    fn fill(&mut self) -> Result<bool, ParquetError> {
        loop {
            if let Some(rows) = &mut self.rows {
                let (mut levels, mut values) = (Vec::new(), Vec::new());
                rows.read_records(ROWS, Some(&mut levels), None, &mut values)?;
                if self.definition == 0 {
                    levels = vec![0; values.len()];
                }
                let mut values = values.into_iter();
                let row = |level: i16| if level == self.definition { values.next() } else { None };
                let held: Vec<Option<ByteArray>> = levels.into_iter().map(row).collect();
                if !held.is_empty() {
                    self.held = held.into_iter();
                    return Ok(true);
                }
                self.rows = None;
            }
            if self.next_group == self.reader.num_row_groups() {
                return Ok(false);
            }
            self.rows = Some(self.open_group()?);
        }
    }

    fn open_group(&mut self) -> Result<ColumnReaderImpl<ByteArrayType>, ParquetError> {
        let group = self.reader.get_row_group(self.next_group)?;
        self.next_group += 1;
        let column = group.metadata().column(self.column);
        let (packed, unpacked) = (column.compressed_size(), column.uncompressed_size());
        if unpacked > HARMLESS && unpacked / MOST_TIMES > packed.max(0) {
            return Err(ParquetError::General("unpacks to more than 500 times its size".into()));
        }
        self.meter.add(group.metadata().compressed_size().max(0) as u64);
        match group.get_column_reader(self.column)? {
            ColumnReader::ByteArrayColumnReader(reader) => Ok(reader),
            _ => Err(ParquetError::General("a row group has another type than the file".into())),
        }
    }
}

impl Iterator for Parquet {
    type Item = Result<Document, CorpusError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.is_ended {
            if let Some(value) = self.held.next() {
                self.row += 1;
                // A null is no text.
                let Some(value) = value else { continue };
                let text = match std::str::from_utf8(value.data()) {
                    Ok(text) => text.to_owned(),
                    Err(error) => {
                        let reason = format!("not UTF-8 at byte {} of the text; mend the row", error.valid_up_to());
                        return Some(Err(self.origin.broken_at(&format!("row {}", self.row), None, reason)));
                    }
                };
                return Some(Ok(Document::of(self.origin.record_name(self.row), text)));
            }
            match caught(|| self.fill()).unwrap_or_else(|| Err(panicked())) {
                Ok(true) => {}
                Ok(false) => self.is_ended = true,
                Err(error) => {
                    self.is_ended = true;
                    let place = format!("after row {}", self.row);
                    let reason = format!("broken Parquet data ({}); get the file again", said(&error));
                    return Some(Err(self.origin.broken_at(&place, None, reason)));
                }
            }
        }
        None
    }
}

fn panicked() -> ParquetError {
    ParquetError::General("the data is not what the list of columns says".into())
}

fn said(error: &ParquetError) -> String {
    let said = crate::text::display::printable(&error.to_string());
    said.trim_start_matches("Parquet error: ").chars().take(200).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read::tests::read_as;
    use parquet::basic::Compression;
    use parquet::data_type::Int32Type;
    use parquet::file::properties::WriterProperties;
    use parquet::file::writer::SerializedFileWriter;
    use parquet::schema::parser::parse_message_type;
    use std::sync::Arc;

    /// A file with the columns `n` and `text`, which may be null, in row groups of `texts`.
    fn parquet(groups: &[&[Option<&str>]], compression: Compression) -> Vec<u8> {
        let schema = "message m { required int32 n; optional group meta { optional binary text (UTF8); } }";
        let schema = Arc::new(parse_message_type(schema).unwrap());
        let properties = WriterProperties::builder().set_compression(compression).build();
        let mut bytes = Vec::new();
        let mut writer = SerializedFileWriter::new(&mut bytes, schema, Arc::new(properties)).unwrap();
        for texts in groups {
            let mut group = writer.next_row_group().unwrap();
            let mut column = group.next_column().unwrap().unwrap();
            let numbers: Vec<i32> = (0..texts.len() as i32).collect();
            column.typed::<Int32Type>().write_batch(&numbers, None, None).unwrap();
            column.close().unwrap();
            let mut column = group.next_column().unwrap().unwrap();
            let levels: Vec<i16> = texts.iter().map(|text| if text.is_some() { 2 } else { 1 }).collect();
            let values: Vec<ByteArray> = texts.iter().flatten().map(|text| ByteArray::from(*text)).collect();
            column.typed::<ByteArrayType>().write_batch(&values, Some(&levels), None).unwrap();
            column.close().unwrap();
            group.close().unwrap();
        }
        writer.close().unwrap();
        bytes
    }

    #[test]
    fn rows_are_documents_and_nulls_are_not() {
        for compression in [Compression::UNCOMPRESSED, Compression::SNAPPY, Compression::ZSTD(Default::default())] {
            let many: Vec<Option<&str>> = (0..1000).map(|n| (n % 3 > 0).then_some("свет")).collect();
            let bytes = parquet(&[&[Some("дождь"), None, Some("")], &many], compression);
            let read: Vec<_> =
                read_as("a.parquet", &bytes, Some("meta.text")).map(|d| d.map(|d| (d.name, d.text)).unwrap()).collect();
            assert_eq!(read.len(), 2 + 666);
            assert_eq!(read[0], ("a.parquet:1".to_owned(), "дождь".to_owned()));
            assert_eq!(read[2], ("a.parquet:5".to_owned(), "свет".to_owned()));
        }
    }

    #[test]
    fn what_is_missing_or_broken_is_said() {
        let bytes = parquet(&[&[Some("дождь"), Some("свет")]], Compression::SNAPPY);
        let said = |bytes: &[u8], field| {
            let errors = read_as("a.parquet", bytes, field).filter_map(Result::err);
            errors.map(|error| error.to_string()).collect::<Vec<_>>().join("\n")
        };
        assert!(said(&bytes, None).ends_with("no column `text`; it has `n`, `meta.text`; name one with --field"));
        assert!(said(&bytes, Some("n")).contains("holds no texts"));
        assert!(said(&bytes[..bytes.len() - 1], None).contains("a broken Parquet file"));
        let mut broken = bytes.clone();
        let data = broken.windows(4).position(|found| found == "св".as_bytes()).unwrap();
        broken[data - 30..data].fill(0xFF);
        let said = said(&broken, Some("meta.text"));
        assert!(said.contains("a.parquet: after row 0: broken Parquet data"), "{said}");
    }
}
