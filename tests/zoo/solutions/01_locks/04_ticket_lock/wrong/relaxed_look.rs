// fails: two threads - the look at who is served is Relaxed
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
        let mine = self.next.fetch_add(1, Ordering::AcqRel);
        while self.serving.load(Ordering::Relaxed) != mine {} // <- here
    }

    pub fn unlock(&self) {
        self.serving.fetch_add(1, Ordering::Release);
    }
}
