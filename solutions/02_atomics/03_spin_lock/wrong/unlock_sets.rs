// fails: one thread at a time - unlock swaps in true again, so nobody else ever gets the lock

use std::sync::atomic::{AtomicBool, Ordering};

pub struct SpinLockMutex {
    locked: AtomicBool,
}

impl SpinLockMutex {
    pub fn new() -> Self {
        SpinLockMutex {
            locked: AtomicBool::new(false),
        }
    }

    pub fn lock(&self) {
        while self.locked.swap(true, Ordering::Acquire) {}
    }

    pub fn unlock(&self) {
        self.locked.swap(true, Ordering::AcqRel);
    }

    pub fn try_lock(&self) -> bool {
        !self.locked.swap(true, Ordering::Acquire)
    }
}
