// Style: looks a few times in vain, then yields between two looks.
use std::sync::atomic::{AtomicBool, Ordering};
use std::{hint, thread};

pub struct Lock {
    taken: AtomicBool,
}

impl Lock {
    pub fn new() -> Lock {
        Lock { taken: AtomicBool::new(false) }
    }

    pub fn lock(&self) {
        let mut rounds = 0u32;
        while self.taken.compare_exchange(false, true, Ordering::Acquire, Ordering::Relaxed).is_err() {
            while self.taken.load(Ordering::Relaxed) {
                if rounds < 6 {
                    (0..1 << rounds).for_each(|_| hint::spin_loop());
                    rounds += 1;
                } else {
                    thread::yield_now();
                }
            }
        }
    }

    pub fn unlock(&self) {
        self.taken.store(false, Ordering::Release);
    }
}
