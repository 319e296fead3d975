// fails: compiles - changes a plain field behind &self

use std::sync::atomic::{AtomicU32, Ordering};

pub struct Hits {
    count: u32,
}

impl Hits {
    pub fn new() -> Self {
        Hits { count: 0 }
    }

    pub fn hit(&self) {
        self.count += 1;
    }

    pub fn count(&self) -> u32 {
        self.count
    }

    pub fn reset(&self) -> u32 {
        std::mem::take(&mut self.count)
    }

    pub fn exchange(&self, other: &Hits) {
        std::mem::swap(&mut self.count, &mut other.count);
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
