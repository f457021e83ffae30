//! Counters that a worker raises and a watcher reads: stage, bytes, records, cancel. Cheap to clone.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU64, Ordering};
use std::time::Duration;

/// What a job is doing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Stage {
    /// Looking for sources and measuring them.
    Scanning,
    /// Reading, transforming and writing.
    Writing,
    /// Checksums, card, report, manifest.
    Finishing,
    /// Over.
    Done,
}

#[derive(Default)]
struct Counters {
    stage: AtomicU8,
    bytes_total: AtomicU64,
    bytes_done: AtomicU64,
    records: AtomicU64,
    cancelled: AtomicBool,
}

/// Shared counters of one job.
#[derive(Clone, Default)]
pub struct Progress(Arc<Counters>);

impl Progress {
    /// Counters at zero.
    pub fn new() -> Self {
        Self::default()
    }

    /// Tells what the job does now.
    pub fn set_stage(&self, stage: Stage) {
        self.0.stage.store(stage as u8, Ordering::Relaxed);
    }

    /// What the job does now.
    pub fn stage(&self) -> Stage {
        match self.0.stage.load(Ordering::Relaxed) {
            0 => Stage::Scanning,
            1 => Stage::Writing,
            2 => Stage::Finishing,
            _ => Stage::Done,
        }
    }

    /// Sets how many source bytes there are.
    pub fn set_bytes_total(&self, bytes: u64) {
        self.0.bytes_total.store(bytes, Ordering::Relaxed);
    }

    /// How many source bytes there are; 0 while unknown.
    pub fn bytes_total(&self) -> u64 {
        self.0.bytes_total.load(Ordering::Relaxed)
    }

    /// Adds source bytes that are dealt with.
    pub fn add_bytes(&self, bytes: u64) {
        self.0.bytes_done.fetch_add(bytes, Ordering::Relaxed);
    }

    /// Source bytes dealt with.
    pub fn bytes_done(&self) -> u64 {
        self.0.bytes_done.load(Ordering::Relaxed)
    }

    /// Adds finished records.
    pub fn add_records(&self, records: u64) {
        self.0.records.fetch_add(records, Ordering::Relaxed);
    }

    /// Finished records.
    pub fn records(&self) -> u64 {
        self.0.records.load(Ordering::Relaxed)
    }

    /// Part done, in 0 to 1; 0 while the total is unknown.
    pub fn fraction(&self) -> f32 {
        let total = self.bytes_total();
        if total == 0 { 0.0 } else { (self.bytes_done() as f32 / total as f32).min(1.0) }
    }

    /// How long the rest will take if it goes on as in the `elapsed` time; `None` while too little is done to say.
    pub fn time_left(&self, elapsed: Duration) -> Option<Duration> {
        let (done, total) = (self.bytes_done(), self.bytes_total());
        if done == 0 || total == 0 || elapsed.as_millis() < 500 {
            return None;
        }
        let left = total.saturating_sub(done);
        Duration::try_from_secs_f64(elapsed.as_secs_f64() * left as f64 / done as f64).ok()
    }

    /// Asks the job to stop soon.
    pub fn cancel(&self) {
        self.0.cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether somebody asked the job to stop.
    pub fn is_cancelled(&self) -> bool {
        self.0.cancelled.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_left_follows_the_pace() {
        let progress = Progress::new();
        let second = Duration::from_secs(1);
        assert_eq!(progress.time_left(second), None);
        progress.set_bytes_total(100);
        progress.add_bytes(25);
        assert_eq!(progress.time_left(second), Some(3 * second));
        assert_eq!(progress.time_left(Duration::from_millis(10)), None);
        progress.add_bytes(100);
        assert_eq!(progress.time_left(second), Some(Duration::ZERO));
        assert!((progress.fraction() - 1.0).abs() < f32::EPSILON);
    }

    #[test]
    fn clones_share_their_counters() {
        let (job, watcher) = {
            let job = Progress::new();
            (job.clone(), job)
        };
        watcher.cancel();
        job.set_stage(Stage::Finishing);
        assert!(job.is_cancelled());
        assert_eq!(watcher.stage(), Stage::Finishing);
    }
}
