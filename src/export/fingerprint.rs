//! What an export is made by, as hashes: two runs that agree in them make the same folder, so that one can go on where
//! the other stopped. And whether the sources are still what they were.

use crate::export::ExportError;
use crate::export::manifest::settings;
use crate::export::plan::{Input, Plan};
use crate::progress::Progress;
use crate::writer::Fingerprint;
use crate::writer::part::sha256_hex;
use serde_json::{Value, json};
use std::fs::{File, Metadata};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::time::UNIX_EPOCH;

/// So much of a file's beginning and end is hashed.
const END_BYTES: u64 = 64 << 10;

/// A file as it is now; none when it cannot be read.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Print {
    stamp: Stamp,
    ends: String,
}

/// What changes with a file, without reading it.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Stamp {
    bytes: u64,
    modified: u128,
    inode: u64,
}

impl Stamp {
    fn of(metadata: &Metadata) -> Self {
        let modified = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        #[cfg(unix)]
        let inode = std::os::unix::fs::MetadataExt::ino(metadata);
        #[cfg(not(unix))]
        let inode = 0;
        Self { bytes: metadata.len(), modified: modified.map_or(0, |time| time.as_nanos()), inode }
    }
}

impl Print {
    fn of(path: &Path) -> io::Result<Self> {
        let mut file = File::open(path)?;
        let stamp = Stamp::of(&file.metadata()?);
        let mut ends = Vec::new();
        file.by_ref().take(END_BYTES).read_to_end(&mut ends)?;
        if stamp.bytes > END_BYTES {
            file.seek(SeekFrom::Start((stamp.bytes - END_BYTES).max(END_BYTES)))?;
            file.take(END_BYTES).read_to_end(&mut ends)?;
        }
        Ok(Self { stamp, ends: sha256_hex(&ends) })
    }
}

/// The inputs of a plan as they were when it began.
pub struct Sources {
    prints: Vec<Option<Print>>,
}

impl Sources {
    /// Looks at all of them.
    pub fn new(plan: &Plan, progress: &Progress) -> Result<Self, ExportError> {
        let mut prints = Vec::with_capacity(plan.inputs.len());
        for input in &plan.inputs {
            if progress.is_cancelled() {
                return Err(ExportError::Cancelled);
            }
            prints.push(path_of(input).and_then(|path| Print::of(path).ok()));
        }
        Ok(Self { prints })
    }

    /// Whether the stamp of an input is what it was. Cheap.
    pub fn check(&self, plan: &Plan, index: usize) -> Result<(), ExportError> {
        let Some(path) = path_of(&plan.inputs[index]) else { return Ok(()) };
        let now = std::fs::metadata(path).ok().map(|metadata| Stamp::of(&metadata));
        // One that could not be opened may still have a stamp; it is in quarantine.
        match &self.prints[index] {
            Some(print) if Some(&print.stamp) != now.as_ref() => Err(ExportError::Changed(path.to_owned())),
            _ => Ok(()),
        }
    }

    /// Whether all inputs are what they were, as far as their stamps and ends tell.
    pub fn check_all(&self, plan: &Plan, progress: &Progress) -> Result<(), ExportError> {
        for (input, print) in plan.inputs.iter().zip(&self.prints) {
            if progress.is_cancelled() {
                return Err(ExportError::Cancelled);
            }
            if let Some(path) = path_of(input)
                && Print::of(path).ok() != *print
            {
                return Err(ExportError::Changed(path.to_owned()));
            }
        }
        Ok(())
    }

    /// The plan as a journal knows it, and as a manifest does: there without what a copy of the sources would change.
    pub fn fingerprint(&self, plan: &Plan) -> (Fingerprint, String) {
        let part = |value: Value| sha256_hex(value.to_string().as_bytes());
        let names: Vec<&str> = plan.inputs.iter().map(|input| plan.name_and_bytes(input).0).collect();
        let texts = plan.job.texts.iter().map(|(_, text)| sha256_hex(text.as_bytes())).collect::<Vec<_>>();
        let fields: Vec<Value> = (plan.job.sources.iter())
            .map(|source| json!([source.field, source.encoding.map(crate::corpus::Encoding::name)]))
            .collect();
        let ends: Vec<_> = self.prints.iter().map(|print| print.as_ref().map(|p| (p.stamp.bytes, &p.ends))).collect();
        let content = json!([names, texts, fields, ends]);
        let stamps: Vec<_> = (self.prints.iter())
            .map(|print| print.as_ref().map(|p| (p.stamp.modified.to_string(), p.stamp.inode)))
            .collect();
        let mut parts = vec![
            ("version", json!(env!("CARGO_PKG_VERSION"))),
            ("settings", settings(&plan.settings)),
            ("export options", json!([plan.job.name, plan.options(&plan.job.options)])),
            ("dictionaries", json!(plan.dictionaries())),
            ("sources", content.clone()),
        ];
        let whole = part(json!(parts));
        if let Some((_, sources)) = parts.last_mut() {
            *sources = json!([content, stamps]);
        }
        (Fingerprint(parts.into_iter().map(|(name, value)| (name.to_owned(), part(value))).collect()), whole)
    }
}

fn path_of(input: &Input) -> Option<&Path> {
    match input {
        Input::Text(_) => None,
        Input::File(file) => Some(&file.path),
    }
}
