// fails: two threads - does not look at what the swap returned
use std::sync::atomic::{AtomicBool, Ordering};

pub struct Lock {
    taken: AtomicBool,
}

impl Lock {
    pub const fn new() -> Lock {
        Lock { taken: AtomicBool::new(false) }
    }

    pub fn lock(&self) {
        while self.taken.load(Ordering::Relaxed) {}
        self.taken.swap(true, Ordering::Acquire); // <- here
    }

    pub fn unlock(&self) {
        self.taken.store(false, Ordering::Release);
    }
}
