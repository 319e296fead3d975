// fails: nothing but the published value - Release and Acquire are on the value, and the flag is Relaxed

use std::sync::atomic::*;

pub struct Mailbox {
    value: AtomicU32,
    full: AtomicBool,
}

impl Mailbox {
    pub const fn new() -> Self {
        Mailbox {
            value: AtomicU32::new(0),
            full: AtomicBool::new(false),
        }
    }

    pub fn publish(&self, value: u32) {
        self.value.store(value, Ordering::Release);
        self.full.store(true, Ordering::Relaxed);
    }

    pub fn read(&self) -> Option<u32> {
        if self.full.load(Ordering::Relaxed) {
            Some(self.value.load(Ordering::Acquire))
        } else {
            None
        }
    }
}
