// fails: resets add up - keeps all hits and those already told in two atomics, which two resets can mix up

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
    all: AtomicU32,
    told: AtomicU32,
}

impl SharedHits {
    pub fn new() -> Self {
        SharedHits { all: AtomicU32::new(0), told: AtomicU32::new(0) }
    }

    pub fn hit(&self) {
        self.all.fetch_add(1, Ordering::SeqCst);
    }

    pub fn count(&self) -> u32 {
        self.all.load(Ordering::SeqCst).wrapping_sub(self.told.load(Ordering::SeqCst))
    }

    pub fn reset(&self) -> u32 {
        let all = self.all.load(Ordering::SeqCst);
        all.wrapping_sub(self.told.swap(all, Ordering::SeqCst))
    }
}
