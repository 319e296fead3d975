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
        while self.taken.swap(true, Ordering::Acquire) {
            for _ in 0..pause {
                hint::spin_loop();
            }
            pause = (pause * 2).min(64);
        }
    }

    pub fn unlock(&self) {
        self.taken.store(false, Ordering::Release);
    }
}
