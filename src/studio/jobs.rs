//! Background work: threads that always do the newest request, polled every frame.
//!
//! Threads live in this file only. A [`Background`] has at most one thread, one request waiting and one answer not yet
//! taken, so that no queue grows while a user types.

use crate::estimate::{Size, Tier};
use crate::export::Outcome;
use crate::progress::Progress;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

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

/// Told whenever some background work ends; what [`Signal::wait`] wakes up for.
#[derive(Clone, Default)]
pub(crate) struct Signal(Arc<(Mutex<u64>, Condvar)>);

impl Signal {
    fn tell(&self) {
        *lock(&self.0.0) += 1;
        self.0.1.notify_all();
    }

    /// Waits until something ends, but not for long: what ended before the call is not missed for ever.
    pub(crate) fn wait(&self) {
        let guard = lock(&self.0.0);
        drop(self.0.1.wait_timeout(guard, Duration::from_millis(10)));
    }
}

/// What a job gives back.
pub(crate) enum Ended<A> {
    /// Its answer.
    Answer(A),
    /// It panicked; the sentence says with what.
    Panicked(String),
}

struct State<Q, A> {
    request: Option<(Q, Progress)>,
    running: Option<Progress>,
    ended: Option<Ended<A>>,
    started: bool,
    closed: bool,
}

struct Shared<Q, A> {
    state: Mutex<State<Q, A>>,
    wake: Condvar,
    work: fn(Q, &Progress) -> Option<A>,
    signal: Signal,
}

/// Work of one kind on its own thread. A new request cancels the running one and replaces the waiting one.
pub(crate) struct Background<Q, A>(Arc<Shared<Q, A>>);

impl<Q: Send + 'static, A: Send + 'static> Background<Q, A> {
    /// `work` gives `None` when it saw that it was cancelled. The thread starts with the first request.
    pub(crate) fn new(signal: &Signal, work: fn(Q, &Progress) -> Option<A>) -> Self {
        let state = State { request: None, running: None, ended: None, started: false, closed: false };
        Self(Arc::new(Shared { state: Mutex::new(state), wake: Condvar::new(), work, signal: signal.clone() }))
    }

    /// Asks for work; the counters are those the work raises.
    pub(crate) fn request(&self, request: Q) -> Progress {
        let progress = Progress::new();
        let mut state = lock(&self.0.state);
        if let Some(running) = &state.running {
            running.cancel();
        }
        state.request = Some((request, progress.clone()));
        let start = !std::mem::replace(&mut state.started, true);
        drop(state);
        self.0.wake.notify_all();
        if start {
            let shared = Arc::clone(&self.0);
            let thread = std::thread::Builder::new().name("hyperlex-work".into()).spawn(move || run(&shared));
            if thread.is_err() {
                // No thread to be had: better slow than never.
                step(&self.0);
                lock(&self.0.state).started = false;
            }
        }
        progress
    }

    /// Forgets what is waiting, running or done.
    pub(crate) fn cancel(&self) {
        let mut state = lock(&self.0.state);
        state.request = None;
        state.ended = None;
        if let Some(running) = &state.running {
            running.cancel();
        }
    }

    /// The newest answer, once.
    pub(crate) fn take(&self) -> Option<Ended<A>> {
        lock(&self.0.state).ended.take()
    }

    /// Whether something is waiting, running, or done and not taken.
    pub(crate) fn is_busy(&self) -> bool {
        let state = lock(&self.0.state);
        state.request.is_some() || state.running.is_some() || state.ended.is_some()
    }
}

impl<Q, A> Drop for Background<Q, A> {
    fn drop(&mut self) {
        let mut state = lock(&self.0.state);
        state.closed = true;
        state.request = None;
        if let Some(running) = &state.running {
            running.cancel();
        }
        drop(state);
        self.0.wake.notify_all();
    }
}

fn run<Q, A>(shared: &Shared<Q, A>) {
    loop {
        let mut state = lock(&shared.state);
        while state.request.is_none() && !state.closed {
            state = shared.wake.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        if state.closed {
            return;
        }
        drop(state);
        step(shared);
    }
}

/// Does the waiting request.
fn step<Q, A>(shared: &Shared<Q, A>) {
    let mut state = lock(&shared.state);
    let Some((request, progress)) = state.request.take() else { return };
    state.running = Some(progress.clone());
    drop(state);
    let ended = match catch_unwind(AssertUnwindSafe(|| (shared.work)(request, &progress))) {
        Ok(answer) => answer.map(Ended::Answer),
        Err(panic) => Some(Ended::Panicked(panic_message(panic.as_ref()))),
    };
    let mut state = lock(&shared.state);
    state.running = None;
    if ended.is_some() {
        state.ended = ended;
    }
    drop(state);
    shared.signal.tell();
}

fn panic_message(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    format!("internal error: {}", text.unwrap_or("no message"))
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers<A: Send + 'static>(background: &Background<u32, A>, signal: &Signal) -> Option<Ended<A>> {
        while background.is_busy() {
            if let Some(ended) = background.take() {
                return Some(ended);
            }
            signal.wait();
        }
        None
    }

    #[test]
    fn the_newest_request_is_answered() {
        let signal = Signal::default();
        let background = Background::new(&signal, |n: u32, _| Some(n));
        for n in 0..100 {
            background.request(n);
        }
        let mut last = None;
        while background.is_busy() {
            if let Some(Ended::Answer(n)) = background.take() {
                last = Some(n);
            }
            signal.wait();
        }
        assert_eq!(last, Some(99));
    }

    #[test]
    fn a_panic_is_an_answer_and_the_thread_lives_on() {
        let signal = Signal::default();
        let background = Background::new(&signal, |n: u32, _| if n == 0 { panic!("boom") } else { Some(n) });
        background.request(0);
        assert!(matches!(answers(&background, &signal), Some(Ended::Panicked(text)) if text == "internal error: boom"));
        background.request(7);
        assert!(matches!(answers(&background, &signal), Some(Ended::Answer(7))));
    }

    #[test]
    fn a_cancelled_request_gives_nothing() {
        let signal = Signal::default();
        let background = Background::new(&signal, |_: u32, progress| {
            while !progress.is_cancelled() {
                std::thread::yield_now();
            }
            None::<u32>
        });
        background.request(1);
        background.cancel();
        // Cancelled before it began there is nothing left to do; cancelled while running it stops by itself.
        assert!(answers(&background, &signal).is_none());
    }
}
