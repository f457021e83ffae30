//! From sources to files, in a stable order.

use crate::corpus::{CorpusError, Source, SourceFile};

/// The files of `sources`, each source's sorted by name (bytes). A source without a readable file is an error.
pub fn files(sources: &[Source]) -> Result<Vec<SourceFile>, CorpusError> {
    let _ = sources;
    todo!("corpus")
}
