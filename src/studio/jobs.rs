//! Background work: compiling, counting, exporting; polled every frame.

use crate::estimate::{Size, Tier};
use crate::export::Outcome;
use crate::progress::Progress;
use std::path::PathBuf;

/// The export as the window sees it.
#[derive(Default)]
pub struct ExportState {
    /// Sizes of the sources, once measured.
    pub size: Option<Size>,
    /// Records expected with these settings, once estimated.
    pub expected_records: Option<u64>,
    /// Tier that the expected records reach.
    pub tier: Option<Tier>,
    /// The running job.
    pub running: Option<JobState>,
    /// The last result and its folder.
    pub result: Option<(PathBuf, Outcome)>,
    /// Why the last export failed.
    pub failure: Option<String>,
}

/// A running export.
pub struct JobState {
    /// Its counters.
    pub progress: Progress,
    /// Where it writes.
    pub out: PathBuf,
    /// When it began.
    pub started: std::time::Instant,
}
