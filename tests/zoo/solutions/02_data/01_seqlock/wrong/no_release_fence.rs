// fails: two threads - the first store of the number releases, which holds back nothing that comes after it
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
        self.sequence.store(before + 1, Ordering::Release); // <- here
        self.first.store(first, Ordering::Relaxed); // <- here
        self.second.store(second, Ordering::Relaxed); // <- here
        self.sequence.store(before + 2, Ordering::Release);
    }

    pub fn read(&self) -> (u32, u32) {
        loop {
            let before = self.sequence.load(Ordering::Acquire);
            let pair = (self.first.load(Ordering::Relaxed), self.second.load(Ordering::Relaxed));
            fence(Ordering::Acquire);
            if before % 2 == 0 && self.sequence.load(Ordering::Relaxed) == before {
                return pair;
            }
        }
    }
}
