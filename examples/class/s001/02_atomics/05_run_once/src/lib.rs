//! Something that is done once, whoever comes first.

use std::hint;
use std::sync::atomic::{AtomicU8, Ordering};

/// Nobody has called yet.
const NEW: u8 = 0;
/// Somebody is running its closure.
const RUNNING: u8 = 1;
/// The closure has been run to its end.
const DONE: u8 = 2;

/// Runs one closure, once.
#[derive(Debug, Default)]
pub struct RunOnce {
    state: AtomicU8,
}

impl RunOnce {
    /// Nothing has been run yet.
    pub const fn new() -> Self {
        RunOnce {
            state: AtomicU8::new(NEW),
        }
    }

    /// Runs `f` if no closure has been run yet. When it returns, one has been run to its end, here or on another thread.
    pub fn call_once(&self, f: impl FnOnce()) {
        // Relaxed: nothing has been handed over yet; who fails looks again below.
        let first = self
            .state
            .compare_exchange(NEW, RUNNING, Ordering::Relaxed, Ordering::Relaxed);
        if first.is_ok() {
            f();
            // Release: whoever sees `DONE` sees what `f` did.
            self.state.store(DONE, Ordering::Release);
        } else {
            while !self.is_done() {
                hint::spin_loop();
            }
        }
    }

    /// Whether a closure has been run to its end. Never waits.
    pub fn is_done(&self) -> bool {
        self.state.load(Ordering::Acquire) == DONE
    }
}
