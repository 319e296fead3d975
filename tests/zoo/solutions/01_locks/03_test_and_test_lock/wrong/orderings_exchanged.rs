// fails: two threads - the test acquires, the set that takes the lock is Relaxed
use std::sync::atomic::{AtomicBool, Ordering};

pub struct Lock {
    taken: AtomicBool,
}

impl Lock {
    pub const fn new() -> Lock {
        Lock { taken: AtomicBool::new(false) }
    }

    pub fn lock(&self) {
        loop {
            while self.taken.load(Ordering::Acquire) {}
            if !self.taken.swap(true, Ordering::Relaxed) { // <- here
                return;
            }
        }
    }

    pub fn unlock(&self) {
        self.taken.store(false, Ordering::Release);
    }
}
