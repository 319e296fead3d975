// fails: built from a Cell and an atomic - a RefCell where a Cell is enough

use std::cell::RefCell;
use std::sync::atomic::{AtomicU32, Ordering};

pub struct Hits {
    count: RefCell<u32>,
}

impl Hits {
    pub fn new() -> Self {
        Hits { count: RefCell::new(0) }
    }

    pub fn hit(&self) {
        *self.count.borrow_mut() += 1;
    }

    pub fn count(&self) -> u32 {
        *self.count.borrow()
    }

    pub fn reset(&self) -> u32 {
        self.count.replace(0)
    }

    pub fn exchange(&self, other: &Hits) {
        let theirs = other.count();
        let ours = self.count.replace(theirs);
        other.count.replace(ours);
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
