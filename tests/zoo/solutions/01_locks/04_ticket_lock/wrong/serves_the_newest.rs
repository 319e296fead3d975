// fails: two threads - unlock serves the ticket that will be drawn next and forgets who already waits
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
        while self.serving.load(Ordering::Acquire) != mine {} // <- here
    }

    pub fn unlock(&self) {
        self.serving.store(self.next.load(Ordering::Relaxed), Ordering::Release); // <- here
    }
}
