// fails: two threads - takes it for granted that the lock is free after a pause
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

pub struct Lock {
    taken: AtomicBool,
}

impl Lock {
    pub const fn new() -> Lock {
        Lock { taken: AtomicBool::new(false) }
    }

    pub fn lock(&self) {
        if self.taken.swap(true, Ordering::Acquire) { // <- here
            thread::sleep(Duration::from_millis(10)); // <- here
            self.taken.store(true, Ordering::Relaxed); // <- here
        }
    }

    pub fn unlock(&self) {
        self.taken.store(false, Ordering::Release);
    }
}
