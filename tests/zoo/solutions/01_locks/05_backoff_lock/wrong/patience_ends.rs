// fails: two threads - goes on without the lock once the longest pause is over
use std::hint;
use std::sync::atomic::{AtomicBool, Ordering};

pub struct Lock {
    taken: AtomicBool,
}

impl Lock {
    pub const fn new() -> Lock {
        Lock { taken: AtomicBool::new(false) }
    }

    pub fn lock(&self) {
        let mut pause = 1;
        while self.taken.swap(true, Ordering::Acquire) && pause < 64 { // <- here
            for _ in 0..pause {
                hint::spin_loop();
            }
            pause *= 2;
        }
    }

    pub fn unlock(&self) {
        self.taken.store(false, Ordering::Release);
    }
}
