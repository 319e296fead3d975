//! Style: an Rc around the Cell, fetch_update and fetch_and, Default instead of new, other names.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::atomic::{AtomicU32, Ordering};

#[derive(Clone, Debug, Default)]
pub struct Hits(Rc<Cell<u32>>);

impl Hits {
    pub fn new() -> Hits {
        Self::default()
    }

    pub fn hit(&self) {
        let Hits(cell) = self;
        cell.set(cell.get().wrapping_add(1));
    }

    pub fn count(&self) -> u32 {
        self.0.get()
    }

    pub fn reset(&self) -> u32 {
        let old = self.count();
        self.0.set(0);
        old
    }

    pub fn exchange(&self, other: &Hits) {
        let (mine, yours) = (self.count(), other.count());
        self.0.set(yours);
        other.0.set(mine);
    }
}

#[derive(Debug, Default)]
pub struct SharedHits(AtomicU32);

impl SharedHits {
    pub fn new() -> SharedHits {
        Self::default()
    }

    pub fn hit(&self) {
        let _ = self.0.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |n| n.checked_add(1));
    }

    pub fn count(&self) -> u32 {
        // A read-modify-write that changes nothing reads the newest value.
        self.0.fetch_or(0, Ordering::AcqRel)
    }

    pub fn reset(&self) -> u32 {
        self.0.fetch_and(0, Ordering::AcqRel)
    }
}
