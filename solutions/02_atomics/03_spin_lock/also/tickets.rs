//! Style: a fair lock: everybody draws a number and waits until it is served.

use std::sync::atomic::{AtomicUsize, Ordering};

pub struct SpinLockMutex {
    next: AtomicUsize,
    serving: AtomicUsize,
}

impl SpinLockMutex {
    pub const fn new() -> Self {
        SpinLockMutex {
            next: AtomicUsize::new(0),
            serving: AtomicUsize::new(0),
        }
    }

    pub fn lock(&self) {
        let mine = self.next.fetch_add(1, Ordering::Relaxed);
        while self.serving.load(Ordering::Acquire) != mine {
            std::hint::spin_loop();
        }
    }

    pub fn unlock(&self) {
        self.serving.fetch_add(1, Ordering::Release);
    }

    pub fn try_lock(&self) -> bool {
        let serving = self.serving.load(Ordering::Acquire);
        self.next
            .compare_exchange(
                serving,
                serving.wrapping_add(1),
                Ordering::Acquire,
                Ordering::Relaxed,
            )
            .is_ok()
    }
}
