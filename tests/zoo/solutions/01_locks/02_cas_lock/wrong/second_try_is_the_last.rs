// fails: two threads - `if` for `while` around the exchange
use std::sync::atomic::{AtomicBool, Ordering};

pub struct Lock {
    taken: AtomicBool,
}

impl Lock {
    pub const fn new() -> Lock {
        Lock { taken: AtomicBool::new(false) }
    }

    pub fn lock(&self) {
        if self.taken.compare_exchange(false, true, Ordering::Acquire, Ordering::Relaxed).is_err() { // <- here
            std::thread::yield_now();
            let _ = self.taken.compare_exchange(false, true, Ordering::Acquire, Ordering::Relaxed); // <- here
        }
    }

    pub fn unlock(&self) {
        self.taken.store(false, Ordering::Release);
    }
}
