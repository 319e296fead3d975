// Style: test and set in one condition.
use std::sync::atomic::{AtomicBool, Ordering::*};

#[derive(Default)]
pub struct Lock {
    taken: AtomicBool,
}

impl Lock {
    pub fn new() -> Lock {
        Lock::default()
    }

    pub fn lock(&self) {
        while self.taken.load(Acquire) || self.taken.swap(true, AcqRel) {
            std::thread::yield_now();
        }
    }

    pub fn unlock(&self) {
        self.taken.store(false, SeqCst);
    }
}
