//! Which format a file is in: by its name, and by its first bytes where those say more.

use std::path::Path;

/// A file's format, without its compression.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// HTML or XHTML.
    Html,
    /// FictionBook 2.
    Fb2,
    /// EPUB.
    Epub,
    /// Word since 2007.
    Docx,
    /// A JSON object a line, each a document.
    Jsonl,
    /// A table with commas (or semicolons), each row a document.
    Csv,
    /// A table with tabs.
    Tsv,
    /// A file of columns.
    Parquet,
    /// Pages with a layer of text.
    Pdf,
    /// An archive of texts.
    Zip,
}

impl Format {
    /// Whether a file may hold many documents.
    pub fn is_many(self) -> bool {
        matches!(self, Self::Jsonl | Self::Csv | Self::Tsv | Self::Parquet | Self::Zip)
    }
}

/// The endings of file names that are read, without the compressions.
pub const EXTENSIONS: [&str; 18] = [
    "txt", "text", "md", "markdown", "html", "htm", "xhtml", "fb2", "epub", "docx", "jsonl", "ndjson", "csv", "tsv",
    "tab", "parquet", "pdf", "zip",
];

/// The same and the compressions, for dialogs.
pub const EXTENSIONS_WITH_PACKED: [&str; 22] = [
    "txt", "text", "md", "markdown", "html", "htm", "xhtml", "fb2", "epub", "docx", "jsonl", "ndjson", "csv", "tsv",
    "tab", "parquet", "pdf", "zip", "gz", "bz2", "zst", "zstd",
];

/// Endings of compressed files.
const PACKED: [&str; 4] = ["gz", "bz2", "zst", "zstd"];

/// The format that a file's name says, if it is one we read: `a.txt`, `wiki.jsonl.zst`. A compressed file whose name
/// says no more is taken for text.
pub fn format_of(path: &Path) -> Option<Format> {
    let name = path.file_name()?.to_string_lossy().to_lowercase();
    let name = name.trim_end();
    let (stem, extension) = name.rsplit_once('.')?;
    if PACKED.contains(&extension) {
        return match stem.rsplit_once('.') {
            Some((_, inner)) => of_extension(inner),
            None => Some(Format::Text),
        };
    }
    of_extension(extension)
}

/// The format that the first bytes of a file say, if they say one.
pub fn sniffed(head: &[u8]) -> Option<Format> {
    match head {
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => Some(Format::Zip),
        [b'P', b'A', b'R', b'1', ..] => Some(Format::Parquet),
        [b'%', b'P', b'D', b'F', b'-', ..] => Some(Format::Pdf),
        _ => None,
    }
}

fn of_extension(extension: &str) -> Option<Format> {
    match extension {
        "txt" | "text" => Some(Format::Text),
        "md" | "markdown" => Some(Format::Markdown),
        "html" | "htm" | "xhtml" => Some(Format::Html),
        "fb2" => Some(Format::Fb2),
        "epub" => Some(Format::Epub),
        "docx" => Some(Format::Docx),
        "parquet" => Some(Format::Parquet),
        "pdf" => Some(Format::Pdf),
        "zip" => Some(Format::Zip),
        "jsonl" | "ndjson" => Some(Format::Jsonl),
        "csv" => Some(Format::Csv),
        "tsv" | "tab" => Some(Format::Tsv),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_formats() {
        for (name, format) in [
            ("a.txt", Some(Format::Text)),
            ("A.TXT", Some(Format::Text)),
            ("a.b.md", Some(Format::Markdown)),
            ("wiki.jsonl.zst", Some(Format::Jsonl)),
            ("wiki.csv.GZ", Some(Format::Csv)),
            ("book.fb2.zip", Some(Format::Zip)),
            ("notes.bz2", Some(Format::Text)),
            ("source.tar.gz", None),
            ("a.png", None),
            ("txt", None),
            (".gz", Some(Format::Text)),
        ] {
            assert_eq!(format_of(Path::new(name)), format, "{name}");
        }
        for extension in EXTENSIONS {
            assert!(of_extension(extension).is_some(), "{extension}");
        }
        assert_eq!([&EXTENSIONS[..], &PACKED].concat(), EXTENSIONS_WITH_PACKED);
    }
}
