//! What time it is, how to wait, and who asks.

use std::{
    cell::Cell,
    sync::{
        LazyLock, Mutex, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
    thread,
    time::Duration,
};
use tokio::time::Instant;

/// A clock of a check's own, for threads that live in virtual time.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    /// The time since some fixed moment.
    pub now: fn() -> Duration,
    /// Waits, for blocking code.
    pub sleep: fn(Duration),
    /// Some number for the current thread.
    pub thread: fn() -> u32,
}

impl Clock {
    /// The clock that is used as long as none is set: time is tokio's, which may be paused, blocking code really waits,
    /// and threads are the operating system's.
    pub const fn real() -> Self {
        Clock {
            now: tokio_now,
            sleep: thread::sleep,
            thread: os_thread,
        }
    }
}

static CLOCK: Mutex<Clock> = Mutex::new(Clock::real());

thread_local!(static RUNS_TASKS: Cell<bool> = const { Cell::new(false) });

/// Says that the current thread runs tokio's tasks, so that blocking it stops all of them. (tokio itself does not tell
/// such a thread from one of `spawn_blocking`, where blocking is right.)
pub fn this_thread_runs_tasks() {
    RUNS_TASKS.set(true);
}

/// Whether it was said that the current thread runs tokio's tasks.
pub(crate) fn runs_tasks() -> bool {
    RUNS_TASKS.get()
}

/// Sets the clock for the whole process.
pub fn set_clock(clock: Clock) {
    *CLOCK.lock().unwrap_or_else(PoisonError::into_inner) = clock;
}

/// The clock in use, copied so that no lock is held while it is asked.
pub(crate) fn clock() -> Clock {
    *CLOCK.lock().unwrap_or_else(PoisonError::into_inner)
}

fn tokio_now() -> Duration {
    static ORIGIN: LazyLock<Instant> = LazyLock::new(Instant::now);
    let origin = *ORIGIN;
    Instant::now().saturating_duration_since(origin)
}

fn os_thread() -> u32 {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    thread_local!(static NUMBER: Cell<Option<u32>> = const { Cell::new(None) });
    NUMBER.get().unwrap_or_else(|| {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        NUMBER.set(Some(number));
        number
    })
}
