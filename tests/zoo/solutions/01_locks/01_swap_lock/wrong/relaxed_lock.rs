// fails: two threads - the swap that takes the lock is Relaxed
use std::sync::atomic::{AtomicBool, Ordering};

pub struct Lock {
    taken: AtomicBool,
}

impl Lock {
    pub const fn new() -> Lock {
        Lock { taken: AtomicBool::new(false) }
    }

    pub fn lock(&self) {
        while self.taken.swap(true, Ordering::Relaxed) {} // <- here
    }

    pub fn unlock(&self) {
        self.taken.store(false, Ordering::Release);
    }
}
