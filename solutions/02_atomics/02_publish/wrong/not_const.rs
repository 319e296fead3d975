// fails: lives in a static - new is not const

use std::sync::atomic::*;

pub struct Mailbox {
    value: AtomicU32,
    full: AtomicBool,
}

impl Mailbox {
    pub fn new() -> Self {
        Mailbox {
            value: AtomicU32::new(0),
            full: AtomicBool::new(false),
        }
    }

    pub fn publish(&self, value: u32) {
        self.value.store(value, Ordering::Release);
        self.full.store(true, Ordering::Release);
    }

    pub fn read(&self) -> Option<u32> {
        if self.full.load(Ordering::Acquire) {
            Some(self.value.load(Ordering::Relaxed))
        } else {
            None
        }
    }
}
