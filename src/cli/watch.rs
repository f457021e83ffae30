//! The progress line of long work, only on a terminal.

use crate::progress::{Progress, Stage};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use std::fmt::Write;
use std::io::IsTerminal as _;
use std::time::Duration;

/// How often the line is drawn anew.
const TICK: Duration = Duration::from_millis(120);
/// Cells of the bar.
const WIDTH: usize = 24;

/// A line on standard error that follows a job's counters.
pub struct Watch(ProgressBar);

impl Watch {
    /// Starts to show `progress`; shows nothing when standard error is no terminal.
    pub fn start(progress: &Progress) -> Self {
        let is_shown = std::io::stderr().is_terminal();
        let target = if is_shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target);
        let watched = progress.clone();
        let line = move |state: &ProgressState, out: &mut dyn Write| {
            // A line that cannot be drawn is no reason to stop.
            let _ = out.write_str(&line(&watched, state.elapsed()));
        };
        if let Ok(style) = ProgressStyle::with_template("{spinner} {job}") {
            bar.set_style(style.with_key("job", line));
        }
        if is_shown {
            bar.enable_steady_tick(TICK);
        }
        Self(bar)
    }

    /// Takes the line away.
    pub fn stop(self) {
        self.0.finish_and_clear();
    }
}

fn line(progress: &Progress, elapsed: Duration) -> String {
    let (done, total) = (progress.bytes_done(), progress.bytes_total());
    let stage = match progress.stage() {
        Stage::Scanning if total == 0 => return "looking for sources".into(),
        Stage::Scanning | Stage::Writing => "reading",
        Stage::Finishing => "finishing",
        Stage::Done => "done",
    };
    let fraction = progress.fraction();
    let filled = (fraction * WIDTH as f32) as usize;
    let bar = format!("{}{}", "█".repeat(filled), "░".repeat(WIDTH - filled.min(WIDTH)));
    let mega = |bytes: u64| bytes as f64 / 1e6;
    let mut line = format!("{stage} {bar} {:3.0} % · {:.1} of {:.1} MB", fraction * 100.0, mega(done), mega(total));
    if progress.records() > 0 {
        line += &format!(" · {} records", progress.records());
    }
    if let Some(left) = progress.time_left(elapsed).filter(|_| progress.stage() == Stage::Writing) {
        line += &format!(" · {} left", duration(left));
    }
    line
}

fn duration(time: Duration) -> String {
    match time.as_secs() {
        seconds @ 0..=99 => format!("{seconds} s"),
        seconds @ 100..=5999 => format!("{} min", seconds / 60),
        seconds => format!("{} h {} min", seconds / 3600, seconds / 60 % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_how_far_it_is() {
        let progress = Progress::new();
        assert_eq!(line(&progress, Duration::ZERO), "looking for sources");
        progress.set_stage(Stage::Writing);
        progress.set_bytes_total(4_000_000);
        progress.add_bytes(1_000_000);
        progress.add_records(12);
        assert_eq!(
            line(&progress, Duration::from_secs(60)),
            "reading ██████░░░░░░░░░░░░░░░░░░  25 % · 1.0 of 4.0 MB · 12 records · 3 min left"
        );
    }
}
