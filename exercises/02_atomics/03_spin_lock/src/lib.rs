//! A mutex made of one atomic flag.

use std::sync::atomic::{AtomicBool, Ordering};

/// A lock that spins: whoever finds it taken tries again until it is free.
pub struct SpinLockMutex {
    locked: AtomicBool,
}

impl SpinLockMutex {
    /// A lock that nobody holds.
    pub fn new() -> Self {
        SpinLockMutex {
            locked: AtomicBool::new(false),
        }
    }

    /// Takes the lock. Waits as long as another thread holds it.
    pub fn lock(&self) {
        while self.locked.swap(true, Ordering::AcqRel) {}
    }

    /// Gives the lock back. Only the thread that holds it may call this.
    pub fn unlock(&self) {
        self.locked.store(false, Ordering::AcqRel);
    }

    /// Takes the lock if it is free and returns `true`; returns `false` at once if it is taken.
    pub fn try_lock(&self) -> bool {
        todo!()
    }
}
