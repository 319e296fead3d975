// fails: two threads - takes a weak exchange that failed for no reason for one that took place
use std::sync::atomic::{AtomicBool, Ordering};

pub struct Lock {
    taken: AtomicBool,
}

impl Lock {
    pub const fn new() -> Lock {
        Lock { taken: AtomicBool::new(false) }
    }

    pub fn lock(&self) {
        loop {
            match self.taken.compare_exchange_weak(false, true, Ordering::Acquire, Ordering::Relaxed) { // <- here
                Ok(_) => return,
                // It was free, so the exchange must have taken it.
                Err(false) => return, // <- here
                Err(true) => std::hint::spin_loop(),
            }
        }
    }

    pub fn unlock(&self) {
        self.taken.store(false, Ordering::Release);
    }
}
