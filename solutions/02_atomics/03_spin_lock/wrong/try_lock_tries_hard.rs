// fails: try_lock tells the truth - try_lock tries a hundred times
use std::sync::atomic::{AtomicBool, Ordering};

pub struct SpinLockMutex {
    locked: AtomicBool,
}

impl SpinLockMutex {
    pub fn new() -> Self {
        Self {
            locked: AtomicBool::new(false),
        }
    }

    pub fn lock(&self) {
        while self.locked.swap(true, Ordering::Acquire) {}
    }

    pub fn unlock(&self) {
        self.locked.store(false, Ordering::Release);
    }

    pub fn try_lock(&self) -> bool {
        for _ in 0..100 {
            if !self.locked.swap(true, Ordering::Acquire) {
                return true;
            }
            std::thread::yield_now();
        }
        false
    }
}
