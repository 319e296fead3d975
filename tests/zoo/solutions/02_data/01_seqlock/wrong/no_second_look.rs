// fails: two threads - reads without looking at the number again
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering, fence};

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
        let before = self.sequence.load(Ordering::Relaxed);
        self.sequence.store(before + 1, Ordering::Relaxed);
        fence(Ordering::Release);
        self.first.store(first, Ordering::Relaxed);
        self.second.store(second, Ordering::Relaxed);
        self.sequence.store(before + 2, Ordering::Release);
    }

    pub fn read(&self) -> (u32, u32) {
        while self.sequence.load(Ordering::Acquire) % 2 == 1 {} // <- here
        (self.first.load(Ordering::Relaxed), self.second.load(Ordering::Relaxed)) // <- here
    }
}
