//! The source back from a target and its sites.

/// A replaced stretch as records hold it: byte offsets into source and target, and the source's words.
#[derive(Clone, PartialEq, Eq, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct SiteRow {
    /// In the source.
    pub start: usize,
    /// One past.
    pub end: usize,
    /// In the target.
    pub target_start: usize,
    /// One past.
    pub target_end: usize,
    /// The source's bytes `start..end`.
    pub word: String,
    /// The symbol; empty for a folded member.
    pub symbol: String,
    /// Headword, or members joined by ` + `.
    pub entry: String,
}

/// Why rows do not fit a target.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("site {row}: {message}")]
pub struct RestoreError {
    /// Which row, from 0.
    pub row: usize,
    /// What does not fit.
    pub message: &'static str,
}

/// Puts the words back: `restore(target, sites) == source`.
pub fn restore(target: &str, sites: &[SiteRow]) -> Result<String, RestoreError> {
    let _ = (target, sites);
    todo!("engine")
}
