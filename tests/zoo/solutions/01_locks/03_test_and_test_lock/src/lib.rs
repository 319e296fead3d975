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
            while self.taken.load(Ordering::Relaxed) {
                std::hint::spin_loop();
            }
            if !self.taken.swap(true, Ordering::Acquire) {
                return;
            }
        }
    }

    pub fn unlock(&self) {
        self.taken.store(false, Ordering::Release);
    }
}
