// fails: one thread at a time - lock gives up after three tries and goes on without the lock

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
        let mut tries = 0;
        while self.locked.swap(true, Ordering::AcqRel) && tries < 3 {
            tries += 1;
        }
    }

    pub fn unlock(&self) {
        self.locked.store(false, Ordering::Release);
    }

    pub fn try_lock(&self) -> bool {
        !self.locked.swap(true, Ordering::Acquire)
    }
}
