//! Style: looks with a cheap load before it tries to take the lock.

use std::hint::spin_loop;
use std::sync::atomic::{AtomicBool, Ordering};

#[derive(Default)]
pub struct SpinLockMutex {
    taken: AtomicBool,
}

impl SpinLockMutex {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn lock(&self) {
        while self.taken.swap(true, Ordering::Acquire) {
            while self.taken.load(Ordering::Relaxed) {
                spin_loop();
            }
        }
    }

    pub fn unlock(&self) {
        self.taken.store(false, Ordering::Release);
    }

    pub fn try_lock(&self) -> bool {
        !self.taken.load(Ordering::Relaxed) && !self.taken.swap(true, Ordering::Acquire)
    }
}
