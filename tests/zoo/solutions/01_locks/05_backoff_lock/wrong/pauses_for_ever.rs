// fails: two threads - looks at the flag only once and then pauses for ever
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

pub struct Lock {
    taken: AtomicBool,
}

impl Lock {
    pub const fn new() -> Lock {
        Lock { taken: AtomicBool::new(false) }
    }

    pub fn lock(&self) {
        let taken = self.taken.swap(true, Ordering::Acquire); // <- here
        while taken {
            thread::yield_now(); // <- here
        }
    }

    pub fn unlock(&self) {
        self.taken.store(false, Ordering::Release);
    }
}
