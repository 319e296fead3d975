//! A mailbox for one value.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

/// A value that one thread publishes and any thread may read.
#[derive(Debug, Default)]
pub struct Mailbox {
    value: AtomicU32,
    full: AtomicBool,
}

impl Mailbox {
    /// An empty mailbox.
    pub const fn new() -> Self {
        Mailbox {
            value: AtomicU32::new(0),
            full: AtomicBool::new(false),
        }
    }

    /// Publishes the value. Called at most once.
    pub fn publish(&self, value: u32) {
        self.value.store(value, Ordering::Relaxed);
        // Release: whoever reads this `true` also sees the value above.
        self.full.store(true, Ordering::Release);
    }

    /// The published value, or `None` if there is none yet. Never waits, and does not empty the mailbox.
    pub fn read(&self) -> Option<u32> {
        // Acquire: the value is read after the flag, and is at least as new.
        self.full
            .load(Ordering::Acquire)
            .then(|| self.value.load(Ordering::Relaxed))
    }
}
