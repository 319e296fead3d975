// fails: SharedHits counts - one static atomic for all SharedHits

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

static COUNT: AtomicU32 = AtomicU32::new(0);

pub struct SharedHits {
    _private: (),
}

impl SharedHits {
    pub fn new() -> Self {
        SharedHits { _private: () }
    }

    pub fn hit(&self) {
        COUNT.fetch_add(1, Ordering::SeqCst);
    }

    pub fn count(&self) -> u32 {
        COUNT.load(Ordering::SeqCst)
    }

    pub fn reset(&self) -> u32 {
        COUNT.swap(0, Ordering::SeqCst)
    }
}
