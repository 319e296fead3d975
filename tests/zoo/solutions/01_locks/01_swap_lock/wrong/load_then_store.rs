// fails: two threads - looks and takes in two steps
use std::sync::atomic::{AtomicBool, Ordering};

pub struct Lock {
    taken: AtomicBool,
}

impl Lock {
    pub const fn new() -> Lock {
        Lock { taken: AtomicBool::new(false) }
    }

    pub fn lock(&self) {
        while self.taken.load(Ordering::Acquire) {
            std::hint::spin_loop();
        }
        self.taken.store(true, Ordering::Relaxed); // <- here
    }

    pub fn unlock(&self) {
        self.taken.store(false, Ordering::Release);
    }
}
