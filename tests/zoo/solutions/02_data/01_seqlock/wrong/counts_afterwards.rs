// fails: two threads - the number changes only after the data
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};

pub struct SeqLock {
    sequence: AtomicUsize,
    first: AtomicU32,
    second: AtomicU32,
}

impl SeqLock {
    pub const fn new(first: u32, second: u32) -> SeqLock {
        SeqLock { sequence: AtomicUsize::new(0), first: AtomicU32::new(first), second: AtomicU32::new(second) }
    }

    pub fn write(&self, first: u32, second: u32) {
        self.first.store(first, Ordering::SeqCst); // <- here
        self.second.store(second, Ordering::SeqCst); // <- here
        self.sequence.fetch_add(2, Ordering::SeqCst); // <- here
    }

    pub fn read(&self) -> (u32, u32) {
        loop {
            let before = self.sequence.load(Ordering::SeqCst);
            let pair = (self.first.load(Ordering::SeqCst), self.second.load(Ordering::SeqCst));
            if before % 2 == 0 && self.sequence.load(Ordering::SeqCst) == before {
                return pair;
            }
        }
    }
}
