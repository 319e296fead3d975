// fails: two threads - the next one is served with a Relaxed store
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
        let mine = self.next.fetch_add(1, Ordering::Relaxed);
        while self.serving.load(Ordering::Acquire) != mine {}
    }

    pub fn unlock(&self) {
        let served = self.serving.load(Ordering::Relaxed);
        self.serving.store(served + 1, Ordering::Relaxed); // <- here
    }
}
