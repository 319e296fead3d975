//! A mutex made of one atomic flag.

use std::hint;
use std::sync::atomic::{AtomicBool, Ordering};

/// A lock that spins: whoever finds it taken tries again until it is free.
#[derive(Debug, Default)]
pub struct SpinLockMutex {
    locked: AtomicBool,
}

impl SpinLockMutex {
    /// A lock that nobody holds.
    pub const fn new() -> Self {
        SpinLockMutex {
            locked: AtomicBool::new(false),
        }
    }

    /// Takes the lock. Waits as long as another thread holds it.
    pub fn lock(&self) {
        while !self.try_lock() {
            hint::spin_loop();
        }
    }

    /// Gives the lock back. Only the thread that holds it may call this.
    pub fn unlock(&self) {
        // Release: the next owner's Acquire sees all that this owner wrote.
        self.locked.store(false, Ordering::Release);
    }

    /// Takes the lock if it is free and returns `true`; returns `false` at once if it is taken.
    pub fn try_lock(&self) -> bool {
        !self.locked.swap(true, Ordering::Acquire)
    }
}
