// fails: two threads - unlock leaves the flag set
use std::sync::atomic::{AtomicBool, Ordering};

pub struct Lock {
    taken: AtomicBool,
}

impl Lock {
    pub const fn new() -> Lock {
        Lock { taken: AtomicBool::new(false) }
    }

    pub fn lock(&self) {
        while self.taken.swap(true, Ordering::Acquire) {} // <- here
    }

    pub fn unlock(&self) {
        self.taken.swap(true, Ordering::Release); // <- here
    }
}
