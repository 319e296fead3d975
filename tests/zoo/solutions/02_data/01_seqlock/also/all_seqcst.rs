// Style: SeqCst everywhere, and the reader waits for an even number first.
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering::SeqCst};

pub struct SeqLock {
    sequence: AtomicUsize,
    first: AtomicU32,
    second: AtomicU32,
}

impl SeqLock {
    pub fn new(first: u32, second: u32) -> SeqLock {
        SeqLock { sequence: AtomicUsize::new(0), first: AtomicU32::new(first), second: AtomicU32::new(second) }
    }

    fn settled(&self) -> usize {
        loop {
            let now = self.sequence.load(SeqCst);
            if now % 2 == 0 {
                return now;
            }
            std::thread::yield_now();
        }
    }

    pub fn write(&self, first: u32, second: u32) {
        let before = self.sequence.fetch_add(1, SeqCst);
        self.first.store(first, SeqCst);
        self.second.store(second, SeqCst);
        self.sequence.store(before + 2, SeqCst);
    }

    pub fn read(&self) -> (u32, u32) {
        let mut before = self.settled();
        loop {
            let pair = (self.first.load(SeqCst), self.second.load(SeqCst));
            let after = self.settled();
            if after == before {
                return pair;
            }
            before = after;
        }
    }
}
