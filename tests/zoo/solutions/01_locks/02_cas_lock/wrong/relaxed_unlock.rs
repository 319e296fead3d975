// fails: two threads - the store that gives the lock back is Relaxed
use std::sync::atomic::{AtomicBool, Ordering};

pub struct Lock {
    taken: AtomicBool,
}

impl Lock {
    pub const fn new() -> Lock {
        Lock { taken: AtomicBool::new(false) }
    }

    pub fn lock(&self) {
        while self.taken.compare_exchange(false, true, Ordering::AcqRel, Ordering::Acquire).is_err() {}
    }

    pub fn unlock(&self) {
        self.taken.store(false, Ordering::Relaxed); // <- here
    }
}
