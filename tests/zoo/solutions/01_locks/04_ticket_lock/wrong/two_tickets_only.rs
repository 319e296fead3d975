// fails: three threads - tickets are counted modulo two, so the third thread draws the first one's ticket again
use std::sync::atomic::{AtomicUsize, Ordering};

pub struct Lock {
    next: AtomicUsize,
    serving: AtomicUsize,
}

impl Lock {
    pub const fn new() -> Lock {
        Lock { next: AtomicUsize::new(0), serving: AtomicUsize::new(0) }
    }

    pub fn lock(&self) {
        let mine = self.next.fetch_xor(1, Ordering::Relaxed); // <- here
        while self.serving.load(Ordering::Acquire) != mine {} // <- here
    }

    pub fn unlock(&self) {
        self.serving.fetch_xor(1, Ordering::Release);
    }
}
