// fails: no hit is lost - compare_exchange that failed is not tried again

use std::cell::Cell;
use std::sync::atomic::{AtomicU32, Ordering};

pub struct Hits {
    count: Cell<u32>,
}

impl Hits {
    pub fn new() -> Self {
        Hits { count: Cell::new(0) }
    }

    pub fn hit(&self) {
        self.count.set(self.count.get() + 1);
    }

    pub fn count(&self) -> u32 {
        self.count.get()
    }

    pub fn reset(&self) -> u32 {
        self.count.replace(0)
    }

    pub fn exchange(&self, other: &Hits) {
        self.count.swap(&other.count);
    }
}

pub struct SharedHits {
    count: AtomicU32,
}

impl SharedHits {
    pub fn new() -> Self {
        SharedHits { count: AtomicU32::new(0) }
    }

    pub fn hit(&self) {
        let seen = self.count.load(Ordering::SeqCst);
        let _ = self.count.compare_exchange(seen, seen + 1, Ordering::SeqCst, Ordering::SeqCst);
    }

    pub fn count(&self) -> u32 {
        self.count.load(Ordering::SeqCst)
    }

    pub fn reset(&self) -> u32 {
        self.count.swap(0, Ordering::SeqCst)
    }
}
