//! Two counters that count through a shared reference.

use std::cell::Cell;
use std::sync::atomic::{AtomicU32, Ordering};

/// Counts hits on one thread.
#[derive(Debug, Default)]
pub struct Hits {
    count: Cell<u32>,
}

impl Hits {
    /// No hits yet.
    pub const fn new() -> Self {
        Hits {
            count: Cell::new(0),
        }
    }

    /// One hit more.
    pub fn hit(&self) {
        // Read and write are two steps, but a Cell is never used by two threads.
        self.count.set(self.count.get() + 1);
    }

    /// The hits since the last reset.
    pub fn count(&self) -> u32 {
        self.count.get()
    }

    /// Begins again at 0 and returns the count so far.
    pub fn reset(&self) -> u32 {
        self.count.take()
    }

    /// Changes counts with the other.
    pub fn exchange(&self, other: &Hits) {
        self.count.swap(&other.count);
    }
}

/// Counts hits of many threads.
#[derive(Debug, Default)]
pub struct SharedHits {
    /// Nothing but a number: no other data depends on it, so Relaxed is enough.
    count: AtomicU32,
}

impl SharedHits {
    /// No hits yet.
    pub const fn new() -> Self {
        SharedHits {
            count: AtomicU32::new(0),
        }
    }

    /// One hit more.
    pub fn hit(&self) {
        self.count.fetch_add(1, Ordering::Relaxed);
    }

    /// The hits since the last reset.
    pub fn count(&self) -> u32 {
        self.count.load(Ordering::Relaxed)
    }

    /// Begins again at 0 and returns the count so far, in one step.
    pub fn reset(&self) -> u32 {
        self.count.swap(0, Ordering::Relaxed)
    }
}
