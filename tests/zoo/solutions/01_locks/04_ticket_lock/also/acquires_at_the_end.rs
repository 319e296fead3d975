// Style: relaxed looks while waiting, one fence at the end.
use std::sync::atomic::{AtomicUsize, Ordering, fence};

pub struct Lock {
    next: AtomicUsize,
    serving: AtomicUsize,
}

impl Lock {
    pub fn new() -> Lock {
        Lock { next: AtomicUsize::new(0), serving: AtomicUsize::new(0) }
    }

    pub fn lock(&self) {
        let mine = self.next.fetch_add(1, Ordering::Relaxed);
        while self.serving.load(Ordering::Relaxed) != mine {
            std::thread::yield_now();
        }
        fence(Ordering::Acquire);
    }

    pub fn unlock(&self) {
        self.serving.fetch_add(1, Ordering::Release);
    }
}
