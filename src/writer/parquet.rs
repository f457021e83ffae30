//! Rows to a Parquet file, on a thread of its own: columns, zstd inside, row groups of a fixed size.

use crate::record::row::{Column, Field, Shape, Values, split_first};
use crate::writer::packing::Pool;
use crate::writer::part::Part;
use parquet::basic::{Compression, ZstdLevel};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// A row group holds about so many bytes of rows: large enough to read fast, small enough to hold a few in memory.
const GROUP_BYTES: usize = 16 << 20;
/// What is handed to the thread at once.
const PIECE_BYTES: usize = 1 << 20;
/// Pieces on their way.
const PIECES: usize = 4;
/// The level zstd takes by itself.
const ZSTD_LEVEL: i32 = 3;

/// A Parquet file in the making.
pub struct ParquetFile {
    pending: Vec<u8>,
    /// Nothing is the end.
    sender: SyncSender<Option<Vec<u8>>>,
    written: Receiver<io::Result<Part>>,
}

impl ParquetFile {
    /// Starts the thread that writes into `part`.
    pub fn start(part: Part, shape: Shape, pool: &Pool) -> Self {
        let (sender, receiver) = sync_channel(PIECES);
        let written = pool.start_aside(move || {
            let mut file =
                SerializedFileWriter::new(part, schema(shape).map_err(plain)?, properties()?).map_err(plain)?;
            write_rows(&receiver, shape, &mut file)?;
            file.into_inner().map_err(plain)
        });
        Self { pending: Vec::new(), sender, written }
    }

    /// Appends rows, whole or in pieces.
    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.pending.extend_from_slice(bytes);
        if self.pending.len() < PIECE_BYTES {
            return Ok(());
        }
        match self.sender.send(Some(std::mem::take(&mut self.pending))) {
            Ok(()) => Ok(()),
            // The thread has ended, and says why.
            Err(_) => self.part().map(drop),
        }
    }

    /// Ends the file.
    pub fn finish(mut self) -> io::Result<Part> {
        // A thread that has ended early says why.
        let _ = self.sender.send(Some(std::mem::take(&mut self.pending)));
        let _ = self.sender.send(None);
        self.part()
    }

    fn part(&mut self) -> io::Result<Part> {
        self.written.recv().unwrap_or_else(|_| Err(io::Error::other("the writer of columns failed")))
    }
}

/// An error of the system as it came, others in words.
fn plain(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(inner) => io::Error::other(inner.to_string()),
        },
        error => io::Error::other(error.to_string()),
    }
}

fn properties() -> io::Result<Arc<WriterProperties>> {
    let level = ZstdLevel::try_new(ZSTD_LEVEL).map_err(plain)?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(level))
        .set_created_by("hyperlex".to_owned())
        .set_statistics_enabled(EnabledStatistics::None)
        .set_dictionary_enabled(false);
    Ok(Arc::new(properties.build()))
}

/// Nothing is ever missing, so every column is required; a list may be empty.
fn schema(shape: Shape) -> Result<parquet::schema::types::TypePtr, ParquetError> {
    let mut text = "message record {\n".to_owned();
    for column in shape.columns() {
        match column {
            Column::Text(name) => text += &format!("required binary {name} (STRING);\n"),
            Column::List(name, fields) => {
                text += &format!("required group {name} (LIST) {{ repeated group list {{ required group element {{\n");
                for field in fields {
                    text += &match field {
                        Field::Text(name) => format!("required binary {name} (STRING);\n"),
                        Field::Number(name) => format!("required int64 {name};\n"),
                    };
                }
                text += "} } }\n";
            }
        }
    }
    parse_message_type(&(text + "}")).map(Arc::new)
}

/// Takes rows until the end comes.
fn write_rows(
    receiver: &Receiver<Option<Vec<u8>>>,
    shape: Shape,
    file: &mut SerializedFileWriter<Part>,
) -> io::Result<()> {
    let columns = shape.columns();
    let mut group = Group::new(&columns);
    let mut rest = Vec::new();
    loop {
        let Ok(piece) = receiver.recv() else { return Err(io::Error::other("the export was stopped")) };
        let Some(piece) = piece else { break };
        rest.extend_from_slice(&piece);
        let mut rows = rest.as_slice();
        while let Some((row, after)) = split_first(rows) {
            if group.bytes > 0 && group.bytes + row.len() > GROUP_BYTES {
                group.write(file)?;
                group = Group::new(&columns);
            }
            group.add(&columns, row).ok_or_else(|| io::Error::other("a row is broken"))?;
            rows = after;
        }
        let done = rest.len() - rows.len();
        rest.drain(..done);
    }
    if group.bytes > 0 { group.write(file) } else { Ok(()) }
}

/// A row group being gathered: the leaves of all columns.
struct Group {
    leaves: Vec<Leaf>,
    bytes: usize,
}

/// The values of a column without structure, and where lists begin and are empty.
struct Leaf {
    values: Vals,
    levels: Option<Levels>,
}

enum Vals {
    Texts(Vec<ByteArray>),
    Numbers(Vec<i64>),
}

#[derive(Default)]
struct Levels {
    definition: Vec<i16>,
    repetition: Vec<i16>,
}

impl Group {
    fn new(columns: &[Column]) -> Self {
        let texts = || Vals::Texts(Vec::new());
        let mut leaves = Vec::new();
        for column in columns {
            match column {
                Column::Text(_) => leaves.push(Leaf { values: texts(), levels: None }),
                Column::List(_, fields) => leaves.extend(fields.iter().map(|field| Leaf {
                    values: if matches!(field, Field::Text(_)) { texts() } else { Vals::Numbers(Vec::new()) },
                    levels: Some(Levels::default()),
                })),
            }
        }
        Self { leaves, bytes: 0 }
    }

    /// Takes in a row; none when it is not of these columns.
    fn add(&mut self, columns: &[Column], row: &[u8]) -> Option<()> {
        self.bytes += row.len();
        let mut values = Values(row);
        let mut leaf = 0;
        for column in columns {
            match column {
                Column::Text(_) => {
                    self.leaves[leaf].take(&mut values)?;
                    leaf += 1;
                }
                Column::List(_, fields) => {
                    let leaves = &mut self.leaves[leaf..leaf + fields.len()];
                    let count = values.count()?;
                    if count == 0 {
                        leaves.iter_mut().for_each(|leaf| leaf.level(0, 0));
                    }
                    for element in 0..count {
                        for leaf in &mut *leaves {
                            leaf.take(&mut values)?;
                            leaf.level(1, i16::from(element > 0));
                        }
                    }
                    leaf += fields.len();
                }
            }
        }
        Some(())
    }

    fn write(self, file: &mut SerializedFileWriter<Part>) -> io::Result<()> {
        let mut group = file.next_row_group().map_err(plain)?;
        for leaf in self.leaves {
            let mut column =
                group.next_column().map_err(plain)?.ok_or_else(|| io::Error::other("a column is missing"))?;
            let levels = leaf.levels.as_ref();
            let definition = levels.map(|levels| levels.definition.as_slice());
            let repetition = levels.map(|levels| levels.repetition.as_slice());
            match (column.untyped(), &leaf.values) {
                (ColumnWriter::ByteArrayColumnWriter(writer), Vals::Texts(texts)) => {
                    writer.write_batch(texts, definition, repetition).map_err(plain)?;
                }
                (ColumnWriter::Int64ColumnWriter(writer), Vals::Numbers(numbers)) => {
                    writer.write_batch(numbers, definition, repetition).map_err(plain)?;
                }
                _ => return Err(io::Error::other("a column has another type")),
            }
            column.close().map_err(plain)?;
        }
        group.close().map(drop).map_err(plain)
    }
}

impl Leaf {
    fn take(&mut self, values: &mut Values<'_>) -> Option<()> {
        match &mut self.values {
            Vals::Texts(texts) => texts.push(values.text()?.to_vec().into()),
            Vals::Numbers(numbers) => numbers.push(i64::try_from(values.number()?).ok()?),
        }
        Some(())
    }

    fn level(&mut self, definition: i16, repetition: i16) {
        if let Some(levels) = &mut self.levels {
            levels.definition.push(definition);
            levels.repetition.push(repetition);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::restore::SiteRow;
    use crate::record::{Record, Schema};
    use crate::writer::read;

    fn pool() -> Pool {
        Pool::new(|_| (), |work| drop(std::thread::spawn(work)), 1)
    }

    #[test]
    fn rows_are_read_back_as_the_lines_they_would_be() {
        let dir = tempfile::tempdir().unwrap();
        let site = SiteRow { start: 1, end: 3, word: "да".into(), ..SiteRow::default() };
        for schema in Schema::ALL {
            let shape = Shape { schema, system: true, sites: true };
            let (mut rows, mut lines) = (Vec::new(), Vec::new());
            for id in 0..2_000 {
                let text = format!("текст {id}\n");
                let sites = vec![site.clone(); (id % 3) as usize];
                let system = Some("S");
                let record =
                    Record { id, system, instruction: "I", input: &text, answer: "\u{85}❤", sites: Some(&sites) };
                record.write_row(schema, &mut rows);
                record.write_json(schema, &mut lines);
            }
            for piece in [7, 100_000_000] {
                let path = dir.path().join(format!("{schema:?}-{piece}.parquet"));
                let mut file = ParquetFile::start(Part::create(path.clone()).unwrap(), shape, &pool());
                rows.chunks(piece).for_each(|piece| file.write(piece).unwrap());
                file.finish().unwrap().finish().unwrap();
                let mut read = read::open(&path).unwrap();
                let (mut all, mut line) = (Vec::new(), Vec::new());
                while read.next(&mut line).unwrap() {
                    all.extend_from_slice(&line);
                }
                assert!(all == lines, "{schema:?}");
            }
            let [a, b] =
                [7, 100_000_000].map(|n| std::fs::read(dir.path().join(format!("{schema:?}-{n}.parquet"))).unwrap());
            assert!(a == b, "{schema:?}: pieces change the bytes");
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_is_an_error() {
        let dir = tempfile::tempdir().unwrap();
        let shape = Shape { schema: Schema::Text, system: false, sites: false };
        let record =
            Record { id: 1, system: None, instruction: "", input: "", answer: &"a".repeat(100_000), sites: None };
        let mut row = Vec::new();
        record.write_row(Schema::Text, &mut row);
        for rows in [1, 500] {
            let mut file = ParquetFile::start(Part::onto_a_full_disk(dir.path().join("a.parquet")), shape, &pool());
            let written = (0..rows).try_for_each(|_| file.write(&row));
            let result = written.and_then(|()| file.finish()).map_err(|error| error.to_string());
            let said = result.and_then(|part| part.finish().map_err(|error| error.to_string())).unwrap_err();
            assert!(said.contains("No space left"), "{said}");
        }
    }
}
