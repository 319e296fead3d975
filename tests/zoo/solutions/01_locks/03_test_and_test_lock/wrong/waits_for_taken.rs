// fails: two threads - the test is the wrong way round, so a taken lock is taken again
use std::sync::atomic::{AtomicBool, Ordering};

pub struct Lock {
    taken: AtomicBool,
}

impl Lock {
    pub const fn new() -> Lock {
        Lock { taken: AtomicBool::new(false) }
    }

    pub fn lock(&self) {
        if !self.taken.load(Ordering::Relaxed) { // <- here
            self.taken.store(true, Ordering::Relaxed); // <- here
            return;
        }
        while self.taken.swap(true, Ordering::Acquire) {}
    }

    pub fn unlock(&self) {
        self.taken.store(false, Ordering::Release);
    }
}
