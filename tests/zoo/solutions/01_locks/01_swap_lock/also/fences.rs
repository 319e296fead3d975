// Style: relaxed operations, ordered by fences.
use std::sync::atomic::{AtomicBool, Ordering, fence};

pub struct Lock {
    taken: AtomicBool,
}

impl Lock {
    pub fn new() -> Lock {
        Lock { taken: AtomicBool::new(false) }
    }

    pub fn lock(&self) {
        while self.taken.swap(true, Ordering::Relaxed) {
            std::hint::spin_loop();
        }
        fence(Ordering::Acquire);
    }

    pub fn unlock(&self) {
        fence(Ordering::Release);
        self.taken.store(false, Ordering::Relaxed);
    }
}
