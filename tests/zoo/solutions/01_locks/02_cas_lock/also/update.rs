// Style: `fetch_update` instead of a loop around an exchange.
use std::sync::atomic::{AtomicBool, Ordering};

pub struct Lock {
    taken: AtomicBool,
}

impl Lock {
    pub fn new() -> Lock {
        Lock { taken: AtomicBool::new(false) }
    }

    pub fn lock(&self) {
        let take = |taken: bool| (!taken).then_some(true);
        while self.taken.fetch_update(Ordering::Acquire, Ordering::Relaxed, take).is_err() {
            std::thread::yield_now();
        }
    }

    pub fn unlock(&self) {
        self.taken.fetch_and(false, Ordering::Release);
    }
}
