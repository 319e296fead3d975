// fails: two threads - unlock exchanges in the wrong direction
use std::sync::atomic::{AtomicBool, Ordering};

pub struct Lock {
    taken: AtomicBool,
}

impl Lock {
    pub const fn new() -> Lock {
        Lock { taken: AtomicBool::new(false) }
    }

    pub fn lock(&self) {
        while self.taken.compare_exchange_weak(false, true, Ordering::Acquire, Ordering::Relaxed).is_err() {} // <- here
    }

    pub fn unlock(&self) {
        let _ = self.taken.compare_exchange(false, true, Ordering::Release, Ordering::Relaxed); // <- here
    }
}
