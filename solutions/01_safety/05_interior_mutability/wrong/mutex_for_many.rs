// fails: built from a Cell and an atomic - a lock where an atomic is enough

use std::cell::Cell;
use std::sync::Mutex;

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
    count: Mutex<u32>,
}

impl SharedHits {
    pub fn new() -> Self {
        SharedHits { count: Mutex::new(0) }
    }

    pub fn hit(&self) {
        *self.count.lock().unwrap() += 1;
    }

    pub fn count(&self) -> u32 {
        *self.count.lock().unwrap()
    }

    pub fn reset(&self) -> u32 {
        std::mem::take(&mut *self.count.lock().unwrap())
    }
}
