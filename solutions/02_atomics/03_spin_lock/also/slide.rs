//! Style: the slide's own bare loop, without any hint; only `unlock` is repaired.

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
        while self.locked.swap(true, Ordering::AcqRel) {}
    }

    pub fn unlock(&self) {
        self.locked.store(false, Ordering::Release);
    }

    pub fn try_lock(&self) -> bool {
        !self.locked.swap(true, Ordering::AcqRel)
    }
}
