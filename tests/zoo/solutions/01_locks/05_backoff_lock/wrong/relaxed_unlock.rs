// fails: two threads - the store that gives the lock back is Relaxed
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
        while self.taken.swap(true, Ordering::SeqCst) {
            (0..pause).for_each(|_| hint::spin_loop());
            pause = (pause * 2).min(64);
        }
    }

    pub fn unlock(&self) {
        self.taken.store(false, Ordering::Relaxed); // <- here
    }
}
