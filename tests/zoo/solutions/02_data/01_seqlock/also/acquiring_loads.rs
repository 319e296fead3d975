// Style: every access of the data acquires or releases, so that no fence is needed.
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};

pub struct SeqLock {
    sequence: AtomicUsize,
    first: AtomicU32,
    second: AtomicU32,
}

impl SeqLock {
    pub fn new(first: u32, second: u32) -> SeqLock {
        SeqLock { sequence: AtomicUsize::new(0), first: AtomicU32::new(first), second: AtomicU32::new(second) }
    }

    pub fn write(&self, first: u32, second: u32) {
        self.sequence.fetch_add(1, Ordering::Relaxed);
        self.first.store(first, Ordering::Release);
        self.second.store(second, Ordering::Release);
        self.sequence.fetch_add(1, Ordering::Release);
    }

    pub fn read(&self) -> (u32, u32) {
        loop {
            let before = self.sequence.load(Ordering::Acquire);
            let first = self.first.load(Ordering::Acquire);
            let second = self.second.load(Ordering::Acquire);
            let after = self.sequence.load(Ordering::Relaxed);
            if before == after && before & 1 == 0 {
                return (first, second);
            }
        }
    }
}
