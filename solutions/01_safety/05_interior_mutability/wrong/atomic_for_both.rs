// fails: Hits stays on its thread - Hits is built from an atomic too, so it is Sync

use std::sync::atomic::{AtomicU32, Ordering};

pub struct Hits {
    count: AtomicU32,
}

impl Hits {
    pub fn new() -> Self {
        Hits { count: AtomicU32::new(0) }
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

    pub fn exchange(&self, other: &Hits) {
        if !std::ptr::eq(self, other) {
            let ours = self.count.load(Ordering::SeqCst);
            self.count.store(other.count.swap(ours, Ordering::SeqCst), Ordering::SeqCst);
        }
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
