// fails: Hits counts - a thread-local static: all Hits share one count

use std::cell::Cell;
use std::sync::atomic::{AtomicU32, Ordering};

thread_local! {
    static COUNT: Cell<u32> = const { Cell::new(0) };
}

pub struct Hits {
    extra: Cell<u32>,
}

impl Hits {
    pub fn new() -> Self {
        Hits { extra: Cell::new(0) }
    }

    pub fn hit(&self) {
        COUNT.set(COUNT.get() + 1);
    }

    pub fn count(&self) -> u32 {
        COUNT.get() + self.extra.get()
    }

    pub fn reset(&self) -> u32 {
        COUNT.take() + self.extra.take()
    }

    pub fn exchange(&self, other: &Hits) {
        self.extra.swap(&other.extra);
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
