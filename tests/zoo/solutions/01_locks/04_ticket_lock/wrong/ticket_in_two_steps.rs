// fails: two threads - a ticket is drawn with a load and a store, so two threads can draw the same
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
        let mine = self.next.load(Ordering::Relaxed); // <- here
        self.next.store(mine + 1, Ordering::Relaxed); // <- here
        while self.serving.load(Ordering::Acquire) != mine {}
    }

    pub fn unlock(&self) {
        self.serving.fetch_add(1, Ordering::Release);
    }
}
