// Style: sequentially consistent throughout, and a yield between two tries.
use std::sync::atomic::{AtomicU8, Ordering};
use std::thread;

pub struct Lock(AtomicU8);

impl Lock {
    pub fn new() -> Lock {
        Lock(AtomicU8::new(0))
    }

    pub fn lock(&self) {
        while self.0.swap(1, Ordering::SeqCst) == 1 {
            thread::yield_now();
        }
    }

    pub fn unlock(&self) {
        self.0.store(0, Ordering::SeqCst);
    }
}
