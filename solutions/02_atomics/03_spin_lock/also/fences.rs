//! Style: relaxed operations, ordered by fences.

use std::sync::atomic::{AtomicU8, Ordering, fence};

const FREE: u8 = 0;
const TAKEN: u8 = 1;

pub struct SpinLockMutex {
    state: AtomicU8,
}

impl SpinLockMutex {
    pub fn new() -> SpinLockMutex {
        SpinLockMutex {
            state: AtomicU8::new(FREE),
        }
    }

    pub fn lock(&self) {
        while self.state.swap(TAKEN, Ordering::Relaxed) == TAKEN {}
        fence(Ordering::Acquire);
    }

    pub fn unlock(&self) {
        fence(Ordering::Release);
        self.state.store(FREE, Ordering::Relaxed);
    }

    pub fn try_lock(&self) -> bool {
        let free = self.state.swap(TAKEN, Ordering::Relaxed) == FREE;
        if free {
            fence(Ordering::Acquire);
        }
        free
    }
}
