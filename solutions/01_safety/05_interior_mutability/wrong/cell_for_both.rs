// fails: SharedHits counts - SharedHits is built from a Cell too, so it is not Sync

use std::cell::Cell;

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
    count: Cell<u32>,
}

impl SharedHits {
    pub fn new() -> Self {
        SharedHits { count: Cell::new(0) }
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
}
