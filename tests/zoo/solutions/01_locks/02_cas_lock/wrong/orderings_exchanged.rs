// fails: two threads - Acquire where the exchange fails, Relaxed where it succeeds
use std::sync::atomic::{AtomicBool, Ordering};

pub struct Lock {
    taken: AtomicBool,
}

impl Lock {
    pub const fn new() -> Lock {
        Lock { taken: AtomicBool::new(false) }
    }

    pub fn lock(&self) {
        while self.taken.compare_exchange(false, true, Ordering::Relaxed, Ordering::Acquire).is_err() {} // <- here
    }

    pub fn unlock(&self) {
        self.taken.store(false, Ordering::Release);
    }
}
