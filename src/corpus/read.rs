//! One file to its document.

use crate::corpus::{CorpusError, Document, SourceFile};

/// Reads and decodes one file.
pub fn document(file: &SourceFile) -> Result<Document, CorpusError> {
    let _ = file;
    todo!("corpus")
}
