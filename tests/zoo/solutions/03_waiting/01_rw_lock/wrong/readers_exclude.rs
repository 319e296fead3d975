// fails: two threads - readers exclude each other too
use std::sync::atomic::{AtomicBool, Ordering};

pub struct RwLock {
    taken: AtomicBool,
}

impl RwLock {
    pub const fn new() -> RwLock {
        RwLock { taken: AtomicBool::new(false) }
    }

    pub fn read(&self) {
        while self.taken.swap(true, Ordering::Acquire) {} // <- here
    }

    pub fn end_read(&self) {
        self.taken.store(false, Ordering::Release);
    }

    pub fn write(&self) {
        while self.taken.swap(true, Ordering::Acquire) {}
    }

    pub fn end_write(&self) {
        self.taken.store(false, Ordering::Release);
    }
}
