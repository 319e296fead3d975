// Style: nothing in the loop, and orderings stronger than needed.
use std::sync::atomic::{AtomicBool, Ordering};

pub struct Lock {
    taken: AtomicBool,
}

impl Lock {
    pub fn new() -> Lock {
        Lock { taken: AtomicBool::new(false) }
    }

    pub fn lock(&self) {
        while self.taken.swap(true, Ordering::AcqRel) {}
    }

    pub fn unlock(&self) {
        self.taken.swap(false, Ordering::AcqRel);
    }
}
