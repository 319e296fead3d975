//! Something that is done once, whoever comes first.

use std::sync::atomic::{AtomicBool, Ordering};

/// Runs one closure, once.
pub struct RunOnce {
    done: AtomicBool,
}

impl RunOnce {
    /// Nothing has been run yet.
    pub const fn new() -> Self {
        RunOnce {
            done: AtomicBool::new(false),
        }
    }

    /// Runs `f` if no closure has been run yet. When it returns, one has been run to its end, here or on another thread.
    pub fn call_once(&self, f: impl FnOnce()) {
        if !self.done.load(Ordering::Relaxed) {
            self.done.store(true, Ordering::Relaxed);
            f();
        }
    }

    /// Whether a closure has been run to its end. Never waits.
    pub fn is_done(&self) -> bool {
        self.done.load(Ordering::Relaxed)
    }
}
