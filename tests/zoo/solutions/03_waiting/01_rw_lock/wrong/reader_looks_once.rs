// fails: two threads - a reader looks for a writer, then counts itself, and does not look again
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};

pub struct RwLock {
    writing: AtomicBool,
    readers: AtomicUsize,
}

impl RwLock {
    pub const fn new() -> RwLock {
        RwLock { writing: AtomicBool::new(false), readers: AtomicUsize::new(0) }
    }

    pub fn read(&self) {
        while self.writing.load(SeqCst) {} // <- here
        self.readers.fetch_add(1, SeqCst); // <- here
    }

    pub fn end_read(&self) {
        self.readers.fetch_sub(1, SeqCst);
    }

    pub fn write(&self) {
        while self.writing.swap(true, SeqCst) {}
        while self.readers.load(SeqCst) > 0 {}
    }

    pub fn end_write(&self) {
        self.writing.store(false, SeqCst);
    }
}
