//! What commands read: a file or standard input, as bytes or as text.

use crate::cli::output::shown;
use crate::corpus::{Encoding, Format, decode, format_of};
use crate::text::Markup;
use anyhow::{Context as _, anyhow, bail};
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

/// A file, or standard input for none or `-`.
pub struct Input<'a> {
    path: Option<&'a Path>,
}

impl<'a> Input<'a> {
    /// The input that the arguments name.
    pub fn new(path: Option<&'a Path>) -> Self {
        Self { path: path.filter(|path| *path != Path::new("-")) }
    }

    /// The file; none for standard input.
    pub fn path(&self) -> Option<&'a Path> {
        self.path
    }

    /// Its name in messages.
    pub fn name(&self) -> String {
        self.path.map_or_else(|| "standard input".to_owned(), shown)
    }

    /// Markdown by the file's name.
    pub fn markup(&self) -> Markup {
        match self.path.and_then(format_of) {
            Some(Format::Markdown) => Markup::Markdown,
            _ => Markup::Plain,
        }
    }

    /// Opens it for reading piece by piece.
    pub fn open(&self) -> anyhow::Result<Box<dyn BufRead>> {
        let Some(path) = self.path else { return Ok(Box::new(BufReader::new(std::io::stdin()))) };
        let file = File::open(path).with_context(|| format!("{}: cannot read", self.name()))?;
        if file.metadata().is_ok_and(|metadata| metadata.is_dir()) {
            bail!("{}: cannot read: it is a folder; name a file, or use `hyperlex export` for folders", self.name());
        }
        Ok(Box::new(BufReader::with_capacity(1 << 16, file)))
    }

    /// All of it.
    pub fn bytes(&self) -> anyhow::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.open()?.read_to_end(&mut bytes).map_err(|error| anyhow!("{}: cannot read: {error}", self.name()))?;
        Ok(bytes)
    }

    /// All of it as text: UTF-8, or what `encoding` says. A byte order mark of UTF-8 is kept.
    pub fn text(&self, encoding: Option<Encoding>) -> anyhow::Result<String> {
        let bytes = self.bytes()?;
        match encoding {
            Some(encoding) if encoding != Encoding::UTF_8 => {
                let decoded = decode::decode(bytes, Some(encoding));
                Ok(decoded.map_err(|error| anyhow!("{}: {error}", self.name()))?.0)
            }
            _ => String::from_utf8(bytes).map_err(|error| {
                let offset = error.utf8_error().valid_up_to();
                anyhow!("{}: byte {offset}: not UTF-8; say with --encoding what it is", self.name())
            }),
        }
    }
}

/// The encoding of a WHATWG label, for arguments.
pub fn encoding(label: &str) -> Result<Encoding, String> {
    Encoding::parse(label).ok_or_else(|| "use a name such as utf-8, utf-16le, windows-1251, koi8-r".to_owned())
}
