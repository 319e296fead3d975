// Style: a writer announces itself, then waits until the readers have gone; readers step back from a writer.
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};

pub struct RwLock {
    writing: AtomicBool,
    readers: AtomicUsize,
}

impl RwLock {
    pub fn new() -> RwLock {
        RwLock { writing: AtomicBool::new(false), readers: AtomicUsize::new(0) }
    }

    pub fn read(&self) {
        loop {
            while self.writing.load(SeqCst) {}
            self.readers.fetch_add(1, SeqCst);
            if !self.writing.load(SeqCst) {
                return;
            }
            self.readers.fetch_sub(1, SeqCst);
        }
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
