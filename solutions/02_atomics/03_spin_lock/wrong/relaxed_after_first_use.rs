// fails: three threads too - unlock is Relaxed from the third use on
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

pub struct SpinLockMutex {
    locked: AtomicBool,
    uses: AtomicU32,
}

impl SpinLockMutex {
    pub fn new() -> Self {
        Self {
            locked: AtomicBool::new(false),
            uses: AtomicU32::new(0),
        }
    }

    pub fn lock(&self) {
        while self.locked.swap(true, Ordering::Acquire) {
            std::hint::spin_loop();
        }
    }

    pub fn unlock(&self) {
        let uses = self.uses.fetch_add(1, Ordering::Relaxed);
        let ordering = if uses < 2 {
            Ordering::Release
        } else {
            Ordering::Relaxed
        };
        self.locked.store(false, ordering);
    }

    pub fn try_lock(&self) -> bool {
        !self.locked.swap(true, Ordering::Acquire)
    }
}
