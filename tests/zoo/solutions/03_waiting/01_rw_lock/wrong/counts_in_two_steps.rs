// fails: two threads - readers are counted with a load and a store, so one of two is forgotten
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
        while self.writing.swap(true, SeqCst) {}
        let readers = self.readers.load(SeqCst); // <- here
        self.readers.store(readers + 1, SeqCst); // <- here
        self.writing.store(false, SeqCst);
    }

    pub fn end_read(&self) {
        let readers = self.readers.load(SeqCst); // <- here
        self.readers.store(readers - 1, SeqCst); // <- here
    }

    pub fn write(&self) {
        while self.writing.swap(true, SeqCst) {}
        while self.readers.load(SeqCst) > 0 {} // <- here
    }

    pub fn end_write(&self) {
        self.writing.store(false, SeqCst);
    }
}
