// fails: one thread at a time - acquires only when the exchange fails

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
        while self
            .locked
            .compare_exchange(false, true, Ordering::Relaxed, Ordering::Acquire)
            .is_err()
        {
            std::thread::yield_now();
        }
    }

    pub fn unlock(&self) {
        self.locked.store(false, Ordering::Release);
    }

    pub fn try_lock(&self) -> bool {
        !self.locked.swap(true, Ordering::Acquire)
    }
}
