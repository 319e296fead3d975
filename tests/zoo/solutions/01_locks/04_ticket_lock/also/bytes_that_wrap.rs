// Style: one-byte tickets that wrap at the very first hand-over, and a read-modify-write in unlock.
use std::sync::atomic::{AtomicU8, Ordering};

pub struct Lock {
    next: AtomicU8,
    serving: AtomicU8,
}

impl Lock {
    pub fn new() -> Lock {
        Lock { next: AtomicU8::new(255), serving: AtomicU8::new(255) }
    }

    pub fn lock(&self) {
        let mine = self.next.fetch_add(1, Ordering::Relaxed);
        while self.serving.load(Ordering::Acquire) != mine {}
    }

    pub fn unlock(&self) {
        self.serving.fetch_add(1, Ordering::Release);
    }
}
