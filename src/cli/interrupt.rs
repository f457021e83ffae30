//! Ctrl-C: asks a running job to stop, so that it can tidy up; without a job, or the second time, it ends the program.

use crate::progress::{Progress, Stage};
use std::sync::Mutex;

static JOB: Mutex<Option<Progress>> = Mutex::new(None);

/// Exit code of a program that the user stopped.
const CANCELLED: i32 = 130;

/// Takes over Ctrl-C. Where that fails the system's own way stays.
pub fn install() {
    let _ = ctrlc::set_handler(|| {
        let job = JOB.lock().ok().and_then(|mut job| job.take());
        match job {
            // Nothing is written while a job looks for its sources, so there is nothing to tidy up.
            Some(progress) if progress.stage() != Stage::Scanning => progress.cancel(),
            Some(_) | None => std::process::exit(CANCELLED),
        }
    });
}

/// From now on the first Ctrl-C cancels `progress`.
pub fn cancels(progress: &Progress) {
    if let Ok(mut job) = JOB.lock() {
        *job = Some(progress.clone());
    }
}
