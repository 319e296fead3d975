// Style: sleeps longer and longer.
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

pub struct Lock {
    taken: AtomicBool,
}

impl Lock {
    pub fn new() -> Lock {
        Lock { taken: AtomicBool::new(false) }
    }

    pub fn lock(&self) {
        let mut pause = Duration::from_micros(1);
        while self.taken.swap(true, Ordering::Acquire) {
            thread::sleep(pause);
            pause = (pause * 2).min(Duration::from_millis(1));
        }
    }

    pub fn unlock(&self) {
        self.taken.store(false, Ordering::Release);
    }
}
