//! Style: compare-and-exchange loops, a larger atomic in an Arc, replace and update by hand.

use std::cell::Cell;
use std::sync::atomic::{AtomicU64, Ordering};

pub struct Hits {
    count: Cell<u32>,
}

impl Hits {
    pub fn new() -> Self {
        Hits { count: Cell::new(0) }
    }

    pub fn hit(&self) {
        let old = self.count.take();
        self.count.set(old.saturating_add(1));
    }

    pub fn count(&self) -> u32 {
        self.count.get()
    }

    pub fn reset(&self) -> u32 {
        self.count.replace(0)
    }

    pub fn exchange(&self, other: &Hits) {
        let ours = self.count.get();
        let theirs = other.count.replace(ours);
        self.count.set(theirs);
    }
}

#[derive(Clone)]
pub struct SharedHits {
    count: std::sync::Arc<AtomicU64>,
}

impl SharedHits {
    pub fn new() -> Self {
        SharedHits { count: Default::default() }
    }

    fn change(&self, to: impl Fn(u64) -> u64) -> u64 {
        let mut seen = self.count.load(Ordering::Relaxed);
        loop {
            match self.count.compare_exchange_weak(seen, to(seen), Ordering::AcqRel, Ordering::Relaxed) {
                Ok(old) => return old,
                Err(now) => seen = now,
            }
        }
    }

    pub fn hit(&self) {
        self.change(|count| count + 1);
    }

    pub fn count(&self) -> u32 {
        self.count.load(Ordering::Acquire) as u32
    }

    pub fn reset(&self) -> u32 {
        self.change(|_| 0) as u32
    }
}
