//! Where bytes come from, for names and for sentences about what is wrong with them.

use crate::corpus::packing::PackingError;
use crate::corpus::{CorpusError, SourceFile};
use crate::text::display::printable;
use std::io;
use std::sync::Arc;

/// A file, or a member of an archive.
#[derive(Clone, Debug)]
pub struct Origin {
    /// The file.
    pub file: Arc<SourceFile>,
    /// The member's name, escaped for showing.
    pub member: Option<String>,
}

impl Origin {
    /// The file itself.
    pub fn of(file: &SourceFile) -> Self {
        Self { file: Arc::new(file.clone()), member: None }
    }

    /// A member of the archive that this is.
    pub fn member(&self, name: &str) -> Self {
        Self { file: self.file.clone(), member: Some(printable(name)) }
    }

    /// The name of a document.
    pub fn name(&self) -> String {
        match &self.member {
            Some(member) => format!("{}/{member}", self.file.name),
            None => self.file.name.clone(),
        }
    }

    /// The name of a document of many: the record with this number.
    pub fn record_name(&self, number: u64) -> String {
        format!("{}:{number}", self.name())
    }

    /// What is broken at `offset`, if that says something, and what to do.
    pub fn broken(&self, offset: impl Into<Option<u64>>, reason: impl Into<String>) -> CorpusError {
        self.broken_at("", offset, reason)
    }

    /// As [`Self::broken`], at a place like `line 17`.
    pub fn broken_at(&self, place: &str, offset: impl Into<Option<u64>>, reason: impl Into<String>) -> CorpusError {
        let inside = match &self.member {
            Some(member) if place.is_empty() => member.clone(),
            Some(member) => format!("{member}: {place}"),
            None => place.to_owned(),
        };
        CorpusError::Broken { path: self.file.path.clone(), inside, offset: offset.into(), reason: reason.into() }
    }

    /// What a failed reading means: broken packing, text in another encoding, or the system's own refusal.
    pub fn unreadable(&self, error: io::Error) -> CorpusError {
        if let Some(packing) = error.get_ref().and_then(|inner| inner.downcast_ref::<PackingError>()) {
            return self.broken(packing.offset, packing.reason.clone());
        }
        if let Some(decoding) =
            error.get_ref().and_then(|inner| inner.downcast_ref::<crate::corpus::decode::DecodeError>())
        {
            return self.broken(decoding.offset, decoding.reason.clone());
        }
        CorpusError::Io { path: self.file.path.clone(), action: "cannot read", source: error }
    }
}
