// fails: two threads - does not look whether the exchange took place
use std::sync::atomic::{AtomicBool, Ordering};

pub struct Lock {
    taken: AtomicBool,
}

impl Lock {
    pub const fn new() -> Lock {
        Lock { taken: AtomicBool::new(false) }
    }

    pub fn lock(&self) {
        let _ = self.taken.compare_exchange(false, true, Ordering::Acquire, Ordering::Relaxed); // <- here
    }

    pub fn unlock(&self) {
        self.taken.store(false, Ordering::Release);
    }
}
