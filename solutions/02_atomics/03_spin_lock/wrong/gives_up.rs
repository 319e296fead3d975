// fails: one thread at a time - lock gives up after a thousand tries and goes on without the lock

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
        for _ in 0..1000 {
            if !self.locked.swap(true, Ordering::Acquire) {
                return;
            }
        }
    }

    pub fn unlock(&self) {
        self.locked.store(false, Ordering::Release);
    }

    pub fn try_lock(&self) -> bool {
        !self.locked.swap(true, Ordering::Acquire)
    }
}
