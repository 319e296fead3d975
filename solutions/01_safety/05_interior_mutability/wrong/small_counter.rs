// fails: Hits counts - keeps the count in a u8, which wraps at 256

use std::cell::Cell;
use std::sync::atomic::{AtomicU32, Ordering};

pub struct Hits {
    count: Cell<u8>,
}

impl Hits {
    pub fn new() -> Self {
        Hits { count: Cell::new(0) }
    }

    pub fn hit(&self) {
        self.count.set(self.count.get().wrapping_add(1));
    }

    pub fn count(&self) -> u32 {
        self.count.get().into()
    }

    pub fn reset(&self) -> u32 {
        self.count.replace(0).into()
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
        self.count.fetch_add(1, Ordering::SeqCst);
    }

    pub fn count(&self) -> u32 {
        self.count.load(Ordering::SeqCst)
    }

    pub fn reset(&self) -> u32 {
        self.count.swap(0, Ordering::SeqCst)
    }
}
