// fails: two threads - goes on without the lock after a hundred tries
use std::sync::atomic::{AtomicBool, Ordering};

pub struct Lock {
    taken: AtomicBool,
}

impl Lock {
    pub const fn new() -> Lock {
        Lock { taken: AtomicBool::new(false) }
    }

    pub fn lock(&self) {
        for _ in 0..100 {
            if !self.taken.swap(true, Ordering::Acquire) { // <- here
                return;
            }
        }
    }

    pub fn unlock(&self) {
        self.taken.store(false, Ordering::Release);
    }
}
